"""To propose the pairs of claims worth comparing: two sides or one person in common, in one week, of like kind."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from memcon.links.facts import MONTH, PLAN_AHEAD, Facts, reach

WEEK = 7
MANY = 5  # sides; a conference is found by its persons and its first sides, not by every pair of states
CROWD = 400  # claims that say different things under one key; beyond it each meets only its neighbours in time
NEIGHBOURS = 100
NEWS = 40  # days by which an undated plan in a report dated to a month may lie further ahead
FEW = 50  # dated claims among which a vaguely dated one may choose

Pair = tuple[int, int]
_Key = tuple[str, str, str]


def blocks(told: Sequence[Facts]) -> list[Pair]:
    """Pairs of indices `(i, j)`, `i < j`, in order, each once: by sides and week, person and week, equal quotes."""
    weeks: dict[tuple[_Key, int], list[int]] = defaultdict(list)
    lone: dict[tuple[_Key, int], list[int]] = defaultdict(list)
    dated: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
    vague: list[int] = []
    quotes: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        days = reach(one)
        if one.quote is not None:
            quotes[one.quote].append(at)
        elif days is None or days[1] - days[0] > max(MONTH, PLAN_AHEAD + NEWS):
            vague.append(at)
        else:
            span = range(days[0] // WEEK, days[1] // WEEK + 1)
            for key in _keys(one):
                dated[key].append((days[0], at))
                for week in span:
                    weeks[key, week].append(at)
            for side in list(one.sides) if len(one.sides) == 1 else ():
                for week in span:
                    lone[(one.group, side, ""), week].append(at)
    pairs = {pair for group in (*weeks.values(), *quotes.values()) for pair in _pairs(told, group)}
    pairs.update(_lone_pairs(told, lone))
    pairs.update(_vague_pairs(told, vague, dated))
    return sorted(pairs)


def _lone_pairs(told: Sequence[Facts], lone: dict[tuple[_Key, int], list[int]]) -> Iterator[Pair]:
    """Each claim that knows one side with all claims of that side in its weeks."""
    for at, one in enumerate(told):
        days = reach(one) if lone and len(one.sides) == 2 else None
        if days is None or one.quote is not None or days[1] - days[0] > max(MONTH, PLAN_AHEAD + NEWS):
            continue
        for side in one.sides:
            for week in range(days[0] // WEEK, days[1] // WEEK + 1):
                yield from ((min(at, x), max(at, x)) for x in lone.get(((one.group, side, ""), week), ()))


def _keys(one: Facts) -> Iterator[_Key]:
    """The keys under which a claim is looked for."""
    sides = list(one.sides)[:MANY]
    for left, right in combinations(sides, 2):
        yield one.group, left, right
    for person in sorted(one.persons):
        yield one.group, person, ""
    if not one.persons and len(sides) == 1:
        yield one.group, sides[0], ""


def _pairs(told: Sequence[Facts], group: list[int]) -> Iterator[Pair]:
    """All pairs of a group, or each one's neighbours in time where the group is a crowd."""
    if len(group) <= CROWD:
        yield from combinations(group, 2)
        return
    ordered = sorted(group, key=lambda at: (reach(told[at]) or (0, 0), at))
    for here, at in enumerate(ordered):
        for other in ordered[here + 1 : here + 1 + NEIGHBOURS]:
            yield min(at, other), max(at, other)


def _vague_pairs(
    told: Sequence[Facts], vague: Sequence[int], dated: dict[_Key, list[tuple[int, int]]]
) -> Iterator[Pair]:
    """Each vaguely dated claim with the dated ones in its interval, unless they are too many to choose from."""
    for days in dated.values():
        days.sort()
    for at in vague:
        one = told[at]
        if one.first is None and one.last is None:
            continue
        for key in _keys(one):
            days = dated.get(key, [])
            low = bisect_left(days, (one.first or 0, -1))
            high = bisect_left(days, ((one.last or 10**7) + 1, -1))
            if high - low <= FEW:
                yield from ((min(at, other), max(at, other)) for _, other in days[low:high])
