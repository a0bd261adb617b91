"""To make paragraphs of the lines that stand on printed pages: no page numbers, no running heads, no broken words."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct


class Line(Struct, frozen=True, array_like=True):
    """A line of a page: its words, where it begins and ends, its base lines (two where a hyphen joins two), its size.

    Points from the lower left corner of the page.
    """

    words: str
    left: float
    right: float
    upper: float
    lower: float
    size: float


class Page(Struct, frozen=True, array_like=True):
    """A page: its height in points, and its lines in the order in which they are written."""

    height: float
    lines: tuple[Line, ...]


_BROKEN = "\x02"
"""What stands for the hyphen of a word that is broken at a line's end."""

_HALVES = re.compile(rf"([\w-]{{0,40}})\s?{_BROKEN}\s?([\w-]{{0,40}})")
_CODE = re.compile(r"[A-Z]{2,3}")  # a field of an export, in a column of its own
_NUMBER = re.compile(r"\W{0,9}(?:page|p\.?)?\W{0,9}\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\W{0,9}", re.IGNORECASE)
_PRINTED = re.compile(r"https?://\S+(?:\s+\d+/\d+)?|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d\d\b.*")
"""What a browser prints above and below a page: its address, the time of printing."""

_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_CLOSEST, _FARTHEST = 0.7, 3.0  # sizes of type from one line down to the next
_EDGE = 0.1  # of a page's height, above and below, may be running heads
_EDGE_LINES = 3
_GAP = 1.9  # sizes of type between a running head and the text


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """The paragraphs of a document, in order, without what stands at the edge of one page after the other."""
    kept = [[line for line in page.lines if line not in edge] for page, edge in zip(pages, _edges(pages), strict=True)]
    margins = _margins([line for page in kept for line in page])
    pitch = _pitch(kept, margins)
    out: list[list[Line]] = []
    for page in kept:
        for at, line in enumerate(page):
            before = out[-1][-1] if out else None
            if before and (_goes_on(before, line, margins, pitch) if at else _turns(before, line, margins)):
                out[-1].append(line)
            else:
                out.append([line])
    known = Counter(
        re.findall(r"[\w-]+", _HALVES.sub(" ", " ".join(line.words.lower() for page in kept for line in page)))
    )
    return [_mended(_joined(lines), known) for lines in out]


def _edges(pages: Sequence[Page]) -> list[set[Line]]:
    """The lines at the edges of each page that are its number, or stand at an edge of the pages around it as well."""
    apart = [[line for edge in _outer(page) for line in _set_apart(edge, page.height)] for page in pages]
    keys = [{(_key(line), round(line.upper / 6)) for line in lines} for lines in apart]
    found: list[set[Line]] = []
    for at, page in enumerate(pages):
        around = set[tuple[str, int]]().union(*keys[max(0, at - 2) : at], *keys[at + 1 : at + 3])
        near = {(key, place + by) for key, place in around for by in (-1, 0, 1)}
        repeated = {line for line in apart[at] if (_key(line), round(line.upper / 6)) in near}
        ends = [line for edge in _outer(page) for line in edge[:_EDGE_LINES] if _is_at_edge(line, page.height)]
        found.append(
            repeated | {line for line in ends if _NUMBER.fullmatch(line.words) or _PRINTED.fullmatch(line.words)}
        )
    return found


def _outer(page: Page) -> tuple[list[Line], list[Line]]:
    """The lines of a page from its top inwards, and from its bottom, as many as running heads may be and one more."""
    lines = sorted(page.lines, key=lambda line: line.upper)
    return lines[: -_EDGE_LINES - 2 : -1], lines[: _EDGE_LINES + 1]


def _is_at_edge(line: Line, height: float) -> bool:
    """Whether a line stands where running heads do."""
    return not _EDGE * height < line.upper < (1 - _EDGE) * height


def _set_apart(lines: Sequence[Line], height: float) -> Sequence[Line]:
    """Of lines from an edge inwards, those at the edge that a gap parts from the text; none where no gap does."""
    for at, line in enumerate(lines[:_EDGE_LINES]):
        if not _is_at_edge(line, height):
            return ()
        if at + 1 == len(lines) or abs(line.upper - lines[at + 1].upper) > _GAP * line.size:
            return lines[: at + 1]
    return ()


def _key(line: Line) -> str:
    """A line's words with any number for any other: running heads count."""
    return re.sub(r"\d+", "0", line.words.lower())


def _margins(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """Where the lines of a column end, by where they begin and their size: nine tenths end before, or there."""
    rights: dict[tuple[int, int], list[float]] = defaultdict(list)
    for line in lines:
        rights[_column(line)].append(line.right)
    return {column: sorted(ends)[int(0.95 * (len(ends) - 1))] for column, ends in rights.items()}


def _column(line: Line) -> tuple[int, int]:
    """The column that a line stands in: where it begins, in steps of an inch or so, and its size."""
    return round(line.left / 60), round(line.size)


def _pitch(pages: Sequence[Sequence[Line]], margins: Mapping[tuple[int, int], float]) -> float:
    """How far, in sizes of type, a line stands below the one before it within a paragraph.

    It is the least step that is common below lines that are full: those mostly go on.
    """
    steps = Counter(
        round(_step(above, line), 1)
        for page in pages
        for above, line in pairwise(page)
        if _CLOSEST < _step(above, line) < _FARTHEST and _is_full(above, line, margins)
    )
    return min((step for step, n in steps.items() if 5 * n >= max(steps.values())), default=1.2)


def _step(before: Line, line: Line) -> float:
    """How far a line stands below the one before it, in sizes of type; below zero if above it."""
    return (before.lower - line.upper) / before.size


def _is_full(before: Line, line: Line, margins: Mapping[tuple[int, int], float]) -> bool:
    """Whether the first word of a line would not have stood on the line before it."""
    first = line.words.split(" ", 1)[0]
    letter = (before.right - before.left) / max(1, len(before.words))
    return before.right + (len(first) + 1) * letter > margins[_column(before)] - 0.3 * before.size


def _goes_on(before: Line, line: Line, margins: Mapping[tuple[int, int], float], pitch: float) -> bool:
    """Whether a line continues the one before it on the page."""
    step = _step(before, line)
    if step < -0.5:  # the next column
        return _turns(before, line, margins)
    if before.words.endswith(_BROKEN):
        return True
    alike = abs(line.size - before.size) <= 0.12 * before.size
    midway = line.words[:1].islower() and not _ENDED.search(before.words)
    right, left = (line.left - before.left) / line.size, (before.left - line.left) / line.size
    coded = left > 0.8 and bool(_CODE.fullmatch(line.words))
    if not alike or step > pitch + 0.35 or coded or left > 4 or right > (3 if midway else 0.8):
        return False
    return midway or _is_full(before, line, margins)


def _turns(before: Line, line: Line, margins: Mapping[tuple[int, int], float]) -> bool:
    """Whether a line at the top of a page or column continues the last one of that before it."""
    alike = abs(line.size - before.size) <= 0.12 * before.size
    goes_on = line.words[:1].islower() or before.words.endswith(_BROKEN) or _is_full(before, line, margins)
    return alike and goes_on and not _ENDED.search(before.words)


def _joined(lines: Sequence[Line]) -> str:
    """The words of a paragraph's lines, a hyphen at the end of one marked as that of a broken word."""
    told: list[str] = []
    for line in lines:
        if told and told[-1].endswith("-") and told[-1][-2:-1].isalnum() and line.words[:1].islower():
            told[-1] = told[-1][:-1] + _BROKEN
        told += [" ", line.words] if told and not told[-1].endswith(_BROKEN) else [line.words]
    return "".join(told)


def _mended(words: str, known: Counter[str]) -> str:
    """A paragraph with its broken words made whole."""
    return _HALVES.sub(lambda found: _whole(found[1], found[2], known), words)


def _whole(left: str, right: str, known: Counter[str]) -> str:
    """A word of two halves: with the hyphen where the document has it so elsewhere, or both halves as words."""
    joined, parted = left + right, f"{left}-{right}"
    if known[joined.lower()]:
        return joined
    names = right[:1].isupper() or left[-1:].isdigit()
    both = known[left.lower()] and known[right.lower()] and len(left) > 2 and len(right) > 2
    return parted if known[parted.lower()] or names or both else joined
