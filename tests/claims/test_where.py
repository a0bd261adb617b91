"""To hold engagements to the place that the report tells for them elsewhere, and to none where it tells another's."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

CHIRAC, MUBARAK = "French President Jacques Chirac", "Egyptian President Hosni Mubarak"

ROWS = [
    # the visit that it belongs to
    (f"{CHIRAC} arrived in Cairo on Tuesday. He met {MUBARAK}.", "Cairo"),
    (f"{CHIRAC} will visit Cairo on Friday. He will hold talks with {MUBARAK}.", "Cairo"),
    (f"{CHIRAC} arrived in Cairo on Tuesday. He had met King Abdullah of Jordan.", None),
    (f"{CHIRAC} cancelled a trip to Cairo. He will not meet {MUBARAK}.", None),
    (f"{CHIRAC} arrived in Cairo on Monday. He flew to Luxor on Tuesday. He met {MUBARAK}.", "Luxor"),
    (f"{CHIRAC} visited Cairo last month. On Tuesday he met {MUBARAK}.", None),
    (f"{CHIRAC} arrived in Cairo on Monday. On Tuesday he met {MUBARAK}.", "Cairo"),
    (f"{CHIRAC} ended a visit to Cairo on Monday. On Tuesday he met {MUBARAK}.", None),
    # the journey whose aim it is
    (f"{CHIRAC} will travel to Geneva on Thursday for talks with {MUBARAK}.", "Geneva"),
    (f"{CHIRAC} flew to Geneva on Tuesday to meet {MUBARAK}.", "Geneva"),
    (f"{CHIRAC} flew to Geneva on Tuesday to propose a meeting with {MUBARAK}.", None),
    # its other telling
    (f"{CHIRAC} met {MUBARAK} in Geneva on Tuesday. {CHIRAC} and {MUBARAK} discussed Iraq.", "Geneva"),
    (f"{CHIRAC} met {MUBARAK} in Geneva last year. On Tuesday {CHIRAC} met {MUBARAK}.", None),
    # the dateline, for one at home and a guest
    (f"CAIRO, March 8 - {MUBARAK} received {CHIRAC}.", "CAIRO"),
    (f"LONDON, March 8 - {MUBARAK} received {CHIRAC}.", None),
    (f"CAIRO, March 8 - {MUBARAK} will receive {CHIRAC}.", None),
    (f"CAIRO, March 8 - {MUBARAK} telephoned {CHIRAC}.", None),
    (f"CAIRO, March 8 - {MUBARAK} arrived in Paris. He met {CHIRAC}.", "Paris"),
    (f"GENEVA (AP) - {MUBARAK} and {CHIRAC} met on Tuesday.", "GENEVA"),
    (f"GENEVA (AP) - {MUBARAK} and {CHIRAC} met on Tuesday, state radio said.", None),
    (f"GENEVA (AP) - A storm hit town. {MUBARAK} and {CHIRAC} met on Tuesday.", None),
    # the town of a known gathering
    (f"{CHIRAC} met {MUBARAK} on Tuesday at the G20 summit.", None),
    # beside its day
    (f"{CHIRAC} is to hold talks with {MUBARAK} on trade and other issues of concern in Geneva Thursday.", "Geneva"),
    (f"{CHIRAC} held talks with {MUBARAK} at the Foreign Office in Geneva.", "Geneva"),
]


@pytest.mark.parametrize(("text", "place"), ROWS)
def test_the_place_of_the_last_meeting_told(text: str, place: str | None, known: Reference) -> None:
    report = make(f"{text}\n", Fields(published="2005-03-09"), path="report.txt", place="report.txt")
    found = [c for c in code(report, known).claims if c.kind in {"meeting", "call"}]
    assert found, "the text tells no meeting"
    last = max(found, key=lambda claim: (claim.start, claim.end))
    words = [slot.words for slot in last.slots if slot.part in {"place", "venue"}]
    assert (words[-1] if words else None) == place
    assert (last.place is None) == (place is None)


def test_the_town_of_the_gathering_at_which_they_met(known: Reference) -> None:
    text = "President Donald Trump met President Vladimir Putin on Friday on the sidelines of the G20 summit."
    report = make(f"{text}\n", Fields(published="2017-07-08"), path="report.txt", place="report.txt")
    met = next(claim for claim in code(report, known).claims if claim.kind == "meeting")
    assert met.place == "place:hamburg-deu"
    assert [slot.words for slot in met.slots if slot.part == "place"] == ["G20"]
