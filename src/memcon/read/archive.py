"""To unpack an archive into a folder of our own, member by member, refusing what could harm or flood the machine."""

import gzip
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO, Any

from msgspec import Struct

from memcon.limits import Limits, Overrun, timed, within

FREE = 100_000_000
"""Bytes that an archive may unpack to whatever its own size."""

_PIECE = 1 << 20
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, RuntimeError, NotImplementedError)


class Refused(Struct, frozen=True):
    """A member that is not unpacked, by its name in the archive, and why; no name: the archive from there on."""

    name: str | None
    problem: str


class _Member(Struct, frozen=True):
    """One entry of an archive: its name, what is wrong with it as an entry, and how to open it."""

    name: str
    problem: str | None
    open: Callable[[], IO[bytes]]


class _Flooded(Exception):  # noqa: N818 — read as a sentence: "raises _Flooded"
    """The archive unpacks to more than is allowed."""


def is_archive(file: Path) -> bool:
    """Whether a file is an archive by its ending; a packed WARC is read as it is."""
    name = file.name.lower()
    return name.endswith(tuple(_KINDS)) and not name.endswith(".warc.gz")


def unpack(file: Path, folder: Path, limits: Limits) -> Iterator[Refused]:
    """Unpack an archive's members into `folder` (empty, and ours); what is refused is yielded, the rest lies there."""
    kind = next(kind for ending, kind in _KINDS.items() if file.name.lower().endswith(ending))
    room = _Room(file.stat().st_size, limits)
    try:
        for number, member in enumerate(timed(kind(file), limits.seconds)):
            if number == limits.members:
                told = (
                    f"has more than {number:,} members; those after are not read, split it or raise --limit members=N"
                )
                yield Refused(None, told)
                return
            problem = member.problem or _unpack_one(member, folder, room)
            if problem:
                yield Refused(member.name, problem)
    except (_Flooded, Overrun) as why:
        yield Refused(None, str(why))
    except _BROKEN as why:
        yield Refused(None, f"is broken or cut off ({why or type(why).__name__}); what came before is read")
    except ImportError:
        yield Refused(None, "is packed in a way that this Python cannot unpack; unpack it, then build again")


def _unpack_one(member: _Member, folder: Path, room: "_Room") -> str | None:
    """Write one member under `folder`; what is wrong with its name or content, if anything."""
    inside = PurePosixPath(member.name.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0] or "\0" in member.name:
        return "leads outside the archive; it is not unpacked"
    target = folder / inside
    if target.exists():
        return "stands in the archive twice; the first is read"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with within(room.seconds), closing(member.open()) as source, target.open("xb") as out:
            while piece := source.read(_PIECE):
                room.take(len(piece))
                out.write(piece)
    except Overrun as why:
        target.unlink(missing_ok=True)
        return str(why)
    except _BROKEN as why:
        target.unlink(missing_ok=True)
        return f"cannot be unpacked ({why or type(why).__name__}); unpack it by hand, if it can be"
    return None


class _Room:
    """What an archive may still unpack to."""

    def __init__(self, packed: int, limits: Limits) -> None:
        """Room for an archive of `packed` bytes."""
        by_ratio = max(FREE, limits.ratio * packed)
        self._most, self._name = min((limits.unpacked, "unpacked"), (by_ratio, "ratio"))
        self._taken, self.seconds = 0, limits.seconds

    def take(self, count: int) -> None:
        """Use `count` bytes up; raises _Flooded where there are not so many."""
        self._taken += count
        if self._taken > self._most:
            raise _Flooded(
                f"unpacks to more than {self._most:,} bytes; the rest is not read, unpack it by hand if you trust it,"
                f" or raise --limit {self._name}=N"
            )


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
        for entry in archive:
            if not entry.isdir():
                problem = None if entry.isfile() else "is a link or a device, not a file"
                yield _Member(entry.name, problem, lambda entry=entry: archive.extractfile(entry))  # type: ignore[arg-type, misc]


def _open_tar(file: Path) -> tarfile.TarFile:
    """A TAR archive opened as a stream, so that a cut-off one is read as far as it goes."""
    if file.name.lower().endswith((".zst", ".tzst")):
        return tarfile.open(fileobj=_zstd(file), mode="r|")
    return tarfile.open(file, mode="r|*")


def _one(opener: Callable[[Path], Any]) -> Callable[[Path], Iterator[_Member]]:
    """What yields the one file of a packed file, its name without the packing's ending."""
    return lambda file: iter([_Member(file.stem, None, lambda: opener(file))])


def _zstd(file: Path) -> Any:
    """A Zstandard file opened for reading; a window above 128 MB, which no archiver makes by itself, is refused."""
    import zstandard  # noqa: PLC0415 — seldom needed

    return _Readable(zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file.open("rb")), zstandard)


class _Readable:
    """A Zstandard stream whose errors are OSErrors."""

    def __init__(self, stream: Any, library: Any) -> None:
        """The stream, and the library that names its error."""
        self._stream, self._error = stream, library.ZstdError

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; raises OSError where the file is broken."""
        try:
            found: bytes = self._stream.read(size)
        except self._error as why:
            raise OSError(str(why)) from why
        return found

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


_KINDS: dict[str, Callable[[Path], Iterator[_Member]]] = {
    **dict.fromkeys((".zip",), _zip),
    **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tzst"), _tar),
    ".gz": _one(gzip.open),
    ".zst": _one(_zstd),
}
"""What lists the members of an archive of each ending; the longer ending is asked first."""
