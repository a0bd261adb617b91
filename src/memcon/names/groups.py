"""To settle groups of no names: "the two leaders", "both men", "both countries", "the foreign ministers"."""

from collections.abc import Sequence

from memcon.model import Mention
from memcon.names.binding import barred
from memcon.names.pairs import SUBJECTS, Pair, clause_of, joined_states, last_pair
from memcon.names.posts import FAR, country_on, gap, holders, leading, meant, rank_on
from memcon.names.room import LATE, RECENT, Room
from memcon.names.title import Title

NEAR, EVER = 3, 40
"""So many sentences back a pair is still spoken of, and was ever."""
SENT = frozenset({"special envoy", "negotiator", "representative", "mediator"})
"""Posts by which two who met may be told of, whatever else they are called."""
TOP = frozenset({"top", "chief"})
"""What makes foreign ministers of diplomats."""
NUMBERS = {"three": 3, "trio": 3, "threesome": 3, "quartet": 4, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def persons(room: Room, mention: Mention) -> tuple[str, ...]:
    """Whom "both men" or "the two" means: the pair last told of, else the last persons of two states."""
    if _count(room, mention) > 2:
        return _latest(room, None, _count(room, mention))
    words = room.scan.words[mention.first : mention.last]
    if words[-1] == "diplomats" and TOP.intersection(words):
        return _latest(room, room.known.titles.persons["top diplomat"], 2)
    pair = _pair(room, mention, NEAR, "persons")
    if pair is not None:
        return pair.persons
    if mention.rule == "the two told of":
        pair = _pair(room, mention, 1, "states")
        return pair.states if pair is not None else ()
    return _latest(room, None, 2)


def holders_told(room: Room, mention: Mention, title: Title) -> tuple[str, ...]:
    """Whom "the two leaders" or "the foreign ministers" means: holders of the post told of, else of the two states."""
    if _are_of_another(room, mention):
        return ()
    group = _group(room, mention, title)
    if group:
        return group
    wanted, count = meant(room.known, room.scan.text(title.start, title.stop), None), _count(room, mention)
    others = faced(room, mention)
    several = _all_told(room, wanted, others) if title.lead == "the" else ()
    if len(several) > 2:
        return several
    pair = _pair(room, mention, EVER, "persons") if count == 2 else None
    if pair is not None and all(_fits(room, a, wanted) and a not in others for a in pair.persons):
        return pair.persons
    told = _latest(room, wanted, count, others)
    if told or count > 2:
        return told
    near = _pair(room, mention, 1, "persons") if wanted[0] in SENT else None
    if near is not None and not others.intersection(near.persons):
        return near.persons
    states = _pair_states(room, mention)
    found = [one for c in states for one in holders(room.known, c, _posts(room, wanted, c), room.days)[:1]]
    return tuple(sorted(found)) if len(found) == 2 and len(states) == 2 else ()


def _are_of_another(room: Room, mention: Mention) -> bool:
    """Whether a name follows that says whose they are ("the leaders of the Andean Pact"): none of those told of."""
    scan, at = room.scan, mention.last
    end = scan.bounds(mention.head).last
    if at + 1 >= end or scan.words[at] != "of":
        return False
    named = at + 2 if scan.words[at + 1] == "the" else at + 1
    return named < end and scan.page.tokens[named].tag in ("NNP", "NNPS")


def _group(room: Room, mention: Mention, title: Title) -> tuple[str, ...]:
    """The persons of a group told of before that is as large: "the foreign ministers of A, B and C", "the three"."""
    count = _count(room, mention)
    before = next((m for m in reversed(room.out[-RECENT:]) if len(m.actors) == count and m.kind == "person"), None)
    if before is None or count < 3 or title.lead not in ("the", "these", *NUMBERS):
        return ()
    return before.actors if all(a.startswith("person:") for a in before.actors) else ()


def host_or_guest(room: Room, mention: Mention, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Whom "the host" or "the guest" means: of the pair last told of who is, or is not, of the land they are in.

    `owners` are whom the pronoun of "his host" may mean.
    """
    pair = _pair(room, mention, NEAR, "persons")
    land = next((m.country for m in reversed(room.out[-RECENT:]) if m.kind == "place" and m.country), None)
    if pair is None or land is None:
        is_owned = room.scan.words[mention.first] in ("his", "her")
        return _other(room, mention, pair, owners) if is_owned else ()
    at_home = [a for a in pair.persons if _is_of(room, a, land)]
    abroad = [a for a in pair.persons if a not in at_home]
    chosen = at_home if mention.rule == "the host" else abroad
    return tuple(chosen) if len(at_home) == len(abroad) == 1 else ()


def _other(room: Room, mention: Mention, pair: Pair | None, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Whom "his host" or "his guest" means: of the pair last told of the one whom "his" does not."""
    scan = room.scan
    around = scan.page.children[clause_of(scan, mention.head)]
    subjects = [c for c in around if scan.page.tokens[c].dep in SUBJECTS and c != mention.head]
    beside = scan.page.tokens[mention.head]  # "A and his guest"
    own = set(room.meant_at(beside.head)) if beside.dep == "conj" else {a for c in subjects for a in room.meant_at(c)}
    if pair is None:
        return _foreigner(room, own or set(owners))
    others = [a for a in pair.persons if a not in (own & set(pair.persons) or set(owners))]
    return (others[0],) if len(others) == 1 else ()


def _foreigner(room: Room, own: set[str]) -> tuple[str, ...]:
    """The last person told of by name who is of another state than these."""
    lands = {held.country for a in own if (held := room.actor(a)) is not None and held.country}
    for mention in reversed(room.out[-RECENT:]):
        actor = room.actor(mention.actors[0]) if len(mention.actors) == 1 else None
        if actor is None or mention.kind != "person" or mention.role != "name" or mention.actors[0] in own:
            continue
        return mention.actors if lands and actor.country and actor.country not in lands else ()
    return ()


def _is_of(room: Room, actor: str, country: str) -> bool:
    """Whether a person serves a state on the report's days, or is of it as the report tells."""
    if actor in room.known.actors:
        return country_on(room.known, actor, room.days) == country
    held = room.actor(actor)
    return held is not None and held.country == country


def _all_told(room: Room, wanted: tuple[str, ...], others: frozenset[str]) -> tuple[str, ...]:
    """All persons who fit a post in the last sentence that names two such."""
    found: dict[int, set[str]] = {}
    for mention in room.out[-2 * RECENT :]:
        if mention.kind == "person" and mention.role == "name":
            fitting = {a for a in mention.actors if a not in others and _fits(room, a, wanted)}
            found.setdefault(room.scan.sentence[mention.head], set()).update(fitting)
    return tuple(sorted(next((actors for actors in reversed(found.values()) if len(actors) > 1), ())))


def faced(room: Room, mention: Mention) -> frozenset[str]:
    """The actors whom a mention's own clause sets against it."""
    return frozenset(a for at in barred(room.scan, mention) for a in room.meant_at(at))


def sides(room: Room, mention: Mention) -> tuple[str, ...]:
    """The two states that "both countries" means: those of the pair last told of, else those told of most."""
    if _count(room, mention) > 2:
        return ()
    near = _pair_states(room, mention)
    return near or _most_told(_states(room.out[-LATE:])) or _most_told(_states(room.given[len(room.out) :][:RECENT]))


def _pair_states(room: Room, mention: Mention) -> tuple[str, ...]:
    """The states of the pair last told of, or that a hyphen joins, near a mention."""
    here, told = room.scan.sentence[mention.first], room.out[-LATE:]
    for sentence in range(here, max(-1, here - NEAR - 1), -1):
        near = [m for m in told if room.scan.sentence[m.head] == sentence]
        pair = last_pair(room.scan, near, since=sentence, wants="states")
        if pair is not None:
            return pair.states
        each = room.scan.page.sentences[sentence]
        states = joined_states(room.scan, range(each.first, min(each.last, mention.first)))
        if states:
            return states
    return ()


def _pair(room: Room, mention: Mention, back: int, wants: str) -> Pair | None:
    return last_pair(room.scan, room.out[-LATE:], since=room.scan.sentence[mention.first] - back, wants=wants)


def _posts(room: Room, wanted: tuple[str, ...], country: str) -> tuple[str, ...]:
    """The posts meant in one state: its own leading post first where leaders are meant."""
    return leading(room.known, country) if "leader" in wanted else wanted


def _count(room: Room, mention: Mention) -> int:
    """How many a group has: "the three leaders"."""
    return next((NUMBERS[w] for w in room.scan.words[mention.first : mention.last] if w in NUMBERS), 2)


def _fits(room: Room, actor: str, wanted: tuple[str, ...]) -> bool:
    """Whether a person may be told of by a post: held by reference or report, or one in high office as a leader."""
    posts = room.known.posts.get(actor, ())
    held = {p.post for p in posts if (gap(p, room.days, room.known) or 0) <= FAR} | room.posts.get(actor, set())
    if {"leader", "president"}.intersection(wanted) and rank_on(room.known, actor, room.days) <= 2:
        return True
    kinds = room.known.titles.kinds.get(wanted[0].rpartition(" ")[2], frozenset()) if len(wanted) == 1 else frozenset()
    if "minister" in wanted or (kinds and wanted[0] not in room.known.titles.ranks):
        return any((kinds or {"minister"}).intersection(post.split()) for post in held)
    return bool(held.intersection(wanted))


def _latest(
    room: Room, wanted: tuple[str, ...] | None, count: int, others: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The last so many persons told of who fit a post and are no `others`, of as many states."""
    found: dict[str | None, str] = {}
    for mention in reversed(room.out[-4 * RECENT :]):
        if mention.kind != "person" or len(mention.actors) != 1 or mention.role == "pronoun":
            continue
        actor = mention.actors[0]
        if actor in others or (wanted is not None and not _fits(room, actor, wanted)):
            continue
        found.setdefault(mention.country or getattr(room.actor(actor), "country", None), actor)
        if len(found) == count:
            return tuple(sorted(found.values()))
    return ()


def _states(told: Sequence[Mention]) -> list[str]:
    """The states told of in order, by name, by government or by their people."""
    found: list[str] = []
    for mention in told:
        if mention.kind == "state":
            found += mention.actors
        elif mention.kind == "person" and mention.country and mention.role != "pronoun":
            found.append(mention.country)
    return found[-3 * RECENT :]


def _most_told(told: Sequence[str]) -> tuple[str, ...]:
    """The two states told of most, of equals the last."""
    order = sorted(set(told), key=lambda c: (-told.count(c), told[::-1].index(c)))
    return tuple(sorted(order[:2])) if len(order) > 1 else ()
