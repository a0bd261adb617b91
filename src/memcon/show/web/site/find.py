"""To lay out what the search of a site looks through: names, events and titles, each with its page."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from memcon.record.record import Record
from memcon.show.web import addresses, wording

_NAMED = """
SELECT a.actor_id, a.kind, a.name, string_agg(n.name, ' · ' ORDER BY n.n DESC, n.name)
FROM actors a JOIN names n USING (actor_id) GROUP BY ALL ORDER BY max(n.n) DESC, a.actor_id
"""
_EVENTS = """
SELECT event_id, kind, parties, place, object, "first", "last", status FROM listed ORDER BY n_reports DESC, event_id
"""
_REPORTS = "SELECT report_id, heading, label FROM headings ORDER BY report_id"


def write_index(record: Record, out: Path, file: Callable[[str], str]) -> None:
    """Write the index as a script, which a page from disk may load where it may load no data.

    Each entry is the kind, the name, what stands beside it, the file, and what else is looked through.
    """
    with out.open("w", encoding="ascii", newline="\n") as script:
        script.write("const INDEX = [\n")
        for kind, name, beside, address, more in _entries(record):
            if led := file(address):
                script.write(json.dumps([kind, name, beside, led, more]) + ",\n")
        script.write("];\n")


def _entries(record: Record) -> Iterator[tuple[str, str, str, str, str]]:
    for key, kind, name, names in record.rows(_NAMED):
        yield "actor", name, kind, addresses.actor(key, kind), names
    for key, kind, parties, place, thing, first, last, status in record.rows(_EVENTS):
        name = f"{wording.plain(kind)} {' – '.join(parties)}"
        days = wording.when(first, last)
        beside = " · ".join(part for part in (days, place, wording.plain(status)) if part)
        yield "event", name, beside, addresses.event(key), thing or ""
    for key, heading, label in record.rows(_REPORTS):
        yield "report", heading, label, addresses.report(key), ""
