"""To read a saved HTML file: an archive's export, article by article, or a page."""

from collections.abc import Iterator
from pathlib import Path

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.decode import decode
from memcon.read.document import export
from memcon.read.fields import beside, shown, unread
from memcon.read.html import page
from memcon.read.markup import words_of
from memcon.read.whole import hold, whole

_MARKS = (b"End of Document", b" DOCUMENTS", b"Factiva", b">Document ")
"""What the source of every export holds, and few pages do: those are then read as pages."""


def read_saved(file: Path, limits: Limits) -> Iterator[Report]:
    """The reports of an HTML file: the articles of an export, else the one of a page; raises TooLarge, OSError.

    `FILE.meta.json` beside a page outdoes what it says of itself.
    """
    raw = whole(file, limits)
    markup = decode(raw) if any(mark in raw for mark in _MARKS) else None
    reports = list(export(words_of(markup).split("\n"), file)) if markup else []
    if reports:
        yield from reports
        return
    hold(len(raw), limits, "page")
    fields, problem = beside(file)
    yield unread(file, "failed", problem, raw=raw) if problem else page(raw, file, shown(file), fields)
