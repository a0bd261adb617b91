"""To write engagements and promises as a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from memcon.record.extract import Extract
from memcon.record.record import Fields

LONGEST = timedelta(days=31)
"""What is known to lie within more days than this stands on no page of a calendar."""

_STATUS = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "cancelled": "CANCELLED", "denied": "CANCELLED"}
_TODO = {
    "kept": "COMPLETED",
    "kept_late": "COMPLETED",
    "concluded": "COMPLETED",
    "withdrawn": "CANCELLED",
    "denied": "CANCELLED",
}


def write_calendar(extract: Extract, out: Path) -> None:
    """One calendar: an engagement whose days are known within a month is an event, a promise with a time a to-do.

    Planned is tentative, cancelled and denied are cancelled. No entry takes up time: nobody is made busy by it.
    """
    ((day,),) = extract.rows("as_of")
    with out.open("w", encoding="utf-8", newline="") as lines:
        lines.writelines(calendar(_shown(extract), extract.fields("promises"), day))


def calendar(sheet: Iterable[Fields], promises: Iterable[Fields], day: date | None) -> Iterator[str]:
    """The lines of a calendar of engagements (rows of `sheet` with both days) and of the promises that are due."""
    for line in _calendar(sheet, promises, f"{day or date(1970, 1, 1):%Y%m%d}T000000Z"):
        yield _folded(line) + "\r\n"


def _shown(extract: Extract) -> Iterator[Fields]:
    """The engagements whose days are known well enough to stand on a page."""
    for row in extract.fields("sheet"):
        known = row["first"] and row["last"] and row["last"] - row["first"] < LONGEST
        if known and row["family"] == "engagement":
            yield row


def _calendar(sheet: Iterable[Fields], promises: Iterable[Fields], stamp: str) -> Iterator[str]:
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//memcon//record//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    )
    for row in sheet:
        yield from _event(row, stamp)
    for row in promises:
        if row["due"]:
            yield from _to_do(row, stamp)
    yield "END:VCALENDAR"


def _event(row: Fields, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{_id(row)}", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{row['first']:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{row['last'] + timedelta(days=1):%Y%m%d}"
    parties = " – ".join(side for side in (row["side_a"], row["side_b"]) if side)
    yield f"SUMMARY:{_text(': '.join(part for part in (row['kind'].capitalize(), parties) if part))}"
    yield from (f"STATUS:{_STATUS.get(row['status'], 'TENTATIVE')}", "TRANSP:TRANSPARENT")
    if row["place"]:
        yield f"LOCATION:{_text(row['place'])}"
    if row["latitude"] is not None:
        yield f"GEO:{row['latitude']:.6f};{row['longitude']:.6f}"
    yield f"DESCRIPTION:{_text(_told(row))}"
    yield f"CATEGORIES:{_text(row['kind'])},{_text(row['status'])},{_text(row['support'])}"
    if row["url"] and urlsplit(row["url"]).scheme in ("http", "https") and row["url"].isprintable():
        yield f"URL:{row['url'].replace(' ', '%20')}"
    yield "END:VEVENT"


def _to_do(row: Fields, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VTODO", f"UID:{_id(row)}", f"DTSTAMP:{stamp}", f"DUE;VALUE=DATE:{row['due']:%Y%m%d}")
    parties = " – ".join(row["parties"])
    yield f"SUMMARY:{_text(': '.join(part for part in (row['kind'].capitalize(), parties) if part))}"
    yield f"STATUS:{_TODO.get(row['state'], 'NEEDS-ACTION')}"
    state = row["state"].replace("_", " ")
    told = f"“{row['words']}” ({state} as of {row['as_of']})"
    yield f"DESCRIPTION:{_text(told)}"
    yield f"CATEGORIES:{_text(row['kind'])},{_text(row['state'])}"
    yield "END:VTODO"


def _told(row: Fields) -> str:
    """The words that an event rests on, who tells them, and how well it is supported."""
    reports = f"{row['n_reports']} report" + ("s" if row["n_reports"] > 1 else "")
    days = f"Within {row['edtf']}. " if row["time_precision"] != 1 and row["basis"] != "stated" else ""
    return f"{days}“{row['words']}” ({row['outlet'] or 'outlet not stated'}; {reports}, {row['support']})"


def _id(row: Fields) -> str:
    return f"{row['event_id'].replace(':', '-')}@memcon"


def _text(value: str) -> str:
    """A value as iCalendar writes text: on one line, what parts values escaped, control characters left out."""
    kept = "".join(
        " " if letter in "\r\n\t" else letter for letter in value if letter.isprintable() or letter in "\r\n\t"
    )
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line broken where it has 75 bytes, never within a character."""
    pieces, length = [""], 0
    for letter in line:
        size = len(letter.encode())
        if length + size > 74:
            pieces.append("")
            length = 0
        pieces[-1] += letter
        length += size
    return "\r\n ".join(pieces)
