"""To tell which two sides a report last told of together: subject and counterpart, two joined, a "Trump-Kim" summit."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from memcon.model import Mention
from memcon.names.lead import country_at
from memcon.names.scan import HYPHENS, Scan

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "agent"})
FACING = frozenset({"with", "between", "by", "to", "and"})
LEADING, FACED = 0, 1


class Pair(Struct, frozen=True):
    """Two told of together: the persons, if both are, and the states that they are or serve, where both are known."""

    persons: tuple[str, ...]
    states: tuple[str, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """The persons, else the states."""
        return self.persons or self.states


def last_pair(scan: Scan, told: Sequence[Mention], *, since: int, wants: str = "actors") -> Pair | None:
    """The last pair told of (settled mentions, in order) from a sentence on; `wants` names what it must have."""
    clauses: dict[int, list[Mention]] = {}
    for mention in reversed(told):
        if scan.sentence[mention.head] < since:
            break
        if mention.actors and mention.kind in ("person", "state"):
            clauses.setdefault(clause_of(scan, mention.head), []).insert(0, mention)
    found = (_of_clause(scan, members) for members in clauses.values())
    return next((pair for pair in found if pair is not None and getattr(pair, wants)), None)


def _of_clause(scan: Scan, members: Sequence[Mention]) -> Pair | None:
    """The pair of one clause: a group of two, else who leads and whom that one faces."""
    group = next((m for m in reversed(members) if len(m.actors) == 2), None)
    if group is not None:
        return _of_group(scan, group)
    placed = [(place, m) for m in members if len(m.actors) == 1 and (place := _place(scan, m)) is not None]
    order = [m for _, m in sorted(placed, key=lambda p: (p[0], p[1].first))]
    if not order or min(place for place, _ in placed) > LEADING:
        return None
    first = order[0]
    if sum(base_of(scan, m.head) == base_of(scan, first.head) for m in order) > 2:
        return None  # "A, B and C stood by" leads no pair
    other = next((m for m in order[1:] if m.actors != first.actors and _is_other_side(scan, first, m)), None)
    return None if other is None else _pair(first, other)


def _of_group(scan: Scan, group: Mention) -> Pair:
    """A mention of two as a pair."""
    states = {group.country or scan.known.actors[a].country for a in group.actors if a in scan.known.actors}
    known = tuple(sorted(s for s in states if s))
    if group.kind == "state":
        return Pair((), tuple(sorted(group.actors)))
    is_persons = all(a.startswith("person:") for a in group.actors)
    return Pair(tuple(sorted(group.actors)) if is_persons else (), known if len(known) == 2 else ())


def _pair(first: Mention, other: Mention) -> Pair:
    persons = (first.kind, other.kind) == ("person", "person")
    states = {m.actors[0] if m.kind == "state" else m.country for m in (first, other)} - {None}
    known = tuple(sorted(s for s in states if s))
    return Pair(tuple(sorted({*first.actors, *other.actors})) if persons else (), known if len(known) == 2 else ())


def _is_other_side(scan: Scan, first: Mention, other: Mention) -> bool:
    """Whether two may be two sides: of different states, or joined as one subject."""
    if scan.page.tokens[other.head].dep == "conj" and base_of(scan, other.head) == base_of(scan, first.head):
        return True
    return first.country is None or first.country != other.country


def _place(scan: Scan, mention: Mention) -> int | None:
    """Where a mention stands in its clause: it leads, is faced by whoever leads, or neither (None)."""
    tokens = scan.page.tokens
    if _is_hyphened(scan, mention):
        return LEADING
    token = tokens[base_of(scan, mention.head)]
    if token.dep in SUBJECTS:
        return LEADING
    if token.dep == "poss":
        faces = any(
            tokens[k].dep == "prep" and tokens[k].word.lower() == "with" for k in scan.page.children[token.head]
        )
        return LEADING if faces else None
    if token.dep in OBJECTS:
        is_topic = mention.kind == "state" and tokens[token.head].lemma in scan.known.titles.words["telling"]
        return None if is_topic else FACED
    if token.dep == "pobj" and tokens[token.head].word.lower() in FACING:
        return LEADING if tokens[token.head].word.lower() == "between" else FACED
    return None


def _is_hyphened(scan: Scan, mention: Mention) -> bool:
    """Whether a mention is half of a pair that a hyphen joins ("Trump-Kim")."""
    tokens, end = scan.page.tokens, scan.bounds(mention.head).last
    before = mention.first > 0 and tokens[mention.first - 1].word in HYPHENS
    after = mention.last < end and tokens[mention.last].word in HYPHENS
    return before or after


def base_of(scan: Scan, at: int) -> int:
    """The token whose place in the clause a joined or apposed one shares."""
    tokens = scan.page.tokens
    for _ in range(6):
        if tokens[at].dep not in ("conj", "appos") or tokens[at].head == at or tokens[at].tag[:2] == "VB":
            break
        at = tokens[at].head
    return at


def clause_of(scan: Scan, at: int) -> int:
    """The verb that a token hangs under, else the last token above it."""
    tokens = scan.page.tokens
    for _ in range(12):
        is_verb = tokens[at].tag[:2] == "VB" and tokens[at].dep != "prep"  # not "following her talks"
        if is_verb or tokens[at].head == at:
            return at
        at = tokens[at].head
    return at


def joined_states(scan: Scan, tokens: Iterable[int]) -> tuple[str, ...]:
    """The last two states that a hyphen joins among tokens ("US-Russia relations", "the Iranian-Iraqi border")."""
    found: tuple[str, ...] = ()
    for at in tokens:
        states = _joined_at(scan, at)
        if len(states) == 2:
            found = tuple(sorted(states))
    return found


def _joined_at(scan: Scan, at: int) -> set[str]:
    """The states on both sides of a hyphen, be it a token or inside one ("U.S.-Russia")."""
    if scan.page.tokens[at].word in HYPHENS:
        left = country_at(scan, at - 1) if at else None
        right = country_at(scan, scan.starts[at + 1].last - 1) if at + 1 in scan.starts else None
        return {side[1] for side in (left, right) if side}
    parts = scan.words[at].split()
    if len(parts) != 2 or not scan.big[at]:
        return set()
    known = scan.known
    named = {p: known.demonyms.get(p) or next(iter(known.names.get(p, ())), "") for p in parts}
    return {state for state in named.values() if state in known.actors and known.actors[state].kind == "state"}
