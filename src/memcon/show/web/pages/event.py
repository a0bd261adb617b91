"""To make the page of an event: what it is held to be, what each report says of it, and why these were joined."""

import json
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show import phrases
from memcon.show.web import addresses, wording
from memcon.show.web.listing import Line, line
from memcon.show.web.pages.accounts import Missing, Quarrel, Turn, missing, quarrels, trail
from memcon.show.web.pages.bonds import Bonds, bonds
from memcon.show.web.pages.grid import Grid, grid, with_slots


class Party(Struct, frozen=True):
    """Who takes part: the name, the page of the actor if there is one, the words in which reports name them."""

    name: str
    url: str
    role: str
    words: tuple[str, ...]


class EventPage(Struct, frozen=True, kw_only=True):
    """The page of one event."""

    event: Line
    days_why: tuple[str, ...]
    now: str
    parties: tuple[Party, ...]
    grid: Grid
    trail: tuple[Turn, ...]
    bonds: Bonds
    quarrels: tuple[Quarrel, ...]
    missing: tuple[Missing, ...]
    promise: str
    decisions: tuple[str, ...]


def event_page(record: Record, event_id: str) -> EventPage:
    """The page of an event by its whole id; KeyError if there is none."""
    found = record.fields("SELECT * FROM listed WHERE event_id = ?", event_id)
    if not found:
        raise KeyError(f"{event_id}: no event of this record that pages show")
    claims = with_slots(record, event_id)
    why, now = _days(record, claims)
    return EventPage(
        event=line(found[0]),
        days_why=why,
        now=now,
        parties=_parties(claims),
        grid=grid(record, event_id, claims),
        trail=trail(record, event_id),
        bonds=bonds(record, event_id),
        quarrels=quarrels(record, "? IN (event_id, right_event)", event_id),
        missing=missing(record, "beside = ?", event_id),
        promise=_promise(record, event_id),
        decisions=_decisions(record, event_id),
    )


def _days(record: Record, claims: Sequence[Fields]) -> tuple[tuple[str, ...], str]:
    """The clues of the narrowest claim that bears the event, and what its report's own day rests on."""
    strongest = min(claim["strength"] for claim in claims)
    bearing = [c for c in claims if c["strength"] == strongest and c["basis"] != "none"]
    if not bearing:
        return (), ""
    one = min(bearing, key=lambda c: ((c["last"] or date.max) - (c["first"] or date.min), c["claim_id"]))
    now = record.fields("SELECT * FROM sections WHERE report_id = ? AND section = ?", one["report_id"], one["section"])
    told = ""
    if now and now[0]["basis"] not in (None, "none") and one["basis"] != "stated":
        told = f"told {wording.when(now[0]['first'], now[0]['last'])} ({wording.BASIS[now[0]['basis']]})"
    return tuple(phrases.clues(one["why"])), told


def _parties(claims: Sequence[Fields]) -> tuple[Party, ...]:
    """Who takes part, leaders first, with the words in which they are named."""
    words: dict[tuple[str, str, str], dict[str, None]] = {}
    sides = {"who": 1, "party": 2, "whom": 3}
    seats: dict[tuple[str, str, str], tuple[int, int]] = {}
    for claim in claims:
        for slot in claim["slots"]:
            if slot["part"] in sides and (slot["name"] or slot["words"]):
                kind, name = slot["actor_kind"], slot["name"] or slot["words"]
                url = addresses.actor(slot["actor_id"], kind) if slot["actor_id"] else ""
                key = (url or name.casefold(), name, url)
                seats.setdefault(key, (sides[slot["part"]], len(seats)))
                if slot["words"] and slot["words"] != name:
                    words.setdefault(key, {})[slot["words"]] = None
    roles = {1: "leads", 2: "takes part", 3: "is met"}
    return tuple(
        Party(key[1], key[2], roles[side], tuple(words.get(key, ()))[:6])
        for key, (side, _) in sorted(seats.items(), key=lambda s: s[1])
    )


def _promise(record: Record, event_id: str) -> str:
    """What came of an undertaking."""
    rows = record.rows("SELECT state, due, as_of FROM promises WHERE event_id = ?", event_id)
    if not rows:
        return ""
    state, due, as_of = rows[0]
    told = wording.STATES.get(state, state) + (f", due {wording.when(due, due)}" if due else "")
    return f"{told} (as of {wording.when(as_of, as_of)})" if as_of else told


def _decisions(record: Record, event_id: str) -> tuple[str, ...]:
    """What people decided of the event's claims."""
    rows = record.rows(
        'SELECT d.op, d.slot, d.value, d.why, d."by" FROM decisions d JOIN events e USING (claim_id)'
        " WHERE e.event_id = ? ORDER BY decision_id",
        event_id,
    )
    return tuple(
        f"{op}{f' {slot} to {_value(value)}' if slot else ''} by {by or 'somebody'}: {why or 'no reason given'}"
        for op, slot, value, why, by in rows
    )


def _value(value: str | None) -> str:
    """What was set, where it was kept as JSON its plain words."""
    try:
        told = json.loads(value or "")
    except ValueError:
        return value or "nothing"
    return str(told)
