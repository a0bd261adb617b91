"""To read saved mail: the words of each mail are one report, each file attached to it is read as one of its own."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from memcon.limits import Limits
from memcon.model import UNKNOWN, Clue, Report, When
from memcon.read.decode import decode
from memcon.read.enclosed import Enclosed
from memcon.read.fields import Fields, beside, make, shown, unread
from memcon.read.html import page
from memcon.read.markup import unframed, words_of
from memcon.read.refuse import large
from memcon.read.whole import whole

MOST_LINES = 1_000_000
"""Lines of the longest mail that is read; 50 MB of attached files have 650,000."""

MOST_PARTS = 10_000
"""Lines of a mail that may open a part of it: each costs a tenth of a millisecond."""

_LONGEST_HEADER = 8_000  # characters; the parser of headers takes seven seconds for 100,000
_AS_SENT = policy.default.clone(refold_source="none")
_EARLIEST = date(1900, 1, 1)
_USUAL = ("From", "Date", "Subject", "Received", "Message-ID", "MIME-Version", "Content-Type")
_SENTENCE = 80
_WHOLE = 0.8  # a newsletter tells several stories, of which an article's extractor may keep one
_LISTS = ("List-Id", "List-Unsubscribe", "List-Post", "Mailing-List", "X-Mailing-List")
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_ASIDE = re.compile(
    r"(?:image|audio|video|font)/|text/(?:calendar|css|x-vcard|vcard|directory|x-amp-html|enriched|rfc822-headers)$"
    r"|message/(?:delivery-status|disposition-notification)$|application/(?:pgp-|x-pkcs7-|pkcs7-)"
)
"""What comes with mails and is no report: pictures in the text, signatures, invitations, notes of delivery."""

_ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "message/rfc822": ".eml",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
}


class _Unfit(Exception):  # noqa: N818 — read as a sentence: "raises _Unfit"
    """A mail is not to be read, and why."""


class _Parts(Struct):
    """The parts of a mail: its own words, as HTML and as plain text, and the files attached to it."""

    pages: list[EmailMessage]
    plains: list[EmailMessage]
    files: list[EmailMessage]


def read_mail(file: Path, limits: Limits) -> Iterator[Report | Enclosed]:
    """The report of a mail file, its metadata file outdoing it, and what is attached; raises TooLarge, OSError."""
    raw = whole(file, limits)
    fields, wrong = beside(file)
    if wrong:
        yield unread(file, "failed", wrong, raw=raw)
    else:
        yield from mail(raw, Path(shown(file)), fields, limits)


def mail(raw: bytes, path: Path, fields: Fields, limits: Limits) -> Iterator[Report | Enclosed]:
    """The report of one mail's bytes and the files attached to it; `path` names it, `fields` are given from outside."""
    try:
        message = _parsed(raw)
        day, parts = _day(_header(message, "Date")), _parts(message)
        held = [Enclosed(name, f"{path}#{name}", raw, _by(day)) for name, raw in _attached(parts)]
        told = _told(message, day, fields)
        report = _report(parts, path, told, limits) if parts.pages or parts.plains or not held else None
    except Exception as why:  # the parser of mail meets whatever is sent; what it fails on costs this mail
        unfit = isinstance(why, _Unfit)
        problem = str(why) if unfit else f"cannot be read ({type(why).__name__}); give its words as text"
        yield unread(path, "failed", problem, raw=raw)
        return
    if report:
        yield replace(report, published=_by(day)) if report.published == UNKNOWN else report
    yield from held


def _parsed(raw: bytes) -> EmailMessage:
    """A mail's headers and parts; raises _Unfit where it is none, or is not to be read."""
    if raw.count(b"\n") > MOST_LINES or raw.count(b"\n--") > MOST_PARTS:
        raise _Unfit(f"has more than {MOST_LINES:,} lines or {MOST_PARTS:,} parts; save its attachments by themselves")
    message = message_from_bytes(raw.removeprefix(BOM_UTF8).lstrip(b"\r\n"), policy=policy.default)
    if not any(name in message for name in _USUAL):
        raise _Unfit("is no mail, it begins without a mail's headers; save it again as .eml")
    if message.get_content_type() in _SEALED:
        raise _Unfit("is encrypted; open it in the mail program that can, and save its words as text")
    return message


def _told(message: EmailMessage, day: date | None, fields: Fields) -> Fields:
    """What a mail says of itself where nothing is given from outside.

    What is sent to the readers of a list is published by being sent: its day is the mail's, its outlet the sender's
    name. Any other mail may pass on what is older, by nobody knows whom.
    """
    listed = any(name in message for name in _LISTS) or _header(message, "Precedence").lower() in ("bulk", "list")
    sender = parseaddr(_header(message, "From"))[0] if listed else None
    return Fields(
        id=fields.id,
        title=fields.title or _header(message, "Subject") or None,
        outlet=fields.outlet or sender,
        author=fields.author,
        url=fields.url,
        language=fields.language,
        published=fields.published or (day.isoformat() if day and listed else None),
        fetched=fields.fetched,
    )


def _by(day: date | None) -> When:
    """The days up to the one a mail was sent on: what it holds was written by then."""
    if day is None:
        return UNKNOWN
    return When(None, day, "given", (Clue("mail sent", day.isoformat(), None, None, ((_EARLIEST, day),), 3),))


def _header(message: EmailMessage, name: str) -> str:
    """The words of a header in one line; empty where it has none, or is longer than any that a person wrote."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    words = str(message.get(name, "")) if len(raw) <= _LONGEST_HEADER else ""
    return " ".join(words.encode("utf-8", "replace").decode().split())


def _day(words: str) -> date | None:
    """The day of a mail's date, where it was sent; None where it cannot be read."""
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parts(message: EmailMessage) -> _Parts:
    """The parts of a mail, those within parts included, those of a mail in the mail left to it."""
    found = _Parts([], [], [])
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        kind, attached = part.get_content_type(), part.get_content_disposition() == "attachment"
        if part.get_content_maintype() == "multipart":
            waiting = [*part.iter_parts(), *waiting]  # type: ignore[list-item]
        elif kind == "message/rfc822" or attached or (part.get_filename() and not _ASIDE.match(kind)):
            found.files.append(part)
        elif kind in ("text/html", "text/plain"):
            (found.pages if kind == "text/html" else found.plains).append(part)
        elif not _ASIDE.match(kind):
            found.files.append(part)
    return found


def _attached(parts: _Parts) -> list[tuple[str, bytes]]:
    """Name and bytes of each attached file; one that has its name from another is told apart by its number."""
    found: dict[str, bytes] = {}
    for number, part in enumerate(parts.files, start=1):
        name = _name(part, number)
        found[f"{number}-{name}" if name in found else name] = _content(part)
    return list(found.items())


def _name(part: EmailMessage, number: int) -> str:
    """The name of an attached file: its own, without folders, else its number with the ending of its kind."""
    words = re.split(r"[\\/]", part.get_filename() or "")[-1]
    name = "".join(char for char in words.encode("utf-8", "replace").decode() if char.isprintable()).strip(" .")[-120:]
    ending = _ENDINGS.get(part.get_content_type(), "")
    if part.get_content_type() == "message/rfc822":
        return f"{number}.eml"
    return name if "." in name else f"{name or number}{ending}"


def _content(part: EmailMessage) -> bytes:
    """The bytes of a part as they were before they were packed for sending."""
    if part.get_content_type() == "message/rfc822":
        held = part.get_payload()
        return held[0].as_bytes(policy=_AS_SENT) if isinstance(held, list) and held else b""  # type: ignore[union-attr]
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _words(part: EmailMessage) -> str:
    """The characters of a part, line ends as in a text file."""
    raw = _content(part)
    text = decode(raw, part.get_content_charset()) or raw.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _report(parts: _Parts, path: Path, fields: Fields, limits: Limits) -> Report:
    """The report of a mail's own words: of its article, else of all words on its page, else of its plain text."""
    text = ""
    with suppress(ValueError):
        markup = unframed("\n".join(map(_words, parts.pages)))
        if len(markup) > limits.page:
            raise _Unfit(large(len(markup), limits.page, "page"))
        article = page(markup.encode("utf-8", "replace"), path, str(path), fields)
        text = words_of(markup)
        if article.text and len(article.text) >= _WHOLE * len(_prose(text)):
            return article
    plain = "\n\n".join(filter(None, (_words(part).strip("\n") for part in parts.plains)))
    return make(text or plain, fields, path=str(path), place=path.name)


def _prose(text: str) -> str:
    """The paragraphs of a text that are long enough to be told sentences, not links or a footer's address."""
    return "\n".join(line for line in text.splitlines() if len(line) > _SENTENCE)
