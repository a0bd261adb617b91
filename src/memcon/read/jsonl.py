"""To read a JSONL file: one line, one report; a bad line costs that report alone."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.decode import wrong_mark
from memcon.read.fields import Fields, make, shown, unread
from memcon.read.item import item
from memcon.read.refuse import HALF_PAIR, too_long

WIDEST = 16
"""Bytes of a line for each character of a text: all may be escaped (`\\ud83d\\ude00`), metadata come on top."""


class Line(Fields, kw_only=True):
    """What one line holds: the text, and any of the metadata, under our names or those that other programs give."""

    text: str | msgspec.UnsetType = msgspec.UNSET
    maintext: Any = None
    title_page: Any = None
    source_domain: Any = None
    domain: Any = None
    SourceCommonName: Any = None
    DocumentIdentifier: Any = None
    date_publish: Any = None
    document_id: Any = None
    authors: Any = None


FIELD_MAP = {
    "text": ("maintext",),
    "id": ("document_id",),
    "title": ("title_page",),
    "outlet": ("source_domain", "domain", "SourceCommonName"),
    "url": ("DocumentIdentifier",),
    "published": ("date_publish",),
}
"""Where ours is missing: the fields of news-please, of GDELT exports that hold texts, of LangExtract, in order."""

_DECODER = msgspec.json.Decoder(Line)


def read_jsonl(file: Path, limits: Limits) -> Iterator[Report]:
    """One report for each line that is not blank, good or bad; raises OSError if the file is unreadable."""
    empty = True
    with file.open("rb") as handle:
        if marked := wrong_mark(handle.read(4)):
            yield unread(file, "failed", marked)
            return
        handle.seek(0)
        for number, (raw, length) in enumerate(_lines(handle, WIDEST * limits.text), start=1):
            empty = empty and not raw.strip()
            if length > WIDEST * limits.text:
                yield unread(file, "skipped", too_long(f"{length:,} bytes", limits), raw=raw, line=number)
            elif raw.strip():
                yield item(file, number, partial(_report, file, raw, number))
    if empty:
        yield unread(file, "failed", "holds no lines; remove it, or give one JSON object a line")


def _report(file: Path, raw: bytes, number: int) -> Report:
    """The report of one line."""
    try:
        line = _mapped(_DECODER.decode(raw))
        if line.text is msgspec.UNSET:
            raise msgspec.ValidationError("Object missing required field `text`")
        name = str(number if line.id is None else line.id)
        path = f"{shown(file)}#{name}"
        path.encode("utf-8")
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as why:
        problem = (
            HALF_PAIR if _half_pair(raw) else f"is not a JSON object with a string 'text' ({why}); correct the line"
        )
        return unread(file, "failed", problem, raw=raw, line=number)
    return make(line.text, line, path=path, place=f"{Path(shown(file)).name} line {number}")


def _mapped(line: Line) -> Line:
    """A line with our fields filled from those of other programs; raises ValidationError where none holds the text."""
    for ours, theirs in FIELD_MAP.items():
        held = [found for name in theirs if isinstance(found := getattr(line, name), str)]
        if held and getattr(line, ours) in (None, msgspec.UNSET):
            setattr(line, ours, held[0])
    line.author = line.author or line.authors
    return line


def _half_pair(raw: bytes) -> bool:
    """Whether a line that is JSON otherwise escapes half a surrogate pair (the decoder calls that a truncated line)."""
    try:
        return any("\ud800" <= char <= "\udfff" for value in json.loads(raw).values() for char in str(value))
    except (ValueError, AttributeError, RecursionError):
        return False


def _lines(handle: BinaryIO, most: int) -> Iterator[tuple[bytes, int]]:
    """The bytes of each line, at most one more than `most`, and its whole length."""
    first = True
    while raw := handle.readline(most + 1):
        length, end = len(raw), raw[-1:]
        while end != b"\n" and (more := handle.readline(most)):
            length, end = length + len(more), more[-1:]
        yield raw.removeprefix(BOM_UTF8) if first else raw, length
        first = False
