"""To make the forms by which people correct a claim, an event or a report."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from memcon.decisions.values import PARTICIPANTS, WORDS, shown, told
from memcon.model import Claim
from memcon.record.claims import claim_of
from memcon.record.record import Fields, Record
from memcon.show.mark import Piece, pieces, sentence
from memcon.show.web import addresses, wording
from memcon.show.web.listing import Line, line
from memcon.show.web.pages.tellings import Telling, tellings
from memcon.vocabulary import load_vocabulary

_MOST, _MOST_NAMES = 60, 600
_ASKED = {
    "engagement": ("kind", "status", "who", "whom", "party", "place", "rank", "topic"),
    "undertaking": ("kind", "status", "stage", "who", "whom", "party", "object", "amount", "deadline", "place"),
    "statement": ("kind", "status", "speaker", "form", "topic"),
}
_OTHERS = ("kind", "status", "who", "whom", "party", "object", "place")
_LABELS = {"who": "who leads", "whom": "whom", "party": "who takes part", "object": "what"}


class Field(Struct, frozen=True):
    """A value that can be corrected: its name and label, the value now, what may be chosen, where names come from."""

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    names: str = ""


class ClaimForm(Struct, frozen=True, kw_only=True):
    """The form of a claim; `names` and `places` are what may be written for actors and places."""

    claim: Telling
    event: Line | None
    fields: tuple[Field, ...]
    first: date | None
    last: date | None
    when: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    leaves: str


class EventForm(Struct, frozen=True, kw_only=True):
    """The forms of an event: its tellings, and events near it that may be the same."""

    id: str
    event: Line
    tellings: tuple[Telling, ...]
    near: tuple[Line, ...]


class ReportForm(Struct, frozen=True, kw_only=True):
    """The forms of a report: the day and outlet, and a claim to add of a clause."""

    id: str
    url: str
    title: str
    outlet: str
    first: date | None
    last: date | None
    published: str
    clause: str
    words: tuple[Piece, ...]
    fields: tuple[Field, ...]
    names: tuple[str, ...]
    places: tuple[str, ...]


def claim_form(record: Record, claim_id: str, _: Mapping[str, str]) -> ClaimForm:
    """The form of a claim by its whole id."""
    claim = claim_of(record, claim_id)
    (event,) = record.rows("SELECT event_id FROM events WHERE claim_id = ?", claim_id)
    told_by = record.rows("SELECT count(*) FROM events WHERE event_id = ?", event[0])[0][0]
    found = record.fields("SELECT * FROM listed WHERE event_id = ?", event[0])
    names = _names(record)
    return ClaimForm(
        claim=tellings(record, [claim_id])[claim_id],
        event=line(found[0]) if found else None,
        fields=tuple(_field(name, _value(claim, name, names)) for name in _ASKED.get(claim.family, _OTHERS)),
        first=claim.when.first,
        last=claim.when.last,
        when=shown(claim.when),
        names=_listed(record, "kind <> 'place'"),
        places=_listed(record, "kind = 'place'"),
        leaves=event[0] if told_by > 1 else "",
    )


def event_form(record: Record, event_id: str, _: Mapping[str, str]) -> EventForm:
    """The forms of an event by its whole id; KeyError if there is none."""
    found = record.fields("SELECT * FROM listed WHERE event_id = ?", event_id)
    if not found:
        raise KeyError(f"{event_id}: no event of this record that pages show")
    query = 'SELECT claim_id FROM clauses WHERE event_id = ? ORDER BY told NULLS LAST, path, "start", claim_id LIMIT ?'
    claims = [row[0] for row in record.rows(query, event_id, _MOST)]
    told_by = tellings(record, claims)
    return EventForm(
        id=event_id,
        event=line(found[0]),
        tellings=tuple(told_by[claim] for claim in claims),
        near=tuple(line(row) for row in _near(record, found[0])),
    )


def report_form(record: Record, report_id: str, query: Mapping[str, str]) -> ReportForm:
    """The forms of a report by its whole id; `start` and `end` of the query are the clause to add."""
    row = record.fields("SELECT * FROM reports JOIN headings USING (report_id) WHERE report_id = ?", report_id)[0]
    text, ends = row["text"] or "", [query.get("start", ""), query.get("end", "")]
    start, end = (int(one) if one.isdecimal() and len(one) < 9 else 0 for one in ends)
    clause = text[start:end]
    marked = pieces(text, sentence(text, start, end), [(start, end, "clause")]) if clause else []
    names = ("kind", "status", "who", "whom", "party", "place")
    return ReportForm(
        id=report_id,
        url=addresses.report(report_id),
        title=row["heading"],
        outlet=row["outlet"] or "",
        first=row["first"],
        last=row["last"],
        published=f"{row['first'] or ''}/{row['last'] or ''}",
        clause=clause,
        words=tuple(marked),
        fields=tuple(_field(name, {"kind": "meeting", "status": "happened"}.get(name, "")) for name in names),
        names=_listed(record, "kind <> 'place'"),
        places=_listed(record, "kind = 'place'"),
    )


def _near(record: Record, row: Fields) -> list[Fields]:
    """Events that this one may be the same as: those it was weighed against, then those of its states and days."""
    return record.fields(
        "SELECT l.*, max(k.score) AS score FROM listed l LEFT JOIN event_links k"
        " ON k.event_id = ?1 AND k.other_event = l.event_id AND k.relation = 'same'"
        " WHERE l.event_id <> ?1 AND (k.event_id IS NOT NULL OR l.family = ?2 AND len(l.countries) > 1"
        " AND list_has_all(l.countries, ?3)"
        " AND coalesce(l.\"first\" <= ?5::DATE + 14 AND l.\"last\" >= ?4::DATE - 14, true))"
        " GROUP BY ALL ORDER BY score DESC NULLS LAST, l.\"first\" NULLS LAST, l.event_id LIMIT 12",
        row["event_id"], row["family"], row["countries"], row["first"], row["last"],
    )  # fmt: skip


def _field(name: str, value: str) -> Field:
    choices: Sequence[tuple[str, str]] = ()
    if name == "kind":
        choices = [(kind, wording.plain(kind)) for kind in sorted({*load_vocabulary().kinds, value})]
    elif name == "rank":
        choices = [("", "not known"), *((str(n), words) for n, words in wording.RANKS.items())]
    elif name in WORDS:
        choices = [("", "none")] * (name != "status") + [(word, word) for word in WORDS[name]]
    names = "places" if name == "place" else "names" if name in (*PARTICIPANTS, "speaker") else ""
    return Field(name, _LABELS.get(name, name), value, tuple(choices), names)


def _value(claim: Claim, name: str, names: Mapping[str, str]) -> str:
    """What a claim says under a name, actors by their names where these are theirs alone."""
    return (
        "; ".join(names.get(one, one) for one in told(claim, name).split(";")) if name != "topic" else told(claim, name)
    )


def _names(record: Record) -> dict[str, str]:
    """The name of each actor that no other actor of the record has."""
    return dict(record.rows("SELECT any_value(actor_id), name FROM actors GROUP BY name HAVING count(*) = 1"))


def _listed(record: Record, where: str) -> tuple[str, ...]:
    """The names of actors that are told of most."""
    query = (
        "SELECT name FROM actors LEFT JOIN (SELECT actor_id, count(*) AS n FROM event_slots GROUP BY actor_id)"
        f" USING (actor_id) WHERE {where} GROUP BY name ORDER BY max(n) DESC NULLS LAST, name LIMIT {_MOST_NAMES}"
    )
    return tuple(row[0] for row in record.rows(query))
