-- To lay out each journey of a person as one row, in columns that hand-made data sets of leaders' travel have.

-- Who went where: a visit and a person who pays it; a person at a summit or ceremony in a country not his own.
CREATE VIEW journeys AS
SELECT s.event_id, s.kind, s.status, s."first", s."last", s.time_precision, p.name AS traveller, p.actor_id AS traveller_id, p.country AS home,
    CASE WHEN s.kind = 'visit' THEN coalesce(q.country, s.place_country) ELSE s.place_country END AS host
FROM sheet s
JOIN sided p ON p.event_id = s.event_id AND p.kind = 'person'
LEFT JOIN sheet_sides q ON q.event_id = s.event_id AND q.stands = 'b'
WHERE (s.kind = 'visit' AND p.stands = 'a')
    OR (s.kind IN ('summit', 'ceremony') AND s.status IN ('happened', 'ongoing', 'scheduled') AND s.place_country <> p.country);

-- What a traveller took part in, or is to take part in, beside visits and what needs no journey.
CREATE VIEW attended AS
SELECT e.event_id, e.kind, e.status, e."first", e."last", p.actor_id AS traveller_id, h.countries, e.place_country
FROM sheet e
JOIN happenings h USING (event_id)
JOIN (SELECT DISTINCT event_id, actor_id FROM participants WHERE kind = 'person') p USING (event_id)
WHERE e.kind IN ('meeting', 'negotiation', 'reception', 'ceremony', 'summit', 'agreement', 'signing')
    AND coalesce(e.format, '') NOT IN ('video', 'telephone', 'letter');

-- The part of a report in which an event is told: what is told of two times stands in two episodes.
CREATE VIEW told_in AS
SELECT DISTINCT b.event_id, b.report_id, coalesce(n.episode, 0) AS episode
FROM bearing b LEFT JOIN sections n ON n.report_id = b.report_id AND n.section = b.section;

-- What belongs to a journey: by a link; because the traveller takes part in it with the host country, or there, on its days;
-- or because a report that tells of one journey of his there alone tells of it beside that one, on days no wider: three more
-- to either side, as links have it.
CREATE VIEW within_journeys AS
WITH
there AS (
    SELECT j.event_id, j.traveller_id, j.time_precision, e.event_id AS inside, e."first" AS since, e."last" AS until,
        e.status IN ('happened', 'ongoing') = j.status IN ('happened', 'ongoing')
            AND coalesce(e."first" >= j."first" - 3, j."first" IS NULL) AND coalesce(e."last" <= j."last" + 3, j."last" IS NULL)
            AND (coalesce(j."first", j."last") IS NOT NULL OR coalesce(e."first", e."last") IS NULL) AS alike
    FROM journeys j
    JOIN attended e ON e.traveller_id = j.traveller_id AND e.event_id <> j.event_id
        AND coalesce(e.place_country = j.host, e.kind = 'summit' OR list_contains(e.countries, j.host))
    WHERE coalesce(e."first" <= j."last", true) AND coalesce(e."last" >= j."first", true)
),
alone AS (
    SELECT t.report_id, t.episode, j.traveller_id, j.host, min(j.event_id) AS event_id
    FROM journeys j JOIN told_in t USING (event_id)
    WHERE j.kind = 'visit' AND j.status NOT IN ('denied', 'cancelled')
    GROUP BY t.report_id, t.episode, j.traveller_id, j.host HAVING count(DISTINCT j.event_id) = 1
),
pairs AS (
    SELECT event_id, traveller_id, event_id AS inside FROM journeys
    UNION
    SELECT j.event_id, j.traveller_id, l.event_id
    FROM journeys j
    JOIN events r ON r.event_id = j.event_id
    JOIN links k ON k."right" = r.claim_id AND k.relation = 'part_of' AND k.judgement = 'same'
    JOIN events l ON l.claim_id = k."left"
    UNION
    SELECT event_id, traveller_id, inside FROM there
    WHERE time_precision <= 2 AND until - since < 7
    UNION
    SELECT h.event_id, h.traveller_id, h.inside
    FROM there h JOIN alone a USING (event_id, traveller_id) JOIN told_in t ON t.event_id = h.inside AND t.report_id = a.report_id AND t.episode = a.episode
    WHERE h.alike
)
SELECT p.inside, j.* FROM pairs p JOIN journeys j USING (event_id, traveller_id);

-- A journey that another one holds is none of its own: a summit on a visit, the parade after the summit.
CREATE VIEW held_journeys AS
SELECT DISTINCT w.inside AS event_id, w.traveller_id
FROM within_journeys w JOIN journeys j ON j.event_id = w.inside AND j.traveller_id = w.traveller_id
WHERE j.host = w.host AND (CASE w.kind WHEN 'visit' THEN 1 WHEN 'summit' THEN 2 ELSE 3 END, w.event_id)
    < (CASE j.kind WHEN 'visit' THEN 1 WHEN 'summit' THEN 2 ELSE 3 END, j.event_id) AND j.kind <> 'visit';

-- One row a journey, with what the record holds of it. Only what happened on a journey that happened counts as met, signed or
-- held; a summit of three sides or a body that a journey was for and that was still to come has its status before it.
CREATE VIEW trips AS
WITH
held AS (
    SELECT w.*, e.kind AS inside_kind, e.status AS inside_status, e.stage, e.place, e.place_country, e.object, e.words,
        e.status IN ('happened', 'ongoing') AND w.status IN ('happened', 'ongoing') AS done
    FROM within_journeys w JOIN sheet e ON e.event_id = w.inside
),
hosts AS (
    SELECT w.event_id, w.traveller_id, string_agg(DISTINCT p.name, '; ' ORDER BY p.name) AS hosts_met, min(h."rank") <= 2 AS met_head
    FROM held w
    JOIN participants p ON p.event_id = w.inside AND p.kind = 'person' AND p.country = w.host
    LEFT JOIN held_posts h ON h.event_id = w.inside AND h.actor_id = p.actor_id
    WHERE w.done
    GROUP BY w.event_id, w.traveller_id
),
tables AS (
    SELECT event_id, string_agg(name, ', ' ORDER BY side, seat, name) FILTER (kind = 'body') AS bodies
    FROM participants GROUP BY event_id HAVING count(*) FILTER (kind = 'body') > 0 OR count(DISTINCT country) > 2
),
summits AS (
    SELECT w.event_id, w.traveller_id, string_agg(DISTINCT told, '; ' ORDER BY told) AS multilateral_event
    FROM (
        SELECT h.event_id, h.traveller_id,
            CASE WHEN done OR inside_status = status THEN '' ELSE inside_status || ': ' END || coalesce(t.bodies || ' (' || words || ')', words) AS told
        FROM held h JOIN tables t ON t.event_id = h.inside
        WHERE inside_kind = 'summit'
    ) w
    GROUP BY w.event_id, w.traveller_id
),
sums AS (
    SELECT event_id, traveller_id,
        string_agg(DISTINCT place, '; ' ORDER BY place) FILTER (done AND (inside = event_id OR place_country = host)) AS places,
        string_agg(DISTINCT coalesce(object, words), '; ' ORDER BY coalesce(object, words)) FILTER (
            done AND (inside_kind = 'signing' OR inside_kind = 'agreement' AND stage IN ('agreed', 'signed', 'fulfilled'))
        ) AS agreements_signed,
        string_agg(DISTINCT words, '; ' ORDER BY words) FILTER (done AND inside_kind IN ('ceremony', 'reception')) AS ceremonies
    FROM held GROUP BY event_id, traveller_id
)
SELECT s.event_id || '/' || w.traveller_id AS trip_id, w.traveller, w.traveller_id, o.post, o."rank", w.home AS "from", a.cow AS from_cow,
    w.host AS "to", b.cow AS to_cow, s.status, s.edtf, s."first", s."last", s.time_precision, coalesce(d.places, s.place) AS places,
    h.hosts_met, CASE WHEN h.met_head THEN 1 WHEN h.hosts_met IS NOT NULL THEN 0 END AS met_head, m.multilateral_event,
    d.agreements_signed, d.ceremonies, s.n_reports, s.n_sources, s.support, s.outlet, s.words, s.path, s.url, s.event_id
FROM journeys w
JOIN sheet s ON s.event_id = w.event_id
LEFT JOIN hosts h ON h.event_id = w.event_id AND h.traveller_id = w.traveller_id
LEFT JOIN summits m ON m.event_id = w.event_id AND m.traveller_id = w.traveller_id
LEFT JOIN sums d ON d.event_id = w.event_id AND d.traveller_id = w.traveller_id
LEFT JOIN held_posts o ON o.event_id = w.event_id AND o.actor_id = w.traveller_id
LEFT JOIN codes a ON a.country = w.home
LEFT JOIN codes b ON b.country = w.host
ANTI JOIN held_journeys x ON x.event_id = w.event_id AND x.traveller_id = w.traveller_id
ORDER BY coalesce(s."first", s."last") NULLS LAST, s."last", s.event_id, w.traveller_id;
