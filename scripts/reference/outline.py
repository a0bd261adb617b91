"""To draw the outline of the world's land for the map: static/world.svg, projected, from Natural Earth.

python scripts/reference/outline.py land-50m.json

The file is of the package `world-atlas` 2.0.2 (Natural Earth 4.1.0, 1:50 million, land alone; public domain). No
borders are drawn: where they run is often what the reports are about.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from memcon.show.web.svg.project import HEIGHT, WIDTH, project

TARGET = Path(__file__).resolve().parents[2] / "src" / "memcon" / "show" / "web" / "static" / "world.svg"
LEAST = 0.2
"""How far a point has to lie off the line between its neighbours to be kept, in units of the map (0.036 degrees)."""
SMALLEST = 0.5
"""The least extent of an island."""
SOURCE = (
    "Natural Earth 4.1.0, 1:50m land, public domain (naturalearthdata.com), through world-atlas 2.0.2. Equal Earth."
)

SOUTH = 0.98 * HEIGHT
"""Below this the land is that of the South Pole."""

Point = tuple[float, float]


def main() -> int:
    """Read a TopoJSON file of land and write the outline."""
    world = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    path = "".join(drawn(ring) for ring in rings(world) if extent(ring) >= SMALLEST)
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}"><!-- {SOURCE} -->'
        f'<path id="land" d="{path}"/></svg>\n',
        encoding="utf-8",
    )
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")
    return 0


def rings(world: dict[str, Any]) -> Iterator[list[Point]]:
    """Each coast, projected and thinned."""
    arcs = [thinned([project(lat, lon) for lon, lat in degrees(world, arc)]) for arc in world["arcs"]]
    for geometry in world["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                yield from parted([point for at in ring for point in (arcs[at] if at >= 0 else arcs[~at][::-1])])


def parted(ring: list[Point]) -> Iterator[list[Point]]:
    """A coast in pieces where it leaves the map at one side and goes on at the other; no line is drawn across.

    The line along the South Pole alone is as long as the map is wide.
    """
    cuts = [at for at in range(len(ring)) if abs(ring[at][0] - ring[at - 1][0]) > WIDTH / 3 and ring[at][1] < SOUTH]
    if not cuts:
        yield ring
    for first, last in pairwise([*cuts, cuts[0] + len(ring)] if cuts else []):
        yield [ring[at % len(ring)] for at in range(first, last)]


def degrees(world: dict[str, Any], arc: list[list[int]]) -> Iterator[Point]:
    """An arc's points as (lon, lat); TopoJSON holds each as the difference from the one before."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


def thinned(points: list[Point]) -> list[Point]:
    """The points without those that lie hardly off the line through what is kept (Ramer, Douglas and Peucker)."""
    kept, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        left, right = todo.pop()
        far = max(range(left + 1, right), key=lambda at: off(points[at], points[left], points[right]), default=None)
        if far is not None and off(points[far], points[left], points[right]) > LEAST:
            kept.add(far)
            todo += [(left, far), (far, right)]
    return [points[at] for at in sorted(kept)]


def off(point: Point, one: Point, other: Point) -> float:
    """How far a point lies off the line between two others; off the first, where these are one."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = (dx * dx + dy * dy) ** 0.5
    px, py = point[0] - one[0], point[1] - one[1]
    return abs(px * dy - py * dx) / length if length > 1e-9 else (px * px + py * py) ** 0.5


def extent(ring: list[Point]) -> float:
    """The longer side of the box around a ring."""
    xs, ys = zip(*ring, strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def drawn(ring: list[Point]) -> str:
    """A ring as steps of a path, in tenths of a unit."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    (x, y), told = tenths[0], []
    for nx, ny in tenths[1:]:
        if (nx, ny) != (x, y):
            told.append(f"{short(nx - x)} {short(ny - y)}")
            x, y = nx, ny
    return f"M{short(tenths[0][0])} {short(tenths[0][1])}l{' '.join(told)}z".replace(" -", "-")


def short(tenths: int) -> str:
    """Tenths as the shortest decimal."""
    return f"{tenths / 10:g}".replace("0.", ".", 1) if abs(tenths) < 10 else f"{tenths / 10:g}"


if __name__ == "__main__":
    raise SystemExit(main())
