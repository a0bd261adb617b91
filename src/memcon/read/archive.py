"""To unpack an archive into a folder of our own, member by member, refusing what could harm or flood the machine."""

import bz2
import gzip
import lzma
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self

from msgspec import Struct

from memcon.limits import Limits, Overrun, timed, within
from memcon.read.zstandard import Zstandard

FREE = 100_000_000
"""Bytes that an archive may unpack to whatever its own size."""

DEEPEST_FOLDER = 100
"""Folders in one another that a member of an archive may lie in."""

_LONGEST_HEADER = 1_000_000  # bytes of a member's name and its like: they are read into memory at once
_PIECE = 1 << 20
_IN_PIECES = (".jsonl", ".ndjson", ".mbox", ".warc")  # worth reading though they break off
_DRIVE = re.compile(r"[A-Za-z]:")


class Refused(Struct, frozen=True):
    """A member that is not unpacked, by its name in the archive, and why; no name: the archive from there on."""

    name: str | None
    problem: str


class _Member(Struct, frozen=True):
    """One entry of an archive: its name, what is wrong with it as an entry, and how to open it."""

    name: str
    problem: str | None
    open: Callable[[], IO[bytes]]


class Flooded(Exception):  # noqa: N818 — read as a sentence: "raises Flooded"
    """The archive holds more than is allowed."""


def is_archive(file: Path) -> bool:
    """Whether a file is an archive by its ending; a packed WARC is read as it is."""
    name = file.name.lower()
    return name.endswith(tuple(_KINDS)) and not name.endswith(".warc.gz")


class Room:
    """What an archive, with all archives that lie in it, may still unpack to."""

    def __init__(self, packed: int, limits: Limits) -> None:
        """Room for an archive of `packed` bytes."""
        by_ratio = max(FREE, limits.ratio * packed)
        self._most, self._name = min((limits.unpacked, "unpacked"), (by_ratio, "ratio"))
        self._limits, self._bytes, self._members = limits, 0, 0
        self.seconds = limits.seconds

    def take(self, count: int) -> None:
        """Use `count` bytes up; raises Flooded where there are not so many."""
        self._bytes += count
        if self._bytes > self._most:
            raise Flooded(
                f"unpacks to more than {self._most:,} bytes; the rest is not read, unpack it by hand if you trust it,"
                f" or raise --limit {self._name}=N"
            )

    def one_more(self) -> None:
        """Look at one member more; raises Flooded where no more are looked at."""
        self._members += 1
        if self._members > self._limits.members:
            raise Flooded(
                f"has more than {self._limits.members:,} members; those after are not read, split it or raise"
                " --limit members=N"
            )


def unpack(file: Path, folder: Path, room: Room) -> Iterator[Refused]:
    """Unpack an archive's members into `folder` (empty, and ours); what is refused is yielded, the rest lies there."""
    kind = next(kind for ending, kind in _KINDS.items() if file.name.lower().endswith(ending))
    try:
        for member in timed(kind(file), room.seconds):
            room.one_more()
            problem = member.problem or _misplaced(member.name) or _unpack_one(member, folder, room)
            if problem:
                yield Refused(member.name, problem)
    except (Flooded, Overrun) as why:
        yield Refused(None, str(why))
    except ImportError:
        yield Refused(None, "is packed in a way that this Python cannot unpack; unpack it, then build again")
    except Exception as why:  # a library of archives meets whatever users have
        yield Refused(None, f"is broken or cut off ({why or type(why).__name__}); what came before is read")


def _misplaced(name: str) -> str | None:
    """What is wrong with a member's name, if anything."""
    inside = PurePosixPath(name.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or _DRIVE.match(name) or "\0" in name:
        return "leads outside the archive; it is not unpacked"
    if not inside.parts:
        return "has no name; it is not unpacked"
    if len(inside.parts) > DEEPEST_FOLDER:
        return f"lies in more than {DEEPEST_FOLDER} folders; unpack it by hand"
    return None


def _unpack_one(member: _Member, folder: Path, room: Room) -> str | None:
    """Write one member under `folder`; what is wrong with its content, if anything."""
    target = folder / member.name.replace("\\", "/")
    try:
        if target.exists():
            return "stands in the archive twice; the first is read"
        target.parent.mkdir(parents=True, exist_ok=True)
        with within(room.seconds), closing(member.open()) as source, target.open("xb") as out:
            read = getattr(source, "read1", source.read)  # the former gives what there is before a break
            while piece := read(_PIECE):
                room.take(len(piece))
                out.write(piece)
    except (Flooded, Overrun) as why:
        target.unlink(missing_ok=True)
        if isinstance(why, Overrun):
            return str(why)
        raise
    except Exception as why:  # a library of archives meets whatever users have; what it fails on costs this member
        return _cut_off(target, str(why) or type(why).__name__)
    return None


def _cut_off(target: Path, why: str) -> str:
    """The problem of a member that cannot be unpacked to its end; what came before stays if it can be read alone."""
    with suppress(OSError):
        if target.suffix.lower() in _IN_PIECES and target.stat().st_size:
            return f"breaks off ({why}); what came before is read"
        target.unlink(missing_ok=True)
    return f"cannot be unpacked ({why}); unpack it by hand, if it can be"


def _zip(file: Path) -> Iterator[_Member]:
    """The files of a ZIP archive."""
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            if not entry.is_dir():
                link = stat.S_ISLNK(entry.external_attr >> 16)
                problem = "is a link, not a file" if link else "is encrypted" if entry.flag_bits & 1 else None
                yield _Member(entry.filename, problem, lambda entry=entry: archive.open(entry))  # type: ignore[misc]


def _tar(file: Path) -> Iterator[_Member]:
    """The files of a TAR archive, packed or not."""
    with _open_tar(file) as archive:
        while entry := archive.next():
            archive.members = []  # type: ignore[attr-defined]  # it would keep them all
            if not entry.isdir():
                problem = None if entry.isfile() else "is a link or a device, not a file"
                yield _Member(entry.name, problem, lambda entry=entry: archive.extractfile(entry))  # type: ignore[arg-type, misc]


def _open_tar(file: Path) -> tarfile.TarFile:
    """A TAR archive opened as a stream, so that a cut-off one is read as far as it goes."""
    if file.name.lower().endswith((".zst", ".tzst")):
        packed: Any = Zstandard(file)
        return tarfile.open(fileobj=packed, mode="r|", tarinfo=_Entry)
    return tarfile.open(file, mode="r|*", tarinfo=_Entry)


class _Entry(tarfile.TarInfo):
    """An entry of a TAR archive whose name is of a size that may be read into memory."""

    @classmethod
    def frombuf(cls, *given: Any, **named: Any) -> Self:
        """The entry of a header; raises ReadError where it announces a name without end."""
        entry = super().frombuf(*given, **named)
        if entry.type in _HEADERS and entry.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a name of {entry.size:,} bytes")
        return entry


_HEADERS = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)


def _one(opener: Callable[[Path], Any]) -> Callable[[Path], Iterator[_Member]]:
    """What yields the one file of a packed file, its name without the packing's ending."""
    return lambda file: iter([_Member(file.stem, None, lambda: opener(file))])


_KINDS: dict[str, Callable[[Path], Iterator[_Member]]] = {
    **dict.fromkeys((".zip",), _zip),
    **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tzst"), _tar),
    ".gz": _one(gzip.open),
    ".bz2": _one(bz2.open),
    ".xz": _one(lzma.open),
    ".zst": _one(Zstandard),
}
"""What lists the members of an archive of each ending; the longer ending is asked first."""
