"""To build masks over days: the days since one, up to one, around a month-day of every year, on some weekdays."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from memcon.almanac import Almanac
from memcon.dates import calendar
from memcon.model import Clue, Days, Expression, Mention, Page, Post

Mask = tuple[Days, ...]
YEARS = range(calendar.FIRST.year, calendar.LAST.year)


class Known(Protocol):
    """What the clues need to know of the world: posts by actor id, days an undated post is attested, the almanac."""

    @property
    def posts(self) -> Mapping[str, tuple[Post, ...]]: ...

    @property
    def seen(self) -> Mapping[tuple[str, str], tuple[Days, ...]]: ...

    @property
    def almanac(self) -> Almanac: ...


Finder = Callable[[Page, Sequence[Expression], Sequence[Mention], Known], Iterator[Clue]]


def since(first: date) -> Mask:
    """All days from one on."""
    return ((first, calendar.LAST),)


def until(last: date) -> Mask:
    """All days up to one."""
    return ((calendar.FIRST, last),)


def clue(rule: str, told: Expression, days: Mask, strength: int) -> Clue:
    """A clue at an expression's characters."""
    return Clue(rule, told.words, told.start, told.end, days, strength)


@cache
def yearly(month: int, number: int, weekday: int | None, around: tuple[int, int]) -> Mask:
    """The days from `around[0]` before to `around[1]` after a month-day of each year (where it is on the weekday)."""
    found = [known for year in YEARS if (known := calendar.day(year, month, number))]
    kept = [day for day in found if weekday is None or day.weekday() == weekday]
    return calendar.join((day - timedelta(around[0]), day + timedelta(around[1])) for day in kept)


@cache
def weekly(weekdays: frozenset[int]) -> Mask:
    """All days on these weekdays."""
    monday = calendar.FIRST - timedelta(calendar.FIRST.weekday())
    weeks = range((calendar.LAST - monday).days // 7)
    return calendar.join(
        (day, day) for week in weeks for at in weekdays for day in (monday + timedelta(7 * week + at),)
    )


def moved(day: date, by: int) -> date:
    """A day moved, kept inside the days that masks know."""
    return min(max(day + timedelta(by), calendar.FIRST), calendar.LAST)


_LATE = 2
"""How many days after its weekday news is told at most: of 31 leads 17 told of that day, 13 of the day before."""


def about(first: date, last: date, tense: str, weekday: int | None) -> Mask:
    """The days on which an event of known days is news: past with its weekday, past, or else also to come."""
    if tense != "past":
        return ((moved(first, -60), moved(last, 3)),)
    days = [moved(first, by) for by in range(-1, (last - first).days + 2)]
    on = [day for day in days if day.weekday() == weekday]
    if on:
        return calendar.join((day, moved(day, _LATE)) for day in on)
    return ((moved(first, -1), moved(last, 4)),)
