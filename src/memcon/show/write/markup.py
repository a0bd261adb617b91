"""To write words of reports into Markdown so that none of them is taken for markup, and properties as YAML."""

import json
import re
from collections.abc import Mapping
from datetime import date

from memcon.show.mark import UNSAFE, Piece, safe

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$=%^&])")
_BEGINNING = re.compile(r"^([-+]|\d{1,9}(?=[.)]))")
"""How a line begins that could be taken for a list or a rule."""
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def inert(text: str | None) -> str:
    """A text on one line in which every character that Markdown, or Obsidian, gives a meaning to stands for itself.

    >>> inert("- a [[b]] <i>c</i> 5 * 3"), inert("1. May")
    ('\\\\- a \\\\[\\\\[b\\\\]\\\\] \\\\<i\\\\>c\\\\</i\\\\> 5 \\\\* 3', '1\\\\. May')
    """
    return _begun(_plain(safe(text).strip()))


def quoted(words: tuple[Piece, ...]) -> str:
    """A sentence as a quotation on one line, its marked clause in bold."""
    line = ""
    for piece in words:
        before, core, after = _edges(safe(piece.words)) if piece.marks else (safe(piece.words), "", "")
        line += _plain(before) + (f"**{_plain(core)}**" if core else "") + _plain(after)
    return f"> {_begun(line.strip())}"


def _plain(text: str) -> str:
    """A text with a backslash before what is markup within a line."""
    return _MARKUP.sub(r"\\\1", text)


def _begun(line: str) -> str:
    """A line with a backslash in what at its beginning is markup."""
    return _BEGINNING.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line)


def _edges(text: str) -> tuple[str, str, str]:
    """A text as what stands before its first letter or digit, up to its last, and behind that: bold has to begin so."""
    found = re.search(r"[^\W_].*[^\W_]|[^\W_]", text, re.DOTALL)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def properties(given: Mapping[str, object]) -> str:
    """Properties as the front matter of a note: YAML, every text in quotation marks; what is empty is left out."""
    lines = [f"{name}:{_value(value)}" for name, value in given.items() if value not in (None, "", [], ())]
    return "\n".join(["---", *lines, "---", ""])


def _value(value: object) -> str:
    """A value with the space or the line break before it."""
    if isinstance(value, (int, float, date)):
        return f" {value}"
    if isinstance(value, (list, tuple)):
        return "".join(f"\n  -{_value(one)}" for one in value)
    told = json.dumps(UNSAFE.sub("\ufffd", str(value)), ensure_ascii=False)
    return " " + _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", told)
