"""To make the page of a relationship: its timeline, map, table of events, and what is open, contested and new."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from memcon.record.record import Fields, Record
from memcon.show.web import addresses
from memcon.show.web.listing import Asked, Facet, Line, asked_of, condition, count, facets, lines
from memcon.show.web.pages.boxes import Contest, Promise, contested, newest, promises
from memcon.show.web.pages.drawn import MOST_MARKS, density, places, timeline
from memcon.show.web.svg.density import Bin
from memcon.show.web.svg.map import Spot
from memcon.show.web.svg.timeline import Dated


class Country(Struct, frozen=True):
    """A state by code and name, with the number of events it takes part in."""

    code: str
    name: str
    n: int = 0


class Pair(Struct, frozen=True):
    """Two states with the number of their events, and the page of their relationship."""

    names: tuple[str, str]
    n: int
    url: str


class Turns(Struct, frozen=True, kw_only=True):
    """Where links of the list lead: its orders, all days, all events, the pages before and after; "" for nowhere."""

    newest: str
    oldest: str
    told: str
    all_days: str
    all: str
    before: str
    after: str


class Feeds(Struct, frozen=True):
    """Where programs ask again for the same events: an Atom feed, and a calendar."""

    feed: str
    calendar: str


class Relationship(Struct, frozen=True, kw_only=True):
    """The page of two countries, of one, or of all."""

    title: str
    countries: tuple[Country, ...]
    choices: tuple[Country, ...]
    pairs: tuple[Pair, ...]
    asked: Mapping[str, str]
    order: str
    n: int
    n_all: int
    happened: int
    first: date | None
    last: date | None
    undated: int
    as_of: date | None
    facets: tuple[Facet, ...]
    events: tuple[Line, ...]
    page: int
    pages: int
    timeline: tuple[Dated, ...]
    density: tuple[Bin, ...]
    places: tuple[Spot, ...]
    promises: tuple[Promise, ...]
    contested: tuple[Contest, ...]
    newest: tuple[Line, ...]
    turn: Turns
    feeds: Feeds


def relationship(record: Record, countries: tuple[str, ...], query: Mapping[str, str]) -> Relationship:
    """The page of the events of these countries (of all where there are none) that a query asks for.

    KeyError names a country that the record does not have.
    """
    choices = tuple(Country(*row) for row in record.rows(_CHOICES))
    named = {one.code: one for one in choices}
    if unknown := [code for code in countries if code not in named]:
        raise KeyError(f"{unknown[0]}: no state of this record has this code")
    asked = asked_of(countries, query)
    told = _figures(record, asked)
    n, pages = told["n"], -(-told["n"] // asked.limit)
    asked = replace(asked, page=min(asked.page, max(1, pages)))
    chosen = tuple(named[code] for code in countries)
    return Relationship(
        title=" – ".join(one.name for one in chosen) or "All relationships",
        countries=chosen,
        choices=tuple(sorted(choices, key=lambda one: one.name)),
        pairs=_pairs(record, {one.code: one.name for one in choices}, countries),
        asked=asked.query(),
        order=asked.order,
        **told,
        n_all=count(record, Asked(countries)),
        as_of=record.rows("SELECT day FROM as_of")[0][0],
        facets=facets(record, asked),
        events=lines(record, asked),
        page=asked.page,
        pages=pages,
        timeline=timeline(record, asked) if n <= MOST_MARKS else (),
        density=density(record, asked, (told["first"], told["last"])) if n > MOST_MARKS else (),
        places=places(record, asked),
        promises=promises(record, countries),
        contested=contested(record, countries),
        newest=newest(record, asked),
        turn=_turn(asked, pages),
        feeds=_feeds(asked),
    )


def _feeds(asked: Asked) -> Feeds:
    """The feed and the calendar of the events that are asked for."""
    told = {"dyad": "-".join(asked.countries), **asked.values, "from": asked.since, "to": asked.until}
    return Feeds(addresses.with_query("/feed.atom", told), addresses.with_query("/calendar.ics", told))


_CHOICES = """
SELECT one, coalesce(any_value(c.name), one), any_value(n) FROM pairs LEFT JOIN country_names c ON c.country = one
WHERE one = other GROUP BY one ORDER BY one
"""


def _figures(record: Record, asked: Asked) -> Fields:
    """How many happened, from when to when, how many have no day."""
    where, values = condition(asked)
    return record.fields(
        "SELECT count(*) AS n, count(*) FILTER (status IN ('happened', 'ongoing')) AS happened,"
        ' min(coalesce("first", "last")) AS "first", max(coalesce("last", "first")) AS "last",'
        f' count(*) FILTER ("first" IS NULL AND "last" IS NULL) AS undated FROM listed WHERE {where}',
        *values,
    )[0]


def _pairs(record: Record, names: Mapping[str, str], countries: tuple[str, ...]) -> tuple[Pair, ...]:
    """The pairs with most events, of one country where one is chosen."""
    if len(countries) > 1:
        return ()
    of = "AND ? IN (one, other)" if countries else ""
    found = record.rows(f"SELECT one, other, n FROM pairs WHERE one < other {of} ORDER BY ALL LIMIT 400", *countries)
    most = sorted(found, key=lambda row: -row[2])[:12]
    return tuple(
        Pair((names.get(one, one), names.get(other, other)), n, addresses.relationship((one, other)))
        for one, other, n in most
    )


def _turn(asked: Asked, pages: int) -> Turns:
    """Where links of the list lead."""
    return Turns(
        newest=asked.url(order=""),
        oldest=asked.url(order="oldest"),
        told=asked.url(order="told"),
        all_days=asked.url(**{"from": "", "to": ""}) if asked.since or asked.until else "",
        all=addresses.relationship(asked.countries) if asked.values else "",
        before=asked.url(page=str(asked.page - 1)) if asked.page > 1 else "",
        after=asked.url(page=str(asked.page + 1)) if asked.page < pages else "",
    )
