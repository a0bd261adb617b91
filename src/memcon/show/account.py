"""To account for what a build takes: CPU-seconds of each stage, and memory."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")


class Spent:
    """CPU-seconds and wall-clock seconds of each stage in this process."""

    def __init__(self) -> None:
        """Nothing spent yet."""
        self.cpu: defaultdict[str, float] = defaultdict(float)
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.begun: dict[str, tuple[float, float]] = {}

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Count what is spent inside for a stage."""
        self.begun[stage] = time.process_time(), time.perf_counter()
        try:
            yield
        finally:
            self._count(stage)
            del self.begun[stage]

    def until_now(self) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """Wall-clock seconds and CPU-seconds of each stage so far, those under way included."""
        for stage in self.begun:
            self._count(stage)
        return self.wall, self.cpu

    def _count(self, stage: str) -> None:
        """Add what a stage took since that was last done."""
        (cpu, wall), now = self.begun[stage], (time.process_time(), time.perf_counter())
        self.cpu[stage] += now[0] - cpu
        self.wall[stage] += now[1] - wall
        self.begun[stage] = now

    def timed(self, stage: str, items: Iterable[Item]) -> Iterator[Item]:
        """The items, what it takes to get each counted for a stage."""
        coming = iter(items)
        while True:
            with self.on(stage):
                held = next(coming, self)
            if held is self:
                return
            yield held  # type: ignore[misc]  # only `self` is no item
