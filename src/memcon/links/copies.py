"""To find reports that are copies of one text, also edited or excerpted, by a sketch of their word runs."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain, combinations, pairwise

from memcon.model import Report

RUN = 5  # words; runs of five are shared by copies, hardly ever by two texts on one event
KEEP = 4  # one run in so many is sketched, chosen by its hash, so that a text and its excerpt choose alike
LEAST_RUNS = 12  # shared runs; fewer is a shared quotation
CONTAINED = 0.5  # of the shorter text's runs, found in the longer
COMMON = 100  # reports; where more share a run, each is held only against the next, which finds a wide-spread text too
_WORD = re.compile(r"[^\W_]+")


def copies(reports: Sequence[Report]) -> dict[str, str]:
    """The copy group of each report that has a copy, named after its first report in order of ids.

    Two reports are copies when half the shorter one's word runs stand in the longer, and at least a paragraph of them,
    or when they are the same words, however few.
    """
    texts = {report.id: report.text for report in reports}
    sketches = {key: _sketch(texts[key]) for key in sorted(texts)}
    root = {key: key for key in sketches}
    for left, right in chain(_alike(texts), _candidates(sketches)):
        if _first(root, left) != _first(root, right) and _is_copy(_runs(texts[left]), _runs(texts[right])):
            a, b = sorted((_first(root, left), _first(root, right)))
            root[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(root):
        groups[_first(root, key)].append(key)
    return {key: f"copy:{name}" for name, members in groups.items() if len(members) > 1 for key in members}


def _alike(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of reports of the same words, however few."""
    where: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(texts):
        where[tuple(_WORD.findall(texts[key].lower()))].append(key)
    for words, keys in where.items():
        if words:
            yield from pairwise(keys)


def _first(root: dict[str, str], key: str) -> str:
    """The first report of a report's group."""
    while root[key] != key:
        root[key] = root[root[key]]
        key = root[key]
    return key


def _runs(text: str) -> set[str]:
    """All runs of words of a text, in lower case."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _sketch(text: str) -> frozenset[int]:
    """The hashes of about one run in `KEEP`, the same ones in every text."""
    hashes = (int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in _runs(text))
    return frozenset(value for value in hashes if value % KEEP == 0)


def _candidates(sketches: dict[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    """Pairs of reports whose sketches share as much as copies would, with a margin for chance."""
    where: dict[int, list[str]] = defaultdict(list)
    for key, sketch in sketches.items():
        for value in sketch:
            where[value].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for keys in where.values():
        for pair in combinations(keys, 2) if len(keys) <= COMMON else pairwise(keys):
            shared[pair] += 1
    for (left, right), n in sorted(shared.items()):
        if n >= max(2, CONTAINED / 2 * min(len(sketches[left]), len(sketches[right]))):
            yield left, right


def _is_copy(left: set[str], right: set[str]) -> bool:
    """Whether enough of the shorter text stands in the longer."""
    both = len(left & right)
    return left == right or (both >= LEAST_RUNS and both >= CONTAINED * min(len(left), len(right)))
