-- To gather what exports need beyond the sheet: trips, sides of an event, stretches of text that are evidence, entities.

-- Events that are part of a visit, by a link, or because the traveller takes part in them with the host country on its days,
-- where these are known within a week.
CREATE VIEW within_visits AS
WITH
visits AS (
    SELECT s.event_id, p.name AS traveller, p.actor_id AS traveller_id, p.country AS home, s."first", s."last", s.time_precision,
        coalesce(q.country, s.place_country) AS host
    FROM sheet s
    JOIN sided p ON p.event_id = s.event_id AND p.stands = 'a' AND p.kind = 'person'
    LEFT JOIN sheet_sides q ON q.event_id = s.event_id AND q.stands = 'b'
    WHERE s.kind = 'visit'
)
SELECT v.event_id, v.traveller, v.traveller_id, v.home, v.host, v.event_id AS inside FROM visits v
UNION
SELECT v.event_id, v.traveller, v.traveller_id, v.home, v.host, l.event_id
FROM visits v
JOIN events r ON r.event_id = v.event_id
JOIN links k ON k."right" = r.claim_id AND k.relation = 'part_of' AND k.judgement = 'same'
JOIN events l ON l.claim_id = k."left"
UNION
SELECT v.event_id, v.traveller, v.traveller_id, v.home, v.host, e.event_id
FROM visits v
JOIN participants p ON p.actor_id = v.traveller_id
JOIN happenings e ON e.event_id = p.event_id AND e.kind <> 'visit' AND e."first" >= v."first" AND e."last" <= v."last"
WHERE v.time_precision <= 2 AND list_contains(e.countries, v.host);

-- One row a visit and a person who pays it, with what the record holds of it. Only what happened counts as met, signed or held.
CREATE VIEW trips AS
WITH
done AS (SELECT w.*, e.* EXCLUDE (event_id) FROM within_visits w JOIN sheet e ON e.event_id = w.inside WHERE e.status IN ('happened', 'ongoing')),
hosts AS (
    SELECT w.event_id, w.traveller_id, string_agg(DISTINCT p.name, '; ' ORDER BY p.name) AS hosts_met, min(h."rank") <= 2 AS met_head
    FROM done w
    JOIN participants p ON p.event_id = w.inside AND p.kind = 'person' AND p.country = w.host
    LEFT JOIN held_posts h ON h.event_id = w.inside AND h.actor_id = p.actor_id
    GROUP BY w.event_id, w.traveller_id
),
held AS (
    SELECT event_id, traveller_id,
        string_agg(DISTINCT place, '; ' ORDER BY place) FILTER (inside = event_id OR place_country = host) AS places,
        string_agg(DISTINCT coalesce(object, words), '; ' ORDER BY coalesce(object, words)) FILTER (
            kind IN ('signing', 'agreement') AND coalesce(stage, 'agreed') IN ('agreed', 'signed', 'fulfilled')
        ) AS agreements_signed,
        string_agg(DISTINCT words, '; ' ORDER BY words) FILTER (kind = 'ceremony') AS ceremonies,
        string_agg(DISTINCT words, '; ' ORDER BY words) FILTER (kind = 'summit') AS multilateral_event
    FROM done GROUP BY event_id, traveller_id
)
SELECT s.event_id || '/' || w.traveller_id AS trip_id, w.traveller, w.traveller_id, o.post, o."rank", w.home AS "from", a.cow AS from_cow,
    w.host AS "to", b.cow AS to_cow, s.status, s.edtf, s."first", s."last", s.time_precision, coalesce(d.places, s.place) AS places,
    h.hosts_met, CASE WHEN h.met_head THEN 1 WHEN h.hosts_met IS NOT NULL THEN 0 END AS met_head, d.multilateral_event,
    d.agreements_signed, d.ceremonies, s.n_reports, s.n_sources, s.support, s.outlet, s.words, s.path, s.url, s.event_id
FROM within_visits w
JOIN sheet s ON s.event_id = w.event_id
LEFT JOIN hosts h ON h.event_id = w.event_id AND h.traveller_id = w.traveller_id
LEFT JOIN held d ON d.event_id = w.event_id AND d.traveller_id = w.traveller_id
LEFT JOIN held_posts o ON o.event_id = w.event_id AND o.actor_id = w.traveller_id
LEFT JOIN codes a ON a.country = w.home
LEFT JOIN codes b ON b.country = w.host
WHERE w.inside = w.event_id
ORDER BY coalesce(s."first", s."last") NULLS LAST, s."last", s.event_id, w.traveller_id;

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
