"""To say how the claims of a pile stand to one another: same event, part of a visit, keeping of a promise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from memcon.links.blocks import blocks
from memcon.links.cluster import clustered
from memcon.links.compare import Codes, Comparer, Score, chunks, explain, told_of
from memcon.links.facts import Facts, Reader, gather, signature
from memcon.links.findings import CLASH, OTHERS
from memcon.links.fulfils import fulfils
from memcon.links.parts import part_of
from memcon.links.restates import retold
from memcon.links.weights import Weights, link_weights
from memcon.model import Actor, Claim, Event, Link, Report

NO_COPIES: Mapping[str, str] = MappingProxyType({})
KEPT = 50_000  # reasons kept at hand, as neighbouring pairs often have the same one
_Pair = tuple[str, str]


def link(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    actors: Mapping[str, Actor],
    *,
    copies: Mapping[str, str] = NO_COPIES,
    ruled: Sequence[Link] = (),
) -> tuple[Link, ...]:
    """The `same`, `part_of` and `fulfils` links of a pile, in order; `copies` maps a report to its copy group.

    `ruled` are the `same` links that people judged; they are among those returned, and no event goes against them.

    A `same` link is judged same where the score says so and the clusters agree, different where both say so, else
    unsure; pairs far below the limit are not kept. A link of two claims stands for all that say the same as they do.
    """
    return linked(claims, reports, actors, copies=copies, ruled=ruled)[0]


def linked(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    actors: Mapping[str, Actor],
    *,
    copies: Mapping[str, str] = NO_COPIES,
    ruled: Sequence[Link] = (),
) -> tuple[tuple[Link, ...], tuple[Event, ...]]:
    """The links of a pile, as `link` gives them, and the events that they make, as `cluster` would."""
    weights = link_weights()
    ordered = sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))
    told = gather(ordered, reports, actors, weights)
    known = {claim: one for one in told for claim in one.ids}
    again = dict(_repeated(ordered, known, actors, weights, copies=copies))
    found = [
        Link(*pair, "same", "same", bits, why)
        for pair, bits, why in _compared(told, actors, weights)
        if pair not in again or _takes(again, pair, bits)
    ]
    found += [Link(*pair, "same", "same", bits, why) for pair, (bits, why) in again.items()]
    found.sort(key=lambda one: (one.left, one.right))
    del again
    events = clustered(ordered, _terms(ordered, told), [*found, *ruled], weights)
    home = {claim: event.id for event in events for claim in event.claims}
    for at, one in enumerate(found):
        found[at] = _judged(one, home, weights)
    members = {claim.id: claim for claim in ordered}
    told_events = [[members[claim] for claim in event.claims] for event in events]
    return (*found, *ruled, *part_of(told_events, known), *fulfils(told_events, known)), events


def _terms(ordered: Sequence[Claim], told: Sequence[Facts]) -> list[int]:
    """The number of the terms of each claim: one for all that say the same, and one for each that is not compared."""
    numbers = {claim: number for number, one in enumerate(told) for claim in one.ids}
    return [numbers.get(claim.id, len(told) + at) for at, claim in enumerate(ordered)]


def _takes(again: dict[_Pair, tuple[float, str]], pair: _Pair, bits: float) -> bool:
    """Whether a comparison says more for a pair than that it is told again; if so the latter is dropped."""
    if bits < again[pair][0]:
        return False
    del again[pair]
    return True


def _compared(
    told: Sequence[Facts], actors: Mapping[str, Actor], weights: Weights
) -> Iterator[tuple[_Pair, float, str]]:
    """The scores worth keeping with their reasons, and each claim with its twins."""
    comparer = Comparer(told, weights)
    reasons = _Reasons(comparer, actors)
    twins = np.flatnonzero([len(one.ids) > 1 for one in told]).astype(np.int32)
    codes = comparer.codes(twins, twins)
    for at, row, bits in zip(twins.tolist(), codes, comparer.sums(codes).tolist(), strict=True):
        why = reasons.of_twins(told[at], row)
        yield from ((_pair(told[at].ids[0], twin), round(bits, 3), why) for twin in told[at].ids[1:])
    clash = comparer.code[CLASH], comparer.code[OTHERS]
    for left, right in chunks(*blocks(told, comparer.days)):
        codes = comparer.codes(left, right)
        sums = comparer.sums(codes)
        kept = (sums >= weights.close) | np.isin(codes, clash).any(axis=1)
        for i, j, row, bits in zip(
            left[kept].tolist(), right[kept].tolist(), codes[kept], sums[kept].tolist(), strict=True
        ):
            yield _pair(told[i].ids[0], told[j].ids[0]), round(bits, 3), reasons.of_two(told[i], told[j], row)


class _Reasons:
    """What words the reasons of links, once for all that have the same parties and findings."""

    def __init__(self, comparer: Comparer, actors: Mapping[str, Actor]) -> None:
        self.comparer, self.actors = comparer, actors
        self.known: dict[tuple[str, str, bytes], str] = {}
        self.names: dict[tuple[str, int], str] = {}

    def of_two(self, left: Facts, right: Facts, codes: Codes) -> str:
        """Why two tellings are taken for one event, or for two."""
        a, b = self._told(left), self._told(right)
        return self._worded(a, b, codes, f"One tells of {a}, the other of {b}.")

    def of_twins(self, one: Facts, codes: Codes) -> str:
        """Why claims that say the same are one event."""
        a = self._told(one)
        return self._worded(a, "", codes, f"Two reports tell of {a} in the same terms.")

    def _told(self, one: Facts) -> str:
        key = one.kind, id(one.parties)
        if key not in self.names:
            self.names[key] = told_of(one, self.actors)
        return self.names[key]

    def _worded(self, a: str, b: str, codes: Codes, sentence: str) -> str:
        key = a, b, codes.tobytes()
        if key not in self.known:
            if len(self.known) >= KEPT:
                self.known.clear()
            self.known[key] = explain(sentence, self.comparer.score(codes))
        return self.known[key]


def _pair(left: str, right: str) -> _Pair:
    """Two claims in order of their ids."""
    return (left, right) if left < right else (right, left)


def _repeated(
    ordered: Sequence[Claim],
    known: Mapping[str, Facts],
    actors: Mapping[str, Actor],
    weights: Weights,
    *,
    copies: Mapping[str, str],
) -> Iterator[tuple[_Pair, tuple[float, str]]]:
    """Pairs of claims that repeat each other: within one report, or in copies of one text."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.id in known and claim.family in weights.families:
            by_report[claim.report].append(claim)
    again = [found for own in by_report.values() if len(own) > 1 for found in retold(own, known)]
    told = [known[claim] for found in again for claim in (found.left, found.right)]
    comparer = Comparer(told, weights)
    rows = np.arange(len(again), dtype=np.int32) * 2
    for at, (found, row) in enumerate(zip(again, comparer.codes(rows, rows + 1), strict=True)):
        score = _with(comparer.score(row), "told again in one report", weights)
        sentence = f"One report tells again of {told_of(told[2 * at + 1], actors)}."
        yield _pair(found.left, found.right), (score.bits, explain(sentence, score))
    for left, right in _copied(ordered, copies, weights):
        score = _with(Score(0.0, ()), "copies of one text", weights)
        sentence = f"Copies of one text tell of {told_of(Reader(actors, weights).read([left], None), actors)}."
        yield _pair(left.id, right.id), (score.bits, explain(sentence, score))


def _with(score: Score, name: str, weights: Weights) -> Score:
    """A score with one more finding."""
    bits = weights.bits[name]
    return Score(round(score.bits + bits, 3), (*score.findings, (name, bits)))


def _copied(ordered: Sequence[Claim], copies: Mapping[str, str], weights: Weights) -> Iterator[tuple[Claim, Claim]]:
    """Neighbouring pairs of claims that copies of one text tell in the same terms, the n-th with the n-th."""
    same: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    nth: dict[tuple[object, ...], int] = defaultdict(int)
    for claim in ordered:
        if claim.report in copies:
            terms = tuple(term for term in signature(claim, weights) if term != claim.report)
            nth[claim.report, terms] += 1
            same[copies[claim.report], nth[claim.report, terms], terms].append(claim)
    for told in same.values():
        yield from pairwise(told)


def _judged(one: Link, home: Mapping[str, str], weights: Weights) -> Link:
    """A link with its judgement, once the events are known."""
    scored, together = (one.score or 0.0) >= weights.cut, home[one.left] == home[one.right]
    judgement = "unsure" if scored != together else "same" if together else "different"
    return (
        one
        if judgement == one.judgement
        else Link(one.left, one.right, one.relation, judgement, one.score, one.why, one.judge)
    )
