"""To code reports on Spark: this machine's cores, or a cluster that a user names.

Shards go out as rows of Arrow and come back as finished parts, so a cluster needs no folder that all of it can reach,
and this process holds no more than a few jobs. What Spark lost with a machine it does again by itself.
"""

import os
import re
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from memcon.engines.remote import batch, maker
from memcon.engines.shards import Shard, cut
from memcon.engines.task import Cluster, Task
from memcon.model import Report
from memcon.record.place import cannot_write

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JOBS = 3
"""Jobs under way at a time: while the last shards of one are made, those of the next keep the cores busy."""

TRIES = 4
"""Times that Spark tries what failed before it gives up; on a machine alone it would try once."""

SETTINGS = {"spark.app.name": "memcon", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
AT_HOME = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
}
"""Settings for a master on this machine: nobody else need reach it, and its Java only carries, so it may start fast."""

PYTHON, LOOPBACK = {"PYSPARK_PYTHON": sys.executable}, {"SPARK_LOCAL_IP": "127.0.0.1"}


class SparkFailed(RuntimeError):  # noqa: N818 — read as a sentence: "raises SparkFailed"
    """Spark could not start, or could not do a job; the message says why and what to do."""


def spark(task: Task, reports: Iterable[Report]) -> Generator[Path, None, None]:
    """The part of each shard of the reports as it is finished, those that lie finished in the task's folder included.

    A Spark session that is there already is used, and left; else one is started when there is something to code. Raises
    SparkFailed, CannotWrite; whatever goes wrong over a report costs that report alone.
    """
    with ExitStack() as stack:
        jobs: _Jobs | None = None
        waiting: list[Shard] = []
        for shard in cut(task, reports):
            if shard.is_finished:
                yield shard.part
                continue
            jobs = jobs or _Jobs(task, stack)
            waiting.append(shard)
            if len(waiting) >= jobs.size():
                yield from jobs.begun(waiting)
                waiting = []
        if jobs:
            yield from jobs.begun(waiting)
            yield from jobs.ended(0)


class _Jobs:
    """The jobs of a run that are under way; `stack` ends them when the run does."""

    def __init__(self, task: Task, stack: ExitStack) -> None:
        """No job yet, on a session that is there or begun now."""
        self.session = stack.enter_context(_session(task.cluster))
        self.maker, self.tag = maker(task), f"memcon-{os.getpid()}-{id(self)}"
        self.threads = ThreadPoolExecutor(JOBS, "memcon-spark")
        self.under_way: set[Future[list[Path]]] = set()
        stack.callback(self._cancel)

    def size(self) -> int:
        """Shards of a job: one for each core that there is now."""
        return max(1, int(self.session.sparkContext.defaultParallelism))

    def begun(self, shards: list[Shard]) -> Iterator[Path]:
        """Begin a job; the parts of earlier ones, waited for until there is room for another."""
        if shards:
            self.under_way.add(self.threads.submit(self._done, shards))
        yield from self.ended(JOBS - 1)

    def ended(self, most: int) -> Iterator[Path]:
        """The parts of jobs as they end, until no more than `most` are under way."""
        while len(self.under_way) > most:
            done, self.under_way = wait(self.under_way, return_when=FIRST_COMPLETED)
            for job in done:
                yield from job.result()

    def _done(self, shards: list[Shard]) -> list[Path]:
        """The parts of a job's shards, each in its place."""
        self.session.addTag(self.tag)
        try:
            sent = self.session.createDataFrame(batch(shards))
            made = sent.mapInArrow(self.maker, "name string, part binary").collect()
        except Exception as why:
            raise SparkFailed(
                f"Spark could not code {len(shards)} shards: {_reason(why)}; what is coded is kept: build again"
            ) from why
        found = {row["name"]: bytes(row["part"]) for row in made}
        return [_put(shard, found[shard.part.stem]) for shard in shards]

    def _cancel(self) -> None:
        """End what is under way."""
        with suppress(Exception):  # the session may have died
            self.session.interruptTag(self.tag)
        self.threads.shutdown(cancel_futures=True)


def _put(shard: Shard, content: bytes) -> Path:
    """A part in its place, in one step."""
    aside = shard.part.with_name(f"{shard.part.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.rename(shard.part)
        shard.source.unlink(missing_ok=True)
    except OSError as why:
        raise cannot_write(shard.part.parent, why) from why
    return shard.part


@contextmanager
def _session(cluster: Cluster) -> Iterator["SparkSession"]:
    """The Spark session that is there already, or one for this run alone."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 — an extra, and slow to load
    except ImportError as why:
        raise SparkFailed("PySpark is not installed: pip install 'memcon[spark]'") from why
    with warnings.catch_warnings(), _interrupts_as_they_are():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        if (there := SparkSession.getActiveSession()) is not None:
            yield there
            return
        begun = _begun(cluster)
        try:
            yield begun
        finally:
            begun.stop()


def _begun(cluster: Cluster) -> "SparkSession":
    """A new session on a cluster."""
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    here = _is_here(cluster.master)
    settings = SETTINGS | (AT_HOME if here else {}) | dict(cluster.settings)
    with tempfile.TemporaryFile() as log, _environment(LOOPBACK if here else {}):
        try:
            conf = SparkConf().setMaster(_tried(cluster.master)).setAll(list(settings.items()))
            # A process has one Java, for ever; on a machine alone what it says is of interest only where it fails.
            there = SparkContext._gateway
            said = log if cluster.master.startswith("local") else sys.__stderr__
            told = {"stdout": said, "stderr": said}
            SparkContext(conf=conf, gateway=there or launch_gateway(conf, told))  # type: ignore[no-untyped-call]
            return SparkSession.builder.getOrCreate()
        except Exception as why:
            log.seek(0)
            lines = [line.strip() for line in log.read().decode(errors="replace").splitlines() if line.strip()]
            raise SparkFailed(
                f"Spark could not start on {cluster.master}: {'; '.join([_reason(why), *lines[-2:]])}; it needs Java 17"
                " or newer on the PATH, or named in JAVA_HOME"
            ) from why


@contextmanager
def _environment(more: Mapping[str, str]) -> Iterator[None]:
    """What Spark's processes see beside what is set: this Python, unless another is named, and `more`."""
    added = {name: value for name, value in (PYTHON | dict(more)).items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


@contextmanager
def _interrupts_as_they_are() -> Iterator[None]:
    """Put back afterwards what Ctrl-C does, which Spark changes."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread() and before is not None:
            signal.signal(signal.SIGINT, before)


def _is_here(master: str) -> bool:
    """Whether a master is on this machine alone."""
    return master.startswith("local") or urlsplit(master).hostname in ("localhost", "127.0.0.1", "::1")


def _tried(master: str) -> str:
    """A master that tries again what failed: `local[2]` alone would not.

    >>> _tried("local[*]"), _tried("spark://one:7077")
    ('local[*,4]', 'spark://one:7077')
    """
    return re.sub(r"^local(?:\[(\w+|\*)\])?$", lambda of: f"local[{of[1] or 1},{TRIES}]", master)


def _reason(why: Exception) -> str:
    """The line of an error of Spark that tells the reason, without the stacks of Java."""
    lines = [line for line in str(why).split("Driver stacktrace")[0].splitlines() if re.match(r"[^\s.]", line)]
    told = [line for line in lines if not line.startswith("Caused by")] or [type(why).__name__]
    return told[-1].split("most recent failure: ")[-1][:400]
