"""To tell several encounters of one word apart: "met A in Lima and B in Oslo", "talks with A, and with B on Friday"."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import TypeVar

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen, Side, from_mention, mention_at
from memcon.claims.sides import sides
from memcon.claims.syntax import conjuncts, governors, kids, sentence_of
from memcon.model import Expression

ENCOUNTERS = frozenset({"meeting", "negotiation", "call"})
APART = frozenset({"separately", "individually"})
AND = frozenset({"and", "then", "later", "also"})
LOCATIVE = frozenset({"in", "at", "near", "outside"})


def each_apart(seen: Seen, draft: Draft) -> list[Draft]:
    """A draft as one for each encounter that its word tells of; any other draft itself."""
    if draft.kind not in ENCOUNTERS or draft.party or not draft.who or not draft.whom or draft.meant:
        return [draft]
    if len(draft.who) > 1 and _is_separate(seen, draft):
        return [replace(draft, who=(one,)) for one in draft.who]
    legs = sorted([*_named(draft), *_gapped(seen, draft), *_after_place(seen, draft)], key=lambda leg: leg[0])
    starts = [start for start, _ in legs]
    reaches = list(pairwise([*starts, sentence_of(seen.page, draft.trigger).last]))
    if len(set(starts)) < 2 or not all(_has_setting(seen, reach) for reach in reaches):
        return [draft]
    return [replace(draft, whom=(one,), reach=reach) for (_, one), reach in zip(legs, reaches, strict=True)]


def _is_separate(seen: Seen, draft: Draft) -> bool:
    """Whether those who met somebody did so each by himself."""
    page = seen.page
    near = [k for at in (draft.trigger, draft.carrier) for k in kids(page, at, "advmod", "prep")]
    return any(page.tokens[n].lemma in APART for k in near for n in (k, *kids(page, k, "advmod")))


def _named(draft: Draft) -> list[tuple[int, Side]]:
    """The counterparts after the word, each with its token, in order."""
    return sorted(
        ((s.head, s) for s in draft.whom if s.head is not None and s.head > draft.trigger), key=lambda leg: leg[0]
    )


def _gapped(seen: Seen, draft: Draft) -> Iterator[tuple[int, Side]]:
    """The counterparts of a later "and with", which the parser ties to what stands before it."""
    page = seen.page
    taken = {side.actor for side in draft.participants()}
    for at in range(draft.trigger + 2, sentence_of(page, draft.trigger).last):
        joined = page.tokens[at].dep == "conj" or page.tokens[at - 1].lemma in AND
        if page.tokens[at].lemma != "with" or not joined or not _is_under(seen, at, draft):
            continue
        for side in sides(seen, [c for o in kids(page, at, "pobj") for c in conjuncts(page, o)]):
            if side.actor not in taken and (side.key() or side.actor):
                yield at, side


def _after_place(seen: Seen, draft: Draft) -> Iterator[tuple[int, Side]]:
    """The persons whom the parser joins to the place before them: "met A in Lima and B in Oslo"."""
    taken, named = {side.actor for side in draft.participants()}, {side.head for side in draft.whom}
    for at in range(draft.trigger + 2, sentence_of(seen.page, draft.trigger).last):
        token, mention = seen.page.tokens[at], mention_at(seen, at)
        place = mention_at(seen, token.head)
        if mention is None or mention.kind != "person" or mention.head != at or token.dep != "conj":
            continue
        above = seen.page.tokens[seen.page.tokens[token.head].head].head
        if place is not None and place.kind == "place" and above in (draft.trigger, draft.carrier, *named):
            yield from ((at, side) for side in from_mention(seen, mention) if side.actor and side.actor not in taken)


def _is_under(seen: Seen, at: int, draft: Draft) -> bool:
    """Whether a token hangs from a draft's word or its verb through prepositions alone."""
    own = {draft.trigger, draft.carrier, *islice(governors(seen.page, draft.carrier), 2)}  # "was due to hold talks"
    for above in governors(seen.page, at):
        if above in own:
            return True
        if seen.page.tokens[above].dep not in ("prep", "pobj", "conj"):
            return False
    return False


def _has_setting(seen: Seen, reach: tuple[int, int]) -> bool:
    """Whether a place or a time is told within a stretch of tokens."""
    page = seen.page
    first, last = page.tokens[reach[0]].start, page.tokens[reach[1] - 1].end
    if any(first <= time.start < last for time in seen.reading.times):
        return True
    return bool(_located(seen, reach))


def _located(seen: Seen, reach: tuple[int, int]) -> list[Side]:
    """The places named after a preposition of place within a stretch of tokens."""
    near = [m for m in seen.reading.mentions if reach[0] < m.first < reach[1] and m.kind in ("place", "state")]
    led = [m for m in near if seen.page.tokens[m.first - 1].lemma in LOCATIVE]
    return [side for m in led for side in from_mention(seen, m)]


def places_within(seen: Seen, draft: Draft, own: Sequence[Side]) -> list[Side]:
    """A draft's places: of one encounter of several those within its reach, whatever they hang from."""
    return (_located(seen, draft.reach) if draft.reach else []) or within(seen, draft, own)


def times_within(seen: Seen, draft: Draft, own: Sequence[Expression]) -> list[Expression]:
    """A draft's times: of one encounter of several those within its reach, whatever they hang from."""
    found = within(seen, draft, own)
    return found or within(seen, draft, [time for time in seen.reading.times if draft.reach])


Told = TypeVar("Told", Side, Expression)


def within(seen: Seen, draft: Draft, found: Sequence[Told]) -> list[Told]:
    """The places or times of one encounter: those within its reach, else before its word; all where it is the only."""
    if draft.reach is None:
        return list(found)
    tokens = seen.page.tokens
    first, last, word = (tokens[at].start for at in (draft.reach[0], draft.reach[1] - 1, draft.trigger))
    inside = [one for one in found if one.start is not None and first <= one.start <= last]
    return inside or [one for one in found if one.start is not None and one.start < word]
