"""To measure what it takes to export a made record of 100,000 events: seconds, CPU-seconds, most memory, megabytes.

python bench/exports.py [FORMAT...] [--events N] [--keep FOLDER]     default: csv jsonl sqlite ftm, 100,000 events

The record is that of `made.py`. Each export runs in a process of its own.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made import make_record

LIMITS = (60, 700)
"""Seconds and megabytes that an export may take."""


def main() -> None:
    """Make the record, export it in each format, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", default=["csv", "jsonl", "sqlite", "ftm"])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="where the record is kept, and found again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = given.keep or Path(folder) / "record"
        if not (record / "run.json").is_file():
            make_record(given.events, record)
        for form in given.formats:
            measure(record, form, Path(folder) / "out")


def measure(record: Path, form: str, out: Path) -> None:
    """Export a record in a process of its own and print what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", ONE, record, form, out], check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = [file for file in out.rglob("*") if file.is_file()] if out.is_dir() else [out]
    size = sum(file.stat().st_size for file in files) / 1e6
    memory = float(told.stdout.split()[-1]) / 1024
    verdict = "" if seconds <= LIMITS[0] and memory <= LIMITS[1] else "   over the limit"
    print(f"{form:8} {seconds:6.1f} s {cpu:6.1f} CPU-s {memory:6.0f} MB of memory {size:8.1f} MB written{verdict}")


ONE = """
import sys
from pathlib import Path
import memcon
from memcon.show.write import export
export(memcon.open(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


if __name__ == "__main__":
    main()
