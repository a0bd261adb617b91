"""To hold work to limits: how large an input may be, what it may unpack to, how long one report may take."""

import re
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from types import FrameType
from typing import TypeVar

import msgspec
from msgspec import Struct

Item = TypeVar("Item")


class Limits(Struct, frozen=True):
    """What is read and coded of hostile or giant input; each field is a limit that a user may move by its name."""

    size: int = 50_000_000
    """Bytes of a file that is read whole (a feed, a document, a page saved with its pictures)."""
    page: int = 10_000_000
    """Bytes of an HTML page; the pages of news sites have 0.05 to 3 million."""
    text: int = 200_000
    """Characters of a text that is coded: 100,000 take 0.75 GB of memory, 300,000 took 1.3 GB."""
    texts: int = 65_000_000
    """Characters that the texts of one file may have together, each counted with 1,000 for its row."""
    seconds: int = 120
    """Seconds that reading one report, unpacking one member or coding one report may take."""
    depth: int = 3
    """Archives that may lie in one another."""
    members: int = 500_000
    """Members of one archive that are looked at."""
    ratio: int = 200
    """Times its own size to which an archive may unpack, past the first 100 million bytes; text packs to a tenth."""
    unpacked: int = 4_000_000_000
    """Bytes that one archive may unpack to, all members together."""
    memory: int = 2_000_000_000
    """Bytes of memory that a worker process may hold; one holds half of them over the longest text."""


USUAL = Limits()
"""The limits of whoever names none."""

_GIVEN = re.compile(r"(\w+)=(\d[\d_,]*)\s*([kmg]?)b?", re.IGNORECASE)
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
_AGAIN = 0.5  # seconds: a library that swallows the first alarm gets another


class Overrun(BaseException):
    """Work took longer than it may; the message says so.

    It is no Exception: libraries that go on after any of those must not go on after this.
    """


def limited(given: Iterable[str], limits: Limits = USUAL) -> Limits:
    """The limits with those moved that are `given` as `NAME=N`, N a whole number, or bytes as in `200MB`.

    >>> limited(["size=200MB", "seconds=60"]).size
    200000000

    Raises ValueError for an unknown name, or a value that is no such number or zero.
    """
    moved = {}
    for words in given:
        match = _GIVEN.fullmatch(words.strip())
        value = int(re.sub(r"[_,]", "", match[2])) * _TIMES[match[3].lower()] if match else 0
        if not match or match[1] not in Limits.__struct_fields__ or not value:
            names = ", ".join(Limits.__struct_fields__)
            raise ValueError(f"{words!r}: give NAME=N, N above 0 (a number of bytes may end in KB, MB or GB); {names}")
        moved[match[1]] = value
    return msgspec.structs.replace(limits, **moved)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Overrun inside once it has taken `seconds`; what runs outside Python is waited for, then it is raised.

    Only the main thread of a system that has alarms can be held so; elsewhere nothing is raised.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def overrun(_number: int, _frame: FrameType | None) -> None:
        raise Overrun(longer(seconds))

    before = signal.signal(signal.SIGALRM, overrun)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def timed(items: Iterable[Item], seconds: float) -> Iterator[Item]:
    """The items as they come; raises Overrun when the next one takes longer than `seconds`."""
    coming = iter(items)
    while True:
        with within(seconds):
            held = list(islice(coming, 1))
        if not held:
            return
        yield held[0]


def longer(seconds: float) -> str:
    """What is said of work that took longer than it may."""
    return f"took longer than {seconds:g} s; give it in smaller parts, or more time: --limit seconds=N"
