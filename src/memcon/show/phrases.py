"""To put days, sides, counts and reasons into short phrases that a reader takes in at a glance."""

import json
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from memcon.show.mark import safe

Fields = dict[str, Any]

STYLES = {
    "happened": "green",
    "ongoing": "green",
    "scheduled": "yellow",
    "proposed": "yellow",
    "possible": "yellow",
    "cancelled": "red",
    "denied": "red",
    "kept": "green",
    "concluded": "green",
    "open": "yellow",
    "overdue": "red",
    "kept_late": "green",
    "withdrawn": "red",
}
"""The colour of each status and state; the word itself always stands beside it."""

SUPPORT = {
    "corroborated": ", corroborated",
    "several_outlets": " of one origin",
    "same_source": "",
    "contested": ", contested",
}
"""What is said of the sources of an event that several reports tell."""


def days(first: date | None, last: date | None) -> str:
    """An interval as short as it can be said.

    >>> days(date(2003, 5, 6), date(2003, 5, 8)), days(date(2004, 1, 1), date(2004, 12, 31)), days(None, None)
    ('2003-05-06..08', '2004', 'day unknown')
    """
    first, last = None if first == date.min else first, None if last == date.max else last
    if first is None or last is None:
        return f"from {first}" if first else f"until {last}" if last else "day unknown"
    if first == last:
        return str(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        return f"{first:%Y-%m}" + (f"..{last:%m}" if first.month != last.month else "")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first}..{last:%d}"
    return f"{first}..{last:%m-%d}" if first.year == last.year else f"{first}..{last}"


def value(interval: str | None) -> str:
    """The value of a time slot (`2004-01-01/2004-12-31`) as `days` says it; any other value as it stands."""
    first, slash, last = (interval or "").partition("/")
    try:
        return days(*(date.fromisoformat(end) if end else None for end in (first, last))) if slash else safe(interval)
    except ValueError:
        return safe(interval)


def sides(parties: Sequence[str], *, between: str = " – ") -> str:
    """Who took part; those beyond the sixth are counted."""
    told = [safe(name) for name in parties]
    more = f" and {len(told) - 6} more" if len(told) > 6 else ""
    return between.join(told[:6]) + more or "(nobody named)"


def count(number: int, noun: str) -> str:
    """'1 report', '3 reports'."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def support(row: Fields) -> str:
    """How well an event is supported, with the reports and sources that tell of it as it is shown."""
    if row["n_reports"] == 1:
        return "1 report" + (", contested" if row["support"] == "contested" else "")
    if row["support"] == "single_source":
        return f"{row['n_reports']} reports, one tells it as {row['status']}"
    return f"{row['n_reports']} reports, {count(row['n_sources'], 'source')}{SUPPORT[row['support']]}"


def clues(why: str | None) -> list[str]:
    """Each clue of a JSON list with the days that it allows: “Tuesday” (weekday) → 2003-05-06."""
    return [f"{_reason(clue)} → {_allowed(clue)}" for clue in json.loads(why or "[]")]


def reasons(why: str | None) -> list[str]:
    """Each clue of a JSON list without its days: “Tuesday” (weekday)."""
    return [_reason(clue) for clue in json.loads(why or "[]")]


def _reason(clue: Fields) -> str:
    """The words of a clue and its rule; the rule alone where it quotes the words or there are none."""
    words, rule = safe(clue["words"]), safe(clue["rule"])
    return rule if not words or words in rule else f"“{words}” ({rule})"


def _allowed(clue: Fields) -> str:
    """The days that a clue allows, of many intervals the first three."""
    intervals = clue.get("days") or [(clue["first"], clue["last"])]
    told = " or ".join(value("/".join(end or "" for end in interval)) for interval in intervals[:3])
    return told + (f" or {len(intervals) - 3} more" if len(intervals) > 3 else "")


def outlet(row: Fields) -> str:
    """Who published a report, as far as it is stated."""
    return safe(row["outlet"]) or "outlet not stated"


def dated(row: Fields) -> str:
    """When a report was published and how that is known."""
    basis = {"given": "given", "dateline": "by its dateline", "clues": "by clues", "none": "not datable"}[row["basis"]]
    return f"{days(row['first'], row['last'])} ({basis})" if row["basis"] != "none" else "not datable"
