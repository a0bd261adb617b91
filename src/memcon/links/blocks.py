"""To propose the pairs of tellings worth comparing: two sides or one person in common, in one week, of like kind.

A telling that knows two sides meets those that know the same two; one that knows a single side, or a single person,
meets whoever has that one. Weeks are buckets; what lies days apart in one is not proposed.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.links.columns import Columns, Numbers
from memcon.links.facts import MONTH, PLAN_AHEAD, Facts, reach

WEEK = 7
MANY = 5  # sides; a conference is found by its first sides, not by every pair of states
CROWD = 400  # tellings of one key and week that each one meets, in order of their days
NEWS = 40  # days by which an undated plan in a report dated to a month may lie further ahead
WIDE = max(MONTH, PLAN_AHEAD + NEWS)
FEW = 50  # dated tellings among which a vaguely dated one may choose
NEAR = 1  # days between two tellings that are still compared
CHUNK = 4_000_000

_Key = tuple[str, str, str]
_Pairs = tuple[Numbers, Numbers]


class _Rows(Struct, frozen=True):
    """Tellings by key and week, sorted so: a telling stands once under each of its keys in each of its weeks."""

    bucket: NDArray[np.int64]
    at: Numbers


def blocks(told: Sequence[Facts], days: Columns) -> _Pairs:
    """Rows `(i, j)`, `i < j`, in order, each pair once: by sides and week, person and week, equal quotes."""
    wide = (days.high == 0) | (days.high - days.low > WIDE)
    found = [*_by_sides(told, days, wide), *_lone(told, days, wide), _quotes(days), _vague(told, days, wide)]
    both = np.concatenate([low.astype(np.int64) * len(told) + high for low, high in found])
    both = np.unique(both)
    return (both // max(1, len(told))).astype(np.int32), (both % max(1, len(told))).astype(np.int32)


def _by_sides(told: Sequence[Facts], days: Columns, wide: NDArray[np.bool_]) -> Iterator[_Pairs]:
    """Pairs that have two sides in common, or the body whose guests they are."""
    keys: dict[_Key, int] = {}
    held = [
        (keys.setdefault(key, len(keys)), at)
        for at, one in enumerate(told)
        if one.quote is None and not wide[at]
        for key in _pair_keys(one)
    ]
    rows = _rows(held, days)
    ends = np.searchsorted(rows.bucket, rows.bucket, side="right")
    here = np.arange(len(ends))
    for low, high, bucket in _spread(here, here + 1, np.minimum(ends, here + 1 + CROWD), rows):
        yield _near(rows.at[low], rows.at[high], days, bucket)


def _lone(told: Sequence[Facts], days: Columns, wide: NDArray[np.bool_]) -> Iterator[_Pairs]:
    """Pairs of which one telling knows a single side: with all that have its person, or that side."""
    keys: dict[_Key, int] = {}
    seeking = [
        (keys.setdefault(key, len(keys)), at)
        for at, one in enumerate(told)
        if one.quote is None and not wide[at] and len(one.sides) == 1
        for key in _lone_keys(one)
    ]
    held = [
        (keys[key], at)
        for at, one in enumerate(told)
        if one.quote is None and not wide[at] and len(one.sides) <= 2
        for key in _single_keys(one)
        if key in keys
    ]
    seekers, rows = _rows(seeking, days), _rows(held, days)
    starts = np.searchsorted(rows.bucket, seekers.bucket, side="left")
    ends = np.searchsorted(rows.bucket, seekers.bucket, side="right")
    for low, high, bucket in _spread(np.arange(len(starts)), starts, ends, seekers):
        yield _near(seekers.at[low], rows.at[high], days, bucket)


def _pair_keys(one: Facts) -> Iterator[_Key]:
    """The keys of two sides; a summit of a body has one of its own."""
    for left, right in combinations(list(one.sides)[:MANY], 2):
        yield one.group, left, right
    if one.kind == "summit":
        yield from ((one.group, side, "") for side in one.sides if side.startswith("body:"))


def _lone_keys(one: Facts) -> Iterator[_Key]:
    """The keys under which a telling of one side seeks."""
    yield from ((one.group, who, "") for who in (sorted(one.persons) or one.sides))


def _single_keys(one: Facts) -> Iterator[_Key]:
    """The keys under which a telling is found by those that know one side of it."""
    yield from ((one.group, who, "") for who in (*sorted(one.persons), *one.sides))


def _rows(held: Sequence[tuple[int, int]], days: Columns) -> _Rows:
    """Keys and tellings spread over the weeks of the tellings, in order of key, week and day."""
    keys, at = np.array(held, dtype=np.int32).reshape(-1, 2).T
    first, last = days.low[at] // WEEK, days.high[at] // WEEK
    spread = np.repeat(np.arange(len(at)), last - first + 1)
    weeks = (
        first[spread]
        + np.arange(len(spread))
        - np.repeat(np.cumsum(last - first + 1) - (last - first + 1), last - first + 1)
    )
    bucket = keys[spread].astype(np.int64) * 1_000_000 + weeks
    order = np.lexsort((at[spread], days.low[at][spread], bucket))
    return _Rows(bucket[order], at[spread][order])


def _spread(
    here: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64], rows: _Rows
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Each place of `here` with all places from its start to its end, and its bucket, some at a time."""
    counts = np.maximum(ends - starts, 0)
    upto = np.cumsum(counts)
    begin = 0
    while begin < len(counts):
        done = int(upto[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(upto, done + CHUNK, side="right")))
        n = counts[begin:end]
        low = np.repeat(here[begin:end], n)
        high = np.repeat(starts[begin:end], n) + np.arange(len(low)) - np.repeat(np.cumsum(n) - n, n)
        yield low, high, rows.bucket[low]
        begin = end


def _near(left: Numbers, right: Numbers, days: Columns, bucket: NDArray[np.int64]) -> _Pairs:
    """The pairs that may lie on one day, each in the first week that both have."""
    latest, soonest = np.maximum(days.low[left], days.low[right]), np.minimum(days.high[left], days.high[right])
    keep = (left != right) & (latest - soonest <= NEAR) & (bucket % 1_000_000 == latest // WEEK)
    return np.minimum(left[keep], right[keep]), np.maximum(left[keep], right[keep])


def _quotes(days: Columns) -> _Pairs:
    """Pairs of equal words in one mouth."""
    at = np.flatnonzero(days.quote >= 0).astype(np.int32)
    at = at[np.argsort(days.quote[at], kind="stable")]
    ends = np.searchsorted(days.quote[at], days.quote[at], side="right")
    here = np.arange(len(at))
    rows = _Rows(here, at)
    pairs = [(at[low], at[high]) for low, high, _ in _spread(here, here + 1, np.minimum(ends, here + CROWD), rows)]
    return _joined(pairs)


def _vague(told: Sequence[Facts], days: Columns, wide: NDArray[np.bool_]) -> _Pairs:
    """Each vaguely dated telling with the dated ones in its interval, unless they are too many to choose from."""
    vague = [at for at in np.flatnonzero(wide).tolist() if told[at].quote is None and (told[at].first or told[at].last)]
    keys = {key for at in vague for key in _keys(told[at])}
    dated: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
    if keys:
        for at, one in enumerate(told):
            for key in _keys(one) if one.quote is None and not wide[at] else ():
                if key in keys:
                    dated[key].append((int(days.low[at]), at))
    for held in dated.values():
        held.sort()
    found = []
    for at in vague:
        for key in _keys(told[at]):
            held = dated.get(key, [])
            low = bisect_left(held, (told[at].first or 0, -1))
            high = bisect_left(held, ((told[at].last or 10**7) + 1, -1))
            if high - low <= FEW:
                found += [(min(at, other), max(at, other)) for _, other in held[low:high]]
    left, right = np.array(found, dtype=np.int32).reshape(-1, 2).T
    return left, right


def _keys(one: Facts) -> Iterator[_Key]:
    """The keys under which a vaguely dated telling looks for dated ones."""
    yield from _pair_keys(one)
    yield from ((one.group, person, "") for person in sorted(one.persons))
    if not one.persons and len(one.sides) == 1:
        yield one.group, next(iter(one.sides)), ""


def postings(one: Facts) -> Iterator[tuple[str, _Key | str, int]]:
    """Where a telling stands and is looked for: a role, a key, and a week, a day or nothing.

    Roles: `quote`; by week `pair`, `single` (found by one side) and `lone` (seeks by one side); `dated` by its first
    day and `vague`, which seek each other. Pairs of `blocks` stand in one place as pair and pair, lone and single,
    vague and dated, or quote and quote.
    """
    low, high = reach(one) or (0, 0)
    if one.quote is not None:
        yield "quote", one.quote, 0
    elif high == 0 or high - low > WIDE:
        if one.first or one.last:
            yield from (("vague", key, 0) for key in set(_keys(one)))
    else:
        held = [("pair", key) for key in set(_pair_keys(one))]
        held += [("single", key) for key in _single_keys(one)] if len(one.sides) <= 2 else []
        held += [("lone", key) for key in _lone_keys(one)] if len(one.sides) == 1 else []
        yield from ((role, key, week) for role, key in held for week in range(low // WEEK, high // WEEK + 1))
        yield from (("dated", key, low) for key in set(_keys(one)))


def _joined(pairs: Sequence[_Pairs]) -> _Pairs:
    """All pairs as one."""
    none = np.zeros(0, dtype=np.int32)
    return np.concatenate([none, *(a for a, _ in pairs)]), np.concatenate([none, *(b for _, b in pairs)])
