"""To tell the day of a page's publication, with every day that the page gives for it."""

from datetime import date
from typing import Any

from memcon.model import UNKNOWN, Clue, When

LATEST = "2049-12-31"
"""The last day that is taken for a day of publication: what is read must not depend on the day it is read on."""


def published(tree: Any, stated: str | None) -> tuple[When, str | None]:
    """The interval of a page's day, and what is doubtful about it; `stated` is the day in its metadata or address.

    A second search goes through the whole page. Where the two differ the interval holds both. A day that only the
    second finds is as often of something else (6 of 14 on pages with a known day), so that it is told, not taken.
    """
    from htmldate import find_date  # noqa: PLC0415 — it comes with what reads pages, 0.4 s

    sought = find_date(tree, extensive_search=True, original_date=True, max_date=LATEST)
    if not stated:
        doubt = f"the page names {sought} but not as its day of publication; left undated" if sought else None
        return UNKNOWN, doubt
    clues = [_clue("metadata", stated)]
    if not sought or sought == stated:
        return When(clues[0].days[0][0], clues[0].days[0][1], "given", tuple(clues)), None
    clues.append(_clue("page", sought))
    days = sorted(clue.days[0][0] for clue in clues)
    doubt = f"the page gives two days of publication, {stated} and {sought}; both are held open"
    return When(days[0], days[1], "given", tuple(clues)), doubt


def _clue(rule: str, day: str) -> Clue:
    """A day as a clue without a span: it stands in the page's source, not in its text."""
    found = date.fromisoformat(day)
    return Clue(rule, day, None, None, ((found, found),), 3)
