"""To hold "here" to the state in which the dateline's town lay when the report was written."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

DAYS = [
    ("MOSCOW", "1988-05-30", "Soviet Union"),
    ("MOSCOW", "2003-05-30", "Russia"),
    ("BELGRADE", "1990-05-30", "Yugoslavia"),
    ("LIMA", "1988-05-30", "Peru"),
]


@pytest.mark.parametrize(("town", "published", "state"), DAYS)
def test_here_is_in_the_state_of_its_day(town: str, published: str, state: str, known: Reference) -> None:
    report = make(
        f"{town} (Reuter) - Canadian Prime Minister Brian Mulroney arrived here on Sunday.\n",
        Fields(published=published),
        path="report.txt",
        place="report.txt",
    )
    visits = [claim for claim in code(report, known).claims if claim.kind == "visit"]
    assert [
        known.actors[slot.actor].name for v in visits for slot in v.slots if slot.part == "whom" and slot.actor
    ] == [state]
