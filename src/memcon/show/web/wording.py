"""To word days, statuses and reasons for pages, as short as they can be said."""

import re
from calendar import monthrange
from datetime import date

from memcon.show.phrases import value as _value

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
SUPPORT = {
    "corroborated": "corroborated",
    "several_outlets": "several outlets, one origin",
    "same_source": "one source",
    "single_source": "single report",
    "contested": "contested",
}
RANKS = {1: "head of state", 2: "head of government", 3: "foreign minister", 4: "minister", 5: "official"}
FAMILIES = {
    "engagement": "Engagements",
    "undertaking": "Undertakings",
    "stance": "Stances",
    "measure": "Measures",
    "statement": "Statements",
}
BASIS = {
    "given": "stated with the report",
    "dateline": "by its dateline",
    "clues": "by clues in its text",
    "none": "not datable",
    "stated": "stated in full",
    "resolved": "worked out from the words",
    "inferred": "inferred",
}
STATES = {
    "kept": "kept",
    "kept_late": "kept late",
    "withdrawn": "withdrawn",
    "denied": "denied",
    "concluded": "concluded",
    "overdue": "overdue, no follow-up in this pile",
    "open": "open",
}
_OUTCOMES = {"happened": "solid", "ongoing": "solid", "cancelled": "off", "denied": "off"}


def when(first: date | None, last: date | None) -> str:
    """An interval of days as a reader says it.

    >>> when(date(1987, 12, 7), date(1987, 12, 8)), when(date(1988, 1, 1), date(1988, 12, 31)), when(None, None)
    ('7–8 December 1987', '1988', 'day unknown')
    """
    first, last = None if first == date.min else first, None if last == date.max else last
    if first is None or last is None:
        return f"from {_day(first)}" if first else f"by {_day(last)}" if last else "day unknown"
    if first == last:
        return _day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _months(first: date, last: date) -> str:
    """An interval of whole months or years."""
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{MONTHS[first.month - 1]} {first.year} – {MONTHS[last.month - 1]} {last.year}"
    if first.month == last.month:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{MONTHS[first.month - 1]}–{MONTHS[last.month - 1]} {first.year}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def brief(told: str) -> str:
    """Days with their months cut to three letters.

    >>> brief("7–8 December 1987")
    '7–8 Dec 1987'
    """
    for month in MONTHS:
        told = told.replace(month, month[:3])
    return told


def interval(value: str | None) -> str:
    """The value of a time slot (`2004-01-01/2004-12-31`) as days; any other value as it stands."""
    first, slash, last = (value or "").partition("/")
    try:
        return when(*(date.fromisoformat(end) if end else None for end in (first, last))) if slash else _value(value)
    except ValueError:
        return _value(value)


def mark(status: str | None) -> str:
    """How a status is drawn: solid (it happened), off (cancelled, denied) or hollow (it is to come)."""
    return _OUTCOMES.get(status or "", "hollow")


def plural(number: int, noun: str, many: str = "") -> str:
    """'1 report', '3 reports', '2 bodies'."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def plain(word: str | None) -> str:
    """A word of the record's columns as a reader writes it: `kept_late` is kept late."""
    return (word or "").replace("_", " ")


def grouped(told: str) -> str:
    """Words with their long numbers in groups of three digits.

    >>> grouped("EUR 38000000")
    'EUR 38,000,000'
    """
    return re.sub(r"(?<![\d.])\d{5,}(?![\d])", lambda found: f"{int(found[0]):,}", told)
