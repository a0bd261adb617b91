"""Report to Page: sections by role, in order and without gaps, and the datelines; no tokens yet."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from memcon.model import Page, Report, Section, Span
from memcon.text.background import background
from memcon.text.captions import caption_end, glued_end
from memcon.text.datelines import dateline
from memcon.text.furniture import injected, is_furniture, page_ends, story_lists, tail_start
from memcon.text.headline import head
from memcon.text.paragraphs import Paragraph, paragraphs
from memcon.text.questions import question_blocks
from memcon.text.words import PageWords, page_words


class _Piece(Struct, frozen=True):
    """A stretch `[start, end)` of one role within a paragraph."""

    start: int
    end: int
    role: str


def divide(report: Report) -> Page:
    """A report's page with sections that cover the whole text in order, and datelines; an empty text has no sections.

    Any text at all divides. Roles are headline, body, background, questions, caption and furniture; neighbouring
    paragraphs of one role are one section. A paragraph is called furniture, caption or background only on a clear sign.
    """
    words = page_words()
    found = paragraphs(report.text)
    roles = _roles(report, found, words)
    pieces = [piece for at, p in enumerate(found) for piece in _pieces(report.text, p, roles[at], words=words)]
    return Page(report, tuple(_sections(pieces, len(report.text))), datelines=tuple(_datelines(report, pieces, words)))


def _roles(report: Report, found: Sequence[Paragraph], words: PageWords) -> list[str]:
    """The role of each paragraph; what stands above the article is judged first, the page's end last."""
    text = report.text
    above = head(text, report.title, found, words).roles
    roles = [*above, *["body"] * (len(found) - len(above))]
    first = len(above)
    for at in background(report, found, words):
        if at >= first:
            roles[at] = "background"
    for left, right in question_blocks(text, found[first:], words):
        roles[first + left : first + right] = ["questions"] * (right - left)
    for at in range(first, len(found)):
        if is_furniture(text[found[at].start : min(found[at].end, found[at].start + 1000)], words):
            roles[at] = "furniture"
    for at in (*page_ends(text, found, words), *story_lists(text, found, words), *injected(text, found)):
        if at >= first:
            roles[at] = "furniture"
    return roles


def _pieces(text: str, paragraph: Paragraph, role: str, *, words: PageWords) -> Iterator[_Piece]:
    """A paragraph as pieces: a caption cut off its beginning, small print cut off its end."""
    start, end = paragraph.start, paragraph.end
    if role not in ("body", "background"):
        yield _Piece(start, end, role)
        return
    caption = caption_end(text, start, end, words) or glued_end(text, start, end)
    if caption:
        yield _Piece(start, caption, "caption")
        start = caption
    tail = tail_start(text, start, end, words) if start < end else None
    if start < (tail or end):
        yield _Piece(start, tail or end, role)
    if tail:
        yield _Piece(tail, end, "furniture")


def _sections(pieces: Sequence[_Piece], length: int) -> Iterator[Section]:
    """Sections made of neighbouring pieces of one role; each reaches to the beginning of the next."""
    if not pieces:
        if length:
            yield Section(0, length, "furniture")
        return
    firsts = [pieces[0], *(b for a, b in pairwise(pieces) if a.role != b.role)]
    starts = [0, *(piece.start for piece in firsts[1:]), length]
    for piece, start, end in zip(firsts, starts[:-1], starts[1:], strict=True):
        yield Section(start, end, piece.role)


def _datelines(report: Report, pieces: Sequence[_Piece], words: PageWords) -> Iterator[Span]:
    """The stretches that open paragraphs of the article with place, day or agency."""
    for at, piece in enumerate(pieces):
        end = dateline(report.text, piece.start, piece.end, words) if piece.role != "questions" else None
        if end is not None and not _is_speaker(report.text, pieces, at, end):
            yield Span(report.id, piece.start, end)


def _is_speaker(text: str, pieces: Sequence[_Piece], at: int, end: int) -> bool:
    """Whether a supposed dateline with a colon is a speaker's label: below the first paragraph, or repeated."""
    label = text[pieces[at].start : end]
    if not label.endswith(":") or any(c.isdigit() or c == "(" for c in label):
        return False
    return any(p.role == "body" for p in pieces[:at]) or text.count(f"\n{label}", end) > 0
