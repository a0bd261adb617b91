"""To gather linked claims into events: average linkage for what is dated, one clear choice for what is not.

Claims that no chain of links joins can't be one event, so each component of the linked is clustered by itself: a new
report moves the events of its own component and no other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import product
from math import log2

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.links.average import Scores, average_linkage
from memcon.links.columns import Numbers
from memcon.links.facts import signature, standing, told_day
from memcon.links.kept import Scored
from memcon.links.weights import Weights, link_weights
from memcon.model import Claim, Event, Link

LEAST_SHARE = 1 / 3  # of an event's tellings, with which a vaguely dated claim has to have been compared
VAGUEST = 3

_Edge = tuple[int, int, float]
"""Two nodes and the score of a pair of their tellings."""
_Held = tuple[int, int, bool]
"""Two claims, by their places, and whether a person said that they are one event."""


class Edges(Struct, frozen=True):
    """Scores between terms (what claims that say the same have in common, numbered), one row each."""

    left: Numbers
    right: Numbers
    score: NDArray[np.float64]


class Terms(Struct, frozen=True):
    """For each claim, in order: the number of its terms, the node that holds it, how vaguely it is dated, and its day.

    `days` are ordinals of what happens on one day and is told to the day, else 0.
    """

    terms: Numbers
    nodes: Numbers
    vague: NDArray[np.int8]
    days: Numbers


def cluster(claims: Iterable[Claim], links: Iterable[Link]) -> tuple[Event, ...]:
    """Events that hold every claim exactly once, in the order of their earliest claims, whatever the input's order.

    Only `same` links count. Claims that say the same and are linked are one from the outset, as are those a person
    joined or a certain link joins; what a person held apart stays apart. Then the claims dated to a day are clustered
    by average linkage; those dated to a week, to a month, or not at all each join the one event that fits clearly best.
    """
    weights = link_weights()
    ordered = sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))
    numbers: dict[object, int] = {}
    named = (numbers.setdefault(signature(claim, weights), len(numbers)) for claim in ordered)
    terms = np.fromiter(named, dtype=np.int32, count=len(ordered))
    at = {claim.id: index for index, claim in enumerate(ordered)}
    same = [x for x in links if x.relation == "same" and x.left in at and x.right in at]
    machine = [(at[x.left], at[x.right], x.score) for x in same if x.judge == "machine" and x.score is not None]
    left, right, score = zip(*machine, strict=True) if machine else ((), (), ())
    scored = Scored(np.array(left, dtype=np.int32), np.array(right, dtype=np.int32), np.array(score, dtype=np.float64))
    ruled = [x for x in same if x.judge != "machine"]
    return gathered(members(ordered, clustered(ordered, terms, scored, ruled, weights)))


def clustered(
    ordered: Sequence[Claim], terms: Numbers, scored: Scored, ruled: Sequence[Link], weights: Weights
) -> Numbers:
    """The group of each claim, given in order, named by the place of its first claim: each group is an event.

    `terms` numbers what claims say: those of one number say the same. `scored` are the machine's scores between claims
    by their places, `ruled` the `same` links that people judged.
    """
    at = {claim.id: index for index, claim in enumerate(ordered)} if ruled else {}
    held = [(at[x.left], at[x.right], x.judgement == "same") for x in ruled if x.left in at and x.right in at]
    nodes = _nodes(terms, scored, held, weights)
    vague = np.fromiter((standing(claim, weights) for claim in ordered), dtype=np.int8, count=len(ordered))
    days = np.fromiter((told_day(claim, weights) for claim in ordered), dtype=np.int32, count=len(ordered))
    told = Terms(terms, nodes, vague, days)
    return group(told, _edges(scored, told), _apart(held, told), weights)


def members(ordered: Sequence[Claim], groups: Numbers) -> list[list[Claim]]:
    """The claims of each event, in order, given all claims in order with the group of each."""
    held: dict[int, list[Claim]] = {}
    for found, claim in zip(groups.tolist(), ordered, strict=True):
        held.setdefault(found, []).append(claim)
    return [held[found] for found in sorted(held)]


def gathered(events: Iterable[Sequence[Claim]]) -> tuple[Event, ...]:
    """The events of these claims, each named after its earliest one, so that a rebuild names it alike."""
    return tuple(Event(_name(claims[0]), tuple(sorted(claim.id for claim in claims))) for claims in events)


def _name(earliest: Claim) -> str:
    return f"event:{blake2b(earliest.id.encode(), digest_size=8).hexdigest()}"


def _nodes(terms: Numbers, scored: Scored, held: Sequence[_Held], weights: Weights) -> Numbers:
    """The node of each claim: the index of its first claim."""
    root = list(range(len(terms)))
    ruled = np.zeros(len(terms), dtype=bool)
    for left, right, _ in held:
        ruled[[left, right]] = True
    least = np.where(terms[scored.left] == terms[scored.right], weights.cut, weights.certain)
    joined = (scored.score >= least) & ~ruled[scored.left] & ~ruled[scored.right]
    pairs = [*zip(scored.left[joined].tolist(), scored.right[joined].tolist(), strict=True)]
    pairs += [(left, right) for left, right, is_one in held if is_one]
    for left, right in pairs:
        a, b = first(root, left), first(root, right)
        root[max(a, b)] = min(a, b)
    return np.fromiter((first(root, index) for index in range(len(root))), dtype=np.int32, count=len(root))


def first(root: list[int], index: int) -> int:
    """The first member of the group that one is in."""
    while root[index] != index:
        root[index] = root[root[index]]
        index = root[index]
    return index


def _edges(scored: Scored, told: Terms) -> Edges:
    """The best score between the terms of linked claims; a link stands for all claims that say the same as its two."""
    left, right, score = told.terms[scored.left], told.terms[scored.right], scored.score
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((-score, high, low))
    low, high, score = low[order], high[order], score[order]
    best = np.ones(len(low), dtype=bool)
    best[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return Edges(low[best], high[best], score[best])


def _apart(held: Sequence[_Held], told: Terms) -> frozenset[tuple[int, int]]:
    """Pairs of nodes that a person holds apart, both ways round."""
    kept = {(int(told.nodes[left]), int(told.nodes[right])) for left, right, is_one in held if not is_one}
    return frozenset(kept | {(b, a) for a, b in kept})


def group(told: Terms, edges: Edges, apart: frozenset[tuple[int, int]], weights: Weights) -> Numbers:
    """The group of each claim, named by its first claim; `apart` are nodes that never join."""
    n = len(told.nodes)
    held = np.unique(told.terms.astype(np.int64) * n + told.nodes)
    sizes = np.bincount(held % max(1, n), minlength=n)
    vague = np.full(n, VAGUEST, dtype=np.int8)
    np.minimum.at(vague, told.nodes, told.vague)
    weight, days = np.bincount(told.nodes, minlength=n), _days(told)
    groups = np.arange(n, dtype=np.int32)
    for own in _components(_between(held // max(1, n), held % max(1, n), edges), n, weights):
        nodes = sorted({node for u, v, _ in own for node in (u, v)})
        never = {pair for u, v, score in own if score <= weights.never for pair in ((u, v), (v, u))}
        counts = dict(zip(nodes, sizes[nodes].tolist(), strict=True))
        scores = _scores(own, counts, apart | never, missing=weights.missing)
        heavy, day = (dict(zip(nodes, of[nodes].tolist(), strict=True)) for of in (weight, days))
        turn = dict(zip(nodes, vague[nodes].tolist(), strict=True))
        grown = _grown(turn, _Groups(scores, heavy, day, weights), weights)
        groups[nodes] = [grown[node] for node in nodes]
    return groups[told.nodes]


def _days(told: Terms) -> Numbers:
    """The day of each node: 0 where none is told, or two are, as people may have joined two days."""
    n = len(told.nodes)
    low, high = np.full(n, np.iinfo(np.int32).max, dtype=np.int32), np.zeros(n, dtype=np.int32)
    dated = told.days > 0
    np.minimum.at(low, told.nodes[dated], told.days[dated])
    np.maximum.at(high, told.nodes[dated], told.days[dated])
    return np.where(low == high, high, 0).astype(np.int32)


def _between(terms: NDArray[np.int64], nodes: NDArray[np.int64], edges: Edges) -> Edges:
    """The scores between nodes that the scores between their terms come to; most terms are of one node.

    `terms` and `nodes` are the pairs that belong together, in order.
    """
    several = np.flatnonzero(np.bincount(terms) > 1) if len(terms) else terms
    starts, ends = np.searchsorted(terms, several), np.searchsorted(terms, several, side="right")
    holders = {t: nodes[a:b].tolist() for t, a, b in zip(several.tolist(), starts, ends, strict=True)}
    only = np.full(terms[-1] + 1 if len(terms) else 1, -1, dtype=np.int32)
    only[terms] = nodes
    only[several] = -1
    left, right, score = only[edges.left], only[edges.right], edges.score
    pairs = [
        (u, v, score[at])
        for at in np.flatnonzero((left < 0) | (right < 0)).tolist()
        for u, v in product(*(_holding(int(term), only, holders) for term in (edges.left[at], edges.right[at])))
        if u != v
    ]
    more = np.array(pairs, dtype=np.float64).reshape(-1, 3)
    kept = (left >= 0) & (right >= 0) & (left != right)
    return Edges(
        np.concatenate([left[kept], more[:, 0].astype(np.int32)]),
        np.concatenate([right[kept], more[:, 1].astype(np.int32)]),
        np.concatenate([score[kept], more[:, 2]]),
    )


def _holding(term: int, only: Numbers, holders: Mapping[int, list[int]]) -> list[int]:
    """The nodes that hold a term."""
    return holders[term] if term in holders else [int(only[term])]


def _components(between: Edges, n: int, weights: Weights) -> Iterator[list[_Edge]]:
    """The edges of each set of nodes that chains of links join, sets and edges in order."""
    strong = between.score >= weights.cut
    root = list(range(n))
    for u, v in zip(between.left[strong].tolist(), between.right[strong].tolist(), strict=True):
        a, b = first(root, u), first(root, v)
        root[max(a, b)] = min(a, b)
    home = np.fromiter((first(root, node) for node in range(n)), dtype=np.int32, count=n)
    of = home[between.left]
    inner = of == home[between.right]
    of, left, right, score = of[inner], between.left[inner], between.right[inner], between.score[inner]
    order = np.lexsort((score, right, left, of))
    of, left, right, score = of[order], left[order], right[order], score[order]
    ends = np.flatnonzero(np.append(of[1:] != of[:-1], len(of) > 0)) + 1
    begin = 0
    for end in ends.tolist():
        yield list(zip(left[begin:end].tolist(), right[begin:end].tolist(), score[begin:end].tolist(), strict=True))
        begin = end


def _scores(
    edges: Iterable[_Edge], sizes: Mapping[int, int], apart: frozenset[tuple[int, int]], *, missing: float
) -> Scores:
    """The scores among the nodes of one component."""
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    pairs: dict[int, dict[int, int]] = defaultdict(dict)
    for u, v, score in edges:
        for x, y in ((u, v), (v, u)):
            sums[x][y] = sums[x].get(y, 0.0) + score
            pairs[x][y] = pairs[x].get(y, 0) + 1
    return Scores(sums, pairs, sizes, apart, missing)


class _Groups:
    """The groups that the nodes of one component form: they grow as vaguer nodes join."""

    def __init__(self, scores: Scores, weight: Mapping[int, int], days: Mapping[int, int], weights: Weights) -> None:
        self.scores, self.weight, self.days, self.weights = scores, weight, days, weights
        self.of: dict[int, int] = {}
        self.held: dict[int, list[int]] = {}
        self.tellings: Counter[int] = Counter()

    def put(self, node: int, name: int) -> None:
        """Put a node, which may be in a group of its own, into a group."""
        if node in self.of:
            del self.held[self.of[node]]
        self.of[node] = name
        self.held.setdefault(name, []).append(node)
        self.tellings[name] += self.weight[node]

    def is_held_apart(self, node: int, name: int) -> bool:
        """Whether a member of a group is told of another day than a node, or a person holds the two apart."""
        day = self.days.get(node)
        return any(
            (node, member) in self.scores.apart or (day and (self.days.get(member) or day) != day)
            for member in self.held.get(name, ())
        )

    def choice(self, node: int, *, least: int) -> int | None:
        """The group of at least so many tellings that a node fits best; itself where two fit alike, None for none."""
        fits = [
            (score + log2(self.tellings[name]), name)
            for score, name in _fits(node, self)
            if self.tellings[name] >= least
        ]
        fits.sort(key=lambda fit: (-fit[0], fit[1]))
        if not fits:
            return None
        is_clear = len(fits) == 1 or fits[0][0] - fits[1][0] >= self.weights.margin
        return fits[0][1] if is_clear else node

    def is_alone(self, node: int) -> bool:
        """Whether a node is in a group of its own."""
        return self.held[self.of[node]] == [node]


def _grown(vague: Mapping[int, int], groups: _Groups, weights: Weights) -> dict[int, int]:
    """The group of each node, the least vague nodes grouped first; a group is named by its first node.

    A vague node that no event of its kind told once would take without doubt may still find one that several tell of.
    """
    for level in range(VAGUEST + 1):
        chosen = {node: groups.choice(node, least=1) for node in sorted(n for n, how in vague.items() if how == level)}
        free = [node for node, name in chosen.items() if name is None]
        joined = {node: own[0] for own in average_linkage(free, groups.scores, weights.cut) for node in own}
        for node, name in chosen.items():
            fit = joined[node] if name is None else name
            groups.put(node, node if groups.is_held_apart(node, fit) else fit)  # both ends may have chosen one group
    for node in sorted(node for node, how in vague.items() if how > 0):
        name = groups.choice(node, least=2) if groups.is_alone(node) else None
        if name is not None and name != node:
            groups.put(node, name)
    named = {name: min(members) for name, members in groups.held.items()}
    return {node: named[name] for node, name in groups.of.items()}


def _fits(node: int, groups: _Groups) -> list[tuple[float, int]]:
    """The groups that a node fits, as (score, group); the score lies between its best and that of the better half."""
    scores, weights = groups.scores, groups.weights
    found: dict[int, list[float]] = defaultdict(list)
    for other, total in scores.sums.get(node, {}).items():
        if other in groups.of and groups.of[other] != groups.of.get(node):
            found[groups.of[other]].append(total / scores.pairs[node][other])
    fits = []
    for name, means in found.items():
        clash = min(means) < weights.close or groups.is_held_apart(node, name)
        if max(means) >= weights.cut and len(means) >= LEAST_SHARE * len(groups.held[name]) and not clash:
            fits.append(((max(means) + _upper(means)) / 2, name))
    return fits


def _upper(means: Sequence[float]) -> float:
    """The mean of the better half of some scores: tellings that say little weigh less than those that say much."""
    better = sorted(means, reverse=True)[: (len(means) + 1) // 2]
    return sum(better) / len(better)
