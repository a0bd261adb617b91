"""To give an event its day that is counted from what its sentence dates ("on Monday, two days after the talks")."""

import re
from collections.abc import Sequence
from datetime import timedelta

from memcon.dates.clauses import trigger_of
from memcon.dates.gatherings import OWN, sentence_of
from memcon.model import UNKNOWN, Claim, Clue, Expression, Page, Sentence, When

_THIS = re.compile(
    r"(?:The|Their|His|Her|It|This|That)(?: (?:\w+ )?(?:meeting|talks|visit|call|summit|trip|encounter))?,?"
    r" (?:[^.;]{0,80}, )?(?:came|comes|took place|takes place|was held)\b"
)
"""What takes up the event of the sentence before: "The meeting came a day after"."""
_GAP = 4
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
    if not dated and _is_behind(claim, offset, page) and _THIS.match(page.report.text, sentence.start):
        dated = [other.when.first for other in others if _is_told_before(other, sentence, page) and other.when.first]
    if not dated or count > MOST:
        return UNKNOWN
    day = dated[-1] - sign * timedelta(count)
    clue = Clue(
        "counted from the day that its sentence tells", offset.words, offset.start, offset.end, ((day, day),), 2
    )
    return When(day, day, "inferred", (clue,))


def _is_behind(claim: Claim, offset: Expression, page: Page) -> bool:
    """Whether the word that tells a claim stands behind the offset: what does not is the event counted from."""
    trigger = trigger_of(claim, page)
    return trigger is not None and page.tokens[trigger].start > offset.start


def _is_told_before(claim: Claim, sentence: Sentence, page: Page) -> bool:
    """Whether a claim of one day of its own begins in the sentence before another."""
    before = sentence_of(claim, page)
    is_dated = claim.when.basis in OWN and claim.when.first == claim.when.last and claim.when.first is not None
    return is_dated and before is not None and 0 <= sentence.start - before.end < _GAP
