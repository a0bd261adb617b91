"""To give "the talks" or "the visit" the participants of the engagement that the report told of before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.sides import Seen, countries
from memcon.claims.syntax import kids
from memcon.model import Expression

GROUPS = {
    "meeting": "meeting",
    "negotiation": "meeting",
    "summit": "meeting",
    "visit": "visit",
    "call": "call",
    "message": "message",
}
POINTERS = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "both"})
# "the first summit", "their next meeting", "the annual session": another one than the last told of.
OTHERS = frozenset(
    {"first", "second", "third", "last", "next", "previous", "earlier", "annual", "regular", "future", "new"}
)


def complete(seen: Seen, drafts: Iterable[Draft], times: Mapping[int, list[Expression]]) -> Iterator[Draft]:
    """The drafts; those without two sides are completed from the last telling of their kind that words point to."""
    held: dict[str, list[Draft]] = {}
    for draft in drafts:
        group = GROUPS.get(draft.kind)
        if group is None:
            yield draft
            continue
        whole = draft if _is_whole(draft) else _completed(seen, draft, held.get(group, []), times)
        if not whole.firm:
            whole = _with_status(whole, held.get(group, []))
        if _is_whole(whole) and not whole.meant:
            held.setdefault(group, []).append(whole)
        yield whole


def _is_whole(draft: Draft) -> bool:
    """Whether a draft names two sides, or one and the place that it visits."""
    sides = countries(draft.participants())
    return len(sides) > 1 or (
        draft.kind == "visit" and bool(sides) and any(p.country not in sides for p in draft.place)
    )


def _completed(seen: Seen, draft: Draft, earlier: Sequence[Draft], times: Mapping[int, list[Expression]]) -> Draft:
    """A draft with the participants of the last earlier one that holds its own; itself where nothing points back."""
    if not draft.rule.startswith("noun") or not _points_back(seen, draft) or not _adds(draft, times):
        return draft
    own = countries(draft.participants())
    fitting = [e for e in earlier if own <= _sides(e)]
    if not fitting:
        return draft
    last = fitting[-1]
    return replace(
        draft,
        who=tuple(replace(s, words=None, start=None, end=None) for s in last.who),
        whom=tuple(replace(s, words=None, start=None, end=None) for s in last.whom),
        party=tuple(replace(s, words=None, start=None, end=None) for s in last.party),
        place=draft.place or tuple(p for p in last.place if draft.kind == "visit"),
        meant=True,
    )


def _with_status(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A draft that only names its event, with the status that the last telling of it gave."""
    sides = countries(draft.participants())
    same = [e for e in earlier if countries(e.participants()) == sides]
    return replace(draft, status=same[-1].status) if same else draft


def _sides(draft: Draft) -> set[str]:
    """A draft's sides with the states of its places."""
    return countries(draft.participants()) | {p.country for p in draft.place if p.country}


def _points_back(seen: Seen, draft: Draft) -> bool:
    """Whether a determiner or possessive points to something told before, and no number or name to something else."""
    page = seen.page
    for k in kids(page, draft.trigger, "amod", "nummod", "compound", "nmod"):
        if page.tokens[k].tag == "CD" or page.tokens[k].lemma in OTHERS or k in seen.at:
            return False
    return any(page.tokens[k].lemma in POINTERS for k in kids(page, draft.trigger, "det", "poss"))


def _adds(draft: Draft, times: Mapping[int, list[Expression]]) -> bool:
    """Whether a telling adds a day, or that it is planned, cancelled or denied: else it is only named again."""
    return draft.trigger in times or draft.carrier in times or draft.status not in ("happened", "possible", "ongoing")
