"""To test that every report comes back, in order, whatever befalls the process that codes it."""

import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from memcon.engines import ENGINES
from memcon.engines.attempt import Coder
from memcon.engines.cores import FEW, WorkerFailed, cores
from memcon.model import Coded, Report, Unread

LONG = "talks in Oslo " * (FEW // 14 + 1)  # one such report is a pile worth workers


def telling() -> Coder:
    """A coder that tells a report's length; it raises over "bad" and kills its process over "deadly"."""
    return _tell


def _tell(report: Report) -> Coded:
    if "bad" in report.text:
        raise ValueError("no verb in here")
    if "deadly" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return Coded(report, unread=(Unread(report.id, 0, len(report.text), "told"),))


def dying_once(mark: str) -> Coder:
    """A coder whose process dies over "unlucky" the first time: the file `mark` tells that it has."""

    def code(report: Report) -> Coded:
        if "unlucky" in report.text and not Path(mark).exists():
            Path(mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return _tell(report)

    return code


def slow() -> Coder:
    """A coder that takes for ever over "slow", and over "deaf" too, where no alarm reaches it."""
    return _dawdle


def _dawdle(report: Report) -> Coded:
    if "deaf" in report.text:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    if "slow" in report.text or "deaf" in report.text:
        time.sleep(60)
    return _tell(report)


def unloadable() -> Coder:
    """A preparation that fails with a reason."""
    raise FileNotFoundError("actors.csv: no such file")


def killed_loading() -> Coder:
    """A preparation whose process is killed."""
    os._exit(9)


def pile(*words: str) -> list[Report]:
    return [Report(id=f"r{number}", text=f"{word} {LONG}", path=f"{number}.txt") for number, word in enumerate(words)]


def told(coded: Sequence[Coded]) -> list[tuple[str, str]]:
    return [(one.report.id, one.report.outcome) for one in coded]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("engine", ENGINES)
def test_results_come_in_order_whatever_the_number_of_workers(engine: str, workers: int) -> None:
    reports = pile(*"abcdefghijklmnopqrstuvw")
    coded = list(ENGINES[engine](telling, reports, workers=workers))
    assert [one.report for one in coded] == reports
    assert [one.unread[0].end for one in coded] == [len(report.text) for report in reports]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_costs_one_report_and_says_where(workers: int) -> None:
    coded = list(cores(telling, pile("a", "bad", "c", "d", "e"), workers=workers))
    assert told(coded) == [("r0", "coded"), ("r1", "failed"), ("r2", "coded"), ("r3", "coded"), ("r4", "coded")]
    assert "test_engines.py line" in (coded[1].report.problem or "")
    assert "ValueError: no verb in here" in (coded[1].report.problem or "")
    assert coded[1].report.text


def test_a_report_that_kills_its_worker_costs_itself_alone() -> None:
    coded = list(cores(telling, pile(*["a"] * 9, "deadly", *["b"] * 9, "deadly", "c"), workers=2))
    assert [one.report.id for one in coded if one.report.outcome == "failed"] == ["r9", "r19"]
    assert "ended 2 worker processes (exit code -9)" in (coded[9].report.problem or "")
    assert all(one.unread for one in coded if one.report.outcome == "coded")
    assert not multiprocessing.active_children()


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    coded = list(cores(partial(dying_once, str(tmp_path / "died")), pile("a", "unlucky", "b", "c"), workers=2))
    assert (tmp_path / "died").exists()
    assert told(coded) == [(f"r{number}", "coded") for number in range(4)]


alarms = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarms on this system")


@alarms
@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_takes_too_long_costs_itself_alone(workers: int) -> None:
    coded = list(cores(slow, pile("a", "slow", "b", "slow", "c"), workers=workers, seconds=0.2))
    assert [one.report.id for one in coded if one.report.outcome == "failed"] == ["r1", "r3"]
    assert coded[1].report.problem == (
        "1.txt: coding took longer than 0.2 s; give it in smaller parts, or more time: --limit seconds=N"
    )
    assert all(one.unread for one in coded if one.report.outcome == "coded")


@alarms
def test_a_worker_that_hears_no_alarm_is_ended() -> None:
    coded = list(cores(slow, pile(*["a"] * 3, "deaf", *["b"] * 3), workers=2, seconds=0.5))
    assert [one.report.id for one in coded if one.report.outcome == "failed"] == ["r3"]
    assert "coding took longer than 0.5 s" in (coded[3].report.problem or "")
    assert all(one.unread for one in coded if one.report.outcome == "coded")
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_reports_refused_on_reading_pass_through(workers: int) -> None:
    refused = Report(id="no", text="", path="no.txt", outcome="failed", problem="no.txt: holds no text")
    coded = list(cores(telling, [refused, *pile("a", "b", "c", "d"), refused], workers=workers))
    assert coded[0] == coded[-1] == Coded(refused)
    assert told(coded)[1:-1] == [(f"r{number}", "coded") for number in range(4)]


def test_nothing_is_loaded_where_there_is_nothing_to_code() -> None:
    refused = Report(id="no", text="", path="no.txt", outcome="skipped", problem="no.txt: is HTML")
    assert list(cores(unloadable, [refused], workers=2)) == [Coded(refused)]
    assert list(cores(unloadable, [], workers=2)) == []


def test_a_few_reports_are_coded_in_this_process() -> None:
    with pytest.raises(FileNotFoundError, match=r"actors.csv"):
        list(cores(unloadable, [Report(id="r", text="talks", path="r.txt")], workers=2))


def test_workers_that_cannot_load_end_the_run_with_the_reason() -> None:
    with pytest.raises(WorkerFailed, match=r"FileNotFoundError: actors.csv: no such file"):
        list(cores(unloadable, pile(*"abcdefgh"), workers=2))
    with pytest.raises(WorkerFailed, match=r"while loading \(exit code 9\)"):
        list(cores(killed_loading, pile(*"abcdefgh"), workers=2))
    assert not multiprocessing.active_children()


def test_a_run_that_is_left_ends_its_workers() -> None:
    run = cores(telling, pile(*"abcdefghij"), workers=2)
    next(run)
    run.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
