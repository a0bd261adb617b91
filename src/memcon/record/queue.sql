-- To list what a person should look at, for pages: one row an item, with how many reports' tellings hang on it (`reports`) and how
-- doubtful it is (`doubt`); their product is the `effect` of a decision. Made by ready.py after ready.sql.

CREATE TABLE ready.queue AS
WITH
accepted AS (SELECT DISTINCT claim_id FROM decisions WHERE op = 'accept' AND outcome IN ('applied', 'agrees', 'moved')),
events_of AS (SELECT claim_id, event_id, n_reports FROM events JOIN ready.listed USING (event_id)),

-- What a person decided and the last build could not apply as it stood.
again AS (
    SELECT 'decided' AS about, d.outcome AS fact, CASE d.outcome WHEN 'lost' THEN 30 WHEN 'reflagged' THEN 20 ELSE 10 END AS doubt,
        coalesce(e.n_reports, 1) AS reports, e.event_id, NULL AS other_event, e.claim_id, NULL AS other_claim, d.note AS says, NULL AS other_says,
        d.report_id, NULL AS "start", NULL AS "end", d.decision_id
    FROM decisions d LEFT JOIN events_of e USING (claim_id) WHERE d.outcome IN ('lost', 'reflagged', 'moved')
),
-- Facts on which two reports contradict each other, until both tellings are accepted as they stand.
contested AS (
    SELECT 'contested', d.about, 1.5, l.n_reports + if(r.event_id = l.event_id, 0, r.n_reports), l.event_id, nullif(r.event_id, l.event_id),
        d."left", d."right", d.left_says, d.right_says, NULL, NULL, NULL, NULL
    FROM disagreements d JOIN ready.listed l USING (event_id) JOIN ready.listed r ON r.event_id = d.right_event
    WHERE NOT (d."left" IN (FROM accepted) AND d."right" IN (FROM accepted))
    QUALIFY row_number() OVER (PARTITION BY l.event_id, d.about, left_says, right_says ORDER BY d."left", d."right") = 1
),
-- Tellings of which score and clusters do not agree whether they are one event, and those whose score is close to nought.
doubted AS (
    SELECT 'one event?', l.judgement, 1 / (1 + abs(coalesce(l.score, 0)) / 4), a.n_reports + if(l.other_event = l.event_id, 0, b.n_reports), l.event_id,
        nullif(l.other_event, l.event_id), l.claim_id, l.other_claim, l.why, NULL, NULL, NULL, NULL, NULL
    FROM ready.event_links l JOIN events_of a ON a.claim_id = l.claim_id JOIN events_of b ON b.claim_id = l.other_claim
    WHERE l.relation = 'same' AND l.side = 'left' AND l.judge = 'machine' AND (l.judgement = 'unsure' OR abs(l.score) < 1)
        AND NOT EXISTS (SELECT 1 FROM links p WHERE p.judge <> 'machine' AND p.relation = 'same'
            AND least(p."left", p."right") = least(l.claim_id, l.other_claim) AND greatest(p."left", p."right") = greatest(l.claim_id, l.other_claim))
    QUALIFY row_number() OVER (PARTITION BY least(l.event_id, l.other_event), greatest(l.event_id, l.other_event)
        ORDER BY abs(l.score) NULLS FIRST, l.claim_id, l.other_claim) = 1
),
-- What is told as done before the day on which it would be: a plan told as a fact, or a wrong day.
early AS (
    SELECT 'told before its day', c.status, 2, e.n_reports, e.event_id, NULL, c.claim_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM clauses c JOIN events_of e USING (claim_id)
    WHERE c.status IN ('happened', 'ongoing') AND c."first" > c.told_until AND c.claim_id NOT IN (FROM accepted)
),
-- Plans whose last day was over when a report told of them, and of which no report says what came of them.
late AS (
    SELECT 'plan told late', c.status, 0.8, e.n_reports, e.event_id, NULL, c.claim_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM clauses c JOIN events_of e USING (claim_id) JOIN ready.listed l ON l.event_id = e.event_id
    WHERE l.status IN ('scheduled', 'proposed', 'possible') AND c."last" < c.told AND c.claim_id NOT IN (FROM accepted)
        AND e.event_id NOT IN (SELECT event_id FROM planned_then)
    QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY c.told DESC, c.claim_id) = 1
),
-- Events that rest on rules alone of which one claim in ten or more was marked wrong.
weak AS (
    SELECT 'weak rule', c.rule, 1 - max(r.precision) OVER (PARTITION BY e.event_id), e.n_reports, e.event_id, NULL, c.claim_id, NULL,
        concat(r."right", ' of ', r.n), NULL, NULL, NULL, NULL, NULL
    FROM bearing c JOIN events_of e USING (claim_id) JOIN rules r USING (rule)
    WHERE e.event_id NOT IN (
        SELECT event_id FROM bearing LEFT JOIN rules u USING (rule) WHERE u.n IS NULL OR u.n < 4 OR u.precision > 0.9 OR claim_id IN (FROM accepted)
    )
    QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY r.precision DESC, c.claim_id) = 1
),
-- Sentences that may tell of more, unless a person read them and found that they tell nothing.
passed_over AS (
    SELECT regexp_extract(place, '^(.*):(\d+)-(\d+)$', ['report', 'start', 'end']) AS at
    FROM (SELECT unnest(others) AS place FROM decisions WHERE slot = 'words' AND outcome IN ('agrees', 'moved'))
),
gaps AS (
    SELECT 'unread', NULL, 0.02, 1, NULL, NULL, NULL, NULL, why, NULL, report_id, "start", "end", NULL FROM unread u
    WHERE NOT EXISTS (SELECT 1 FROM passed_over p WHERE p.at.report = u.report_id AND p.at.start::INTEGER < u."end"
        AND p.at."end"::INTEGER > u."start")
),
-- Two persons of one state with one last name and first names that may be one, whom no report tells of both.
spelt AS (
    SELECT s.actor_id, any_value(a.name) AS name, any_value(a.country) AS country, min(s.claim_id) AS claim_id,
        count(DISTINCT s.report_id) AS n, list(DISTINCT s.report_id) AS told_by,
        lower(strip_accents(regexp_extract(any_value(a.name), '\S+$'))) AS surname,
        lower(strip_accents(regexp_extract(any_value(a.name), '^\S+'))) AS given
    FROM ready.event_slots s JOIN actors a USING (actor_id) WHERE a.kind = 'person' GROUP BY s.actor_id
),
persons AS (
    SELECT 'one person?' AS about, NULL AS fact, 0.3 AS doubt, least(p.n, q.n) AS reports, e.event_id, nullif(f.event_id, e.event_id) AS other_event,
        p.claim_id, q.claim_id AS other_claim, p.name AS says, q.name AS other_says, p.actor_id AS actor, q.actor_id AS other_actor
    FROM spelt p JOIN spelt q ON p.surname = q.surname AND p.country = q.country AND p.actor_id < q.actor_id
    JOIN events e ON e.claim_id = p.claim_id JOIN events f ON f.claim_id = q.claim_id
    WHERE p.given <> p.surname AND q.given <> q.surname AND NOT list_has_any(p.told_by, q.told_by)
        AND (starts_with(p.given, rtrim(q.given, '.')) OR starts_with(q.given, rtrim(p.given, '.')) OR jaro_winkler_similarity(p.given, q.given) > 0.88)
        AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.slot = 'actor' AND d.outcome IN ('applied', 'agrees', 'moved')
            AND list_has_all(d.others, [p.actor_id, q.actor_id]))
)
SELECT *, round(doubt * reports, 3) AS effect,
    substr(md5(concat_ws('|', about, fact, claim_id, other_claim, says, other_says, report_id, "start", decision_id, actor, other_actor)), 1, 10) AS item
FROM (
    FROM again UNION ALL FROM contested UNION ALL FROM doubted UNION ALL FROM early UNION ALL FROM late UNION ALL FROM weak UNION ALL FROM gaps
    UNION ALL BY NAME FROM persons
)
ORDER BY effect DESC, about, event_id, claim_id, other_claim, fact, report_id, "start", decision_id, item;
