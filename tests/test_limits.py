"""To test that limits are read as a user writes them, and that work that takes too long is given up."""

import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from memcon.limits import USUAL, Limits, Overrun, limited, timed, within

alarms = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarms on this system")


def test_a_limit_is_moved_by_its_name() -> None:
    assert limited(["size=200MB", "text=1_000", "seconds = 7".replace(" ", "")]) == Limits(
        size=200_000_000, text=1_000, seconds=7
    )
    assert limited(["page=2k", "page=3 GB"]).page == 3_000_000_000
    assert limited([]) == USUAL


@pytest.mark.parametrize("given", ["seconds", "seconds=", "seconds=0", "seconds=-1", "hours=3", "text=many", "=3"])
def test_a_wrong_limit_is_told_with_those_there_are(given: str) -> None:
    with pytest.raises(
        ValueError, match=r"give NAME=N.*size, page, text, texts, seconds, depth, members, ratio, unpacked, memory"
    ):
        limited([given])


def test_limits_survive_being_written() -> None:
    assert msgspec.convert(msgspec.to_builtins(USUAL), Limits) == USUAL


def test_the_docs_name_every_limit_with_its_default() -> None:
    page = (Path(__file__).parents[1] / "docs" / "reference" / "limits.md").read_text()
    told = {name: int(value.replace(",", "")) for name, value in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", page, re.M)}
    assert told == msgspec.to_builtins(USUAL)


def forever() -> Iterator[int]:
    """One, two, and then nothing for ever, whatever exception comes."""
    yield 1
    yield 2
    while True:
        try:
            time.sleep(10)
        except Exception:
            continue


@alarms
def test_work_that_takes_too_long_is_given_up() -> None:
    coming = timed(forever(), 0.1)
    assert next(coming) == 1
    time.sleep(0.15)  # what is done with an item is not held against the next
    assert next(coming) == 2
    with pytest.raises(Overrun, match=r"took longer than 0.1 s; .* --limit seconds=N"):
        next(coming)


@alarms
def test_one_who_swallows_an_alarm_gets_another() -> None:
    def careless() -> None:
        try:
            time.sleep(5)
        except BaseException:
            time.sleep(5)

    begun = time.monotonic()
    with pytest.raises(Overrun), within(0.1):
        careless()
    assert time.monotonic() - begun < 5


@alarms
def test_an_alarm_leaves_nothing_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with within(0.05):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_thread_is_left_alone() -> None:
    done = []

    def work() -> None:
        with within(0.01):
            time.sleep(0.05)
            done.append("whole")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["whole"]
