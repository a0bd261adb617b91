"""To put a record, or one event, claim or report of it, into one JSON document."""

import json

from memcon.record.record import Event, Fields, Record


def whole(record: Record) -> Fields:
    """All that `memcon show REC` lists."""
    views = ("engagements", "promises", "disagreements", "planned_then", "omissions")
    return {"record": str(record.path)} | {view: list(getattr(record, view)) for view in views}


def one(record: Record, kind: str, key: str) -> Fields:
    """One event with its tellings, one claim, or one report with its sections and claims."""
    if kind == "event":
        event = Event(record, key)
        return {"event": event.row, "claims": [_parsed(claim) for claim in event.claims]}
    if kind == "claim":
        event_id = record.rows("SELECT event_id FROM events WHERE claim_id = ?", key)[0][0]
        found = [claim for claim in Event(record, event_id).claims if claim["claim_id"] == key]
        links = record.fields('SELECT * FROM links WHERE "left" = ? OR "right" = ? ORDER BY ALL', key, key)
        return {"claim": _parsed(found[0]), "links": links}
    tables = {
        name: [_parsed(row) for row in record.fields(f"SELECT * FROM {name} WHERE report_id = ? ORDER BY ALL", key)]
        for name in ("reports", "sections", "claims", "unread")
    }
    return {"report": tables.pop("reports")[0], **tables}


def _parsed(row: Fields) -> Fields:
    """A row whose reasons are lists instead of JSON text."""
    return {
        key: json.loads(value) if key == "why" and value and value.startswith("[") else value
        for key, value in row.items()
    }
