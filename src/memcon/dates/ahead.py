"""To keep an engagement whose day lies after the report's own from being told as done: it can only be planned."""

import re
from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from memcon.dates.resolve import resolve
from memcon.model import DONE, Claim, Expression, Page, When

_PAID = re.compile(
    r"\b(?:paid|made|beg[au]n|started|ended|concluded|completed|finished|undertook|wound up|after|since)\b"
)
"""Words that tell of a visit, or what stands with them, as of one that took place."""


def not_yet(claims: Sequence[Claim], page: Page) -> tuple[Claim, ...]:
    """The claims; an engagement of days wholly after its section was written is scheduled, whatever its verb says."""
    return tuple(replace(claim, status="scheduled") if _lies_ahead(claim, page) else claim for claim in claims)


def _lies_ahead(claim: Claim, page: Page) -> bool:
    """Whether a claim told as done has its first day after the last on which its section may have been written."""
    if claim.family != "engagement" or claim.status not in DONE or claim.when.first is None or not page.sections:
        return False
    written = page.sections[claim.section].now.last
    return written is not None and claim.when.first > written


def is_just_ahead(claim: Claim, told: Expression, text: str, now: When) -> bool:
    """Whether a day without its year, of an event that its verb leaves open, lies ahead by weeks and behind by a year.

    "The envoy described his trip to Astana on September 6-7", said on September 3, tells of a trip to come.
    """
    is_open = claim.status == "happened" and claim.rule.startswith("noun:visit") and told.form in {"day", "range"}
    if not is_open or now.last is None or now.first != now.last or _PAID.search(text, claim.start, told.start):
        return False
    ahead, behind = (resolve(told, now, tense=tense) for tense in ("future", "past"))
    is_soon = ahead.first is not None and now.last < ahead.first <= now.last + timedelta(30)
    return is_soon and behind.last is not None and behind.last < now.last - timedelta(300)
