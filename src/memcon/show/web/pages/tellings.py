"""To show claims in their sentences: the clause and its parts marked, with what the record holds of each."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.mark import Piece, pieces, sentence
from memcon.show.web import addresses, wording


class Telling(Struct, frozen=True, kw_only=True):
    """A claim in its sentence; the pieces of the clause are marked `clause`, those of its parts by their names."""

    claim_id: str
    url: str
    correct: str
    outlet: str
    dated: str
    kind: str
    family: str
    status: str
    stage: str | None
    first: date | None
    last: date | None
    place: str
    sides: str
    rule: str
    words: tuple[Piece, ...]


def tellings(record: Record, claims: Collection[str]) -> dict[str, Telling]:
    """The claims of these ids, by id."""
    asked = sorted(set(claims))
    parts: dict[str, list[Fields]] = defaultdict(list)
    query = 'SELECT * FROM event_slots WHERE claim_id IN (SELECT unnest(?)) ORDER BY claim_id, "start" NULLS LAST, part'
    for slot in record.fields(query, asked):
        parts[slot["claim_id"]].append(slot)
    rows = record.fields(
        "SELECT c.*, r.text, p.name AS place_name FROM clauses c JOIN reports r USING (report_id)"
        " LEFT JOIN actors p ON p.actor_id = c.place WHERE claim_id IN (SELECT unnest(?)) ORDER BY claim_id",
        asked,
    )
    return {row["claim_id"]: _telling(row, parts[row["claim_id"]]) for row in rows}


def _telling(row: Fields, slots: Collection[Fields]) -> Telling:
    spans = [(row["start"], row["end"], "clause")]
    spans += [(s["start"], s["end"], s["part"]) for s in slots if s["start"] is not None]
    within = sentence(row["text"], min(span[0] for span in spans), max(span[1] for span in spans))
    dated = "not datable" if row["dated"] == "none" else wording.brief(wording.when(row["told"], row["told_until"]))
    return Telling(
        url=addresses.claim(row["report_id"], row["claim_id"]),
        correct=addresses.correct("claim", row["claim_id"]),
        outlet=row["outlet"] or "outlet not stated",
        dated=dated,
        place=row["place_name"] or "",
        sides=_sides(slots),
        words=tuple(pieces(row["text"], within, spans)),
        **{name: row[name] for name in ("claim_id", "kind", "family", "status", "stage", "first", "last", "rule")},
    )


def _sides(slots: Collection[Mapping[str, str | None]]) -> str:
    """Who takes part, leaders first."""
    seats = {"who": 1, "speaker": 1, "party": 2, "whom": 3}
    named = sorted(
        (seats[s["part"] or ""], n, s["name"] or s["words"]) for n, s in enumerate(slots) if s["part"] in seats
    )
    return " – ".join(dict.fromkeys(name for _, _, name in named if name))
