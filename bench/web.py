"""To measure the pages of a large made record: seconds to derive it, medians of requests, most memory.

python bench/web.py [--events 100000] [--record REC]      --record measures one that is there
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from made import make_record

TIMES = 15
AIMS = {"home": 300, "relationship": 300, "event": 100, "report": 100, "search": 150}
"""Milliseconds that a page may take at the median."""
BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
def page(request): return HTMLResponse("<!DOCTYPE html><title>bare</title><h1>bare</h1>")
uvicorn.run(Starlette(routes=[Route("/", page)]), port=int(sys.argv[1]), log_level="error")
"""


class Served:
    """A server in a process of its own, on a free port."""

    def __init__(self, *command: str) -> None:
        """Start it, and wait until it answers."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.base = f"http://127.0.0.1:{free.getsockname()[1]}"
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *command, self.base.rpartition(":")[2]], stderr=subprocess.DEVNULL
        )
        while True:
            try:
                self.get("/")
                break
            except OSError as wrong:
                if self.process.poll() is not None:
                    raise RuntimeError(f"{' '.join(command)} ended: {self.process.returncode}") from wrong
                time.sleep(0.05)
        self.seconds = time.perf_counter() - begun

    def get(self, path: str) -> bytes:
        """The body of one answer."""
        with urllib.request.urlopen(self.base + path, timeout=600) as told:
            return bytes(told.read())

    def milliseconds(self, paths: list[str]) -> tuple[float, float]:
        """The median of requests for these pages in turn by the clock, and the mean in CPU-time of the server."""
        self.get(paths[0])
        took, spent = [], self.cpu()
        for n in range(TIMES):
            begun = time.perf_counter()
            self.get(paths[n % len(paths)])
            took.append(1000 * (time.perf_counter() - begun))
        return median(took), (self.cpu() - spent) / TIMES

    def cpu(self) -> float:
        """Milliseconds of CPU that the server has taken."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return 1000 * sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> float:
        """The most memory it took, in MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
        most = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        return most / 1024


def measure(record: Path) -> None:
    """Ask the pages of a record, and a bare page, and print what they took."""
    bare = Served("-c", BARE)
    least, _ = bare.milliseconds(["/"])
    bare.end()
    print(f"bare Starlette page: {least:.1f} ms")
    served = Served("-m", "memcon", "serve", str(record), "--port")
    print(f"first page after {served.seconds:.1f} s; again {_again(record):.1f} s")
    told = json.loads(served.get("/relationship.json?order=told"))
    events = [event["url"] for event in told["events"][:5]] + [event["url"] for event in told["newest"]]
    reports = [one["url"] for one in json.loads(served.get("/run.json"))["reports"][:TIMES]]
    pages = {
        "home": ["/"],
        "relationship": [pair["url"] for pair in told["pairs"][:5]],
        "event": events,
        "report": reports,
        "search": [f"/search?q={words}" for words in ("harbour", "person", "railway+visit", "AIU")],
        "promises": ["/promises"],
        "person": [party["url"] for party in json.loads(served.get(f"{events[0]}.json"))["parties"] if party["url"]][
            :2
        ],
    }
    for name, paths in pages.items():
        took, spent = served.milliseconds(paths)
        aim = f", aim {AIMS[name]}" if name in AIMS else ""
        print(f"{name}: {took:.0f} ms, {took / least:.0f} times a bare page; {spent:.0f} CPU-ms{aim}")
    print(f"most memory: {served.end():,.0f} MB")


def _again(record: Path) -> float:
    """Seconds to the first page of a record whose tables are derived."""
    served = Served("-m", "memcon", "serve", str(record), "--port")
    served.end()
    return served.seconds


def main() -> int:
    """Make the record if none is named, and measure its pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--record", type=Path)
    asked = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as folder:
        place = asked.record or Path(folder) / "record"
        if not asked.record:
            make_record(asked.events, place)
        measure(place)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
