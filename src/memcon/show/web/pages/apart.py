"""To make the page of what changed from another record to this one: reports, versions, events, with the reasons."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from memcon.record.record import Fields, Record, open_record
from memcon.show import differ
from memcon.show.web import addresses, wording

_MOST = 200
_FOLDERS = re.compile(r"(^|report )[^:]*/")
"""What stands before a file's name in a reason."""


class Difference(Struct, frozen=True):
    """An event that came, went or changed: in one line, what was and is, and what made it change."""

    how: str
    what: str
    url: str
    fields: tuple[tuple[str, str, str], ...]
    why: tuple[str, ...]


class ApartPage(Struct, frozen=True, kw_only=True):
    """What changed from another record to this one; `counts` are the numbers of events added, changed and dropped."""

    other: str
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    n_added: int
    n_dropped: int
    made_with: tuple[tuple[str, str, str], ...]
    counts: tuple[tuple[str, int], ...]
    events: tuple[Difference, ...]
    more: int


def apart_page(record: Record, other: Path | None) -> ApartPage:
    """What changed from the record at `other`; KeyError if none was named, or none is there."""
    if other is None:
        raise KeyError("no other record to hold this one against; name one: memcon serve REC --compare OTHER")
    found = differ.differ(open_record(other), record)
    events = [_event(how, row) for how in ("changed", "added", "dropped") for row in found[how]]
    reports = found["reports"]
    return ApartPage(
        other=other.absolute().name,
        added=tuple(reports["added"][:_MOST]),
        dropped=tuple(reports["dropped"][:_MOST]),
        n_added=len(reports["added"]),
        n_dropped=len(reports["dropped"]),
        made_with=tuple((key, _version(was), _version(now)) for key, (was, now) in found["made_with"].items()),
        counts=tuple((how, len(found[how])) for how in ("added", "changed", "dropped")),
        events=tuple(events[:_MOST]),
        more=max(0, len(events) - _MOST),
    )


def _event(how: str, row: Fields) -> Difference:
    fields = tuple((wording.plain(name), word(was), word(now)) for name, (was, now) in row.get("changes", {}).items())
    why = tuple(_FOLDERS.sub(r"\1", one) for one in row["why"])
    url = addresses.event(row["event"]) if how != "dropped" else ""
    return Difference(how, event_line(row["what"]), url, fields, why)


def event_line(told: str) -> str:
    """An event in one line, as `memcon diff` tells it, with its days as a reader says them."""
    what, _, days = told.rpartition(", ")
    return f"{what}, {wording.interval(days.replace('…', ''))}"


def word(value: Any) -> str:
    """A value of an event as a reader says it."""
    if isinstance(value, list | tuple):
        return " – ".join(map(str, value)) or "nobody"
    if isinstance(value, date):
        return wording.when(value, value)
    return "not known" if value is None else wording.plain(str(value))


def _version(value: Any) -> str:
    return " ".join(map(str, value.values())) if isinstance(value, dict) else str(value or "none")
