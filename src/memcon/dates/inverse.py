"""To turn a time expression about: on which days "last week" or "ten days ago" means days that are known."""

from datetime import date

from memcon.dates import calendar
from memcon.dates.masks import Mask, moved
from memcon.model import Expression

_ROUGH = {"day": 2, "week": 5, "month": 20, "year": 200}
"""How far "two weeks ago" may miss, in days, by its unit."""


def tellings(told: Expression, first: date, last: date, tense: str) -> Mask:
    """The days on which an expression, told in a tense, means something that lasted from `first` to `last`; else ()."""
    parts = told.parts
    if told.form == "unit" and isinstance(parts[1], int) and parts[0] in _ROUGH and parts[0] != "day":
        unit = str(parts[0])
        early = calendar.unit_days(first, unit, -parts[1])
        late = calendar.unit_days(last, unit, -parts[1])
        slack = 7 if unit == "week" else 0  # "last week" may be the last seven days
        return ((moved(early[0], -slack), moved(late[1], slack)),)
    if told.form == "ago" and len(parts) == 2 and isinstance(parts[0], int) and parts[1] in _ROUGH:
        unit = str(parts[1])
        near, far = (calendar.shift(day, parts[0], unit) for day in (first, last))
        return ((moved(near, -_ROUGH[unit]), moved(far, _ROUGH[unit])),)
    if told.form == "month_rel" and parts[0] in {first.month, last.month}:
        which = {"last": "past", "past": "past", "next": "future", "coming": "future", "this": tense}.get(str(parts[1]))
        return _around(first, last, which or tense, 340)
    if told.form == "month" and parts[0] is None and parts[1] in {first.month, last.month}:
        return _around(first, last, tense, 340)
    if told.form == "weekday" and parts[1] is None and isinstance(parts[0], int):
        return _in_a_week(parts[0], first, last, tense)
    day = day_of_month(told)
    if day is not None and any(_is_day(day, edge) for edge in (first, last)):
        return _around(first, last, tense, 200)
    return ()


def _in_a_week(weekday: int, first: date, last: date, tense: str) -> Mask:
    """The days on which a bare weekday means the one that lies in some days, and none where none or each lies there."""
    on = [day for by in range((last - first).days + 1) if (day := moved(first, by)).weekday() == weekday]
    early, late = {"past": (0, 6), "future": (-6, 0)}.get(tense, (-6, 6))
    return ((moved(on[0], early), moved(on[0], late)),) if len(on) == 1 else ()


def day_of_month(told: Expression) -> tuple[int, int] | None:
    """Month and day of an expression that names no year; of a range its first day."""
    parts = told.parts[2:8] if told.form == "range" and told.parts[0] == "day" else told.parts
    if told.form not in {"day", "range"} or len(parts) != 6 or parts[0] is not None or parts[5] is not None:
        return None
    return (parts[1], parts[2]) if isinstance(parts[1], int) and isinstance(parts[2], int) else None


def _is_day(day: tuple[int, int], edge: date) -> bool:
    """Whether a month-day is that of a day, give or take one."""
    return day in {((moved(edge, by)).month, (moved(edge, by)).day) for by in (-1, 0, 1)}


def _around(first: date, last: date, tense: str, reach: int) -> Mask:
    """The days from which something lies at most so many days back or ahead, by the tense."""
    early, late = {"past": (0, reach), "future": (-reach, 0)}.get(tense, (-reach, reach))
    return ((moved(first, early), moved(last, late)),)
