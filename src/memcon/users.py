"""To read a user's own table of actors, which adds to and overrides those that ship with memcon."""

import csv
from collections.abc import Container, Iterator
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from memcon.model import Actor, Post
from memcon.spelling import fold
from memcon.titles import Titles

COLUMNS = ("name", "variants", "country", "post", "from", "to", "source")
KINDS = ("person", "state", "body", "place")


class Sheet(Struct, frozen=True):
    """A user's table as its file held it at one moment, for processes that may run where the file is not."""

    path: Path
    content: bytes

    def open(self) -> TextIO:
        """Its text, to be read as of a file."""
        return TextIOWrapper(BytesIO(self.content), encoding="utf-8-sig", newline="")


class Given(Struct, frozen=True):
    """One row of a user's table: the actor, what else it is called, its adjectives if a state, and the post told."""

    actor: Actor
    variants: tuple[str, ...]
    adjectives: tuple[str, ...]
    post: Post | None


def read_users(sheet: Path | Sheet, states: Container[str], titles: Titles) -> tuple[Given, ...]:
    """The rows of a user's table, states first; ValueError names file, line and what to write instead.

    Columns: name, variants (;-separated), country, post, from, to (YYYY-MM-DD, YYYY-MM or YYYY), source, and optionally
    kind (person, state, body, place) and adjectives (;-separated). A new country code without a post defines a state.
    """
    path = sheet.path if isinstance(sheet, Sheet) else sheet
    try:
        with sheet.open() if isinstance(sheet, Sheet) else path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_heading(path, reader.fieldnames)
            rows = [({k: (v or "").strip() for k, v in r.items() if k}, reader.line_num) for r in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as why:
        raise ValueError(f"{path}: no readable table of actors ({why})") from why
    told = [(_kind(row, states, f"{path}, line {line}"), row, f"{path}, line {line}") for row, line in rows]
    new = {row["country"] for kind, row, _ in told if kind == "state"}
    given = [_given(row, kind, where, titles) for kind, row, where in told]
    for each, (_, row, where) in zip(given, told, strict=True):
        if each.actor.country and each.actor.country not in states and each.actor.country not in new:
            raise ValueError(
                f"{where}: country {row['country']!r} is no state that memcon knows; add a row that defines it"
            )
    return tuple(sorted(given, key=lambda g: g.actor.kind != "state"))


def _check_heading(path: Path, fields: object) -> None:
    names = list(fields) if isinstance(fields, list) else []
    missing = [c for c in COLUMNS if c not in names]
    if missing:
        raise ValueError(f"{path}, line 1: the columns {', '.join(missing)} are missing; expected {', '.join(COLUMNS)}")


def _kind(row: dict[str, str], states: Container[str], where: str) -> str:
    """The kind a row states or implies."""
    kind = row.get("kind", "")
    if kind and kind not in KINDS:
        raise ValueError(f"{where}: kind {kind!r} must be one of {', '.join(KINDS)}")
    if not row["name"]:
        raise ValueError(f"{where}: name is empty; every actor needs one")
    if kind == "state" and not row["country"]:
        raise ValueError(f"{where}: a state needs its code in the column country")
    return kind or ("state" if row["country"] and row["country"] not in states and not row["post"] else "person")


def _given(row: dict[str, str], kind: str, where: str, titles: Titles) -> Given:
    country = row["country"] or None
    plain = "-".join(fold(row["name"]).split())
    id = (
        str(country)
        if kind == "state"
        else f"{kind}:{plain}" + (f"-{country.lower()}" if kind == "place" and country else "")
    )
    actor = Actor(id, row["name"], kind, country)
    return Given(
        actor, tuple(_cells(row["variants"])), tuple(_cells(row.get("adjectives", ""))), _post(row, id, where, titles)
    )


def _cells(text: str) -> Iterator[str]:
    return (v.strip() for v in text.split(";") if v.strip())


def _post(row: dict[str, str], id: str, where: str, titles: Titles) -> Post | None:
    """The post a row tells, None where it tells none."""
    first, last = _day(row["from"], where, end=0), _day(row["to"], where, end=1)
    if first and last and last < first:
        raise ValueError(f"{where}: from {first} lies after to {last}; swap them")
    if not row["post"]:
        return None
    post = titles.post(row["post"], row["country"] or None)
    source = row["source"] or where.rpartition("/")[2]
    return Post(id, post, row["country"] or None, first, last, source, titles.rank(post))


def _day(text: str, where: str, *, end: int) -> date | None:
    """The first (`end` 0) or last (`end` 1) day of YYYY, YYYY-MM or YYYY-MM-DD; None for an empty cell."""
    if not text:
        return None
    try:
        numbers = [int(p) for p in text.split("-")]
        if len(numbers) == 3:
            return date(*numbers)
        year, month = numbers[0], numbers[1] if len(numbers) == 2 else 1 + 11 * end
        first = date(year, month, 1)
        return first if not end else date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    except (ValueError, TypeError) as why:
        raise ValueError(f"{where}: {text!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY") from why
