"""To take a person of no known state for a guest or host, by the journey that the report tells of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen, Side, countries

Hosts = Mapping[str, set[str]]
"""The states that a visitor goes to in this report, by the visitor's state or, where that is unknown, by the person."""

HOMEWARD = frozenset({"return", "fly_back", "fly_home", "leave", "depart"})
WITH_HOSTS = frozenset({"meeting", "negotiation", "reception", "summit"})


def hosts(drafts: Iterable[Draft]) -> Hosts:
    """Where each visitor of the report goes."""
    found: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        lands = {p.country for p in (*draft.place, *draft.whom) if p.country} if draft.kind == "visit" else set()
        for side in draft.who:
            if ident := side.key() or side.actor:
                found[ident] |= lands - {side.key()}
    return found


def is_foreign_visit(seen: Seen, draft: Draft) -> bool:
    """Whether a person of no known state goes to a state ("President X arrived in China"), not home."""
    lands = [p for p in draft.place if p.country]
    if draft.kind != "visit" or not lands or draft.rule.rpartition(".")[2] in HOMEWARD:
        return False
    who = [side for side in draft.who if side.kind == "person" and side.actor and not side.key()]
    if any(_holds_national_post(seen, side) for side in who):
        return True
    again = any(len((side.words or "").split()) < 2 for side in who)  # by a pronoun or surname
    return again and all(p.kind == "state" for p in lands)


def is_with_host(draft: Draft, known: Hosts) -> bool:
    """Whether a visitor meets somebody of no known state, or such a visitor somebody of the state visited."""
    sides = draft.participants()
    if draft.kind not in WITH_HOSTS or len(sides) < 2 or not (draft.who or draft.party):
        return False
    return any(_may_host(known.get(a.key() or a.actor or "", set()), a, b) for a in sides for b in sides if a is not b)


def opposite(drafts: Iterable[Draft]) -> Hosts:
    """Whose people those of a state meet in this report, by their state, in meetings of two states."""
    found: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        lands = countries(draft.participants()) if draft.kind in WITH_HOSTS else set()
        if len(lands) == 2:
            for land in lands:
                found[land] |= lands - {land}
    return found


def is_with_minister(draft: Draft, met: Hosts) -> bool:
    """Whether somebody who has met another state's people meets a minister of no told state: one of theirs.

    "A met the Peruvian president. He also held talks with Foreign Minister B".
    """
    sides = draft.participants()
    if draft.kind not in WITH_HOSTS or len(sides) < 2 or len(countries(sides)) != 1:
        return False
    others = [side for side in sides if not side.key()]
    named = [s for s in others if s.kind == "person" and s.actor and MINISTERS & {*(s.words or "").lower().split()}]
    return bool(named) and len(named) == len(others) and any(met.get(side.key() or "") for side in sides)


MINISTERS = frozenset({"president", "premier", "minister", "chancellor", "speaker", "secretary"})
"""Posts of a state by whose holder alone it is known that a state is met."""


def welcomed(draft: Draft, known: Hosts) -> Draft:
    """A banquet or welcome that nobody is said to give to a guest, as one of the state that the guest visits."""
    guests = [s for s in draft.who if s.key() or s.actor]
    if draft.kind != "reception" or draft.whom or draft.party or len(guests) != 1:
        return draft
    lands = known.get(guests[0].key() or guests[0].actor or "", set())
    host = next(iter(lands)) if len(lands) == 1 else None
    return replace(draft, whom=(Side(None, None, None, host, "state", host),), meant=True) if host else draft


def is_by_role(draft: Draft, met: Hosts) -> bool:
    """Whether a draft's sides are of two states by their posts alone: a counterpart, or a minister of those met."""
    return is_with_counterpart(draft) or is_with_minister(draft, met)


def is_with_counterpart(draft: Draft) -> bool:
    """Whether somebody meets a counterpart whose state is not told: who holds the same post in another state."""
    return any(map(is_counterpart, draft.participants())) and bool(countries(draft.participants()))


def is_counterpart(side: Side) -> bool:
    """Whether a person of no told state is called somebody's counterpart ("his counterpart, X")."""
    return bool(side.actor) and not side.key() and "counterpart" in (side.words or "").lower()


def _may_host(lands: set[str], guest: Side, other: Side) -> bool:
    """Whether the other side is of a state that the guest visits, or of none we know, the guest's state being known."""
    if other.key():
        return guest.key() is None and other.key() in lands
    return guest.key() is not None and bool(lands) and other.kind == "person" and other.actor is not None


def _holds_national_post(seen: Seen, side: Side) -> bool:
    """Whether a person is called by a post that stands for a state."""
    return bool(set((side.words or "").lower().split()) & seen.known.vocabulary.words["group.national"])
