"""To give an event the days that a told distance leaves it: "two years ago" is a year wide, "this week" ends today."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from memcon.dates import calendar
from memcon.model import Expression, When

_ONE = timedelta(1)
_HALF = {"week": 3, "fortnight": 3, "month": 15, "quarter": 45, "year": 183, "decade": 1826, "century": 18263}
"""How many days a round number of units may be out to either side."""
_ROUGH = re.compile(
    r"\b(?:more than|less than|at least|over|under|nearly|almost|about|around|some|roughly|approximately|barely)\s$",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?:the )?past ", re.IGNORECASE)
"""The past week ends today; last week ended with its Sunday."""
_VAGUE = re.compile(r"\b(few|several|some|couple|dozen)\b", re.IGNORECASE)
_MEANT = {"few": (-1, 3), "several": (-1, 6), "some": (-1, 6), "couple": (-1, 2), "dozen": (-3, 3)}
"""How many units fewer or more than the number that stands for it a vague count may mean."""


def spread(when: When, told: Expression, text: str) -> When:
    """The days of a told distance, as wide as its unit; a rough count is wider. Others as they are."""
    if told.form == "stretch":
        return _reaching(when, told)
    counts = told.parts[2 : 2 + int(told.parts[1] or 0)] if told.form == "offset" else told.parts
    if told.form not in {"ago", "later", "earlier", "offset", "ahead"} or when.first is None or when.last is None:
        return when
    if told.form == "ahead" and not _VAGUE.search(told.words):
        return when  # "in two days" is a day; "in a few days" is none
    unit = str(counts[-1])
    side = {"ago": -1, "earlier": -1, "later": 1}.get(told.form) or int(told.parts[0] or 1)
    vague = _VAGUE.search(told.words)
    fewer, more = _MEANT[vague[1].lower()] if vague else (0, 0)
    if _ROUGH.search(text[max(0, told.start - 16) : told.start]) or _ROUGH.match(f"{told.words.split()[0]} "):
        fewer, more = fewer - 1, more + 1
    if unit == "workday":
        return when
    first, last = (fewer, more) if side > 0 else (-more, -fewer)
    return _wide(when.first, when.last, when=when, unit=unit, by=(first, last))


def _reaching(when: When, told: Expression) -> When:
    """A stretch that ends or begins with the telling, with as many units more as a vague count may mean."""
    vague = _VAGUE.search(told.words)
    unit, more = str(told.parts[-1]), _MEANT[vague[1].lower()][1] if vague else 0
    if when.first is None or when.last is None or (unit not in _HALF and unit != "day"):
        return when
    if told.parts[0] == 1:
        return replace(when, first=when.first - _ONE, last=calendar.shift(when.last, more, unit))
    return replace(when, first=calendar.shift(when.first, -more, unit), last=when.last + _ONE)


def _wide(first: date, last: date, *, when: When, unit: str, by: tuple[int, int]) -> When:
    """An interval moved out by so many units to each side, then to the whole unit or half of one, the wider."""
    early, late = calendar.shift(first, by[0], unit), calendar.shift(last, by[1], unit)
    half = _HALF.get(unit, 0)
    if half:
        whole = "week" if unit == "fortnight" else unit
        early = min(calendar.shift(early, -half, "day"), calendar.unit_days(early, whole)[0])
        late = max(calendar.shift(late, half, "day"), calendar.unit_days(late, whole)[1])
    return When(early, late, when.basis, when.clues)


def clipped(when: When, told: Expression, now: When, *, tense: str) -> When:
    """The part of a running unit ("this week") in which a past or a coming event can lie, told on one day."""
    if told.form != "unit" or when.first is None or when.last is None or now.first is None or now.first != now.last:
        return when
    today = now.first
    if _PAST.match(told.words) and told.parts[1:] == (-1, None):
        return replace(when, first=calendar.shift(today, -1, str(told.parts[0])), last=today)
    if tense == "future" and told.parts[0] == "week" and when.first <= today and when.last - today <= _ONE:
        return replace(when, first=today, last=when.last + 7 * _ONE)  # "this week" in a Sunday paper is the one to come
    if not when.first <= today <= when.last:
        return when
    return replace(when, first=today) if tense == "future" else replace(when, last=today) if tense == "past" else when


def met(days: Sequence[When]) -> When:
    """The days that all expressions of a clause share, or neighbouring days; else those of the first."""
    first, last = days[0].first, days[0].last
    for when in days[1:]:
        if first and last and when.first and when.last and when.first <= last and first <= when.last:
            first, last = max(first, when.first), min(last, when.last)
        elif last and when.first and when.last and when.first - last == _ONE and _goes_on(days[0], when):
            last = when.last  # "on Monday and Tuesday", "in May or June"
    basis = "stated" if any(when.basis == "stated" for when in days) else "resolved"
    return When(first, last, basis, tuple(clue for when in days for clue in when.clues))


def _goes_on(first: When, second: When) -> bool:
    """Whether two neighbouring times stand for one: single days, or what a conjunction alone parts ("May or June")."""
    is_day = bool(second.first and second.last and second.last - second.first <= _ONE)
    end, start = first.clues[-1].end or 0, second.clues[0].start or 0
    return is_day or 0 < start - end <= _JOINT


_JOINT = 7
"""So many characters at most lie between two times that are joined: " or in "."""
