"""What happens at a known multilateral meeting lies on that meeting's days."""

from datetime import date

import pytest

from memcon.model import Report, When
from memcon.pipeline import code
from memcon.reference import Reference

G20_2017 = (date(2017, 7, 7), date(2017, 7, 8))
CASES = {
    "sidelines, told later": (
        "Talks were long.\n\nThe weather was fine.\n\nHungary's economy grew.\n\n"
        "French President Emmanuel Macron met Russian President Vladimir Putin on the sidelines of the G20 summit.",
        date(2017, 7, 20),
        G20_2017,
    ),
    "planned for the next one": (
        "French President Emmanuel Macron will meet Russian President Vladimir Putin at the G20 summit.",
        date(2017, 7, 1),
        G20_2017,
    ),
    "a day of its own wins": (
        "French President Emmanuel Macron met Russian President Vladimir Putin at the G20 summit on July 8.",
        date(2017, 7, 20),
        (date(2017, 7, 8), date(2017, 7, 8)),
    ),
}


@pytest.mark.parametrize(("text", "written", "days"), CASES.values(), ids=CASES)
def test_a_meeting_at_a_summit_is_on_its_days(
    text: str, written: date, days: tuple[date, date], known: Reference
) -> None:
    """The meeting's interval is the summit's, unless its own clause says more."""
    coded = code(Report(id="case", text=text, path="case.txt", published=When(written, written, "given")), known)
    (meeting,) = [claim for claim in coded.claims if claim.kind == "meeting"]
    assert (meeting.when.first, meeting.when.last) == days
