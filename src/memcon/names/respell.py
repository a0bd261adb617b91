"""To find which actors a pile tells otherwise once reports came or went, state by state, as one pass over all would."""

from collections.abc import Collection, Mapping

from msgspec import Struct
from msgspec.structs import replace

from memcon.model import Actor
from memcon.names.unify import Spelling, as_told, chosen_states, spelling

Told = Mapping[Actor, int]
"""How many reports tell of each actor in just this way."""


class Respelling(Struct, frozen=True):
    """How actors were and are told, as far as was asked: `spelt` before and after, `told` each by its final id before
    and after, and the ids told in reports whose claims may read otherwise now."""

    spelt: tuple[Spelling, Spelling]
    told: tuple[Mapping[str, Actor], Mapping[str, Actor]]
    changed: frozenset[str]


def respelling(before: Told, after: Told, asked: Collection[str], known: Collection[str]) -> Respelling:
    """How the actors asked for, and all persons of the states of those whom nobody knows, are told before and after."""
    where = [_states(told) for told in (before, after)]
    states = {at[id] for at in where for id in asked if id in at and id not in known}
    spelt, finals = [], []
    for told, at in zip((before, after), where, strict=True):
        own = {
            actor: n
            for actor, n in told.items()
            if actor.id in asked or (actor.kind == "person" and at[actor.id] in states and actor.id not in known)
        }
        how = spelling(own, known)
        spelt.append(how)
        finals.append(as_told(_final(actor, how) for actor in own))
    ids = {actor.id for told in (before, after) for actor in told}
    changed = frozenset(id for id in ids if _told(id, spelt[0], finals[0]) != _told(id, spelt[1], finals[1]))
    return Respelling((spelt[0], spelt[1]), (finals[0], finals[1]), changed)


def _states(told: Told) -> dict[str, str | None]:
    """The state of each actor, as a pile tells it."""
    chosen = chosen_states(told)
    return {actor.id: chosen.get(actor.id, actor.country) for actor in told}


def _final(actor: Actor, how: Spelling) -> Actor:
    """An actor as the tables tell it."""
    id = how.renamed.get(actor.id, actor.id)
    name = how.names.get(id, actor.name)
    return replace(actor, id=id, name=name, country=how.states.get(actor.id, actor.country))


def _told(id: str, how: Spelling, finals: Mapping[str, Actor]) -> object:
    """All that decides how a report tells of an actor."""
    new = how.renamed.get(id, id)
    return new, how.names.get(new), id in how.states, how.states.get(id), finals.get(new)
