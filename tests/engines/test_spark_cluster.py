"""A cluster of Spark of which a machine is lost goes on, and makes the same record."""

import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engines import faults, light
from engines.standalone import LEAN, spark_is_here, standalone
from memcon.engines.task import Cluster
from memcon.record.record import digest
from memcon.show import make
from memcon.show.make import Work, make_record

if TYPE_CHECKING:
    from subprocess import Popen

here = pytest.fixture(scope="module", autouse=True)(spark_is_here)


def test_a_cluster_of_which_a_machine_is_lost_makes_the_same_record(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    if there := SparkSession.getActiveSession():
        there.stop()  # a process has one
    monkeypatch.setattr(make, "prepare", light.light)
    monkeypatch.setattr(sys.modules["memcon.engines.shards"], "CHARACTERS", 20_000)
    given, folder = [faults.pile(tmp_path / "pile.jsonl", 300)], tmp_path / "cluster"
    whole = digest(make_record(given, tmp_path / "whole", Work()))
    folder.mkdir()
    lean = [(f"spark.{of}.extraJavaOptions", LEAN) for of in ("driver", "executor")]
    settings = (*lean, ("spark.executor.memory", "512m"), ("spark.local.dir", str(folder)))
    lives: list[int | None] = []
    with standalone(folder, workers=2) as running:

        def losing(parts: Iterable[Path], _: object) -> Iterator[Path]:
            for number, part in enumerate(parts):
                if number == 3:
                    lose(running.workers[0])
                lives.append(running.workers[0].poll())
                yield part

        work = Work(engine="spark", cluster=Cluster(running.master, settings), watch=losing)
        assert digest(make_record(given, tmp_path / "record", work)) == whole
    assert (lives[:3], set(lives[3:])) == ([None] * 3, {-signal.SIGKILL})
    assert len(lives) > 15
    assert faults.left_beside(tmp_path / "record") == []


def lose(worker: "Popen[bytes]") -> None:
    """Kill a worker of the cluster with what it has started, as when its machine is gone."""
    threads = Path(f"/proc/{worker.pid}/task").glob("*/children")
    executors = [int(child) for thread in threads for child in thread.read_text().split()]
    assert executors
    for process in (worker.pid, *executors):
        faults.kill(process)
    worker.wait()
