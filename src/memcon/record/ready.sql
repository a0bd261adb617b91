-- To lay out for pages what they look up again and again: events as lists show them, slots and links by event. Made by ready.py.

-- One row an event that is listed: what `happenings` says, with its year, outlets, rank, the place's point and the day it was last told.
CREATE TABLE ready.listed AS
WITH
ranks AS (SELECT event_id, min(rank) AS rank FROM bearing GROUP BY event_id),
told AS (
    SELECT event_id, max(told_until) AS newest, min(told) AS oldest,
        coalesce(list(DISTINCT coalesce(outlet, '') ORDER BY coalesce(outlet, '')), []) AS outlets
    FROM clauses GROUP BY event_id
),
spots AS (
    SELECT event_id, arg_min(place, (-n, place)) AS place_id, arg_min(lat, (-n, place)) AS lat, arg_min(lon, (-n, place)) AS lon
    FROM (
        SELECT event_id, place, any_value(lat) AS lat, any_value(lon) AS lon, count(*) AS n
        FROM bearing JOIN place_points p ON p.actor_id = place GROUP BY event_id, place
    )
    GROUP BY event_id
),
shorts AS (  -- parties by the words a label has room for: persons by their last name
    SELECT event_id, list(CASE kind WHEN 'person' THEN regexp_extract(name, '\S+$') ELSE name END ORDER BY side, seat, name) AS short
    FROM participants p WHERE list_contains((SELECT parties FROM event_parties e WHERE e.event_id = p.event_id), name)
    GROUP BY event_id
),
objects AS (
    SELECT event_id, any_value(s.words ORDER BY s.claim_id, s."start") AS object
    FROM events e JOIN slots s USING (claim_id)
    WHERE s.part IN ('object', 'topic') AND s.words IS NOT NULL GROUP BY event_id
)
SELECT h.*, coalesce(year(h."first"), year(h."last")) AS year, r.rank, t.outlets, t.newest, t.oldest, coalesce(n.short, []) AS short, s.place_id, s.lat, s.lon, o.object,
    d.event_id IS NOT NULL AS disputed
FROM happenings h
JOIN told t USING (event_id)
LEFT JOIN ranks r USING (event_id)
LEFT JOIN spots s USING (event_id)
LEFT JOIN objects o USING (event_id)
LEFT JOIN shorts n USING (event_id)
LEFT JOIN (SELECT event_id FROM disagreements UNION SELECT right_event FROM disagreements) d USING (event_id)
WHERE h.family <> 'statement'
ORDER BY coalesce(h."first", h."last") NULLS LAST, h."last", h.kind, h.event_id;

-- What a report is called: its title, else its headline, its first line, its file.
CREATE TABLE ready.headings AS
WITH headlines AS (
    SELECT s.report_id, any_value(substr(t.text, s."start" + 1, s."end" - s."start") ORDER BY section) AS words
    FROM sections s JOIN reports t USING (report_id) WHERE s.role = 'headline' GROUP BY s.report_id
),
named AS (
    SELECT r.*, trim(regexp_replace(substr(coalesce(r.title, h.words, regexp_extract(substr(r.text, 1, 400), '\S[^\n]*'),
        split_part(r.path, '/', -1)), 1, 400), '\s+', ' ', 'g')) AS told
    FROM reports r LEFT JOIN headlines h USING (report_id)
)
SELECT report_id, coalesce(nullif(CASE WHEN length(told) > 140 THEN regexp_replace(substr(told, 1, 138), '\s+\S*$', '') || '…' ELSE told END, ''),
        split_part(path, '/', -1)) AS heading,
    concat_ws(', ', coalesce(outlet, 'outlet not stated'),
        CASE WHEN "first" = "last" THEN '' WHEN "last" IS NOT NULL THEN 'by ' ELSE 'from ' END
        || strftime(coalesce("last", "first"), '%-d %b %Y')) AS label
FROM named ORDER BY report_id;
CREATE VIEW headings AS FROM ready.headings;

CREATE TABLE ready.event_slots AS
SELECT e.event_id, c.report_id, s.*, a.name, a.kind AS actor_kind, a.country
FROM slots s JOIN events e USING (claim_id) JOIN claims c USING (claim_id) LEFT JOIN actors a USING (actor_id)
ORDER BY e.event_id, s.claim_id, s."start" NULLS LAST, s.part, s.actor_id;

-- Each link from both its ends.
CREATE TABLE ready.event_links AS
SELECT e.event_id, o.event_id AS other_event, l."left" AS claim_id, l."right" AS other_claim, 'left' AS side, l.* EXCLUDE ("left", "right")
FROM links l JOIN events e ON e.claim_id = l."left" JOIN events o ON o.claim_id = l."right"
UNION ALL
SELECT e.event_id, o.event_id, l."right", l."left", 'right', l.* EXCLUDE ("left", "right")
FROM links l JOIN events e ON e.claim_id = l."right" JOIN events o ON o.claim_id = l."left"
ORDER BY event_id, claim_id, other_claim, relation, side;

-- Two states that meet in events, and in how many; a state by itself stands with itself.
CREATE TABLE ready.pairs AS
WITH one AS (SELECT event_id, unnest(countries) AS country FROM ready.listed WHERE len(countries) BETWEEN 1 AND 12)
SELECT a.country AS one, b.country AS other, count(*) AS n
FROM one a JOIN one b ON a.event_id = b.event_id AND a.country <= b.country
GROUP BY ALL ORDER BY n DESC, one, other;
