"""To give the days of forms that name a stretch of the calendar: days, months, years, seasons, feasts."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from memcon.almanac import load_almanac
from memcon.dates import calendar
from memcon.dates.piece import Part
from memcon.model import Days

Parts = tuple[Part, ...]
Sense = str
"""The tense of the telling: past, future or unknown."""


def num(part: Part) -> int | None:
    """A part that is a number."""
    return part if isinstance(part, int) else None


def nearest(options: Iterable[Days], now: date, tense: Sense) -> Days | None:
    """Of several intervals the one the tense asks for: the latest begun by now, the next not ended, or the nearest."""
    known = sorted(options)
    if tense == "past":
        return next((days for days in reversed(known) if days[0] <= now), None)
    if tense == "future":
        return next((days for days in known if days[1] >= now), None)
    return min(known, key=lambda days: (_gap(days, now), days), default=None)


def _gap(days: Days, now: date) -> int:
    """How many days lie between an interval and now."""
    return max(0, (days[0] - now).days, (now - days[1]).days)


def one(found: date | None) -> Days | None:
    """A day as an interval."""
    return (found, found) if found else None


def yearly(make: Callable[[int], Days | None], now: date, tense: Sense, *, reach: int = 1) -> Days | None:
    """What comes back each year, in the year the tense asks for."""
    years = range(max(now.year - reach, 1), now.year + reach + 1)
    return nearest((days for year in years if (days := make(year))), now, tense)


def sense(which: Part, tense: Sense) -> Sense:
    """The tense that "last", "next", "this" ask for."""
    if which in {"last", "past", "previous"}:
        return "past"
    return "future" if which in {"next", "coming", "following"} else tense


def day(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """A day of a month, with or without month and year."""
    year, month, number, weekday = (num(part) for part in parts[:4])
    if now and month and not year and (parts[5] is not None or parts[4] in {"this", "current"}):
        year = now.year + (num(parts[5]) or 0)
    if number and year and month:
        return one(calendar.day(year, month, number))
    if now is None or number is None:
        return None
    if month is None:
        return _day_alone((number, weekday), now, sense(parts[4], tense))
    return _yearless((month, number, weekday), now, sense(parts[4], tense))


def _yearless(told: tuple[int, int, int | None], now: date, tense: Sense) -> Days | None:
    """A month-day without year: the one on its weekday where told and near, else the one the tense asks for."""
    month, number, weekday = told
    reach = 8 if (month, number) == (2, 29) else 1
    if weekday is not None:
        options = [found for y in range(now.year - 1, now.year + 2) if (found := calendar.day(y, month, number))]
        agreed = [(found, found) for found in options if found.weekday() == weekday]
        if agreed:
            return nearest(agreed, now, "unknown")
    return yearly(lambda y: one(calendar.day(y, month, number)), now, tense, reach=reach)


def _day_alone(told: tuple[int, int | None], now: date, tense: Sense) -> Days | None:
    """A day of a month that is not named: the nearest, with its weekday where told."""
    number, weekday = told
    firsts = [calendar.shift(now.replace(day=1), step, "month") for step in range(-15, 16)]
    days = [found for first in firsts if (found := calendar.day(first.year, first.month, number))]
    sense = tense if weekday is None else "unknown"
    return nearest(((found, found) for found in days if weekday in {None, found.weekday()}), now, sense)


def day_rel(parts: Parts, now: date | None, _: Sense) -> Days | None:
    """A day of a month near now."""
    if now is None:
        return None
    first = calendar.unit_days(now, "month", num(parts[2]) or 0)[0]
    return one(calendar.day(first.year, first.month, num(parts[0]) or 1))


def month(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """A month, with or without its year, or a part of it."""
    year, month, part, offset = parts
    number, edge = num(month), str(part) if part else None
    if number is None:
        return None
    if isinstance(year, int):
        return calendar.part_of(calendar.month(year, number), edge)
    if now is None:
        return None
    if isinstance(offset, int):
        return calendar.part_of(calendar.month(now.year + offset, number), edge)
    return yearly(lambda y: calendar.part_of(calendar.month(y, number), edge), now, tense)


def month_rel(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """A month against now: "last June" is the latest that has ended, "next June" the first that has not begun."""
    month, which, part = num(parts[0]), parts[1], str(parts[2]) if parts[2] else None
    if now is None or month is None:
        return None
    if which in {"this", "current"}:
        return calendar.part_of(calendar.month(now.year, month), part)
    step = sense(which, tense)
    year = now.year - (step == "past" and month >= now.month) + (step == "future" and month <= now.month)
    return calendar.part_of(calendar.month(year, month), part)


def year(parts: Parts, _: date | None, __: Sense) -> Days | None:
    """A year or a part of it."""
    number, part = num(parts[0]), parts[1]
    if not number:
        return None
    if part in {"start", "mid", "end"}:
        thirds = {"start": (1, 4), "mid": (5, 8), "end": (9, 12)}[str(part)]
        return calendar.month(number, thirds[0])[0], calendar.month(number, thirds[1])[1]
    return calendar.part_of(calendar.year(number), str(part) if part else None)


def decade(parts: Parts, _: date | None, __: Sense) -> Days | None:
    """A decade, early, mid or late."""
    first = num(parts[0]) or 0
    start, end = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(str(parts[1]), (0, 9))
    return date(first + start, 1, 1), date(first + end, 12, 31)


def century(parts: Parts, _: date | None, __: Sense) -> Days | None:
    """A century, counted as journalists do: the 20th is 1900 to 1999."""
    first = ((num(parts[0]) or 1) - 1) * 100
    return date(first, 1, 1), date(first + 99, 12, 31)


def quarter(parts: Parts, now: date | None, _: Sense) -> Days | None:
    """A quarter or half of a year."""
    year, number, offset = (num(part) for part in parts)
    if number is None or (year is None and now is None):
        return None

    def of(which: int) -> Days:
        """Its days in a year."""
        if number > 10:
            return calendar.month(which, 1 if number == 11 else 7)[0], calendar.month(which, 6 if number == 11 else 12)[
                1
            ]
        return calendar.quarter(which, number)

    if year or now is None:
        return of(year or 1)
    return of(now.year + (offset or 0))


def season(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """A season, by year, by "last" and "next", or the nearest."""
    year, name, which, part = parts
    edge = str(part) if part else None
    if isinstance(year, int):
        return calendar.part_of(calendar.season(year, str(name)), edge)
    if now is None:
        return None
    options = [calendar.season(y, str(name)) for y in range(now.year - 2, now.year + 3)]
    if which in {"last", "past", "previous"}:
        options = [days for days in options if days[1] < now]
    elif which in {"next", "coming", "following"}:
        options = [days for days in options if days[0] > now]
    found = nearest(options, now, sense(which, tense))
    return calendar.part_of(found, edge) if found else None


def nth_weekday(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """A counted weekday of a month: "the first Friday of July"."""
    nth, weekday, year, month, offset = (num(part) for part in parts)
    if nth is None or weekday is None:
        return None
    if month and year:
        return one(calendar.nth_weekday(year, month, weekday, nth))
    if now is None:
        return None
    if month:
        return yearly(lambda y: one(calendar.nth_weekday(y, month, weekday, nth)), now, tense)
    first = calendar.unit_days(now, "month", offset or 0)[0]
    return one(calendar.nth_weekday(first.year, first.month, weekday, nth))


def nth_unit(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """A counted week, month or quarter of a month or year."""
    nth, unit, year, month, inner, offset = parts
    count = num(nth) or 1
    if isinstance(year, int):
        return _nth_of((count, str(unit)), year, num(month))
    if now is None:
        return None
    if isinstance(month, int):
        return yearly(lambda y: _nth_of((count, str(unit)), y, month), now, tense)
    first = calendar.unit_days(now, str(inner), num(offset) or 0)[0]
    return _nth_of((count, str(unit)), first.year, first.month if inner == "month" else None)


def _nth_of(told: tuple[int, str], year: int, month: int | None) -> Days | None:
    """The nth unit of a year or month; the first week is the one with the first Thursday, as in ISO 8601."""
    nth, unit = told
    whole = calendar.month(year, month) if month else calendar.year(year)
    if unit in {"week", "isoweek"}:
        if nth < 0:
            thursday = whole[1] - timedelta((whole[1].weekday() - 3) % 7)
            return calendar.unit_days(thursday, "week")
        thursday = whole[0] + timedelta((3 - whole[0].weekday()) % 7 + 7 * (nth - 1))
        return calendar.unit_days(thursday, "week")
    if unit == "day":
        return one(whole[1] if nth < 0 else whole[0] + timedelta(nth - 1))
    if unit == "month" and not month:
        return calendar.month(year, nth if nth > 0 else 12) if nth <= 12 else None
    if unit == "quarter" and not month:
        return calendar.quarter(year, nth if nth > 0 else 4) if nth <= 4 else None
    return None


def fiscal(parts: Parts, now: date | None, _: Sense) -> Days | None:
    """A fiscal or academic year, wide enough for every country's: July before to December of the year."""
    year, kind, offset = num(parts[0]), parts[1], num(parts[2])
    if year is None:
        if now is None or offset is None:
            return None
        year = now.year + offset
    if kind == "academic":
        return date(year, 8, 1), date(year + 1, 7, 31)
    return date(year - 1, 7, 1), date(year, 12, 31)


def feast(parts: Parts, now: date | None, tense: Sense) -> Days | None:
    """A feast by its rule."""
    name, year, which, offset = parts
    rule = next((feast.rule for feast in load_almanac().feasts if feast.id == name), None)
    if rule is None:
        return None
    if isinstance(year, int):
        return one(calendar.feast(rule, year))
    if now is None:
        return None
    if isinstance(offset, int):
        return one(calendar.feast(rule, now.year + offset))
    return yearly(lambda y: one(calendar.feast(rule, y)), now, sense(which, tense))
