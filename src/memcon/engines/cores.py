"""To code reports on this machine's cores: processes that load once and send each report back when it is done.

A pool of the standard library tells that a worker died but not over which report. Here each worker has a pipe of its
own and answers report by report, so the first one unanswered is the one that killed it: it alone is given up. So is
one that takes too long: the worker gives it up itself, or is ended when it does not.
"""

import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from memcon.engines.attempt import Coder, attempt, failed, overrun
from memcon.limits import USUAL
from memcon.model import Coded, Report

FEW = 250_000
"""Characters below which a pile is coded in this process: starting a worker costs seconds, as much as coding these."""

SHARD = 8
"""Reports sent to a worker at a time: enough to hide the pipe's delay, few enough to keep all busy to the end."""

DEATHS = 2
"""Workers that a report may cost before it is given up: the first may have died of something else, such as memory."""

GRACE = 2.0
"""Seconds past the limit of a report after which its worker is ended: code that is not Python gives nothing up."""

Prepare = Callable[[], Coder]
"""What loads all that coding needs and returns the coder; a function of a module, or a partial of one."""

Job = tuple[int, Report]
Result = tuple[int, Coded]


class WorkerFailed(RuntimeError):  # noqa: N818 — read as a sentence: "raises WorkerFailed"
    """A worker could not start, so that no report can be coded; the message says why."""


def cores(
    prepare: Prepare, reports: Sequence[Report], *, workers: int = 1, seconds: float = USUAL.seconds
) -> Iterator[Coded]:
    """Each report coded, in the order of `reports`; `prepare` is called once in each process.

    A pile worth it is coded in `workers` fresh processes, else here. Reports that were refused on reading pass through.
    Raises WorkerFailed if a worker cannot load; whatever goes wrong over a report, or makes it take longer than
    `seconds`, costs that report alone.
    """
    jobs = [(number, report) for number, report in enumerate(reports) if report.outcome == "coded"]
    if workers <= 1 or sum(len(report.text) for _, report in jobs) < FEW:
        coder = prepare() if jobs else Coded
        yield from (attempt(coder, report, seconds) for report in reports)
        return
    refused = {number: Coded(report) for number, report in enumerate(reports) if report.outcome != "coded"}
    with ExitStack() as stack:
        crew = _Crew(prepare, jobs, seconds, stack=stack)
        yield from _in_order(crew.results(min(workers, len(jobs))), refused, count=len(reports))


def _in_order(results: Iterator[Result], held: dict[int, Coded], *, count: int) -> Iterator[Coded]:
    """Results as they come, put in the order of their numbers; `held` are those there already."""
    for number in range(count):
        while number not in held:
            done, coded = next(results)
            held[done] = coded
        yield held.pop(number)


class _Worker:
    """One process with its pipe and the jobs that it has not answered yet, in the order in which it takes them."""

    def __init__(self, prepare: Prepare, seconds: float) -> None:
        """Start the process; it answers once when loaded."""
        context = get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_work, args=(far, prepare, seconds), daemon=True)
        self.process.start()
        far.close()
        self.jobs: deque[Job] = deque()
        self.loaded = False
        self.since = time.monotonic()

    def take(self, jobs: list[Job]) -> None:
        """Give an idle worker jobs to do."""
        self.jobs.extend(jobs)
        self.since = time.monotonic()
        with suppress(OSError):  # it died idle: its pipe tells so when it is next read
            self.pipe.send([report for _, report in jobs])

    def left(self, seconds: float) -> float:
        """The seconds that the report in hand may still take."""
        return self.since + seconds + GRACE - time.monotonic() if self.loaded and self.jobs else seconds

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class _Crew:
    """The workers of one run and the jobs that none of them has; `stack` ends the workers when the run does."""

    def __init__(self, prepare: Prepare, jobs: list[Job], seconds: float, *, stack: ExitStack) -> None:
        """A crew without workers yet."""
        self.prepare, self.seconds, self.stack = prepare, seconds, stack
        self.waiting, self.deaths = deque(jobs), dict.fromkeys((number for number, _ in jobs), 0)
        self.workers: list[_Worker] = []

    def results(self, workers: int) -> Iterator[Result]:
        """The number and result of each job, in the order of completion."""
        for _ in range(workers):
            self._hire()
        while self.waiting or any(worker.jobs for worker in self.workers):
            left = min(worker.left(self.seconds) for worker in self.workers)
            heard = set(wait([worker.pipe for worker in self.workers], max(0, left)))
            for worker in list(self.workers):
                if worker.pipe in heard:
                    yield from self._hear(worker)
                elif worker.left(self.seconds) <= 0:
                    yield from self._end(worker)

    def _hire(self) -> None:
        worker = _Worker(self.prepare, self.seconds)
        self.stack.callback(worker.stop)
        self.workers.append(worker)

    def _hear(self, worker: _Worker) -> Iterator[Result]:
        """Read one answer of a worker (it is loaded, has coded a report, is dead) and give it work if it has none."""
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        if isinstance(answer, str):
            raise WorkerFailed(answer)
        if worker.loaded:
            yield worker.jobs.popleft()[0], answer
        worker.loaded, worker.since = True, time.monotonic()
        if not worker.jobs and self.waiting:
            worker.take([self.waiting.popleft() for _ in range(min(SHARD, len(self.waiting)))])

    def _bury(self, worker: _Worker) -> Iterator[Result]:
        """Replace a dead worker; its jobs go back, but the one it died over is given up if it cost a worker before."""
        worker.process.join()
        code = worker.process.exitcode
        if not worker.loaded:
            raise WorkerFailed(
                f"a worker process ended while loading (exit code {code}); if a script of yours calls memcon, put the"
                " call under `if __name__ == '__main__':`, or build with one worker"
            )
        if worker.jobs:
            number, report = worker.jobs[0]
            self.deaths[number] += 1
            if self.deaths[number] >= DEATHS:
                worker.jobs.popleft()
                yield number, failed(report, f"coding it ended {DEATHS} worker processes (exit code {code})")
        self._replace(worker)

    def _end(self, worker: _Worker) -> Iterator[Result]:
        """End a worker whose report takes too long; that report is given up, its other jobs go back."""
        number, report = worker.jobs.popleft()
        worker.process.kill()
        yield number, overrun(report, self.seconds)
        self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        """Give back the jobs of a worker that is no more, and hire another if there is work."""
        self.waiting.extendleft(reversed(worker.jobs))
        self.workers.remove(worker)
        if self.waiting:
            self._hire()


def _work(pipe: Connection, prepare: Prepare, seconds: float) -> None:
    """A worker's life: load, then code what comes down the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle; it ends its workers
    try:
        coder = prepare()
    except Exception as why:
        pipe.send(f"{type(why).__name__}: {why}")
        return
    pipe.send(None)
    with suppress(EOFError):
        while True:
            for report in pipe.recv():
                pipe.send(attempt(coder, report, seconds))
