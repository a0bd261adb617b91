"""To show on standard error how far the coding, or an export, has come."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.progress import Progress, TextColumn

from memcon.engines.parts import count

EVERY = 60.0
"""Seconds between two lines where standard error is no terminal but a log."""


def bar(parts: Iterable[Path], share: Callable[[], float | None]) -> Iterator[Path]:
    """Each part as it comes, while a line on standard error tells how many reports are coded, how fast, how long yet.

    A log, which is no terminal, gets a line each minute.
    """
    console = Console(stderr=True)
    begun = told = time.monotonic()
    reports = 0
    with Live(console=console, transient=True, refresh_per_second=2) as line:
        for part in parts:
            reports += count(part)
            now = time.monotonic()
            said = state(reports, now - begun, share())
            if console.is_terminal:
                line.update(said)
            elif now - told > EVERY:
                told = now
                print(said, file=sys.stderr, flush=True)
            yield part


def state(reports: int, seconds: float, share: float | None) -> str:
    """One line on the work: `1,240 reports, 21 a second; 43 % of the input read, some 12 min left`.

    `share` is how much of the input is read, from 0 to 1; without it no end is foretold.
    """
    line = f"{reports:,} reports, {reports / seconds if seconds else 0:,.1f} a second"
    if not share:
        return line
    left = seconds / share - seconds
    told = f"{left / 60:.0f} min" if left >= 90 else f"{left:.0f} s"
    return f"{line}; {share:.0%} of the input read, some {told} left"


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


@contextmanager
def paged(volume: str) -> Iterator[Callable[[int, int], None]]:
    """What shows how many pages of those found so far are written, where standard error is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("writing pages"), TextColumn("{task.completed:,} of {task.total:,} found so far"))
    shown = console.is_terminal and volume == "normal"
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task("pages", total=0)
        yield lambda done, found: progress.update(task, completed=done, total=found)
