"""To join nodes by average linkage inside components that are kept small."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from msgspec import Struct

LARGEST = 600  # nodes of a component; a larger one is split at a higher score first, else linkage costs its square


class Scores(Struct, frozen=True):
    """Scores between nodes: the sum and the number of the scored pairs of tellings, and how many tellings a node holds.

    Pairs of tellings never compared count as `missing`; pairs of nodes in `apart` never join.
    """

    sums: dict[int, dict[int, float]]
    pairs: dict[int, dict[int, int]]
    sizes: Mapping[int, int]
    apart: frozenset[tuple[int, int]]
    missing: float


def average_linkage(nodes: Sequence[int], scores: Scores, cut: float) -> list[list[int]]:
    """Groups of nodes, each joined as long as the mean score of its pairs reaches `cut`; every node is in one group."""
    groups: list[list[int]] = []
    for component in _components(nodes, scores, cut):
        groups += _joined(component, scores, cut)
    return groups


def _components(nodes: Sequence[int], scores: Scores, least: float) -> list[list[int]]:
    """Nodes connected by mean scores of at least `least`; a component too large is split by raising it."""
    allowed = set(nodes)
    seen: set[int] = set()
    found: list[list[int]] = []
    highest = least
    for start in sorted(nodes):
        if start in seen:
            continue
        component, queue = [], [start]
        seen.add(start)
        while queue:
            node = queue.pop()
            component.append(node)
            for other in scores.sums.get(node, ()):
                mean = scores.sums[node][other] / scores.pairs[node][other]
                highest = max(highest, mean)
                if other in allowed and other not in seen and mean >= least:
                    seen.add(other)
                    queue.append(other)
        found.append(sorted(component))
    if highest <= least:
        return found
    split = [_components(c, scores, least + 1) if len(c) > LARGEST else [c] for c in found]
    return [component for parts in split for component in parts]


class _Work:
    """The state of one agglomeration: it shrinks with every join."""

    def __init__(self, component: Iterable[int], scores: Scores) -> None:
        self.groups = {node: [node] for node in component}
        self.missing = scores.missing
        self.sizes = {node: scores.sizes[node] for node in self.groups}
        self.gain = {
            u: {
                v: s - scores.missing * scores.pairs[u][v]
                for v, s in scores.sums.get(u, {}).items()
                if v in self.groups
            }
            for u in self.groups
        }
        self.apart = (
            {u: {v for v in self.groups if (u, v) in scores.apart} for u in self.groups} if scores.apart else {}
        )
        self.version = dict.fromkeys(self.groups, 0)

    def mean(self, u: int, v: int) -> float:
        """The mean score of all pairs between two groups."""
        return round(self.missing + self.gain[u][v] / (self.sizes[u] * self.sizes[v]), 6)

    def join(self, u: int, v: int) -> None:
        """Make one group of two, under the name of the first."""
        self.groups[u] += self.groups.pop(v)
        self.sizes[u] += self.sizes.pop(v)
        for w, gain in self.gain.pop(v).items():
            del self.gain[w][v]
            if w != u:
                self.gain[u][w] = self.gain[w][u] = self.gain[u].get(w, 0.0) + gain
        if self.apart:
            self.apart[u] |= self.apart.pop(v)
            for w in self.apart[u] & self.groups.keys():
                self.apart[w].add(u)
        del self.version[v]
        self.version[u] += 1

    def may_join(self, u: int, v: int) -> bool:
        """Whether nobody held members of the two groups apart."""
        if not self.apart:
            return True
        return not self.apart[u].intersection(self.groups[v]) and not self.apart[v].intersection(self.groups[u])


def _joined(component: Sequence[int], scores: Scores, cut: float) -> list[list[int]]:
    """The groups that average linkage makes of one component, the best pair first, ties in order of the nodes."""
    work = _Work(component, scores)
    heap = [(-work.mean(u, v), u, v, 0, 0) for u in work.gain for v in work.gain[u] if u < v]
    heapify(heap)
    while heap:
        cost, u, v, at_u, at_v = heappop(heap)
        if -cost < cut:
            break
        if work.version.get(u) != at_u or work.version.get(v) != at_v or not work.may_join(u, v):
            continue
        work.join(u, v)
        for w in work.gain[u]:
            a, b = min(u, w), max(u, w)
            heappush(heap, (-work.mean(a, b), a, b, work.version[a], work.version[b]))
    return [sorted(group) for group in work.groups.values()]
