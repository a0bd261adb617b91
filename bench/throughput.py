"""To measure how fast memcon codes: words per CPU-second, whole and by stage, and the most memory held.

python bench/throughput.py [PATH]...     default: the readouts beside the repository, else the sample pile
"""

import argparse
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from types import FunctionType
from typing import Any

import memcon.text.parse
from memcon import pipeline
from memcon.model import Report
from memcon.read import read
from memcon.reference import load_reference

ROOT = Path(__file__).parent.parent
READOUTS = ROOT.parent / "shared" / "data" / "kremlin" / "diplomatic.jsonl"
SAMPLE = ROOT / "src" / "memcon" / "data" / "sample"
ROOMS = tuple(f"memcon.{room}." for room in ("text", "claims", "names", "dates", "links"))
Seconds = defaultdict[str, float]
MOST = 250
"""Reports coded: enough for figures that stand to a few per cent, in about half a minute."""


def words(reports: Sequence[Report]) -> int:
    """How many words, as parted by blanks, the reports hold."""
    return sum(len(report.text.split()) for report in reports)


def watch_stages(spent: Seconds) -> None:
    """Time every function of a stage that the pipeline calls, by room, into `spent` (CPU-seconds, one thread)."""
    for name, value in tuple(vars(pipeline).items()):
        if isinstance(value, FunctionType) and value.__module__.startswith(ROOMS):
            setattr(pipeline, name, timed(value, spent))
    memcon.text.parse.parse = timed(memcon.text.parse.parse, spent)  # which the pipeline takes when it codes


def timed(function: Callable[..., Any], spent: Seconds) -> Callable[..., Any]:
    """The function, adding the CPU-seconds of each call to `spent` under its module's name."""
    label = function.__module__.removeprefix("memcon.")

    @wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        begun = time.process_time()
        try:
            return function(*arguments, **options)
        finally:
            spent[label] += time.process_time() - begun

    return call


def main() -> int:
    """Code the reports in this process and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    paths = parser.parse_args().paths or [READOUTS if READOUTS.exists() else SAMPLE]
    coded = [report for report in read(paths) if report.outcome == "coded"]
    reports = coded[:: max(1, len(coded) // MOST)]
    begun = time.process_time()
    known = load_reference()
    loaded = time.process_time() - begun
    pipeline.code(reports[0], known)  # the parser loads on first use; that is start-up, not throughput
    spent: Seconds = defaultdict(float)
    watch_stages(spent)
    begun = time.process_time()
    for report in reports:
        pipeline.code(report, known)
    whole = time.process_time() - begun
    total = words(reports)
    print(f"{len(reports)} reports, {total} words; reference data loaded in {loaded:.2f} CPU-s")
    print(f"{'whole':<24}{total / whole:>10,.0f} words per CPU-second")
    for label, seconds in sorted(spent.items(), key=lambda row: -row[1]):
        print(f"{label:<24}{total / seconds if seconds else 0:>10,.0f}   {seconds / whole:>6.1%}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
