"""To stand in for the coder where only what runs it is tested: it loads at once and takes a moment over a report."""

import os
import re
import signal
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from memcon.engines.task import Coder
from memcon.model import Actor, Claim, Coded, Report, Slot, Unread

LEADER = re.compile(r"(?:Foreign Minister|President|Prime Minister) (\w+ \w+)")


def light(_actors: Path | None) -> Coder:
    """A coder that tells the length of a report, and takes two leaders in a row for a meeting."""
    return _meet


def _meet(report: Report) -> Coded:
    leaders = list(LEADER.finditer(report.text))
    pairs = [pair for pair in zip(leaders[::2], leaders[1::2], strict=False) if pair[0][1] != pair[1][1]]
    actors = {f"person:{one[1]}": Actor(f"person:{one[1]}", one[1], "person", "NOR") for one in leaders}
    claims = tuple(_claim(report, number, pair) for number, pair in enumerate(pairs))
    return replace(_tell(report), claims=claims, actors=tuple(actors.values()))


def _claim(report: Report, number: int, pair: tuple[re.Match[str], re.Match[str]]) -> Claim:
    """The meeting of two leaders."""
    slots = tuple(Slot("party", one[1], one.start(1), one.end(1), f"person:{one[1]}") for one in pair)
    id, when = f"{report.id}:meeting:{number}", report.published
    start, end = pair[0].start(), pair[1].end()
    return Claim(id, report.id, 0, start, end, "meeting", "engagement", "happened", slots, "made", when=when)


def _tell(report: Report) -> Coded:
    time.sleep(0.01)
    return Coded(report, unread=(Unread(report.id, 0, len(report.text), "told"),))


def mishaps(marks: str) -> Coder:
    """A coder that raises over "bad" and ends its process over "deadly"; loading it first ends what it works for.

    Files in `marks` tell of each loading and each report.
    """
    if not os.listdir(marks):
        Path(marks, "killed").touch()
        os.kill(os.getppid(), signal.SIGKILL)

    def code(report: Report) -> Coded:
        Path(marks, f"{report.id}-{time.monotonic_ns()}").touch()
        if "bad" in report.text:
            raise ValueError("no verb in here")
        if "deadly" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return _tell(report)

    return code


def unloadable() -> Coder:
    """A preparation that fails with a reason."""
    raise FileNotFoundError("actors.csv: no such file")


def run() -> None:
    """The command line with this coder, and with shards so small that there are some."""
    from memcon.show import make  # noqa: PLC0415 — workers import this file, and need none of these
    from memcon.show.cli import main  # noqa: PLC0415

    vars(make)["prepare"] = light
    vars(sys.modules["memcon.engines.cores"])["FEW"] = 0
    vars(sys.modules["memcon.engines.shards"])["CHARACTERS"] = 20_000
    main(sys.argv[1:])
