"""To find what a user means by an id, the start of one, or a report's path."""

from memcon.record.history import read_history, successors
from memcon.record.record import Record

_WHOLE = "SELECT DISTINCT {kind}_id FROM {kind}s WHERE {kind}_id = ?1 LIMIT 6"
_PATH = (
    "SELECT report_id FROM reports"
    " WHERE path = ?1 OR ends_with(path, '/' || ?1) OR ends_with(path, '#' || ?1) ORDER BY ALL LIMIT 6"
)
_START = (
    "SELECT DISTINCT {kind}_id FROM {kind}s"
    " WHERE starts_with({kind}_id, ?1) OR starts_with(split_part({kind}_id, ':', -1), ?1) ORDER BY ALL LIMIT 6"
)
QUERIES = (
    *((kind, _WHOLE.format(kind=kind)) for kind in ("event", "claim", "report")),
    ("report", _PATH),
    *((kind, _START.format(kind=kind)) for kind in ("event", "report", "claim")),
)
"""What a key may be, tried in this order: a whole id, a report's path, file name or own id, the start of an id."""


def locate(record: Record, key: str) -> tuple[str, str]:
    """The kind (event, claim or report) and whole id of what `key` names; raises KeyError for nothing, or several."""
    for kind, query in QUERIES:
        found = [row[0] for row in record.rows(query, key)]
        if len(found) == 1:
            return kind, found[0]
        if found:
            raise KeyError(f"{key}: several {kind}s are called so: {', '.join(found[:5])}, …; say more of it")
    if heirs := _heirs(record, key):
        if len(heirs) > 1:
            raise KeyError(f"{key}: this event was split; it lives on in {', '.join(heirs)}")
        return "event", heirs[0]
    where = record.path
    raise KeyError(f"{key}: no event, claim or report of {where} is called so; list them with: memcon show {where}")


def _heirs(record: Record, key: str) -> list[str]:
    """The events of the record in which an event of an earlier build lives on; none for a key that names none."""
    history = read_history(record.path)
    old = {c.event for c in history if c.event.startswith(key) or c.event.rpartition(":")[2].startswith(key)}
    if len(old) != 1:
        return []
    there = {row[0] for row in record.rows("SELECT DISTINCT event_id FROM events")}
    return [one for one in successors(old.pop(), history) if one in there]
