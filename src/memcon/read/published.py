"""To tell the day of a page's publication, with every day that the page gives for it."""

from copy import deepcopy
from datetime import date
from typing import Any

from memcon.model import UNKNOWN, Clue, When

LATEST = "2049-12-31"
"""The last day that is taken for a day of publication: what is read must not depend on the day it is read on."""


def published(tree: Any, url: str | None) -> tuple[When, str | None]:
    """The interval of a page's day, and what is doubtful about it; `url` is the page's own address, which may hold one.

    The first search reads metadata, address and the places where pages put their day; the second those places alone,
    as a reader does. Where the two differ the interval holds both. A third, through all words, is made only where these
    find nothing: what it finds is as often of something else (6 of 14 on pages with a known day), so told, not taken.
    """
    stated, shown = _search(tree, url), _search(_seen(tree), None)
    told = {day: rule for rule, day in (("page", shown), ("metadata", stated)) if day}
    if not told:
        sought = _search(tree, url, everywhere=True)
        return UNKNOWN, f"the page names {sought} but not as its day of publication; left undated" if sought else None
    clues = tuple(_clue(rule, day) for day, rule in sorted(told.items()))
    doubt = f"the page gives two days of publication, {stated} and {shown}; both are held open" if clues[1:] else None
    return When(clues[0].days[0][0], clues[-1].days[0][1], "given", clues), doubt


def _search(tree: Any, url: str | None, *, everywhere: bool = False) -> str | None:
    """The ISO day of publication that one search finds."""
    from htmldate import find_date  # noqa: PLC0415 — it comes with what reads pages, 0.4 s

    found: str | None = find_date(tree, extensive_search=everywhere, original_date=True, url=url, max_date=LATEST)
    return found


def _seen(tree: Any) -> Any:
    """A copy of a page without what its readers do not see: its head and its scripts."""
    copied = deepcopy(tree)
    for hidden in list(copied.iter("head", "script", "meta")):
        hidden.drop_tree()
    return copied


def _clue(rule: str, day: str) -> Clue:
    """A day as a clue without a span: it stands in the page's source, not in its text."""
    found = date.fromisoformat(day)
    return Clue(rule, day, None, None, ((found, found),), 3)
