"""To make one actor of each person across a pile, whose reports spell the name in different ways."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from memcon.groups import Groups
from memcon.model import Actor, Claim, Coded, Post, Slot, Voice
from memcon.reference import Reference
from memcon.spelling import alike, fold, skeleton

Pair = tuple[str, str]
"""The ids of two actors."""


class Spelling(Struct, frozen=True):
    """How a pile's persons are told: the one state of each id that reports tell of several, the id that each of several
    ids of one person becomes, and the name of each such person."""

    states: Mapping[str, str | None]
    renamed: Mapping[str, str]
    names: Mapping[str, str]


def unify(
    coded: Sequence[Coded], known: Reference, *, one: Sequence[Pair] = (), apart: Collection[Pair] = ()
) -> tuple[Coded, ...]:
    """The same reports, in their order, with one id a person; which ids become one does not depend on that order.

    Only persons whom the reference does not know are joined, and only within one state: full names that are spellings,
    initials or parts of one another. A name that fits two others stays apart. Whatever the names say, the pairs `one`
    become one actor, and those `apart` stay two.
    """
    how = held_spelling(coded, known, one=one, apart=apart)
    return tuple(respelt(each, how) for each in coded)


def held_spelling(
    coded: Sequence[Coded], known: Reference, *, one: Sequence[Pair] = (), apart: Collection[Pair] = ()
) -> Spelling:
    """How the actors of these reports are told, as people decided."""
    told = Counter(actor for each in coded for actor in each.actors)
    how = spelling(told, known.actors)
    return held_to(how, {**as_told(told), **known.actors}, one, apart) if one or apart else how


def told_elsewhere(coded: Sequence[Coded], elsewhere: Mapping[str, Mapping[str, Actor]]) -> tuple[Coded, ...]:
    """The same reports, in some of which an id means another actor of that name."""
    if not elsewhere:
        return tuple(coded)
    return tuple(
        _rewritten(one, {id: new.id for id, new in elsewhere.get(one.report.id, {}).items()}, {}) for one in coded
    )


def spelling(told: Mapping[Actor, int], known: Collection[str]) -> Spelling:
    """How the persons of a pile are told, given how many of its reports tell of each actor in just this way."""
    states = chosen_states(told)
    persons = (actor for actor in told if actor.kind == "person" and actor.id not in known)
    local = as_told(replace(one, country=states.get(one.id, one.country)) for one in persons)
    renamed = _renamed(sorted(local.values(), key=lambda a: a.id))
    names = {new: min(_called(local, renamed, new), key=lambda n: (-len(n), n)) for new in set(renamed.values())}
    return Spelling(states, renamed, names)


def held_to(how: Spelling, actors: Mapping[str, Actor], one: Sequence[Pair], apart: Collection[Pair]) -> Spelling:
    """The spelling as people decided: pairs that are one joined, pairs that are two left apart.

    What the machine joins holds as far as it joins none that people hold apart.
    """
    groups = Groups(apart)
    for first, other in one:
        groups.join(first, other)
    machine: defaultdict[str, list[str]] = defaultdict(list)
    for old, new in sorted(how.renamed.items()):
        machine[new].append(old)
    for new, olds in sorted(machine.items()):
        for n, old in enumerate(olds):
            near = next((to for to in (new, *olds[:n]) if not groups.is_apart(to, old)), None)
            if near is not None:
                groups.join(near, old)
    first_named = {first for first, _ in one}
    renamed: dict[str, str] = {}
    names: dict[str, str] = {}
    for members in groups.members():
        keep = min(members, key=lambda id: (id not in first_named, -len(fold(actors[id].name)), id))
        renamed |= {id: keep for id in members if id != keep}
        names[keep] = actors[keep].name
    states = {**how.states, **{id: actors[keep].country for id, keep in renamed.items()}}
    return Spelling(states, renamed, names)


def _as_told(actor: Actor) -> tuple[str, str, str]:
    return actor.name, actor.kind, str(actor.country)


def as_told(actors: Iterable[Actor]) -> dict[str, Actor]:
    """Each actor once, by id; where reports tell of one in several ways, the first in order of these."""
    found: dict[str, Actor] = {}
    for actor in actors:
        one = found.get(actor.id)
        if one is None or (one is not actor and _as_told(actor) < _as_told(one)):
            found[actor.id] = actor
    return found


def chosen_states(told: Mapping[Actor, int]) -> dict[str, str | None]:
    """The state of each actor that reports tell of several: that of most reports; a record's person has one row."""
    counts: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
    for actor, n in told.items():
        counts[actor.id][actor.country] += n
    return {id: min(n, key=lambda c: (-n[c], c is None, str(c))) for id, n in counts.items() if len(n) > 1}


def respelt(coded: Coded, how: Spelling) -> Coded:
    """A report with its actors as the pile tells them."""
    if any(a.id in how.states for a in coded.actors):
        actors = (replace(a, country=how.states[a.id]) if a.id in how.states else a for a in coded.actors)
        coded = replace(coded, actors=tuple(actors))
    return _rewritten(coded, how.renamed, how.names)


def _called(local: Mapping[str, Actor], renamed: Mapping[str, str], new: str) -> Iterable[str]:
    """The names of all actors that become one."""
    return (local[id].name for id in (new, *(old for old, to in renamed.items() if to == new)))


def _renamed(actors: Sequence[Actor]) -> dict[str, str]:
    """Old id to new id, for those that change."""
    by_state: defaultdict[str | None, list[Actor]] = defaultdict(list)
    for actor in actors:
        by_state[actor.country].append(actor)
    renamed: dict[str, str] = {}
    for group in by_state.values():
        for one in _groups(group):
            keep = min(one, key=lambda a: (-len(fold(a.name)), a.id)).id
            renamed |= {a.id: keep for a in one if a.id != keep}
    return renamed


def _groups(actors: Sequence[Actor]) -> list[list[Actor]]:
    """Actors of one state by person; a name that fits several different persons stays alone."""
    names = {a.id: tuple(fold(a.name).split()) for a in actors}
    buckets: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        for word in {skeleton(w) for w in names[actor.id] if len(w) > 1}:
            buckets[word].append(actor)
    groups: list[list[Actor]] = []
    done: set[str] = set()
    for actor in sorted(actors, key=lambda a: (sum(len(w) == 1 for w in names[a.id]), -len(names[a.id]), a.id)):
        if actor.id in done or len(names[actor.id]) < 2:
            continue
        near = {
            b.id: b
            for word in names[actor.id]
            for b in buckets[skeleton(word)]
            if b.id not in done and b.id != actor.id
        }
        one = [
            actor,
            *(
                b
                for _, b in sorted(near.items())
                if is_one(names[actor.id], names[b.id]) and _plain(b, actors, names, actor)
            ),
        ]
        done.update(a.id for a in one)
        groups.append(one)
    return groups


def _plain(short: Actor, actors: Sequence[Actor], names: Mapping[str, tuple[str, ...]], long: Actor) -> bool:
    """Whether nobody else whom a name also fits is a different person from the one in question."""
    rivals = [a for a in actors if a.id not in (short.id, long.id) and is_one(names[a.id], names[short.id])]
    return all(is_one(names[a.id], names[long.id]) for a in rivals)


def is_one(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two folded full names may be one person's: same spelling class in any order, a part, or an initial."""
    if len(left) < 2 or len(right) < 2:
        return False
    a, b = [skeleton(w) for w in left if len(w) > 1], [skeleton(w) for w in right if len(w) > 1]
    if sorted(a) == sorted(b) and len(a) > 1:
        return True
    short, long = sorted((left, right), key=len)
    if skeleton(short[-1]) == skeleton(long[-1]) and short[-1][:1] == long[-1][:1]:
        return alike(short[0], long[0]) and (len(short) < len(long) or 1 in (len(short[0]), len(long[0])))
    return len(short) < len(long) and set(short) <= set(long) and short[0] == long[0]


def _rewritten(coded: Coded, renamed: Mapping[str, str], names: Mapping[str, str]) -> Coded:
    """A report's claims, actors, names and posts under the new ids."""
    if not any(a.id in renamed or a.id in names for a in coded.actors):
        return coded
    actors = {_new(a.id, renamed): a for a in coded.actors}
    return replace(
        coded,
        actors=tuple(replace(a, id=i, name=names.get(i, a.name)) for i, a in sorted(actors.items())),
        claims=tuple(_claim(c, renamed) for c in coded.claims),
        names=tuple(sorted({(_new(i, renamed), words, n) for i, words, n in coded.names})),
        posts=tuple(dict.fromkeys(_post(p, renamed) for p in coded.posts)),
    )


def _new(id: str, renamed: Mapping[str, str]) -> str:
    return renamed.get(id, id)


def _claim(claim: Claim, renamed: Mapping[str, str]) -> Claim:
    slots = tuple(_slot(s, renamed) for s in claim.slots)
    voice = claim.voice if claim.voice.speaker is None else Voice(claim.voice.kind, _new(claim.voice.speaker, renamed))
    place = claim.place and _new(claim.place, renamed)
    return replace(claim, slots=slots, voice=voice, place=place)


def _slot(slot: Slot, renamed: Mapping[str, str]) -> Slot:
    return replace(slot, actor=renamed[slot.actor]) if slot.actor is not None and slot.actor in renamed else slot


def _post(post: Post, renamed: Mapping[str, str]) -> Post:
    return replace(post, actor=_new(post.actor, renamed))
