"""To keep an engagement whose day lies after the report's own from being told as done: it can only be planned."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import DONE, Claim, Page


def not_yet(claims: Sequence[Claim], page: Page) -> tuple[Claim, ...]:
    """The claims; an engagement of days wholly after its section was written is scheduled, whatever its verb says."""
    return tuple(replace(claim, status="scheduled") if _lies_ahead(claim, page) else claim for claim in claims)


def _lies_ahead(claim: Claim, page: Page) -> bool:
    """Whether a claim told as done has its first day after the last on which its section may have been written."""
    if claim.family != "engagement" or claim.status not in DONE or claim.when.first is None or not page.sections:
        return False
    written = page.sections[claim.section].now.last
    return written is not None and claim.when.first > written
