"""To start a cluster of Spark on this machine: a master and workers on free ports that only loopback reaches."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from msgspec import Struct

TESTS, SOURCE = Path(__file__).parents[1], Path(__file__).parents[2] / "src"
LEAN = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
"""Options of Java for processes that carry little and shall start soon."""

LONGEST = 60.0
"""Seconds that a process may take to say that it is up."""


class Cluster(Struct, frozen=True):
    """The address of a master, and its workers."""

    master: str
    workers: list[subprocess.Popen[bytes]]


def spark_is_here() -> None:
    """Skip where PySpark or Java is not here; in CI they have to be."""
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else shutil.which("java")
    if find_spec("pyspark") is None or not java:
        reason = "no PySpark or no Java; install memcon[spark] and a Java runtime, 17 or newer"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@contextmanager
def standalone(folder: Path, workers: int) -> Iterator[Cluster]:
    """A master and workers of one core each; whatever they write goes to the folder, and they end with the block."""
    with ExitStack() as stack:
        master = _java(stack, folder / "master.log", "master.Master")
        at = _said(master, folder / "master.log", r"Starting Spark master at (spark://\S+)")
        options = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / "work"), at]
        logs = [folder / f"worker-{number}.log" for number in range(workers)]
        begun = [_java(stack, log, "worker.Worker", *options) for log in logs]
        for worker, log in zip(begun, logs, strict=True):
            _said(worker, log, "Successfully (registered) with master")
        yield Cluster(at, begun)


def _java(stack: ExitStack, log: Path, kind: str, *options: str) -> subprocess.Popen[bytes]:
    """A process of Spark, ended with the stack."""
    found = find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    command = [str(Path(found.origin).parent / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}"]
    command += ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0", *options]
    seen = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_JAVA_OPTS": LEAN, "SPARK_DAEMON_MEMORY": "128m"}
    seen |= {"SPARK_LOCAL_DIRS": str(log.parent), "PYSPARK_PYTHON": sys.executable}
    seen |= {"PYTHONPATH": os.pathsep.join([str(TESTS), str(SOURCE)])}
    with log.open("wb") as said:
        begun = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | seen, cwd=log.parent)
    stack.callback(_ended, begun)
    return begun


def _ended(process: subprocess.Popen[bytes]) -> None:
    """End a process, by its id."""
    process.kill()
    process.wait()


def _said(process: subprocess.Popen[bytes], log: Path, pattern: str) -> str:
    """What a process says of itself in its log, waited for."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"{log.name}: {log.read_text(errors='replace')[-2_000:]}")
