"""To mark which of several engagements of its parties a report tells: "met again", "a second round", "dined"."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.echo import ECHOED
from memcon.model import Claim, Slot

PART = "occasion"
_NTH = "first|second|third|fourth|fifth|sixth"
_OTHER = "another|further|separate|follow-?up|previous|earlier|prior"
_KINDS = "meetings?|talks|sessions?|rounds?|conversations?|calls?|summits?|visits?|dinners?|encounters?|negotiations"
_AGAIN = re.compile(
    rf"\b(?:an? )?(?:{_NTH}|{_OTHER})\s+(?:[\w'’-]+\s+){{0,2}}?(?:{_KINDS})\b"
    rf"|\b(?:{_NTH}) time\b|\b(?:{_NTH}) met\b|\bagain\b|\breconvene[ds]?\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?:{_NTH}|{_OTHER})\s+\Z", re.IGNORECASE)
_MEAL = re.compile(r"\b(?:breakfasts?|lunch(?:eons?|ed|es)?|dinners?|dined|banquets?|suppers?)\b", re.IGNORECASE)


def again(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """The claims, each engagement whose clause tells which of several it is with an `occasion` slot of those words."""
    return tuple(_marked(claim, text) if claim.kind in ECHOED else claim for claim in claims)


def _marked(claim: Claim, text: str) -> Claim:
    """A claim with its occasion, where its clause has the words for one."""
    found = tuple(_occasions(claim, text))
    return replace(claim, slots=(*claim.slots, *found)) if found else claim


def _occasions(claim: Claim, text: str) -> Iterator[Slot]:
    """The first words of a clause that tell which engagement of several is meant, and the first that tell a meal."""
    before = _BEFORE.search(text, max(0, claim.start - len("follow-up  ")), claim.start)
    start = before.start() if before else claim.start
    for pattern in (_AGAIN, _MEAL):
        if match := pattern.search(text, start, claim.end + len(" again")):
            yield Slot(PART, match[0], match.start(), match.end())
