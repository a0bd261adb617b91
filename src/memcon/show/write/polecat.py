"""To write events in the shapes that event data of the field have: POLECAT's table, PLOVER's JSON."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from memcon.record.extract import Extract
from memcon.record.record import Fields
from memcon.show.write.tables import inert

_QUAD = {
    "Verbal Cooperation": "AGREE CONSULT SUPPORT CONCEDE",
    "Material Cooperation": "COOPERATE AID RETREAT",
    "Verbal Conflict": "REQUEST ACCUSE REJECT THREATEN",
    "Material Conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
QUAD = {kind: quad for quad, kinds in _QUAD.items() for kind in kinds.split()}
"""The quad class of each of PLOVER's sixteen types."""

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def write_polecat(extract: Extract, out: Path) -> None:
    """A table of tab-separated values in the columns of POLECAT; what memcon does not know is left empty.

    The day is given where it is known to a day. Several values are joined by semicolons; tabs and line breaks in a
    value become spaces, so that every row has one line and every column.
    """
    version = f"memcon {extract.record.run.get('memcon', '')}".strip()
    with out.open("w", encoding="utf-8", newline="") as lines:
        lines.write("\t".join(COLUMNS) + "\n")
        for row in extract.fields("plover_events"):
            told = _row(row) | {"Version": version}
            lines.write("\t".join(_cell(told.get(column)) for column in COLUMNS) + "\n")


def _cell(value: object) -> str:
    """A value on one line; a text that a spreadsheet could take for a formula has an apostrophe before it."""
    text = " ".join(str(value or "").split())
    return inert(text) if isinstance(value, str) else text


def _row(row: Fields) -> Fields:
    """What an event has for POLECAT's columns."""
    told = {
        "Event ID": row["event_id"],
        "Event Date": row["first"] if row["time_precision"] == 1 else None,
        "Event Type": row["plover"],
        "Event Mode": row["plover_mode"],
        "Quad Code": QUAD.get(row["plover"], "").upper(),
        "Placename": row["place"],
        "Country": row["place_country"],
        "Latitude": row["latitude"],
        "Longitude": row["longitude"],
        "Raw Placename": row["raw_place"],
        "Source": row["outlet"],
        "Publication Date": row["told_first"] if row["told_first"] == row["told_last"] else None,
        "Language": row["language"],
    }
    for side, actors in (("Actor", row["actor"] or []), ("Recipient", row["recipient"] or [])):
        sector = "GOV" if any(one["kind"] == "state" or one["office"] for one in actors) else None
        told |= {
            f"{side} Name": _joined(one["name"] for one in actors),
            f"{side} Country": _joined(one["code"] for one in actors),
            f"{side} COW": _joined(one["cow"] for one in actors),
            f"Primary {side} Sector": sector,
            f"{side} Sectors": sector,
            f"{side} Title": _joined(one["office"] for one in actors),
            f"{side} Name Raw": _joined(one["raw"] for one in actors),
        }
    return told


def _joined(values: Iterable[object]) -> str:
    """The values that there are, each once."""
    return ";".join(dict.fromkeys(str(value) for value in values if value is not None))


def write_plover(extract: Extract, out: Path) -> None:
    """Lines of JSON, one object an event, with the fields of PLOVER's records.

    `comment` tells status and support, so that a plan is told from a deed; `date` is null unless known to a day.
    """
    encode = msgspec.json.Encoder().encode
    with out.open("wb") as lines:
        for row in extract.fields("plover_events"):
            lines.write(encode(_plover(row)) + b"\n")


def _plover(row: Fields) -> Fields:
    """What an event has for PLOVER's fields."""
    told = row["told_first"] if row["told_first"] == row["told_last"] else None
    return {
        "id": row["event_id"],
        "date": row["first"] if row["time_precision"] == 1 else None,
        "event": row["plover"],
        "mode": [row["plover_mode"]] if row["plover_mode"] else [],
        "quad_code": QUAD.get(row["plover"]),
        "actor": [_actor(one) for one in row["actor"] or []],
        "recipient": [_actor(one) for one in row["recipient"] or []],
        "event_loc": {name: row[name] for name in ("place", "place_country", "latitude", "longitude")},
        "event_text": row["words"],
        "text_info": {"start": row["start"], "end": row["end"]},
        "cite_info": {"url": row["url"], "publication": row["outlet"], "date": told, "language": row["language"]},
        "coder": "memcon",
        "comment": {name: row[name] for name in ("kind", "status", "support", "edtf", "report_id")},
    }


def _actor(one: Fields) -> Fields:
    return {"code": one["code"], "entity_text": one["raw"], "name": one["name"], "office": one["office"]}
