"""To name events after their earliest telling, so that one keeps its name when reports are added to the pile."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from msgspec.structs import replace

from memcon.model import Claim, Event, Report


def named(events: Iterable[Event], claims: Iterable[Claim], reports: Sequence[Report]) -> tuple[Event, ...]:
    """The events, each named after the claim whose report appeared first, in the order of their names.

    Reports mostly come in the order in which they appear: a later one joins an event and leaves it its name.
    """
    published = {report.id: report.published.first or date.max for report in reports}
    order = {c.id: (published.get(c.report, date.max), c.report, c.start, c.end, c.id) for c in claims}
    return tuple(sorted((replace(e, id=event_name(min(e.claims, key=order.__getitem__))) for e in events), key=_id))


def event_name(claim: str) -> str:
    """The name of an event whose earliest telling is this claim."""
    return f"event:{blake2b(claim.encode(), digest_size=8).hexdigest()}"


def _id(event: Event) -> str:
    return event.id
