"""To read a PDF that holds text: its lines are listed by a process of its own, and made paragraphs here."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from memcon.limits import Limits, longer
from memcon.model import Report
from memcon.read import pdf_lines
from memcon.read.document import document
from memcon.read.fields import beside, unread
from memcon.read.flow import Page, paragraphs
from memcon.read.refuse import large
from memcon.read.whole import TooLarge

MOST_MEMORY = 600_000_000
"""Bytes that the process which lists a file's lines may take."""

_TOLD = {
    "password": "is encrypted; save it without a password, then build again",
    "damaged": "is damaged or no PDF; open it and print it to a PDF again",
    "dead": f"cannot be read in {MOST_MEMORY:,} bytes of memory; print it to a PDF again, or save its words as text",
    "scanned": "holds pictures of pages and no text; run it through text recognition (OCR), then build again",
    "garbled": "has type without characters to it; run it through text recognition (OCR), then build again",
}
_HEAD = 1024  # bytes among which every PDF calls itself one
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]")


def read_pdf(file: Path, limits: Limits) -> Iterator[Report]:
    """The reports of a PDF, one for each article where it is an archive's export; raises TooLarge, OSError."""
    size = file.stat().st_size
    if size > limits.size:
        raise TooLarge(large(size, limits.size, "size"))
    fields, wrong = beside(file)
    found = wrong or _pages(file, limits)
    if isinstance(found, str):
        yield unread(file, "failed", found)
        return
    blank = sum(not page.lines for page in found)
    told = f"{file.name}: {blank} of {len(found)} pages are pictures without text and are not read" if blank else None
    for report in document(paragraphs(found), file, fields):
        yield replace(report, problem=report.problem or told)


def _pages(file: Path, limits: Limits) -> list[Page] | str:
    """The pages of a file with their lines; what to do about it, where it has none that can be read."""
    with file.open("rb") as handle:
        if b"%PDF-" not in handle.read(_HEAD):
            return _TOLD["damaged"]
    command = [sys.executable, "-I", str(Path(pdf_lines.__file__)), str(file.absolute()), str(MOST_MEMORY)]
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return longer(limits.seconds)
    told = [msgspec.json.decode(line, type=Page | str) for line in done.stdout.splitlines()]
    problem = next((page for page in told if isinstance(page, str)), "dead" if done.returncode else None)
    pages = [page for page in told if isinstance(page, Page)]
    words = "".join(line.words for page in pages for line in page.lines)
    if not problem and not words:
        problem = "scanned"
    if not problem and len(_GARBLED.findall(words)) > len(words) / 10:
        problem = "garbled"
    return _TOLD[problem] if problem else pages
