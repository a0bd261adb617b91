"""To code reports on this machine's cores: processes that load once and make a Parquet part of each shard given.

A pool of the standard library tells that a worker died but not over which report. Here each worker has a pipe of its
own and says which report it begins, so that one is known to have killed it: it alone is given up, if it does so again
and again. So is one that takes too long: the worker gives it up itself, or is ended when it does not.
"""

import signal
import time
from collections import Counter, defaultdict, deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from msgspec.structs import replace

from memcon.engines.shards import Coding, Shard, cut, make
from memcon.engines.task import Task
from memcon.engines.worker import OUT_OF_MEMORY, work
from memcon.limits import longer
from memcon.model import Report
from memcon.record.place import CannotWrite, cannot_write

FEW = 250_000
"""Characters below which a pile is coded in this process: starting a worker costs seconds, as much as coding these."""

BEGUN = ".begun"
"""The ending of a file that lies in the work folder while a shard is coded in this process."""

HELD = 2
"""Shards that a worker has at a time: the one in hand, and one to go on with while the next is read."""

DEATHS = 3
"""Workers that a report may cost before it is given up: some die of something else, such as a lack of memory."""

BLAMELESS = 10
"""Workers in a row that may be killed over no report (while they load or write) before the run is given up."""

GRACE = 2.0
"""Seconds past the limit of a report after which its worker is ended: code that is not Python gives nothing up."""


class WorkerFailed(RuntimeError):  # noqa: N818 — read as a sentence: "raises WorkerFailed"
    """A worker could not start, so that no report can be coded; the message says why."""


def cores(task: Task, reports: Iterable[Report]) -> Generator[Path, None, None]:
    """The part of each shard of the reports as it is finished, those that lie finished in the task's folder included.

    A pile worth it is coded in `workers` fresh processes, else here; reports are read no further ahead than needed.
    What an earlier run died over here is coded in a process of its own, which it may end without ending the run.
    Raises WorkerFailed if a worker cannot load, CannotWrite if a part cannot be written; whatever goes wrong over a
    report, or makes it take longer than it may, costs that report alone.
    """
    shards = cut(task, reports)
    first = list(_few(shards)) if task.workers else []
    if task.workers and sum(shard.characters for shard in first) >= FEW:
        with ExitStack() as stack:
            yield from Crew(task, stack).parts(chain(first, shards))
    else:
        yield from _here(task, chain(first, shards))


def _few(shards: Iterator[Shard]) -> Iterator[Shard]:
    """The first shards, as many as it takes to know that workers are worth their start."""
    size = 0
    for shard in shards:
        yield shard
        size += shard.characters
        if size >= FEW:
            return


def _here(task: Task, shards: Iterable[Shard]) -> Iterator[Path]:
    """The parts of shards made in this process."""
    coder = None
    for shard in shards:
        mark = shard.part.with_suffix(BEGUN)
        if mark.exists() and not shard.is_finished:
            with ExitStack() as stack:
                yield from Crew(replace(task, workers=1), stack).parts(iter([shard]))
            mark.unlink()
            continue
        if not shard.is_finished:
            coder = coder or task.prepare()
            with _marked(mark):
                make(shard, Coding(coder, task.limits.seconds))
        yield shard.part


@contextmanager
def _marked(mark: Path) -> Iterator[None]:
    """Leave a file inside that stays only where the process ends inside."""
    try:
        mark.touch()
    except OSError as why:
        raise cannot_write(mark.parent, why) from why
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


class _Worker:
    """One process with its pipe, the shards that it has, and the number of the report in hand."""

    def __init__(self, task: Task) -> None:
        """Start the process; it says so when it is loaded."""
        context = get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process: SpawnProcess = context.Process(target=work, args=(far, task), daemon=True)
        with _deaf_to_interrupts():
            self.process.start()
        far.close()
        self.shards: deque[Shard] = deque()
        self.is_loaded = False
        self.report: int | None = None
        self.since = time.monotonic()

    def take(self, shard: Shard, given_up: dict[int, str]) -> None:
        """Give a worker a shard to make."""
        self.shards.append(shard)
        with suppress(OSError):  # it died idle: its pipe tells so when it is next read
            self.pipe.send((shard, given_up))

    def left(self, seconds: float) -> float | None:
        """The seconds that the report in hand may still take; None where there is none."""
        return None if self.report is None else self.since + seconds + GRACE - time.monotonic()

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class Crew:
    """Workers and the shards that none of them has; they wait for more until `stack` ends them."""

    def __init__(self, task: Task, stack: ExitStack) -> None:
        """A crew without workers yet."""
        self.task, self.stack = task, stack
        self.waiting: deque[Shard] = deque()
        self.deaths: Counter[tuple[Path, int]] = Counter()
        self.given_up: defaultdict[Path, dict[int, str]] = defaultdict(dict)
        self.blameless = 0
        self.workers: list[_Worker] = []

    def parts(self, shards: Iterator[Shard]) -> Iterator[Path]:
        """The part of each shard, in the order of completion; a shard is asked for when a worker has room for it."""
        is_read = False
        while not is_read or self.waiting or any(worker.shards for worker in self.workers):
            if not is_read and self._has_room():
                shard = next(shards, None)
                is_read = shard is None
                if shard is not None and shard.is_finished:
                    yield shard.part
                elif shard is not None:
                    self.waiting.append(shard)
            self._hand_out()
            if any(worker.shards for worker in self.workers):
                yield from self._listen(at_once=not is_read and self._has_room())

    def _has_room(self) -> bool:
        """Whether a worker, at work or yet to be hired, could take a shard."""
        held = sum(len(worker.shards) for worker in self.workers) + len(self.waiting)
        return held < self.task.workers * HELD

    def _hand_out(self) -> None:
        """Give the shards that wait to workers: to idle ones first, then to new ones, then to those with but one."""
        while self.waiting:
            least = min(self.workers, key=lambda worker: len(worker.shards), default=None)
            if least is None or (least.shards and len(self.workers) < self.task.workers):
                least = self._hired()
            if len(least.shards) >= HELD:
                return
            shard = self.waiting.popleft()
            least.take(shard, self.given_up[shard.part])

    def _hired(self) -> _Worker:
        worker = _Worker(self.task)
        self.stack.callback(worker.stop)
        self.workers.append(worker)
        return worker

    def _listen(self, *, at_once: bool) -> Iterator[Path]:
        """Hear what workers say, waiting for it if there is nothing else to do, and end those that take too long."""
        left = [left for worker in self.workers if (left := worker.left(self.task.limits.seconds)) is not None]
        pause = 0 if at_once else max(0, min(left)) if left else None
        heard = set(wait([worker.pipe for worker in self.workers], pause))
        for worker in list(self.workers):
            late = worker.left(self.task.limits.seconds)
            if worker.pipe in heard:
                yield from self._hear(worker)
            elif late is not None and late <= 0:
                self._end(worker)

    def _hear(self, worker: _Worker) -> Iterator[Path]:
        """Take in one thing that a worker says; one that says nothing more is dead."""
        try:
            what, told = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if what == "failed":
            raise WorkerFailed(told)
        if what == "unwritable":
            raise CannotWrite(told)
        worker.is_loaded, worker.report, worker.since = True, told, time.monotonic()
        if what == "written":
            self.blameless = 0
            yield worker.shards.popleft().part

    def _bury(self, worker: _Worker) -> None:
        """Replace a dead worker; its shards go back, without the report that it died over if that cost too many."""
        worker.process.join()
        code = worker.process.exitcode or 0
        if worker.report is not None:
            shard = worker.shards[0].part
            self.deaths[shard, worker.report] += 1
            if self.deaths[shard, worker.report] >= DEATHS:
                self.given_up[shard][worker.report] = self._cause(code)
        elif worker.shards and (worker.is_loaded or code < 0) and self.blameless < BLAMELESS:
            self.blameless += 1
        elif not worker.is_loaded:
            raise WorkerFailed(
                f"a worker process ended while loading (exit code {code}); if a script of yours calls memcon, put the"
                " call under `if __name__ == '__main__':`, or build without workers"
            )
        elif worker.shards:
            raise WorkerFailed(f"{BLAMELESS} worker processes in a row ended over no report (exit code {code})")
        self._let_go(worker)

    def _cause(self, code: int) -> str:
        """Why a report is given up that workers died over, the last of them with this exit code."""
        if code == OUT_OF_MEMORY:
            return f"coding takes more than {self.task.limits.memory:,} bytes of memory; split it, or --limit memory=N"
        return f"coding it ended {DEATHS} worker processes (exit code {code})"

    def _end(self, worker: _Worker) -> None:
        """End a worker whose report takes too long; that report is given up."""
        if worker.report is not None:
            self.given_up[worker.shards[0].part][worker.report] = f"coding {longer(self.task.limits.seconds)}"
        worker.process.kill()
        worker.process.join()
        self._let_go(worker)

    def _let_go(self, worker: _Worker) -> None:
        """Take back the shards of a worker that is no more."""
        self.waiting.extendleft(reversed(worker.shards))
        self.workers.remove(worker)
        worker.pipe.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes inside that no Ctrl-C reaches, not even before they can say so; ours comes when this is over."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
