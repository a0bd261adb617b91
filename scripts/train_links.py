"""To estimate the weights of links from labelled pairs of one block, and to say how reliable they are.

scripts/train_links     writes src/memcon/data/link_weights.json; takes some minutes

Two kinds of pairs are labelled. Made piles (`bench/piles.py`) know the truth. Official readouts of one side and the
diaries of the other, which lie beside the repository, are held against each other by date and name: readouts carry the
day of the event, diary rows the days of the trip.
A third of the pairs is held out; the file's `training` says how far its probabilities are off on those.

The weights are the most likely ones of a logistic model (the log2 of the odds is the sum of the findings' bits), held
near what was judged by hand (`judged` in the file) where pairs are few. Some are never estimated: two days are two
events, whatever a pile of reports with wrong days says.
"""

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src")]

from memcon.engines import ENGINES  # noqa: E402
from memcon.links.blocks import blocks  # noqa: E402
from memcon.links.compare import START, Comparer  # noqa: E402
from memcon.links.facts import Facts, fold, gather  # noqa: E402
from memcon.links.weights import Reliability, Weights, link_weights  # noqa: E402
from memcon.model import Claim, Report, When  # noqa: E402
from memcon.pipeline import build, prepare  # noqa: E402
from memcon.reference import load_reference  # noqa: E402
from piles import make_pile  # noqa: E402

TARGET = ROOT / "src" / "memcon" / "data" / "link_weights.json"
DATA = ROOT.parent / "shared" / "data"
PILES = ((21, 10_000, 3.0), (22, 60_000, 6.0), (23, 60_000, 0.24))
"""Seed, claims and years of each made pile: sparse, middling and as dense as ten million claims in forty years."""
DRAWN = 4_000
"""Pairs drawn from each made pile."""
HELD_OUT = 3
"""One pair in so many is held out."""
SPREAD = 2.0
"""Bits by which an estimate is expected to differ from what was judged."""
FIXED = frozenset([
    "days apart", "days apart by one", "stay near", "told on days unknown", "the other way round",
    "told again in one report", "one report tells both a plan and a deed", "copies of one text",
    "one report tells of two persons on one side",
    "same words in one mouth", "no day asked for",
])  # fmt: skip
"""Findings whose bits are not estimated: rules of the house, or found only where no pair is labelled."""
BINS = 10
BASIS = (
    "bits: log2 of how much likelier a finding is for one event than for two of the same block; estimated by"
    " scripts/train_links from labelled pairs, near what was judged by hand; some of them fixed"
)
LN2 = math.log(2)

Matrix = NDArray[np.float64]


class Pairs(Struct, frozen=True):
    """Labelled pairs of one source: a row of findings each, whether the two are one event, and who labelled them."""

    source: str
    names: Sequence[str]
    codes: NDArray[np.uint8]
    same: NDArray[np.bool_]


def made(weights: Weights) -> Iterator[Pairs]:
    """Pairs drawn from made piles."""
    for seed, n, years in PILES:
        pile = make_pile(seed, n, years=years)
        ordered = sorted(pile.claims, key=lambda c: (c.report, c.start, c.end, c.id))
        told = gather(ordered, pile.reports, pile.actors, weights)
        comparer = Comparer(told, weights)
        left, right = blocks(told, comparer.days)
        picked = np.sort(np.random.default_rng(seed).choice(len(left), DRAWN, replace=False))
        left, right = left[picked], right[picked]
        event = np.array([pile.truth[one.ids[0]] for one in told])
        yield Pairs(
            f"made pile, {n} claims, {years} years",
            comparer.names,
            comparer.codes(left, right),
            event[left] == event[right],
        )


class Told(Struct, frozen=True):
    """What a report of an archive is about, by the archive's own fields: kinds, days, surnames."""

    kinds: frozenset[str]
    first: int
    last: int
    names: frozenset[str]


READOUT_KINDS = {"meeting": "meeting negotiation", "phone_call": "call", "letter_message": "message", "visit": "visit"}
TITLES = {"president": "President", "secretary": "Secretary of State"}


def archives() -> tuple[list[Report], dict[str, Told]]:
    """Readouts and diary rows as reports, with what each is about; diary rows are worded as plain sentences."""
    reports, about = [], {}
    for row in _rows(DATA / "kremlin" / "diplomatic.jsonl"):
        day = date.fromisoformat(row["date"])
        name, kinds = f"readout-{row['id']}", READOUT_KINDS.get(row["kind"], "")
        text = "\n".join(part for part in (row["title"], row.get("summary"), row["text"]) if part)
        reports.append(
            Report(name, text, name, outlet="readouts", outlet_basis="given", published=When(day, day, "given"))
        )
        about[name] = Told(frozenset(kinds.split()), day.toordinal(), day.toordinal(), _surnames(row["title"]))
    for row in _rows(DATA / "state" / "engagements.jsonl"):
        first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        if first.year in range(1999, 2021):
            name = f"diary-{row['id']}"
            known = When(last, last, "given")
            reports.append(Report(name, _worded(row), name, outlet="diaries", outlet_basis="given", published=known))
            kinds = frozenset(["meeting", "negotiation", "visit"])
            about[name] = Told(kinds, first.toordinal(), last.toordinal(), _surnames(row["who"] + " " + row["text"]))
    return reports, about


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _surnames(words: str) -> frozenset[str]:
    """The folded words with a capital: among them are the names."""
    return frozenset(fold(word) for word in words.replace("’s", "").replace("-", " ").split() if word[:1].isupper())


def _worded(row: Mapping[str, Any]) -> str:
    """A row of a diary in plain sentences that have a subject."""
    first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
    days = f"on {first:%B} {first.day}, {first.year}"
    if first != last:
        days = f"from {first:%B} {first.day} to {last:%B} {last.day}, {last.year}"
    who, surname = row["who"], row["who"].split()[-1]
    told = row["text"].replace("Met with", f"{surname} met with").replace("Attended", f"{surname} attended")
    if row["kind"] == "visit_to_us":
        return f"{who} of {row['country']} visited the United States {days}. {told}"
    where = f"{row['place']}, {row['country']}" if row["place"] else row["country"]
    return f"{TITLES[row['role']]} {who} visited {where} {days}. {told}"


def archived(weights: Weights) -> Iterator[Pairs]:
    """Pairs of claims of the archives' reports, labelled by date and name; the rest is left out."""
    reports, about = archives()
    known = load_reference()
    coded = ENGINES["cores"](partial(prepare, None), reports, workers=2)
    built = build(coded, known)
    actors = {**known.actors, **{actor.id: actor for one in built.coded for actor in one.actors}}
    claims = [claim for one in built.coded for claim in one.claims if _is_main(claim, about[claim.report])]
    told = gather(claims, [one.report for one in built.coded], actors, weights)
    comparer = Comparer(told, weights)
    left, right = blocks(told, comparer.days)
    labels = [_label(told[i], told[j], about) for i, j in zip(left.tolist(), right.tolist(), strict=True)]
    sure = np.array([label is not None for label in labels])
    codes = comparer.codes(left[sure], right[sure])
    yield Pairs(
        "readouts and diaries", comparer.names, codes, np.array([x for x in labels if x is not None], dtype=bool)
    )


def _is_main(claim: Claim, told: Told) -> bool:
    """Whether a claim tells of what its report is about: the kind is right, it happened, and it names the persons."""
    names = {word for slot in claim.slots if slot.part in ("who", "whom", "party") for word in fold(slot.words).split()}
    return claim.kind in told.kinds and claim.status == "happened" and bool(names & told.names)


def _label(left: Facts, right: Facts, about: Mapping[str, Told]) -> bool | None:
    """Whether two claims are one event by the days of the archives and the names; None where these do not tell."""
    a, b = about[left.reports[0]], about[right.reports[0]]
    if left.reports[0] == right.reports[0]:
        return None
    if max(a.first, b.first) > min(a.last, b.last):
        return False
    shared = [
        bool(left.sides[s] & right.sides[s])
        for s in left.sides.keys() & right.sides
        if left.sides[s] and right.sides[s]
    ]
    if left.kind != right.kind or left.kind not in ("meeting", "call", "visit"):
        return None
    if shared and not all(shared):
        return False
    return True if len(shared) >= 2 and 1 in (left.width, right.width) else None


def estimated(weights: Weights) -> list[str]:
    """The findings whose bits are estimated, in order."""
    return [name for name in sorted(weights.judged) if name not in FIXED]


def design(pairs: Pairs, weights: Weights) -> tuple[Matrix, Matrix]:
    """For each pair, which of the estimated findings it has, and its fixed bits."""
    names, free = list(pairs.names), estimated(weights)
    column = {name: at for at, name in enumerate(free)}
    found, fixed = np.zeros((len(pairs.codes), len(free))), np.zeros(len(pairs.codes))
    found[:, column[START]] = 1
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
        precision=round(float(same[called].mean()), 3),
        recall=round(float(called[same].mean()), 3),
        error=round(float(sum(gaps)), 3),
    )


def main() -> int:
    """Estimate, measure, write."""
    weights = link_weights()
    sources = [*made(weights), *archived(weights)]
    laid = [design(pairs, weights) for pairs in sources]
    held = [np.arange(len(pairs.same)) % HELD_OUT == 0 for pairs in sources]
    free = estimated(weights)
    judged = np.array([weights.judged[name] for name in free])
    kept = [
        (found[~out], fixed[~out], pairs.same[~out])
        for (found, fixed), out, pairs in zip(laid, held, sources, strict=True)
    ]
    bits = estimate(*(np.concatenate(column) for column in zip(*kept, strict=True)), judged)
    told = []
    for (found, fixed), out, pairs in zip(laid, held, sources, strict=True):
        told.append(reliability(pairs.source, (found @ bits + fixed)[out], pairs.same[out], int((~out).sum())))
    everything = [
        np.concatenate([x[out] for x, out in zip(column, held, strict=True)])
        for column in ([found @ bits + fixed for found, fixed in laid], [pairs.same for pairs in sources])
    ]
    told.append(reliability("all", *everything, sum(one.estimated_on for one in told)))
    trained = weights.judged | dict(zip(free, bits.tolist(), strict=True))
    done = replace(weights, version=weights.version + 1, basis=BASIS, bits=trained, training=tuple(told))
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(done, order="deterministic"), indent=2) + b"\n")
    for one in told:
        print(
            f"{one.source}: {one.pairs} pairs held out,"
            f" precision {one.precision}, recall {one.recall}, off by {one.error}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
