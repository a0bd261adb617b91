"""To hold engagements of the press to the days that a careful reader gives them, told on Wednesday, 9 March 2005."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

CHIRAC, MUBARAK = "French President Jacques Chirac", "Egyptian President Hosni Mubarak"
RICE = "Secretary of State Condoleezza Rice"

ROWS = [
    # day and month in digits, in the order that its verb allows
    ("meeting", f"{CHIRAC} met {MUBARAK} in Paris on 6/3/2005.", "2005-03-06/2005-03-06"),
    ("meeting", f"{CHIRAC} met {MUBARAK} in Paris on 3/6/2005.", "2005-03-06/2005-03-06"),
    ("meeting", f"{CHIRAC} will meet {MUBARAK} in Paris on 4/10/2005.", "2005-04-10/2005-04-10"),
    # a lead that looks back tells no news
    ("meeting", f"{CHIRAC} recently held talks with {MUBARAK}.", "2004-12-09/2005-03-09"),
    ("meeting", f"{CHIRAC} once met {MUBARAK} in Paris.", "/2005-03-09"),
    ("meeting", f"{CHIRAC} spoke in Paris. Since then he has held talks with {MUBARAK}.", "/2005-03-09"),
    # a day of what came before or after
    ("meeting", f"Before leaving Paris on Sunday, {MUBARAK} met {CHIRAC}.", "2005-03-05/2005-03-06"),
    ("reception", f"Shortly after his arrival on Sunday, {CHIRAC} was received by {MUBARAK}.", "2005-03-06/2005-03-07"),
    ("meeting", f"{CHIRAC} returned on Monday from Egypt, where he met {MUBARAK}.", "2005-03-05/2005-03-07"),
    ("meeting", f"{CHIRAC} flew to Egypt on Monday, where he met {MUBARAK}.", "2005-03-07/2005-03-07"),
    ("meeting", f"{CHIRAC} spent the weekend in Cairo, where he met {MUBARAK}.", "2005-03-05/2005-03-06"),
    (
        "meeting",
        f"The talks of {CHIRAC} with {MUBARAK} on Monday followed talks in Paris on Friday between Chirac and {RICE}.",
        "2005-03-04/2005-03-04",
    ),
    # a day set off by commas, a month before its event
    ("visit", f"{CHIRAC} paid a visit to Egypt, March 3-5, and praised it.", "2005-03-03/2005-03-05"),
    ("visit", f"{CHIRAC} will travel to the April summit in Cairo.", "2005-04-01/2005-04-30"),
]


@pytest.mark.parametrize(("kind", "sentence", "told"), ROWS)
def test_the_days_of_the_last_engagement_told(kind: str, sentence: str, told: str, known: Reference) -> None:
    report = make(f"{sentence}\n", Fields(published="2005-03-09"), path="report.txt", place="report.txt")
    found = [claim for claim in code(report, known).claims if claim.kind == kind]
    assert found, "the sentence tells no such claim"
    when = max(found, key=lambda claim: claim.end).when
    assert f"{when.first or ''}/{when.last or ''}" == told
