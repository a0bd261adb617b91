"""To tell how an event stands to others: why its claims were joined, what was kept apart, what it is part of."""

import re
from collections.abc import Sequence

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.web import addresses
from memcon.show.web.listing import Line, line

_MOST = 30
_STEPS = re.compile(r"^(.*?)\s*\[(.*)\]$", re.DOTALL)
_STEP = re.compile(r"^(.*?) ([+-]\d+(?:\.\d+)?)$")


class Step(Struct, frozen=True):
    """One thing that was weighed, and what it added in favour (in powers of two) or took away."""

    words: str
    weight: float


class Weighed(Struct, frozen=True, kw_only=True):
    """Two claims held against each other: what was judged, by whom, why, and what was weighed."""

    judgement: str
    judge: str
    why: str
    steps: tuple[Step, ...]
    score: float | None
    left: str
    left_by: str
    left_url: str
    right: str
    right_by: str
    right_url: str
    other: Line | None


class Bond(Struct, frozen=True):
    """Another event that this one is part of, holds, keeps or is kept by, and why that is held."""

    relation: str
    event: Line
    why: str


class Bonds(Struct, frozen=True):
    """How an event stands to others, and what joined its own claims."""

    joined: tuple[Weighed, ...]
    apart: tuple[Weighed, ...]
    others: tuple[Bond, ...]


def bonds(record: Record, event_id: str) -> Bonds:
    """All links of an event's claims."""
    links = record.fields(
        "SELECT l.*, c.clause, o.clause AS other_clause, c.report_id, o.report_id AS other_report, c.outlet,"
        " o.outlet AS other_outlet"
        " FROM event_links l JOIN clauses c ON c.claim_id = l.claim_id AND c.event_id = l.event_id"
        " JOIN clauses o ON o.claim_id = l.other_claim AND o.event_id = l.other_event WHERE l.event_id = ?"
        " ORDER BY l.claim_id, l.other_claim, l.relation, l.side, l.judge",
        event_id,
    )
    named = _named(record, {link["other_event"] for link in links} - {event_id})
    same = [link for link in links if link["relation"] == "same"]
    inside = [link for link in same if link["other_event"] == event_id and link["side"] == "left"]
    outside = [link for link in same if link["other_event"] != event_id and link["other_event"] in named]
    return Bonds(
        tuple(_weighed(link, None) for link in inside[:_MOST]),
        tuple(_weighed(link, named[link["other_event"]]) for link in _once(outside)[:_MOST]),
        tuple(_others(links, named)),
    )


def _named(record: Record, events: set[str]) -> dict[str, Line]:
    """Other events by id."""
    rows = record.fields("SELECT * FROM listed WHERE event_id IN (SELECT unnest(?))", sorted(events)) if events else []
    return {row["event_id"]: line(row) for row in rows}


def _once(links: Sequence[Fields]) -> list[Fields]:
    """The closest link to each other event, the nearest to a doubt first."""
    best: dict[str, Fields] = {}
    for link in links:
        held = best.get(link["other_event"])
        if held is None or (link["score"] or -99) > (held["score"] or -99):
            best[link["other_event"]] = link
    return sorted(best.values(), key=lambda link: (-(link["score"] or -99), link["other_event"]))


def _weighed(link: Fields, other: Line | None) -> Weighed:
    """A link with what was weighed, out of the words in which it is told."""
    why = link["why"] or ""
    found = _STEPS.match(why)
    told = found[2].split("; ") if found else []
    steps = [Step(step[1], float(step[2])) for one in told if (step := _STEP.match(one))]
    return Weighed(
        judgement=link["judgement"],
        judge=link["judge"],
        why=found[1] if found else why,
        steps=tuple(step for step in steps if step.words != "sum"),
        score=link["score"],
        left=link["clause"],
        left_by=link["outlet"] or "outlet not stated",
        left_url=addresses.claim(link["report_id"], link["claim_id"]),
        right=link["other_clause"],
        right_by=link["other_outlet"] or "outlet not stated",
        right_url=addresses.claim(link["other_report"], link["other_claim"]),
        other=other,
    )


_RELATIONS = {
    ("part_of", "left"): "part of",
    ("part_of", "right"): "holds",
    ("fulfils", "left"): "carries out",
    ("fulfils", "right"): "carried out by",
}
"""How an event at the left or right end of a link stands to the other."""


def _others(links: Sequence[Fields], named: dict[str, Line]) -> list[Bond]:
    """Each other event once for each way in which this one stands to it."""
    found: dict[tuple[str, str], Bond] = {}
    for link in links:
        relation = _RELATIONS.get((link["relation"], link["side"]))
        if relation and link["judgement"] == "same" and link["other_event"] in named:
            found.setdefault(
                (relation, link["other_event"]), Bond(relation, named[link["other_event"]], link["why"] or "")
            )
    return [found[key] for key in sorted(found)]
