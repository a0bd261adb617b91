"""To read a page that a browser saved as one file (MHTML): its HTML part, the pictures and styles left out."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from memcon.model import Report
from memcon.read.fields import beside, shown, unread
from memcon.read.html import page
from memcon.read.refuse import large

LARGEST = 50_000_000
"""Bytes of the largest file that is read: pictures come with the page."""


def read_mhtml(file: Path) -> Iterator[Report]:
    """The one report of an MHTML file; raises OSError if unreadable."""
    size = file.stat().st_size
    if size > LARGEST:
        yield unread(file, "skipped", large(size, LARGEST), raw=f"{file.name} {size}".encode(errors="replace"))
        return
    raw = file.read_bytes()
    fields, wrong = beside(file)
    message = message_from_bytes(raw, policy=policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = part.get_payload(decode=True) if part is not None else None
    if wrong or not isinstance(content, bytes):
        yield unread(file, "failed", wrong or "has no HTML part; save the page again, as HTML", raw=raw)
    else:
        fields.url = fields.url or _address(message)
        yield page(content, file, shown(file), fields)


def _address(message: EmailMessage) -> str | None:
    """Where the page was saved from."""
    found = message.get("Snapshot-Content-Location") or message.get("Content-Location")
    return str(found).strip() if found else None
