"""To measure memcon against gold that people made: build records of the gold's reports and score them."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from holds import engagements, publications

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
"""Where gold, data and the scorer lie; they are no part of memcon, so a clone alone cannot measure."""

GOLD = ("gold/news.jsonl", "gold/visible.jsonl")
SEEDS = "seeds"
READOUTS = "data/kremlin/diplomatic.jsonl"
EVERY = 8
"""The gate codes each eighth readout, 124 of 992: a third of a minute instead of three."""

Figures = dict[str, float]


class MeasureError(Exception):
    """A build or the scorer failed; the message is what it said."""


def measure(work: Path, *, every: int = EVERY) -> Figures:
    """All figures by name, as `news.engagements.f1`; `work` is an empty folder for piles and records."""
    titled = readouts(work / "titled.jsonl", every=every, options=("--title",))
    plain = readouts(work / "plain.jsonl", every=every, options=())
    news, visible = (as_pile(SHARED / gold, work / Path(gold).name) for gold in GOLD)
    record = build([news, visible, titled], work / "record")
    untitled = build([plain], work / "untitled")
    figures: Figures = {}
    for name, gold in zip(("news", "visible"), GOLD, strict=True):
        for what in ("engagements", "statements", "commitments"):
            figures |= score(f"{name}.{what}", [what, SHARED / gold, record])
    figures |= score("readouts.with_headline", ["readouts", work / "readouts.jsonl", record])
    figures |= score("readouts.without", ["readouts", work / "readouts.jsonl", untitled])
    figures |= score("integrity", ["integrity", record])
    figures |= days(record)
    return figures | publications(SHARED, every=every) | seeds(work)


def days(record: Path) -> Figures:
    """How often the days of the engagements told hold those marked, by set of gold."""
    told = {Path(gold).stem: engagements(SHARED / gold, record, SHARED / "tools" / "score.py") for gold in GOLD}
    return {f"{name}.days.{key}": value for name, figures in told.items() for key, value in figures.items()}


def seeds(work: Path) -> Figures:
    """Figures on when the seed reports were published, built from the text files as they are."""
    golds = sorted((SHARED / "gold").glob("*.gold.json"))
    return score("seeds.reports", ["reports", *golds, build([SHARED / SEEDS], work / "seeds")])


def readouts(target: Path, *, every: int, options: tuple[str, ...]) -> Path:
    """A pile of each `every`-th readout, and beside it those readouts as they are, for the scorer."""
    rows = (SHARED / READOUTS).read_text(encoding="utf-8").splitlines(keepends=True)
    sample = target.with_name("readouts.jsonl")
    sample.write_text("".join(rows[::every]), encoding="utf-8")
    return as_pile(sample, target, options=options)


def as_pile(source: Path, target: Path, *, options: tuple[str, ...] = ()) -> Path:
    """The data set as memcon's input lines."""
    _run([sys.executable, SHARED / "tools" / "pile.py", source, target, *options])
    return target


def build(paths: Iterable[Path], record: Path) -> Path:
    """A record of the paths."""
    _run([Path(sys.executable).with_name("memcon"), "build", *paths, "-o", record, "--quiet"])
    return record


def score(name: str, arguments: list[str | Path]) -> Figures:
    """The scorer's figures, each name led by `name`; what it could not judge is left out."""
    told = _run([sys.executable, SHARED / "tools" / "score.py", *arguments], accepted=(0, 1))
    return dict(_flat(name, json.loads(told.splitlines()[-1])))


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash of the files' names and bytes: figures compare only on the same gold."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def gold_files() -> list[Path]:
    """The files that the figures rest on, the scorer included."""
    return [SHARED / name for name in (*GOLD, READOUTS, "tools/score.py")] + sorted((SHARED / SEEDS).glob("*.txt"))


def _flat(name: str, figures: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    for key, value in figures.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{name}.{key}", value)
        elif isinstance(value, int | float):
            yield f"{name}.{key}", float(value)


def _run(command: list[str | Path], *, accepted: tuple[int, ...] = (0,)) -> str:
    """The standard output of a command; MeasureError with what it said where its exit status is none of `accepted`."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode not in accepted:
        raise MeasureError(f"{' '.join(map(str, command))}\nexit status {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout
