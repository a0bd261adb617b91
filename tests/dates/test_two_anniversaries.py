"""Two anniversaries in one sentence are told of two things."""

from datetime import date

from memcon.model import Report
from memcon.pipeline import code
from memcon.reference import Reference


def test_a_second_anniversary_does_not_take_over_what_the_first_is_of(known: Reference) -> None:
    """The fiftieth of the United Nations dates the report; the thirtieth of something unknown does not make it 1975."""
    text = (
        "The visit marked the 50th anniversary of the founding of the United Nations and the 30th anniversary of ties "
        "between the two states.\n\nPresident Ulla Brandt spoke of both."
    )
    when = code(Report(id="case", text=text, path="case.txt"), known).report.published
    assert when.first is None or when.first > date(1975, 12, 31)
    assert when.last is None or when.last >= date(1995, 10, 24)
