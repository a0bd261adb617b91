"""To show on standard error how far the coding has come."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from memcon.model import Coded


def bar(coded: Iterable[Coded], total: int) -> Iterator[Coded]:
    """Each coded report as it comes, with a bar where standard error is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("reading reports"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(coded, total=total)
