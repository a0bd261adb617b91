"""To stand in for the coder where only what runs it is tested: it loads at once and takes a moment over a report."""

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


def run() -> None:
    """The command line with this coder, and with shards so small that there are some."""
    from memcon.show import make  # noqa: PLC0415 — workers import this file, and need none of these
    from memcon.show.cli import main  # noqa: PLC0415

    vars(make)["prepare"] = light
    vars(sys.modules["memcon.engines.cores"])["FEW"] = 0
    vars(sys.modules["memcon.engines.shards"])["CHARACTERS"] = 20_000
    main(sys.argv[1:])
