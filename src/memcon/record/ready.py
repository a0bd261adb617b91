"""To make a record ready for many quick questions: its views as tables of one file, derived once for what it holds."""

import hashlib
import os
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from memcon.record.derive import derived
from memcon.record.history import LOG as HISTORY
from memcon.record.record import Record, checked_run, digest, open_record
from memcon.record.store import DERIVED

_MEMORY = "400MB"
"""The memory that the database may take to be asked."""


@cache
def _code() -> bytes:
    """What the tables are derived by."""
    files = ("views.sql", "disagreements.sql", "ready.sql", "queue.sql", "derive.py", "search.py")
    return b"".join(resources.files("memcon.record").joinpath(name).read_bytes() for name in files)


def stamp(path: Path) -> str:
    """What tells one state of a record from another: a hash of its files' sizes and times, and of the SQL."""
    total = hashlib.sha256()
    for part in sorted([*path.glob("*/*.parquet"), path / "run.json", path / HISTORY]):
        if part.parent.name != DERIVED and part.is_file():
            told = part.stat()
            total.update(f"{part.relative_to(path)} {told.st_size} {told.st_mtime_ns} {told.st_ino}\n".encode())
    total.update(_code())
    return total.hexdigest()[:16]


def ready(path: Path) -> tuple[Record, Path]:
    """The record at `path` with its views as tables (and those of ready.sql), and the file with the index of its words.

    Both lie in files that are kept in the record, or where that can't be written in a folder for temporary files; they
    are made anew where the record has changed. Raises NotARecord as `open_record` does.
    """
    run = checked_run(path)
    name = stamp(path)
    folder = _folder(path)
    tables, words = folder / f"{name}.duckdb", folder / f"{name}.sqlite"
    if not (tables.is_file() and words.is_file()):
        derived(path, tables, words)
        for old in folder.iterdir():
            if old.suffix in (".duckdb", ".sqlite", ".digest") and old.stem != name:
                old.unlink(missing_ok=True)
    db = duckdb.connect(str(tables), read_only=True, config={"threads": 2, "memory_limit": _MEMORY})
    return Record(path, run, db), words


def kept_digest(path: Path, name: str) -> str:
    """The digest of the record at `path` in the state of a stamp, worked out once."""
    kept = _folder(path) / f"{name}.digest"
    if not kept.is_file():
        aside = kept.with_suffix(f".{os.getpid()}")
        aside.write_text(digest(open_record(path)), encoding="ascii")
        aside.replace(kept)
    return kept.read_text(encoding="ascii")


def _folder(path: Path) -> Path:
    """Where what is derived can be kept."""
    folder = path / DERIVED
    try:
        folder.mkdir(exist_ok=True)
        if os.access(folder, os.W_OK | os.X_OK):
            return folder
    except OSError:
        pass
    where = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"memcon-{os.getuid() if hasattr(os, 'getuid') else 0}-{where}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder}: belongs to somebody else; make the record's folder writable, or remove it")
    return folder
