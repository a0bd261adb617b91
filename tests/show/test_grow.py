"""To test that a record grows, is corrected, compared and asked as a user does it, and tells what it cannot do."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import memcon
from memcon.record.check import check
from memcon.record.history import read_history
from memcon.record.record import Record, digest

OSLO = "OSLO, May 7 (Wire) — President Luis Rojas of Peru met Prime Minister Kari Berg of Norway in Oslo on Tuesday."
LATER = "Prime Minister Kari Berg of Norway met President Luis Rojas of Peru in Oslo on 6 May 2003, a spokesman said."
LIMA = "Prime Minister Kari Berg of Norway will visit Peru in August, her office said on Thursday."
Run = Callable[..., tuple[int, str, str]]


def line(text: str, outlet: str, published: str) -> str:
    return json.dumps({"text": text, "outlet": outlet, "published": published})


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder of two reports of one meeting and one of a visit to come."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "a.jsonl").write_text(line(OSLO, "Fjord Post", "2003-05-07"))
    (folder / "b.jsonl").write_text(line(LATER, "Andes Herald", "2003-05-09"))
    (folder / "c.jsonl").write_text(line(LIMA, "Fjord Post", "2003-05-15"))
    return folder


def meeting(record: Record) -> str:
    (event,) = {row["event_id"] for row in record.events(kind="meeting", status="happened")}
    return str(event)


def claims(record: Record, event: str) -> list[str]:
    return [claim["claim_id"] for claim in record.engagement(event).claims]


def test_a_record_grows_and_shrinks(run: Run, pile: Path, tmp_path: Path) -> None:
    whole = memcon.build(pile, tmp_path / "whole")
    part = memcon.build(pile / "b.jsonl", tmp_path / "rec")
    small = digest(part)
    assert run("add", tmp_path / "rec", pile / "a.jsonl", pile / "c.jsonl", "--quiet") == (0, "", "")
    grown = memcon.open(tmp_path / "rec")
    assert (digest(grown), grown.run["coded"]) == (digest(whole), 2)
    again = grown.add(pile)
    assert (digest(again), again.run["coded"]) == (digest(whole), 0)
    assert run("drop", tmp_path / "rec", "a.jsonl#1", "c.jsonl#1", "--quiet") == (0, "", "")
    assert digest(memcon.open(tmp_path / "rec")) == small


def test_a_report_is_dropped_by_the_id_that_its_line_gives(run: Run, tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "text": text, "published": "2003-05-15"} for n, text in enumerate((OSLO, LIMA))]
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, rows)))
    memcon.build(tmp_path / "all.jsonl", tmp_path / "rec")
    assert run("drop", tmp_path / "rec", "n0", "--quiet") == (0, "", "")
    assert [row["path"].rpartition("#")[2] for row in memcon.open(tmp_path / "rec").reports] == ["n1"]


def test_an_event_keeps_its_name_or_leads_to_its_new_one(run: Run, pile: Path, tmp_path: Path) -> None:
    """The earlier report, added later, names the event; its old id is followed. One added after it changes nothing."""
    later = memcon.build(pile / "b.jsonl", tmp_path / "rec")
    old = meeting(later)
    grown = later.add(pile / "a.jsonl")
    assert meeting(grown) != old
    assert [(c.event, c.what, c.became) for c in read_history(tmp_path / "rec")] == [
        (old, "renamed", (meeting(grown),))
    ]
    assert meeting(grown) in run("show", tmp_path / "rec", old)[1]
    new = meeting(grown)
    assert meeting(grown.add(pile / "c.jsonl")) == new
    gone = memcon.open(tmp_path / "rec").drop("a.jsonl#1", "b.jsonl#1")
    assert {c.event: c.what for c in read_history(gone.path)}[new] == "vanished"


def test_a_changed_file_is_read_anew(pile: Path, tmp_path: Path) -> None:
    record = memcon.build(pile, tmp_path / "rec")
    (pile / "a.jsonl").write_text(line(OSLO.replace("Tuesday", "Monday"), "Fjord Post", "2003-05-07"))
    assert digest(record.add(pile / "a.jsonl")) == digest(memcon.build(pile, tmp_path / "other"))


def test_a_record_keeps_the_actors_it_was_built_with(pile: Path, tmp_path: Path) -> None:
    actors = tmp_path / "mine.csv"
    actors.write_text("name,variants,country,post,from,to,source\nKari Berg,,NOR,Prime Minister,2001,2005,press\n")
    record = memcon.build(pile / "a.jsonl", tmp_path / "rec", actors=actors)
    whole = memcon.build(pile, tmp_path / "whole", actors=actors)
    actors.unlink()
    assert digest(record.add(pile / "b.jsonl", pile / "c.jsonl")) == digest(whole)


def test_what_a_person_decides_holds_through_growth(run: Run, pile: Path, tmp_path: Path) -> None:
    record = memcon.build([pile / "a.jsonl", pile / "c.jsonl"], tmp_path / "rec")
    (visit,) = [row["claim_id"] for row in record.claims if row["kind"] == "visit"]
    code, out, err = run(
        "decide", tmp_path / "rec", "set", visit, "status=cancelled", "--why", "called off", "--by", "ana"
    )
    assert (code, err) == (0, "")
    assert "applied" in out
    assert "ana" in out
    grown = memcon.open(tmp_path / "rec").add(pile / "b.jsonl")
    assert [row["status"] for row in grown.claims if row["claim_id"] == visit] == ["cancelled"]
    assert check(grown) == []
    (pile / "c.jsonl").write_text(line("Correction appended. " + LIMA, "Fjord Post", "2003-05-15"))
    edited = grown.add(pile / "c.jsonl")
    assert [row["outcome"] for row in edited.decisions] == ["moved"]
    assert [row["status"] for row in edited.claims if row["kind"] == "visit"] == ["cancelled"]
    assert "the report was edited" in run("review", tmp_path / "rec")[1]
    (pile / "c.jsonl").write_text(line("Nothing new.", "Fjord Post", "2003-05-15"))
    assert [row["outcome"] for row in edited.add(pile / "c.jsonl").decisions] == ["lost"]
    (made,) = json.loads(run("review", tmp_path / "rec", "--json")[1])
    undone = memcon.open(tmp_path / "rec").decide("undo", made["decision_id"], why="enough of it")
    assert [row["outcome"] for row in undone.decisions] == ["undone"]


def test_events_are_parted_and_joined(pile: Path, tmp_path: Path) -> None:
    record = memcon.build(pile, tmp_path / "rec")
    one, other = claims(record, meeting(record))
    apart = record.decide("split", meeting(record), other, why="two rooms")
    assert len(apart.events(kind="meeting")) == 2
    assert [row["outcome"] for row in apart.decisions] == ["applied"]
    joined = apart.decide("same_as", one, other, why="one room after all")
    assert len(joined.events(kind="meeting")) == 1
    assert {row["op"]: row["outcome"] for row in joined.decisions} == {"split": "superseded", "same_as": "agrees"}
    assert check(joined) == []


def test_a_report_s_day_is_decided_before_it_is_coded(pile: Path, tmp_path: Path) -> None:
    (pile / "a.txt").write_text(OSLO.partition("— ")[2])
    record = memcon.build(pile / "a.txt", tmp_path / "rec")
    dated = record.decide("set", "a.txt", "published=2003-05-07", why="the page has it in print")
    ((first, last),) = dated.rows('SELECT "first", "last" FROM claims WHERE kind = \'meeting\'')
    assert (str(first), str(last)) == ("2003-05-06", "2003-05-06")
    assert [row["outcome"] for row in dated.decisions] == ["applied"]
    undone = dated.decide("undo", next(iter(dated.decisions))["decision_id"], why="another edition")
    assert undone.rows("SELECT basis FROM reports") == record.rows("SELECT basis FROM reports")


def test_a_claim_is_added_accepted_and_rejected(pile: Path, tmp_path: Path) -> None:
    record = memcon.build(pile, tmp_path / "rec")
    words = "her office said on Thursday"
    added = record.decide("add", "c.jsonl#1", words, "kind=message", "who=Norway", "whom=Peru", why="it was a note")
    (new,) = [row for row in added.claims if row["rule"] == "person:added"]
    assert (new["kind"], new["status"]) == ("message", "happened")
    accepted = added.decide("accept", meeting(added), why="seen with my own eyes")
    outcomes = [row["outcome"] for row in accepted.decisions if row["op"] == "accept"]
    assert outcomes == ["agrees"] * len(claims(added, meeting(added)))
    rejected = accepted.decide("reject", new["claim_id"], why="no note")
    assert [row for row in rejected.claims if row["rule"] == "person:added"] == []
    assert check(rejected) == []


WRONG = [
    (("decide", "REC", "set", "MEETING", "status=done", "--why", "x"), "status cannot be 'done'; write one of"),
    (("decide", "REC", "set", "MEETING", "status", "--why", "x"), "write what is to be set as NAME=VALUE"),
    (("decide", "REC", "set", "MEETING", "outlet=Post", "--why", "x"), "outlet is set of a report"),
    (("decide", "REC", "set", "nothing", "status=denied", "--why", "x"), "no event, claim or report"),
    (("decide", "REC", "reject", "MEETING", "--why", " "), "a decision needs a reason"),
    (("decide", "REC", "merge", "MEETING", "--why", "x"), "merge needs two or more"),
    (("decide", "REC", "split", "MEETING", "MEETING", "--why", "x"), "split needs an event and some of its claims"),
    (("decide", "REC", "add", "a.jsonl#1", "words that are not there", "kind=call", "--why", "x"), "does not stand in"),
    (("decide", "REC", "undo", "nothing", "--why", "x"), "no decisions are called so"),
    (("drop", "REC", "a.jsonl#1"), "would hold no report any more"),
    (("drop", "REC", "MEETING"), "is the id of an event"),
    (("add", "REC", "EMPTY"), "holds no files"),
    (("ask", "REC", "--dyad", "Atlantis-Peru"), "write two countries as RUS-CUB; this record has NOR, PER"),
    (("ask", "REC", "--from", "May"), "since 'May': write YYYY, YYYY-MM or YYYY-MM-DD"),
    (("ask", "REC", "--status", "done"), "status cannot be 'done'"),
    (("ask", "REC", "--kind", "loan"), "no claim of this record is of it"),
    (("sql", "REC", "SELEC 1"), "no SQL that can be read"),
    (("sql", "REC", "COPY reports TO 'x.csv'"), "only reads"),
    (("sql", "REC", "SELECT 1; SELECT 2"), "only reads"),
    (("sql", "REC", "SELECT * FROM read_text('/etc/hosts')"), "disabled by configuration"),
    (("sql", "REC", "SET enable_external_access = true"), "only reads"),
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A record of one report, and the id of its meeting."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "a.jsonl").write_text(line(OSLO, "Fjord Post", "2003-05-07"))
    (folder / "empty").mkdir()
    record = memcon.build(folder / "a.jsonl", folder / "it's [a] rec")
    return folder, meeting(record)


@pytest.mark.parametrize(("arguments", "says"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_wrong_use_is_told_and_changes_nothing(
    run: Run, small: tuple[Path, str], arguments: tuple[str, ...], says: str
) -> None:
    folder, event = small
    named = {"REC": str(folder / "it's [a] rec"), "MEETING": event, "EMPTY": str(folder / "empty")}
    before = digest(memcon.open(named["REC"]))
    code, out, err = run(*(named.get(one, one) for one in arguments))
    assert (code, out) == (1, "")
    assert says in err
    assert "Traceback" not in err
    assert digest(memcon.open(named["REC"])) == before
    assert (folder / "it's [a] rec" / "decisions.jsonl").read_text() == ""


ASKED = [
    (("--dyad", "NOR-PER"), 1),
    (("--dyad", "Norway – Peru"), 1),
    (("--dyad", "PER"), 1),
    (("--from", "2003-05-07", "--kind", "meeting"), 0),
    (("--from", "2003", "--to", "2003-05", "--kind", "meeting"), 1),
    (("--who", "rójas", "--place", "oslo"), 1),
    (("--words", "met prime minister", "--status", "happened,ongoing", "--support", "single_source"), 1),
    (("--words", "golf"), 0),
]


@pytest.mark.parametrize(("arguments", "count"), ASKED, ids=[" ".join(row[0]) for row in ASKED])
def test_events_are_asked_for(run: Run, small: tuple[Path, str], arguments: tuple[str, ...], count: int) -> None:
    folder, event = small
    code, out, _ = run("ask", folder / "it's [a] rec", *arguments, "--json")
    assert (code, [row["event_id"] for row in json.loads(out)]) == (0, [event] * count)


def test_answers_come_as_text_and_tables(run: Run, small: tuple[Path, str]) -> None:
    folder, _ = small
    record = folder / "it's [a] rec"
    assert "Luis Rojas – Kari Berg, Oslo" in run("ask", record)[1]
    assert run("ask", record, "--words", "golf")[1] == "No events found.\n"
    assert (
        run("sql", record, "SELECT outlet, count(*) AS n FROM reports GROUP BY ALL", "--csv")[1]
        == "outlet,n\nFjord Post,1\n"
    )
    assert json.loads(run("sql", record, "FROM as_of", "--json")[1]) == [{"day": "2003-05-07"}]
    assert "Fjord Post" in run("sql", record, "SELECT outlet FROM reports")[1]
    assert memcon.open(record).sql("SELECT 1 AS one") == [{"one": 1}]


def test_diff_says_what_changed_and_why(run: Run, pile: Path, tmp_path: Path) -> None:
    before = memcon.build(pile / "a.jsonl", tmp_path / "before")
    after = memcon.build(pile, tmp_path / "after")
    event = meeting(after)
    (visit,) = [row["claim_id"] for row in after.claims if row["kind"] == "visit"]
    found = json.loads(run("diff", before.path, after.path, "--json")[1])
    assert [Path(path).name for path in found["reports"]["added"]] == ["b.jsonl#1", "c.jsonl#1"]
    (changed,) = found["changed"]
    assert (changed["event"], changed["changes"]["n_reports"]) == (event, [1, 2])
    assert [Path(why.split()[2]).name for why in changed["why"]] == ["b.jsonl#1"]
    assert [row["what"].split()[:2] for row in found["added"]] == [["scheduled", "visit"]]
    decided = memcon.build(pile, tmp_path / "decided").decide("set", visit, "status=cancelled", why="called off")
    text = " ".join(run("diff", after.path, decided.path)[1].split())
    assert "(decided by a person)" in text
    assert "status: scheduled → cancelled" in text
    assert run("diff", after.path, after.path)[1] == "The two records say the same.\n"
    back = json.loads(run("diff", after.path, before.path, "--json")[1])
    assert [Path(path).name for path in back["reports"]["dropped"]] == ["b.jsonl#1", "c.jsonl#1"]
