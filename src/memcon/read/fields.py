"""To turn a text and its metadata into a report, or a problem into a report that says so."""

import hashlib
import json
import re
from calendar import monthrange
from codecs import BOM_UTF8
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from memcon.model import UNKNOWN, Clue, Report, When
from memcon.read import glue
from memcon.read.language import CODED, spoken
from memcon.read.refuse import refusal

_PUBLISHED = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_EARLIEST = date(1900, 1, 1)
_EASTERNMOST = timezone(timedelta(hours=14))

MOST_METADATA = 1_000_000
"""Bytes of the largest metadata file that is read."""

Dated = tuple[When, str | None]


class Fields(Struct, kw_only=True):
    """The metadata that may come with a text: in its JSONL line, or in `FILE.meta.json` beside it."""

    id: str | int | None = None
    title: str | None = None
    outlet: str | None = None
    author: Any = None
    url: str | None = None
    language: str | None = None
    published: str | int | None = None
    fetched: Any = None


def shown(path: Path) -> str:
    """A path as text that can be stored: bytes of its name that are not UTF-8 become U+FFFD."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def report_id(outlet: str | None, url: str | None, text: str) -> str:
    """The id of a report: sixteen hex digits of a hash of its given outlet, address and text."""
    return _hash(json.dumps([outlet, url, text], ensure_ascii=False).encode())


def make(text: str, fields: Fields, *, path: str, place: str, dated: Dated | None = None) -> Report:
    """The report of one text; `place` names file (and line) in its problem, where the text or its day is refused.

    `dated` is its interval of publication with what is doubtful about it, where that is known without `fields`.
    """
    outlet, url = _filled(fields.outlet), _filled(fields.url)
    published, trouble = dated or _published(fields.published)
    fetched = fields.fetched.strip() if isinstance(fields.fetched, str) and _moment(fields.fetched) else None
    published = _by_then(fetched) if fetched and published == UNKNOWN else published
    outcome, refused = refusal(text) or ("coded", None)
    language = spoken(text) if outcome == "coded" else None
    if language and language != CODED:
        outcome, refused = "skipped", f"is in the language {language!r}; memcon codes {CODED!r} alone"
    problem = refused or trouble or (glue.told(text) if outcome == "coded" else None)
    return Report(
        id=report_id(outlet, url, text),
        text=text if outcome != "failed" else "",
        path=path,
        outlet=outlet,
        outlet_basis="given" if outlet else "none",
        title=_filled(fields.title),
        language=_filled(fields.language) or language,
        url=url,
        author=_authors(fields.author),
        fetched=fetched,
        published=published,
        outcome=outcome,
        problem=f"{place}: {problem}" if problem else None,
    )


def beside(file: Path) -> tuple[Fields, str | None]:
    """The fields beside a file: `report.txt.meta.json`, else `report.meta.json`, else none; and what is wrong there."""
    for found in (file.with_name(file.name + ".meta.json"), file.with_suffix(".meta.json")):
        if _is_file(found):
            try:
                if found.stat().st_size > MOST_METADATA:
                    raise msgspec.ValidationError(f"more than {MOST_METADATA:,} bytes")
                return msgspec.json.decode(found.read_bytes().removeprefix(BOM_UTF8), type=Fields), None
            except msgspec.MsgspecError as why:
                return Fields(), f"its metadata file is not the JSON object expected ({why}); correct or remove it"
    return Fields(), None


def _is_file(path: Path) -> bool:
    """Whether a path leads to a file; one too long for the system does not."""
    try:
        return path.is_file()
    except OSError:
        return False


def unread(file: Path, outcome: str, problem: str, *, raw: bytes | None = None, line: int | None = None) -> Report:
    """The report that stands for an input without a text; its id hashes the `raw` bytes, else the file's name."""
    path, place = shown(file), Path(shown(file)).name
    return Report(
        id=_hash(b"unread\0" + (raw if raw is not None else place.encode())),
        text="",
        path=path if line is None else f"{path}#{line}",
        outcome=outcome,
        problem=f"{place}: {problem}" if line is None else f"{place} line {line}: {problem}",
    )


def _published(given: str | int | None) -> Dated:
    """The interval of a given day (`2019`, `2019-11`, `2019-11-02`, a timestamp); else unknown, and what is wrong."""
    words = str(given if given is not None else "").strip()
    if not words:
        return UNKNOWN, None
    match = _PUBLISHED.fullmatch(words)
    try:
        if not match:
            raise ValueError(words)
        year, month, day = (int(part) if part else None for part in match.groups())
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        return UNKNOWN, (
            f"'published' is {words[:40]!r}, not YYYY, YYYY-MM, YYYY-MM-DD or an ISO timestamp;"
            " coded as undated, correct it and build again"
        )
    return When(first, last, "given", (Clue("metadata", words, None, None, ((first, last),), 3),)), None


def _moment(words: str) -> datetime | None:
    """The time that an ISO timestamp names, in UTC where it says no zone; None where it cannot be read."""
    try:
        found = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _by_then(fetched: str) -> When:
    """The days up to the one on which a page was fetched, wherever on earth: there it may be tomorrow."""
    moment = _moment(fetched)
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        return UNKNOWN
    last = moment.astimezone(_EASTERNMOST).date()
    return When(None, last, "given", (Clue("fetched", fetched, None, None, ((_EARLIEST, last),), 3),))


def _authors(given: Any) -> str | None:
    """The names of a report's authors, given as one name or a list of names, joined by semicolons."""
    names = given if isinstance(given, list) else [given]
    return "; ".join(" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()) or None


def _filled(value: str | None) -> str | None:
    """The value without outer blanks; None for a blank one."""
    return (value or "").strip() or None


def _hash(data: bytes) -> str:
    """Sixteen hex digits of SHA-256: two of ten million reports share them once in some 370,000 piles."""
    return hashlib.sha256(data).hexdigest()[:16]
