"""To tell an archive's export from a page, where both are saved as HTML."""

from collections.abc import Iterator
from pathlib import Path

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.decode import decode
from memcon.read.document import export
from memcon.read.html import read_html
from memcon.read.markup import words_of
from memcon.read.whole import whole

_MARKS = (b"End of Document", b" DOCUMENTS", b"Factiva", b">Document ")
"""What the source of every export holds, and few pages do: those are then read as pages."""


def read_saved(file: Path, limits: Limits) -> Iterator[Report]:
    """The reports of an HTML file: the articles of an export, else the one of a page; raises TooLarge, OSError."""
    raw = whole(file, limits)
    markup = decode(raw) if any(mark in raw for mark in _MARKS) else None
    reports = list(export(words_of(markup).split("\n"), file)) if markup else []
    yield from reports or read_html(file, limits)
