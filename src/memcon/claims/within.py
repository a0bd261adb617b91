"""To tell acts within one state, where the words name both who acts and at whom it is aimed as that state's own."""

from collections.abc import Sequence

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import named_by, sides
from memcon.claims.syntax import kids

INNER = frozenset({"aid", "assault", "ceasefire", "coerce", "protest", "release"})
"""Kinds of act that one state's people may do to each other and a record of engagements still tells."""
MODIFIERS = ("compound", "amod", "nmod")


def is_within(seen: Seen, draft: Draft) -> bool:
    """Whether one state's people or offices act upon others of its own ("Kenyan police arrested Kenyan farmers")."""
    if draft.kind not in INNER or len(countries(draft.who)) != 1 or countries(draft.who) != countries(draft.whom):
        return False
    who, whom = {_group(seen, side) for side in draft.who}, {_group(seen, side) for side in draft.whom}
    return None not in who | whom and not who & whom


def own_people(seen: Seen, doers: Sequence[int], targets: Sequence[int]) -> list[Side]:
    """The people or things of their own state upon which people or offices act, where both are called so by name."""
    who, whom = ([s for h in dict.fromkeys(heads) for s in _by_nation(seen, h)] for heads in (doers, targets))
    same = bool(whom) and len(countries(who)) == 1 and countries(who) == countries(whom)
    return whom if same else []


def _by_nation(seen: Seen, head: int) -> list[Side]:
    """The state that a common noun names as whose it is by an adjective ("Kenyan farmers")."""
    if seen.page.tokens[head].tag not in ("NN", "NNS"):
        return []
    adjectives = [s for k in kids(seen.page, head, *MODIFIERS) for s in named_by(seen, k)]
    return adjectives or [s for s in sides(seen, [head]) if s.kind == "state"]


def _group(seen: Seen, side: Side) -> str | None:
    """The noun for a state's people, office or thing that a side names ("demonstrators"); None where it names none."""
    if side.head is None or side.kind == "person":
        return None
    tokens = seen.page.tokens
    at = side.head if tokens[side.head].tag in ("NN", "NNS") else tokens[side.head].head
    is_noun = tokens[at].tag in ("NN", "NNS") and tokens[side.head].dep in MODIFIERS
    return tokens[at].lemma if at == side.head or is_noun else None
