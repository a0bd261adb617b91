-- To find where reports contradict each other: on one event, or where one report tells with another day, host or sum what another
-- tells. Each side with its claim and clause. What is told in other words but alike is no disagreement.

-- The rank that the words of a participant give (1 head of state … 4 minister, deputy, ambassador); NULL for a bare name.
CREATE VIEW titles_told AS
SELECT claim_id, actor_id, words,
    CASE
        WHEN regexp_matches(words, '(?i)\b(former|ex|then)\b|-elect\b') THEN NULL
        WHEN regexp_matches(words, '(?i)\b(deputy|vice|assistant|under)\b.*\b(minister|secretary|president|premier|chairman)\b') THEN 4
        WHEN regexp_matches(words, '(?i)\b(prime minister|premier|chancellor)\b') THEN 2
        WHEN regexp_matches(words, '(?i)\b(foreign minister|foreign secretary|secretary of state|minister of foreign affairs)\b') THEN 3
        WHEN regexp_matches(words, '(?i)\b(minister|ambassador|envoy|secretary of)\b') THEN 4
        WHEN regexp_matches(words, '(?i)\b(president|king|queen|emperor|emir|sultan)\b') THEN 1
    END AS rank
FROM slots WHERE part IN ('who', 'whom', 'party') AND actor_id IS NOT NULL AND words IS NOT NULL;

-- The figures in what is promised, signed or lent, years aside, and its words without them.
CREATE VIEW figures AS
SELECT claim_id, words, list_filter(regexp_extract_all(words, '\d[\d.,]*\d|\d'), lambda f: NOT regexp_full_match(f, '(19|20)\d\d')) AS figures,
    regexp_replace(lower(words), '[\d.,]+', '#', 'g') AS rest
FROM slots WHERE part = 'object' AND regexp_matches(words, '\d');

-- How far two places lie apart, in degrees: beyond half a degree they are two places, and no venue within one.
CREATE VIEW places_apart AS
SELECT a.actor_id AS one, b.actor_id AS other
FROM actors a JOIN actors b ON a.actor_id <> b.actor_id AND a.kind = 'place' AND b.kind = 'place'
LEFT JOIN place_points p ON p.actor_id = a.actor_id
LEFT JOIN place_points q ON q.actor_id = b.actor_id
WHERE a.country <> b.country OR greatest(abs(p.lat - q.lat), abs(p.lon - q.lon)) > 0.5;

-- The words that tell one paper that is signed from another.
CREATE VIEW matters AS
SELECT claim_id, list_distinct(flatten(list(list_filter(
    regexp_split_to_array(lower(strip_accents(words)), '[^\p{L}\p{N}]+'),
    lambda w: len(w) > 3 AND w NOT IN ('accord', 'agreement', 'agreements', 'bilateral', 'deal', 'declaration', 'document', 'joint', 'memorandum',
        'pact', 'protocol', 'statement', 'treaty', 'understanding', 'with', 'that', 'between', 'both', 'their', 'from', 'cooperation')
)))) AS matter
FROM slots WHERE part IN ('object', 'topic') GROUP BY claim_id;

-- Tellings worth holding against each other. `how`: one event; copies of one text with one clause edited; or two events of which
-- each report tells only one, and which differ in a day, a place, a host or a sum alone, or in that one of them was not.
CREATE VIEW compared AS
WITH
told AS (
    SELECT c.*, s.sides, s.persons, s.guests, s.hosts, s.lands, m.matter,
        regexp_split_to_array(lower(strip_accents(c.clause)), '[^\p{L}\p{N}]+') AS words
    FROM clauses c LEFT JOIN claim_sides s USING (claim_id) LEFT JOIN matters m USING (claim_id) WHERE c.family <> 'statement'
),
sums AS (
    SELECT claim_id, split_part(value, ' ', 1) AS unit, any_value(value ORDER BY "start") AS amount
    FROM slots WHERE part = 'amount' AND value IS NOT NULL GROUP BY ALL
),
pairs AS (
    SELECT 'one event' AS how, a.claim_id AS l, b.claim_id AS r
    FROM told a JOIN told b ON a.event_id = b.event_id AND a.report_id < b.report_id
    WHERE a.copy_group IS NULL OR b.copy_group IS NULL OR a.copy_group <> b.copy_group OR a.clause <> b.clause
    UNION ALL
    SELECT 'copies', a.claim_id, b.claim_id
    FROM told a JOIN told b ON a.copy_group = b.copy_group AND a.report_id < b.report_id AND a.event_id <> b.event_id
        AND a.kind = b.kind AND a.clause <> b.clause
    WHERE len(list_intersect(a.words, b.words)) >= 0.6 * greatest(len(list_distinct(a.words)), len(list_distinct(b.words)))
        AND len(list_intersect(a.sides, b.sides)) >= 1
    UNION ALL
    SELECT 'two events', a.claim_id, b.claim_id
    FROM told a JOIN told b ON a.kind = b.kind AND a.persons = b.persons AND a.report_id < b.report_id AND a.event_id <> b.event_id
        AND a.family = 'engagement' AND a.status = 'happened' AND b.status = 'happened'
    WHERE len(a.persons) > 1 AND a."first" = a."last" AND b."first" = b."last"
        AND CASE WHEN coalesce(a.place = b.place, true) THEN abs(a."first" - b."first") BETWEEN 1 AND 2 ELSE a."first" = b."first" END
        AND abs(a.told - b.told) <= 14
    UNION ALL
    SELECT 'two events', a.claim_id, b.claim_id
    FROM told a JOIN told b ON a.kind = b.kind AND a.persons = b.persons AND a.report_id <> b.report_id AND a.event_id <> b.event_id
    WHERE a.family = 'engagement' AND a.status = 'happened' AND b.status IN ('cancelled', 'denied') AND len(a.persons) > 1
        AND coalesce(a.place = b.place, true) AND coalesce(b."first" <= a."last", true) AND coalesce(a."first" <= b."last", true)
        AND abs(a.told - b.told) <= 14
    UNION ALL
    SELECT 'two events', a.claim_id, b.claim_id
    FROM told a JOIN told b ON a.lands = b.lands AND a.report_id <> b.report_id AND a.event_id <> b.event_id
    WHERE a.kind IN ('signing', 'agreement') AND b.kind IN ('signing', 'agreement') AND len(a.lands) > 1 AND a.status = 'happened'
        AND list_has_any(a.matter, b.matter) AND abs(a.told - b.told) <= 14
        AND CASE b.status WHEN 'happened' THEN a.report_id < b.report_id AND a."first" = a."last" AND b."first" = b."last"
                AND abs(a."first" - b."first") BETWEEN 1 AND 2
            ELSE b.status IN ('cancelled', 'denied') AND coalesce(b."first" <= a."last", true) AND coalesce(a."first" <= b."last", true) END
    UNION ALL
    SELECT 'two events', a.claim_id, b.claim_id
    FROM told a JOIN told b ON a.kind = b.kind AND a.report_id < b.report_id AND a.event_id <> b.event_id
    WHERE a.kind = 'reception' AND a.status = 'happened' AND b.status = 'happened' AND a."first" = b."first" AND a."last" - a."first" < 3
        AND len(list_intersect(a.guests, b.guests)) > 0 AND len(a.hosts) > 0 AND len(b.hosts) > 0 AND coalesce(a.place = b.place, true)
    UNION ALL
    SELECT 'two events', a.claim_id, b.claim_id
    FROM told a JOIN told b ON a.kind = b.kind AND a.lands = b.lands AND a.report_id < b.report_id AND a.event_id <> b.event_id
    JOIN sums p ON p.claim_id = a.claim_id
    JOIN sums q ON q.claim_id = b.claim_id AND q.unit = p.unit
    WHERE a.family = 'undertaking' AND len(a.lands) > 1 AND abs(a.told - b.told) <= 30
)
SELECT p.how, a.event_id, b.event_id AS right_event, a.claim_id AS "left", b.claim_id AS "right", a.kind, a.outlet AS left_outlet,
    b.outlet AS right_outlet, a.clause AS left_words, b.clause AS right_words, a.status AS ls, b.status AS rs, a."first" AS lf,
    a."last" AS ll, b."first" AS rf, b."last" AS rl, a.place AS lp, b.place AS rp, a.hosts AS lh, b.hosts AS rh,
    a.persons AS lps, b.persons AS rps, a.strength = b.strength AS alike, coalesce(a.copy_group = b.copy_group, false) AS copied
FROM pairs p JOIN told a ON a.claim_id = p.l JOIN told b ON b.claim_id = p.r
WHERE p.how = 'one event'
    OR p.how = 'copies' AND NOT EXISTS (
        SELECT 1 FROM told x WHERE x.report_id = b.report_id AND x.kind = a.kind AND x.clause = a.clause
        UNION ALL SELECT 1 FROM told x WHERE x.report_id = a.report_id AND x.kind = b.kind AND x.clause = b.clause
    )
    OR p.how = 'two events' AND NOT EXISTS (
        SELECT 1 FROM tellings x JOIN tellings y ON x.report_id = y.report_id WHERE x.event_id = a.event_id AND y.event_id = b.event_id
    );

-- One row for two tellings and a fact on which they differ: status or signed, day, place, rank, who, amount.
CREATE VIEW disagreements AS
WITH
sums_apart AS (  -- told again as figures in what is promised, a sum is one fact
    SELECT c."left", c."right", p.value AS left_sum, q.value AS right_sum
    FROM compared c JOIN slots p ON p.claim_id = c."left" AND p.part = 'amount' JOIN slots q ON q.claim_id = c."right" AND q.part = 'amount'
    WHERE split_part(p.value, ' ', 1) = split_part(q.value, ' ', 1) AND p.value <> q.value
),
said AS (
    SELECT *, CASE WHEN kind IN ('signing', 'agreement') THEN 'signed' ELSE 'status' END AS about, ls AS left_says, rs AS right_says
    FROM compared
    WHERE (ls IN ('happened', 'ongoing') AND rs IN ('cancelled', 'denied')) OR (rs IN ('happened', 'ongoing') AND ls IN ('cancelled', 'denied'))
    UNION ALL
    SELECT *, 'day', concat(lf, '/', ll), concat(rf, '/', rl) FROM compared WHERE alike AND (lf > rl OR rf > ll)
    UNION ALL
    SELECT c.*, 'place', p.name, q.name
    FROM compared c JOIN places_apart x ON x.one = c.lp AND x.other = c.rp
    JOIN actors p ON p.actor_id = c.lp JOIN actors q ON q.actor_id = c.rp
    WHERE alike AND (c.kind <> 'visit' OR copied OR p.country <> q.country)  -- a visit may have several stops
    UNION ALL
    SELECT c.*, 'rank', any_value(p.words ORDER BY p.words), any_value(q.words ORDER BY q.words)
    FROM compared c JOIN titles_told p ON p.claim_id = c."left" JOIN titles_told q ON q.claim_id = c."right" AND q.actor_id = p.actor_id
    WHERE p.rank <> q.rank
    GROUP BY ALL
    UNION ALL
    SELECT c.*, 'who', p.name, q.name
    FROM compared c JOIN actors p ON p.actor_id = c.lh[1] JOIN actors q ON q.actor_id = c.rh[1]
    WHERE c.kind = 'reception' AND alike AND NOT list_has_any(lh, rh)
    UNION ALL
    SELECT c.*, 'who', p.name, q.name
    FROM compared c JOIN actors p ON list_contains(lps, p.actor_id) AND NOT list_contains(rps, p.actor_id)
    JOIN actors q ON list_contains(rps, q.actor_id) AND NOT list_contains(lps, q.actor_id)
    WHERE how = 'copies' AND c.kind <> 'reception' AND list_has_any(lps, rps) AND p.country = q.country AND len(lps) = len(rps)
    UNION ALL
    SELECT c.*, 'amount', s.left_sum, s.right_sum FROM compared c JOIN sums_apart s USING ("left", "right")
    UNION ALL
    SELECT c.*, 'amount', p.words, q.words
    FROM compared c ANTI JOIN sums_apart s USING ("left", "right")
    JOIN figures p ON p.claim_id = c."left" JOIN figures q ON q.claim_id = c."right"
    WHERE p.figures <> q.figures AND len(p.figures) = len(q.figures) AND p.rest = q.rest
)
SELECT DISTINCT event_id, about, "left", left_outlet, left_says, "right", right_outlet, right_says, left_words, right_words, right_event, how
FROM said ORDER BY ALL;
