"""To read a file whole, unless it is larger than is allowed."""

from pathlib import Path

from memcon.limits import Limits
from memcon.read.refuse import large


class TooLarge(Exception):  # noqa: N818 — read as a sentence: "raises TooLarge"
    """A file is larger than what is read whole; the message says how large, what is allowed, and what to do."""


def whole(file: Path, limits: Limits, name: str = "size") -> bytes:
    """The bytes of a file; raises TooLarge where they are more than the limit of that name, OSError if unreadable.

    Whoever calls a reader turns TooLarge into the one row that stands for the file.
    """
    size, most = file.stat().st_size, getattr(limits, name)
    with file.open("rb") as handle:
        raw = handle.read(most + 1) if size <= most else b""
    hold(max(size, len(raw)), limits, name)  # a file may be longer than it says, as those of /proc are
    return raw


def hold(size: int, limits: Limits, name: str) -> None:
    """Raise TooLarge where so many bytes are more than the limit of that name."""
    most = getattr(limits, name)
    if size > most:
        raise TooLarge(large(size, most, name))
