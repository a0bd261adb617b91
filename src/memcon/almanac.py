"""To load what memcon knows of days: words of time, days that have anniversaries, feasts, multilateral meetings."""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from msgspec import Struct

Words = dict[str, dict[str, int | str]]
"""Class of word → word → what it stands for."""


class Founding(Struct, frozen=True):
    """A day that has anniversaries: `keys` are alternatives, each a set of words that must all stand in its telling.

    `last` differs from `first` where only the month or year is known.
    """

    id: str
    keys: tuple[frozenset[str], ...]
    first: date
    last: date
    source: str


class Feast(Struct, frozen=True):
    """A day that returns each year: its names in words, and a rule ("12-25", "11-thu4", "easter+1", "islamic 10-1")."""

    id: str
    names: tuple[tuple[str, ...], ...]
    rule: str


class Summit(Struct, frozen=True):
    """A dated multilateral meeting: its series, number where it is counted, towns (lower case) and state, days."""

    series: str
    number: int | None
    places: frozenset[str]
    first: date
    last: date


class Era(Struct, frozen=True):
    """A thing that no text can name before it existed: a name as it is written, and the first day of its naming."""

    name: str
    first: date


class Visit(Struct, frozen=True):
    """A dated visit: the traveller's actor id, the host state, places in lower case, the days, and whom he met."""

    actor: str
    country: str
    places: frozenset[str]
    first: date
    last: date
    met: frozenset[str]


class Topic(Struct, frozen=True):
    """A matter that is news only for a time: a name as it is written, and the first and last day."""

    name: str
    first: date
    last: date


class Happening(Struct, frozen=True):
    """What was news for a time: `keys` are alternatives, each of words that must all stand in a sentence ("bomb*": any
    ending); `days` the stretches in which it was news. Of a blow condolences are sent on the first days of each.
    """

    keys: tuple[tuple[str, ...], ...]
    days: tuple[tuple[date, date], ...]
    is_blow: bool


class Almanac(Struct, frozen=True):
    """Days that have anniversaries, feasts, multilateral meetings, and what could be named from which day on.

    `resolutions` holds, by the last number of each year, the day from which a higher one can stand.
    """

    foundings: tuple[Founding, ...] = ()
    feasts: tuple[Feast, ...] = ()
    summits: tuple[Summit, ...] = ()
    series: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    eras: tuple[Era, ...] = ()
    resolutions: tuple[tuple[int, date], ...] = ()
    topics: tuple[Topic, ...] = ()
    happenings: tuple[Happening, ...] = ()


def _rows(name: str) -> list[tuple[int, dict[str, str]]]:
    """Line number and fields of each row of a CSV file in `data/`."""
    text = files("memcon").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(enumerate(csv.DictReader(lines), start=2))


def _days(words: str, where: str) -> tuple[date, date]:
    """First and last day of "1945-05-09", "1945-05-08/1945-05-09", "1961-09" or "1961"; ValueError says where."""
    if "/" in words:
        return _days(words.partition("/")[0], where)[0], _days(words.partition("/")[2], where)[1]
    try:
        parts = [int(part) for part in words.split("-")]
        year, month, day = (*parts, 0, 0)[:3]
        if day:
            return date(year, month, day), date(year, month, day)
        following = date(year + 1, 1, 1) if month in {0, 12} else date(year, month + 1, 1)
        return date(year, month or 1, 1), date.fromordinal(following.toordinal() - 1)
    except ValueError as problem:
        raise ValueError(
            f"{where}: expected YYYY-MM-DD, YYYY-MM or YYYY, got {words!r} ({problem}); correct it"
        ) from problem


def _names(words: str) -> tuple[tuple[str, ...], ...]:
    """Alternatives parted by "|", each as its words in lower case."""
    return tuple(tuple(name.lower().split()) for name in words.split("|") if name.strip())


def _foundings() -> tuple[Founding, ...]:
    """The days that have anniversaries, from `days.csv`."""
    found = []
    for line, row in _rows("days.csv"):
        if row["kind"] == "founding":
            first, last = _days(row["day"], f"days.csv line {line}")
            keys = tuple(frozenset(name) for name in _names(row["names"]))
            found.append(Founding(row["id"], keys, first, last, row["source"]))
    return tuple(found)


def _feasts() -> tuple[Feast, ...]:
    """The days that return each year, from `days.csv`."""
    rows = [row for _, row in _rows("days.csv") if row["kind"] == "feast"]
    return tuple(Feast(row["id"], _names(row["names"]), row["day"]) for row in rows)


def _summits() -> tuple[Summit, ...]:
    """The dated multilateral meetings, from `summits.csv`."""
    found = []
    for line, row in _rows("summits.csv"):
        where = f"summits.csv line {line}"
        number = int(row["number"]) if row["number"] else None
        places = frozenset(place for place in row["places"].split("|") if place)
        found.append(Summit(row["series"], number, places, _days(row["first"], where)[0], _days(row["last"], where)[1]))
    return tuple(found)


def _series() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """The names by which each series of meetings goes, from `days.csv` rows of the kind `series`."""
    return tuple((row["id"], _names(row["names"])) for _, row in _rows("days.csv") if row["kind"] == "series")


def _eras() -> tuple[Era, ...]:
    """What can be named only from a day on, from `eras.csv`, the longest names first."""
    found = [
        Era(name, _days(row["day"], f"eras.csv line {line}")[0])
        for line, row in _rows("eras.csv")
        for name in row["names"].split("|")
        if row["kind"] == "since"
    ]
    return tuple(sorted(found, key=lambda era: (-len(era.name), era.name)))


def _resolutions() -> tuple[tuple[int, date], ...]:
    """By the last resolution of the UN Security Council of a year the first day of the next, from `eras.csv`."""
    rows = [(line, row) for line, row in _rows("eras.csv") if row["kind"] == "resolution"]
    return tuple(sorted((int(row["names"]), _days(row["day"], f"eras.csv line {line}")[0]) for line, row in rows))


def _topics() -> tuple[Topic, ...]:
    """What is news only for a time, from `eras.csv`."""
    rows = [(line, row) for line, row in _rows("eras.csv") if row["kind"] == "topic"]
    found = [
        (name, _days(row["day"], f"eras.csv line {line}")) for line, row in rows for name in row["names"].split("|")
    ]
    return tuple(Topic(name, *days) for name, days in found)


_NEWS = timedelta(300)
"""So long what happened on one day is news where the table gives no last day."""


def _happenings() -> tuple[Happening, ...]:
    """What was news for a time, from `happenings.csv`."""
    found = []
    for line, row in _rows("happenings.csv"):
        days = []
        for stretch in row["days"].split(";"):
            first, last = _days(stretch, f"happenings.csv line {line}")
            days.append((first, last if "/" in stretch else last + _NEWS))
        is_blow = row["kind"] == "blow" and "/" not in row["days"]
        found.append(Happening(_names(row["words"]), tuple(days), is_blow))
    return tuple(found)


@cache
def load_almanac() -> Almanac:
    """The almanac that ships with the package; ValueError names the file and line of a row that cannot be read."""
    return Almanac(_foundings(), _feasts(), _summits(), _series(), _eras(), _resolutions(), _topics(), _happenings())


@cache
def load_words() -> Words:
    """The words of English that tell time, by class of word."""
    text = files("memcon").joinpath("data", "lang", "times.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def load_visits() -> Mapping[str, tuple[Visit, ...]]:
    """The dated visits by the traveller's actor id; ValueError names the file and line of a row that cannot be read."""
    found: defaultdict[str, list[Visit]] = defaultdict(list)
    for line, row in _rows("visits.csv"):
        try:
            first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        except ValueError as problem:
            raise ValueError(f"visits.csv line {line}: {problem}; days are written YYYY-MM-DD") from problem
        places, met = (frozenset(row[name].split(mark)) - {""} for name, mark in (("places", "|"), ("met", ";")))
        found[row["actor"]].append(Visit(row["actor"], row["country"], places, first, last, met))
    return {actor: tuple(visits) for actor, visits in found.items()}


@cache
def load_births() -> Mapping[str, date]:
    """The birthdays of leaders by actor id; ValueError names the file and line of a row that cannot be read."""
    return {row["actor"]: _days(row["day"], f"births.csv line {line}")[0] for line, row in _rows("births.csv")}


@cache
def load_elections() -> Mapping[tuple[str, str], tuple[date, ...]]:
    """The days of elections by state and kind (president, parliament); ValueError names the file and line."""
    return {
        (row["country"], row["kind"]): tuple(
            _days(day, f"elections.csv line {line}")[0] for day in row["days"].split("|")
        )
        for line, row in _rows("elections.csv")
    }
