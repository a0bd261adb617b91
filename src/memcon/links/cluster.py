"""To gather linked claims into events: average linkage for what is dated, one clear choice for what is not.

Claims that no chain of links joins can't be one event, so each component of the linked is clustered by itself: a new
report moves the events of its own component and no other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby, product
from math import log2

from msgspec import Struct

from memcon.links.average import Scores, average_linkage
from memcon.links.facts import signature, standing
from memcon.links.weights import Weights, link_weights
from memcon.model import Claim, Event, Link

LEAST_SHARE = 1 / 3  # of an event's tellings, with which a vaguely dated claim has to have been compared
VAGUEST = 3

_Edge = tuple[int, int, float]
"""Two terms (what claims that say the same have in common, numbered) and the score between them."""


class Terms(Struct, frozen=True):
    """For each claim, in order: the number of its terms, the node that holds it, and how vaguely it is dated."""

    terms: Sequence[int]
    nodes: Sequence[int]
    vague: Sequence[int]


def cluster(claims: Iterable[Claim], links: Iterable[Link]) -> tuple[Event, ...]:
    """Events that hold every claim exactly once, in the order of their earliest claims, whatever the input's order.

    Only `same` links count. Claims that say the same and are linked are one from the outset, as are those a person
    joined or a certain link joins; what a person held apart stays apart. Then the claims dated to a day are clustered
    by average linkage; those dated to a week, to a month, or not at all each join the one event that fits clearly best.
    """
    weights = link_weights()
    ordered = sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))
    at = {claim.id: index for index, claim in enumerate(ordered)}
    same = [x for x in links if x.relation == "same" and x.left in at and x.right in at]
    numbers: dict[object, int] = {}
    terms = [numbers.setdefault(signature(claim, weights), len(numbers)) for claim in ordered]
    told = Terms(terms, _nodes(same, at, terms, weights), [standing(claim, weights) for claim in ordered])
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


def _edges(same: Sequence[Link], at: Mapping[str, int], told: Terms) -> list[_Edge]:
    """The best score between the terms of linked claims; a link stands for all claims that say the same as its two."""
    best: dict[tuple[int, int], float] = {}
    for link in same:
        if link.judge == "machine" and link.score is not None:
            a, b = told.terms[at[link.left]], told.terms[at[link.right]]
            pair = (a, b) if a < b else (b, a)
            if pair not in best or link.score > best[pair]:
                best[pair] = link.score
    return [(a, b, score) for (a, b), score in best.items()]


def _apart(same: Sequence[Link], at: Mapping[str, int], told: Terms) -> frozenset[tuple[int, int]]:
    """Pairs of nodes that a person holds apart, both ways round."""
    kept = {
        (told.nodes[at[x.left]], told.nodes[at[x.right]])
        for x in same
        if x.judge != "machine" and x.judgement == "different"
    }
    return frozenset(kept | {(b, a) for a, b in kept})


def group(told: Terms, edges: Iterable[_Edge], apart: frozenset[tuple[int, int]], weights: Weights) -> list[int]:
    """The group of each claim, named by its first claim; `apart` are nodes that never join."""
    holders: dict[int, set[int]] = defaultdict(set)
    vague: dict[int, int] = {}
    for terms, node, how in zip(told.terms, told.nodes, told.vague, strict=True):
        holders[terms].add(node)
        vague[node] = min(vague.get(node, VAGUEST), how)
    weight = Counter(told.nodes)
    sizes = Counter(node for nodes in holders.values() for node in nodes)
    groups = {node: node for node in vague}
    for nodes, own in _components(holders, edges, vague, weights):
        scores = _scores(own, sizes, apart, missing=weights.missing)
        groups |= _grown({node: vague[node] for node in nodes}, weight, scores, weights)
    return [groups[node] for node in told.nodes]


def _components(
    holders: Mapping[int, set[int]], edges: Iterable[_Edge], nodes: Iterable[int], weights: Weights
) -> Iterator[tuple[list[int], list[_Edge]]]:
    """The nodes that chains of links join, at least two, with all edges among them."""
    between: list[_Edge] = []
    root = {node: node for node in nodes}
    for a, b, score in edges:
        for u, v in product(holders[a], holders[b]):
            if u != v:
                between.append((u, v, score))
                if score >= weights.cut:
                    x, y = _root(root, u), _root(root, v)
                    root[max(x, y)] = min(x, y)
    inner = [(_root(root, u), u, v, score) for u, v, score in between if _root(root, u) == _root(root, v)]
    inner.sort()
    for _, own in groupby(inner, key=lambda edge: edge[0]):
        kept = [edge[1:] for edge in own]
        yield sorted({node for u, v, _ in kept for node in (u, v)}), kept


def _root(root: dict[int, int], node: int) -> int:
    """The first node of the component that one is in."""
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


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


def _grown(vague: Mapping[int, int], weight: Mapping[int, int], scores: Scores, weights: Weights) -> dict[int, int]:
    """The group of each node, the least vague nodes grouped first; a group is named by its first node."""
    groups: dict[int, int] = {}
    held: dict[int, list[int]] = {}
    tellings: Counter[int] = Counter()
    for level in range(VAGUEST + 1):
        free: list[int] = []
        chosen: dict[int, int] = {}
        for node in sorted(node for node, how in vague.items() if how == level):
            fits = [
                (score + log2(tellings[group]), group) for score, group in _fits(node, groups, held, scores, weights)
            ]
            fits.sort(key=lambda fit: (-fit[0], fit[1]))
            if not fits:
                free.append(node)
            elif len(fits) == 1 or fits[0][0] - fits[1][0] >= weights.margin:
                chosen[node] = fits[0][1]
            else:
                chosen[node] = node
        for joined in average_linkage(free, scores, weights.cut):
            chosen.update(dict.fromkeys(joined, joined[0]))
        for node, name in chosen.items():
            groups[node] = name
            held.setdefault(name, []).append(node)
            tellings[name] += weight[node]
    named = {name: min(members) for name, members in held.items()}
    return {node: named[name] for node, name in groups.items()}


def _fits(
    node: int, groups: Mapping[int, int], held: Mapping[int, Sequence[int]], scores: Scores, weights: Weights
) -> list[tuple[float, int]]:
    """The groups that a node fits on the whole, as (best score, group)."""
    found: dict[int, list[float]] = defaultdict(list)
    for other, total in scores.sums.get(node, {}).items():
        if other in groups:
            found[groups[other]].append(total / scores.pairs[node][other])
    fits = []
    for name, means in found.items():
        share = len(means) / len(held[name])
        clash = min(means) < weights.close or any((node, member) in scores.apart for member in held[name])
        if sum(means) >= weights.cut * len(means) and share >= LEAST_SHARE and not clash:
            fits.append((max(means), name))
    return fits
