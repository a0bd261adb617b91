"""To stand in for the coder where only what runs it is tested: it loads at once and takes a moment over a report."""

import os
import signal
import sys
import time
from pathlib import Path

from memcon.engines.task import Coder
from memcon.model import Coded, Report, Unread


def light(_actors: Path | None) -> Coder:
    """A coder that tells the length of a report."""
    return _tell


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
