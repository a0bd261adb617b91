"""To gather what a relationship's timeline and map show: events by their days, or counted; places with their events."""

from datetime import date

from memcon.record.record import Fields, Record
from memcon.show.web import addresses, wording
from memcon.show.web.listing import Asked, condition
from memcon.show.web.svg.density import Bin
from memcon.show.web.svg.map import Spot
from memcon.show.web.svg.timeline import Dated

MOST_MARKS = 300
"""Beyond this many events a timeline shows how many there are, not each one."""
_MOST_BINS = 90
_MOST_SPOTS = 120
_UNITS = (("month", 1), ("month", 3), ("year", 1), ("year", 5), ("year", 10), ("year", 50), ("year", 500))


def timeline(record: Record, asked: Asked) -> tuple[Dated, ...]:
    """Each event with its days; of an open interval the end that is known."""
    where, values = condition(asked)
    query = f'SELECT * FROM listed WHERE ({where}) AND coalesce("first", "last") IS NOT NULL ORDER BY "first", event_id'
    return tuple(map(dated, record.fields(query, *values)))


def dated(row: Fields) -> Dated:
    """A row of `listed` as a mark of a timeline."""
    first, last = row["first"] or row["last"], row["last"] or row["first"]
    sides = " – ".join(row["parties"][:4])
    days = wording.when(row["first"], row["last"])
    title = f"{days}: {row['status']} {row['kind']}" + (f", {sides}" if sides else "")
    title += f", {row['place']}" if row["place"] else ""
    end = "first" if row["first"] is None else "last" if row["last"] is None else ""
    what = (row["kind"], row["family"], row["status"])
    return Dated(addresses.event(row["event_id"]), title, _label(row), *what, first, last, end)


def _label(row: Fields) -> str:
    """A mark in few letters: the parties by their last names, and the place."""
    short = "–".join(row["short"][:2])
    place = row["place"] or ""
    words = f"{short}, {place}" if short and place and place not in row["parties"] else short or place
    return words if len(words) <= 36 else f"{words[:35]}…"


def density(record: Record, asked: Asked, days: tuple[date | None, date | None]) -> tuple[Bin, ...]:
    """How many events each month, quarter, year or run of years has: the finest of which there are not too many."""
    if days[0] is None or days[1] is None:
        return ()
    years = days[1].year - days[0].year + 1
    unit, size = next((u, s) for u, s in _UNITS if years * (12 if u == "month" else 1) / s <= _MOST_BINS or s == 500)
    index = "year(day) * 12 + month(day) - 1" if unit == "month" else "year(day)"
    where, values = condition(asked)
    found = record.rows(
        f"SELECT ({index}) // {size}, count(*) FILTER (status IN ('happened', 'ongoing')),"
        " count(*) FILTER (status IN ('scheduled', 'proposed', 'possible')),"
        " count(*) FILTER (status IN ('cancelled', 'denied'))"
        f' FROM (SELECT status, coalesce("first", "last") AS day FROM listed WHERE {where}) WHERE day IS NOT NULL'
        " GROUP BY 1 ORDER BY 1",
        *values,
    )
    held = {number: counts for number, *counts in found}
    return tuple(
        _bin(asked, unit, number * size, size, held.get(number, [0, 0, 0]))
        for number in range(min(held), max(held) + 1)
    )


def _bin(asked: Asked, unit: str, start: int, size: int, counts: list[int]) -> Bin:
    """A stretch of days with its events; a click shows it alone."""
    solid, hollow, off = counts
    ends = [(start, 0), (start + size, 0)] if unit == "year" else [divmod(start, 12), divmod(start + size, 12)]
    first, after = (date(year, month + 1, 1) for year, month in ends)
    last = date.fromordinal(after.toordinal() - 1)
    words = wording.brief(wording.when(first, last))
    return Bin(first, last, words, solid, hollow, off, asked.url(**{"from": str(first), "to": str(last)}))


def places(record: Record, asked: Asked) -> tuple[Spot, ...]:
    """Where events took place or were to, the most told first."""
    where, values = condition(asked)
    found = record.rows(
        "SELECT place_id, any_value(a.name), any_value(lat), any_value(lon), count(*) AS n,"
        " count(*) FILTER (status IN ('happened', 'ongoing')) FROM listed"
        " JOIN (SELECT actor_id, name FROM actors) a ON a.actor_id = place_id"
        f" WHERE ({where}) AND lat IS NOT NULL GROUP BY place_id ORDER BY n DESC, place_id LIMIT {_MOST_SPOTS}",
        *values,
    )
    return tuple(Spot(name, addresses.actor(key, "place"), *rest) for key, name, *rest in found)
