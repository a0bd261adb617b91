"""To tell what is put off to a day that is named ("postponed until May 6") as a plan for that day, beside its end."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen
from memcon.claims.syntax import phrase
from memcon.model import Expression

MOVED = "+moved"
"""What the rule of the plan ends in."""
_REACH = 12
"""So many characters before a day its "until" stands at the farthest."""

Times = Mapping[int, Sequence[Expression]]


def moved(seen: Seen, draft: Draft, times: Times) -> Iterator[tuple[Draft, dict[int, list[Expression]]]]:
    """A draft with the times that are its own, then the plan that took its place, where it is told for when."""
    own = {at: list(told) for at, told in times.items()}
    words = seen.known.vocabulary.words
    if draft.status != "cancelled" or phrase(seen.page, draft.carrier) not in words["moves.verbs"]:
        yield draft, own
        return
    ahead = [told for told in own.get(draft.carrier, ()) if _is_aim(seen, draft, told, words["moves.to"])]
    yield draft, own | {draft.carrier: [told for told in own.get(draft.carrier, ()) if told not in ahead]}
    if ahead:
        yield replace(draft, status="scheduled", rule=draft.rule + MOVED), {draft.carrier: ahead[:1]}


def _is_aim(seen: Seen, draft: Draft, told: Expression, leading: frozenset[str]) -> bool:
    """Whether an expression is led by a word that says to when something is moved."""
    page = seen.page
    before = page.report.text[max(page.tokens[draft.carrier].end, told.start - _REACH) : told.start].lower().split()
    first = told.words.lower().split()[0]
    return told.form != "duration" and (bool(leading.intersection(before[-1:])) or first in leading)
