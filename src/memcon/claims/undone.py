"""To tell a past plan of what the report says was cancelled ("the visit had been set for Friday") as cancelled too."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft, are_others
from memcon.claims.seen import Seen, countries
from memcon.claims.syntax import governors, is_verb, kids

TOGETHER = frozenset({"meeting", "negotiation", "summit", "reception"})
"""Kinds that may tell of one event."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
BUT = 3  # words before a verb among which its "but" stands
NEAR = 4  # governors climbed to the clause that says when it was planned


def undone(seen: Seen, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts; one that only says what was planned is cancelled where another says that it was."""
    off = [d for d in drafts if d.status == "cancelled"]
    for draft in drafts:
        if draft.status == "scheduled" and _was_planned(seen, draft):
            is_off = any(_is_same(draft, other) for other in off) or _is_given_up(seen, draft)
            yield replace(draft, status="cancelled") if is_off else draft
        else:
            yield draft


def _is_given_up(seen: Seen, draft: Draft) -> bool:
    """Whether the clause goes on with what was done in its stead ("was to fly to Oslo but cancelled")."""
    page = seen.page
    over = [at for at in (draft.carrier, *list(governors(page, draft.carrier))[:NEAR]) if is_verb(page, at)]
    over += [k for at in over for k in kids(page, at, "xcomp", "advcl") if is_verb(page, k)]
    joined = [k for at in over for k in kids(page, at, "conj") if k > draft.trigger and is_verb(page, k)]
    turned = [k for k in joined if any(token.lemma == "but" for token in page.tokens[k - BUT : k])]
    return any(_is_called_off(seen, k) for k in (*turned, *(n for k in turned for n in kids(page, k, "conj"))))


def _is_called_off(seen: Seen, verb: int) -> bool:
    """Whether a verb calls off what stands before it, or tells what was done instead."""
    page, calls = seen.page, seen.known.vocabulary.governs["verbs"]
    if any(page.tokens[k].lemma == "instead" for k in page.children[verb]):
        return True
    return calls.get(page.tokens[verb].lemma) == "cancelled" and not kids(page, verb, "dobj")


def _is_same(draft: Draft, other: Draft) -> bool:
    """Whether two drafts may tell of one event: kinds that go together, and the same sides."""
    within = other.kind == "visit" and draft.kind in TOGETHER  # what a visit called off was to bring goes with it
    if draft.kind != other.kind and not {draft.kind, other.kind} <= TOGETHER and not within:
        return False
    same = _sides(draft) <= _sides(other) if within else _sides(draft) == _sides(other)
    return bool(_sides(draft)) and same and not are_others(draft, other) and not _face_others(draft, other)


def _face_others(draft: Draft, other: Draft) -> bool:
    """Whether two drafts name different persons of one state: "A met C" is not "B met C"."""
    ours, theirs = ({(s.key(), s.actor) for s in d.participants() if s.kind == "person"} for d in (draft, other))
    shared = {state for state, _ in ours} & {state for state, _ in theirs} - {None}
    return any(not {one for one in ours if one[0] == state} & theirs for state in shared)


def _sides(draft: Draft) -> set[str]:
    """The countries of the participants and of a visit's places."""
    return countries(draft.participants()) | {p.country for p in draft.place if p.country}


def _was_planned(seen: Seen, draft: Draft) -> bool:
    """Whether the first finite clause above an event's word stands in the past ("was scheduled", "had been due")."""
    page = seen.page
    for at in (draft.carrier, *list(governors(page, draft.carrier))[:NEAR]):
        forms = [page.tokens[k].tag for k in (at, *kids(page, at, "aux", "auxpass"))]
        if is_verb(page, at) and FINITE & set(forms):
            is_meant = page.tokens[at].tag == "VBG"  # "added that he was planning to go later in the year"
            return "VBD" in forms and "MD" not in forms and not is_meant
    return False
