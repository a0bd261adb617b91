"""To measure a build of a web archive of many pages: CPU-seconds, memory, and whether the cost of a page grows.

python bench/warc.py [--pages 20000] [--workers 2] [--archive FILE]
"""

import argparse
import json
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crawl import write_crawl
from memcon.engines.parts import count
from memcon.show.make import Work, make_record

OFTEN = 0.5
"""Seconds between two looks at the memory."""


def processes() -> list[Path]:
    """This process and its children in /proc."""
    own = Path("/proc/self")
    children = (own / "task" / own.resolve().name / "children").read_text(encoding="ascii").split()
    return [own, *(Path("/proc") / child for child in children)]


def cpu() -> float:
    """CPU-seconds of this process and its children, those that have ended too."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = 0
    for one in processes():
        with suppress(OSError):
            ticks += sum(map(int, (one / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]))
    return ended.ru_utime + ended.ru_stime + ticks / 100


def held() -> tuple[float, ...]:
    """Megabytes that this process and all its children hold, what they share counted once."""
    found = []
    for one in processes():
        with suppress(OSError, IndexError):
            found.append(int((one / "smaps_rollup").read_text(encoding="ascii").split("\nPss:")[1].split()[0]) / 1024)
    return found[0], sum(found)


@contextmanager
def looked_on(most: dict[str, float]) -> Iterator[None]:
    """The most megabytes held meanwhile, by this process and by all."""
    done = threading.Event()

    def look() -> None:
        while not done.wait(OFTEN):
            own, whole = held()
            most["this"], most["all"] = max(most.get("this", 0), own), max(most.get("all", 0), whole)

    looker = threading.Thread(target=look)
    looker.start()
    try:
        yield
    finally:
        done.set()
        looker.join()


def main() -> int:
    """Make the archive, build a record of it, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--archive", type=Path, help="where the archive is kept, and found again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = asked.archive or Path(folder) / "pages.warc.gz"
        if not archive.is_file():
            write_crawl(archive, asked.pages)
        measure(archive, Path(folder) / "record", asked.workers)
    return 0


def measure(archive: Path, place: Path, workers: int) -> None:
    """Build a record of an archive and print what it took."""
    done, most = [(0, cpu())], dict[str, float]()
    coding: dict[str, float] = {}

    def watch(parts: Iterable[Path], _: Callable[[], float | None]) -> Iterator[Path]:
        for part in parts:
            done.append((done[-1][0] + count(part), cpu()))
            yield part
        coding.update(most)

    with looked_on(most):
        begun = time.monotonic()
        make_record([archive], place, Work(workers=workers, watch=watch))
        seconds = time.monotonic() - begun
    whole, run = cpu(), json.loads((place / "run.json").read_text(encoding="utf-8"))
    pages = done[-1][0]
    print(f"{pages:,} pages, {run['characters']:,} characters, {run['counts']['claims']:,} claims, {workers} workers")
    coding_cpu, all_cpu = done[-1][1] - done[0][1], whole - done[0][1]
    print(f"coded in {coding_cpu:.0f} CPU-s: {pages / coding_cpu:.1f} pages a CPU-second; all {all_cpu:.0f}")
    quarters = [quarter(done, n) for n in range(4)]
    print("milliseconds a page, by quarter: " + ", ".join(f"{one:.1f}" for one in quarters))
    print(f"last quarter {quarters[3] / quarters[0]:.2f} times the first")
    print(f"megabytes while coding: {coding['all']:,.0f}, of these {coding['this']:,.0f} in the first process")
    print(f"megabytes in all, linking included: {most['all']:,.0f}; largest processes {run['memory']}")
    print(f"CPU-seconds {run['cpu_seconds']}")
    print(f"by the clock {seconds:.0f} s, {pages / seconds:.1f} pages a second; {run['seconds']}")
    print(f"record: {sum(file.stat().st_size for file in place.rglob('*') if file.is_file()) / 1e6:,.0f} MB on disk")


def quarter(done: list[tuple[int, float]], n: int) -> float:
    """CPU-milliseconds a page of one quarter of the pages."""
    pages = done[-1][0]
    (first, begun), (last, ended) = (min(done, key=lambda at: abs(at[0] - pages * k / 4)) for k in (n, n + 1))
    return 1000 * (ended - begun) / (last - first)


if __name__ == "__main__":
    raise SystemExit(main())
