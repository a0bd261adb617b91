"""To code one report so that whatever goes wrong costs that report alone."""

import traceback
from pathlib import Path

from msgspec.structs import replace

from memcon.engines.task import Coder
from memcon.limits import Overrun, longer, within
from memcon.model import Coded, Report


def attempt(coder: Coder, report: Report, seconds: float) -> Coded:
    """What `coder` makes of a report; one that was refused on reading stays so, one that cannot be coded is failed.

    So is one that takes longer than `seconds`.
    """
    if report.outcome != "coded":
        return Coded(report)
    try:
        with within(seconds):
            return coder(report)
    except Overrun:
        return overrun(report, seconds)
    except Exception as why:
        return failed(
            report, f"coding failed in {_where(why)}: {type(why).__name__}: {str(why)[:300]}; please report this"
        )


def failed(report: Report, problem: str) -> Coded:
    """A report that was read but could not be coded, and why."""
    return Coded(replace(report, outcome="failed", problem="; ".join(filter(None, [report.problem, problem]))))


def overrun(report: Report, seconds: float) -> Coded:
    """A report whose coding took longer than it may; the same words whoever ended it."""
    return failed(report, f"{Path(report.path).name}: coding {longer(seconds)}")


def _where(why: Exception) -> str:
    """The file and line that raised an error, the path cut to the package."""
    frames = [frame for frame in traceback.extract_tb(why.__traceback__) if Path(frame.filename).parent != _HERE]
    ours = [frame for frame in frames if "memcon" in Path(frame.filename).parts] or frames
    if not ours:
        return "the call of the coder"
    return f"{'/'.join(Path(ours[-1].filename).parts[-2:])} line {ours[-1].lineno}"


_HERE = Path(__file__).parent
"""What calls the coder, and is not where it fails."""
