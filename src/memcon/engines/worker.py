"""To live as a worker process: load once, make a part of each shard that comes down a pipe, and say how far it is."""

import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Literal

from memcon.engines.memory import hold_to, peak
from memcon.engines.shards import Coding, make
from memcon.engines.task import Coder, Task
from memcon.model import Coded, Report
from memcon.record.place import CannotWrite

Told = tuple[Literal["loaded", "began", "written", "failed", "unwritable"], int | str | None]
"""What a worker says: the number of the report that it begins (None: it writes), or why it cannot go on."""

OUT_OF_MEMORY = 77
"""The exit code of a worker that got no more memory."""

GROWN = 700_000_000
"""Bytes by which a worker may have grown since it was loaded before it makes room for a fresh one."""


def work(pipe: Connection, task: Task) -> None:
    """Load, then make what comes down the pipe until it closes, the parent is no more, or too much memory is held."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle; it ends its workers
    parent = os.getppid()
    hold_to(task.limits.memory)

    def tell(what: Told) -> None:
        if os.getppid() != parent:  # it was killed: what is in hand is nobody's any more
            os._exit(0)
        pipe.send(what)

    try:
        coder = _bounded(task.prepare())
    except Exception as why:
        tell(("failed", f"{type(why).__name__}: {why}"))
        return
    tell(("loaded", None))
    most = peak() + GROWN
    with suppress(EOFError, BrokenPipeError):
        while peak() <= most:
            shard, given_up = pipe.recv()
            try:
                make(shard, Coding(coder, task.limits.seconds, lambda number: tell(("began", number)), given_up))
            except CannotWrite as why:
                tell(("unwritable", str(why)))
            else:
                tell(("written", None))


def _bounded(coder: Coder) -> Coder:
    """A coder that ends the process when there is no more memory: a fresh one may do with what there is."""

    def code(report: Report) -> Coded:
        try:
            return coder(report)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)

    return code
