"""To say which texts memcon does not code, and what to do about each."""

import re

from memcon.limits import Limits

HALF_PAIR = "holds half a surrogate pair, which is no character; write the text again as UTF-8"

_SURROGATE = re.compile("[\ud800-\udfff]")
_OPENING = re.compile(r"\s*(?:<\?xml\b|<!doctype\b|<html\b|<head\b|<body\b)", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:p|div|span|a|td|tr|li|ul|h[1-6]|script|style|em|strong|b|i)\s*>", re.IGNORECASE)


def refusal(text: str) -> tuple[str, str] | None:
    """The outcome and the problem of a text that is not to be coded; None for one that is."""
    if not text.strip():
        return "failed", "holds no text; remove it, or give the report's words"
    if not any(map(str.isalpha, text)):
        return "failed", "holds no words, only signs; remove it, or give the report's words"
    if "\0" in text:
        return "failed", "holds NUL characters, so it is UTF-16 or no text at all; save it as UTF-8 text"
    if _SURROGATE.search(text):
        return "failed", HALF_PAIR
    if _is_html(text):
        return "skipped", "is HTML, not text; give it the ending .html, or the article's words alone"
    return None


def too_long(size: str, limits: Limits) -> str:
    """The problem of a text that is over-long; `size` tells its length with the unit."""
    return (
        f"is too long ({size}, at most {limits.text:,} characters are coded); give each report a file or line of its"
        " own, or more room: --limit text=N"
    )


def large(size: int, most: int, name: str) -> str:
    """The problem of what is too large to be read, in bytes; `name` is that of the limit."""
    return (
        f"is too large ({size:,} bytes, at most {most:,} are read); save the report's words alone, or give it more"
        f" room: --limit {name}=N"
    )


def _is_html(text: str) -> bool:
    """Whether a text is a page's source: it opens as one, or has a closing tag in every 500 characters."""
    return bool(_OPENING.match(text)) or len(_CLOSING.findall(text)) > max(2, len(text) // 500)
