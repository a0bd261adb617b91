"""To know how much memory this process has held, to bound it, and to keep from looking through all of it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell.

    Linux counts into `ru_maxrss` what the parent held when it started the process, so its own figure is read there.
    """
    with suppress(OSError):
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 — not on every system

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def hold_to(most: int) -> None:
    """Let this process take no more than `most` bytes: what asks for more gets a MemoryError, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 — not on every system

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage inside that holds itself: what a pile is held in makes none, and has millions of objects.

    Looking took a third of the time that linking and writing take.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
