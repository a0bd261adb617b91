"""To list events as they are asked for: by countries and facets, with how many there are of each."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.web import addresses, wording

PAGE = 60
"""Rows of a table on one page, if not asked otherwise."""
MOST = 500
"""The most rows that can be asked for at a time."""
FACETS = ("family", "kind", "status", "support", "rank", "year", "outlet")
ORDERS = {
    "newest": 'coalesce("first", "last") DESC NULLS LAST, "last" DESC NULLS LAST, kind, event_id',
    "oldest": 'coalesce("first", "last") NULLS LAST, "last", kind, event_id',
    "told": 'n_reports DESC, coalesce("first", "last") DESC NULLS LAST, event_id',
}
_MOST_VALUES = 40
_WORDS: Mapping[str, Mapping[Any, str]] = {"support": wording.SUPPORT, "rank": wording.RANKS}


class Line(Struct, frozen=True, kw_only=True):
    """An event as lists show it."""

    id: str
    url: str
    kind: str
    family: str
    status: str
    first: date | None
    last: date | None
    basis: str
    parties: tuple[str, ...]
    place: str | None
    object: str | None
    support: str
    n_reports: int
    n_sources: int
    rank: int | None
    disputed: bool
    newest: date | None


class Value(Struct, frozen=True):
    """A value of a facet: its words, how many events have it, where a click leads, whether it is chosen."""

    value: str
    words: str
    n: int
    url: str
    chosen: bool


class Facet(Struct, frozen=True):
    """What events can be narrowed by, with its values."""

    name: str
    values: tuple[Value, ...]
    chosen: bool


class Asked(Struct, frozen=True):
    """Which events are asked for: of which countries, with which values of facets, between which days."""

    countries: tuple[str, ...] = ()
    values: Mapping[str, str] = {}
    since: str = ""
    until: str = ""
    order: str = "newest"
    page: int = 1
    limit: int = PAGE

    def query(self) -> dict[str, str]:
        """What stands in the address, countries and page left out."""
        order = "" if self.order == "newest" else self.order
        limit = "" if self.limit == PAGE else str(self.limit)
        return {**self.values, "from": self.since, "to": self.until, "order": order, "limit": limit}

    def url(self, **changed: str) -> str:
        """The address of the same list with something changed."""
        return addresses.relationship(self.countries, **{**self.query(), **changed})


def asked_of(countries: tuple[str, ...], query: Mapping[str, str]) -> Asked:
    """What the query of an address asks; what it cannot mean is left out."""
    values = {name: query[name][:80] for name in FACETS if query.get(name)}
    since, until = (_day_of(query.get(name, "")) for name in ("from", "to"))
    order = query.get("order", "") if query.get("order") in ORDERS else "newest"
    limit = whole(query, "limit", PAGE, MOST)
    return Asked(countries, values, since, until, order, whole(query, "page", 1), limit)


def whole(query: Mapping[str, str], name: str, otherwise: int, most: int = 9_999_999) -> int:
    """A number of a query from 1 to `most`; `otherwise` where it is none."""
    given = query.get(name, "")
    return min(most, max(1, int(given))) if given.isdecimal() and len(given) < 8 else otherwise


def _day_of(text: str) -> str:
    """A day as it was given, or nothing where it is none."""
    try:
        return str(date.fromisoformat(text))
    except ValueError:
        return ""


def condition(asked: Asked, *, without: str = "") -> tuple[str, list[Any]]:
    """The condition of SQL on `listed`, and the values of its `?`; one facet may be left out."""
    told = list(_conditions(asked, without))
    return " AND ".join(f"({words})" for words, _ in told) or "true", [value for _, values in told for value in values]


def _conditions(asked: Asked, without: str) -> Iterator[tuple[str, list[Any]]]:
    if asked.countries:
        yield "list_has_all(countries, ?)", [list(asked.countries)]
    for name, value in asked.values.items():
        if name == without:
            continue
        if name == "outlet":
            yield "list_contains(outlets, ?)", ["" if value == "not stated" else value]
        else:
            yield f"CAST({name} AS VARCHAR) = ?", [value]
    if asked.since:
        yield 'coalesce("last" >= CAST(? AS DATE), "first" IS NOT NULL)', [asked.since]
    if asked.until:
        yield 'coalesce("first" <= CAST(? AS DATE), "last" IS NOT NULL)', [asked.until]


def count(record: Record, asked: Asked) -> int:
    """How many events are asked for."""
    where, values = condition(asked)
    return int(record.rows(f"SELECT count(*) FROM listed WHERE {where}", *values)[0][0])


def lines(record: Record, asked: Asked) -> tuple[Line, ...]:
    """The events of one page of the table."""
    where, values = condition(asked)
    query = f"SELECT * FROM listed WHERE {where} ORDER BY {ORDERS[asked.order]} LIMIT ? OFFSET ?"
    offset = (max(asked.page, 1) - 1) * asked.limit
    return tuple(line(row) for row in record.fields(query, *values, asked.limit, offset))


def line(row: Fields) -> Line:
    """A row of `listed` as an event of a list."""
    told = {name: row[name] for name in Line.__struct_fields__ if name not in ("id", "url", "parties")}
    return Line(id=row["event_id"], url=addresses.event(row["event_id"]), parties=tuple(row["parties"]), **told)


def facets(record: Record, asked: Asked) -> tuple[Facet, ...]:
    """Each facet with its values, counted among the events that meet all else that is asked."""
    return tuple(facet for name in FACETS if (facet := _facet(record, asked, name)).values)


def _facet(record: Record, asked: Asked, name: str) -> Facet:
    where, values = condition(asked, without=name)
    column = "unnest(outlets)" if name == "outlet" else f"CAST({name} AS VARCHAR)"
    order = "value DESC" if name == "year" else "value" if name == "rank" else "n DESC, value"
    found = record.rows(
        f"SELECT value, count(*) AS n FROM (SELECT {column} AS value FROM listed WHERE {where}) WHERE value IS NOT NULL"
        f" GROUP BY value ORDER BY {order} LIMIT {_MOST_VALUES}",
        *values,
    )
    chosen = asked.values.get(name)
    return Facet(name, tuple(_value(asked, name, value, n) for value, n in found), chosen is not None)


def _value(asked: Asked, name: str, value: str, n: int) -> Value:
    """A value of a facet; a click chooses it, or lets it go where it is chosen."""
    value = value or "not stated"
    chosen = asked.values.get(name) == value
    known = _WORDS.get(name, {})
    words = known.get(int(value) if name == "rank" else value) or wording.plain(value)
    return Value(value, words, n, asked.url(**{name: "" if chosen else value}), chosen)
