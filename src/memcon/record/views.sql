-- To derive all that is shown from the tables of a record; nothing here is stored. docs/reference/views.md explains each view.

-- The pile's "today": the latest day on which a report was published.
CREATE VIEW as_of AS SELECT max("last") AS day FROM reports WHERE outcome = 'coded';

-- One row a claim, with its event and report. A repeat within one report is a telling too, but the same report's.
CREATE VIEW tellings AS
SELECT e.event_id, c.*, r.outlet, r.copy_group, r.wire, r.path, r.basis AS dated,
    CASE c.status WHEN 'happened' THEN 1 WHEN 'ongoing' THEN 2 WHEN 'cancelled' THEN 3 WHEN 'denied' THEN 4
        WHEN 'scheduled' THEN 5 WHEN 'proposed' THEN 6 ELSE 7 END AS strength
FROM events e JOIN claims c USING (claim_id) JOIN reports r USING (report_id);

-- Each telling with its clause, and the days on which its report appeared.
CREATE VIEW clauses AS
SELECT t.*, substr(r.text, t."start" + 1, t."end" - t."start") AS clause, r."first" AS told, r."last" AS told_until
FROM tellings t JOIN reports r USING (report_id);

-- What an event is: the strongest telling's status, and the kind that most claims of that status give it.
CREATE VIEW verdicts AS
SELECT event_id, arg_min(kind, (-n, kind)) AS kind, arg_min(family, (-n, kind)) AS family,
    arg_min(status, (strength, status)) AS status, min(strength) AS strength
FROM (
    SELECT event_id, kind, family, status, strength, count(*) AS n
    FROM tellings GROUP BY event_id, kind, family, status, strength
    QUALIFY strength = min(strength) OVER (PARTITION BY event_id)
)
GROUP BY event_id;

-- The tellings that carry an event's status: its days, place and support rest on these alone.
CREATE VIEW bearing AS SELECT t.* FROM tellings t JOIN verdicts v USING (event_id) WHERE t.strength = v.strength;

-- Days: where the intervals of the bearing claims meet; where they cannot meet, all of them (and the event is contested).
-- `basis` is that of the narrowest. What is called off on no day of its own has the day that it was planned for.
CREATE VIEW event_days AS
WITH
told AS (
    SELECT event_id,
        CASE WHEN max("first") <= min("last") OR count("first") = 0 OR count("last") = 0 THEN max("first") ELSE min("first") END AS "first",
        CASE WHEN max("first") <= min("last") OR count("first") = 0 OR count("last") = 0 THEN min("last") ELSE max("last") END AS "last",
        coalesce(max("first") > min("last") AND count(DISTINCT report_id) > 1, false) AS disjoint,
        coalesce(arg_min(basis, ("last" - "first", list_position(['stated', 'resolved', 'inferred'], basis)))
            FILTER ("first" IS NOT NULL AND "last" IS NOT NULL), max(basis) FILTER (basis <> 'none'), 'none') AS basis
    FROM bearing GROUP BY event_id
),
planned AS (
    SELECT t.event_id, arg_min(struct_pack(f := t."first", l := t."last", b := t.basis), (t."last" - t."first", t.claim_id)) AS days
    FROM tellings t JOIN verdicts v USING (event_id)
    WHERE v.status IN ('cancelled', 'denied') AND t.status = 'scheduled' AND t."first" IS NOT NULL AND t."last" IS NOT NULL
    GROUP BY t.event_id
)
SELECT d.event_id, coalesce(p.days.f, d."first") AS "first", coalesce(p.days.l, d."last") AS "last", d.disjoint,
    coalesce(p.days.b, d.basis) AS basis
FROM told d LEFT JOIN planned p ON p.event_id = d.event_id AND (d."first" IS NULL OR d."last" IS NULL)
    AND coalesce(d."first" <= p.days.f, true) AND coalesce(p.days.l <= d."last", true);

-- Sources: copies of one text, reports of one outlet, and reports that print one agency's text are one source of what they
-- share; a report without a stated outlet is its own. Each step carries the smallest key over one of the three ties; six steps
-- join every chain that a press pile has shown.
CREATE VIEW sources AS
WITH
told AS (SELECT DISTINCT event_id, report_id, outlet, wire, coalesce(copy_group, report_id) AS text_key FROM bearing),
s1 AS (SELECT *, min(text_key) OVER (PARTITION BY event_id, coalesce(outlet, text_key)) AS k FROM told),
s2 AS (SELECT * REPLACE (min(k) OVER (PARTITION BY event_id, text_key) AS k) FROM s1),
s3 AS (SELECT * REPLACE (min(k) OVER (PARTITION BY event_id, coalesce(wire, text_key)) AS k) FROM s2),
s4 AS (SELECT * REPLACE (min(k) OVER (PARTITION BY event_id, coalesce(outlet, text_key)) AS k) FROM s3),
s5 AS (SELECT * REPLACE (min(k) OVER (PARTITION BY event_id, text_key) AS k) FROM s4),
s6 AS (SELECT * REPLACE (min(k) OVER (PARTITION BY event_id, coalesce(wire, text_key)) AS k) FROM s5)
SELECT event_id, report_id, outlet, k AS source FROM s6;

-- Origins: a source that tells of an event only in a speaker's or document's words rests on that one; else on itself. A
-- document that nobody is named for (a readout, the joint statement) is taken for one and the same where it tells of one event.
CREATE VIEW origins AS
SELECT event_id, source,
    CASE WHEN bool_and(b.speaker IS NOT NULL AND b.voice = 'person' OR b.voice = 'document')
            AND count(DISTINCT coalesce(b.speaker, 'document')) = 1
        THEN min(coalesce(b.speaker, 'document')) ELSE source END AS origin
FROM sources JOIN bearing b USING (event_id, report_id)
GROUP BY event_id, source;

-- Participants, each once an event: `side` 1 leads, 2 is led, 3 is a party; `seat` orders them as told.
CREATE VIEW participants AS
SELECT event_id, coalesce(a.name, s.words) AS name, a.actor_id, a.kind, a.country,
    min(CASE s.part WHEN 'who' THEN 1 WHEN 'whom' THEN 2 ELSE 3 END) AS side, min(coalesce(s."start", 2147483647)) AS seat
FROM tellings t JOIN slots s USING (claim_id) LEFT JOIN actors a USING (actor_id)
WHERE s.part IN ('who', 'whom', 'party') AND coalesce(a.name, s.words) IS NOT NULL
GROUP BY event_id, coalesce(a.name, s.words), a.actor_id, a.kind, a.country;

-- Who stands for an event: a state is left out where a person of it takes part.
CREATE VIEW event_parties AS
SELECT event_id, list(name ORDER BY side, seat, name) AS parties
FROM participants p
WHERE NOT (coalesce(kind, '') = 'state' AND EXISTS (
    SELECT 1 FROM participants o WHERE o.event_id = p.event_id AND o.kind = 'person' AND o.country = p.country
))
GROUP BY event_id;

CREATE VIEW event_countries AS
SELECT event_id, list(DISTINCT country ORDER BY country) AS countries FROM participants WHERE country IS NOT NULL GROUP BY event_id;

-- Where: the place that most bearing claims name.
CREATE VIEW event_places AS
SELECT event_id, arg_min(name, (-n, name)) AS place, count(DISTINCT country) > 1 AS apart
FROM (
    SELECT event_id, a.name, a.country, count(*) AS n FROM bearing t JOIN actors a ON a.actor_id = t.place GROUP BY ALL
)
GROUP BY event_id;

-- Support: contested if one says happened and another report or speaker denied or cancelled, or if the days or the
-- countries of the place cannot meet.
CREATE VIEW event_support AS
SELECT event_id, n_told, n_sources,
    CASE
        WHEN against OR disjoint OR coalesce(apart, false) THEN 'contested'
        WHEN n_origins > 1 THEN 'corroborated'
        WHEN n_sources > 1 THEN 'several_outlets'
        WHEN n_told > 1 THEN 'same_source'
        ELSE 'single_source'
    END AS support
FROM (SELECT event_id, count(DISTINCT report_id) AS n_told, count(DISTINCT source) AS n_sources FROM sources GROUP BY event_id)
JOIN (SELECT event_id, count(DISTINCT origin) AS n_origins FROM origins GROUP BY event_id) USING (event_id)
JOIN event_days USING (event_id)
LEFT JOIN event_places USING (event_id)
JOIN (
    SELECT t.event_id, bool_or(o.claim_id IS NOT NULL) AS against
    FROM tellings t LEFT JOIN tellings o ON o.event_id = t.event_id
        AND (o.report_id <> t.report_id OR o.speaker <> coalesce(t.speaker, ''))
        AND t.status IN ('happened', 'ongoing') AND o.status IN ('cancelled', 'denied')
    GROUP BY t.event_id
) USING (event_id);

-- Who stands behind an event: each report whose telling bears it, with its source, and the origin that the source rests on.
CREATE VIEW support AS
SELECT s.event_id, e.support, s.report_id, s.outlet, r.copy_group, s.source, o.origin
FROM sources s
JOIN origins o USING (event_id, source)
JOIN event_support e USING (event_id)
JOIN reports r USING (report_id)
ORDER BY s.event_id, o.origin, s.source, s.report_id;

-- One row an event of any family.
CREATE VIEW happenings AS
SELECT v.event_id, v.kind, v.family, v.status, d."first", d."last", d.basis, p.place,
    coalesce(w.parties, []) AS parties, coalesce(c.countries, []) AS countries, n.n_reports, n.n_outlets, s.n_sources, s.support
FROM verdicts v
JOIN event_days d USING (event_id)
JOIN event_support s USING (event_id)
JOIN (
    SELECT event_id, count(DISTINCT report_id) AS n_reports, count(DISTINCT outlet) AS n_outlets FROM tellings GROUP BY event_id
) n USING (event_id)
LEFT JOIN event_places p USING (event_id)
LEFT JOIN event_parties w USING (event_id)
LEFT JOIN event_countries c USING (event_id);

CREATE VIEW engagements AS
SELECT * EXCLUDE (family) FROM happenings WHERE family = 'engagement' ORDER BY coalesce("first", "last") NULLS LAST, "last", kind, event_id;

CREATE VIEW timeline AS
SELECT "first", "last", event_id, kind, status, parties, place, support, n_reports
FROM happenings WHERE family IN ('engagement', 'undertaking') ORDER BY coalesce("first", "last") NULLS LAST, "last", kind, event_id;

-- The timeline of two countries: FROM timeline_of('RUS', 'CUB').
CREATE MACRO timeline_of(one, other) AS TABLE
SELECT t.* FROM timeline t JOIN event_countries c USING (event_id) WHERE list_has_all(c.countries, [one, other])
ORDER BY coalesce(t."first", t."last") NULLS LAST, t."last", t.kind, t.event_id;

-- A later telling that keeps a promise or plan: the left claim of a `fulfils` link, not judged otherwise.
CREATE VIEW followed AS
SELECT DISTINCT p.event_id, f.event_id AS by_event, f.claim_id AS by_claim, f.status AS by_status, f.strength, f."first" AS by_first
FROM links l
JOIN tellings f ON f.claim_id = l."left"
JOIN tellings p ON p.claim_id = l."right"
WHERE l.relation = 'fulfils' AND l.judgement = 'same' AND f.event_id <> p.event_id;

-- Times that an undertaking is due by: its deadline, else the time it invites for, else one to come when it was told.
CREATE VIEW due AS
SELECT event_id, arg_min(due, (part, due)) AS due FROM (
    SELECT t.event_id, CASE s.part WHEN 'deadline' THEN 1 ELSE 2 END AS part,
        TRY_CAST(nullif(split_part(s.value, '/', -1), '') AS DATE) AS due
    FROM tellings t JOIN slots s USING (claim_id) JOIN reports r USING (report_id)
    WHERE t.family = 'undertaking' AND (s.part = 'deadline' OR s.part = 'day' AND (
        t.kind = 'invitation' OR TRY_CAST(nullif(split_part(s.value, '/', 1), '') AS DATE) > r."last"
    ))
) WHERE due IS NOT NULL GROUP BY event_id;

-- Who takes part in each claim, by id or words, and the persons among them.
CREATE VIEW claim_sides AS
SELECT claim_id, list(DISTINCT coalesce(s.actor_id, lower(s.words))) AS sides,
    coalesce(list(DISTINCT s.actor_id ORDER BY s.actor_id) FILTER (a.kind = 'person'), []) AS persons,
    coalesce(list(DISTINCT s.actor_id) FILTER (a.kind = 'person' AND s.part = 'who'), []) AS guests,
    coalesce(list(DISTINCT s.actor_id ORDER BY s.actor_id) FILTER (a.kind = 'person' AND s.part = 'whom'), []) AS hosts,
    coalesce(list(DISTINCT a.country ORDER BY a.country) FILTER (a.country IS NOT NULL), []) AS lands
FROM slots s LEFT JOIN actors a USING (actor_id) WHERE s.part IN ('who', 'whom', 'party') GROUP BY claim_id;

-- What ends an undertaking, told as an event of its own: the same withdrawn, called off or denied later by the same sides; for an
-- invitation also the visit called off. The first such telling counts.
CREATE VIEW ended AS
WITH
told AS (SELECT c.*, s.persons, s.lands FROM clauses c JOIN claim_sides s USING (claim_id) WHERE c.family IN ('undertaking', 'engagement')),
amounts AS (SELECT claim_id, any_value(value ORDER BY "start") AS amount FROM slots WHERE part = 'amount' GROUP BY claim_id)
SELECT p.event_id, arg_min(q.claim_id, (q.told, q.claim_id)) AS by_claim, arg_min(q.event_id, (q.told, q.claim_id)) AS by_event,
    arg_min(CASE WHEN q.status = 'denied' OR q.stage = 'denied' THEN 4 ELSE 3 END, (q.told, q.claim_id)) AS strength
FROM told p
JOIN (SELECT * FROM told WHERE status IN ('cancelled', 'denied') OR stage IN ('withdrawn', 'denied')) q
    ON q.lands = p.lands AND q.event_id <> p.event_id AND q.told BETWEEN p.told AND p.told + 1100
LEFT JOIN amounts a ON a.claim_id = p.claim_id
LEFT JOIN amounts b ON b.claim_id = q.claim_id
WHERE p.family = 'undertaking' AND len(p.lands) > 1 AND p.status NOT IN ('cancelled', 'denied')
    AND coalesce(p.stage, '') NOT IN ('signed', 'fulfilled', 'withdrawn', 'denied')
    AND (q.kind = p.kind AND (q.status IN ('cancelled', 'denied') OR q.stage IN ('withdrawn', 'denied'))
        OR p.kind = 'invitation' AND q.kind = 'visit' AND q.status = 'cancelled')
    AND (len(p.persons) = 0 OR len(q.persons) = 0 OR list_has_any(p.persons, q.persons))
    AND coalesce(a.amount = b.amount, true)
GROUP BY p.event_id;

-- What was undertaken and what came of it, as of the latest day of publication in the pile. `words` is the clause that tells
-- of the promise first, `then_claim` and `then_words` what keeps or ends it.
CREATE VIEW promises AS
WITH
stages AS (
    SELECT event_id, bool_or(stage = 'fulfilled') AS fulfilled, bool_or(stage = 'signed') AS signed,
        bool_or(status = 'scheduled') AS planned, min("first") FILTER (stage = 'signed') AS signed_on,
        arg_min(claim_id, claim_id) FILTER (stage = 'signed') AS signed_by,
        bool_or(stage = 'withdrawn' OR status = 'cancelled') AS withdrawn, bool_or(stage = 'denied' OR status = 'denied') AS denied,
        min("first") FILTER (stage = 'fulfilled') AS fulfilled_on,
        arg_max(claim_id, claim_id) FILTER (stage IN ('fulfilled', 'withdrawn', 'denied') OR status IN ('cancelled', 'denied')) AS ended_by,
        arg_max(stage, list_position(['denied', 'sought', 'discussed', 'offered', 'promised', 'agreed', 'signed', 'withdrawn', 'fulfilled'], stage))
            AS stage
    FROM tellings GROUP BY event_id
),
worded AS (
    SELECT event_id,
        any_value(s.words ORDER BY s.claim_id, s."start") FILTER (s.part = 'object') AS object,
        any_value(coalesce(s.value, s.words) ORDER BY s.claim_id, s."start") FILTER (s.part = 'amount') AS amount,
        any_value(s.words ORDER BY s.claim_id, s."start") FILTER (s.part = 'deadline') AS deadline
    FROM tellings t JOIN slots s USING (claim_id) GROUP BY event_id
),
sides AS (
    SELECT event_id, coalesce(list(name ORDER BY seat, name) FILTER (side = 1), []) AS who,
        coalesce(list(name ORDER BY seat, name) FILTER (side = 2), []) AS whom
    FROM participants GROUP BY event_id
),
kept AS (
    SELECT event_id, arg_min(by_event, (strength, by_event)) AS by_event, arg_min(by_claim, (strength, by_event, by_claim)) AS by_claim,
        min(strength) AS strength, min(by_first) FILTER (strength <= 2) AS kept_on
    FROM followed GROUP BY event_id
),
first_told AS (SELECT event_id, arg_min(clause, (told, claim_id)) AS words FROM clauses GROUP BY event_id)
SELECT h.event_id, h.kind, h.status, g.stage, h."first", h."last", coalesce(s.who, []) AS who, coalesce(s.whom, []) AS whom,
    w.object, w.amount, d.due,
    CASE
        WHEN (g.fulfilled AND g.fulfilled_on > d.due) OR (g.signed AND g.planned AND g.signed_on > d.due) OR (k.strength <= 2 AND k.kept_on > d.due) THEN 'kept_late'
        WHEN g.fulfilled OR k.strength <= 2 OR (g.signed AND g.planned) THEN 'kept'
        WHEN g.withdrawn OR coalesce(k.strength, e.strength) = 3 THEN 'withdrawn'
        WHEN g.denied OR coalesce(k.strength, e.strength) = 4 THEN 'denied'
        WHEN g.signed OR (h.kind = 'signing' AND h.status = 'happened') THEN 'concluded'
        WHEN d.due < (SELECT day FROM as_of) THEN 'overdue'
        ELSE 'open'
    END AS state,
    (SELECT day FROM as_of) AS as_of, coalesce(k.by_event, e.by_event) AS by_event, h.parties, h.countries, h.n_reports, h.n_sources, h.support,
    f.words, w.deadline, c.claim_id AS then_claim, c.clause AS then_words
FROM happenings h
LEFT JOIN stages g USING (event_id)
LEFT JOIN worded w USING (event_id)
LEFT JOIN sides s USING (event_id)
LEFT JOIN due d USING (event_id)
LEFT JOIN kept k USING (event_id)
LEFT JOIN first_told f USING (event_id)
LEFT JOIN ended e USING (event_id)
LEFT JOIN clauses c ON c.claim_id = coalesce(k.by_claim, g.ended_by, e.by_claim, CASE WHEN g.planned THEN g.signed_by END)
WHERE h.family = 'undertaking'
ORDER BY coalesce(h."first", h."last") NULLS LAST, h."last", h.kind, h.event_id;

-- One row an utterance: who said what, in which report.
CREATE VIEW statements AS
SELECT c.claim_id, c.report_id, r.outlet, c.section, c."start", c."end", c.form, c.voice, c."first", c."last",
    coalesce(a.name, w.speaker) AS speaker, c.speaker AS speaker_id, a.country, w.quote, w.cue
FROM claims c
JOIN reports r USING (report_id)
LEFT JOIN actors a ON a.actor_id = c.speaker
LEFT JOIN (
    SELECT claim_id,
        string_agg(words, ' … ' ORDER BY "start") FILTER (part = 'quote') AS quote,
        any_value(words ORDER BY "start") FILTER (part = 'cue') AS cue,
        any_value(words ORDER BY "start") FILTER (part = 'speaker') AS speaker
    FROM slots GROUP BY claim_id
) w USING (claim_id)
WHERE c.family = 'statement'
ORDER BY r.path, c."start", c.claim_id;

-- What was planned and what is later told of it, in one event or by a `fulfils` link between two.
CREATE VIEW planned_then AS
SELECT p.event_id, p.claim_id AS planned_claim, p.report_id AS planned_report, p.status AS planned, p."first", p."last",
    o.event_id AS then_event, o.claim_id AS then_claim, o.report_id AS then_report, o.status AS outcome,
    o."first" AS then_first, o."last" AS then_last, p.clause AS planned_words, o.clause AS then_words
FROM clauses p
JOIN (SELECT event_id, event_id AS by_event FROM verdicts UNION SELECT event_id, by_event FROM followed) f USING (event_id)
JOIN clauses o ON o.event_id = f.by_event
WHERE p.family = 'engagement' AND p.status IN ('scheduled', 'proposed', 'possible') AND o.status IN ('happened', 'ongoing', 'cancelled')
ORDER BY p."first" NULLS LAST, p.claim_id, o.claim_id;

-- The outlets' own words about a party, counted; no scores.
CREATE VIEW framing AS
SELECT r.outlet, a.name AS party, s.words, count(*) AS n, list(DISTINCT c.report_id ORDER BY c.report_id) AS reports
FROM slots s JOIN claims c USING (claim_id) JOIN reports r USING (report_id) LEFT JOIN actors a USING (actor_id)
WHERE s.part = 'tone'
GROUP BY ALL ORDER BY r.outlet, n DESC, s.words;

-- Undertakings that one report tells beside an event and another report of the same event does not mention.
CREATE VIEW omissions AS
WITH shared AS (
    SELECT DISTINCT a.event_id AS beside, u.event_id, a.report_id AS told_by, b.report_id AS absent_from
    FROM tellings a
    JOIN tellings b ON b.event_id = a.event_id AND b.report_id <> a.report_id
    JOIN tellings u ON u.report_id = a.report_id AND u.section = a.section AND u.family = 'undertaking'
    JOIN event_countries x ON x.event_id = a.event_id
    JOIN event_countries y ON y.event_id = u.event_id AND len(list_intersect(x.countries, y.countries)) > 1
    WHERE a.family = 'engagement' AND a.status = 'happened'
)
SELECT s.*, w.kind, w.words
FROM shared s
JOIN (
    SELECT event_id, report_id AS told_by, any_value(kind ORDER BY "start", claim_id) AS kind,
        any_value(clause ORDER BY "start", claim_id) AS words
    FROM clauses GROUP BY ALL
) w USING (event_id, told_by)
WHERE NOT EXISTS (SELECT 1 FROM tellings t WHERE t.event_id = s.event_id AND t.report_id = s.absent_from)
ORDER BY ALL;
