"""To lay days along a line: one scale for all stretches in which something happens, empty time cut short."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from memcon.show.web.wording import MONTHS

_GAP = (20.0, 30.0)
"""How wide a gap that was cut short is drawn, in pixels, on a narrow and on a wide line."""
_LEAST_STRETCH = (36.0, 64.0)
_WIDE = 600.0
_LEAST_GAP = 0.05
"""A gap is cut short where it is longer than this share of all the time shown, and than seven weeks."""
_LONG = 120
"""Days beyond which an uncertain interval claims room for its two ends alone."""
_PER_LETTER = 6.2
"""Pixels that a letter of the drawing's labels takes."""


class Stretch(Struct, frozen=True):
    """Days, as ordinals, that lie between two places on the line."""

    first: int
    last: int
    left: float
    right: float


class Tick(Struct, frozen=True):
    """A place on the line with the words that stand there, or none."""

    x: float
    words: str


class Axis(Struct, frozen=True):
    """A line of days."""

    stretches: tuple[Stretch, ...]

    def x(self, day: date) -> float:
        """Where a day lies; a day in a gap lies in its middle, one before or after all at the end."""
        at = day.toordinal()
        for before, after in pairwise(self.stretches):
            if before.last < at < after.first:
                return (before.right + after.left) / 2
        for one in self.stretches:
            if at <= one.last:
                share = (max(at, one.first) - one.first) / max(1, one.last - one.first)
                return one.left + share * (one.right - one.left)
        return self.stretches[-1].right

    def gaps(self) -> list[float]:
        """The middles of the gaps that were cut short."""
        return [(a.right + b.left) / 2 for a, b in pairwise(self.stretches)]


def axis(intervals: Sequence[tuple[date, date]], left: float, right: float) -> Axis:
    """A line from `left` to `right` for intervals of days; of a long one only the ends claim room."""
    ends = sorted(_claimed(intervals))
    span = max(last for _, last in ends) - min(first for first, _ in ends)
    apart = max(49, span * _LEAST_GAP)
    merged = [list(ends[0])]
    for first, last in ends[1:]:
        if first - merged[-1][1] > apart:
            merged.append([first, last])
        merged[-1][1] = max(merged[-1][1], last)
    pad = max(2, round(sum(last - first for first, last in merged) * 0.02))
    padded = [(first - pad, last + pad) for first, last in merged]
    return Axis(tuple(_placed(padded, left, right)))


def _claimed(intervals: Sequence[tuple[date, date]]) -> Iterator[tuple[int, int]]:
    for first, last in intervals:
        a, b = first.toordinal(), last.toordinal()
        yield from [(a, b)] if b - a <= _LONG else [(a, a), (b, b)]


def _placed(merged: Sequence[tuple[int, int]], left: float, right: float) -> Iterator[Stretch]:
    """The stretches side by side: each as wide as its days, but none narrower than can be read."""
    wide = right - left > _WIDE
    room = right - left - _GAP[wide] * (len(merged) - 1)
    least = min(_LEAST_STRETCH[wide], room / len(merged))
    lengths = [last - first for first, last in merged]
    widths = [room * length / max(1, sum(lengths)) for length in lengths]
    narrow = [width < least for width in widths]
    for _ in merged:
        rest = sum(length for length, small in zip(lengths, narrow, strict=True) if not small)
        free = room - least * sum(narrow)
        widths = [
            least if small else free * length / max(1, rest) for length, small in zip(lengths, narrow, strict=True)
        ]
        wider = [small or width < least for small, width in zip(narrow, widths, strict=True)]
        if wider == narrow:
            break
        narrow = wider
    at = left
    for (first, last), width in zip(merged, widths, strict=True):
        yield Stretch(first, last, at, at + width)
        at += width + _GAP[wide]


def ticks(line: Axis) -> list[Tick]:
    """Marks of years, months or days, as many as there is room for; the first of a stretch names its year."""
    told: list[Tick] = []
    for one in line.stretches:
        free, named = one.left - 8, False
        for day, words in _steps(one):
            full = words if words.isdigit() or named else f"{words} {day.year}"
            x, half = line.x(day), len(full) * _PER_LETTER / 2
            fits = x - half >= free and x + half <= one.right + 8
            told.append(Tick(round(x, 1), full if fits else ""))
            if fits:
                free, named = x + half + 10, True
        if not named:
            middle = date.fromordinal((one.first + one.last) // 2)
            told.append(Tick(round((one.left + one.right) / 2, 1), str(middle.year)))
    return told


def _steps(one: Stretch) -> Iterator[tuple[date, str]]:
    """The days of a stretch that a mark may stand on, in the finest unit for which there is room."""
    per_day = (one.right - one.left) / max(1, one.last - one.first)
    first, last = date.fromordinal(one.first), date.fromordinal(one.last)
    if per_day * 365 < 150:
        step = next((n for n in (1, 2, 5, 10, 20, 50) if per_day * 365 * n > 44), 100)
        years = [date(year, 1, 1) for year in range(first.year, last.year + 2) if year % step == 0]
        found = [(day, str(day.year)) for day in years if first <= day <= last]
        yield from found or [(first, str(first.year))]
    elif per_day * 30 < 200:
        step = next((n for n in (1, 2, 3, 6) if per_day * 30 * n > 46), 6)
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            day = date(number // 12, number % 12 + 1, 1)
            if number % step == 0 and first <= day <= last:
                yield day, MONTHS[day.month - 1][:3] if day.month > 1 else str(day.year)
    else:
        step = next((n for n in (1, 2, 5, 10) if per_day * n > 52), 15)
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        yield from (
            (day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in days[1:-1] if day.toordinal() % step == 0
        )
