"""To gather linked claims into events: average linkage for what is dated, one clear choice for what is not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import product
from math import log2

from memcon.links.average import Scores, average_linkage
from memcon.links.facts import Key, signature, standing
from memcon.links.weights import Weights, link_weights
from memcon.model import Claim, Event, Link

LEAST_SHARE = 1 / 3  # of an event's tellings, with which a vaguely dated claim has to have been compared
VAGUEST = 3


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
    told = [signature(claim, weights) for claim in ordered]
    nodes = _nodes(same, at, told, weights)
    scores = _scores(same, at, nodes, told, missing=weights.missing)
    weight = Counter(nodes)
    vague: dict[int, int] = {}
    for node, claim in zip(nodes, ordered, strict=True):
        vague[node] = min(vague.get(node, VAGUEST), standing(claim, weights))
    groups = _grown(vague, weight, scores, weights)
    members: dict[int, list[Claim]] = defaultdict(list)
    for node, claim in zip(nodes, ordered, strict=True):
        members[groups[node]].append(claim)
    return tuple(_event(members[group]) for group in sorted(members))


def _event(members: Sequence[Claim]) -> Event:
    """The event of these claims, named after its earliest one, so that a rebuild names it alike."""
    name = blake2b(members[0].id.encode(), digest_size=8).hexdigest()
    return Event(f"event:{name}", tuple(sorted(claim.id for claim in members)))


def _nodes(same: Sequence[Link], at: Mapping[str, int], told: Sequence[Key], weights: Weights) -> list[int]:
    """The node of each claim: the index of its first claim."""
    root = list(range(len(told)))
    ruled = {claim for link in same if link.judge != "machine" for claim in (link.left, link.right)}
    for link in same:
        left, right, score = at[link.left], at[link.right], link.score or 0.0
        if link.judge != "machine":
            joined = link.judgement == "same"
        else:
            least = weights.cut if told[left] == told[right] else weights.certain
            joined = score >= least and not {link.left, link.right} & ruled
        if joined:
            a, b = _first(root, left), _first(root, right)
            root[max(a, b)] = min(a, b)
    return [_first(root, index) for index in range(len(root))]


def _first(root: list[int], index: int) -> int:
    """The first claim of the group that a claim is in."""
    while root[index] != index:
        root[index] = root[root[index]]
        index = root[index]
    return index


def _scores(
    same: Sequence[Link], at: Mapping[str, int], nodes: Sequence[int], told: Sequence[Key], *, missing: float
) -> Scores:
    """Scores between nodes; a link stands for all claims that say the same as the two it links."""
    best: dict[tuple[Key, Key], float] = {}
    for link in same:
        if link.judge == "machine" and link.score is not None:
            pair = (told[at[link.left]], told[at[link.right]])
            best[pair] = max(link.score, best.get(pair, missing))
    where: dict[Key, set[int]] = defaultdict(set)
    for node, key in zip(nodes, told, strict=True):
        where[key].add(node)
    sizes: dict[int, int] = defaultdict(int)
    for holders in where.values():
        for node in holders:
            sizes[node] += 1
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    pairs: dict[int, dict[int, int]] = defaultdict(dict)
    for (a, b), score in best.items():
        for u, v in {(u, v) for u, v in product(where[a], where[b]) if u != v}:
            for x, y in ((u, v), (v, u)):
                sums[x][y] = sums[x].get(y, 0.0) + score
                pairs[x][y] = pairs[x].get(y, 0) + 1
    kept = {
        (nodes[at[x.left]], nodes[at[x.right]]) for x in same if x.judge != "machine" and x.judgement == "different"
    }
    return Scores(sums, pairs, sizes, frozenset(kept | {(b, a) for a, b in kept}), missing)


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
        for group in average_linkage(free, scores, weights.cut):
            chosen.update(dict.fromkeys(group, group[0]))
        for node, fit in chosen.items():
            is_held_apart = any((node, member) in scores.apart for member in held.get(fit, ()))
            group_name = node if is_held_apart else fit  # two that are held apart may have chosen one group
            groups[node] = group_name
            held.setdefault(group_name, []).append(node)
            tellings[group_name] += weight[node]
    first = {name: min(members) for name, members in held.items()}
    return {node: first[name] for node, name in groups.items()}


def _fits(
    node: int, groups: Mapping[int, int], held: Mapping[int, Sequence[int]], scores: Scores, weights: Weights
) -> list[tuple[float, int]]:
    """The groups that a node fits on the whole, as (best score, group)."""
    found: dict[int, list[float]] = defaultdict(list)
    for other, total in scores.sums.get(node, {}).items():
        if other in groups:
            found[groups[other]].append(total / scores.pairs[node][other])
    fits = []
    for group, means in found.items():
        share = len(means) / len(held[group])
        clash = min(means) < weights.close or any((node, member) in scores.apart for member in held[group])
        if sum(means) >= weights.cut * len(means) and share >= LEAST_SHARE and not clash:
            fits.append((max(means), group))
    return fits
