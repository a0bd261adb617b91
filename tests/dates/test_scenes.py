"""To hold engagements to the days that the clauses around them tell, told on Wednesday, 9 March 2005."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

CHIRAC, MUBARAK = "French President Jacques Chirac", "Egyptian President Hosni Mubarak"
RICE = "Secretary of State Condoleezza Rice"

ROWS = [
    # "since" begins what goes on; a want of it has no day
    ("meeting", f"{CHIRAC} has met {MUBARAK} three times since January.", "2005-01-01/2005-03-09"),
    ("visit", f"{CHIRAC} has been in Japan since Monday.", "2005-03-07/2005-03-09"),
    ("meeting", "Egypt has not held talks with Syria since 1998.", "/2005-03-09"),
    # a bound to come
    ("meeting", f"{CHIRAC} and {MUBARAK} will meet within a week.", "2005-03-09/2005-03-15"),
    ("meeting", f"{CHIRAC} is expected to meet {MUBARAK} by Friday.", "2005-03-09/2005-03-11"),
    ("meeting", f"{CHIRAC} is expected to meet {MUBARAK} within a day or two.", "2005-03-09/2005-03-10"),
    ("meeting", f"{CHIRAC} will meet {MUBARAK} in the coming weeks.", "2005-03-09/2005-04-06"),
    ("meeting", f"{CHIRAC} will meet {MUBARAK} in the next few days.", "2005-03-09/2005-03-15"),
    ("meeting", f"{CHIRAC} will receive {MUBARAK} over the weekend.", "2005-03-12/2005-03-13"),
    # a stretch up to now
    ("meeting", f"{CHIRAC} met {MUBARAK} over the weekend.", "2005-03-05/2005-03-06"),
    ("meeting", f"{CHIRAC} met {MUBARAK} in recent weeks.", "2005-02-09/2005-03-09"),
    ("meeting", f"{CHIRAC} has met {MUBARAK} twice in the past week.", "2005-03-02/2005-03-09"),
    ("meeting", f"{CHIRAC} met {MUBARAK} three times last year.", "2004-01-01/2004-12-31"),
    ("meeting", "French and Egyptian officials met in Geneva on Monday and Tuesday.", "2005-03-07/2005-03-08"),
    # the day of what is planned, called off or decided
    ("visit", f"{CHIRAC} cancelled a trip to Israel next week.", "2005-03-14/2005-03-20"),
    ("visit", f"{CHIRAC} on Tuesday cancelled a trip to Israel.", "2005-03-07/"),
    ("visit", f"{CHIRAC} has cancelled a trip to Israel.", "2005-03-07/"),
    ("visit", f"{CHIRAC} last month cancelled a trip to Israel.", "/"),
    ("visit", f"{CHIRAC} had cancelled a trip to Israel.", "/"),
    ("visit", f"{CHIRAC}'s visit to Egypt, scheduled for Thursday, has been postponed.", "2005-03-10/2005-03-10"),
    ("visit", f"{CHIRAC} postponed his visit to Egypt, which was due to begin on Thursday.", "2005-03-10/2005-03-10"),
    (
        "meeting",
        f"{CHIRAC} cancelled a visit to Egypt planned for March 20. "
        f"A meeting between {CHIRAC} and {MUBARAK} was cancelled.",
        "2005-03-20/2005-03-20",
    ),
    ("meeting", f"{CHIRAC} was due to meet {MUBARAK} on Tuesday.", "2005-03-08/2005-03-08"),
    ("meeting", f"{CHIRAC} spoke at length. He was also to meet {MUBARAK}.", "2005-03-07/"),
    (
        "meeting",
        f"{CHIRAC} will open a fair on the evening of 14 March. Before that, in Cairo, he will meet {MUBARAK}.",
        "2005-03-09/2005-03-14",
    ),
    (
        "meeting",
        f"{CHIRAC} went to Japan in May 2003 and met {MUBARAK} in December that year.",
        "2003-12-01/2003-12-31",
    ),
    ("meeting", f"The pact was reached at the latest talks between {CHIRAC} and {MUBARAK}.", "/2005-03-09"),
    ("meeting", f"{CHIRAC} agreed on Monday to meet {MUBARAK}.", "2005-03-09/"),
    ("meeting", f"{CHIRAC} agreed to meet {MUBARAK} on Monday.", "2005-03-14/2005-03-14"),
    # a neighbour's day is not one's own, unless one came for it
    ("meeting", f"{CHIRAC} arrived in Cairo on Monday and is to meet {MUBARAK}.", "2005-03-09/2005-03-09"),
    ("meeting", f"{RICE} flew to Cairo on Monday for talks with {MUBARAK}.", "2005-03-07/2005-03-09"),
    ("meeting", f"{RICE}, in Cairo for talks with {MUBARAK}, praised Egypt.", "2005-03-08/2005-03-10"),
    ("meeting", f"{RICE} will be in Cairo for talks with {MUBARAK}.", "2005-03-09/"),
    (
        "signing",
        f"{CHIRAC} paid a visit to Egypt on Monday, where he signed a pact with {MUBARAK}.",
        "2005-03-07/2005-03-07",
    ),
    # a scene goes on
    ("meeting", f"{CHIRAC} visited Egypt last month. He met {MUBARAK}.", "2005-02-01/2005-02-28"),
    ("meeting", f"{CHIRAC}, who visited Egypt last month, met {MUBARAK}.", "2005-03-08/2005-03-09"),
    (
        "meeting",
        f"{CHIRAC} met {MUBARAK} on Monday. That evening he met King Abdullah of Jordan.",
        "2005-03-07/2005-03-07",
    ),
    ("visit", f"{CHIRAC} will travel to Cairo on Friday. He will then go to Israel.", "2005-03-11/2005-03-13"),
    (
        "meeting",
        f"{CHIRAC} will see {MUBARAK} on Monday. {CHIRAC} will also meet King Abdullah of Jordan.",
        "2005-03-14/2005-03-15",
    ),
    ("meeting", f"{CHIRAC} will see {MUBARAK} on Monday. {CHIRAC} will meet King Abdullah of Jordan.", "2005-03-09/"),
    (
        "meeting",
        f"{CHIRAC} will leave for London tomorrow. In London he will meet Tony Blair.",
        "2005-03-10/2005-03-12",
    ),
    ("visit", f"{CHIRAC} spoke in Cairo before flying to Israel.", "2005-03-09/2005-03-11"),
    # a dispatch is told on its dateline's day
    ("meeting", f"CAIRO, March 8 - {CHIRAC} met {MUBARAK} today.", "2005-03-08/2005-03-08"),
    ("meeting", f"CAIRO, March 2 - {CHIRAC} met {MUBARAK} today.", "2005-03-09/2005-03-09"),
]


@pytest.mark.parametrize(("kind", "sentence", "told"), ROWS)
def test_the_days_of_the_last_engagement_told(kind: str, sentence: str, told: str, known: Reference) -> None:
    report = make(f"{sentence}\n", Fields(published="2005-03-09"), path="report.txt", place="report.txt")
    found = [claim for claim in code(report, known).claims if claim.kind == kind]
    assert found, "the sentence tells no such claim"
    when = max(found, key=lambda claim: claim.end).when
    assert f"{when.first or ''}/{when.last or ''}" == told
