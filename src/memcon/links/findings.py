"""To name what speaks for one event and what for two when the slots of two tellings are held side by side."""

from memcon.links.counted import AGAIN, MORE
from memcon.links.facts import Facts
from memcon.links.places import is_one_town
from memcon.links.weights import Weights

CLASH = "one report tells both a plan and a deed"
CAME_TRUE = "planned and done"
CALLED_OFF = "done and called off"
OTHER = "another person on one side"
OTHERS = "one report tells of two persons on one side"
ANOTHER = "one report tells the later as another one"
NEXT = "one report tells a deed and plans another"
SAME_NTH, OTHER_NTH = "the same one of several", "another one of several"
MEAL_AND_TALKS, MEAL_AND_MORE = "a meal and talks", "a meal is told once"


def kind_finding(left: Facts, right: Facts, _: Weights) -> str:
    """How two kinds of one group compare."""
    return "same kind" if left.kind == right.kind else "related kind"


def sides_finding(left: Facts, right: Facts, weights: Weights) -> str:
    """How the sides of two claims compare."""
    a, b = left.sides.keys(), right.sides.keys()
    is_directed = left.kind in weights.directed and right.kind in weights.directed
    if is_directed and left.who and right.who and not left.who & right.who:
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


def persons_finding(left: Facts, right: Facts, _: Weights) -> str:
    """How the persons of two claims compare, side by side; guests of a gathering are not asked for."""
    if is_gathering(left, right):
        return ""
    shared = other = 0
    for side in left.sides.keys() & right.sides.keys():
        a, b = left.sides[side], right.sides[side]
        if a and b:
            shared += bool(a & b)
            other += not a & b
    if other:
        return OTHER
    if _is_unknown_name(left, right) or _is_unknown_name(right, left):
        return "an unknown name on one side"
    return ("no person in both", "same person on one side", "same persons on both sides")[min(shared, 2)]


def _is_unknown_name(one: Facts, other: Facts) -> bool:
    """Whether one claim's unknown participant is none of the other's."""
    if not one.loose:
        return False
    known = other.called | other.loose
    return bool(known) and not one.loose & known and (bool(other.loose) or len(one.sides) < len(other.sides))


def bare_finding(left: Facts, right: Facts, _: Weights) -> str:
    """Whether one of two claims tells so little that it could be any of many."""
    return "neither a day nor a second party" if left.is_bare or right.is_bare else ""


def status_finding(left: Facts, right: Facts, _: Weights) -> str:
    """How plan, deed and cancellation go together."""
    both = {left.status, right.status}
    if len(both) == 1 or both == {"done", "going on"}:
        return "same status"
    if both == {"planned", "done"}:
        return CAME_TRUE
    if both == {"planned", "going on"}:
        return "planned and going on"
    return "planned and called off" if "planned" in both else CALLED_OFF


def place_finding(left: Facts, right: Facts, _: Weights) -> str:
    """How two places go together; silence says nothing."""
    if not left.place or not right.place:
        return ""
    if left.place == right.place:
        return "same place" if left.place != left.country else "place within the country"
    if not left.country or not right.country:
        return ""
    if left.country != right.country:
        return "places in two countries"
    if left.place == left.country or right.place == right.country:
        return "place within the country"
    return "two places in one town" if is_one_town(left.place, right.place) else "two places in one country"


def format_finding(left: Facts, right: Facts, _: Weights) -> str:
    """How two formats go together."""
    if not left.format or not right.format:
        return ""
    return "same format" if left.format == right.format else "another format"


def is_another(left: Facts, right: Facts) -> bool:
    """Whether one report tells two engagements: of two ordinals, a meal and talks, or the later as another one."""
    if left.meal != right.meal:
        return True
    earlier, later = sorted((left, right), key=lambda one: one.start)
    if later.nth == MORE and earlier.nth > 0:
        return True
    if {AGAIN, MORE} & {earlier.nth, later.nth}:
        return later.nth == 1 or (later.nth < 0 and earlier.nth in (0, 1))
    return bool(earlier.nth and later.nth) and earlier.nth != later.nth


def occasion_finding(left: Facts, right: Facts) -> str:
    """Which of several engagements two reports tell of, each by its own count, and whether both tell of a meal."""
    if left.meal != right.meal:
        return MEAL_AND_TALKS if (right if left.meal else left).is_talks else MEAL_AND_MORE
    if left.ordinal and right.ordinal:
        return SAME_NTH if left.ordinal == right.ordinal else OTHER_NTH
    return ""


def rank_finding(left: Facts, right: Facts, _: Weights) -> str:
    """Whether one tells of heads of state and the other of deputies."""
    return "ranks far apart" if left.rank and right.rank and abs(left.rank - right.rank) > 1 else ""


def object_finding(left: Facts, right: Facts, _: Weights) -> str:
    """How what was signed, lent or opened goes together."""
    if not left.objects or not right.objects:
        return ""
    return "same object" if left.objects & right.objects else "another object"


def amount_finding(left: Facts, right: Facts, _: Weights) -> str:
    """How two sums go together."""
    if not left.amount or not right.amount:
        return ""
    return "same amount" if left.amount == right.amount else "another amount"
