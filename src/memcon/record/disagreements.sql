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

-- The words that tell one paper that is signed from another.
CREATE VIEW matters AS
SELECT claim_id, list_distinct(flatten(list(list_filter(
    regexp_split_to_array(lower(strip_accents(words)), '[^\p{L}\p{N}]+'),
    lambda w: len(w) > 3 AND w NOT IN ('accord', 'agreement', 'agreements', 'bilateral', 'deal', 'declaration', 'document', 'joint', 'memorandum',
        'pact', 'protocol', 'statement', 'treaty', 'understanding', 'with', 'that', 'between', 'both', 'their', 'from', 'cooperation')
)))) AS matter
FROM slots WHERE part IN ('object', 'topic') GROUP BY claim_id;

-- Tellings worth holding against each other. `how`: one event, where they differ in a fact; copies of one text with one clause
-- edited; or two events of which each report tells only one, and which differ in a day, a place, a host or a sum alone, or in that
-- one of them was not. Of one event, facts that are told by few (ranks, sums) are met by their values, so that only those that
-- differ are ever paired.
CREATE VIEW compared AS
WITH
told AS (
    SELECT c.claim_id, c.event_id, c.report_id, c.copy_group, c.kind, c.family, c.status, c.strength, c."first", c."last", c.place, c.told,
        c.clause, s.sides, s.persons, s.guests, s.hosts, s.lands, m.matter
    FROM clauses c LEFT JOIN claim_sides s USING (claim_id) LEFT JOIN matters m USING (claim_id) WHERE c.family <> 'statement'
),
ranked AS (SELECT t.*, r.actor_id, r.rank FROM titles_told r JOIN told t USING (claim_id) WHERE r.rank IS NOT NULL),
summed AS (
    SELECT t.*, split_part(s.value, ' ', 1) AS unit, s.value
    FROM slots s JOIN told t USING (claim_id) WHERE s.part = 'amount' AND s.value IS NOT NULL
),
counted AS (SELECT t.*, f.figures, f.rest FROM figures f JOIN told t USING (claim_id)),
inside AS (
    SELECT a.claim_id AS l, b.claim_id AS r
    FROM told a JOIN told b ON a.event_id = b.event_id AND a.report_id < b.report_id
    WHERE a.status IN ('happened', 'ongoing') AND b.status IN ('cancelled', 'denied')
        OR b.status IN ('happened', 'ongoing') AND a.status IN ('cancelled', 'denied')
        OR a.strength = b.strength AND (a."first" > b."last" OR b."first" > a."last" OR a.place <> b.place
            OR a.kind = 'reception' AND NOT list_has_any(a.hosts, b.hosts))
    UNION
    SELECT a.claim_id, b.claim_id
    FROM ranked a JOIN ranked b ON a.event_id = b.event_id AND a.actor_id = b.actor_id AND a.rank <> b.rank AND a.report_id < b.report_id
    UNION
    SELECT a.claim_id, b.claim_id
    FROM summed a JOIN summed b ON a.event_id = b.event_id AND a.unit = b.unit AND a.value <> b.value AND a.report_id < b.report_id
    UNION
    SELECT a.claim_id, b.claim_id
    FROM counted a JOIN counted b ON a.event_id = b.event_id AND a.rest = b.rest AND a.figures <> b.figures AND a.report_id < b.report_id
),
printed AS (
    SELECT *, regexp_split_to_array(lower(strip_accents(clause)), '[^\p{L}\p{N}]+') AS words FROM told WHERE copy_group IS NOT NULL
),
edited AS (
    SELECT a.claim_id AS l, b.claim_id AS r
    FROM printed a JOIN printed b ON a.copy_group = b.copy_group AND a.report_id < b.report_id AND a.event_id <> b.event_id AND a.kind = b.kind AND a.clause <> b.clause
    WHERE len(list_intersect(a.words, b.words)) >= 0.6 * greatest(len(list_distinct(a.words)), len(list_distinct(b.words)))
        AND len(list_intersect(a.sides, b.sides)) >= 1
        AND NOT EXISTS (SELECT 1 FROM told x WHERE x.report_id = b.report_id AND x.kind = a.kind AND x.clause = a.clause)
        AND NOT EXISTS (SELECT 1 FROM told x WHERE x.report_id = a.report_id AND x.kind = b.kind AND x.clause = b.clause)
),
twice AS (
    SELECT a.claim_id AS l, b.claim_id AS r, a.event_id AS le, b.event_id AS re
    FROM told a JOIN told b ON a.kind = b.kind AND a.persons = b.persons AND a.report_id < b.report_id AND a.event_id <> b.event_id
        AND a.family = 'engagement' AND a.status = 'happened' AND b.status = 'happened'
    WHERE len(a.persons) > 1 AND a."first" = a."last" AND b."first" = b."last"
        AND CASE WHEN coalesce(a.place = b.place, true) THEN abs(a."first" - b."first") BETWEEN 1 AND 2 ELSE a."first" = b."first" END
        AND abs(a.told - b.told) <= 14
    UNION ALL
    SELECT a.claim_id, b.claim_id, a.event_id, b.event_id
    FROM told a JOIN told b ON a.kind = b.kind AND a.persons = b.persons AND a.report_id <> b.report_id AND a.event_id <> b.event_id
    WHERE a.family = 'engagement' AND a.status = 'happened' AND b.status IN ('cancelled', 'denied') AND len(a.persons) > 1
        AND coalesce(a.place = b.place, true) AND coalesce(b."first" <= a."last", true) AND coalesce(a."first" <= b."last", true)
        AND abs(a.told - b.told) <= 14
    UNION ALL
    SELECT a.claim_id, b.claim_id, a.event_id, b.event_id
    FROM told a JOIN told b ON a.lands = b.lands AND a.report_id <> b.report_id AND a.event_id <> b.event_id
    WHERE a.kind IN ('signing', 'agreement') AND b.kind IN ('signing', 'agreement') AND len(a.lands) > 1 AND a.status = 'happened'
        AND (list_has_any(a.matter, b.matter)  -- "signed no agreement" names none, and so denies any of theirs
            OR coalesce(len(b.matter), 0) = 0 AND b.status = 'denied' AND len(a.persons) > 1 AND a.persons = b.persons)
        AND abs(a.told - b.told) <= 14
        AND CASE b.status WHEN 'happened' THEN a.report_id < b.report_id AND a."first" = a."last" AND b."first" = b."last"
                AND abs(a."first" - b."first") BETWEEN 1 AND 2
            ELSE b.status IN ('cancelled', 'denied') AND coalesce(b."first" <= a."last", true) AND coalesce(a."first" <= b."last", true) END
    UNION ALL
    SELECT a.claim_id, b.claim_id, a.event_id, b.event_id
    FROM told a JOIN told b ON a.kind = b.kind AND a.report_id < b.report_id AND a.event_id <> b.event_id
    WHERE a.kind = 'reception' AND a.status = 'happened' AND b.status = 'happened' AND a."first" = b."first" AND a."last" - a."first" < 3
        AND len(list_intersect(a.guests, b.guests)) > 0 AND len(a.hosts) > 0 AND len(b.hosts) > 0 AND coalesce(a.place = b.place, true)
    UNION ALL
    SELECT a.claim_id, b.claim_id, a.event_id, b.event_id
    FROM summed a JOIN summed b ON a.kind = b.kind AND a.lands = b.lands AND a.unit = b.unit AND a.report_id < b.report_id AND a.event_id <> b.event_id
    WHERE a.family = 'undertaking' AND len(a.lands) > 1 AND abs(a.told - b.told) <= 30
),
together AS (  -- two events that one report tells both of
    SELECT DISTINCT p.le, p.re FROM (SELECT DISTINCT le, re FROM twice) p
    JOIN tellings x ON x.event_id = p.le JOIN tellings y ON y.event_id = p.re AND y.report_id = x.report_id
),
pairs AS (
    SELECT 'one event' AS how, l, r FROM inside
    UNION ALL SELECT 'copies', l, r FROM edited
    UNION ALL SELECT 'two events', l, r FROM twice ANTI JOIN together USING (le, re)
)
SELECT p.how, a.event_id, b.event_id AS right_event, a.claim_id AS "left", b.claim_id AS "right", a.kind, a.status AS ls, b.status AS rs,
    a."first" AS lf, a."last" AS ll, b."first" AS rf, b."last" AS rl, a.place AS lp, b.place AS rp, a.hosts AS lh, b.hosts AS rh,
    a.persons AS lps, b.persons AS rps, a.strength = b.strength AS alike, coalesce(a.copy_group = b.copy_group, false) AS copied
FROM pairs p JOIN told a ON a.claim_id = p.l JOIN told b ON b.claim_id = p.r
WHERE p.how <> 'one event' OR a.copy_group IS NULL OR b.copy_group IS NULL OR a.copy_group <> b.copy_group OR a.clause <> b.clause;

-- One row for two tellings and a fact on which they differ: status or signed, day, place, rank, who, amount.
CREATE VIEW disagreements AS
WITH
held AS (SELECT * FROM compared),
sums_apart AS (  -- told again as figures in what is promised, a sum is one fact
    SELECT c."left", c."right", p.value AS left_sum, q.value AS right_sum
    FROM held c JOIN slots p ON p.claim_id = c."left" AND p.part = 'amount' JOIN slots q ON q.claim_id = c."right" AND q.part = 'amount'
    WHERE split_part(p.value, ' ', 1) = split_part(q.value, ' ', 1) AND p.value <> q.value
),
said AS (
    SELECT *, CASE WHEN kind IN ('signing', 'agreement') THEN 'signed' ELSE 'status' END AS about, ls AS left_says, rs AS right_says
    FROM held
    WHERE (ls IN ('happened', 'ongoing') AND rs IN ('cancelled', 'denied')) OR (rs IN ('happened', 'ongoing') AND ls IN ('cancelled', 'denied'))
    UNION ALL
    SELECT *, 'day', concat(lf, '/', ll), concat(rf, '/', rl) FROM held WHERE alike AND (lf > rl OR rf > ll)
    UNION ALL
    SELECT c.*, 'place', p.name, q.name  -- beyond half a degree they are two places, and no venue within one; a visit may have several stops
    FROM held c JOIN actors p ON p.actor_id = c.lp AND p.kind = 'place' JOIN actors q ON q.actor_id = c.rp AND q.kind = 'place'
    LEFT JOIN place_points x ON x.actor_id = c.lp LEFT JOIN place_points y ON y.actor_id = c.rp
    WHERE alike AND c.lp <> c.rp AND (p.country <> q.country
        OR greatest(abs(x.lat - y.lat), abs(x.lon - y.lon)) > 0.5 AND (c.kind <> 'visit' OR copied))
    UNION ALL
    SELECT c.*, 'rank', any_value(p.words ORDER BY p.words), any_value(q.words ORDER BY q.words)
    FROM held c JOIN titles_told p ON p.claim_id = c."left" JOIN titles_told q ON q.claim_id = c."right" AND q.actor_id = p.actor_id
    WHERE p.rank <> q.rank
    GROUP BY ALL
    UNION ALL
    SELECT c.*, 'who', p.name, q.name
    FROM held c JOIN actors p ON p.actor_id = c.lh[1] JOIN actors q ON q.actor_id = c.rh[1]
    WHERE c.kind = 'reception' AND alike AND NOT list_has_any(lh, rh)
    UNION ALL
    SELECT c.*, 'who', p.name, q.name
    FROM held c JOIN actors p ON list_contains(lps, p.actor_id) AND NOT list_contains(rps, p.actor_id)
    JOIN actors q ON list_contains(rps, q.actor_id) AND NOT list_contains(lps, q.actor_id)
    WHERE how = 'copies' AND c.kind <> 'reception' AND list_has_any(lps, rps) AND p.country = q.country AND len(lps) = len(rps)
    UNION ALL
    SELECT c.*, 'amount', s.left_sum, s.right_sum FROM held c JOIN sums_apart s USING ("left", "right")
    UNION ALL
    SELECT c.*, 'amount', p.words, q.words
    FROM held c ANTI JOIN sums_apart s USING ("left", "right")
    JOIN figures p ON p.claim_id = c."left" JOIN figures q ON q.claim_id = c."right"
    WHERE p.figures <> q.figures AND len(p.figures) = len(q.figures) AND p.rest = q.rest
)
SELECT s.event_id, s.about, s."left", a.outlet AS left_outlet, s.left_says, s."right", b.outlet AS right_outlet, s.right_says,
    a.clause AS left_words, b.clause AS right_words, s.right_event, s.how
FROM (SELECT DISTINCT event_id, about, "left", left_says, "right", right_says, right_event, how FROM said) s
JOIN clauses a ON a.claim_id = s."left" JOIN clauses b ON b.claim_id = s."right"
ORDER BY ALL;
