"""Spark codes as this machine's cores do, to the byte, and goes on when what works for it is killed."""

import os
import sys
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engines import faults, light
from engines.standalone import LEAN, SOURCE, TESTS, spark_is_here
from engines.tellings import tellings
from engines.test_engines import in_order, lost, pile
from memcon.engines.spark import SparkFailed, spark
from memcon.engines.task import Prepare, Task
from memcon.model import Coded, Report
from memcon.record.record import digest
from memcon.show.make import Work, make_record

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

here = pytest.fixture(scope="module", autouse=True)(spark_is_here)

OWN = "name,variants,country,post,from,to,source\nFidel Castro,,CUB,president,1976,2008,made for a test\n"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator["SparkSession"]:
    """A session on two cores, which the engine finds and uses; its folder is empty when it has ended."""
    from pyspark.sql import SparkSession  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("spark")
    paths = os.pathsep.join([str(TESTS), str(SOURCE)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", paths)
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.local.dir", str(folder)).config("spark.driver.extraJavaOptions", LEAN)
        builder = builder.config("spark.log.level", "OFF").config("spark.ui.showConsoleProgress", "false")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            begun = builder.getOrCreate()
    yield begun
    begun.stop()
    assert not list(folder.rglob("memcon-*"))


def ran(folder: Path, prepare: Prepare, reports: list[Report]) -> list[Coded]:
    """What the engine makes of reports."""
    return in_order(spark(Task(prepare, folder, "key"), iter(reports)))


@pytest.mark.usefixtures("session")
def test_cores_and_spark_make_the_same_record(tmp_path: Path) -> None:
    given, actors = tellings(tmp_path / "pile.jsonl", 2_000), tmp_path / "own.csv"
    actors.write_text(OWN)
    made = {}
    for engine in ("cores", "spark"):
        record = make_record([given], tmp_path / engine, Work(actors, engine=engine))
        tables = {str(part.relative_to(record.path)): part.read_bytes() for part in record.path.rglob("*.parquet")}
        made[engine] = digest(record), tables, {name: record.run[name] for name in ("outcomes", "counts")}
        assert record.run["engine"] == engine
    assert made["cores"][2]["outcomes"] == {"coded": 2_000}
    assert made["cores"][2]["counts"]["links"] > 3_000
    assert made["cores"] == made["spark"]
    assert {entry.name for entry in tmp_path.iterdir()} == {"pile.jsonl", "own.csv", "cores", "spark"}


@pytest.mark.usefixtures("session")
def test_what_raises_or_kills_costs_itself_alone_and_what_is_finished_is_not_done_again(tmp_path: Path) -> None:
    marks, work = tmp_path / "marks", tmp_path / "work"
    marks.mkdir()
    work.mkdir()
    prepare = partial(light.mishaps, str(marks))
    refused = Report("r9", "", "9.txt", outcome="failed", problem="holds no text")
    coded = ran(work, prepare, [*pile("a", "b", "c", "d", "deadly", "f", "bad"), refused])
    assert (marks / "killed").exists()  # a Python worker of Spark, which tried again
    assert lost(coded) == ["r4", "r6", "r9"]
    assert coded[4].report.problem == "4.txt: coding it ended 3 worker processes (exit code -9)"
    assert "ValueError: no verb in here" in (coded[6].report.problem or "")
    assert len(list(work.iterdir())) == 3
    before = set(marks.iterdir())
    assert ran(work, prepare, [*pile("a", "b", "c", "d", "deadly", "f", "bad"), refused]) == coded
    again = {mark.name.partition("-")[0] for mark in set(marks.iterdir()) - before}
    assert again == {"r3", "r4", "r5", "r6"}  # of shards that held what was given up


@pytest.mark.usefixtures("session")
def test_workers_that_cannot_load_end_the_run_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SparkFailed, match=r"FileNotFoundError: actors.csv: no such file; what is coded is kept"):
        ran(tmp_path, light.unloadable, pile("a"))


@pytest.mark.usefixtures("session")
def test_nothing_is_asked_of_spark_where_there_is_nothing_to_code(tmp_path: Path) -> None:
    refused = Report(id="r0", text="", path="no.txt", outcome="skipped", problem="no.txt: is HTML")
    assert ran(tmp_path, light.unloadable, [refused]) == [Coded(refused)]


def test_without_java_a_build_tells_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    given = faults.pile(tmp_path / "pile.jsonl", 2)
    code, said = faults.ended(faults.start(given, tmp_path / "record", "--engine", "spark", run=faults.LIGHT))
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith("memcon: Spark could not start on local[*]: ")
    assert said.endswith("it needs Java 17 or newer on the PATH, or named in JAVA_HOME\n")
    assert {entry.name for entry in tmp_path.iterdir()} == {"pile.jsonl"}
