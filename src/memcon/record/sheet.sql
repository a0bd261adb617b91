-- To lay out each event as one row of a sheet, in columns that hand-coded data sets of diplomatic events have.

-- An interval of days in EDTF: 2019, 2019-10, 2018-11-02, 2025-05-04/2025-05-06, ../2018-12-31; NULL where nothing is known.
CREATE MACRO edtf(a, b) AS CASE
    WHEN a IS NULL AND b IS NULL THEN NULL
    WHEN a = b THEN strftime(a, '%Y-%m-%d')
    WHEN a IS NOT NULL AND b IS NOT NULL AND year(a) = year(b) AND dayofyear(a) = 1 AND month(b) = 12 AND day(b) = 31 THEN strftime(a, '%Y')
    WHEN a IS NOT NULL AND b IS NOT NULL AND date_trunc('month', a) = date_trunc('month', b) AND day(a) = 1 AND b = last_day(b)
        THEN strftime(a, '%Y-%m')
    ELSE coalesce(strftime(a, '%Y-%m-%d'), '..') || '/' || coalesce(strftime(b, '%Y-%m-%d'), '..')
END;

-- How narrow an interval is: 1 a day, 2 a week, 3 a month, 4 a year; NULL where it is wider or open.
CREATE MACRO time_precision(a, b) AS CASE WHEN b - a = 0 THEN 1 WHEN b - a < 7 THEN 2 WHEN b - a < 31 THEN 3 WHEN b - a < 366 THEN 4 END;

-- Who stands on which side: `a` leads, is told first, or is of the same country as who does; all others are `b`.
CREATE VIEW sided AS
SELECT p.event_id, p.name, p.actor_id, p.kind, p.country, p.side, p.seat,
    CASE WHEN p.side = 1 THEN 'a' WHEN p.side = 2 THEN 'b' WHEN coalesce(p.country, p.name) = l.lead THEN 'a' ELSE 'b' END AS stands
FROM participants p
JOIN (SELECT event_id, arg_min(coalesce(country, name), (side, seat, name)) AS lead FROM participants GROUP BY event_id) l USING (event_id);

-- The highest post that a person who takes part held on the days of an event, as far as the record knows.
CREATE VIEW held_posts AS
SELECT p.event_id, p.actor_id, arg_min(t.post, (t."rank", t.post)) AS post, min(t."rank") AS "rank"
FROM participants p JOIN event_days d USING (event_id)
JOIN posts t ON t.actor_id = p.actor_id AND (d."first" IS NOT NULL OR d."last" IS NOT NULL)
    AND coalesce(t."first" <= coalesce(d."last", d."first"), true) AND coalesce(t."last" >= coalesce(d."first", d."last"), true)
WHERE p.kind = 'person'
GROUP BY p.event_id, p.actor_id;

CREATE VIEW sheet_sides AS
SELECT event_id, string_agg(name, '; ' ORDER BY side, seat, name) AS names,
    string_agg(name, '; ' ORDER BY side, seat, name) FILTER (kind = 'person') AS persons,
    array_to_string(list_sort(list_distinct(list(country) FILTER (country IS NOT NULL))), ';') AS countries,
    arg_min(country, (side, seat, name)) FILTER (country IS NOT NULL) AS country, stands
FROM sided GROUP BY event_id, stands;

-- What the bearing claims say beside parties and days: of each column what most say; the clause of the first that says it.
CREATE VIEW sheet_says AS
SELECT event_id, mode(stage ORDER BY stage) AS stage, mode(format ORDER BY format) AS format, mode("rank" ORDER BY "rank") AS "rank",
    mode(plover ORDER BY plover) AS plover, mode("mode" ORDER BY "mode") AS plover_mode, mode(place ORDER BY place) AS place_id,
    arg_min(claim_id, (path, "start", claim_id)) AS claim_id
FROM bearing GROUP BY event_id;

CREATE VIEW sheet_terms AS
SELECT event_id, any_value(words ORDER BY claim_id, "start") FILTER (part = 'object') AS object,
    any_value(value ORDER BY claim_id, "start") FILTER (part = 'amount') AS amount,
    any_value(words ORDER BY claim_id, "start") FILTER (part = 'topic') AS topic
FROM (SELECT b.event_id, s.claim_id, s.part, s.words, s.value, s."start" FROM bearing b JOIN slots s USING (claim_id) WHERE s.part IN ('object', 'amount', 'topic'))
GROUP BY event_id;

-- Each event but what was only said.
CREATE VIEW sheet AS
SELECT h.event_id, h.family, h.kind, h.status, s.stage, s.format, edtf(h."first", h."last") AS edtf, h."first", h."last",
    time_precision(h."first", h."last") AS time_precision, h.basis, s.plover, s.plover_mode, s."rank",
    a.names AS side_a, a.countries AS side_a_countries, x.cow AS side_a_cow,
    b.names AS side_b, b.countries AS side_b_countries, y.cow AS side_b_cow,
    p.name AS place, p.country AS place_country, q.lat AS latitude, q.lon AS longitude,
    t.object, t.amount, t.topic, h.n_reports, h.n_outlets, h.n_sources, h.support,
    c.outlet, c.clause AS words, c.claim_id, c.report_id, c.path, r.url
FROM happenings h
LEFT JOIN sheet_says s USING (event_id)
LEFT JOIN sheet_sides a ON a.event_id = h.event_id AND a.stands = 'a'
LEFT JOIN sheet_sides b ON b.event_id = h.event_id AND b.stands = 'b'
LEFT JOIN codes x ON x.country = a.country
LEFT JOIN codes y ON y.country = b.country
LEFT JOIN actors p ON p.actor_id = s.place_id
LEFT JOIN place_points q ON q.actor_id = s.place_id
LEFT JOIN sheet_terms t ON t.event_id = h.event_id
LEFT JOIN clauses c ON c.claim_id = s.claim_id
LEFT JOIN reports r ON r.report_id = c.report_id
WHERE h.family <> 'statement'
ORDER BY coalesce(h."first", h."last") NULLS LAST, h."last", h.kind, h.event_id;
