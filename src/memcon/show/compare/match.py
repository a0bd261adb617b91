"""To match the rows of a sheet coded by hand with the events of a record, and tell where they agree."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from memcon.record.record import Fields
from memcon.show.compare.sheet import Row

NEAR = timedelta(days=3)
"""How far the days of a row and of an event may lie apart: by so much days coded from different reports differ."""
COMPARED = ("first", "last", "kind", "status", "side_a", "side_b", "side_a_countries", "side_b_countries", "place")


class Difference(Struct, frozen=True):
    """A column in which a row and its event differ: what each says."""

    column: str
    sheet: str
    record: str


class Pair(Struct, frozen=True):
    """A row with the event that was found for it, and where they differ."""

    row: Row
    event: Fields
    differences: tuple[Difference, ...]


class Agreement(Struct, frozen=True):
    """Of a column: how many pairs fill it on both sides, the share that agree, Cohen's kappa (None if undefined)."""

    column: str
    n: int
    share: float
    kappa: float | None


class Comparison(Struct, frozen=True):
    """Rows found with their events, rows missed, events of the record that no row is of, agreement by column."""

    pairs: tuple[Pair, ...]
    missed: tuple[Row, ...]
    extra: tuple[Fields, ...]
    agreement: tuple[Agreement, ...]


def compare(rows: Sequence[Row], events: Sequence[Fields]) -> Comparison:
    """The rows of a sheet beside events of the view `sheet`; each event is given to one row at most, the best first.

    Extra are only events that lie within the days of the sheet and between sides that it names.
    """
    scored = [
        (score, at, row, event) for at, row in enumerate(rows) for event in events if (score := _score(row, event))
    ]
    scored.sort(key=lambda one: (-one[0], one[1], one[3]["event_id"]))
    chosen: dict[int, Fields] = {}
    given: set[str] = set()
    for _, at, _, event in scored:
        if at not in chosen and event["event_id"] not in given:
            chosen[at] = event
            given.add(event["event_id"])
    pairs = tuple(_pair(rows[at], event) for at, event in sorted(chosen.items()))
    missed = tuple(row for at, row in enumerate(rows) if at not in chosen)
    extra = tuple(event for event in events if event["event_id"] not in given and _covered(event, rows))
    return Comparison(pairs, missed, extra, tuple(_agreements(pairs)))


def _score(row: Row, event: Fields) -> float:
    """How well an event fits a row; 0 where it cannot be meant: other days, or other sides.

    Sides come first, then the kind, then how near and narrow the days are, then place and status.
    """
    apart = _apart((row.first, row.last), (event["first"], event["last"]))
    sides = _sides_alike(row, event)
    if apart is None or apart > NEAR or not sides:
        return 0.0
    days = (
        4 - apart.days + (2 if row.first == event["first"] else 0) - (0 if (event["time_precision"] or 9) <= 2 else 2)
    )
    weights = {"kind": 6, "place": 2, "status": 3}
    alike = [name for name in weights if row.values.get(name) and _same(name, row.values[name], _text(event[name]))]
    return float(sides) + sum(weights[name] for name in alike) + days


def _apart(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> timedelta | None:
    """How far two intervals lie apart, nothing if they meet; None where a day is not known on one side."""
    if not any(one) or not any(other):
        return None
    first = max(one[0] or date.min, other[0] or date.min)
    last = min(one[1] or date.max, other[1] or date.max)
    return max(timedelta(0), first - last)


def _sides_alike(row: Row, event: Fields) -> int:
    """How well the sides that a row names are those of the event; 0 if one is not, neither by name nor by country."""
    found = _told_sides(row, event)
    return sum(20 + 2 * sum(side) for side in found) if all(map(any, found)) else 0


def _told_sides(row: Row, event: Fields) -> list[list[bool]]:
    """Of each side that a row names, whether its name and its country are those of a side of the event.

    A side of three capital letters is a country (of several codes, one of them), whatever its column is called.
    """
    told = [
        [words for words in (row.values.get(side), row.values.get(f"{side}_countries")) if words] for side in _SIDES
    ]
    return [[any(_is_side(words, event, hand) for hand in "ab") for words in side] for side in told if side]


def _is_side(told: str, event: Fields, hand: str) -> bool:
    """Whether a side as told is the event's on that hand: by name, or by country."""
    names, countries = _text(event[f"side_{hand}"]), _text(event[f"side_{hand}_countries"])
    return bool(set(told.split(";")) & set(countries.split(";"))) if _CODES(told) else _same("side_a", told, names)


_CODES = re.compile(r"[A-Z]{3}(;[A-Z]{3})*").fullmatch


_SIDES = ("side_a", "side_b")


def _pair(row: Row, event: Fields) -> Pair:
    return Pair(row, event, tuple(
        Difference(column, told, there)
        for column, told, there in _both(row, event) if not _same(column, told, there)
    ))  # fmt: skip


def _both(row: Row, event: Fields) -> Iterator[tuple[str, str, str]]:
    """Each column that row and event both fill, with what they say; the sides as the row has them, left or right."""
    turned = _is_turned(row, event)
    for column in COMPARED:
        told = str(getattr(row, column) or "") if column in ("first", "last") else row.values.get(column, "")
        other = _OTHER.get(column, column) if turned else column
        if _CODES(told) and other in ("side_a", "side_b"):
            other = f"{other}_countries"
        there = _text(event[other])
        if told and there:
            yield column, told, there


_OTHER = {"side_a": "side_b", "side_b": "side_a"}
_OTHER |= {f"{one}_countries": f"{other}_countries" for one, other in _OTHER.items()}


def _is_turned(row: Row, event: Fields) -> bool:
    """Whether the row's first side is the event's second: who met whom is told both ways."""
    told = row.values.get("side_a") or row.values.get("side_a_countries") or ""
    return bool(told) and _is_side(told, event, "b") and not _is_side(told, event, "a")


def _same(column: str, one: str, other: str) -> bool:
    """Whether two values say the same: days and codes to the letter; of names one that is all in the other."""
    if column in ("first", "last", "kind", "status"):
        return one.casefold() == other.casefold()
    left, right = _words(one), _words(other)
    return bool(left) and bool(right) and (left <= right or right <= left or bool(_names(one) & _names(other)))


def _names(text: str) -> set[str]:
    """Each name of a list by its last word."""
    return {words[-1] for one in re.split(r"[;,]", text) if (words := re.findall(r"\w+", _plain(one)))}


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", _plain(text)))


def _plain(text: str) -> str:
    """A text in small letters, without accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    ).casefold()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _covered(event: Fields, rows: Sequence[Row]) -> bool:
    """Whether a sheet would have a row for an event: in its days, of its kinds, between sides that a row names."""
    firsts = [row.first for row in rows if row.first]
    lasts = [row.last for row in rows if row.last]
    if not firsts or not lasts or event["first"] is None or event["last"] is None:
        return False
    if event["first"] < min(firsts) or event["last"] > max(lasts):
        return False
    kinds = {row.values["kind"].casefold() for row in rows if row.values.get("kind")}
    told = (_told_sides(row, event) for row in rows)
    return any(sides and all(map(all, sides)) for sides in told) and (not kinds or event["kind"] in kinds)


def _agreements(pairs: Sequence[Pair]) -> Iterator[Agreement]:
    """Agreement of each column that some pair fills on both sides."""
    for column in COMPARED:
        both = [(told, there) for pair in pairs for name, told, there in _both(pair.row, pair.event) if name == column]
        if both:
            alike = [(there if _same(column, told, there) else told, there) for told, there in both]
            yield Agreement(column, len(both), sum(a == b for a, b in alike) / len(both), kappa(alike))


def kappa(both: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two codings; None where chance alone would make them agree.

    >>> kappa([("visit", "visit"), ("visit", "meeting"), ("meeting", "meeting"), ("meeting", "meeting")])
    0.5
    """
    n = len(both)
    seen = sum(one == other for one, other in both) / n
    left: Mapping[str, int] = Counter(one for one, _ in both)
    right: Mapping[str, int] = Counter(other for _, other in both)
    chance = sum(left[value] * right[value] for value in left.keys() & right.keys()) / (n * n)
    return None if chance == 1 else (seen - chance) / (1 - chance)
