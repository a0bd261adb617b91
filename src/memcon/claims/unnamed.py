"""To take the "officials" whom a visitor meets for those of the state that the same sentence has him visit."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen, Side, mention_at
from memcon.claims.sides import is_of_people
from memcon.claims.syntax import after_preposition, kids, objects, sentence_of

WITH_HOSTS = frozenset({"meeting", "negotiation"})
OWN = frozenset({"his", "her", "their", "its", "our"})


def with_unnamed(seen: Seen, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts; who arrives in a state for talks "with senior officials" meets officials of that state."""
    visits = [d for d in drafts if d.kind == "visit" and d.status not in ("denied", "possible")]
    for draft in drafts:
        hosts = _unnamed(seen, draft, visits) if draft.kind in WITH_HOSTS and draft.who and not draft.party else []
        yield replace(draft, whom=tuple(hosts)) if hosts else draft


def _unnamed(seen: Seen, draft: Draft, visits: Iterable[Draft]) -> list[Side]:
    """Those whom a draft calls officials, as of the one state that its visitor goes to in the sentence."""
    if any(side.key() for side in draft.whom):
        return []
    sentence = sentence_of(seen.page, draft.trigger)
    guests = {side.actor for side in draft.who if side.actor}
    near = [v for v in visits if sentence.first <= v.trigger < sentence.last and guests & {s.actor for s in v.who}]
    own = {side.key() for side in draft.who}
    lands = {place.country for visit in near for place in visit.place if place.country} - own
    heads = after_preposition(seen.page, draft.trigger, ("with",)) or objects(
        seen.page, draft.trigger, seen.known.vocabulary
    )
    if len(lands) != 1 or len(heads) != 1 or not _is_bare(seen, heads[0]):
        return []
    state, word = lands.pop(), seen.page.tokens[heads[0]]
    return [Side(seen.page.shown(word), word.start, word.end, state, "state", state, heads[0])]


def _is_bare(seen: Seen, head: int) -> bool:
    """Whether a noun is one for officials of no state told ("senior officials", not "EU leaders" or "his aides")."""
    page = seen.page
    if page.tokens[head].tag != "NNS" or not is_of_people(seen, head) or mention_at(seen, head) is not None:
        return False
    below = [page.tokens[k] for k in page.children[head]]
    named = any(k in seen.at for k in page.children[head]) or bool(kids(page, head, "prep", "relcl", "acl"))
    return not named and not any(t.lemma in OWN or t.tag[:3] == "NNP" for t in below)
