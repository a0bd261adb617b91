"""To read a Markdown file: its words without the marks around them, its front matter as metadata."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.fields import Fields, beside, make, shown, unread
from memcon.read.plain import characters

FIELD_MAP = {
    "title": ("title", "headline"),
    "published": ("published", "date", "publishdate", "pubdate"),
    "outlet": ("outlet", "publication", "publisher", "source", "site"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url"),
    "language": ("language", "lang"),
}
"""The names in front matter that stand for ours, in order."""

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+)\s*[:=]\s*(\S.*)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINES = (
    (re.compile(r"<!--.{0,1000}?-->", re.DOTALL), ""),
    (re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE), ""),  # a fence; what it holds stays
    (re.compile(r"^ {0,3}\[[^\]\n]+\]: +\S+.*$", re.MULTILINE), ""),  # where a link leads
    (re.compile(r"^ {0,3}(?:([-*_=])[ \t]*)(?:\1[ \t]*){2,}$", re.MULTILINE), ""),  # a rule, a heading's underline
    (re.compile(r"^ {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*\|[ \t]*(\S.*)\|[ \t]*$", re.MULTILINE), r"\1"),
)
_WORDS = (
    (re.compile(r"!\[[^\[\]\n]{0,1000}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])"), ""),  # a picture
    (re.compile(r"\[\^[^\[\]\n]{1,100}\]:?"), ""),  # a footnote's mark
    (re.compile(r"\[([^\[\]\n]{0,1000})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"<br\s{0,5}/?>", re.IGNORECASE), "\n"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,1000}>"), ""),
    (re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|\*\*"), ""),
    (re.compile(r"(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)"), ""),
    (re.compile(r"~~|`+"), ""),
    (re.compile(r"(?:\\|[ \t]+)$", re.MULTILINE), ""),
    (re.compile(r"\n{3,}"), "\n\n"),
)
_KEPT = 0x10FF00
"""Where in the last private use area a character that is escaped waits until the marks are gone."""


def read_markdown(file: Path, limits: Limits) -> Iterator[Report]:
    """The one report of a Markdown file, `FILE.meta.json` outdoing its front matter; raises TooLarge, OSError."""
    raw, text, wrong = characters(file, limits)
    outside, broken = beside(file)
    if wrong or broken:
        yield unread(file, "failed", wrong or broken or "", raw=raw)
        return
    inside, body = front_matter(text.replace("\r\n", "\n"))
    given = Fields(**{name: getattr(outside, name) or getattr(inside, name) for name in Fields.__struct_fields__})
    given.title = given.title or _heading(body)
    yield make(words(body), given, path=shown(file), place=Path(shown(file)).name)


def front_matter(text: str) -> tuple[Fields, str]:
    """The metadata that a text opens with, between lines of `---` or `+++`, and the text after them."""
    match = _FRONT.match(text)
    if not match:
        return Fields(), text
    told = {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(match[2])}
    held = {ours: next((told[name] for name in theirs if told.get(name)), None) for ours, theirs in FIELD_MAP.items()}
    return Fields(**held), text[match.end() :]


def words(text: str) -> str:
    """The words of a Markdown text, lines and paragraphs as they stand; pictures and the targets of links left out.

    >>> words("# Talks\\n\\nThe **minister** met [his guest](https://gazette.example/1) in 5\\\\*.")
    'Talks\\n\\nThe minister met his guest in 5*.'
    """
    found = _ESCAPED.sub(lambda match: chr(_KEPT + ord(match[1])), text)
    for pattern, kept in (*_LINES, *_WORDS):
        found = pattern.sub(kept, found)
    found = unescape(found).strip()
    return re.sub(f"[{chr(_KEPT)}-{chr(_KEPT + 127)}]", lambda match: chr(ord(match[0]) - _KEPT), found)


def _heading(text: str) -> str | None:
    """The heading of the first rank that a text opens with."""
    match = re.match(r"\s*#[ \t]+(\S.*)", text)
    return words(match[0]) if match else None
