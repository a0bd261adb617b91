"""To weigh pairs of tellings: each finding's bits, and their sum, which says how likely the two are one event.

Few of the values that are compared differ (a pair of leaders meets often), so each pair of values is held side by side
once and its finding stands for all pairs of tellings that have them. Only days are compared pair by pair.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.article import with_article
from memcon.links import findings
from memcon.links.columns import Columns, Flags, Numbers, columns
from memcon.links.days import LEVELS, TELLINGS, days, tellings
from memcon.links.facts import Facts
from memcon.links.findings import ANOTHER, CALLED_OFF, CAME_TRUE, CLASH, NEXT, OTHER, OTHERS
from memcon.links.weights import Weights
from memcon.model import Actor

START = "two of one block"
ONE_REPORT = "both in one report"
SAME_WORDS = "same words in one mouth"
CHUNK = 2_000_000
"""Pairs compared at a time, so that memory does not grow with the pile."""
TABLE = 4_000_000
"""Pairs of values that are numbered by a table; more are sorted."""

Finding = tuple[str, float]
"""What was found, as the weights name it, and its bits."""
Find = Callable[[Facts, Facts, Weights], str]


class Score(Struct, frozen=True):
    """The findings of a comparison and their sum, in bits: log2 of the odds that the two are one event."""

    bits: float
    findings: tuple[Finding, ...]


class Aspect(Struct, frozen=True):
    """What is compared of two tellings: the value of each, and what two values yield."""

    value: Callable[[Facts], Hashable]
    find: Find


def _party(one: Facts) -> Hashable:
    """Who takes part and in what, as far as comparisons ask; those of one reading share it, so identity will do."""
    return one.kind, id(one.parties), one.is_bare


ASPECTS = (
    Aspect(lambda one: one.kind, findings.kind_finding),
    Aspect(_party, findings.sides_finding),
    Aspect(_party, findings.persons_finding),
    Aspect(_party, findings.bare_finding),
    Aspect(lambda one: one.status, findings.status_finding),
    Aspect(lambda one: one.place, findings.place_finding),
    Aspect(lambda one: one.format, findings.format_finding),
    Aspect(lambda one: one.rank, findings.rank_finding),
    Aspect(lambda one: one.objects, findings.object_finding),
    Aspect(lambda one: one.amount, findings.amount_finding),
)
PERSONS, STATUS = 2, 4
"""Where persons and status stand among the aspects."""
Codes = NDArray[np.uint8]


class Comparer:
    """What compares tellings: their values numbered, and the finding of each pair of values that was met."""

    def __init__(self, told: Sequence[Facts], weights: Weights) -> None:
        self.told, self.weights = told, weights
        self.days: Columns = columns(told)
        self.names = ["", *sorted({*weights.bits} - {*LEVELS, *TELLINGS}), *LEVELS, *TELLINGS]
        self.code = {name: number for number, name in enumerate(self.names)}
        self.bits = np.array([weights.bits.get(name, 0.0) for name in self.names], dtype=np.float32)
        self.values = [_numbered(told, aspect) for aspect in ASPECTS]
        self.within = _within_reports(told)

    def codes(self, left: Numbers, right: Numbers) -> Codes:
        """The findings of each pair of rows: one column an aspect, then report, telling, days; as places in `names`."""
        found = np.zeros((len(left), len(ASPECTS) + 3), dtype=np.uint8)
        for at, aspect in enumerate(ASPECTS):
            found[:, at] = self._found(aspect, self.values[at], (left, right))
        found[:, -1] = days(self.days, left, right) + self.code[LEVELS[0]]
        found[:, -2] = tellings(self.days, left, right) + self.code[TELLINGS[0]]
        both = np.isin(_pair_numbers(left, right, len(self.told)), self.within)
        found[both, -3] = self.code[ONE_REPORT]
        clash = np.isin(found[:, STATUS], (self.code[CAME_TRUE], self.code[CALLED_OFF]))
        is_next = both & (found[:, STATUS] == self.code[CAME_TRUE]) & self._plans_on(left, right)
        found[both & clash, STATUS] = self.code[CLASH]
        found[is_next, STATUS] = self.code[NEXT]
        found[both & (found[:, PERSONS] == self.code[OTHER]), PERSONS] = self.code[OTHERS]
        self._mark(found, (left, right), both)
        said = found[:, -1] == self.code[LEVELS[0]]
        found[said] = 0
        found[said, 0] = self.code[SAME_WORDS]
        return found

    def _plans_on(self, left: Numbers, right: Numbers) -> Flags:
        """Which pairs of a plan and a deed have a plan that is dated to no day: of what is to come after the deed."""
        days = self.days
        return np.where(days.planned[left], days.vague[left], days.vague[right])

    def _mark(self, found: Codes, pairs: tuple[Numbers, Numbers], both: Flags) -> None:
        """Put into findings which of several engagements the tellings mean, where their words tell."""
        left, right = pairs
        marked = self.days.marked[left] | self.days.marked[right]
        for row in np.flatnonzero(marked).tolist():
            one, other = self.told[left[row]], self.told[right[row]]
            if not both[row]:
                found[row, -3] = self.code[findings.occasion_finding(one, other)]
            elif findings.is_another(one, other):
                found[row, -3] = self.code[ANOTHER]

    def sums(self, codes: Codes) -> NDArray[np.float32]:
        """The bits of each row of findings, the start included."""
        found: NDArray[np.float32] = self.bits[codes].sum(axis=1, dtype=np.float32)
        return np.round(found + np.float32(self.weights.bits[START]), 3)

    def score(self, codes: Codes) -> Score:
        """The findings of one row, in words."""
        found, told = [(START, self.weights.bits[START])], self.weights.bits
        found += [(self.names[code], self.weights.bits[self.names[code]]) for code in codes if self.names[code] in told]
        return Score(round(sum(bits for _, bits in found), 3), tuple(found))

    def _found(self, aspect: Aspect, values: "_Values", pairs: tuple[Numbers, Numbers]) -> Codes:
        """The finding of each pair in one aspect."""
        n = len(values.shown)
        asked = _pair_numbers(values.number[pairs[0]], values.number[pairs[1]], n)
        if n * n <= TABLE:
            met = np.zeros(n * n, dtype=bool)
            met[asked] = True
            distinct = np.flatnonzero(met)
            table = np.zeros(n * n, dtype=np.uint8)
            table[distinct] = self._looked_up(aspect, values, distinct)
            return table[asked]
        distinct, where = np.unique(asked, return_inverse=True)
        return self._looked_up(aspect, values, distinct)[where]

    def _looked_up(self, aspect: Aspect, values: "_Values", distinct: NDArray[np.int64]) -> Codes:
        """The findings of pairs of values."""
        n, shown, code = len(values.shown), values.shown, self.code
        named = (code[aspect.find(shown[pair // n], shown[pair % n], self.weights)] for pair in distinct.tolist())
        return np.fromiter(named, dtype=np.uint8, count=len(distinct))


def _within_reports(told: Sequence[Facts]) -> NDArray[np.int64]:
    """The numbers of all pairs of tellings of which one report holds both."""
    held: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for report in dict.fromkeys(one.reports):
            held[report].append(at)
    pairs = [pair for rows in held.values() for pair in combinations(rows, 2)]
    left, right = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return np.unique(_pair_numbers(left, right, len(told)))


def _pair_numbers(left: Numbers, right: Numbers, n: int) -> NDArray[np.int64]:
    """One number for each pair of `n`, the same either way round."""
    a, b = left.astype(np.int64), right.astype(np.int64)
    return np.minimum(a, b) * n + np.maximum(a, b)


class _Values(Struct, frozen=True):
    """The number of each telling's value, and a telling that shows each value."""

    number: Numbers
    shown: list[Facts]


def _numbered(told: Sequence[Facts], aspect: Aspect) -> _Values:
    """The values that tellings have in one aspect, numbered as they come."""
    numbers: dict[Hashable, int] = {}
    shown: list[Facts] = []
    found = np.zeros(len(told), dtype=np.int32)
    for at, one in enumerate(told):
        value = aspect.value(one)
        number = numbers.setdefault(value, len(shown))
        if number == len(shown):
            shown.append(one)
        found[at] = number
    return _Values(found, shown)


def compare(left: Facts, right: Facts, weights: Weights) -> Score:
    """How much speaks for two claims telling of one event; symmetric."""
    comparer = Comparer([left, right], weights)
    codes = comparer.codes(np.array([0], dtype=np.int32), np.array([1], dtype=np.int32))
    return comparer.score(codes[0])


def chunks(left: Numbers, right: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of rows, some at a time."""
    for start in range(0, len(left), CHUNK):
        yield left[start : start + CHUNK], right[start : start + CHUNK]


def probability(bits: float) -> float:
    """How likely two tellings are one event, from the log2 of the odds."""
    return float(1 / (1 + 2.0 ** -max(-60.0, min(60.0, bits))))


def explain(sentence: str, score: Score) -> str:
    """A link's reason: one sentence, then the findings with their bits, their sum and the probability it stands for."""
    found = "; ".join(f"{name} {bits:+.1f}" for name, bits in score.findings)
    return f"{sentence} [{found}; sum {score.bits:+.1f}, probability {probability(score.bits):.3f}]"


def told_of(one: Facts, actors: Mapping[str, Actor]) -> str:
    """A claim in a few words: kind and participants by name."""
    names = [actors[a].name if a in actors else a for a in sorted(one.persons)]
    names += [actors[s].name if s in actors else s for s, persons in one.sides.items() if not persons]
    kind = with_article(one.kind)
    return f"{kind} of {' and '.join(names)}" if names else kind
