"""To settle whom a bare word means: "the visiting minister", "the envoy", "the 46-year-old", "the island"."""

from collections.abc import Iterator

from memcon.model import Mention
from memcon.names.posts import country_on, gap
from memcon.names.room import LATE, RECENT, Room
from memcon.names.title import Title

NEAR = 3
"""So many sentences back somebody is told of by an age, or as a diplomat."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def by_kind(room: Room, title: Title, country: str | None) -> tuple[str, ...]:
    """Who, of those told of, holds a post of the kind that a bare head names, of a state where one is told."""
    head = room.scan.words[title.head].removesuffix("s")
    kinds = room.known.titles.kinds.get(head, frozenset())
    if not kinds or title.stop - title.start > 1 + (room.scan.words[title.start] == "visiting"):
        return ()
    late = [m.actors[0] for m in room.out[-LATE:] if m.kind == "person" and len(m.actors) == 1 and m.role != "pronoun"]
    if head == "secretary":  # "the secretary" of state or of defence, where such are called so
        kinds |= {"minister"}
        late = [a for a in late if _state(room, a) in room.known.titles.words["secretaries"] or _is_secretary(room, a)]
    fitting = [a for a in dict.fromkeys(late) if any(_is_of_kind(p, kinds) for p in posts_of(room, a))]
    if country is not None:
        fitting = [a for a in fitting if _state(room, a) == country]
    elif "visiting" in room.scan.words[title.first : title.head] and len(fitting) > 1:
        land = next((m.country for m in reversed(room.out[-RECENT:]) if m.kind == "place" and m.country), None)
        fitting = [a for a in fitting if _state(room, a) != land] if land else []
    return (max(fitting, key=late.count),) if fitting else ()


def _is_secretary(room: Room, actor: str) -> bool:
    """Whether a person is called secretary of something."""
    return any("secretary" in post.split() for post in posts_of(room, actor))


def _is_of_kind(post: str, kinds: frozenset[str]) -> bool:
    return post != "prime minister" and bool(kinds.intersection(post.split()))


def posts_of(room: Room, actor: str) -> Iterator[str]:
    """The posts that a person holds on the report's days, by the report or the reference."""
    yield from room.posts.get(actor, ())
    for post in room.known.posts.get(actor, ()):
        if room.days is None or (gap(post, room.days, room.known) or 0) <= 60:
            yield post.post


def _state(room: Room, actor: str) -> str | None:
    if actor in room.known.actors:
        return country_on(room.known, actor, room.days)
    held = room.actor(actor)
    return held.country if held else None


def aged(room: Room, mention: Mention) -> tuple[str, ...]:
    """Whom "the 46-year-old" means: the one person of the last sentence that names any, else its subject."""
    here = room.scan.sentence[mention.first]
    for sentence in range(here - 1, max(-1, here - NEAR), -1):
        near = [m for m in room.out[-LATE:] if room.scan.sentence[m.head] == sentence]
        told = [m for m in near if m.kind == "person" and len(m.actors) == 1]
        leading = [m for m in told if room.scan.page.tokens[m.head].dep in SUBJECTS]
        for some in (told, leading):
            found = tuple(dict.fromkeys(a for m in some for a in m.actors))
            if len(found) == 1:
                return found
        if told:
            return ()
    return ()


def realm(room: Room, mention: Mention) -> tuple[str, ...]:
    """Which state "the island" or "the kingdom" means: the last one told of that is such."""
    kind = room.scan.words[mention.head]
    such = room.known.titles.realms.get(kind, frozenset())
    told = (m.country for m in reversed(room.out[-LATE:]) if m.country and m.kind in ("state", "person", "place"))
    found = next((c for c in told if c in such), None)
    return (found,) if found else ()


def delegation(room: Room, mention: Mention) -> tuple[str, ...]:
    """Which state's "the delegation" is: that of the last delegation told of, where it is one state's."""
    told = (m for m in reversed(room.out[-LATE:]) if m.kind == "state" and room.scan.words[m.head] == "delegation")
    last = next(told, None)
    if last is not None:
        return last.actors if len(last.actors) == 1 else ()
    words, reach = room.scan.words, range(mention.first - 1, max(0, mention.first - FAR_BACK), -1)
    before = next((at for at in reach if words[at] == "delegation"), None)
    return _delegating(room, before) if before is not None else ()


def _delegating(room: Room, at: int) -> tuple[str, ...]:
    """The state that a delegation is of, or of whoever leads it ("a delegation of the party, headed by X")."""
    within = [m for m in room.out[-LATE:] if at < m.first <= at + MOST_WORDS and m.country]
    led = (m for m in within if room.scan.sentence[m.first] == room.scan.sentence[at])
    found = next((m for m in led if OF_WHOM & set(room.scan.words[at + 1 : m.first])), None)
    return (found.country,) if found is not None and found.country else ()


OF_WHOM = frozenset({"of", "from", "led", "headed"})
FAR_BACK, MOST_WORDS = 300, 12
"""Tokens back to the delegation told of, and from it to whose it is."""


def told_of(room: Room, mention: Mention) -> tuple[str, ...]:
    """The one person of a state who was told of lately, where "the Soviet diplomat" may mean nobody else."""
    here = room.scan.sentence[mention.first]
    near = [m for m in room.out[-LATE:] if here - room.scan.sentence[m.head] <= NEAR and m.kind == "person"]
    found = {a for m in near if len(m.actors) == 1 for a in m.actors if _state(room, a) == mention.country}
    return tuple(found) if len(found) == 1 else ()
