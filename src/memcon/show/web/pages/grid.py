"""To lay what reports say of one event side by side: facts in rows, reports in columns, in each cell the words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.web import addresses, wording

MOST_COLUMNS = 24
"""Reports that the grid shows; those beyond are listed below it."""

FACTS: Mapping[str, tuple[str, ...]] = {
    "Status": (),
    "Day": ("day", "time"),
    "Place": ("place", "venue"),
    "Who": ("who", "party", "speaker"),
    "Whom": ("whom",),
    "Rank and form": (),
    "What": ("object", "topic"),
    "Amount": ("amount",),
    "Due": ("deadline", "until", "since"),
}
"""The rows of the grid with the parts of a claim that each holds."""
_ABOUT = {
    "status": "Status",
    "signed": "Status",
    "day": "Day",
    "place": "Place",
    "who": "Whom",
    "rank": "Who",
    "amount": "Amount",
}
"""The row of each fact that reports may disagree on."""


class Column(Struct, frozen=True):
    """A report that tells of the event, with the source that it counts as."""

    report_id: str
    url: str
    outlet: str
    dated: str
    source: str
    words: str


class Said(Struct, frozen=True):
    """Words of a report on one fact, and what they come to; no words where it is meant but not worded."""

    words: str | None
    means: str
    url: str


class Cell(Struct, frozen=True):
    """What one report says of one fact: agrees with others, differs from one, stands alone, or is silent."""

    verdict: str
    said: tuple[Said, ...]


class Row(Struct, frozen=True):
    """A fact with a cell for each report."""

    fact: str
    cells: tuple[Cell, ...]


class Grid(Struct, frozen=True):
    """Facts in rows, reports in columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more: tuple[Column, ...]


def grid(record: Record, event_id: str, claims: Sequence[Fields]) -> Grid:
    """The grid of an event's claims, each with its `slots`; reports in the order of their days."""
    by_report: dict[str, list[Fields]] = defaultdict(list)
    for claim in claims:
        by_report[claim["report_id"]].append(claim)
    sources = dict(record.rows("SELECT report_id, source FROM support WHERE event_id = ?", event_id))
    order = sorted(by_report, key=lambda key: (by_report[key][0]["told"] or date.max, by_report[key][0]["path"], key))
    columns = [_column(by_report[key], sources) for key in order]
    shown = order[:MOST_COLUMNS]
    differing = _differing(record, event_id, claims)
    gathered = any(slot["part"] == "party" for claim in claims for slot in claim["slots"])
    facts = {**FACTS, "Who": (*FACTS["Who"], "whom"), "Whom": ()} if gathered else FACTS
    held = [by_report[key] for key in shown]
    rows = [
        _row(fact, [list(_said(fact, parts, told)) for told in held], held, differing) for fact, parts in facts.items()
    ]
    return Grid(
        tuple(columns[:MOST_COLUMNS]),
        tuple(row for row in rows if any(cell.said for cell in row.cells)),
        tuple(columns[MOST_COLUMNS:]),
    )


def _column(claims: Sequence[Fields], sources: Mapping[str, str]) -> Column:
    one = claims[0]
    dated = wording.brief(wording.when(one["told"], one["told_until"])) if one["dated"] != "none" else "not datable"
    return Column(
        one["report_id"],
        addresses.claim(one["report_id"], one["claim_id"]),
        one["outlet"] or "outlet not stated",
        dated,
        sources.get(one["report_id"], ""),
        one["clause"],
    )


def _said(fact: str, parts: Sequence[str], claims: Sequence[Fields]) -> Iterator[Said]:
    """What a report says of a fact, each thing once."""
    seen = set()
    for claim in claims:
        url = addresses.claim(claim["report_id"], claim["claim_id"])
        for words, means in _facts(fact, parts, claim):
            if (key := ((words or "").casefold(), means)) not in seen:
                seen.add(key)
                yield Said(words, means, url)


def _facts(fact: str, parts: Sequence[str], claim: Fields) -> Iterator[tuple[str | None, str]]:
    if fact == "Status":
        stage = f", {claim['stage']}" if claim["stage"] else ""
        yield None, f"{wording.plain(claim['status'])}{stage}"
    if fact == "Rank and form":
        levels = [wording.RANKS.get(claim["rank"], ""), wording.plain(claim["format"])]
        if any(levels):
            yield None, ", ".join(one for one in levels if one)
    for slot in claim["slots"]:
        if slot["part"] in parts:
            yield slot["words"], _means(slot)
    if fact == "Day" and claim["first"] != claim["last"] and not any(s["part"] in parts for s in claim["slots"]):
        yield None, wording.when(claim["first"], claim["last"])
    if fact == "Day" and claim["basis"] in ("resolved", "inferred", "stated"):
        told = wording.when(claim["first"], claim["last"])
        if all(told != _means(s) for s in claim["slots"] if s["part"] in parts) and claim["first"] == claim["last"]:
            yield None, told


def _means(slot: Fields) -> str:
    """What the words of a slot come to: the name of the actor meant, days, a sum; nothing where that says no more."""
    if slot["value"]:
        return wording.interval(slot["value"])
    name = slot["name"] or ""
    return "" if name == slot["words"] else name


def _differing(record: Record, event_id: str, claims: Sequence[Fields]) -> set[tuple[str, str]]:
    """The claims that differ from another's, with the row in which they do."""
    found = {
        (_ABOUT[about], claim)
        for about, left, right in record.rows(
            'SELECT about, "left", "right" FROM disagreements WHERE ? IN (event_id, right_event)', event_id
        )
        for claim in (left, right)
    }
    for one in claims:
        for other in claims:
            apart = one["strength"] == other["strength"] and one["report_id"] != other["report_id"]
            if apart and _before(one["last"], other["first"]):
                found |= {("Day", one["claim_id"]), ("Day", other["claim_id"])}
    return found


def _before(last: date | None, first: date | None) -> bool:
    return last is not None and first is not None and last < first


def _row(
    fact: str, said: Sequence[Sequence[Said]], claims: Sequence[Sequence[Fields]], differing: set[tuple[str, str]]
) -> Row:
    telling = sum(1 for one in said if one)
    cells = []
    for words, held in zip(said, claims, strict=True):
        if not words:
            cells.append(Cell("silent", ()))
        elif any((fact, claim["claim_id"]) in differing for claim in held):
            cells.append(Cell("differs", tuple(words)))
        else:
            cells.append(Cell("agrees" if telling > 1 else "alone", tuple(words)))
    return Row(fact, tuple(cells))


def with_slots(record: Record, event_id: str) -> list[dict[str, Any]]:
    """The tellings of an event, each with its slots, in the order of reports and of their texts."""
    slots: dict[str, list[Fields]] = defaultdict(list)
    for slot in record.fields("SELECT * FROM event_slots WHERE event_id = ?", event_id):
        slots[slot["claim_id"]].append(slot)
    told = record.fields(
        'SELECT * FROM clauses WHERE event_id = ? ORDER BY told NULLS LAST, path, "start", claim_id', event_id
    )
    return [claim | {"slots": slots[claim["claim_id"]]} for claim in told]
