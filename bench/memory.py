"""To measure what `memcon build` takes as a user runs it: wall-clock seconds and the most memory of each process.

python bench/memory.py [PATH]...     default: the seeds beside the repository, else the sample pile
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLE = ROOT / "src" / "memcon" / "data" / "sample"


def main() -> int:
    """Build a record of the paths in a fresh process and print what it took; its exit status is passed on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    paths = parser.parse_args().paths or [SEEDS if SEEDS.exists() else SAMPLE]
    memcon = Path(sys.executable).with_name("memcon")
    with tempfile.TemporaryDirectory() as work:
        begun = time.monotonic()
        command = [str(memcon), "build", *map(str, paths), "-o", f"{work}/record", "--quiet"]
        done = subprocess.run(command, check=False)
        took = time.monotonic() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # ru_maxrss of children is the largest single process, in kilobytes on Linux and bytes on macOS.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    print(f"{', '.join(map(str, paths))}: {took:.1f} s wall, {used.ru_utime + used.ru_stime:.1f} CPU-s")
    print(f"largest process {used.ru_maxrss / unit:,.0f} MB")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
