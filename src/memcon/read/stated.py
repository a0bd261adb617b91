"""To read the day of publication that a page's source states: in linked data, meta tags, a time element or a line.

htmldate knows no year before 1990 and takes none before 1995; archives of newspapers put older pages online.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

_ISO = re.compile(r"\s*((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?([0-3]\d)(?!\d)")
_NULL = ("1900-01-01", "1970-01-01")
"""Days that stand for none in the programs that write pages."""

_TAGS = frozenset(
    "article:published_time og:published_time article:published date pubdate publishdate publish-date publish_date"
    " datepublished dc.date dc.date.issued dc.date.created dcterms.date dcterms.issued dcterms.created citation_date"
    " citation_publication_date publication_date sailthru.date parsely-pub-date bt:pubdate displaydate"
    " article.published originalpublicationdate date_published".split()
)
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_LINE = re.compile(
    r"(?:(?:first )?(?:published|posted|printed|issued|released|dated?|created)(?: on| at)?:?\s+)?"
    r"(?:[a-z]{3,9}day,?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?|{_MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}})"
    r"(?:st|nd|rd|th)?,)\s+(?P<year>(?:19|20)\d\d)(?:\s*[,|•·–-]?\s*(?:at |by |\d{1,2}[:.]\d\d|in ).{0,80})?",
    re.IGNORECASE,
)
_LONGEST_LINE = 140
_STORY = 160  # characters of a paragraph in which the story has begun
_DEEPEST = 8


def stated(tree: Any) -> tuple[str, str] | None:
    """Where a parsed page states its day of publication, and the ISO day; None where it does not."""
    sought = (("linked data", _linked(tree)), ("meta tag", _tagged(tree)), ("time element", _timed(tree)))
    for rule, days in (*sought, ("line above the story", _lines(tree))):
        day = next((day for words in days if (day := _day(words)) and day not in _NULL), None)
        if day:
            return rule, day
    return None


def _day(words: str) -> str | None:
    """The ISO day with which words begin; None for none, or one that no calendar has."""
    found = _ISO.match(words)
    with suppress(ValueError):
        return date(*map(int, found.groups())).isoformat() if found else None
    return None


def _linked(tree: Any) -> Iterator[str]:
    """The days of publication in a page's linked data (JSON-LD)."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            with suppress(ValueError, RecursionError):  # what is no JSON, or nested without end, says nothing
                yield from _held(json.loads(script.text, strict=False), 0)


def _held(data: Any, depth: int) -> Iterator[str]:
    """The days of publication in linked data, those of the outermost things first."""
    inner = data if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else []
    if isinstance(data, dict) and isinstance(data.get("datePublished"), str):
        yield data["datePublished"]
    if depth < _DEEPEST:
        for one in inner:
            yield from _held(one, depth + 1)


def _tagged(tree: Any) -> Iterator[str]:
    """The days in meta tags that are named for publication."""
    for tag in tree.iter("meta"):
        names = (tag.get("property"), tag.get("name"), tag.get("itemprop"))
        if any((name or "").lower() in _TAGS for name in names):
            yield tag.get("content") or ""


def _timed(tree: Any) -> Iterator[str]:
    """The days of time elements that are marked as the publication's."""
    for time in tree.iter("time"):
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
            yield time.get("datetime") or time.text_content()


def _lines(tree: Any) -> Iterator[str]:
    """The day of a line of its own between the first heading and the story ("Posted on November 9, 1999 by …")."""
    below = False
    for one in tree.iter("h1", "h2", "p", "div", "span", "font", "time", "td", "em", "i", "small"):
        if one.tag in ("h1", "h2"):
            below = True
        elif below:
            words = _short(one)
            found = _LINE.fullmatch(words) if len(words) <= _LONGEST_LINE else None
            if found:
                yield _written(found)
            elif one.tag == "p" and len(words) > _STORY:
                return


def _short(element: Any) -> str:
    """The words in an element as far as a line of a day may run, and a little beyond."""
    words = ""
    for piece in element.itertext():
        words += f" {piece}"
        if len(words) > 2 * _STORY:
            break
    return " ".join(words.split())


def _written(found: re.Match[str]) -> str:
    """The ISO day of one that is written with the month's name; empty where that is no month."""
    name = (found["month"] or found["month2"]).lower()
    month = next((at for at, whole in enumerate(_MONTHS, 1) if whole.startswith(name)), 0)
    return f"{found['year']}-{month:02}-{int(found['day'] or found['day2']):02}" if month else ""
