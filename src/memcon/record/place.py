"""To hold the place of a record while it is built: by one build at a time, with a folder for work that outlives it.

What a build that was killed left behind is found by the next one: finished shards are used, halves are cleared away.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

NEW, OLD = ".new", ".old"
"""Endings of the folders beside a record in which a new one is made, and in which the old one waits to be cleared."""

_HERE, _SWAP = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


class CannotWrite(OSError):  # noqa: N818 — read as a sentence: "raises CannotWrite"
    """A record, or what is kept while it is built, cannot be written; the message says why and what to do."""


def cannot_write(where: Path, why: OSError) -> CannotWrite:
    """The error that tells why nothing can be written somewhere, and what to do."""
    told = f"{where}: cannot be written ({why.strerror or why})"
    return CannotWrite(
        f"{told}; a record that was there is as it was. Make room, or choose another place, then build again: what is"
        " coded is kept"
    )


class BeingBuilt(RuntimeError):  # noqa: N818 — read as a sentence: "raises BeingBuilt"
    """Another build is at work on the same record; the message says so."""


def work_folder(record: Path) -> Path:
    """Where the shards of a record that is being built are kept: beside it."""
    return record.with_name(f".{record.name}.work")


@contextmanager
def held(record: Path) -> Iterator[Path]:
    """The work folder of a record, for this build alone; it goes when the build is done, or left nothing worth keeping.

    Raises BeingBuilt while another process holds it (one that was killed holds nothing), CannotWrite.
    """
    folder = work_folder(record)
    try:
        lock = _locked(folder, record)
        _tidied(record)
    except OSError as why:
        raise cannot_write(record, why) from why
    with lock:
        try:
            yield folder
        except BaseException:
            if not any(folder.glob("*.parquet")):
                shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


def _locked(folder: Path, record: Path) -> BinaryIO:
    """The lock file of a work folder, held until it is closed; a crash closes it too."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = (folder / "lock").open("ab")
        except FileNotFoundError:
            continue  # the build that held it is done and cleared it away
        if not _is_ours(lock):
            lock.close()
            raise BeingBuilt(f"{record}: another build is at work on it; wait for its end, or choose another place")
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock.fileno()), (folder / "lock").stat()):
                return lock
        lock.close()


def _is_ours(lock: BinaryIO) -> bool:
    """Whether the lock could be taken; where the system has none, it always can."""
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 — not on every system

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _tidied(record: Path) -> None:
    """Clear away what builds that were killed left beside a record; one that was out of its place is put back."""
    for entry in sorted(record.parent.iterdir()):
        if entry.name.startswith(f".{record.name}.") and entry.suffix in (NEW, OLD):
            if entry.suffix == OLD and not record.exists() and (entry / "run.json").is_file():
                entry.rename(record)
            shutil.rmtree(entry, ignore_errors=True)


def swap(new: Path, record: Path) -> None:
    """Put a folder in the place of a record: in one step where the system can, so that there always is a record."""
    if not record.exists():
        new.rename(record)
        return
    if not _exchanged(new, record):
        old = new.with_suffix(OLD)
        record.rename(old)
        try:
            new.rename(record)
        except BaseException:
            old.rename(record)
            raise
        new = old
    shutil.rmtree(new, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have changed places; not every system and file system can do so in one step."""
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _SWAP) == 0)
