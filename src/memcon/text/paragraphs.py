"""To cut a text into paragraphs, whether its lines are paragraphs or a wire's narrow columns."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]*]*$")
CLOSED = re.compile(r"[.!?…][\"”’')\]*]*$")
WIDEST_COLUMN = 110  # characters; teleprinter and mail columns are 60–80 wide
FEWEST_LINES = 4  # fewer adjoining lines do not show how a text is set


class Paragraph(Struct, frozen=True):
    """Characters `[start, end)` of a paragraph without the space around it, and how many line breaks precede it."""

    start: int
    end: int
    breaks: int


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in order: its lines, or runs of lines where the text is set in narrow columns."""
    lines = _lines(text)
    if not _is_wrapped(text, lines):
        return tuple(line.paragraph for line in lines)
    return tuple(_joined(text, lines))


class _Line(Struct, frozen=True):
    """A line that holds anything but white space, with its indent in characters."""

    paragraph: Paragraph
    indent: int


def _lines(text: str) -> list[_Line]:
    """The lines of a text that are not blank."""
    lines: list[_Line] = []
    last = 0
    for found in LINE.finditer(text):
        words = found.group().strip()
        if words:
            start = text.index(words[0], found.start())
            breaks = text.count("\n", last, start) or int(bool(lines))
            lines.append(_Line(Paragraph(start, start + len(words), breaks), start - found.start()))
            last = start + len(words)
    return lines


def _is_wrapped(text: str, lines: Sequence[_Line]) -> bool:
    """Whether most adjoining lines run on into the next, none of them wider than a column."""
    pairs = [(a.paragraph, b.paragraph) for a, b in pairwise(lines) if b.paragraph.breaks == 1]
    if len(pairs) < FEWEST_LINES or max(p.end - p.start for p, _ in pairs) > WIDEST_COLUMN:
        return False
    running = sum(not SENTENCE_END.search(text, max(a.start, a.end - 6), a.end) for a, _ in pairs)
    return running * 2 > len(pairs) and median(a.end - a.start for a, _ in pairs) >= 40


def _joined(text: str, lines: Sequence[_Line]) -> list[Paragraph]:
    """Paragraphs made of adjoining lines; a blank line, an indent or a short closed line parts them."""
    width = median(line.paragraph.end - line.paragraph.start for line in lines)
    usual = min(line.indent for line in lines)
    made: list[Paragraph] = []
    for at, line in enumerate(lines):
        now = line.paragraph
        opens = not made or now.breaks > 1 or line.indent > max(usual + 1, lines[at - 1].indent)
        if opens or _is_short_end(text, lines[at - 1].paragraph, width=width):
            made.append(now)
        else:
            made[-1] = Paragraph(made[-1].start, now.end, made[-1].breaks)
    return made


def _is_short_end(text: str, line: Paragraph, *, width: float) -> bool:
    """Whether a line ends a paragraph by closing a sentence well before the column's edge."""
    return line.end - line.start < 0.75 * width and bool(CLOSED.search(text, max(line.start, line.end - 6), line.end))
