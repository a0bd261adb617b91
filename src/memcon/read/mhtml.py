"""To read a page that a browser saved as one file (MHTML): its HTML part, the pictures and styles left out."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.fields import beside, shown, unread
from memcon.read.html import page
from memcon.read.whole import whole


def read_mhtml(file: Path, limits: Limits) -> Iterator[Report]:
    """The one report of an MHTML file; raises TooLarge, OSError."""
    raw = whole(file, limits)
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
