"""To gather linked claims into events: average linkage for what is dated, one clear choice for what is not.

Claims that no chain of links joins can't be one event, so each component of the linked is clustered by itself: a new
report moves the events of its own component and no other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby, product
from math import log2

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.links.average import Scores, average_linkage
from memcon.links.columns import Numbers
from memcon.links.facts import signature, standing, told_day
from memcon.links.weights import Weights, link_weights
from memcon.model import Claim, Event, Link

LEAST_SHARE = 1 / 3  # of an event's tellings, with which a vaguely dated claim has to have been compared
VAGUEST = 3

_Edge = tuple[int, int, float]
"""Two nodes and the score of a pair of their tellings."""


class Edges(Struct, frozen=True):
    """Scores between terms (what claims that say the same have in common, numbered), one row each."""

    left: Numbers
    right: Numbers
    score: NDArray[np.float64]


class Terms(Struct, frozen=True):
    """For each claim, in order: the number of its terms, the node that holds it, how vaguely it is dated, and its day.

    `days` are ordinals of what happens on one day and is told to the day, else 0.
    """

    terms: Sequence[int]
    nodes: Sequence[int]
    vague: Sequence[int]
    days: Sequence[int]


def cluster(claims: Iterable[Claim], links: Iterable[Link]) -> tuple[Event, ...]:
    """Events that hold every claim exactly once, in the order of their earliest claims, whatever the input's order.

    Only `same` links count. Claims that say the same and are linked are one from the outset, as are those a person
    joined or a certain link joins; what a person held apart stays apart. Then the claims dated to a day are clustered
    by average linkage; those dated to a week, to a month, or not at all each join the one event that fits clearly best.
    """
    weights = link_weights()
    ordered = sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))
    numbers: dict[object, int] = {}
    terms = [numbers.setdefault(signature(claim, weights), len(numbers)) for claim in ordered]
    return clustered(ordered, terms, links, weights)


def clustered(
    ordered: Sequence[Claim], terms: Sequence[int], links: Iterable[Link], weights: Weights
) -> tuple[Event, ...]:
    """The same of claims in order, with the number of each one's terms: claims of one number say the same."""
    at = {claim.id: index for index, claim in enumerate(ordered)}
    same = [x for x in links if x.relation == "same" and x.left in at and x.right in at]
    nodes = _nodes(same, at, terms, weights)
    vague, days = [standing(claim, weights) for claim in ordered], [told_day(claim, weights) for claim in ordered]
    told = Terms(terms, nodes, vague, days)
    groups = group(told, _edges(same, at, told), _apart(same, at, told), weights)
    return gathered(ordered, groups)


def gathered(ordered: Sequence[Claim], groups: Sequence[int]) -> tuple[Event, ...]:
    """The events of claims, given in order with the group of each."""
    members: dict[int, list[Claim]] = defaultdict(list)
    for found, claim in zip(groups, ordered, strict=True):
        members[found].append(claim)
    return tuple(_event(members[found]) for found in sorted(members))


def _event(members: Sequence[Claim]) -> Event:
    """The event of these claims, named after its earliest one, so that a rebuild names it alike."""
    name = blake2b(members[0].id.encode(), digest_size=8).hexdigest()
    return Event(f"event:{name}", tuple(sorted(claim.id for claim in members)))


def _nodes(same: Sequence[Link], at: Mapping[str, int], terms: Sequence[int], weights: Weights) -> list[int]:
    """The node of each claim: the index of its first claim."""
    root = list(range(len(terms)))
    ruled = {claim for link in same if link.judge != "machine" for claim in (link.left, link.right)}
    for link in same:
        left, right, score = at[link.left], at[link.right], link.score or 0.0
        if link.judge != "machine":
            joined = link.judgement == "same"
        else:
            least = weights.cut if terms[left] == terms[right] else weights.certain
            joined = score >= least and not {link.left, link.right} & ruled
        if joined:
            a, b = first(root, left), first(root, right)
            root[max(a, b)] = min(a, b)
    return [first(root, index) for index in range(len(root))]


def first(root: list[int], index: int) -> int:
    """The first member of the group that one is in."""
    while root[index] != index:
        root[index] = root[root[index]]
        index = root[index]
    return index


def _edges(same: Sequence[Link], at: Mapping[str, int], told: Terms) -> Edges:
    """The best score between the terms of linked claims; a link stands for all claims that say the same as its two."""
    machine = [link for link in same if link.judge == "machine" and link.score is not None]
    left = np.fromiter((told.terms[at[link.left]] for link in machine), dtype=np.int32, count=len(machine))
    right = np.fromiter((told.terms[at[link.right]] for link in machine), dtype=np.int32, count=len(machine))
    score = np.fromiter((link.score or 0.0 for link in machine), dtype=np.float64, count=len(machine))
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((-score, high, low))
    low, high, score = low[order], high[order], score[order]
    best = np.ones(len(low), dtype=bool)
    best[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return Edges(low[best], high[best], score[best])


def _apart(same: Sequence[Link], at: Mapping[str, int], told: Terms) -> frozenset[tuple[int, int]]:
    """Pairs of nodes that a person holds apart, both ways round."""
    kept = {
        (told.nodes[at[x.left]], told.nodes[at[x.right]])
        for x in same
        if x.judge != "machine" and x.judgement == "different"
    }
    return frozenset(kept | {(b, a) for a, b in kept})


def group(told: Terms, edges: Edges, apart: frozenset[tuple[int, int]], weights: Weights) -> list[int]:
    """The group of each claim, named by its first claim; `apart` are nodes that never join."""
    held = sorted(set(zip(told.terms, told.nodes, strict=True)))
    sizes = Counter(node for _, node in held)
    vague: dict[int, int] = {}
    for node, how in zip(told.nodes, told.vague, strict=True):
        vague[node] = min(vague.get(node, VAGUEST), how)
    weight = Counter(told.nodes)
    days: dict[int, int] = {}
    for node, day in zip(told.nodes, told.days, strict=True):
        if day:
            days[node] = day if days.get(node, day) == day else 0  # people may have joined two days
    groups = {node: node for node in vague}
    for own in _components(_between(held, edges), len(told.nodes), weights):
        nodes = {node for u, v, _ in own for node in (u, v)}
        scores = _scores(own, sizes, apart, missing=weights.missing)
        groups |= _grown({node: vague[node] for node in sorted(nodes)}, _Groups(scores, weight, days, weights), weights)
    return [groups[node] for node in told.nodes]


def _between(held: Sequence[tuple[int, int]], edges: Edges) -> Edges:
    """The scores between nodes that the scores between their terms come to; most terms are of one node."""
    holders: dict[int, list[int]] = {}
    only = np.full(held[-1][0] + 1 if held else 1, -1, dtype=np.int32)
    for term, own in groupby(held, key=lambda pair: pair[0]):
        nodes = [node for _, node in own]
        if len(nodes) > 1:
            holders[term] = nodes
        only[term] = nodes[0] if len(nodes) == 1 else -1
    left, right, score = only[edges.left], only[edges.right], edges.score
    several = np.flatnonzero((left < 0) | (right < 0))
    pairs = [
        (u, v, score[at])
        for at in several.tolist()
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
