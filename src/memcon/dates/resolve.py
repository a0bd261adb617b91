"""To resolve a symbolic time expression against a known "now" into an interval of days."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from memcon.dates import calendar, calendar_forms
from memcon.dates.calendar_forms import Parts, Sense, num, one
from memcon.model import UNKNOWN, Days, Expression, When


def resolve(expression: Expression, now: When, *, tense: Sense = "unknown") -> When:
    """The days an expression means when it is told on `now`; `tense` (past, future, unknown) picks between neighbours.

    Basis "stated" where it carries its own year, "resolved" where `now` was needed; UNKNOWN where it can't be told.
    A `now` of several days widens the answer: it holds what every day of `now` would give.
    """
    own = _days(expression.form, expression.parts, None, tense)
    if own:
        return When(own[0], own[1], "stated")
    if now.first is None or now.last is None:
        return UNKNOWN
    ends = [_days(expression.form, expression.parts, day, tense) for day in {now.first, now.last}]
    known = [days for days in ends if days]
    if len(known) < len(ends):
        return UNKNOWN
    return When(min(days[0] for days in known), max(days[1] for days in known), "resolved")


def _days(form: str, parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """The days of a form told on `now`; None where `now` is needed and not given, or where there are no such days."""
    resolver = RESOLVERS.get(form)
    try:
        return resolver(parts, now, tense) if resolver else None
    except (ValueError, OverflowError):
        return None


def _weekday(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """A weekday: bare by the tense; "last" before now; "next" in the next week; "this" in this week or by the tense."""
    weekday, which = num(parts[0]), parts[1]
    if now is None or weekday is None:
        return None
    if which in {"next", "following", "previous"}:
        return _weekday_of((weekday, -1 if which == "previous" else 1), now, tense)
    back, on = (now.weekday() - weekday) % 7, (weekday - now.weekday()) % 7
    if which in {"last", "past", "previous"}:
        return one(now - timedelta(back or 7))
    if which == "coming":
        return one(now + timedelta(on or 7))
    if tense == "unknown":
        tense = (
            "future" if (which == "this" and weekday >= now.weekday()) or (which != "this" and on < back) else "past"
        )
    return one(now - timedelta(back) if tense == "past" else now + timedelta(on))


def _weekday_of(parts: Parts, now: date | None, _: Sense) -> Days | None:
    """A weekday of the week so many weeks from now."""
    if now is None:
        return None
    monday = calendar.unit_days(now, "week", num(parts[1]) or 0)[0]
    return one(monday + timedelta(num(parts[0]) or 0))


def _weekend(_: Parts, now: date | None, tense: Sense) -> Days | None:
    """The last weekend begun, told as past; else the one that is under way or comes next."""
    if now is None:
        return None
    back = (now.weekday() - 5) % 7
    saturday = now - timedelta(back) if tense == "past" or back < _TWO else now + timedelta(7 - back)
    return saturday, saturday + timedelta(1)


_TWO = 2
"""A weekend's days."""


def _counts(parts: Parts) -> list[tuple[int, str]]:
    """Counts with their units from parts that alternate."""
    return [(num(parts[at]) or 0, str(parts[at + 1])) for at in range(0, len(parts) - 1, 2)]


def _moved(now: date, parts: Parts, side: int) -> date:
    """The day so many units before or after `now`."""
    for count, unit in _counts(parts):
        now = calendar.workdays(now, side * count) if unit == "workday" else calendar.shift(now, side * count, unit)
    return now


def _shift(side: int) -> Callable[[Parts, date | None, Sense], Days | None]:
    """A resolver for so long before (-1) or after (1) a day."""

    def shifted(parts: Parts, now: date | None, _: Sense) -> Days | None:
        """The day so many units from now."""
        return one(_moved(now, parts, side)) if now else None

    return shifted


def _within(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """From now to so long after, or from so long before to now in the past."""
    if now is None:
        return None
    if tense == "past":
        return _moved(now, parts, -1), now
    return now, _moved(now, parts, 1) - timedelta(1)


def _stretch(parts: Parts, now: date | None, _: Sense) -> Days | None:
    """The last so many units up to yesterday, or the next so many from tomorrow."""
    side, counts = num(parts[0]) or 1, _counts(parts[1:])
    if now is None or not counts:
        return None
    count, unit = counts[0]
    if unit in {"quarter", "decade", "century"}:
        ends = calendar.unit_days(now, unit, side), calendar.unit_days(now, unit, side * count)
        return min(ends)[0], max(ends)[1]
    far = _moved(now, parts[1:], side)
    return (far, now - timedelta(1)) if side < 0 else (now + timedelta(1), far)


def _unit(parts: Parts, now: date | None, _: Sense) -> Days | None:
    """A calendar unit near now or a part of it."""
    unit, offset, part = str(parts[0]), num(parts[1]) or 0, parts[2]
    if now is None:
        return None
    days = calendar.unit_days(now, unit, offset)
    if unit == "day" or part is None:
        return days
    if part == "workdays":
        return days[0], days[1] - timedelta(2)
    if offset == 0 and part in {"rest", "later"}:
        return now, days[1]
    if offset == 0 and part == "earlier":
        return days[0], max(days[0], now - timedelta(1))
    return calendar.part_of(days, {"earlier": "early", "later": "late"}.get(str(part), str(part)))


def _cut(parts: Parts, at: int) -> tuple[str, Parts, int]:
    """A nested form that begins at a part (name, how many parts, parts), and where it ends."""
    size = num(parts[at + 1]) or 0
    return str(parts[at]), parts[at + 2 : at + 2 + size], at + 2 + size


_RECURRING = frozenset({"day", "month", "weekday", "feast", "season", "quarter"})


def _range(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """From one expression to another; what is told as past may have begun and not ended."""
    found = _from_to(parts, now, tense)
    if now is None or found is None or tense != "past":
        return found
    open_now = _from_to(parts, now, "future")
    return open_now if open_now and open_now[0] <= now <= open_now[1] else found


def _from_to(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """From one expression to another; a year told of one end alone holds for the other too."""
    left, inner, at = _cut(parts, 0)
    right, outer, _ = _cut(parts, at)
    first, last = _days(left, inner, None, tense), _days(right, outer, None, tense)
    if first is None and last is not None and left in {"day", "month"}:
        first = _last_begun(((left, (year, *inner[1:])) for year in (last[1].year, last[1].year - 1)), last[1])
    elif last is None and first is not None and right in _RECURRING:
        last = _days(right, outer, first[0], "future")
    if (
        now
        and left in _RECURRING
        and right in _RECURRING
        and first is None
        and last is None
        and inner[1:2] != ("next",)
    ):
        last = _days(right, outer, now, tense)
        first = _days(left, inner, last[1], "past") if last else None
    first = first or _days(left, inner, now, tense)
    last = last or (
        _days(right, outer, first[0], "future") if first and right in _RECURRING else _days(right, outer, now, tense)
    )
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _last_begun(forms: Iterable[tuple[str, Parts]], day: date) -> Days | None:
    """The first of some forms that has begun by a day."""
    known = (_days(form, parts, None, "past") for form, parts in forms)
    return next((days for days in known if days and days[0] <= day), None)


def _offset(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """So long before or after another expression."""
    side, size = num(parts[0]) or 1, num(parts[1]) or 0
    counts, form, inner = parts[2 : 2 + size], str(parts[2 + size]), parts[3 + size :]
    base = _days(form, inner, now, tense)
    if base is None:
        return None
    return _moved(base[0], counts, side), _moved(base[1], counts, side)


def _unit_of(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """The week, weekend, month or year that holds another expression's day."""
    base = _days(str(parts[1]), parts[2:], now, tense)
    return calendar.unit_days(base[0], str(parts[0])) if base else None


RESOLVERS: dict[str, Callable[[Parts, date | None, Sense], Days | None]] = {
    "day": calendar_forms.day,
    "day_rel": calendar_forms.day_rel,
    "month": calendar_forms.month,
    "month_rel": calendar_forms.month_rel,
    "year": calendar_forms.year,
    "decade": calendar_forms.decade,
    "century": calendar_forms.century,
    "quarter": calendar_forms.quarter,
    "season": calendar_forms.season,
    "weekday": _weekday,
    "weekday_of": _weekday_of,
    "weekend": _weekend,
    "nth_weekday": calendar_forms.nth_weekday,
    "ago": _shift(-1),
    "ahead": _shift(1),
    "later": _shift(1),
    "earlier": _shift(-1),
    "within": _within,
    "stretch": _stretch,
    "unit": _unit,
    "told": _unit,
    "nth_unit": calendar_forms.nth_unit,
    "fiscal": calendar_forms.fiscal,
    "feast": calendar_forms.feast,
    "range": _range,
    "offset": _offset,
    "unit_of": _unit_of,
}
