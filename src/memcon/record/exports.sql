-- To gather what exports need beyond the sheet and trips: sides of an event, stretches of text that are evidence, entities.

-- The sides of an event as lists, one entry a participant, in order; `raw` are the words that a telling has for it.
CREATE VIEW listed_sides AS
WITH worded AS (
    SELECT b.event_id, s.actor_id, any_value(s.words ORDER BY b.path, b."start", s."start", s.words) AS words
    FROM bearing b JOIN slots s USING (claim_id)
    WHERE s.part IN ('who', 'whom', 'party') AND s.words IS NOT NULL AND s.actor_id IS NOT NULL
    GROUP BY b.event_id, s.actor_id
)
SELECT p.event_id, p.stands,
    list({'name': p.name, 'code': p.country, 'cow': c.cow, 'office': h.post, 'kind': p.kind, 'raw': coalesce(w.words, p.name)}
        ORDER BY p.side, p.seat, p.name, p.actor_id) AS actors
FROM sided p
LEFT JOIN worded w ON w.event_id = p.event_id AND w.actor_id = p.actor_id
LEFT JOIN held_posts h ON h.event_id = p.event_id AND h.actor_id = p.actor_id
LEFT JOIN codes c ON c.country = p.country
GROUP BY p.event_id, p.stands;

-- Each event that PLOVER has a type for, with its sides and where and when it is told.
CREATE VIEW plover_events AS
WITH located AS (
    SELECT b.event_id, any_value(s.words ORDER BY b.path, b."start", s."start", s.words) AS raw_place
    FROM bearing b JOIN slots s USING (claim_id)
    WHERE s.part IN ('place', 'venue') AND s.words IS NOT NULL AND s.actor_id = b.place GROUP BY b.event_id
)
SELECT s.*, a.actors AS actor, b.actors AS recipient, r."first" AS told_first, r."last" AS told_last, r.language, c."start", c."end",
    l.raw_place
FROM sheet s
LEFT JOIN located l ON l.event_id = s.event_id AND s.place IS NOT NULL
LEFT JOIN listed_sides a ON a.event_id = s.event_id AND a.stands = 'a'
LEFT JOIN listed_sides b ON b.event_id = s.event_id AND b.stands = 'b'
LEFT JOIN reports r ON r.report_id = s.report_id
LEFT JOIN claims c ON c.claim_id = s.claim_id
WHERE s.plover IS NOT NULL
ORDER BY coalesce(s."first", s."last") NULLS LAST, s."last", s.kind, s.event_id;

-- Each stretch of text that is evidence: the clause of a claim (`part` NULL), the words of each of its parts; with the text around.
CREATE VIEW stretches AS
WITH marked AS (
    SELECT claim_id, report_id, NULL AS part, "start", "end", NULL AS actor_id, NULL AS name, NULL AS value, kind, status, plover FROM claims
    UNION ALL
    SELECT s.claim_id, c.report_id, s.part, s."start", s."end", s.actor_id, a.name, s.value, c.kind, c.status, NULL
    FROM slots s JOIN claims c USING (claim_id) LEFT JOIN actors a USING (actor_id) WHERE s."start" IS NOT NULL
)
SELECT m.*, r.url, r.text[m."start" + 1 : m."end"] AS exact, r.text[greatest(m."start" - 31, 1) : m."start"] AS prefix,
    r.text[m."end" + 1 : m."end" + 32] AS suffix
FROM marked m JOIN reports r USING (report_id)
ORDER BY m.report_id, m.claim_id, m.part NULLS FIRST, m."start", m."end", m.actor_id;

-- Actors with their other names, posts, code of two letters and place on the map.
CREATE VIEW actor_entities AS
SELECT a.*, c.iso2, p.lat, p.lon, n.names, t.posts
FROM actors a
LEFT JOIN codes c USING (country)
LEFT JOIN place_points p USING (actor_id)
LEFT JOIN (SELECT actor_id, list(name ORDER BY n DESC, name) AS names FROM names GROUP BY actor_id) n USING (actor_id)
LEFT JOIN (SELECT actor_id, list(DISTINCT post ORDER BY post) AS posts FROM posts GROUP BY actor_id) t USING (actor_id)
ORDER BY a.actor_id;

-- Events, statements aside, with the ids of who takes part and of the place, and the clause that the sheet quotes.
CREATE VIEW event_entities AS
SELECT h.*, s.place_id, p.actors, t.claim_id, t.clause
FROM happenings h
LEFT JOIN sheet_says s USING (event_id)
LEFT JOIN (
    SELECT event_id, list(DISTINCT actor_id ORDER BY actor_id) AS actors FROM participants WHERE actor_id IS NOT NULL GROUP BY event_id
) p USING (event_id)
LEFT JOIN clauses t ON t.claim_id = s.claim_id
WHERE h.family <> 'statement'
ORDER BY h.event_id;
