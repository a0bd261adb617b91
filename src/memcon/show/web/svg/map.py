"""To draw places on a map: where they lie, how much happened there, their names where these don't collide."""

from collections.abc import Iterator, Sequence
from math import sqrt

from msgspec import Struct

from memcon.show.web.svg.project import HEIGHT, WIDTH, project

_NARROWEST = 230.0
"""The least stretch of the world that is shown, in units of the map (41 degrees of the equator)."""
_PER_LETTER, _LETTER = 5.9, 12.0


class Spot(Struct, frozen=True):
    """A place with how many events it saw, and how many of them happened."""

    name: str
    url: str
    lat: float
    lon: float
    n: int
    solid: int


class Point(Struct, frozen=True):
    """A place on the drawing: its dot, its words and where they stand; no words where there was no room."""

    x: float
    y: float
    radius: float
    look: str
    url: str
    title: str
    label: str
    label_x: float
    label_y: float
    turn: str


class Map(Struct, frozen=True):
    """A map of so many pixels: the world moved by (dx, dy) and then enlarged, and the places on it."""

    width: float
    height: float
    scale: float
    dx: float
    dy: float
    points: tuple[Point, ...]


Box = tuple[float, float, float, float]


def draw_map(spots: Sequence[Spot], width: float, height: float) -> Map | None:
    """The part of the world that holds all places; None where there is none."""
    if not spots:
        return None
    found = [(spot, *project(spot.lat, spot.lon)) for spot in spots]
    left, top, across = _view([x for _, x, _ in found], [y for _, _, y in found], height / width)
    scale = width / across
    placed = [
        (spot, (x - left) * scale, (y - top) * scale, 3.2 + min(8.0, 1.6 * sqrt(spot.n - 1))) for spot, x, y in found
    ]
    placed.sort(key=lambda one: (-one[0].n, one[0].name))
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for _, x, y, r in placed]
    points = []
    for spot, x, y, radius in placed:
        words = spot.name if len(spot.name) < 30 else f"{spot.name[:28]}…"
        free = next((one for one in _around(x, y, radius, words) if _is_free(one[2], taken, (width, height))), None)
        if free:
            taken.append(free[2])
        (lx, ly), turn = free[:2] if free else ((0.0, 0.0), "start")
        look = "solid" if spot.solid else "hollow"
        title = f"{spot.name}: {spot.n:,} {'event' if spot.n == 1 else 'events'}, {spot.solid:,} happened"
        rounded = (round(x, 1), round(y, 1), round(radius, 1))
        points.append(Point(*rounded, look, spot.url, title, words if free else "", round(lx, 1), round(ly, 1), turn))
    return Map(width, height, round(scale, 4), round(-left, 2), round(-top, 2), tuple(points))


def _view(xs: Sequence[float], ys: Sequence[float], ratio: float) -> tuple[float, float, float]:
    """The left and upper edge and the width of the part of the world to show: all places with room around them."""
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    across = min(WIDTH, max(_NARROWEST, wide * 1.35 + 40, (high * 1.5 + 40) / ratio))
    left = min(max(0.0, (max(xs) + min(xs) - across) / 2), WIDTH - across)
    tall = across * ratio
    top = (max(ys) + min(ys) - tall) / 2
    return left, min(max(0.0, top), HEIGHT - tall) if tall <= HEIGHT else (HEIGHT - tall) / 2, across


def _around(x: float, y: float, radius: float, words: str) -> Iterator[tuple[tuple[float, float], str, Box]]:
    """Where a place's words may stand, best first: right, left, below, above; with the anchor and the box they take."""
    long, gap = len(words) * _PER_LETTER, radius + 4
    for lx, ly, turn, box_left in (
        (x + gap, y + 4, "start", x + gap),
        (x - gap, y + 4, "end", x - gap - long),
        (x, y + gap + 9, "middle", x - long / 2),
        (x, y - gap + 1, "middle", x - long / 2),
        (x + gap - 2, y + gap + 6, "start", x + gap - 2),
        (x + gap - 2, y - gap, "start", x + gap - 2),
        (x - gap + 2, y + gap + 6, "end", x - gap + 2 - long),
        (x - gap + 2, y - gap, "end", x - gap + 2 - long),
    ):
        yield (lx, ly), turn, (box_left, ly - _LETTER + 3, box_left + long, ly + 3)


def _is_free(box: Box, taken: Sequence[Box], frame: tuple[float, float]) -> bool:
    inside = box[0] >= 2 and box[1] >= 2 and box[2] <= frame[0] - 2 and box[3] <= frame[1] - 2
    return inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )
