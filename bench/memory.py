"""To measure what `memcon build` takes as a user runs it: seconds, and memory of one process and of all.

python bench/memory.py [--engine spark] [PATH]...     default: the seeds beside the repository, else the sample pile
"""

import argparse
import ctypes
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLE = ROOT / "src" / "memcon" / "data" / "sample"


ADOPT = 36  # PR_SET_CHILD_SUBREAPER of Linux: what loses its parent becomes ours, so that its seconds count
PSS = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)


def main() -> int:
    """Build a record of the paths in a fresh process and print what it took; its exit status is passed on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=["cores", "spark"], default="cores")
    parser.add_argument("paths", nargs="*", type=Path)
    given = parser.parse_args()
    paths = given.paths or [SEEDS if SEEDS.exists() else SAMPLE]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)
    memcon = Path(sys.executable).with_name("memcon")
    with tempfile.TemporaryDirectory() as work:
        begun, most = time.monotonic(), 0
        command = [str(memcon), "build", *map(str, paths), "-o", f"{work}/record", "--quiet", "--engine", given.engine]
        build = subprocess.Popen(command)
        while build.poll() is None:
            most = max(most, held(os.getpid()) - held_by(os.getpid()))
            time.sleep(0.5)
        took = time.monotonic() - begun
    used = spent()
    # ru_maxrss of children is the largest single process, in kilobytes on Linux and bytes on macOS.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    print(f"{', '.join(map(str, paths))}: {took:.1f} s wall, {used.ru_utime + used.ru_stime:.1f} CPU-s")
    print(f"largest process {used.ru_maxrss / unit:,.0f} MB, all at once {most / 1024:,.0f} MB")
    return build.returncode


def held(process: int) -> int:
    """Kilobytes that a process and all that it started hold, what they share counted once; 0 but on Linux."""
    children = {
        int(child) for thread in Path(f"/proc/{process}/task").glob("*/children") for child in said(thread).split()
    }
    return held_by(process) + sum(map(held, children))


def held_by(process: int) -> int:
    """Kilobytes that a process holds, its share of what others hold too."""
    found = PSS.search(said(Path(f"/proc/{process}/smaps_rollup")))
    return int(found[1]) if found else 0


def said(file: Path) -> str:
    """What a file of a process says; nothing once that is gone."""
    try:
        return file.read_text()
    except OSError:
        return ""


def spent() -> resource.struct_rusage:
    """What all that was started has used, waited for until the last has ended."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return resource.getrusage(resource.RUSAGE_CHILDREN)


if __name__ == "__main__":
    sys.exit(main())
