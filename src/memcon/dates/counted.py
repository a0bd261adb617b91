"""To give an event its day that is counted from what its sentence dates ("on Monday, two days after the talks")."""

from collections.abc import Sequence
from datetime import timedelta

from memcon.dates.gatherings import OWN, sentence_of
from memcon.model import UNKNOWN, Claim, Clue, Expression, Page, When

MOST = 10
"""Days; what is told to lie further off, or in weeks, is rounded."""


def counted(claim: Claim, offset: Expression, others: Sequence[Claim], page: Page) -> When:
    """The day of a claim that `offset` counts from the nearest dated claim before it in the sentence, else UNKNOWN."""
    sign, count, unit = offset.parts
    sentence = sentence_of(claim, page)
    if sentence is None or not isinstance(sign, int) or not isinstance(count, int) or unit != "day":
        return UNKNOWN
    dated = [
        other.when.first
        for other in others
        if sentence.start <= other.start < offset.start
        and other.when.basis in OWN
        and other.when.first == other.when.last
        and other.when.first is not None
    ]
    if not dated or count > MOST:
        return UNKNOWN
    day = dated[-1] - sign * timedelta(count)
    clue = Clue(
        "counted from the day that its sentence tells", offset.words, offset.start, offset.end, ((day, day),), 2
    )
    return When(day, day, "inferred", (clue,))
