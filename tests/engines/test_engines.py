"""To test that every report comes back, whatever befalls the process that codes it, and that nothing is done twice."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from memcon.engines.cores import FEW, HELD, WorkerFailed, cores
from memcon.engines.parts import read_part
from memcon.engines.shards import CHARACTERS
from memcon.engines.task import Coder, Prepare, Task
from memcon.limits import USUAL, Limits
from memcon.model import Coded, Report, Unread
from memcon.record.place import CannotWrite

LONG = "talks in Oslo " * (CHARACTERS // 14 // 3)
"""Three reports of this length are a shard."""


@pytest.fixture(autouse=True)
def every_pile_is_worth_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small piles go to workers too."""
    monkeypatch.setattr(sys.modules["memcon.engines.cores"], "FEW", 0)


def telling() -> Coder:
    """A coder that tells a report's length; it raises over "bad" and kills its process over "deadly"."""
    return _tell


def _tell(report: Report) -> Coded:
    if "bad" in report.text:
        raise ValueError("no verb in here")
    if "deadly" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return Coded(report, unread=(Unread(report.id, 0, len(report.text), "told"),))


def dying_twice(marks: str) -> Coder:
    """A coder whose process dies over "unlucky" the first two times: the files in `marks` tell of them."""

    def code(report: Report) -> Coded:
        if "unlucky" in report.text and len(os.listdir(marks)) < 2:
            Path(marks, str(time.monotonic_ns())).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return _tell(report)

    return code


def killed_twice_loading(marks: str) -> Coder:
    """A preparation whose process is killed the first two times."""
    if len(os.listdir(marks)) < 2:
        Path(marks, str(time.monotonic_ns())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return _tell


def slow() -> Coder:
    """A coder that takes for ever over "slow", and over "deaf" too, where no alarm reaches it."""
    return _dawdle


def _dawdle(report: Report) -> Coded:
    if "deaf" in report.text:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    if "slow" in report.text or "deaf" in report.text:
        time.sleep(60)
    return _tell(report)


def greedy() -> Coder:
    """A coder that takes a gigabyte over "greedy"."""

    def code(report: Report) -> Coded:
        held = bytearray(1_000_000_000) if "greedy" in report.text else b""
        return Coded(report, unread=(Unread(report.id, 0, len(held), "told"),))

    return code


def counting(seen: str) -> Coder:
    """A coder that leaves a file for each report it codes; several where it codes one several times."""

    def code(report: Report) -> Coded:
        Path(seen, f"{report.id}-{time.monotonic_ns()}").touch()
        return _tell(report)

    return code


def unloadable() -> Coder:
    """A preparation that fails with a reason."""
    raise FileNotFoundError("actors.csv: no such file")


def ended_loading() -> Coder:
    """A preparation whose process ends."""
    os._exit(9)


def pile(*words: str) -> list[Report]:
    return [Report(id=f"r{number}", text=f"{word} {LONG}", path=f"{number}.txt") for number, word in enumerate(words)]


def ran(
    folder: Path, prepare: Prepare, reports: Sequence[Report], workers: int = 2, limits: Limits = USUAL
) -> list[Coded]:
    """What the engine makes of reports; what lies finished in the folder is not made again."""
    return in_order(cores(Task(prepare, folder, "key", workers, limits), iter(reports)))


def in_order(parts: Iterable[Path]) -> list[Coded]:
    """The reports of all parts, in the order of the numbers in their ids."""
    return sorted((made.coded for part in parts for made in read_part(part)), key=lambda one: int(one.report.id[1:]))


def told(coded: Sequence[Coded]) -> list[tuple[str, str]]:
    return [(one.report.id, one.report.outcome) for one in coded]


def lost(coded: Sequence[Coded]) -> list[str]:
    """Those that were not coded; all others were."""
    assert all(one.unread for one in coded if one.report.outcome == "coded")
    return [one.report.id for one in coded if one.report.outcome == "failed"]


@pytest.mark.parametrize("workers", [0, 2])
def test_every_report_comes_back_whatever_the_number_of_workers(workers: int, tmp_path: Path) -> None:
    reports = pile(*"abcdefghijklmnopqrstuvw")
    coded = ran(tmp_path, telling, reports, workers=workers)
    assert [one.report for one in coded] == reports
    assert [one.unread[0].end for one in coded] == [len(report.text) for report in reports]
    assert not multiprocessing.active_children()
    assert not list(tmp_path.glob("*.reports"))


@pytest.mark.parametrize("workers", [0, 2])
def test_an_error_costs_one_report_and_says_where(workers: int, tmp_path: Path) -> None:
    coded = ran(tmp_path, telling, pile("a", "bad", "c", "d", "e"), workers=workers)
    assert told(coded) == [("r0", "coded"), ("r1", "failed"), ("r2", "coded"), ("r3", "coded"), ("r4", "coded")]
    assert "test_engines.py line" in (coded[1].report.problem or "")
    assert "ValueError: no verb in here" in (coded[1].report.problem or "")
    assert coded[1].report.text


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_kills_its_workers_costs_itself_alone(workers: int, tmp_path: Path) -> None:
    coded = ran(tmp_path, telling, pile(*["a"] * 4, "deadly", *["b"] * 3), workers=workers)
    assert lost(coded) == ["r4"]
    assert coded[4].report.problem == "4.txt: coding it ended 3 worker processes (exit code -9)"
    assert not multiprocessing.active_children()


def test_a_report_that_ends_a_build_without_workers_ends_it_once(tmp_path: Path) -> None:
    reports = pile(*["a"] * 4, "deadly", *["b"] * 3)
    process = multiprocessing.get_context("spawn").Process(target=ran, args=(tmp_path, telling, reports, 0))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    coded = ran(tmp_path, telling, reports, 0)
    assert lost(coded) == ["r4"]
    assert coded[4].report.problem == "4.txt: coding it ended 3 worker processes (exit code -9)"
    assert {path.suffix for path in tmp_path.iterdir()} == {".parquet"}


def test_workers_that_are_killed_over_a_report_or_loading_cost_nothing(tmp_path: Path) -> None:
    for prepare in (dying_twice, killed_twice_loading):
        marks = tmp_path / prepare.__name__
        marks.mkdir()
        (tmp_path / "work").mkdir(exist_ok=True)
        coded = ran(tmp_path / "work", partial(prepare, str(marks)), pile("a", "unlucky", prepare.__name__))
        assert len(list(marks.iterdir())) == 2
        assert told(coded) == [(f"r{number}", "coded") for number in range(3)]


alarms = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarms on this system")


@alarms
@pytest.mark.parametrize("workers", [0, 2])
def test_a_report_that_takes_too_long_costs_itself_alone(workers: int, tmp_path: Path) -> None:
    limits = Limits(seconds=1)
    coded = ran(tmp_path, slow, pile("a", "slow", "b", "c"), workers=workers, limits=limits)
    assert lost(coded) == ["r1"]
    assert coded[1].report.problem == (
        "1.txt: coding took longer than 1 s; give it in smaller parts, or more time: --limit seconds=N"
    )


@alarms
def test_a_worker_that_hears_no_alarm_is_ended(tmp_path: Path) -> None:
    coded = ran(tmp_path, slow, pile(*["a"] * 3, "deaf", *["b"] * 3), limits=Limits(seconds=1))
    assert lost(coded) == ["r3"]
    assert "3.txt: coding took longer than 1 s" in (coded[3].report.problem or "")
    assert not multiprocessing.active_children()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is bounded on Linux alone")
def test_a_report_that_takes_too_much_memory_costs_itself_alone(tmp_path: Path) -> None:
    coded = ran(tmp_path, greedy, pile("a", "greedy", "c"), limits=Limits(memory=600_000_000))
    assert lost([one for one in coded if one.report.outcome == "failed"]) == ["r1"]
    assert coded[1].report.problem == (
        "1.txt: coding takes more than 600,000,000 bytes of memory; split it, or --limit memory=N"
    )
    assert [one.unread[0].end for one in ran(tmp_path, greedy, pile("a", "greedy", "c"))] == [0, 1_000_000_000, 0]


@pytest.mark.parametrize("workers", [0, 2])
def test_what_is_finished_is_not_done_again(workers: int, tmp_path: Path) -> None:
    seen, work = tmp_path / "seen", tmp_path / "work"
    seen.mkdir()
    work.mkdir()
    reports, prepare = pile(*"abcdefghi"), partial(counting, str(seen))
    parts = cores(Task(prepare, work, "key", workers), iter(reports))
    done = next(parts)
    parts.close()
    for part in work.iterdir():
        if part != done:
            part.unlink()  # what another worker may have finished
    assert not multiprocessing.active_children()
    for mark in seen.iterdir():
        mark.unlink()
    assert told(ran(work, prepare, reports, workers=workers)) == [(f"r{number}", "coded") for number in range(9)]
    assert len(list(seen.iterdir())) == 6


def test_no_part_is_taken_for_another(tmp_path: Path) -> None:
    first = ran(tmp_path, telling, pile(*"abc"), workers=0)
    assert (len(first), len(list(tmp_path.iterdir()))) == (3, 1)
    others = [Task(telling, tmp_path, "other key"), Task(telling, tmp_path, "key")]
    for task, words in zip(others, ("abc", "abd"), strict=True):
        assert len(in_order(cores(task, iter(pile(*words))))) == 3
    assert len(list(tmp_path.iterdir())) == 3
    for damaged in (b"", b"PAR1", next(tmp_path.iterdir()).read_bytes()[:-9]):
        for part in tmp_path.iterdir():
            part.write_bytes(damaged)
        assert ran(tmp_path, telling, pile(*"abc"), workers=0) == first


def test_what_was_given_up_is_tried_again(tmp_path: Path) -> None:
    reports = pile("a", "bad", "c")
    assert lost(ran(tmp_path, telling, reports, workers=0)) == ["r1"]
    assert lost(ran(tmp_path, greedy, reports, workers=0)) == []  # a coder that does better


@pytest.mark.parametrize("workers", [0, 2])
def test_reports_refused_on_reading_pass_through(workers: int, tmp_path: Path) -> None:
    refused = [Report(f"r{n}", "", f"{n}.txt", outcome="failed", problem="holds no text") for n in (90, 91)]
    coded = ran(tmp_path, telling, [refused[0], *pile("a", "b", "c", "d"), refused[1]], workers=workers)
    assert coded[-2:] == [Coded(one) for one in refused]
    assert told(coded)[:-2] == [(f"r{number}", "coded") for number in range(4)]


def test_nothing_is_loaded_where_there_is_nothing_to_code(tmp_path: Path) -> None:
    refused = Report(id="r0", text="", path="no.txt", outcome="skipped", problem="no.txt: is HTML")
    assert ran(tmp_path, unloadable, [refused]) == [Coded(refused)]
    assert ran(tmp_path, unloadable, []) == []


def test_a_few_reports_are_coded_in_this_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys.modules["memcon.engines.cores"], "FEW", FEW)
    with pytest.raises(FileNotFoundError, match=r"actors.csv"):
        ran(tmp_path, unloadable, [Report(id="r", text="talks", path="r.txt")])


def test_workers_that_cannot_load_end_the_run_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(WorkerFailed, match=r"FileNotFoundError: actors.csv: no such file"):
        ran(tmp_path, unloadable, pile(*"abcdefgh"))
    with pytest.raises(WorkerFailed, match=r"while loading \(exit code 9\)"):
        ran(tmp_path, ended_loading, pile(*"abcdefgh"))
    assert not multiprocessing.active_children()


def test_reports_are_read_no_faster_than_they_are_coded(tmp_path: Path) -> None:
    read: list[str] = []

    def reading() -> Iterator[Report]:
        for report in pile(*["a"] * 90):
            read.append(report.id)
            yield report

    parts = cores(Task(telling, tmp_path, "key", 2), reading())
    next(parts)
    assert len(read) <= 3 * (2 * HELD + 1)
    parts.close()
    assert not multiprocessing.active_children()


def test_a_part_that_cannot_be_written_ends_the_run(tmp_path: Path) -> None:
    def vanishing() -> Iterator[Report]:
        yield from pile(*"abc")
        while not list(tmp_path.glob("*.reports")):
            time.sleep(0.01)
        tmp_path.rename(tmp_path.with_name("elsewhere"))

    with pytest.raises(CannotWrite, match=r"cannot be written \(No such file"):
        in_order(cores(Task(telling, tmp_path, "key", 2), vanishing()))
    assert not multiprocessing.active_children()
