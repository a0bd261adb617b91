"""To turn a page's bytes into characters: by its own words where they hold, else by what the bytes look like."""

import codecs
import re

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = {
    "UTF-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "UTF-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    "UTF-7": (b"+/v8", b"+/v9", b"+/v+", b"+/v/"),
}
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # what calls itself Latin-1 on the web is Windows-1252
_HEAD = 4096


def wrong_mark(raw: bytes) -> str | None:
    """What a text file's byte-order mark says it is, where that is not UTF-8: the problem to tell."""
    name = next((name for name, marks in _WIDE.items() if raw.startswith(marks)), None)
    return name and f"is {name} by its byte-order mark; save it as UTF-8 text"


def decode(raw: bytes, said: str | None = None) -> str | None:
    """The characters of a page; None where no encoding fits, or it holds NULs and is no text.

    A byte-order mark decides; then UTF-8, which other encodings hardly ever look like; then the encoding that is `said`
    outside the page; then what the page declares.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _as(raw[len(mark) :], name)
    return _as(raw, "utf-8") or _as(raw, _codec(said)) or _as(raw, _codec(_declared(raw))) or _guessed(raw)


def _declared(raw: bytes) -> str | None:
    """The encoding that the head of a page names."""
    found = _DECLARED.search(raw[:_HEAD])
    return found.group(1).decode("ascii", "replace") if found else None


def _codec(said: str | None) -> str | None:
    """The codec of an encoding's name; None for none or an unknown one."""
    try:
        name = codecs.lookup(said).name if said else None
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS.get(name or "", name)


def _as(raw: bytes, name: str | None) -> str | None:
    """The characters if the bytes are sound in a codec."""
    try:
        text = raw.decode(name) if name else ""
    except (UnicodeDecodeError, LookupError):
        return None
    return text if text and "\0" not in text else None


def _guessed(raw: bytes) -> str | None:
    """The characters in the encoding that the bytes are most like."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 — rarely needed

    best = from_bytes(raw[:200_000]).best()
    return _as(raw, best.encoding) if best else None
