"""To tell by its first bytes what kind of file an input is, where no name says so."""

import bz2
import codecs
import lzma
import re
import zlib
from collections.abc import Callable
from contextlib import suppress

HEAD = 65_536
"""Bytes that are looked at."""

_OUT = 8192  # bytes that are unpacked of a packed file
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|p|div|article|h1)\b", re.IGNORECASE)
_HEADERS = re.compile(
    rb"(?:From|To|Date|Subject|Received|MIME-Version|Message-ID|Return-Path|Delivered-To|X-[\w-]+):", re.IGNORECASE
)
_MARKS = (
    (b"PK\3\4", ".zip"),
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0", ".docx"),  # an old Word document, which the reader of the new ones refuses with the reason
    (b"WARC/", ".warc"),
    (b"From ", ".mbox"),
)


def ending(head: bytes) -> str:
    """The ending of what a file begins with, `.txt` where it looks like nothing else; of a packed file both endings.

    >>> ending(b'{"text": "Talks"}')
    '.jsonl'
    """
    for mark, packing, opener in _PACKINGS:
        if head.startswith(mark):
            inner = ending(_unpacked(head, opener))
            return ".warc.gz" if (inner, packing) == (".warc", ".gz") else inner + packing
    if head[257:262] == b"ustar":
        return ".tar"
    found = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if found == ".zip" and b"word/" in head:
        return ".docx"
    return found or _text(head.removeprefix(codecs.BOM_UTF8).lstrip())


def _text(head: bytes) -> str:
    """The ending of a text."""
    if head.startswith(b"{"):
        return ".jsonl"
    if head.startswith(b"<") and (_FEED.search(head[:4096]) or (head.startswith(b"<?xml") and not _PAGE.search(head))):
        return ".rss"
    if head.startswith(b"<") and _PAGE.search(head):
        return ".html"
    if _HEADERS.match(head):
        return ".mhtml" if b"multipart/related" in head[:4096] else ".eml"
    return ".md" if head.startswith((b"---\n", b"---\r\n", b"+++\n", b"# ")) else ".txt"


def _unpacked(head: bytes, opener: Callable[[], Callable[[bytes], bytes]]) -> bytes:
    """The first bytes of what is packed; none where it is broken."""
    with suppress(Exception):  # libraries of packings meet whatever users have
        return opener()(head)
    return b""


def _zstandard() -> Callable[[bytes], bytes]:
    """What unpacks the first bytes of a Zstandard file."""
    import zstandard  # noqa: PLC0415 — seldom needed

    return lambda head: zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj().decompress(head[:2048])


_PACKINGS: tuple[tuple[bytes, str, Callable[[], Callable[[bytes], bytes]]], ...] = (
    (b"\x1f\x8b", ".gz", lambda: lambda head: zlib.decompressobj(31).decompress(head, _OUT)),
    (b"BZh", ".bz2", lambda: lambda head: bz2.BZ2Decompressor().decompress(head, _OUT)),
    (b"\xfd7zXZ\0", ".xz", lambda: lambda head: lzma.LZMADecompressor().decompress(head, _OUT)),
    (b"\x28\xb5\x2f\xfd", ".zst", _zstandard),
)
