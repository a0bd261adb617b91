"""To read one of the many reports that a file holds, so that whatever goes wrong costs that one alone."""

from collections.abc import Callable
from pathlib import Path

from memcon.limits import Overrun
from memcon.model import Report
from memcon.read.fields import unread

BROKE_DOWN = "cannot be read, its reader broke down over it or was stopped; give its words as text"
"""The problem of what is over-much for a library written in Rust."""


def is_breakdown(why: BaseException) -> bool:
    """Whether a library written in Rust gave up in a way that Python does not take for an Exception."""
    return type(why).__module__ == "pyo3_runtime"


def item(file: Path, number: int, make: Callable[[], Report]) -> Report:
    """What `make` makes of a file's report of that number, or the report that says why there is none.

    Raises OSError: where the file itself breaks off, what follows cannot be read either.
    """
    try:
        return make()
    except OSError:
        raise
    except Overrun as why:
        return unread(file, "failed", str(why), line=number)
    except Exception as why:  # a library of formats meets whatever users have
        return unread(file, "failed", f"cannot be read ({type(why).__name__}: {why}); give its words", line=number)
    except BaseException as why:
        if not is_breakdown(why):
            raise
        return unread(file, "failed", BROKE_DOWN, line=number)
