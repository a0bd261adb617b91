"""To hold which ids are one and which are apart, as people decide it pair by pair."""

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Groups:
    """Ids that are one, in groups, and pairs that may never be."""

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        """No groups yet; the pairs that are apart."""
        self._root: dict[str, str] = {}
        self._apart = set(apart)

    def first(self, id: str) -> str:
        """The id that stands for the group of an id."""
        while self._root.get(id, id) != id:
            id = self._root[id]
        return id

    def is_apart(self, one: str, other: str) -> bool:
        """Whether the groups of two ids hold two that are apart."""
        ends = {self.first(one), self.first(other)}
        return any({self.first(a), self.first(b)} == ends for a, b in self._apart)

    def join(self, one: str, other: str) -> None:
        """Make one group of two."""
        for id in (one, other):
            self._root.setdefault(id, id)
        self._root[self.first(other)] = self.first(one)

    def part(self, one: str, other: str) -> None:
        """Hold two apart."""
        self._apart.add((one, other))

    def members(self) -> Iterator[list[str]]:
        """Each group of more than one, in order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for id in sorted(self._root):
            found[self.first(id)].append(id)
        yield from (ids for ids in found.values() if len(ids) > 1)
