-- To name the tables and columns of a record, in the order in which they are written: a contract that outside tools read.
-- Days are DATE, offsets are INTEGER code points of reports.text, what is unknown is NULL. Columns are added freely, never
-- renamed or dropped. What is said here of tables and columns is the reference of them in the docs (eval/reference_pages.py).

-- An input, whether it was coded or not.
CREATE TABLE reports (
    report_id VARCHAR, -- a hash of the outlet, address and text that were given
    path VARCHAR, -- the file as it was given, `FILE#ID` where it holds several reports
    outlet VARCHAR, -- who published it
    outlet_basis VARCHAR, -- how that is known: given, dateline, footer, byline, none
    title VARCHAR, -- as it was given
    language VARCHAR, -- as it was given or found, two letters
    url VARCHAR, -- its address
    text VARCHAR, -- what all offsets count in
    "first" DATE, -- the first day on which it can have been published
    "last" DATE, -- the last
    basis VARCHAR, -- how that is known: given, dateline, clues, none
    why VARCHAR, -- the clues of the days, as JSON
    copy_group VARCHAR, -- shared by the reports that copy one text
    outcome VARCHAR, -- coded, skipped, failed
    problem VARCHAR, -- why it is not coded
    also VARCHAR[], -- other paths at which the same report was met
    wire VARCHAR, -- the news agency that it is of, or whose text it prints by its credit line
    author VARCHAR, -- who signs it, several joined by semicolons
    fetched VARCHAR -- when its page was fetched (UTC), so that it was published by then
);

-- A stretch of a report; a report's sections cover its text in order.
CREATE TABLE sections (
    report_id VARCHAR, -- the report
    section INTEGER, -- its number in the report, from 0
    "start" INTEGER, -- where it begins
    "end" INTEGER, -- where it ends
    role VARCHAR, -- headline, body, background, questions, caption, furniture
    "first" DATE, -- the first day of the "now" of its telling
    "last" DATE, -- the last
    episode INTEGER, -- its story: a report with two of them joins two stories
    basis VARCHAR, -- how the "now" is known, as in reports
    why VARCHAR -- the clues of the "now", as JSON
);

-- A telling, in one report, that something happened, is planned, was promised, said or denied.
CREATE TABLE claims (
    claim_id VARCHAR, -- made of the report, kind and span
    report_id VARCHAR, -- the report that tells it
    section INTEGER, -- its section there
    "start" INTEGER, -- where its clause begins
    "end" INTEGER, -- where it ends
    kind VARCHAR, -- what it tells of: meeting, visit, loan … ([kinds](kinds.md))
    family VARCHAR, -- engagement, undertaking, stance, measure, statement
    status VARCHAR, -- happened, ongoing, scheduled, proposed, possible, cancelled, denied
    stage VARCHAR, -- how far an undertaking has come: sought, discussed, offered, promised, agreed, signed, fulfilled, withdrawn, denied
    form VARCHAR, -- of a statement: direct, reported, mixed
    format VARCHAR, -- how an engagement is held: state, official, working or private visit, one-to-one, delegations, sidelines, video …
    voice VARCHAR, -- who says so: outlet, person, document, unnamed
    speaker VARCHAR, -- the actor of that voice
    "first" DATE, -- the first day on which it can be
    "last" DATE, -- the last
    basis VARCHAR, -- how the days are known: stated, resolved against the "now", inferred, none
    place VARCHAR, -- where, as an actor
    rank INTEGER, -- the highest on the lower side: 1 head of state, 2 head of government, 3 foreign minister, speaker or vice president, 4 other minister, deputy or ambassador, 5 other
    plover VARCHAR, -- the type of PLOVER
    mode VARCHAR, -- its mode
    rule VARCHAR, -- what found it; `+decided` at its end where a person changed it, `person:added` where one added it
    why VARCHAR -- the clues of the days, as JSON
);

-- A filled part of a claim.
CREATE TABLE slots (
    claim_id VARCHAR, -- the claim
    part VARCHAR, -- who, whom, party, place, day, object, amount, quote, topic …
    "start" INTEGER, -- where the words begin; NULL for one who is meant but not worded
    "end" INTEGER, -- where they end
    words VARCHAR, -- `text[start:end]`, always
    actor_id VARCHAR, -- the actor that they stand for
    value VARCHAR -- of a time `YYYY-MM-DD/YYYY-MM-DD`, of an amount `EUR 38000000`
);

-- A person, state, body or place that a report names.
CREATE TABLE actors (
    actor_id VARCHAR, -- the code of a state, else `person:…`, `body:…`, `place:…`
    name VARCHAR, -- the name that is shown
    kind VARCHAR, -- person, state, body, place
    country VARCHAR -- ISO 3166 alpha-3; XKX, SUN, YUG, CSK, DDR
);

-- A name under which reports tell of an actor.
CREATE TABLE names (
    actor_id VARCHAR, -- the actor
    name VARCHAR, -- the name as written
    n INTEGER -- how often
);

-- A post that an actor held.
CREATE TABLE posts (
    actor_id VARCHAR, -- the actor
    post VARCHAR, -- its title
    country VARCHAR, -- of which state
    "first" DATE, -- since when
    "last" DATE, -- until when
    source VARCHAR, -- a data set, or `report:start-end` of a report that states it
    rank INTEGER -- as in claims
);

-- How two claims stand to each other.
CREATE TABLE links (
    "left" VARCHAR, -- the claim that is part of, keeps or repeats; of two that tell the same, the lesser id
    "right" VARCHAR, -- the other
    relation VARCHAR, -- same, part_of, fulfils, restates
    judgement VARCHAR, -- same, different, unsure
    score DOUBLE, -- what was weighed, in bits
    why VARCHAR, -- the reasons
    judge VARCHAR -- machine, or `person:NAME`
);

-- A claim and the event that it tells of; every claim belongs to one, often alone.
CREATE TABLE events (
    event_id VARCHAR, -- the event
    claim_id VARCHAR -- the claim
);

-- A sentence that may tell of more than was found in it.
CREATE TABLE unread (
    report_id VARCHAR, -- the report
    "start" INTEGER, -- where it begins
    "end" INTEGER, -- where it ends
    why VARCHAR -- what it has, and what it lacks
);

-- What a person decided, and what became of it in the last build.
CREATE TABLE decisions (
    decision_id VARCHAR, -- its id in `decisions.jsonl`
    op VARCHAR, -- set, reject, add, accept, merge, same_as, split, different, undo
    outcome VARCHAR, -- applied, agrees, reflagged, moved, lost, superseded, undone ([what they mean](../explain/decisions.md#what-becomes-of-it))
    report_id VARCHAR, -- the report it was decided in
    claim_id VARCHAR, -- the claim it was applied to
    others VARCHAR[], -- the other claims, of merge, split and their like; of actors, the ids of all of them; of an unread sentence taken as read, `REPORT:START-END`
    slot VARCHAR, -- what was set
    value VARCHAR, -- to what
    machine_was VARCHAR, -- what the machine said then
    machine_is VARCHAR, -- what it says now
    note VARCHAR, -- what a reviewer needs to know
    why VARCHAR, -- the reason given
    "by" VARCHAR -- who decided
);
