"""To read a web archive (WARC): each page that was fetched is one report."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.fields import Fields, make, shown, unread
from memcon.read.html import page
from memcon.read.item import item
from memcon.read.refuse import large

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(file: Path, limits: Limits) -> Iterator[Report]:
    """One report for each page or text that a WARC file holds, and one that counts what else it holds.

    Raises OSError if the file cannot be opened. One that breaks off is read up to there.
    """
    passed: Counter[str] = Counter()
    count = 0
    with file.open("rb") as handle:
        try:
            for count, record in enumerate(_responses(handle), start=1):
                kind, status = (record.http_content_type or "no type").lower(), record.http_headers.status_code
                if status == 200 and kind in (*_PAGES, "text/plain"):
                    yield item(file, count, partial(_report, file, count, record, limits))
                else:
                    passed[kind if status == 200 else f"status {status}"] += 1
        except OSError as why:
            if not count:
                yield unread(file, "failed", f"is no web archive, or a broken one ({why}); fetch it again")
                return
            yield unread(file, "failed", f"breaks off after response {count} ({why}); fetch it again for the rest")
    if not count:
        yield unread(file, "failed", "holds no responses; give a WARC file with the pages that were fetched")
    elif passed:
        told = ", ".join(f"{number} of {kind}" for kind, number in passed.most_common(5))
        yield unread(file, "skipped", f"holds {passed.total()} responses besides that are no pages ({told})")


class _Heard(Struct):
    """A file read by way of Python, where an alarm is heard; the library by itself would hear none."""

    file: BinaryIO

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes."""
        return self.file.read(size)

    def tell(self) -> int:
        """The place of the next byte."""
        return self.file.tell()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place; the new one."""
        return self.file.seek(place, whence)


def _responses(handle: BinaryIO) -> Iterator[Any]:
    """The responses to HTTP requests of a WARC file, packed or not."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 — seldom needed

    for record in ArchiveIterator(_Heard(handle), record_types=WarcRecordType.response, parse_http=True):
        if record.http_headers is not None:
            yield record


def _report(file: Path, number: int, record: Any, limits: Limits) -> Report:
    """The report of one response."""
    path, size = f"{shown(file)}#{number}", record.content_length
    raw = record.reader.read(limits.page + 1)
    if size > limits.page:
        return unread(file, "skipped", large(size, limits.page, "page"), raw=raw, line=number)
    if len(raw) < size:
        return unread(
            file, "failed", f"is cut off ({len(raw):,} of {size:,} bytes); fetch it again", raw=raw, line=number
        )
    fields = Fields(url=record.headers.get("WARC-Target-URI"), fetched=record.headers.get("WARC-Date"))
    if (record.http_content_type or "").lower() in _PAGES:
        return page(raw, file, path, fields)
    text = raw.decode(record.http_charset or "utf-8", "replace")
    return make(text, fields, path=path, place=f"{Path(shown(file)).name} response {number}")
