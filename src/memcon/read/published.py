"""To tell the day of a page's publication, with every day that the page gives for it."""

from copy import deepcopy
from datetime import date
from typing import Any

from memcon.model import UNKNOWN, Clue, When
from memcon.read.stated import stated as said

LATEST = "2049-12-31"
"""The last day that is taken for a day of publication: what is read must not depend on the day it is read on."""


def published(tree: Any, url: str | None) -> tuple[When, str | None]:
    """The interval of a page's day, and what is doubtful about it; `url` is the page's own address, which may hold one.

    htmldate's fast search reads metadata, address and the places where pages put their day; once more it reads those
    places alone, as a reader does; and the page's own statement is read, of any age. Where they differ the interval
    holds all. htmldate's extensive search is made only where these find nothing: what it finds is as often of something
    else (6 of 14 on pages with a known day), so told, not taken.
    """
    told: dict[str, str] = {}
    for rule, day in (("metadata", _search(tree, url)), ("page", _search(_seen(tree), None)), said(tree) or ("", None)):
        if day:
            told.setdefault(day, rule)
    if not told:
        sought = _search(tree, url, everywhere=True)
        return UNKNOWN, f"the page names {sought} but not as its day of publication; left undated" if sought else None
    clues = tuple(_clue(rule, day) for day, rule in sorted(told.items()))
    return When(clues[0].days[0][0], clues[-1].days[0][1], "given", clues), _doubt(list(told))


def _doubt(days: list[str]) -> str | None:
    """What is doubtful about days of publication, the likeliest first; nothing about a single one."""
    if not days[1:]:
        return None
    many = {2: "two", 3: "three"}[len(days)]
    named = f"{', '.join(days[:-1])} and {days[-1]}"
    return f"the page gives {many} days of publication, {named}; {'both' if many == 'two' else 'all'} are held open"


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
