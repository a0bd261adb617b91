"""To estimate the weights of links from labelled pairs of one block, and to say how reliable they are.

scripts/train_links -o FILE     writes FILE; nothing else is changed. Takes some minutes.

Pairs are labelled in three ways, see `labelled.py`. A third of those of made piles and of archives is held out, and
all of those of the press; the file's `training` says how far its probabilities are off on those.

The weights are the most likely ones of a logistic model (the log2 of the odds is the sum of the findings' bits), held
near what was judged by hand (`judged` in the file) where pairs are few. Pairs of archives, of which hardly any are one
event, get a start of their own, which is not written: how often two of their rows tell of one event says nothing of the
press. Some bits are never estimated: two days are two events, whatever a pile of reports with wrong days says.
"""

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from labelled import ARCHIVES, BY_HAND, Pairs, archived, made, pressed
from memcon.links.compare import START
from memcon.links.weights import Reliability, Weights, link_weights

HELD_OUT = 3
"""One pair in so many is held out."""
SPREAD = 2.0
"""Bits by which an estimate is expected to differ from what was judged."""
FREE = 8.0
"""Bits by which the start of archives may differ from none."""
FIXED = frozenset([
    "days apart", "days apart by one", "told on days unknown", "the other way round",
    "told again in one report", "one report tells both a plan and a deed", "copies of one text",
    "one report tells a deed and plans another", "the same one of several", "another one of several",
    "a meal and talks", "a meal is told once", "told of days of its own", "both told of days of their own",
    "two places in one town",
    "a summit's days apart by one", "a day of talks beside a summit",
    "one report tells of two persons on one side", "one report tells the later as another one",
    "same words in one mouth", "no day asked for",
    "neither a day nor a second party", "same object",
])  # fmt: skip
"""Findings whose bits are not estimated: rules of the house, or found only where no pair is labelled.

Made piles tell of one thing under one name; two promises of one week in the press share words like "sanctions".
"""
DECIDED = ("days apart", "days apart by one")
"""Pairs with these are two events by rule, though a wrong day may have parted one; nothing is estimated from them."""
BINS = 10
BASIS = (
    "bits: log2 of how much likelier a finding is for one event than for two of the same block; estimated by"
    " scripts/train_links from labelled pairs, near what was judged by hand; some of them fixed"
)
LN2 = math.log(2)

Matrix = NDArray[np.float64]


def estimated(weights: Weights) -> list[str]:
    """The findings whose bits are estimated, in order."""
    return [name for name in sorted(weights.judged) if name not in FIXED]


def design(pairs: Pairs, weights: Weights) -> tuple[Matrix, Matrix]:
    """For each pair, which of the estimated findings it has (and whether it is of an archive), and its fixed bits."""
    names, free = list(pairs.names), estimated(weights)
    column = {name: at for at, name in enumerate(free)}
    found, fixed = np.zeros((len(pairs.codes), len(free) + 1)), np.zeros(len(pairs.codes))
    found[:, column[START]] = 1
    found[:, -1] = pairs.sort == ARCHIVES
    for row, codes in enumerate(pairs.codes):
        for name in (names[code] for code in codes):
            if name in column:
                found[row, column[name]] = 1
            else:
                fixed[row] += weights.judged.get(name, 0.0)
    return found, fixed


def estimate(found: Matrix, fixed: Matrix, same: NDArray[np.bool_], judged: Matrix) -> Matrix:
    """The bits that make the labels likeliest, by Newton's method with halved steps, held near what was judged."""
    bits = judged.copy()
    hold = np.full(len(judged), SPREAD**-2)
    hold[-1] = FREE**-2

    def loss(bits: Matrix) -> float:
        odds = LN2 * (found @ bits + fixed)
        return float((np.logaddexp(0, odds) - same * odds).sum() + 0.5 * (hold * (bits - judged) ** 2).sum())

    for _ in range(100):
        likely = _likely(found @ bits + fixed)
        slope = LN2 * (found.T @ (likely - same)) + hold * (bits - judged)
        curve = LN2 * LN2 * (found.T * (likely * (1 - likely))) @ found + np.diag(hold)
        step = np.linalg.solve(curve, slope)
        while loss(bits - step) > loss(bits) and np.abs(step).max() > 1e-9:
            step /= 2
        bits = bits - step
        if np.abs(step).max() < 1e-6:
            break
    return np.round(bits, 2)


def _likely(bits: Matrix) -> Matrix:
    """Probabilities from the log2 of the odds."""
    return 1 / (1 + 2.0 ** -np.clip(bits, -60, 60))


def reliability(source: str, bits: Matrix, same: NDArray[np.bool_], estimated_on: int) -> Reliability:
    """How far probabilities are off on held-out pairs: the mean gap between told and true, in bins of the told."""
    likely = _likely(bits)
    bins = np.minimum((likely * BINS).astype(int), BINS - 1)
    gaps = [
        abs(likely[bins == n].mean() - same[bins == n].mean()) * (bins == n).mean()
        for n in range(BINS)
        if (bins == n).any()
    ]
    called = bits >= 0
    return Reliability(
        source=source,
        estimated_on=estimated_on,
        pairs=len(same),
        same=int(same.sum()),
        precision=_share(same[called]),
        recall=_share(called[same]),
        error=round(float(sum(gaps)), 3),
    )


def _decided(pairs: Pairs) -> NDArray[np.bool_]:
    """Which pairs are two events by rule."""
    decided: NDArray[np.bool_] = np.isin(pairs.codes, [pairs.names.index(name) for name in DECIDED]).any(axis=1)
    return decided


def _share(true: NDArray[np.bool_]) -> float | None:
    """The share that is true; None of none."""
    return round(float(true.mean()), 3) if len(true) else None


def trained(weights: Weights, sources: Sequence[Pairs]) -> Weights:
    """The weights estimated from pairs, a version later, with how reliable they are on those held out."""
    laid = [design(pairs, weights) for pairs in sources]
    held = [np.arange(len(p.same)) % (1 if p.sort == BY_HAND else HELD_OUT) == 0 for p in sources]
    free = estimated(weights)
    judged = np.array([*(weights.judged[name] for name in free), 0.0])
    used = [~out & ~_decided(pairs) for out, pairs in zip(held, sources, strict=True)]
    kept = [(f[rows], x[rows], pairs.same[rows]) for (f, x), rows, pairs in zip(laid, used, sources, strict=True)]
    bits = estimate(*(np.concatenate(column) for column in zip(*kept, strict=True)), judged)
    told = [
        reliability(pairs.source, (found @ bits + fixed)[out], pairs.same[out], int(rows.sum()))
        for (found, fixed), out, rows, pairs in zip(laid, held, used, sources, strict=True)
    ]
    scores = np.concatenate([(found @ bits + fixed)[out] for (found, fixed), out in zip(laid, held, strict=True)])
    same = np.concatenate([pairs.same[out] for pairs, out in zip(sources, held, strict=True)])
    told.append(reliability("all", scores, same, sum(one.estimated_on for one in told)))
    found = {**weights.judged} | dict(zip(free, bits[:-1].tolist(), strict=True))
    return replace(weights, version=weights.version + 1, basis=BASIS, bits=found, training=tuple(told))


def main() -> int:
    """Estimate, write where told, print how reliable."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="where the weights go")
    target = parser.parse_args().out
    if not target.absolute().parent.is_dir():
        parser.error(f"{target}: its folder is not there; make it first")
    weights = link_weights()
    done = trained(weights, [*made(weights), *archived(weights), *pressed(weights)])
    target.write_bytes(msgspec.json.format(msgspec.json.encode(done, order="deterministic"), indent=2) + b"\n")
    for one in done.training:
        figures = f"precision {one.precision}, recall {one.recall}, off by {one.error}"
        print(f"{one.source}: {one.pairs} pairs held out, {one.same} of one event; {figures}")
    print(f"version {done.version} written to {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
