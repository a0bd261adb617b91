"""To give a meeting the place that somebody goes to for it: "flew to Geneva for talks with the premier"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from memcon.model import Claim, Page, Slot

AIM = re.compile(
    r"\b(?:for|to(?: (?:hold|have|conduct|attend|continue|resume|begin))?)"
    r"(?: (?!ask|seek|prepar|propos|press|urg|discuss|call|plan|arrang|request)[\w’'-]+){0,4} $",
    re.IGNORECASE,
)
"""What leads from the place of a journey to a meeting there, up to the word that tells the meeting."""
FARTHEST, LONGEST = 80, 60
"""So many characters from the place to the meeting; so many tokens of a clause."""


def led_to(claim: Claim, visits: Sequence[Claim], page: Page) -> Slot | None:
    """The place of the journey whose aim a meeting is, told last before it in its sentence; None where none is."""
    at = _told_at(claim, page)
    places = [slot for visit in visits for slot in visit.slots if slot.part == "place" and slot.actor == visit.place]
    near = [slot for slot in places if slot.end and 0 < at - slot.end < FARTHEST]
    place = max(near, key=lambda slot: slot.start or 0, default=None)
    if place is None or place.end is None:
        return None
    between = page.report.text[place.end : at]
    is_aim = not re.search(r"[.;\n]", between) and AIM.search(between) is not None
    return Slot("place", place.words, place.start, place.end, place.actor) if is_aim else None


def _told_at(claim: Claim, page: Page) -> int:
    """Where the word that tells a claim begins; its own start where the word is not found."""
    lemma = claim.rule.partition("+")[0].rpartition(".")[2]
    first = bisect_left(page.tokens, claim.start, key=lambda token: token.start)
    for token in page.tokens[first : first + LONGEST]:
        if token.start < claim.end and token.lemma.lower() == lemma:
            return token.start
    return claim.start
