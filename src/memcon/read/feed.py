"""To read a saved news feed (RSS or Atom): each item is one report, its headline and what the feed gives of it."""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Any

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.fields import Fields, make, shown, unread
from memcon.read.item import item
from memcon.read.markup import words_of
from memcon.read.whole import whole

_ROOTS = ("rss", "feed", "RDF")
_CONTENT = ("encoded", "content", "description", "summary")  # the fullest first
_MAILED = re.compile(r"\S+@\S+\s+\((.+)\)")  # RSS: "ana@gazette.example (Ana Diaz)"
_DAYS = ("pubDate", "published", "date", "updated")


def read_feed(file: Path, limits: Limits) -> Iterator[Report]:
    """One report for each item of a feed; raises TooLarge, OSError."""
    raw = whole(file, limits)
    root = _parse(raw)
    if root is None or _name(root) not in _ROOTS:
        yield unread(file, "failed", "is no RSS or Atom feed; give the articles as text, pages or JSONL", raw=raw)
        return
    items = [element for element in root.iter() if _name(element) in ("item", "entry")]
    if not items:
        yield unread(file, "failed", "is a feed without items", raw=raw)
    channel = next((element for element in root if _name(element) == "channel"), root)
    for number, element in enumerate(items, start=1):
        yield item(file, number, partial(_report, file, number, element, channel))


def items(raw: bytes) -> list[str] | None:
    """The addresses of a feed's items, in order; None for what is no feed."""
    root = _parse(raw)
    if root is None or _name(root) not in _ROOTS:
        return None
    found = (_link(element) for element in root.iter() if _name(element) in ("item", "entry"))
    return [link for link in found if link]


def _parse(raw: bytes) -> Any:
    """The root of an XML document, entities left alone and nothing fetched; None where there is none."""
    from lxml import etree  # noqa: PLC0415 — seldom needed

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _report(file: Path, number: int, element: Any, channel: Any) -> Report:
    """The report of one item."""
    title = _words(_first(element, ("title",)))
    content = _words(_first(element, _CONTENT))
    fields = Fields(
        title=title or None,
        outlet=_words(_first(channel, ("title",))) or None,
        author=_author(_first(element, ("creator", "author"))),
        url=_link(element),
        language=_words(_first(channel, ("language",))) or None,
        published=_day(_words(_first(element, _DAYS))),
    )
    text = "\n\n".join(part for part in (title, content) if part)
    return make(text, fields, path=f"{shown(file)}#{number}", place=f"{Path(shown(file)).name} item {number}")


def _first(element: Any, names: tuple[str, ...]) -> Any:
    """The first child that bears one of the names, the names in order."""
    held = {_name(child): child for child in reversed(element)}
    return next((held[name] for name in names if name in held), None)


def _name(element: Any) -> str:
    """An element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: Any) -> str:
    """The words in an element, markup in them read as markup: a paragraph a line."""
    if element is None:
        return ""
    words = "".join(element.itertext()).strip()
    if "<" not in words and "&" not in words:
        return words
    return words_of(words)


def _author(element: Any) -> str | None:
    """Who wrote an item: the name of an Atom author, the words of an RSS creator, the name behind an RSS address."""
    if element is None:
        return None
    words = _words(_first(element, ("name",))) or _words(element)
    behind = _MAILED.fullmatch(words)
    return (behind[1] if behind else words).strip() or None


def _link(item: Any) -> str | None:
    """The address of an item: the words of an RSS link, the target of an Atom one."""
    links = [child for child in item if _name(child) == "link"]
    own = [link for link in links if link.get("rel", "alternate") == "alternate"] or links
    return (own[0].get("href") or (own[0].text or "").strip() or None) if own else None


def _day(words: str) -> str | None:
    """A feed's time as an ISO day; what is neither RFC 822 nor ISO is passed on as it stands, to be told."""
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError):
        return words or None
