"""To find reports that are copies of one text, also edited or excerpted, by a sketch of their word runs."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from memcon.model import Report

RUN = 5  # words; runs of five are shared by copies, hardly ever by two texts on one event
KEEP = 4  # one run in so many is sketched, chosen by its hash, so that a text and its excerpt choose alike
LEAST_RUNS = 12  # shared runs; fewer is a shared quotation
CONTAINED = 0.5  # of the shorter text's runs, found in the longer
COMMON = 100  # reports; where more share a run, each is held only against the next, which finds a wide-spread text too
SIZE = 8  # bytes of a hash
AT_ONCE = 1_000_000  # shared runs looked at together, but for those of one report
NOT_SKETCHED: Mapping[str, bytes] = MappingProxyType({})
_Hashes = NDArray[np.uint64]
_Numbers = NDArray[np.int64]
_WORD = re.compile(r"[^\W_]+")


def copies(reports: Sequence[Report], sketches: Mapping[str, bytes] = NOT_SKETCHED) -> dict[str, str]:
    """The copy group of each report that has a copy, named after its first report in order of ids.

    Two reports are copies when half the shorter one's word runs stand in the longer, and at least a paragraph of them,
    or when they are the same words, however few. `sketches` are those that were made before, by report id.
    """
    texts = {report.id: report.text for report in reports}
    keys = sorted(texts)
    hashes = {key: np.frombuffer(sketches.get(key) or sketch(texts[key]), dtype=">u8") for key in keys}
    return _grouped(keys, chain(_alike(hashes), _candidates(hashes)), texts.__getitem__)


def copies_near(changed: Mapping[str, bytes], sketches: Mapping[str, bytes], known: Mapping[str, str]) -> set[str]:
    """The reports whose copy group may be another once the reports of these sketches came or went.

    `sketches` are those of all reports that are there now, `known` the copy group of each copy before.
    """
    keys = sorted(sketches)
    own = {key: np.frombuffer(sketches[key], dtype=">u8") for key in keys}
    owners = np.repeat(np.arange(len(keys)), [len(one) for one in own.values()])
    values = np.concatenate([np.zeros(0, dtype=np.uint64), *(one.astype(np.uint64) for one in own.values())])
    asked = np.frombuffer(b"".join(changed.values()), dtype=">u8").astype(np.uint64)
    hit = np.isin(values, asked)
    shared = np.bincount(owners[hit], minlength=len(keys))
    words, held = np.unique(values[hit], return_counts=True)
    spread = np.isin(values, words[held > COMMON - len(changed)]) & hit
    near = (shared > 1) | (np.bincount(owners[spread], minlength=len(keys)) > 0)
    first = {sketch[:SIZE] for sketch in changed.values()}
    found = {key for at, key in enumerate(keys) if near[at] or (shared[at] and sketches[key][:SIZE] in first)}
    found |= changed.keys() & sketches.keys()
    groups = {known[key] for key in (*found, *changed) if key in known}
    return found | {key for key, group in known.items() if group in groups and key in sketches}


def copies_among(among: Collection[str], sketches: Mapping[str, bytes], text: Callable[[str], str]) -> dict[str, str]:
    """The copy groups of these reports, as `copies` finds them in the whole pile, whose `sketches` are given.

    None of the others may be a copy of one of these.
    """
    asked = {one for key in among for one in np.frombuffer(sketches[key], dtype=">u8").tolist()}
    own = {key: np.frombuffer(sketches[key], dtype=">u8") for key in sorted(sketches)}
    wanted = np.array(sorted(asked), dtype=np.uint64)
    near = {key: one for key, one in own.items() if key in among or np.isin(one.astype(np.uint64), wanted).any()}
    pairs = ((a, b) for a, b in chain(_alike(near), _candidates(near)) if a in among and b in among)
    return _grouped(sorted(among), pairs, text)


def _grouped(keys: Sequence[str], pairs: Iterable[tuple[str, str]], text: Callable[[str], str]) -> dict[str, str]:
    """The copy group of each report that has a copy, given the pairs that may be copies."""
    root = {key: key for key in keys}
    for left, right in pairs:
        if _first(root, left) != _first(root, right) and _is_copy(_runs(text(left)), _runs(text(right))):
            a, b = sorted((_first(root, left), _first(root, right)))
            root[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        groups[_first(root, key)].append(key)
    return {key: f"copy:{name}" for name, members in groups.items() if len(members) > 1 for key in members}


def sketch(text: str) -> bytes:
    """What a text is known by among others, as hashes of eight bytes: of all its words, then of one run in `KEEP`.

    Every text chooses the same runs. A text without words has no sketch.
    """
    words = _WORD.findall(text.lower())
    if not words:
        return b""
    runs = (_hash(" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1))
    return _hash(" ".join(words)) + b"".join(sorted({run for run in runs if run[-1] % KEEP == 0}))


def _hash(words: str) -> bytes:
    return blake2b(words.encode(), digest_size=SIZE).digest()


def _alike(hashes: Mapping[str, _Hashes]) -> Iterator[tuple[str, str]]:
    """Pairs of reports of the same words, however few."""
    where: dict[int, list[str]] = defaultdict(list)
    for key, own in hashes.items():
        if len(own):
            where[int(own[0])].append(key)
    for keys in where.values():
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


def _candidates(hashes: Mapping[str, _Hashes]) -> Iterator[tuple[str, str]]:
    """Pairs of reports whose sketches share as much as copies would, with a margin for chance, in order."""
    keys = list(hashes)
    sizes = np.array([max(0, len(own) - 1) for own in hashes.values()], dtype=np.int64)
    values = np.concatenate([np.zeros(0, dtype=np.uint64), *(own[1:].astype(np.uint64) for own in hashes.values())])
    owners = np.repeat(np.arange(len(keys)), sizes)
    order = np.argsort(values, kind="stable")
    for pairs in _shared(values[order], owners[order], len(keys)):
        found, n = np.unique(pairs, return_counts=True)
        left, right = np.divmod(found, len(keys))
        is_near = n >= np.maximum(2, CONTAINED / 2 * np.minimum(sizes[left], sizes[right]))
        for one, other in zip(left[is_near].tolist(), right[is_near].tolist(), strict=True):
            yield keys[one], keys[other]


def _shared(values: _Hashes, owners: _Numbers, n: int) -> Iterator[_Numbers]:
    """A number `left * n + right` for each run that two of `n` reports share; given are all runs in order, with owners.

    As many at a time as fit in little memory, all of one left report together, the lefts in order.
    """
    ends = np.append(np.flatnonzero(values[1:] != values[:-1]) + 1, len(values)) if len(values) else np.zeros(0, int)
    spread = np.diff(ends, prepend=0)
    after = np.repeat(ends, spread) - np.arange(len(values)) - 1
    after = np.where(np.repeat(spread, spread) <= COMMON, after, np.minimum(after, 1))
    order = np.argsort(owners, kind="stable")
    pairs = np.add.accumulate(np.bincount(owners, weights=after, minlength=n)).astype(np.int64)
    last = int(pairs[-1]) if n else 0
    lefts = np.searchsorted(pairs, np.arange(1, last // AT_ONCE + 1) * AT_ONCE, side="right")
    cuts = np.searchsorted(owners[order], np.unique(lefts))
    for at in np.split(order, cuts):
        many = after[at]
        steps = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        rights = owners[np.repeat(at + 1, many) + steps]
        yield np.repeat(owners[at], many) * n + rights


def _is_copy(left: set[str], right: set[str]) -> bool:
    """Whether enough of the shorter text stands in the longer."""
    both = len(left & right)
    return left == right or (both >= LEAST_RUNS and both >= CONTAINED * min(len(left), len(right)))
