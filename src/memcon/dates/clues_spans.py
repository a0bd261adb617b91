"""To draw clues from meetings told by their days and town alone: "in Lima on May 14–15, at the forum"."""

import re
from collections.abc import Iterator, Sequence

from memcon.almanac import Summit
from memcon.dates import calendar
from memcon.dates.clues_meetings import is_held
from memcon.dates.masks import Known, clue, moved
from memcon.dates.tense import sentence_at, told_in
from memcon.model import Clue, Expression, Mention, Page

_MANY = re.compile(r"\b(?:summit|conference|forum|session|leaders|multilateral|heads of state)\b", re.IGNORECASE)
_TWO_SIDED = re.compile(r"\b(?:bilateral|between (?:the )?two|two countries)\b", re.IGNORECASE)
_NEAR = 40
_REACH = {"past": (0, 200), "future": (-280, 0)}
"""How many days after its first day and before it such a meeting is told of."""


def spans(page: Page, times: Sequence[Expression], _: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """Two days of a month without year, with a town where one known meeting of several sides was held on just them."""
    text = page.report.text
    for told in times:
        ends = _ends(told)
        opens, closes = sentence_at(text, told.start) if ends else (0, 0)
        words = text[opens:closes]
        if ends is None or not _MANY.search(words) or _TWO_SIDED.search(words):
            continue
        near = text[max(opens, told.start - _NEAR) : told.start], text[told.end : min(closes, told.end + _NEAR)]
        rows = [one for one in known.almanac.summits if _days(one) == ends and _is_in(one, near)]
        reach = _REACH.get(told_in(page, told.start, told.end))
        if len(rows) == 1 and reach:
            days = calendar.join([(moved(rows[0].first, reach[0]), moved(rows[0].last, reach[1]))])
            yield clue(f"{rows[0].series} meeting of {rows[0].first} to {rows[0].last}, by its days", told, days, 1)


def _ends(told: Expression) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Month and day of both ends of a range that names no year; None for any other expression."""
    parts = told.parts
    if told.form != "range" or len(parts) != 16 or parts[0] != "day" or parts[8] != "day":
        return None
    left, right = parts[2:5], parts[10:13]
    if left[0] is not None or right[0] is not None:
        return None
    if not (isinstance(left[1], int) and isinstance(left[2], int)):
        return None
    if not (isinstance(right[1], int) and isinstance(right[2], int)):
        return None
    return (left[1], left[2]), (right[1], right[2])


def _days(summit: Summit) -> tuple[tuple[int, int], tuple[int, int]]:
    """Month and day of both ends of a meeting."""
    return (summit.first.month, summit.first.day), (summit.last.month, summit.last.day)


def _is_in(summit: Summit, near: Sequence[str]) -> bool:
    """Whether the words beside the days name the town of a meeting."""
    return any(is_held(place, words) for place in summit.places if not place.istitle() for words in near)
