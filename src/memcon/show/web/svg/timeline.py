"""To draw events along a line of days: filled if they happened, hollow if to come, a bar if the day is uncertain."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from memcon.show.web.svg.axis import Axis, Tick, axis, ticks
from memcon.show.web.wording import mark

LANES: tuple[tuple[str, frozenset[str]], ...] = (
    ("Visits", frozenset(["visit", "reception", "ceremony"])),
    ("Talks", frozenset(["meeting", "negotiation", "summit"])),
    ("Calls, messages", frozenset(["call", "message"])),
    ("Undertakings", frozenset(["undertaking"])),
    ("Stances, measures", frozenset(["stance", "measure"])),
)
"""The rows of the drawing: their names, and the kinds or families of event in each."""
_ROW, _TOP, _PAD = 19.0, 26.0, 9.0
_MOST_ROWS = 8
_DOT = 5.0
_OPEN = 16.0
"""How far a bar of which one end is not known reaches towards it."""
_PER_LETTER = 5.9


class Dated(Struct, frozen=True):
    """An event with its days, as a timeline shows it."""

    url: str
    title: str
    label: str
    kind: str
    family: str
    status: str
    first: date
    last: date
    open: str = ""
    """Which end is not known, first or last; both days are then the end that is."""


class Shape(Struct, frozen=True):
    """A mark with its place: a dot, or a bar where it is wider than high; what it says, and where it leads."""

    x: float
    y: float
    width: float
    look: str
    family: str
    url: str
    title: str
    label: str


class Lane(Struct, frozen=True):
    """A row of the drawing: its name, its upper edge and height."""

    name: str
    y: float
    height: float


class More(Struct, frozen=True):
    """Marks for which there was no room: where, and how many."""

    x: float
    y: float
    n: int


class Drawing(Struct, frozen=True):
    """A timeline of so many pixels, with all that is to be drawn."""

    width: float
    height: float
    left: float
    ticks: tuple[Tick, ...]
    gaps: tuple[float, ...]
    lanes: tuple[Lane, ...]
    shapes: tuple[Shape, ...]
    more: tuple[More, ...]


def draw(events: Sequence[Dated], width: float, *, gutter: float) -> Drawing | None:
    """The drawing of events in so many pixels; lane names stand in a gutter on the left, or above where it is 0.

    None where there is nothing to draw.
    """
    if not events:
        return None
    line = axis([(one.first, one.last) for one in events], gutter + 8, width - 12)
    lanes, shapes, more = [], [], []
    y = _TOP
    for name, held in LANES:
        inside = [one for one in events if one.kind in held or one.family in held]
        if not inside:
            continue
        named = 0.0 if gutter else 16.0
        drawn, rest, rows = _lane(inside, line, width=width, y=y + named + _PAD)
        height = named + 2 * _PAD + rows * _ROW
        lanes.append(Lane(name, y, height))
        shapes += drawn
        more += rest
        y += height
    return Drawing(
        width, y + 4, gutter, tuple(ticks(line)), tuple(line.gaps()), tuple(lanes), tuple(shapes), tuple(more)
    )


def _lane(events: Sequence[Dated], line: Axis, *, width: float, y: float) -> tuple[list[Shape], list[More], int]:
    """Marks in as few rows as they fit in, with their words where there is room; how many there was none for."""
    free: list[float] = []
    shapes: list[Shape] = []
    rest: dict[int, int] = {}
    for one in sorted(events, key=lambda e: (e.first, e.last, e.url)):
        left, right = line.x(one.first), max(line.x(one.last), line.x(one.first))
        left -= _OPEN if one.open == "first" else 0
        right += _OPEN if one.open == "last" else 0
        bar = right - left > 1.5 * _DOT
        right = right if bar else left
        label = one.label if width > 600 else ""
        told = right + _DOT + 5 + len(label) * _PER_LETTER
        fits = told < width
        row = _row(free, left - _DOT - 2, told) if label and fits else None
        if row is None:
            label, row = "", _row(free, left - _DOT - 2, right + _DOT + 2)
        if row is None:
            rest[round(left / 24)] = rest.get(round(left / 24), 0) + 1
            continue
        middle = y + row * _ROW + _ROW / 2
        look = f"{mark(one.status)} {'bar' if bar else 'dot'}" + (" open" if one.open else "")
        x, across = (left - _DOT, right - left + 2 * _DOT) if bar else (left, 0.0)
        shapes.append(
            Shape(round(x, 1), round(middle, 1), round(across, 1), look, one.family, one.url, one.title, label)
        )
    rows = max(1, len(free)) + bool(rest)
    return shapes, [More(at * 24.0, y + rows * _ROW - 6, n) for at, n in rest.items()], rows


def _row(free: list[float], left: float, right: float) -> int | None:
    """The first row that is free from `left` on, then taken up to `right`; None where all are taken."""
    for row, end in enumerate(free):
        if end <= left:
            free[row] = right
            return row
    if len(free) < _MOST_ROWS:
        free.append(right)
        return len(free) - 1
    return None
