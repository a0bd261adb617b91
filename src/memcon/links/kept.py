"""To keep millions of links in little memory: numbers by column, each link worded when it is asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.links.columns import Flags, Numbers
from memcon.links.compare import Codes, Comparer, explain, told_of
from memcon.links.facts import Facts
from memcon.model import Actor, Link

AT_HAND = 50_000  # reasons kept at hand, as neighbouring pairs often have the same one
JUDGEMENTS = ("different", "unsure", "same")


class Scored(Struct, frozen=True):
    """Pairs of claims, by their places in the pile, with the score of each in bits; one row a pair."""

    left: Numbers
    right: Numbers
    score: NDArray[np.float64]

    def where(self, chosen: Flags | NDArray[np.int64]) -> "Scored":
        """The pairs chosen, or all in the order given."""
        return Scored(self.left[chosen], self.right[chosen], self.score[chosen])


class Reasons:
    """What words the reasons of links, once for all that have the same parties and findings."""

    def __init__(self, comparer: Comparer, actors: Mapping[str, Actor]) -> None:
        """The tellings that were compared, and the actors by whose names they are told."""
        self.comparer, self.actors = comparer, actors
        self.known: dict[tuple[str, str, bytes], str] = {}
        self.names: dict[tuple[str, int], str] = {}

    def of(self, left: int, right: int, codes: Codes) -> str:
        """Why two tellings, by their numbers, are taken for one event or for two; of one number: why twins are one."""
        told = self.comparer.told
        if left == right:
            return self._worded(self._told(told[left]), "", codes)
        return self._worded(self._told(told[min(left, right)]), self._told(told[max(left, right)]), codes)

    def _told(self, one: Facts) -> str:
        key = one.kind, id(one.parties)
        if key not in self.names:
            self.names[key] = told_of(one, self.actors)
        return self.names[key]

    def _worded(self, a: str, b: str, codes: Codes) -> str:
        key = a, b, codes.tobytes()
        if key not in self.known:
            if len(self.known) >= AT_HAND:
                self.known.clear()
            sentence = f"One tells of {a}, the other of {b}." if b else f"Two reports tell of {a} in the same terms."
            self.known[key] = explain(sentence, self.comparer.score(codes))
        return self.known[key]


class Same(Struct, frozen=True):
    """The `same` links of a pile by column: `pairs` with their judgements and what was found of each.

    `claims` are the ids of the pile's claims, `tellings` the number of what each says (-1 for what is not compared).
    `why` holds the reasons of those rows that rest on no comparison; all others are worded from their findings.
    """

    claims: Sequence[str]
    tellings: Numbers
    pairs: Scored
    judgements: NDArray[np.uint8]
    codes: Codes
    why: Mapping[int, str]
    reasons: Reasons

    def link(self, row: int) -> Link:
        """The link of a row."""
        left, right = int(self.pairs.left[row]), int(self.pairs.right[row])
        why = self.why.get(row) or self.reasons.of(int(self.tellings[left]), int(self.tellings[right]), self.codes[row])
        judgement = JUDGEMENTS[self.judgements[row]]
        return Link(self.claims[left], self.claims[right], "same", judgement, float(self.pairs.score[row]), why)


class Links(Collection[Link]):
    """The links of a pile in order of their claims: those kept by column, and all others between them."""

    def __init__(self, same: Same, others: Iterable[Link]) -> None:
        """The `same` links that the machine found, in order, and those that people ruled or that stand for more."""
        self.same, self.others = same, sorted(others, key=_place)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.same.judgements) + len(self.others)

    def __contains__(self, link: object) -> bool:
        """Whether a link is among them."""
        return any(one == link for one in self)

    def __iter__(self) -> Iterator[Link]:
        """Each link, worded as it is reached."""
        return merge(map(self.same.link, range(len(self.same.judgements))), self.others, key=_place)

    def and_also(self, others: Iterable[Link]) -> "Links":
        """These links and others."""
        return Links(self.same, (*self.others, *others))


def _place(link: Link) -> tuple[str, ...]:
    """Where a link stands in the order of all."""
    return link.left, link.right, link.relation, link.judgement, link.judge, link.why
