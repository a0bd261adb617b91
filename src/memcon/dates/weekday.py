"""To read the bare weekday of a press report's news ("said on Friday"), which names one of the last days."""

from collections.abc import Sequence

from memcon.dates.tense import told_in
from memcon.model import Expression, Page


def news_weekday(page: Page, times: Sequence[Expression], start: int, end: int) -> int | None:
    """The first bare weekday told as past in `[start, end)`, 0 for Monday; None where there is none."""
    for told in times:
        if told.start >= end:
            return None
        if told.start >= start and told.form == "weekday" and told.parts[1] is None and isinstance(told.parts[0], int):
            return told.parts[0] if told_in(page, told.start, told.end) == "past" else None
    return None
