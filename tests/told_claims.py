"""To build small piles of claims from words: who met whom, when, and which report says so."""

from collections.abc import Sequence
from datetime import date

from memcon.links.cluster import cluster
from memcon.links.link import link
from memcon.model import Actor, Claim, Report, Slot, When

ACTORS = {
    actor.id: actor
    for actor in [
        *(Actor(code, code, "state", code) for code in ("KEN", "NOR", "UGA", "EGY")),
        Actor("person:ruto", "William Ruto", "person", "KEN"),
        Actor("person:mudavadi", "Musalia Mudavadi", "person", "KEN"),
        Actor("person:moe", "Ann Moe", "person", "NOR"),
        Actor("person:berg", "Jon Berg", "person", "NOR"),
        Actor("person:nile", "Samia Nile", "person", "EGY"),
        Actor("place:nairobi", "Nairobi", "place", "KEN"),
        Actor("place:mombasa", "Mombasa", "place", "KEN"),
        Actor("place:oslo", "Oslo", "place", "NOR"),
    ]
}
ENGAGEMENTS = frozenset(["meeting", "negotiation", "summit", "visit", "call", "message", "reception", "ceremony"])


def days(words: str) -> When:
    """Days written as `2019-05-07`, `2019-05-06/2019-05-10` or nothing."""
    if not words:
        return When()
    first, _, last = words.partition("/")
    return When(date.fromisoformat(first), date.fromisoformat(last or first), "stated")


def claim(told: str, place: str | None = None, *, n: int = 0) -> Claim:
    """A claim written as `report | kind | status | who > whom | days`, with persons by surname and states by code."""
    report, kind, status, parties, when = (field.strip() for field in told.split("|"))
    kind, _, words = kind.partition(" ")
    slots = [*_participants(parties)]
    if words:
        slots.append(Slot("object", words, 0, len(words)))
    family = "engagement" if kind in ENGAGEMENTS else "undertaking"
    start = 100 * n
    return Claim(
        id=f"{report}:{kind}:{start}",
        report=report,
        section=0,
        start=start,
        end=start + 50,
        kind=kind,
        family=family,
        status=status,
        slots=tuple(slots),
        rule="test",
        when=days(when),
        place=f"place:{place}" if place else None,
    )


def _participants(parties: str) -> Sequence[Slot]:
    """Slots from `ruto > moe` (who, whom) or `ruto moe` (parties); a word in capitals that is no state is unknown."""
    who, arrow, whom = parties.partition(">")
    parts = [("who", who), ("whom", whom)] if arrow else [("party", who)]
    return [_slot(part, name) for part, names in parts for name in names.split()]


def _slot(part: str, name: str) -> Slot:
    """A participant: a state's code, a person's surname, `NOR:shipowners` for people, `?Name` for somebody unknown."""
    if ":" in name:
        state, _, people = name.partition(":")
        return Slot(part, people, 0, len(people), actor=state)
    if name.startswith("?"):
        return Slot(part, name[1:], 0, len(name) - 1)
    return Slot(part, name, 0, len(name), actor=name if name.isupper() else f"person:{name}")


def pile(*rows: str | tuple[str, str], published: str = "") -> tuple[list[Claim], list[Report]]:
    """The claims and reports of a small pile; a row is a claim, or a claim and its place."""
    claims = [claim(*((row,) if isinstance(row, str) else row), n=n) for n, row in enumerate(rows)]
    told = dict(part.split("=") for part in published.split())
    names = sorted({c.report for c in claims})
    return claims, [Report(id=name, text="", path=name, published=days(told.get(name, ""))) for name in names]


def grouped(*rows: str | tuple[str, str], published: str = "") -> list[list[int]]:
    """The rows of a pile by event."""
    claims, reports = pile(*rows, published=published)
    at = {c.id: n for n, c in enumerate(claims)}
    events = cluster(claims, link(claims, reports, ACTORS))
    return sorted(sorted(at[c] for c in event.claims) for event in events)
