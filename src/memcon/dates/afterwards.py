"""To give what two sides agreed after talks the day of these talks, where one sentence tells of both."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from memcon.dates.gatherings import OWN, sentence_of
from memcon.model import Claim, Clue, Page, When

_AFTER = re.compile(r"\b(?:after|following|during|at the (?:end|close|conclusion) of|at)\b", re.IGNORECASE)
_SIDES = frozenset({"who", "whom", "party"})
_NEAR = 60
"""So many characters before the day of the talks they are named ("following talks in Lima on")."""
_TALKS = frozenset({"meeting", "negotiation", "summit"})


def place_after_talks(claims: Sequence[Claim], page: Page) -> tuple[Claim, ...]:
    """The claims; an agreement or signing without a day of its own gets that of the talks which its sentence names."""
    dated = [c for c in claims if c.kind in _TALKS and c.status == "happened" and c.when.basis in OWN]
    return tuple(_placed(claim, dated, page) for claim in claims) if dated else tuple(claims)


def _placed(claim: Claim, dated: Sequence[Claim], page: Page) -> Claim:
    """One claim with the day of the talks of the same sides in its sentence."""
    if claim.kind not in ("agreement", "signing") or claim.status != "happened" or claim.when.basis in OWN:
        return claim
    sentence = sentence_of(claim, page)
    for talks in dated:
        inside = sentence is not None and sentence.start <= talks.start < sentence.end
        if inside and talks.when.first == talks.when.last and _sides(talks) == _sides(claim) and _leads(talks, page):
            return replace(claim, when=_told(talks))
    return claim


def _sides(claim: Claim) -> frozenset[str]:
    """Who takes part."""
    return frozenset(slot.actor for slot in claim.slots if slot.part in _SIDES and slot.actor)


def _leads(talks: Claim, page: Page) -> bool:
    """Whether the words before the day of the talks say that the rest came after or in them."""
    day = next((slot.start for slot in talks.slots if slot.part == "day" and slot.start is not None), talks.end)
    return bool(_AFTER.search(page.report.text, max(0, day - _NEAR), day))


def _told(talks: Claim) -> When:
    """The day of the talks, inferred from the words that date them."""
    words = next((slot for slot in talks.slots if slot.part == "day"), None)
    told = (words.words or "", words.start, words.end) if words else ("", None, None)
    days = ((talks.when.first, talks.when.last),) if talks.when.first and talks.when.last else ()
    return When(
        talks.when.first, talks.when.last, "inferred", (Clue("the day of the talks told with it", *told, days, 2),)
    )
