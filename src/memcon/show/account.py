"""To account for what a build takes: CPU-seconds of each stage, and memory."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")


class Spent:
    """CPU-seconds and wall-clock seconds of each stage in this process."""

    def __init__(self) -> None:
        """Nothing spent yet."""
        self.cpu: defaultdict[str, float] = defaultdict(float)
        self.wall: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Count what is spent inside for a stage."""
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            yield
        finally:
            self.cpu[stage] += time.process_time() - cpu
            self.wall[stage] += time.perf_counter() - wall

    def timed(self, stage: str, items: Iterable[Item]) -> Iterator[Item]:
        """The items, what it takes to get each counted for a stage."""
        coming = iter(items)
        while True:
            with self.on(stage):
                held = next(coming, self)
            if held is self:
                return
            yield held  # type: ignore[misc]  # only `self` is no item
