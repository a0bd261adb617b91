"""To draw how many events there are in each stretch of days, where they are too many to be drawn one by one."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

_TOP, _BOTTOM, _HEIGHT = 10.0, 24.0, 130.0


class Bin(Struct, frozen=True):
    """A stretch of days with its events: how many happened, are to come, are off; where a click leads."""

    first: date
    last: date
    words: str
    solid: int
    hollow: int
    off: int
    url: str


class Column(Struct, frozen=True):
    """A column of the drawing: its place, the heights of its three parts, what it says, where it leads."""

    x: float
    width: float
    parts: tuple[tuple[str, float, float], ...]
    label: str
    title: str
    url: str


class Histogram(Struct, frozen=True):
    """A drawing of so many pixels: its columns, its base line and the number its height stands for."""

    width: float
    height: float
    base: float
    most: int
    columns: tuple[Column, ...]


def draw_density(bins: Sequence[Bin], width: float) -> Histogram | None:
    """A column for each stretch, as high as it has events; None where there is none."""
    if not bins:
        return None
    most = max(one.solid + one.hollow + one.off for one in bins)
    step = (width - 44) / len(bins)
    every = max(1, round(46 / step + 0.499))
    columns = []
    for at, one in enumerate(bins):
        x, y, parts = 36 + at * step, _TOP + _HEIGHT, []
        for look, n in (("solid", one.solid), ("hollow", one.hollow), ("off", one.off)):
            tall = round(_HEIGHT * n / most, 1)
            y -= tall
            if n:
                parts.append((look, round(y, 1), tall))
        told = one.words if at % every == 0 else ""
        n = one.solid + one.hollow + one.off
        title = (
            f"{one.words}: {n:,} events, {one.solid:,} happened, {one.hollow:,} planned or proposed, {one.off:,} off"
        )
        columns.append(Column(round(x, 1), round(max(1.0, step - 2), 1), tuple(parts), told, title, one.url))
    return Histogram(width, _TOP + _HEIGHT + _BOTTOM, _TOP + _HEIGHT, most, tuple(columns))
