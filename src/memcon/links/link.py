"""To say how the claims of a pile stand to one another: same event, part of a visit, keeping of a promise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from memcon.links.blocks import blocks
from memcon.links.cluster import clustered, gathered, members
from memcon.links.columns import Flags, Numbers
from memcon.links.compare import Codes, Comparer, Score, chunks, explain, told_of
from memcon.links.facts import Facts, Reader, gather, signature
from memcon.links.findings import ANOTHER, CLASH, NEXT, OTHERS
from memcon.links.fulfils import fulfils
from memcon.links.kept import Links, Reasons, Same, Scored
from memcon.links.parts import part_of
from memcon.links.restates import retold
from memcon.links.weights import Weights, link_weights
from memcon.model import Actor, Claim, Event, Link, Report

NO_COPIES: Mapping[str, str] = MappingProxyType({})
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
    return tuple(linked(claims, reports, actors, copies=copies, ruled=ruled)[0])


def linked(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    actors: Mapping[str, Actor],
    *,
    copies: Mapping[str, str] = NO_COPIES,
    ruled: Sequence[Link] = (),
) -> tuple[Links, tuple[Event, ...]]:
    """The links of a pile, as `link` gives them, and the events that they make, as `cluster` would."""
    weights = link_weights()
    ordered = sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))
    told = gather(ordered, reports, actors, weights)
    known = {claim: one for one in told for claim in one.ids}
    again = dict(repeated(ordered, known, actors, weights, copies=copies))
    tellings, comparer = tellings_of(ordered, told), Comparer(told, weights)
    pairs, codes, why = with_repeats(*compared(tellings, comparer), again, ordered)
    groups = clustered(ordered, terms_of(tellings, told), pairs, ruled, weights)
    same = Same(
        claims=[claim.id for claim in ordered],
        tellings=tellings,
        pairs=pairs,
        judgements=judged(pairs, groups, weights),
        codes=codes,
        why=why,
        reasons=Reasons(comparer, actors),
    )
    events = members(ordered, groups)
    others = (*ruled, *part_of(events, known), *fulfils(events, known))
    return Links(same, others), gathered(events)


def tellings_of(ordered: Sequence[Claim], told: Sequence[Facts]) -> Numbers:
    """The number of the telling of each claim; -1 for one that is not compared."""
    numbers = {claim: number for number, one in enumerate(told) for claim in one.ids}
    return np.fromiter((numbers.get(claim.id, -1) for claim in ordered), dtype=np.int32, count=len(ordered))


def terms_of(tellings: Numbers, told: Sequence[Facts]) -> Numbers:
    """The number of the terms of each claim: one for all that say the same, and one for each that is not compared."""
    own = np.arange(len(told), len(told) + len(tellings), dtype=np.int32)
    return np.where(tellings < 0, own, tellings)


def compared(tellings: Numbers, comparer: Comparer, wanted: Flags | None = None) -> tuple[Scored, Codes]:
    """The scores worth keeping, with findings: between the earliest claims of tellings, and of each with its twins.

    Pairs are of places in the pile, the earlier claim first. Where tellings are `wanted`, only pairs with one of them.
    """
    at = np.flatnonzero(tellings >= 0).astype(np.int32)
    at = at[np.argsort(tellings[at], kind="stable")]
    is_first = np.append(True, tellings[at][1:] != tellings[at][:-1])[: len(at)]
    firsts, twins = at[is_first], np.sort(at[~is_first])
    asked = np.ones(len(firsts), dtype=bool) if wanted is None else wanted
    found = [(firsts[i], firsts[j], sums, codes) for i, j, sums, codes in _near(comparer, asked)]
    twins = twins[asked[tellings[twins]]]
    rows = tellings[twins]
    codes = comparer.codes(rows, rows)
    found.append((firsts[rows], twins, comparer.sums(codes), codes))
    left, right = (np.concatenate([row[side] for row in found]) for side in (0, 1))
    score = np.round(np.concatenate([sums.astype(np.float64) for _, _, sums, _ in found]), 3)
    return Scored(left, right, score), np.concatenate([codes for *_, codes in found])


def _near(comparer: Comparer, asked: Flags) -> Iterator[tuple[Numbers, Numbers, NDArray[np.float32], Codes]]:
    """Pairs of tellings of one block whose score is worth keeping, with the score and the findings."""
    weights, clash = comparer.weights, [comparer.code[name] for name in (ANOTHER, CLASH, NEXT, OTHERS)]
    lefts, rights = blocks(comparer.told, comparer.days)
    among = asked[lefts] | asked[rights]
    for left, right in chunks(lefts[among], rights[among]):
        codes = comparer.codes(left, right)
        sums = comparer.sums(codes)
        kept = (sums >= weights.close) | np.isin(codes, clash).any(axis=1)
        yield left[kept], right[kept], sums[kept], codes[kept]


def with_repeats(
    scored: Scored, codes: Codes, again: Mapping[_Pair, tuple[float, str]], ordered: Sequence[Claim]
) -> tuple[Scored, Codes, dict[int, str]]:
    """All `same` pairs in order of their ids, with their findings, and the reasons of those that are told again.

    Of a pair that is told again and was compared, the higher score counts.
    """
    rank = np.empty(len(ordered), dtype=np.int32)
    rank[sorted(range(len(ordered)), key=lambda at: ordered[at].id)] = np.arange(len(ordered), dtype=np.int32)
    place = {claim.id: at for at, claim in enumerate(ordered)} if again else {}
    told = [(place[left], place[right], bits, why) for (left, right), (bits, why) in again.items()]
    columns = zip(*(row[:3] for row in told), strict=True) if told else ((), (), ())
    left, right, score = (np.array(column) for column in columns)
    both = Scored(
        np.concatenate([scored.left, left.astype(np.int32)]),
        np.concatenate([scored.right, right.astype(np.int32)]),
        np.concatenate([scored.score, score.astype(np.float64)]),
    )
    low, high = np.minimum(rank[both.left], rank[both.right]), np.maximum(rank[both.left], rank[both.right])
    is_again = np.arange(len(low)) >= len(scored.left)
    order = np.lexsort((is_again, -both.score, high, low))
    low, high = low[order], high[order]
    order = order[np.append(True, (low[1:] != low[:-1]) | (high[1:] != high[:-1]))[: len(order)]]
    by_rank = np.argsort(rank).astype(np.int32)
    low, high = (by_rank[side(rank[both.left[order]], rank[both.right[order]])] for side in (np.minimum, np.maximum))
    why = {row: told[at - len(scored.left)][3] for row, at in enumerate(order.tolist()) if at >= len(scored.left)}
    codes = np.concatenate([codes, np.zeros((len(told), codes.shape[1]), dtype=np.uint8)])[order]
    return Scored(low, high, both.score[order]), codes, why


def judged(pairs: Scored, groups: Numbers, weights: Weights) -> NDArray[np.uint8]:
    """The judgement of each pair, as a place in `JUDGEMENTS`, once the groups of claims are known."""
    is_one = groups[pairs.left] == groups[pairs.right]
    found: NDArray[np.uint8] = is_one.astype(np.uint8) + (pairs.score >= weights.cut)
    return found


def _pair(left: str, right: str) -> _Pair:
    """Two claims in order of their ids."""
    return (left, right) if left < right else (right, left)


def repeated(
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
