"""To reckon with days: ends of months and years, shifts, feasts by rule, and the meeting of masks."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from memcon.model import Days

FIRST = date(1900, 1, 1)
LAST = date(2099, 12, 31)
EVER: tuple[Days, ...] = ((FIRST, LAST),)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_NTH = re.compile(r"(\d+)-(mon|tue|wed|thu|fri|sat|sun)(-?\d)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where there is no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> Days:
    """First and last day of a month."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def year(number: int) -> Days:
    """First and last day of a year."""
    return date(number, 1, 1), date(number, 12, 31)


def shift(start: date, count: int, unit: str) -> date:
    """`start` moved by `count` units (day, week, fortnight, month … century), clipped to real days."""
    if unit in {"day", "weekend"}:
        return _add(start, count)
    if unit in {"week", "fortnight"}:
        return _add(start, count * (7 if unit == "week" else 14))
    months = start.year * 12 + start.month - 1 + count * MONTHS_OF[unit]
    target = min(max(months // 12, 1), 9998)
    number = months % 12 + 1
    return date(target, number, min(start.day, monthrange(target, number)[1]))


def _add(start: date, days: int) -> date:
    """`start` plus days, kept inside the years 1 to 9999."""
    return date.fromordinal(min(max(start.toordinal() + days, 1), date.max.toordinal()))


def workdays(start: date, count: int) -> date:
    """The day `count` working days (Monday to Friday) after `start`, before it where negative."""
    step = 1 if count > 0 else -1
    found, left = start, abs(count)
    while left:
        found = _add(found, step)
        left -= found.weekday() < 5
    return found


def unit_days(now: date, unit: str, offset: int = 0) -> Days:
    """The calendar unit that holds `now`, or the one `offset` units on; weeks begin on Monday."""
    if unit == "day":
        return _add(now, offset), _add(now, offset)
    if unit in {"week", "fortnight", "weekend"}:
        return _week(now, unit, offset)
    moved = shift(now.replace(day=1), offset, unit)
    if unit == "month":
        return month(moved.year, moved.month)
    if unit == "quarter":
        return quarter(moved.year, (moved.month - 1) // 3 + 1)
    if unit == "year":
        return year(moved.year)
    size = 10 if unit == "decade" else 100
    first = max(moved.year - moved.year % size, 1)
    return date(first, 1, 1), date(first + size - 1, 12, 31)


def _week(now: date, unit: str, offset: int) -> Days:
    """The week, fortnight or weekend of `now`, `offset` units on."""
    monday = _add(now, -now.weekday())
    if unit == "week":
        return _add(monday, 7 * offset), _add(monday, 7 * offset + 6)
    if unit == "weekend":
        return _add(monday, 7 * offset + 5), _add(monday, 7 * offset + 6)
    start = _add(monday, 14 * offset)
    return start, _add(start, 13)


def quarter(number_of_year: int, number: int) -> Days:
    """First and last day of a quarter (1 to 4)."""
    return month(number_of_year, number * 3 - 2)[0], month(number_of_year, number * 3)[1]


def season(number_of_year: int, name: str) -> Days:
    """Three months of a season of the north; winter runs into the next year."""
    start = SEASONS[name]
    if start == 12:
        return date(number_of_year, 12, 1), month(number_of_year + 1, 2)[1]
    return date(number_of_year, start, 1), month(number_of_year, start + 2)[1]


def part_of(days: Days, part: str | None) -> Days:
    """The early, mid or late stretch of an interval: halves for early and late, a generous third for mid."""
    first, last = days
    length = (last - first).days + 1
    if part in {None, "whole"} or length < 2:
        return days
    if part in {"early", "start"}:
        return first, _add(first, _early(length) - 1)
    if part in {"late", "end"}:
        return _add(first, _early(length)), last
    if part == "mid":
        slack = {7: 1, 28: 9, 29: 9, 30: 9, 31: 9}.get(length, length // 3)
        return _add(first, slack), _add(first, 19) if 28 <= length <= 31 else _add(
            last, -2 * slack if length == 7 else -slack
        )
    return days


def _early(length: int) -> int:
    """How many days "early" covers of an interval of `length` days."""
    return {7: 3, 28: 14, 29: 15, 30: 15, 31: 15, 365: 181, 366: 182}.get(length, (length + 1) // 2)


def nth_weekday(number_of_year: int, number: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month; the last one for nth = -1; None where there is none."""
    first, last = month(number_of_year, number)
    if nth < 0:
        return last - timedelta((last.weekday() - weekday) % 7)
    found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found if found <= last else None


def easter(number_of_year: int) -> date:
    """Western Easter Sunday by the Gregorian computus (the anonymous algorithm)."""
    a, b, c = number_of_year % 19, number_of_year // 100, number_of_year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * (b % 4) + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    total = h + m - 7 * n + 114
    return date(number_of_year, total // 31, total % 31 + 1)


def orthodox_easter(number_of_year: int) -> date:
    """Orthodox Easter Sunday by the Julian computus, as a Gregorian day (1900 to 2099)."""
    d = (19 * (number_of_year % 19) + 15) % 30
    e = (2 * (number_of_year % 4) + 4 * (number_of_year % 7) - d + 34) % 7
    total = d + e + 114
    return date(number_of_year, total // 31, total % 31 + 1) + timedelta(13)


def islamic(number_of_year: int, number: int, of_month: int) -> list[date]:
    """The Gregorian days of one year on which a day of the tabular Islamic calendar falls (true to a day or so)."""
    first = int((number_of_year - 622) * 33 / 32)
    found = []
    for hijri in range(first - 1, first + 3):
        ordinal = of_month + (59 * number - 58) // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + 227014
        found.append(date.fromordinal(ordinal))
    return [known for known in found if known.year == number_of_year]


def feast(rule: str, number_of_year: int) -> date | None:
    """The day of a feast in a year, by its rule: "12-25", "11-thu4", "5-mon-1", "easter+39", "islamic 10-1"."""
    if rule.startswith("islamic"):
        number, of_month = (int(part) for part in rule.split()[1].split("-"))
        return next(iter(islamic(number_of_year, number, of_month)), None)
    if rule.startswith(("easter", "pascha")):
        base = easter(number_of_year) if rule.startswith("easter") else orthodox_easter(number_of_year)
        return base + timedelta(int(rule[6:] or 0))
    found = _NTH.match(rule)
    if found:
        nth = nth_weekday(number_of_year, int(found[1]), _WEEKDAYS.index(found[2]), int(found[3]))
        return nth + timedelta(int(rule[found.end() :] or 0)) if nth else None
    number, of_month = (int(part) for part in rule.split("-"))
    return day(number_of_year, number, of_month)


def meet(left: tuple[Days, ...], right: tuple[Days, ...]) -> tuple[Days, ...]:
    """The days in both masks (disjoint intervals in order)."""
    if len(left) > len(right):
        left, right = right, left
    lasts = [days[1] for days in right] if len(left) < 4 < len(right) else None
    found: list[Days] = []
    begin = 0
    for first, last in left:
        begin = bisect_left(lasts, first) if lasts else begin
        while begin < len(right) and right[begin][1] < first:
            begin += 1
        at = begin
        while at < len(right) and right[at][0] <= last:
            found.append((max(first, right[at][0]), min(last, right[at][1])))
            at += 1
    return tuple(found)


def join(masks: Iterable[Days]) -> tuple[Days, ...]:
    """Intervals in any order as a mask: in order, disjoint, adjoining ones made one."""
    found: list[Days] = []
    for first, last in sorted(masks):
        if found and first <= _add(found[-1][1], 1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif first <= last:
            found.append((first, last))
    return tuple(found)


def hull(mask: tuple[Days, ...]) -> Days | None:
    """First and last day of a mask, None of an empty one."""
    return (mask[0][0], mask[-1][1]) if mask else None
