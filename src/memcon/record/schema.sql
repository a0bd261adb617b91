-- To name the tables and columns of a record, in the order in which they are written: a contract that outside tools read.
-- Days are DATE, offsets are INTEGER code points of reports.text, what is unknown is NULL. `why` is JSON: a list of clues
-- {start, end, words, first, last, rule}, without offsets for what was given. Columns are added freely, never renamed or dropped.

CREATE TABLE reports (
    report_id VARCHAR, path VARCHAR, outlet VARCHAR, outlet_basis VARCHAR, title VARCHAR, language VARCHAR, url VARCHAR,
    text VARCHAR, "first" DATE, "last" DATE, basis VARCHAR, why VARCHAR, copy_group VARCHAR, outcome VARCHAR,
    problem VARCHAR, also VARCHAR[], wire VARCHAR, author VARCHAR, fetched VARCHAR
);
CREATE TABLE sections (
    report_id VARCHAR, section INTEGER, "start" INTEGER, "end" INTEGER, role VARCHAR, "first" DATE, "last" DATE,
    episode INTEGER, basis VARCHAR, why VARCHAR
);
CREATE TABLE claims (
    claim_id VARCHAR, report_id VARCHAR, section INTEGER, "start" INTEGER, "end" INTEGER, kind VARCHAR, family VARCHAR,
    status VARCHAR, stage VARCHAR, form VARCHAR, format VARCHAR, voice VARCHAR, speaker VARCHAR, "first" DATE, "last" DATE,
    basis VARCHAR, place VARCHAR, rank INTEGER, plover VARCHAR, mode VARCHAR, rule VARCHAR, why VARCHAR
);
CREATE TABLE slots (
    claim_id VARCHAR, part VARCHAR, "start" INTEGER, "end" INTEGER, words VARCHAR, actor_id VARCHAR, value VARCHAR
);
CREATE TABLE actors (actor_id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR);
CREATE TABLE names (actor_id VARCHAR, name VARCHAR, n INTEGER);
CREATE TABLE posts (
    actor_id VARCHAR, post VARCHAR, country VARCHAR, "first" DATE, "last" DATE, source VARCHAR, rank INTEGER
);
CREATE TABLE links (
    "left" VARCHAR, "right" VARCHAR, relation VARCHAR, judgement VARCHAR, score DOUBLE, why VARCHAR, judge VARCHAR
);
CREATE TABLE events (event_id VARCHAR, claim_id VARCHAR);
CREATE TABLE unread (report_id VARCHAR, "start" INTEGER, "end" INTEGER, why VARCHAR);
CREATE TABLE decisions (
    decision_id VARCHAR, op VARCHAR, outcome VARCHAR, report_id VARCHAR, claim_id VARCHAR, others VARCHAR[], slot VARCHAR,
    value VARCHAR, machine_was VARCHAR, machine_is VARCHAR, note VARCHAR, why VARCHAR, "by" VARCHAR
);
