"""To make the page of a person, body, state or place: names seen, posts, events, what it says and others of it."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from memcon.record.record import Record
from memcon.show.web import addresses
from memcon.show.web.listing import MOST, ORDERS, PAGE, Line, line, whole
from memcon.show.web.pages.drawn import MOST_MARKS, dated
from memcon.show.web.pages.spoken import Statement, by_actor, of_actor
from memcon.show.web.svg.timeline import Dated


class Name(Struct, frozen=True):
    """A name under which reports tell of an actor, and how often."""

    name: str
    n: int


class Post(Struct, frozen=True):
    """A post held from one day to another, and what says so."""

    post: str
    country: str
    first: date | None
    last: date | None
    source: str
    url: str


class Met(Struct, frozen=True):
    """Another actor of the same events."""

    name: str
    url: str
    n: int


class Telling(Struct, frozen=True):
    """A report that tells of an actor: its id, page, title, outlet and day."""

    id: str
    url: str
    title: str
    label: str


class ActorPage(Struct, frozen=True, kw_only=True):
    """The page of one actor."""

    id: str
    name: str
    kind: str
    country: str
    country_url: str
    names: tuple[Name, ...]
    posts: tuple[Post, ...]
    n: int
    events: tuple[Line, ...]
    page: int
    pages: int
    before: str
    after: str
    timeline: tuple[Dated, ...]
    met: tuple[Met, ...]
    says: tuple[Statement, ...]
    said_of: tuple[Statement, ...]
    told_by: tuple[Telling, ...]
    others: tuple[str, ...]


def actor_page(record: Record, actor_id: str, query: Mapping[str, str]) -> ActorPage:
    """The page of an actor by its whole id, its events paged; KeyError if there is none."""
    found = record.fields("SELECT * FROM actors WHERE actor_id = ?", actor_id)
    if not found:
        raise KeyError(f"{actor_id}: no person, body, state or place of this record")
    actor = found[0]
    where, values = _taking_part(actor_id, actor["kind"])
    n = record.rows(f"SELECT count(*) FROM listed WHERE {where}", *values)[0][0]
    limit = whole(query, "limit", PAGE, MOST)
    page = min(pages := max(1, -(-n // limit)), whole(query, "page", 1))
    rows = record.fields(
        f"SELECT * FROM listed WHERE {where} ORDER BY {ORDERS['newest']} LIMIT ? OFFSET ?",
        *(*values, limit, (page - 1) * limit),
    )
    days = 'coalesce("first", "last") IS NOT NULL ORDER BY "first", event_id'
    drawn = record.fields(f"SELECT * FROM listed WHERE {where} AND {days}", *values) if n <= MOST_MARKS else []
    path, kept = addresses.actor(actor_id, actor["kind"]), {"limit": "" if limit == PAGE else str(limit)}
    return ActorPage(
        id=actor_id,
        name=actor["name"],
        kind=actor["kind"],
        country=_country(record, actor["country"]) if actor["kind"] != "state" else "",
        country_url=_country_url(record, actor["country"], actor_id),
        names=tuple(Name(*row) for row in record.rows(_NAMES, actor_id)),
        posts=_posts(record, actor_id),
        n=n,
        events=tuple(map(line, rows)),
        page=page,
        pages=pages,
        before=addresses.with_query(path, {**kept, "page": str(page - 1)}) if page > 1 else "",
        after=addresses.with_query(path, {**kept, "page": str(page + 1)}) if page < pages else "",
        timeline=tuple(map(dated, drawn)),
        met=_met(record, actor_id),
        says=by_actor(record, actor_id),
        said_of=of_actor(record, actor_id),
        told_by=_told_by(record, actor_id),
        others=_others(record, actor_id, actor["kind"]),
    )


def joined_to(record: Record, kind: str, key: str) -> str | None:
    """The actor that one of an earlier build is held for now; None where nobody decided so."""
    rows = record.rows(
        "SELECT actor_id FROM actors WHERE actor_id IN (SELECT unnest(others) FROM decisions WHERE slot = 'actor'"
        " AND op = 'same_as' AND outcome IN ('applied', 'agrees', 'moved')"
        " AND (list_contains(others, ?) OR list_contains(others, ?))) ORDER BY actor_id LIMIT 1",
        key,
        f"{kind}:{key}",
    )
    return rows[0][0] if rows else None


def _taking_part(actor_id: str, kind: str) -> tuple[str, list[str]]:
    """The condition of events in which an actor takes part, or that took place there."""
    where = "event_id IN (SELECT event_id FROM event_slots WHERE actor_id = ?)"
    return (f"({where} OR place_id = ?)", [actor_id, actor_id]) if kind == "place" else (where, [actor_id])


def _told_by(record: Record, actor_id: str) -> tuple[Telling, ...]:
    """The reports of whose claims an actor is part, the first in order of their days."""
    rows = record.rows(
        "SELECT report_id, heading, label FROM headings JOIN reports USING (report_id) WHERE report_id IN"
        ' (SELECT report_id FROM event_slots WHERE actor_id = ?) ORDER BY "first" NULLS LAST, report_id LIMIT 40',
        actor_id,
    )
    return tuple(Telling(id, addresses.report(id), heading, label) for id, heading, label in rows)


def _others(record: Record, actor_id: str, kind: str) -> tuple[str, ...]:
    """Names of other actors of a kind that no third one has, those told of most first."""
    if kind == "state":
        return ()
    rows = record.rows(
        "SELECT name FROM actors LEFT JOIN (SELECT actor_id, count(*) AS n FROM event_slots GROUP BY actor_id)"
        " USING (actor_id) WHERE kind = ? AND actor_id <> ? GROUP BY name HAVING count(*) = 1"
        " ORDER BY max(n) DESC NULLS LAST, name LIMIT 300",
        kind,
        actor_id,
    )
    return tuple(row[0] for row in rows)


_NAMES = "SELECT name, n FROM names WHERE actor_id = ? ORDER BY n DESC, name LIMIT 40"


def _country(record: Record, code: str | None) -> str:
    found = record.rows("SELECT name FROM country_names WHERE country = ?", code)
    return found[0][0] if found else code or ""


def _country_url(record: Record, code: str | None, actor_id: str) -> str:
    """The page of the state that an actor is of; nothing for that state itself."""
    there = (
        code and code != actor_id and record.rows("SELECT 1 FROM actors WHERE actor_id = ? AND kind = 'state'", code)
    )
    return addresses.actor(code, "state") if code and there else ""


def _posts(record: Record, actor_id: str) -> tuple[Post, ...]:
    """The posts of an actor in the order of their days; one that a report states leads to that report."""
    rows = record.fields(
        "SELECT p.*, r.report_id, r.outlet FROM posts p LEFT JOIN reports r ON starts_with(p.source, r.report_id)"
        ' WHERE actor_id = ? ORDER BY p."first" NULLS FIRST, p."last" NULLS LAST, post, source LIMIT 40',
        actor_id,
    )
    return tuple(
        Post(
            row["post"],
            _country(record, row["country"]),
            row["first"],
            row["last"],
            row["outlet"] or "a report" if row["report_id"] else row["source"] or "",
            addresses.report(row["report_id"]) if row["report_id"] else "",
        )
        for row in rows
    )


def _met(record: Record, actor_id: str) -> tuple[Met, ...]:
    """Who takes part in the most events with this actor."""
    rows = record.rows(
        "SELECT name, p.actor_id, any_value(kind), count(DISTINCT event_id) AS n FROM participants p"
        " WHERE event_id IN (SELECT event_id FROM participants WHERE actor_id = ?) AND p.actor_id <> ?"
        " GROUP BY name, p.actor_id ORDER BY n DESC, name, p.actor_id LIMIT 12",
        actor_id,
        actor_id,
    )
    return tuple(Met(name, addresses.actor(key, kind), n) for name, key, kind, n in rows)
