"""To compare two claims slot by slot: what speaks for one event and what for two, in bits, each with its words."""

from collections.abc import Iterator, Mapping
from math import log2

from msgspec import Struct

from memcon.links.facts import MONTH, NEWS_AGE, Facts, reach
from memcon.links.weights import Weights
from memcon.model import Actor

MOST_BITS = 6.0  # for days in common; a pair can meet twice on one day
STAY_NEAR = 3  # days between two tellings of one stay, one of which gives its beginning and one its end
TOLD_WITHIN = 3
SEASON = 130  # days; "in the coming months", "by the end of June"

Finding = tuple[str, float]
"""What was found, as the weights name it, and its bits."""


class Score(Struct, frozen=True):
    """The findings of a comparison and their sum, in bits."""

    bits: float
    findings: tuple[Finding, ...]


def compare(left: Facts, right: Facts, weights: Weights) -> Score:
    """How much speaks for two claims telling of one event; symmetric."""
    names = [*_names(left, right, weights)]
    found = [("pairs of a block are seldom one event", weights.start), *((name, weights.bits[name]) for name in names)]
    found.append(_days(left, right, weights))
    return Score(round(sum(bits for _, bits in found), 3), tuple(found))


def _names(left: Facts, right: Facts, weights: Weights) -> Iterator[str]:
    """All findings but that of the days."""
    if left.quote is not None and left.quote == right.quote:
        yield "same words in one mouth"
        return
    yield "same kind" if left.kind == right.kind else "related kind"
    yield sides_finding(left, right, weights)
    if not is_gathering(left, right):
        yield persons_finding(left, right)
    if any(one.width is None and len(one.sides) + bool(one.loose) < 2 for one in (left, right)):
        yield "neither a day nor a second party"
    yield from _status(left, right)
    yield from place_findings(left, right)
    yield from _manner(left, right)
    yield from object_findings(left, right)


def sides_finding(left: Facts, right: Facts, weights: Weights) -> str:
    """How the sides of two claims compare."""
    a, b = left.sides.keys(), right.sides.keys()
    if left.kind in weights.directed and left.who and right.who and not left.who & right.who:
        return "the other way round"
    if is_gathering(left, right):
        return "one gathering"
    if a == b:
        return "same sides"
    if a <= b or b <= a:
        if min(len(a), len(b)) > 1 or max(len(a), len(b)) > 2:
            return "more sides"
        return "one side is missing" if left.persons & right.persons else "one side is missing, nobody named"
    return "other sides" if len(a | b) > 2 and not (left.loose or right.loose) else "more sides"


def is_gathering(left: Facts, right: Facts) -> bool:
    """Whether both are meetings of one body, of which each report names other guests."""
    return left.kind == right.kind == "summit" and any(
        side.startswith("body:") for side in left.sides.keys() & right.sides
    )


def persons_finding(left: Facts, right: Facts) -> str:
    """How the persons of two claims compare, side by side."""
    shared = other = 0
    for side in left.sides.keys() & right.sides.keys():
        a, b = left.sides[side], right.sides[side]
        if a and b:
            shared += bool(a & b)
            other += not a & b
    if other:
        return "another person on one side"
    if _is_unknown_name(left, right) or _is_unknown_name(right, left):
        return "an unknown name on one side"
    return ("no person in both", "same person on one side", "same persons on both sides")[min(shared, 2)]


def _is_unknown_name(one: Facts, other: Facts) -> bool:
    """Whether one claim's unknown participant is none of the other's."""
    if not one.loose:
        return False
    known = other.called | other.loose
    return bool(known) and not one.loose & known and (bool(other.loose) or len(one.sides) < len(other.sides))


def _status(left: Facts, right: Facts) -> Iterator[str]:
    """How plan, deed and cancellation go together."""
    both = {left.status, right.status}
    if len(both) == 1 or both == {"done", "going on"}:
        yield "same status"
    elif both == {"planned", "going on"}:
        yield "planned and done"
    elif both == {"planned", "done"}:
        yield "one report tells both a plan and a deed" if left.reports & right.reports else "planned and done"
    else:
        yield "planned and called off" if "planned" in both else "done and called off"


def place_findings(left: Facts, right: Facts) -> Iterator[str]:
    """How two places go together; silence says nothing."""
    if not left.place or not right.place:
        return
    if left.place == right.place:
        yield "same place" if left.place != left.country else "place within the country"
    elif not left.country or not right.country:
        return
    elif left.country != right.country:
        yield "places in two countries"
    else:
        whole = left.place == left.country or right.place == right.country
        yield "place within the country" if whole else "two places in one country"


def _manner(left: Facts, right: Facts) -> Iterator[str]:
    """How format and rank go together."""
    if left.format and right.format:
        yield "same format" if left.format == right.format else "another format"
    if left.rank and right.rank and abs(left.rank - right.rank) > 1:
        yield "ranks far apart"


def object_findings(left: Facts, right: Facts) -> Iterator[str]:
    """How what was signed, lent or opened goes together."""
    if left.objects and right.objects:
        yield "same object" if left.objects & right.objects else "another object"
    if left.amount and right.amount:
        yield "same amount" if left.amount == right.amount else "another amount"


def _days(left: Facts, right: Facts, weights: Weights) -> Finding:
    """How the days of two claims go together."""
    if left.quote is not None:
        return "no day asked for", 0.0
    between = gap(left, right)
    if between > 0:
        if left.stays and right.stays and between <= STAY_NEAR:
            return "stay near", weights.bits["stay near"]
        name = "days apart by one" if between == 1 else "days apart"
        return name, weights.bits[name]
    if left.width is None or right.width is None:
        name = _telling(left, right)
        return name, weights.bits[name]
    both = left.width + right.width - 1
    if max(left.width, right.width) > MONTH:
        wide = "within some months" if max(left.width, right.width) <= SEASON else "within a wide interval"
        return wide, weights.bits[wide]
    name = "same day" if both == 1 else f"intervals of {left.width} and {right.width} days meet"
    return name, round(max(0.0, min(MOST_BITS, log2(weights.window / both))), 1)


def gap(left: Facts, right: Facts) -> int:
    """Days between the end of the earlier and the beginning of the later; 0 or less where they meet or are open."""
    first = max(left.first or 0, right.first or 0)
    last = min(left.last or 10**7, right.last or 10**7)
    return first - last


def _telling(left: Facts, right: Facts) -> str:
    """How an undated claim goes with another, by the days on which the reports appeared."""
    undated = [one for one in (left, right) if one.width is None]
    if any(one.told is None for one in undated):
        return "no day, telling unknown"
    if len(undated) == 1:
        dated = right if undated[0] is left else left
        days = reach(undated[0])
        meets = days and dated.first is not None and dated.last is not None
        near = bool(meets and days and days[0] <= (dated.last or 0) and (dated.first or 0) <= days[1])
        return "no day, told at the time" if near else "no day, told at another time"
    a, b = left.told or (0, 0), right.told or (0, 0)
    between = max(a[0], b[0]) - min(a[1], b[1])
    if between <= TOLD_WITHIN:
        return "no day, both told within days"
    return "no day, both told within weeks" if between <= NEWS_AGE else "no day, told far apart"


def explain(sentence: str, score: Score) -> str:
    """A link's reason: one sentence, then the findings with their bits and the sum."""
    findings = "; ".join(f"{name} {bits:+.1f}" for name, bits in score.findings)
    return f"{sentence} [{findings}; sum {score.bits:+.1f}]"


def told_of(one: Facts, actors: Mapping[str, Actor]) -> str:
    """A claim in a few words: kind and participants by name."""
    names = [actors[a].name if a in actors else a for a in sorted(one.persons)]
    names += [actors[s].name if s in actors else s for s, persons in one.sides.items() if not persons]
    return f"a {one.kind} of {' and '.join(names)}" if names else f"a {one.kind}"
