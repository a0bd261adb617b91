"""To tell what somebody's own "I" and "we" add to a report from what they only say again of what it tells."""

import re
from collections.abc import Iterator, Mapping, Sequence

from memcon.claims.draft import Draft
from memcon.claims.first_person import is_first_person
from memcon.claims.seen import Seen, countries
from memcon.claims.syntax import kids
from memcon.model import Expression

TOGETHER = frozenset({"meeting", "negotiation", "summit", "visit", "reception"})
FIRM = frozenset({"happened", "ongoing", "scheduled", "cancelled", "denied"})
PRESENT = re.compile(r"\b(?:today|tonight|now|this)\b", re.IGNORECASE)
"""Times that are those of the telling, and tell no other engagement."""
KNOWN = frozenset({"our", "my", "the", "this", "that", "these"})
MANY = frozenset({"many", "several", "numerous", "countless", "more", "various"})


def without_repeats(seen: Seen, drafts: Sequence[Draft], times: Mapping[int, Sequence[Expression]]) -> Iterator[Draft]:
    """The drafts, but for what somebody says of "us" that has no day and names an engagement told of elsewhere."""
    for draft in drafts:
        is_engagement = seen.known.vocabulary.kinds[draft.kind].family == "engagement"
        if _is_plain(draft):
            yield draft
        elif not is_engagement:
            yield from [draft] if len(countries(draft.participants())) > 1 else ()  # "we commit to try" binds nobody
        elif _is_firm(seen, draft) and not _is_told(draft, drafts, times):
            yield draft


def _is_firm(seen: Seen, draft: Draft) -> bool:
    """Whether one engagement is told, neither wished for, nor one of many, nor only named ("during our talks")."""
    below = {seen.page.tokens[k].lemma for k in kids(seen.page, draft.trigger, "amod", "det", "poss")}
    is_named = draft.rule.startswith("noun") and seen.page.tokens[draft.trigger].dep == "pobj" and below & KNOWN
    return draft.status in FIRM and not below & MANY and not is_named


def _is_told(draft: Draft, drafts: Sequence[Draft], times: Mapping[int, Sequence[Expression]]) -> bool:
    """Whether another telling has the same sides, in the outlet's words or earlier, and none has another day."""
    told = [time.words for at in (draft.trigger, draft.carrier) for time in times.get(at, ())]
    if not all(PRESENT.search(words) for words in told):
        return False
    sides = _sides(draft)
    return any(
        _sides(other) == sides and (other.trigger < draft.trigger or _is_plain(other))
        for other in drafts
        if other is not draft and other.status in FIRM and _group(other.kind) == _group(draft.kind)
    )


def _is_plain(draft: Draft) -> bool:
    """Whether nobody speaks of himself."""
    return not any(is_first_person(side.words or "") for side in draft.participants())


def _group(kind: str) -> str:
    """Kinds that tell of one encounter as one."""
    return "meeting" if kind in TOGETHER else kind


def _sides(draft: Draft) -> set[str]:
    """The sides of a draft, with the states of its places where nobody else is told."""
    found = countries(draft.participants())
    return found if len(found) > 1 else found | {place.country for place in draft.place if place.country}
