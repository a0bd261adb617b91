"""To cut a text around spans: the sentence they stand in, and its pieces with the spans that cover each."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Lt\.))[.!?…]"  # no end after an initial or a title
    r"[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\da-z_])|\n"
)
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that steer a terminal, or turn the direction of what follows."""


class Piece(Struct, frozen=True):
    """Words with the names of all that covers them."""

    words: str
    marks: tuple[str, ...]


def safe(text: str | None) -> str:
    """A text on one line that cannot steer a terminal: its control and direction characters become U+FFFD."""
    return UNSAFE.sub("�", re.sub(r"[\s\u2028\u2029]+", " ", text or ""))


def sentence(text: str, start: int, end: int, *, longest: int = 600) -> tuple[int, int]:
    """The characters of the sentence(s) that hold `[start, end)`, cut to some `longest` around it."""
    before = [match.end() for match in _END.finditer(text, max(0, start - longest), end) if match.end() <= start]
    left = before[-1] if before else max(0, start - longest)
    after = _END.search(text, max(start, end - 1), min(len(text), end + longest))
    right = after.end() if after else min(len(text), end + longest)
    return left, max(end, left + len(text[left:right].rstrip()))


def pieces(text: str, within: tuple[int, int], spans: Sequence[tuple[int, int, str]]) -> list[Piece]:
    """The text `within` two offsets, cut at every end of a span; spans (start, end, name) may nest and cross.

    >>> pieces("Berg met Rojas", (0, 14), [(0, 4, "who"), (0, 8, "cue")])
    [Piece(words='Berg', marks=('who', 'cue')), Piece(words=' met', marks=('cue',)), Piece(words=' Rojas', marks=())]
    """
    first, last = within
    cuts = {first, last} | {at for start, end, _ in spans for at in (start, end) if first < at < last}
    ordered = sorted(cuts)
    return [
        Piece(text[a:b], tuple(name for start, end, name in spans if start <= a and b <= end))
        for a, b in pairwise(ordered)
    ]
