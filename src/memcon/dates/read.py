"""To read the time expressions of a text together with the days they mean, given the day it was written."""

from datetime import date
from functools import cache

from memcon.almanac import load_words
from memcon.dates.find import find
from memcon.dates.resolve import resolve
from memcon.model import Expression, When

_REACH = 90
_ENDS = ".!?\n"


def read(text: str, written: date) -> list[tuple[int, int, date, date]]:
    """Start and end of each time expression of a text with the first and last day it means, where it means days.

    >>> read("They will meet on Friday.", date(2024, 5, 8))
    [(18, 24, datetime.date(2024, 5, 10), datetime.date(2024, 5, 10))]
    """
    now = When(written, written, "given")
    found = []
    for expression in find(text):
        when = resolve(expression, now, tense=tense_at(text, expression))
        if when.first and when.last:
            found.append((expression.start, expression.end, when.first, when.last))
    return found


def tense_at(text: str, expression: Expression) -> str:
    """The tense of the words before an expression in its sentence: future where a cue of it stands there, else past."""
    before = text[max(0, expression.start - _REACH) : expression.start]
    for mark in _ENDS:
        before = before.rpartition(mark)[2] if mark != "." else before.rpartition(". ")[2]
    words = before.lower().replace("’", "'").replace("'", " ").split()
    return "future" if not _future().isdisjoint(words) else "past"


@cache
def _future() -> frozenset[str]:
    """The words that tell of what is to come."""
    return frozenset(load_words()["future"])
