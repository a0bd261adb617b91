"""To write a record as entities of FollowTheMoney, which Aleph, OpenAleph and their tools read."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from memcon.record.extract import Extract
from memcon.record.record import Fields

_SCHEMAS = {"person": "Person", "state": "PublicBody", "body": "Organization", "place": "Address"}
_FORMER = {"su": "suhh", "cs": "cshh", "yu": "yucs", "yd": None}
"""FollowTheMoney's codes of states that are no more; it has none for South Yemen."""


def write_ftm(extract: Extract, out: Path) -> None:
    """Entities as lines of JSON: actors, reports as articles, events, a documentation with the words of each telling.

    FollowTheMoney has no plans: status, support and kind of an event stand in its keywords, its name begins with the
    status unless it happened, and what did not happen has no day.
    """
    encode = msgspec.json.Encoder().encode
    with out.open("wb") as lines:
        for entity in _entities(extract):
            lines.write(encode(entity) + b"\n")


def _entities(extract: Extract) -> Iterator[Fields]:
    yield from map(_actor, extract.fields("actor_entities"))
    yield from (_report(row) for row in extract.fields("reports") if row["text"])
    yield from map(_event, extract.fields("event_entities"))
    yield from (_proof(row) for row in extract.fields("clauses") if row["family"] != "statement")


def _entity(schema: str, key: str, **properties: Any) -> Fields:
    """An entity with the properties that have a value; several values are a list."""
    given = {name: value if isinstance(value, list) else [value] for name, value in properties.items() if value}
    return {"id": _id(key), "schema": schema, "properties": given}


def _id(key: str) -> str:
    """An id of 40 hex digits after `memcon-`, of what names an entity in the record."""
    return f"memcon-{sha256(key.encode()).hexdigest()[:40]}"


def _actor(row: Fields) -> Fields:
    schema = _SCHEMAS[row["kind"]]
    code = (row["iso2"] or "").lower()
    country = _FORMER.get(code, code)
    others = [name for name in row["names"] or [] if name != row["name"]]
    shared = {"name": row["name"], "country": country}
    if schema == "Address":
        point = {} if row["lat"] is None else {"latitude": str(row["lat"]), "longitude": str(row["lon"])}
        return _entity(schema, row["actor_id"], **shared, full=row["name"], **point)
    return _entity(
        schema, row["actor_id"], **shared, alias=others, position=row["posts"] if schema == "Person" else None
    )


def _report(row: Fields) -> Fields:
    day = row["first"] if row["first"] == row["last"] else None
    return _entity(
        "Article", row["report_id"], title=row["title"] or row["text"][:80].split("\n")[0], bodyText=row["text"],
        publisher=row["outlet"], author=row["author"], publishedAt=day and str(day),
        fileName=row["path"].split("/")[-1],
        sourceUrl=row["url"] if (row["url"] or "").startswith(("http://", "https://")) else None,
        language="eng" if row["language"] in (None, "en") and row["outcome"] == "coded" else None,
    )  # fmt: skip


def _event(row: Fields) -> Fields:
    happened = row["status"] in ("happened", "ongoing")
    what = row["kind"] if happened else f"{row['status']} {row['kind']}"
    name = f"{what}: {' – '.join(row['parties'])}" if row["parties"] else what
    days = {"startDate": row["first"] and str(row["first"]), "endDate": row["last"] and str(row["last"])}
    return _entity(
        "Event", row["event_id"], name=name, summary=row["clause"], location=row["place"], recordId=row["event_id"],
        involved=[_id(actor) for actor in row["actors"] or []],
        addressEntity=_id(row["place_id"]) if row["place_id"] else None,
        keywords=[row["kind"], row["status"], row["support"]], **(days if happened else {}),
    )  # fmt: skip


def _proof(row: Fields) -> Fields:
    return _entity(
        "Documentation", f"proof {row['claim_id']}", entity=_id(row["event_id"]), document=_id(row["report_id"]),
        role="evidence", summary=row["clause"], status=row["status"], recordId=row["claim_id"],
    )  # fmt: skip
