"""To say how the claims of a pile stand to one another: same event, part of a visit, keeping of a promise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from memcon.links.blocks import blocks
from memcon.links.cluster import cluster
from memcon.links.compare import Score, compare, explain, told_of
from memcon.links.facts import Facts, facts, gather, signature
from memcon.links.fulfils import fulfils
from memcon.links.parts import part_of
from memcon.links.restates import restates
from memcon.links.weights import Weights, link_weights
from memcon.model import Actor, Claim, Link, Report

NO_COPIES: Mapping[str, str] = MappingProxyType({})
CLASH = "one report tells both a plan and a deed"
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
    weights = link_weights()
    ordered = sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))
    told = gather(ordered, reports, actors, weights)
    scored = dict(_compared(told, actors, weights))
    for pair, score, sentence in _repeated(ordered, actors, weights, copies=copies):
        if pair not in scored or score.bits > scored[pair][0].bits:
            scored[pair] = score, sentence
    found = [
        Link(left, right, "same", "same", score.bits, explain(sentence, score))
        for (left, right), (score, sentence) in sorted(scored.items())
    ]
    events = cluster(ordered, [*found, *ruled])
    home = {claim: event.id for event in events for claim in event.claims}
    judged = [_judged(one, home, weights) for one in found]
    members = {claim.id: claim for claim in ordered}
    told_events = [[members[claim] for claim in event.claims] for event in events]
    return (*judged, *ruled, *part_of(told_events, actors), *fulfils(told_events, actors))


def _compared(
    told: Sequence[Facts], actors: Mapping[str, Actor], weights: Weights
) -> Iterator[tuple[_Pair, tuple[Score, str]]]:
    """The scores worth keeping, and each claim with its twins."""
    for one in told:
        if len(one.ids) > 1:
            score = compare(one, one, weights)
            sentence = f"Two reports tell of {told_of(one, actors)} in the same terms."
            yield from ((_pair(one.ids[0], twin), (score, sentence)) for twin in one.ids[1:])
    for i, j in blocks(told):
        score = compare(told[i], told[j], weights)
        if score.bits >= weights.close or (score.bits > weights.missing and _clashes(score)):
            sentence = f"One tells of {told_of(told[i], actors)}, the other of {told_of(told[j], actors)}."
            yield _pair(told[i].ids[0], told[j].ids[0]), (score, sentence)


def _clashes(score: Score) -> bool:
    """Whether a report tells of a plan beside a deed, which has to be kept however low the sum."""
    return any(name == CLASH for name, _ in score.findings)


def _pair(left: str, right: str) -> _Pair:
    """Two claims in order of their ids."""
    return (left, right) if left < right else (right, left)


def _repeated(
    ordered: Sequence[Claim], actors: Mapping[str, Actor], weights: Weights, *, copies: Mapping[str, str]
) -> Iterator[tuple[_Pair, Score, str]]:
    """Pairs of claims that repeat each other: within one report, or in copies of one text."""
    by_id = {claim.id: claim for claim in ordered}
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        by_report[claim.report].append(claim)
    for own in by_report.values():
        for again in restates(own, actors):
            left, right = (facts(by_id[claim], actors, weights) for claim in (again.left, again.right))
            score = _with(compare(left, right, weights), "told again in one report", weights)
            yield _pair(again.left, again.right), score, f"One report tells again of {told_of(right, actors)}."
    for left_claim, right_claim in _copied(ordered, copies, weights):
        one = facts(left_claim, actors, weights)
        score = _with(Score(0.0, ()), "copies of one text", weights)
        yield _pair(left_claim.id, right_claim.id), score, f"Copies of one text tell of {told_of(one, actors)}."


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
            terms = signature(claim, weights)[:-1]
            nth[claim.report, terms] += 1
            same[copies[claim.report], nth[claim.report, terms], terms].append(claim)
    for told in same.values():
        yield from pairwise(told)


def _judged(one: Link, home: Mapping[str, str], weights: Weights) -> Link:
    """A link with its judgement, once the events are known."""
    scored, together = (one.score or 0.0) >= weights.cut, home[one.left] == home[one.right]
    judgement = "unsure" if scored != together else "same" if together else "different"
    return Link(one.left, one.right, one.relation, judgement, one.score, one.why, one.judge)
