"""To say what a growing pile keeps of its links, so that what a change touches is found without reading the rest."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

from msgspec import Struct

from memcon.model import Claim

ROLES = ("quote", "pair", "single", "lone", "dated", "vague", "visit", "part", "deed", "plan")
"""How what is kept under a key is meant; the first six as `blocks.postings` has them."""
_BITS = 4

Standing = tuple[int, int, int]
"""A key, a week or day, and what stands there: the number of a telling, or of an event's earliest claim."""
Scored = tuple[int, int, float, int, int]
"""Two claims by number, the lesser first, their score, judgement (`kept.JUDGEMENTS`) and a print of what was found."""
Other = tuple[str, str, str]
"""Left and right claim of a link that is no `same`, and its relation."""
Key = tuple[str, ...] | str


class Row(Struct, frozen=True):
    """A claim as it is kept: when its report appeared (ordinals; `published` the first day, a far one where unknown),
    the number of what it says (None where it is not compared), and its event."""

    claim: Claim
    told: tuple[int, int] | None
    published: int
    telling: int | None
    event: str = ""

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Where the claim stands in the pile."""
        return self.claim.report, self.claim.start, self.claim.end, self.claim.id


class Shelf(Protocol):
    """What is kept; claims go by number, reports and events by id."""

    def rows(self, column: str, values: Collection[int] | Collection[str]) -> list[Row]:
        """The claims with one of these values in `n`, `report`, `telling` or `event`."""

    def replace(self, gone: Iterable[int], came: Iterable[Row]) -> None:
        """Take claims out and put claims in."""

    def stood(self, items: Collection[int]) -> dict[int, list[tuple[int, int]]]:
        """The keys, with week or day, under which each of these stands."""

    def standing(self, key: int, first: int, last: int, most: int) -> list[int]:
        """What stands under a key in these weeks or days, so many at most."""

    def stand(self, items: Mapping[int, Collection[tuple[int, int]]]) -> None:
        """Put each of these under its keys alone; under none it is forgotten."""

    def pairs(self, claims: Collection[int]) -> list[Scored]:
        """The scored pairs that have one of these claims, each once."""

    def score(self, gone: Iterable[Scored], came: Iterable[Scored]) -> None:
        """Take pairs out and put pairs in."""

    def others(self, claims: Collection[str]) -> list[Other]:
        """The other links that lead from or to one of these claims, each once."""

    def relate(self, gone: Iterable[Other], came: Iterable[Other]) -> None:
        """Take other links out and put others in."""

    def copied(self, reports: Collection[str]) -> dict[str, str]:
        """The copy group of each report that is a copy of one of these, themselves included."""


def number(text: str) -> int:
    """The number by which a claim or what it says is kept."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


@lru_cache(maxsize=200_000)
def key(role: str, words: Key) -> int:
    """The number of a key in a role."""
    told = blake2b(repr(words).encode(), digest_size=8).digest()
    return (int.from_bytes(told) >> _BITS + 1) << _BITS | ROLES.index(role)


def role_of(kept: int) -> str:
    """The role of a key, by its number."""
    return ROLES[kept & ((1 << _BITS) - 1)]


def turned(kept: int, role: str) -> int:
    """The number of the same key in another role."""
    return kept >> _BITS << _BITS | ROLES.index(role)
