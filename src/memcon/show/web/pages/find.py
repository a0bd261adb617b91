"""To make the page of a search: actors, events and reports that have the words asked for."""

from pathlib import Path

from msgspec import Struct

from memcon.record.record import Record
from memcon.record.search import KINDS, search
from memcon.show.web import addresses
from memcon.show.web.listing import Line, line

_MOST = 20


class Hit(Struct, frozen=True):
    """A finding: its page, its name, words around what was sought as (words, whether sought), the event it is."""

    url: str
    name: str
    snippet: tuple[tuple[str, bool], ...]
    event: Line | None = None


class Hits(Struct, frozen=True):
    """The findings of one kind; `more` tells that there may be others."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool


class SearchPage(Struct, frozen=True):
    """What was sought, and what was found of each kind."""

    sought: str
    found: tuple[Hits, ...]


def search_page(record: Record, words: Path, sought: str) -> SearchPage:
    """The findings for the words sought, by the index of the record."""
    return SearchPage(sought[:200], tuple(hits for kind in KINDS if (hits := _hits(record, words, sought, kind)).hits))


def _hits(record: Record, words: Path, sought: str, kind: str) -> Hits:
    found = search(words, sought, kind, most=_MOST + 1)
    ids = [one.id for one in found[:_MOST]]
    lines: dict[str, Line] = {}
    if kind == "event":
        rows = record.fields("SELECT * FROM listed WHERE event_id IN (SELECT unnest(?))", ids)
        lines = {row["event_id"]: line(row) for row in rows}
    urls = _urls(record, kind, ids)
    made = [Hit(urls[one.id], one.name, one.snippet, lines.get(one.id)) for one in found[:_MOST] if one.id in urls]
    return Hits(kind, tuple(made), len(found) > _MOST)


def _urls(record: Record, kind: str, ids: list[str]) -> dict[str, str]:
    """The page of each thing found."""
    if kind == "actor":
        rows = record.rows("SELECT actor_id, kind FROM actors WHERE actor_id IN (SELECT unnest(?))", ids)
        return {key: addresses.actor(key, of) for key, of in rows}
    return {key: addresses.event(key) if kind == "event" else addresses.report(key) for key in ids}
