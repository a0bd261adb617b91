"""To hold clauses without a day to that of the dated verb they are tied to, told on Wednesday, 9 March 2005."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

CHIRAC, MUBARAK = "French President Jacques Chirac", "Egyptian President Hosni Mubarak"

ROWS = [
    # before, after and with a dated verb
    ("meeting", f"{CHIRAC} said on Sunday he met {MUBARAK}.", "2005-03-05/2005-03-06"),
    ("meeting", f"{CHIRAC} met {MUBARAK} and left for Amman on Sunday.", "2005-03-05/2005-03-06"),
    ("meeting", f"{CHIRAC} met {MUBARAK}, ending a two-day visit on Monday.", "2005-03-06/2005-03-07"),
    ("meeting", f"{CHIRAC} paid a visit to Egypt on February 20-21 and met {MUBARAK}.", "2005-02-20/2005-02-22"),
    ("meeting", f"{CHIRAC} had a busy day on Sunday, meeting {MUBARAK}.", "2005-03-06/2005-03-06"),
    ("meeting", f"It was in January that {CHIRAC} met {MUBARAK}.", "2005-01-01/2005-01-31"),
    # so many days before or after a dated verb
    (
        "summit",
        f"{CHIRAC} wrote to Kofi Annan on Monday, a day after his summit with {MUBARAK}.",
        "2005-03-06/2005-03-06",
    ),
    ("meeting", f"{CHIRAC} visited Egypt on Monday, three days after talks with {MUBARAK}.", "2005-03-04/2005-03-04"),
    # what it is set in
    ("meeting", f"{CHIRAC} met {MUBARAK} during a visit to Egypt that ended on Sunday.", "2005-03-04/2005-03-06"),
    ("meeting", f"{CHIRAC} met {MUBARAK} on his tour of the region, which ended on January 16.", "/2005-01-16"),
    # the day of someone else's coming, of a plan, of another leg
    ("meeting", f"{CHIRAC}, who returned from Rome on Sunday, met {MUBARAK}.", "2005-03-08/2005-03-09"),
    ("meeting", f"{CHIRAC} and {MUBARAK} met a month ago and agreed to meet again in Lyon.", "2005-03-09/"),
    ("visit", f"{CHIRAC} will be in Egypt on March 20-21 and in Jordan on March 22.", "2005-03-22/2005-03-22"),
    ("visit", f"{CHIRAC} will visit Egypt on Monday and Tuesday.", "2005-03-14/2005-03-15"),
    ("visit", f"{CHIRAC} cancelled a visit to Egypt that was to begin on Friday.", "2005-03-11/2005-03-11"),
    ("visit", f"{CHIRAC} visited Egypt on Sunday and Jordan on Monday.", "2005-03-07/2005-03-07"),
    ("visit", f"{CHIRAC} will visit Cairo on May 1, Tokyo on May 2-3 and Seoul on May 4.", "2005-05-04/2005-05-04"),
    (
        "meeting",
        f"{CHIRAC} will meet {MUBARAK} on Thursday and Jordan's King Abdullah on Friday.",
        "2005-03-11/2005-03-11",
    ),
    ("meeting", f"On the evening of 7 March {MUBARAK} received {CHIRAC}.", "2005-03-07/2005-03-07"),
    # how long a visit lasts, among how much it is counted
    ("visit", f"{CHIRAC} will be in Egypt for two days from March 20.", "2005-03-20/2005-03-20"),
    ("visit", f"{CHIRAC} will visit Egypt for three days starting Monday.", "2005-03-14/2005-03-14"),
    ("visit", f"{CHIRAC}'s visit to Egypt, his first in two years, will end on Saturday.", "2005-03-09/2005-03-12"),
]

OVER = f"{CHIRAC} concluded a three-day visit to Egypt on Sunday."
ENDED = [
    f"{OVER} He met {MUBARAK}.",
    f"{OVER} During the visit, he met {MUBARAK}.",
    f"{CHIRAC} wound up his visit to Egypt on Sunday. He met {MUBARAK}.",
]


def last(text: str, kind: str, known: Reference) -> str:
    """The days of the last claim of a kind."""
    report = make(f"{text}\n", Fields(published="2005-03-09"), path="report.txt", place="report.txt")
    found = [claim for claim in code(report, known).claims if claim.kind == kind]
    assert found, "the text tells no such claim"
    when = max(enumerate(found), key=lambda one: (one[1].end, one[0]))[1].when
    return f"{when.first or ''}/{when.last or ''}"


@pytest.mark.parametrize(("kind", "sentence", "told"), ROWS)
def test_the_days_of_a_clause_tied_to_a_dated_one(kind: str, sentence: str, told: str, known: Reference) -> None:
    assert last(sentence, kind, known) == told


@pytest.mark.parametrize("text", ENDED)
def test_what_a_visit_held_lies_before_its_end(text: str, known: Reference) -> None:
    assert last(text, "meeting", known) == "2005-03-04/2005-03-06"
