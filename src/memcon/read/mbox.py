"""To read a box of saved mails (MBOX) one after the other, never holding more than one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.enclosed import Enclosed
from memcon.read.fields import Fields, shown, unread
from memcon.read.mail import mail
from memcon.read.refuse import large

_OPENS = re.compile(rb"From [^\n]*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b[^\n]*\d:\d\d[^\n]*\b(?:19|20)\d\d\b")
"""The line before each mail: `From ana@gazette.example Tue Mar  4 10:12:00 2008`, with or without a zone."""

_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LONGEST_OPENING = 300
_LONGEST_LINE = 1 << 20


def read_mbox(file: Path, limits: Limits) -> Iterator[Report | Enclosed]:
    """The reports of each mail, `path` being `FILE#N`, and of what is attached; raises OSError if unreadable."""
    with file.open("rb") as handle:
        if not _opens(handle.readline(_LONGEST_LINE)):
            yield unread(file, "failed", "is no box of mails: it does not begin with a line 'From …'; save it as MBOX")
            return
        for number, (raw, size) in enumerate(_mails(handle, limits.size), start=1):
            path = Path(f"{shown(file)}#{number}")
            if size > limits.size:
                yield unread(path, "skipped", large(size, limits.size, "size"), raw=raw)
            else:
                yield from mail(_QUOTED.sub(b"", raw), path, Fields(), limits)


def _opens(line: bytes) -> bool:
    """Whether a line is the one before a mail."""
    return bool(_OPENS.match(line[:_LONGEST_OPENING]))


def _mails(handle: BinaryIO, most: int) -> Iterator[tuple[bytes, int]]:
    """The bytes of each mail, no more of them than are read, and its whole length; the first line is behind us."""
    held: list[bytes] = []
    size = 0
    whole = True  # whether the line before ended: a stretch of a long line opens no mail
    while line := handle.readline(_LONGEST_LINE):
        if whole and _opens(line):
            yield b"".join(held), size
            held, size = [], 0
        else:
            size += len(line)
            if size <= most:
                held.append(line)
        whole = line.endswith(b"\n")
    yield b"".join(held), size
