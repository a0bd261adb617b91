"""To hold the ledger to reports in words: what is promised, to whom, by when, and what became of it."""

from pathlib import Path
from typing import Any

import pytest

from memcon.model import Report
from memcon.pipeline import build, code
from memcon.record.record import open_record
from memcon.record.store import write
from memcon.reference import Reference
from told_claims import days

VOW = ("2016-02-02", "Ecuador's Rafael Correa promised Peru on Monday to repair the bridge at Macara by March 15.")
LOAN = (
    "2015-03-03",
    "Norwegian Prime Minister Erna Solberg promised Kenya on Monday a loan of 40 million dollars by June.",
)


def told(known: Reference, folder: Path, *reports: tuple[str, str]) -> Any:
    """The record of these reports, each (published, text), each of its own outlet."""
    coded = [
        code(Report(str(n), text, str(n), outlet=f"Paper {n}", published=days(published)), known)
        for n, (published, text) in enumerate(reports)
    ]
    write(build(coded, known), folder / "rec", run={})
    return open_record(folder / "rec")


def test_to_whom_and_by_when_something_is_promised(known: Reference, tmp_path: Path) -> None:
    (row,) = told(known, tmp_path, VOW).promises
    assert (row["who"], row["whom"], str(row["due"])) == (["Rafael Correa"], ["Peru"], "2016-03-15")
    assert row["object"] == "to repair the bridge at Macara by March 15"


STATES = [
    ("open", VOW, ("2016-02-09", "Rafael Correa met the mayor of Macara on Monday.")),
    ("overdue", VOW, ("2016-04-01", "Rafael Correa met the mayor of Macara on Monday.")),
    ("withdrawn", VOW, ("2016-03-01", "Ecuador withdrew its promise to Peru to repair the bridge at Macara.")),
    ("kept", LOAN, ("2015-05-20", "Norway and Kenya signed a loan of 40 million dollars on Tuesday.")),
    ("kept_late", LOAN, ("2015-09-20", "Norway and Kenya signed a loan of 40 million dollars on Tuesday.")),
    ("denied", LOAN, ("2015-03-10", "Norway denied that it had promised Kenya a loan of 40 million dollars.")),
]


@pytest.mark.parametrize(("state", "promised", "later"), STATES, ids=[row[0] for row in STATES])
def test_what_became_of_a_promise(
    known: Reference, tmp_path: Path, state: str, promised: tuple[str, str], later: tuple[str, str]
) -> None:
    found = told(known, tmp_path, promised, later).promises
    assert [row["state"] for row in found if row["who"] and row["status"] == "happened"] == [state]


def test_what_is_called_off_has_the_day_that_it_was_planned_for(known: Reference, tmp_path: Path) -> None:
    record = told(
        known,
        tmp_path,
        ("2015-05-04", "Chilean President Michelle Bachelet will visit Lima on July 28, Peru's Ollanta Humala said."),
        ("2015-07-20", "Chilean President Michelle Bachelet called off her visit to Lima, her office said."),
    )
    (row,) = [row for row in record.engagements if row["kind"] == "visit"]
    assert (row["status"], str(row["first"]), str(row["last"])) == ("cancelled", "2015-07-28", "2015-07-28")


def test_who_signed_nothing_contradicts_who_signed(known: Reference, tmp_path: Path) -> None:
    two = "Peruvian President Ollanta Humala and Chilean President Michelle Bachelet"
    others = "Peruvian President Ollanta Humala and Ecuador's Rafael Correa"
    texts = (
        f"{two} signed an agreement on visas on Tuesday.",
        f"{two} signed no agreement on Tuesday.",
        f"{others} signed no agreement on Tuesday.",
    )
    record = told(known, tmp_path, *(("2015-05-07", text) for text in texts))
    assert [(row["about"], {row["left_outlet"], row["right_outlet"]}) for row in record.disagreements] == [
        ("signed", {"Paper 0", "Paper 1"})
    ]
