"""To read a sheet coded by hand: CSV whose columns are known by name, or by what they are mapped to."""

import csv
import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from memcon.show.compare.words import countries, iso_day, kind, status

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "first": (
        "first",
        "date",
        "day",
        "start",
        "event_date",
        "event date",
        "date_start",
        "startdate",
        "trip start",
        "edtf",
    ),
    "last": ("last", "end", "date_end", "enddate", "trip end"),
    "kind": ("kind", "type", "format", "event_type"),
    "status": ("status", "held", "held?"),
    "side_a": ("side_a", "traveller", "traveler", "actor", "who", "leader", "visitor", "actor name"),
    "side_b": ("side_b", "host", "recipient", "whom", "hosts_met", "counterpart", "recipient name", "host leader"),
    "side_a_countries": ("side_a_countries", "from", "side_a_iso3", "side_a_cow", "actor country", "country", "ccode"),
    "side_b_countries": ("side_b_countries", "to", "side_b_iso3", "side_b_cow", "recipient country", "host country"),
    "place": ("place", "places", "city", "placename", "location"),
}
"""What can be compared, and the names that a sheet may have for it, in small letters; the first there is counts."""


class Row(Struct, frozen=True):
    """A row of a sheet: its number in the file (the heading is 1), its days, and its values by what they are."""

    number: int
    first: date | None
    last: date | None
    values: Mapping[str, str]


def read_sheet(file: Path, mapped: Mapping[str, str]) -> list[Row]:
    """The rows of a CSV file with a heading; `mapped` names a sheet's column for each of `COLUMNS` that differs.

    Commas, semicolons or tabs part its fields, whichever part the heading into most. ValueError names the column, or
    the line and the day, that cannot be read.
    """
    lines = _text(file).splitlines(keepends=True)
    by = max(",;\t", key=lambda sign: len(next(csv.reader(lines[:1], delimiter=sign), ())))
    reader = csv.DictReader(lines, delimiter=by)
    names = _names(list(reader.fieldnames or []), mapped, file)
    return [_row(number, given, names, file) for number, given in enumerate(reader, 2) if any(given.values())]


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise ValueError(f"{file}: byte {why.start:,} is not UTF-8; save the sheet as “CSV UTF-8”") from why


def _names(head: Sequence[str], mapped: Mapping[str, str], file: Path) -> dict[str, str]:
    """The sheet's own name of each column that it has."""
    if unknown := [name for name in mapped if name not in COLUMNS]:
        raise ValueError(f"--map {unknown[0]}: write one of {', '.join(COLUMNS)} before the equals sign")
    if missing := [column for column in mapped.values() if column not in head]:
        raise ValueError(f"{file}: has no column {missing[0]!r}; it has {', '.join(head)}")
    small = {column.strip().casefold(): column for column in reversed(head)}
    found = {name: next((small[one] for one in known if one in small), "") for name, known in COLUMNS.items()}
    names = {name: column for name, column in {**found, **mapped}.items() if column}
    if "first" not in names or not names.keys() & {"side_a", "side_b", "side_a_countries", "side_b_countries"}:
        raise ValueError(f"{file}: needs a column of days and one of who took part; name them: --map first=COLUMN")
    return names


def _row(number: int, given: Mapping[str, str], names: Mapping[str, str], file: Path) -> Row:
    said = {name: " ".join((given[column] or "").split()) for name, column in names.items()}
    values = {name: _AS_RECORDED.get(name, str)(words) for name, words in said.items()}
    first = _days(values.get("first", ""), f"{file}, line {number}")
    last = _days(values.get("last", ""), f"{file}, line {number}")
    kept = {name: value for name, value in values.items() if name not in ("first", "last")}
    return Row(number, first[0], last[1] or first[1], kept)


_AS_RECORDED: Mapping[str, Callable[[str], str]] = {
    "kind": kind,
    "status": status,
    **dict.fromkeys(("side_a", "side_b", "side_a_countries", "side_b_countries"), countries),
}
"""What turns the words of a sheet's column into those of the record."""


def _days(words: str, where: str) -> tuple[date | None, date | None]:
    """The first and last day of an ISO day, month or year, of two of them with a slash (EDTF), or of nothing."""
    try:
        words = iso_day(words)
    except ValueError as why:
        raise ValueError(f"{where}: the day {words!r} cannot be read: {why}") from why
    if "/" in words and re.match(r"[\d.]", words):
        first, _, last = words.partition("/")
        return _days(first.replace("..", ""), where)[0], _days(last.replace("..", ""), where)[1]
    if not words:
        return None, None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ].*)?", words)
    try:
        if not match:
            raise ValueError(words)
        year, month, day = (int(part) if part else None for part in match.groups())
        last_month = month or 12
        return date(year or 0, month or 1, day or 1), date(
            year or 0, last_month, day or monthrange(year or 0, last_month)[1]
        )
    except ValueError as why:
        raise ValueError(f"{where}: the day {words!r} is none of YYYY, YYYY-MM, YYYY-MM-DD, 7 May 1987") from why
