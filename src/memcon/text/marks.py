"""Text to the stretches between its quotation marks, whatever the marks and however many paragraphs they run over."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from memcon.text.paragraphs import Paragraph, paragraphs

Stretch = tuple[int, int]

MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‹›'`]")
CLOSES = {
    "“": ("”", '"', "''"),
    "„": ("“", "”", '"'),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    "``": ("''", '"', "``"),
    '"': ('"', "”", "''"),
    "''": ("''", '"', "”"),
    "”": ("”", '"'),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
    "`": ("'", "’", "`"),
    "‹": ("›",),
}
STRAIGHT = frozenset({'"', "''", "”"})
SINGLE = frozenset({"‘", "’", "‚", "'", "`", "‹", "›"})
ELISION = re.compile(r"['‘](?:\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n['’])", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
BEFORE_OPENING = frozenset("([{—–-/:\"“„«‘'… ")
LONGEST_SINGLE = 1500  # characters; a single mark may be an apostrophe, and its pair is not sought far


class Mark(Struct, frozen=True):
    """A mark with its characters, and whether what stands around it lets it open or close a quotation."""

    start: int
    end: int
    sign: str
    may_open: bool
    may_close: bool


class Piece(Struct, frozen=True):
    """A stretch between marks of the `paragraph`-th paragraph.

    `is_open`: no mark closed it. `leads`: it begins the paragraph; it may go on with what the last one left open.
    `is_marked`: a mark opened it.
    """

    start: int
    end: int
    paragraph: int
    is_open: bool = False
    leads: bool = False
    is_marked: bool = True


def quoted(text: str) -> tuple[tuple[Stretch, ...], ...]:
    """The utterances of a text in order, each its stretches without marks; one that runs over paragraphs has several.

    >>> quoted('He said: “Yes, we agree.” Then he left.')
    (((10, 24),),)
    """
    found = [piece for at, p in enumerate(paragraphs(text)) for piece in _pieces(text, p, at)]
    return tuple(tuple(parts) for parts in _join(text, found) if parts)


def _pieces(text: str, paragraph: Paragraph, number: int) -> Iterator[Piece]:
    """The stretches of one paragraph in order; marks within a quotation stay inside."""
    marks = list(_marks(text, paragraph))
    left = _left(marks)
    at = 0
    while at < len(marks):
        mark = marks[at]
        leads = mark.start == paragraph.start
        if not mark.may_open:
            if at == 0 and mark.may_close and mark.sign not in SINGLE:
                yield Piece(paragraph.start, mark.start, number, leads=True, is_marked=False)
            at += 1
        elif mark.sign in SINGLE:
            close = _single_close(text, marks, at)
            if close is not None:
                yield Piece(mark.end, marks[close].start, number, leads=leads)
            elif leads and mark.sign == "‘":
                yield Piece(mark.end, paragraph.end, number, is_open=True, leads=True)
            at = at + 1 if close is None else close + 1
        else:
            stop, is_closed = _double_close(marks, at, left)
            end = marks[stop].start if stop < len(marks) else paragraph.end
            inside = text[mark.end : end].rstrip()
            if inside:
                yield Piece(mark.end, mark.end + len(inside), number, is_open=not is_closed, leads=leads)
            at = stop + 1 if is_closed else stop


def _marks(text: str, paragraph: Paragraph) -> Iterator[Mark]:
    """The marks of a paragraph; apostrophes within words are none."""
    for found in MARK.finditer(text, paragraph.start, paragraph.end):
        start, end, sign = found.start(), found.end(), found.group()
        before = text[start - 1 : start] if start > paragraph.start else " "
        after = text[end : end + 1] if end < paragraph.end else " "
        if sign in SINGLE and before.isalnum() and after.isalnum():
            continue
        starts = before.isspace() or before in BEFORE_OPENING
        closes = not before.isspace() and not after.isalnum()
        if sign in SINGLE:
            opens = sign not in "’›" and starts and (after.isalnum() or after in '[("“«…$£€')
            opens = opens and not ELISION.match(text, start)
        elif sign in STRAIGHT or sign == "»":
            opens = (starts or not closes) and after not in ",.;:!?" and end < paragraph.end
        else:
            opens = not (sign in ("“", "``") and closes and not starts)
        yield Mark(start, end, sign, opens, closes or sign in ("”", "»"))


def _left(marks: Sequence[Mark]) -> tuple[tuple[int, int, int], ...]:
    """For each mark, from it on: how many “ open, how many ” or straight ones may close, how many are straight."""
    out, opening, closing, straight = [], 0, 0, 0
    for mark in reversed(marks):
        opening += mark.sign == "“" and mark.may_open
        closing += mark.sign == "”" or (mark.sign == "“" and not mark.may_open)
        straight += mark.sign in ('"', "''")
        out.append((opening, closing, straight))
    return tuple(reversed(out))


def _double_close(marks: Sequence[Mark], at: int, left: Sequence[tuple[int, int, int]]) -> tuple[int, bool]:
    """Where a double mark is closed; with False, the opening mark (or paragraph's end) before which it was not."""
    sign, depth = marks[at].sign, 1
    for i in range(at + 1, len(marks)):
        mark = marks[i]
        opening, closing, straight = left[i]
        if sign == '"' and mark.sign == '"':
            if straight % 2 == 0 and mark.may_open and not mark.may_close:
                return i, False  # a mark is missing, and this one opens
            return i, True
        if mark.sign == sign == "“" and mark.may_open:
            if closing <= opening:
                return i, False
            depth += 1
        elif (mark.sign in CLOSES.get(sign, ()) and mark.may_close) or (mark.sign == sign == "“"):
            depth -= 1
            if depth == 0:
                return i, True
    return len(marks), False


def _single_close(text: str, marks: Sequence[Mark], at: int) -> int | None:
    """Where a single mark is closed, None if nowhere near; a plural's apostrophe closes where nothing else does."""
    opener, held = marks[at], None
    for i in range(at + 1, min(at + 40, len(marks))):
        mark = marks[i]
        if mark.sign not in SINGLE:
            continue
        if mark.start - opener.end > LONGEST_SINGLE or (mark.may_open and not mark.may_close):
            break
        if mark.sign not in CLOSES[opener.sign] or not mark.may_close or mark.start < opener.end + 2:
            continue
        inside = sum(m.sign not in SINGLE for m in marks[at + 1 : i])
        if inside % 2:
            continue
        held = i
        if not (text[mark.start - 1] == "s" and text[mark.end : mark.end + 1] == " "):
            break
    return held


def _join(text: str, found: Sequence[Piece]) -> Iterator[list[Stretch]]:
    """Stretches that one opening mark a paragraph ties together as one utterance."""
    held: list[Stretch] = []
    last: Piece | None = None
    for piece in found:
        if last is not None and last.is_open and piece.leads and piece.paragraph == last.paragraph + 1:
            held.append((piece.start, piece.end))
        elif piece.is_marked:
            yield _cut(text, held, last)
            held = [(piece.start, piece.end)]
        else:
            continue
        last = piece
    yield _cut(text, held, last)


def _cut(text: str, held: list[Stretch], last: Piece | None) -> list[Stretch]:
    """The stretches; a last one that nothing closes within a paragraph ends with its sentence."""
    if (
        last is None
        or not last.is_open
        or last.leads
        or text[max(0, last.start - 4) : last.start - 1].rstrip()[-1:] in (":", ",")
    ):
        return held
    start, end = held[-1]
    stop = SENTENCE_END.search(text, start, end)
    return [*held[:-1], (start, stop.end() if stop else end)]
