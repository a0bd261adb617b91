"""To read and code the files that tests use, each report once."""

from functools import cache
from pathlib import Path

from memcon.model import Coded, Report
from memcon.pipeline import code
from memcon.read import read
from memcon.reference import Reference, load_reference

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "src" / "memcon" / "data" / "sample"
SHARED = ROOT.parent / "shared"


@cache
def reference(actors: Path | None = None) -> Reference:
    """What memcon knows, with an actors file of the test's own if it has one."""
    return load_reference(actors)


def only(path: Path) -> Report:
    """The one report of a file."""
    (report,) = read([path])
    return report


@cache
def code_file(path: Path) -> Coded:
    """One text file coded, with `actors.csv` beside it where the test brings its own actors."""
    actors = path.with_name("actors.csv")
    return code(only(path), reference(actors if actors.is_file() else None))
