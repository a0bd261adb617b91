"""To label pairs of claims of one block as one event or two, of made piles, archives and the press.

Made piles (`bench/piles.py`) know the truth. Official readouts of one side and the diaries of the other, which lie
beside the repository, are held against each other by date and name: readouts carry the day of the event, diary rows
the days of the trip. An archive tells of each event once, so its pairs show how far two events can look alike, and
nothing of how often two reports tell of one. Pairs of press reports (`eval/press_pairs.csv`, of the gold beside the
repository) were labelled by hand, copies of one text left out; nothing is estimated from them, they only show how
reliable the weights are.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src")]

from memcon.links.blocks import blocks  # noqa: E402
from memcon.links.compare import Comparer  # noqa: E402
from memcon.links.facts import Facts, fold, gather  # noqa: E402
from memcon.links.weights import Weights  # noqa: E402
from memcon.model import Actor, Claim, Coded, Report, When  # noqa: E402
from memcon.pipeline import build, prepare  # noqa: E402
from memcon.read import read  # noqa: E402
from memcon.reference import load_reference  # noqa: E402
from piles import make_pile  # noqa: E402

SHARED = ROOT.parent / "shared"
DATA, SEEDS, NEWS = SHARED / "data", SHARED / "seeds", SHARED / "gold" / "news.jsonl"
PRESS = ROOT / "eval" / "press_pairs.csv"
PILES = ((21, 10_000, 3.0), (22, 60_000, 6.0), (23, 60_000, 0.24))
"""Seed, claims and years of each made pile: sparse, middling and as dense as ten million claims in forty years."""
DRAWN = 4_000
"""Pairs drawn from each made pile."""
MADE, ARCHIVES, BY_HAND = "made", "archives", "press"


class Pairs(Struct, frozen=True):
    """Labelled pairs of one source and sort: a row of findings each, and whether the two are one event."""

    source: str
    sort: str
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
            MADE,
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
TRIP_KINDS = frozenset(["meeting", "negotiation", "visit"])


def archives() -> tuple[list[Report], dict[str, Told]]:
    """Readouts and diary rows as reports, with what each is about; diary rows are worded as plain sentences."""
    reports, about = [], {}
    for row in _rows(DATA / "kremlin" / "diplomatic.jsonl"):
        day = date.fromisoformat(row["date"])
        name, kinds = f"readout-{row['id']}", READOUT_KINDS.get(row["kind"], "")
        text = "\n".join(part for part in (row["title"], row.get("summary"), row["text"]) if part)
        reports.append(_report(name, text, day))
        about[name] = Told(frozenset(kinds.split()), day.toordinal(), day.toordinal(), _surnames(row["title"]))
    for row in _rows(DATA / "state" / "engagements.jsonl"):
        first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        if first.year in range(1999, 2021):
            name = f"diary-{row['id']}"
            reports.append(_report(name, _worded(row), last))
            names = _surnames(row["who"] + " " + row["text"])
            about[name] = Told(TRIP_KINDS, first.toordinal(), last.toordinal(), names)
    return reports, about


def _report(name: str, text: str, published: date) -> Report:
    """A report of that day, without an outlet of its own."""
    return Report(name, text, name, published=When(published, published, "given"))


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


class _Whole(Struct, frozen=True):
    """Reports coded and unified: all claims, all reports, and every actor that they may mean."""

    claims: list[Claim]
    reports: list[Report]
    actors: dict[str, Actor]


def _coded(reports: Sequence[Report]) -> _Whole:
    """The reports coded, one actor made of all spellings."""
    known = load_reference()
    coded: tuple[Coded, ...] = build(map(prepare(None), reports), known).coded
    actors = {**known.actors, **{actor.id: actor for one in coded for actor in one.actors}}
    return _Whole([claim for one in coded for claim in one.claims], [one.report for one in coded], actors)


def archived(weights: Weights) -> Iterator[Pairs]:
    """Pairs of claims of the archives' reports, labelled by date and name; the rest is left out."""
    reports, about = archives()
    whole = _coded(reports)
    claims = [claim for claim in whole.claims if _is_main(claim, about[claim.report])]
    told = gather(claims, whole.reports, whole.actors, weights)
    comparer = Comparer(told, weights)
    left, right = blocks(told, comparer.days)
    labels = [_label(told[i], told[j], about) for i, j in zip(left.tolist(), right.tolist(), strict=True)]
    sure = np.array([label is not None for label in labels])
    codes = comparer.codes(left[sure], right[sure])
    same = np.array([x for x in labels if x is not None], dtype=bool)
    yield Pairs("readouts and diaries", ARCHIVES, comparer.names, codes, same)


def pressed(weights: Weights) -> Iterator[Pairs]:
    """Pairs of claims of press reports that were labelled by hand, as far as both claims are still made."""
    rows = map(json.loads, NEWS.read_text(encoding="utf-8").splitlines())
    reports = [_report(row["id"], row["text"], date.fromisoformat(row["published"])) for row in rows]
    whole = _coded([*reports, *read([SEEDS])])
    told = gather(whole.claims, whole.reports, whole.actors, weights)
    number = {claim: row for row, one in enumerate(told) for claim in one.ids}
    path = {report.id: Path(report.path).name for report in whole.reports}
    made: dict[str, list[Claim]] = defaultdict(list)
    for claim in whole.claims:
        if claim.id in number:
            made[f"{path[claim.report]} {claim.kind}"].append(claim)
    with PRESS.open(encoding="utf-8", newline="") as table:
        labelled = list(csv.DictReader(table))
    found = [(_claimed(made, row, "left"), _claimed(made, row, "right"), row["same"] == "1") for row in labelled]
    pairs = [(number[left], number[right], same) for left, right, same in found if left and right]
    comparer = Comparer(told, weights)
    left, right = (np.array([pair[side] for pair in pairs], dtype=np.int32) for side in (0, 1))
    same = np.array([pair[2] for pair in pairs], dtype=bool)
    yield Pairs("press reports, by hand", BY_HAND, comparer.names, comparer.codes(left, right), same)


def _claimed(made: Mapping[str, Sequence[Claim]], row: Mapping[str, str], side: str) -> str | None:
    """The claim of one side of a labelled pair: of its report and kind, at its characters; None where none is made."""
    start, end = int(row[f"{side}_start"]), int(row[f"{side}_end"])
    near = [c for c in made[f"{row[f'{side}_report']} {row[f'{side}_kind']}"] if c.start < end and start < c.end]
    return max(near, key=lambda c: (min(c.end, end) - max(c.start, start), c.id)).id if near else None


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
