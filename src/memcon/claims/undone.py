"""To tell a past plan of what the report says was cancelled ("the visit had been set for Friday") as cancelled too."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft, are_others
from memcon.claims.seen import Seen, countries
from memcon.claims.syntax import governors, is_verb, kids

TOGETHER = frozenset({"meeting", "negotiation", "summit", "reception"})
"""Kinds that may tell of one event."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NEAR = 4  # governors climbed to the clause that says when it was planned


def undone(seen: Seen, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts; one that only says what was planned is cancelled where another says that it was."""
    off = [d for d in drafts if d.status == "cancelled"]
    for draft in drafts:
        is_off = draft.status == "scheduled" and any(_is_same(draft, other) for other in off)
        yield replace(draft, status="cancelled") if is_off and _was_planned(seen, draft) else draft


def _is_same(draft: Draft, other: Draft) -> bool:
    """Whether two drafts may tell of one event: kinds that go together, and the same sides."""
    if draft.kind != other.kind and not {draft.kind, other.kind} <= TOGETHER:
        return False
    return bool(_sides(draft)) and _sides(draft) == _sides(other) and not are_others(draft, other)


def _sides(draft: Draft) -> set[str]:
    """The countries of the participants and of a visit's places."""
    return countries(draft.participants()) | {p.country for p in draft.place if p.country}


def _was_planned(seen: Seen, draft: Draft) -> bool:
    """Whether the first finite clause above an event's word stands in the past ("was scheduled", "had been due")."""
    page = seen.page
    for at in (draft.carrier, *list(governors(page, draft.carrier))[:NEAR]):
        forms = [page.tokens[k].tag for k in (at, *kids(page, at, "aux", "auxpass"))]
        if is_verb(page, at) and FINITE & set(forms):
            return "VBD" in forms and "MD" not in forms
    return False
