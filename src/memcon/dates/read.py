"""To read the time expressions of a text together with the days they mean, given the day it was written."""

from datetime import date

from memcon.dates.find import find
from memcon.dates.resolve import resolve
from memcon.dates.tense import tense_at
from memcon.model import When


def read(text: str, written: date) -> list[tuple[int, int, date, date]]:
    """Start and end of each time expression of a text with the first and last day it means, where it means days.

    >>> read("They will meet on Friday.", date(2024, 5, 8))
    [(18, 24, datetime.date(2024, 5, 10), datetime.date(2024, 5, 10))]
    """
    now = When(written, written, "given")
    found = []
    for expression in find(text):
        tense = tense_at(text, expression.start, expression.end)
        when = resolve(expression, now, tense="past" if tense == "unknown" else tense)
        if when.first and when.last:
            found.append((expression.start, expression.end, when.first, when.last))
    return found
