"""To measure that inputs of a gigabyte cost a row, not the machine: seconds and the most memory of a build of each.

python bench/giant.py [--bytes N]     default: 1,000,000,000; exit 1 when a process takes more than 600 MB
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

AIM = 600
"""Megabytes of the largest process."""
STORY = (
    "El presidente de Chile se reunió en Lima con el ministro de Asuntos Exteriores del Perú, que lo recibió en el"
    " palacio de gobierno y le habló de un tratado que los dos países no han firmado. "
)
"""A text that is read, told and kept, but not coded: coding a gigabyte takes half a day."""
PARAGRAPHS = b"<p>The premier met nobody. </p>\n" * 30_000


def line(file: Path, size: int) -> None:
    """A text of one line."""
    with file.open("wb") as out:
        for _ in range(size // 1_000_000):
            out.write(b"x" * 1_000_000)


def rows(file: Path, size: int) -> None:
    """Reports of a thousand characters, one a line."""
    with file.open("w", encoding="utf-8") as out:
        number = 0
        while out.tell() < size if number % 1000 == 0 else True:
            out.write(json.dumps({"text": f"{number} {STORY * 5}", "outlet": "Diario"}, ensure_ascii=False) + "\n")
            number += 1


def response(file: Path, size: int) -> None:
    """A packed web archive of one page."""
    _warc(file, size, b"text/html")


def picture(file: Path, size: int) -> None:
    """A packed web archive of one response that is no page, and has to be passed over."""
    _warc(file, size, b"image/png")


def packed(file: Path, size: int) -> None:
    """A packed text of one line."""
    with gzip.open(file, "wb", compresslevel=1) as out:
        for _ in range(size // 1_000_000):
            out.write(b"talks in Oslo\n" * 71_000)


def _warc(file: Path, size: int, kind: bytes) -> None:
    """A packed web archive of one response of that size."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n"
    pieces = size // len(PARAGRAPHS)
    length = len(http) + pieces * len(PARAGRAPHS)
    with gzip.open(file, "wb", compresslevel=1) as out:
        out.write(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/1\r\n")
        out.write(b"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http;msgtype=response\r\n")
        out.write(b"Content-Length: %d\r\n\r\n%s" % (length, http))
        for _ in range(pieces):
            out.write(PARAGRAPHS)
        out.write(b"\r\n\r\n")


INPUTS: dict[str, Callable[[Path, int], None]] = {
    "line.txt": line,
    "rows.jsonl": rows,
    "page.warc.gz": response,
    "picture.warc.gz": picture,
    "text.txt.gz": packed,
}


def measured(file: Path, record: Path) -> tuple[float, int]:
    """The seconds of a build in a fresh process, and the megabytes of its largest process."""
    told = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
    told += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    run = "from memcon.show.cli import main; main()"
    begun = time.monotonic()
    command = [sys.executable, "-c", run, "build", str(file), "-o", str(record), "--quiet"]
    done = subprocess.run([sys.executable, "-c", told, *command], capture_output=True, text=True, check=True)
    return time.monotonic() - begun, int(done.stdout) // (1024 if sys.platform != "darwin" else 1 << 20)


def main() -> int:
    """Make each input, build it, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", type=int, default=1_000_000_000)
    parser.add_argument("names", nargs="*", default=list(INPUTS))
    given = parser.parse_args()
    most = 0
    for name in given.names:
        with tempfile.TemporaryDirectory() as work:
            file = Path(work, name)
            INPUTS[name](file, given.bytes)
            seconds, megabytes = measured(file, Path(work, "record"))
            most = max(most, megabytes)
            print(f"{name}: {seconds:.0f} s, {megabytes} MB")
    return 1 if most > AIM else 0


if __name__ == "__main__":
    sys.exit(main())
