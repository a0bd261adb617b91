"""To show on standard error how far the coding, or an export, has come."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from memcon.model import Coded


def bar(coded: Iterable[Coded], total: int) -> Iterator[Coded]:
    """Each coded report as it comes, with a bar where standard error is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("reading reports"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(coded, total=total)


@contextmanager
def counter(volume: str) -> Iterator[Callable[[str, int], None]]:
    """What counts the rows of each table that are written; a line for each where standard error is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("writing {task.description}"), TextColumn("{task.completed:,} rows"))
    shown = console.is_terminal and volume == "normal"
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        tasks = {}

        def watch(name: str, rows: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=None)
            progress.advance(tasks[name], rows)

        yield watch
