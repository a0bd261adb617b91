"""To test by mutation what a record says where reports contradict each other, and what came of promises."""

import json
from datetime import date
from pathlib import Path

import pytest

from memcon.model import Report
from memcon.pipeline import build, code
from memcon.read.fields import Fields, make
from memcon.record.record import Record, open_record
from memcon.record.store import write
from pile import SAMPLE, code_file, reference

REPORTS = sorted(SAMPLE.glob("*.txt"))
Facts = set[tuple[str, str, str]]


def report(text: str, outlet: str, published: str | None, name: str) -> Report:
    return make(text, Fields(outlet=outlet, published=published), path=name, place=name)


def record_of(folder: Path, *more: Report, sample: list[Path]) -> Record:
    """The record of reports of the sample pile and some more."""
    coded = [*(code_file(path) for path in sample), *(code(one, reference()) for one in more)]
    write(build(coded, reference()), folder / "record", run={})
    return open_record(folder / "record")


def mutant(number: str, old: str, new: str) -> Report:
    """A report of the sample pile with some words changed, in another paper of the same day."""
    (path,) = [one for one in REPORTS if one.name.startswith(number)]
    text, beside = path.read_text(encoding="utf-8"), Path(f"{path}.meta.json")
    assert old in text
    published = json.loads(beside.read_text())["published"] if beside.exists() else None
    return report(text.replace(old, new), "Elsewhere Echo", published, "mutant.txt")


def told(record: Record) -> Facts:
    """What reports disagree on: the fact and what each side says."""
    return {(row["about"], *sorted((str(row["left_says"]), str(row["right_says"])))) for row in record.disagreements}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """What the reports of the sample pile disagree on by themselves."""
    return told(record_of(tmp_path_factory.mktemp("sample"), sample=REPORTS))


CHANGED = [
    ("a day", "06", "signed a treaty on Tuesday", "signed a treaty on Monday",
     ("day", "1987-12-07/1987-12-07", "1987-12-08/1987-12-08")),
    ("the day of an arrival", "06", "in Washington on Monday", "in Washington on Sunday",
     ("day", "1987-12-06/1987-12-06", "1987-12-07/1987-12-07")),
    ("a day of the month", "05", "On October 30, 1987", "On October 29, 1987",
     ("day", "1987-10-29/1987-10-29", "1987-10-30/1987-10-30")),
    ("a city", "06", "arrived in Washington", "arrived in New York", ("place", "New York City", "Washington")),
    ("a country", "03", "in Reykjavik, Iceland", "in Helsinki, Finland", ("place", "Helsinki", "Reykjavik")),
    ("a rank", "05", "the Minister of Foreign Affairs of the USSR, E",
     "the Deputy Minister of Foreign Affairs of the USSR, E",
     ("rank", "the Deputy Minister of Foreign Affairs of the USSR, Eduard Shevardnadze",
      "the Minister of Foreign Affairs of the USSR, Eduard Shevardnadze")),
    ("an amount", "11", "by 500,000 men", "by 300,000 men",
     ("amount", "that the Soviet Union would reduce its armed forces by 300,000 men within two years",
      "that the Soviet Union would reduce its armed forces by 500,000 men within two years")),
]  # fmt: skip


@pytest.mark.parametrize("row", CHANGED, ids=lambda row: row[0])
def test_a_changed_fact_is_a_disagreement(
    before: Facts, tmp_path: Path, row: tuple[str, str, str, str, tuple[str, str, str]]
) -> None:
    what, number, old, new, fact = row
    found = told(record_of(tmp_path, mutant(number, old, new), sample=REPORTS)) - before
    assert fact in found, what
    assert {about for about, _, _ in found} == {fact[0]}


SAME = [
    ("nothing", "06", "Missile treaty", "Missile treaty"),
    ("a verb", "06", "held talks in the Oval Office", "conferred in the Oval Office"),
    ("a clause", "06", "signed a treaty on Tuesday to scrap", "put their names on Tuesday to a treaty that scraps"),
    ("passive and active", "05", "was received at the White House by", "met at the White House with"),
    ("a fuller name", "06", "Mr. Reagan was to give", "President Ronald Reagan was to give"),
]


@pytest.mark.parametrize("row", SAME, ids=lambda row: row[0])
def test_a_paraphrase_is_no_disagreement(before: Facts, tmp_path: Path, row: tuple[str, str, str, str]) -> None:
    what, number, old, new = row
    assert told(record_of(tmp_path, mutant(number, old, new), sample=REPORTS)) - before == set(), what


def test_each_side_of_a_disagreement_is_quoted(tmp_path: Path) -> None:
    record = record_of(tmp_path, mutant("03", "in Reykjavik, Iceland", "in Helsinki, Finland"), sample=REPORTS)
    found = [row for row in record.disagreements if "Helsinki" in (row["left_says"], row["right_says"])]
    assert found
    assert all(row[f"{side}_says"] in row[f"{side}_words"] for row in found for side in ("left", "right"))


LENT = (
    "Norway promised Peru a loan of 38 million euros by the end of June 2003, President Toledo of Peru said on Tuesday."
)
INVITED = "President Alejandro Toledo of Peru invited Prime Minister Bondevik of Norway to visit Peru."
GRANTED = "Norway granted Peru a loan of 38 million euros on Thursday."
LATER = "Farmers in Peru sold more apples than in any year before."
ENDS = [
    ("kept", "loan", LENT, GRANTED, "2003-06-20", "kept"),
    ("kept late", "loan", LENT, GRANTED, "2003-09-20", "kept_late"),
    ("withdrawn", "loan", LENT, "Norway withdrew its promise of a loan of 38 million euros to Peru on Thursday.",
     "2003-06-20", "withdrawn"),
    ("denied", "loan", LENT, "Norway denied that it had promised Peru a loan of 38 million euros.",
     "2003-06-20", "denied"),
    ("another loan withdrawn", "loan", LENT, "Norway cancelled a loan of 5 million euros to Peru.",
     "2003-06-20", "open"),
    ("forgotten", "loan", LENT, LATER, "2004-03-01", "overdue"),
    ("not yet due", "loan", LENT, LATER, "2003-05-20", "open"),
    ("an invitation kept", "invitation", INVITED, "Prime Minister Bondevik of Norway visited Peru on 12 August 2003.",
     "2003-08-20", "kept"),
    ("a visit called off", "invitation", INVITED, "Prime Minister Bondevik of Norway called off his visit to Peru.",
     "2003-06-20", "withdrawn"),
    ("an invitation denied", "invitation", INVITED,
     "President Alejandro Toledo of Peru denied that he had invited Prime Minister Bondevik of Norway to visit Peru.",
     "2003-06-20", "denied"),
    ("an invitation without a day, forgotten", "invitation", INVITED, LATER, "2004-03-01", "open"),
]  # fmt: skip


@pytest.mark.parametrize("row", ENDS, ids=lambda row: row[0])
def test_a_promise_ends_in_its_own_state(tmp_path: Path, row: tuple[str, str, str, str, str, str]) -> None:
    what, kind, first, then, day, state = row
    made, ended = report(first, "Fjord Post", "2003-05-07", "a.txt"), report(then, "Andes Herald", day, "b.txt")
    record = record_of(tmp_path, made, ended, sample=[])
    query = (
        "SELECT * FROM promises p WHERE kind = ? AND event_id IN (SELECT event_id FROM tellings WHERE path = 'a.txt')"
    )
    (found,) = record.fields(query, kind)
    assert found["state"] == state, what
    assert found["words"] in first
    assert (found["then_words"] or "") in then
    assert bool(found["then_words"]) is (state not in ("open", "overdue"))
    assert found["due"] == (date(2003, 6, 30) if kind == "loan" else None)
    assert found["as_of"] == date.fromisoformat(day)
