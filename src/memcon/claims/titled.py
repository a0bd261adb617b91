"""To tell which sides stand in the words before an event noun: "the Kenya-Uganda talks", "Group of 20 summit"."""

from collections.abc import Sequence

from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import MODIFIERS, chained, side_of
from memcon.claims.syntax import kids


def named_before(seen: Seen, noun: int, met: Sequence[Side]) -> list[Side]:
    """The sides that qualify an event noun; "a White House meeting with" its own master (`met`) names a place."""
    page, theirs = seen.page, countries(met)
    modifiers = [k for k in kids(page, noun, *MODIFIERS) if not page.tokens[k].word.endswith("ed")]  # "UN-sponsored"
    chain = [s for k in modifiers for s in chained(seen, k) if s.kind != "place" and s.key() not in theirs]
    named = list({(s.actor, s.start): s for s in chain}.values())
    return named or [s for s in (side_of(seen, noun - 1) if noun else []) if s.kind == "body"]  # "Group of 20 summit"
