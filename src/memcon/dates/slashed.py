"""To read a day in numbers whose order nothing tells ("6/3/2005") so that it lies where its verb tells it to be."""

import re

from msgspec.structs import replace

from memcon.dates.resolve import resolve
from memcon.model import Expression, When

_EITHER = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b")


def ordered(told: Expression, now: When, *, tense: str) -> Expression:
    """The expression; day and month change places where only so a past day lies behind `now`, a coming one ahead."""
    if told.form != "day" or not _EITHER.search(told.words) or _fits(told, now, tense):
        return told
    year, month, day, *rest = told.parts
    turned = replace(told, parts=(year, day, month, *rest))
    return turned if _fits(turned, now, tense) else told


def _fits(told: Expression, now: When, tense: str) -> bool:
    """Whether an expression means a day on the side of `now` that the tense tells; anything does for no tense."""
    when = resolve(told, now, tense=tense)
    if when.first is None or when.last is None or now.first is None or now.last is None:
        return False
    return {"past": when.first <= now.last, "future": when.last >= now.first}.get(tense, True)
