"""To find words in a record whatever their accents: an index over reports, names and claims, and how it is asked."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import duckdb

KINDS = ("actor", "event", "report")
"""What can be found, in the order of a list of findings."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Mark what was found in a snippet; characters of the private area, which the index does not keep."""
_SOURCES = {
    "actor": "SELECT actor_id, any_value(a.name), string_agg(n.name, ' · ' ORDER BY n.n DESC, n.name)"
    " FROM actors a JOIN names n USING (actor_id) GROUP BY actor_id ORDER BY actor_id",
    "event": "SELECT event_id,"
    " concat_ws(' ', any_value(c.kind), list_aggregate(any_value(h.parties), 'string_agg', ' – '),"
    " any_value(h.place)),"
    " string_agg(DISTINCT clause, ' … ' ORDER BY clause) FROM clauses c JOIN happenings h USING (event_id)"
    " WHERE c.family <> 'statement' GROUP BY event_id ORDER BY event_id",
    "report": "SELECT report_id, heading, text FROM reports JOIN headings USING (report_id) WHERE text IS NOT NULL"
    " ORDER BY report_id",
}


class Found(Struct, frozen=True):
    """A finding: what it is, its id, its name, and the words around what was sought as (words, whether sought)."""

    kind: str
    id: str
    name: str
    snippet: tuple[tuple[str, bool], ...]


def index(db: "duckdb.DuckDBPyConnection", file: Path) -> None:
    """Write the index of a record, whose views `db` knows, to `file`."""
    with closing(sqlite3.connect(file)) as words:
        words.execute("PRAGMA journal_mode = OFF")
        words.execute("PRAGMA synchronous = OFF")
        words.execute(
            "CREATE VIRTUAL TABLE words USING fts5(kind UNINDEXED, id UNINDEXED, name, body,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        for kind, query in _SOURCES.items():
            found = db.execute(query)
            while rows := found.fetchmany(2000):
                words.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", ((kind, *map(_plain, row)) for row in rows))
        words.execute("INSERT INTO words(words) VALUES ('optimize')")
        words.commit()


def _plain(text: str | None) -> str:
    return re.sub(f"[{_OPEN}{_CLOSE}]", "\ufffd", text or "")


def search(file: Path, asked: str, kind: str, *, most: int = 25) -> list[Found]:
    """The best findings of one kind for the words asked, all of which it has; words in quotes stand together.

    The last word may be the beginning of one.
    """
    query = _query(asked)
    if not query:
        return []
    told = "SELECT kind, id, name, snippet(words, 3, ?, ?, '…', 24) FROM words WHERE words MATCH ? AND kind = ?"
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as words:
        rows = words.execute(
            f"{told} ORDER BY bm25(words, 0, 0, 8, 1), id LIMIT ?", (_OPEN, _CLOSE, query, kind, most)
        ).fetchall()
    return [Found(kind, id_, name, tuple(_marked(snippet))) for kind, id_, name, snippet in rows]


def _query(asked: str) -> str:
    """What was asked in the language of the index: every word quoted, so that none of it is taken for a command."""
    stretches = re.findall(r'"([^"]*)"|([^\s"]+)', asked[:200])
    words = [clean for pair in stretches if (clean := " ".join(re.findall(r"\w+", pair[0] or pair[1])))]
    return " ".join(f'"{word}"' for word in words[:12]) + ("*" if words and not asked.rstrip().endswith('"') else "")


def _marked(snippet: str) -> Iterator[tuple[str, bool]]:
    """A snippet cut where what was sought begins and ends."""
    for at, piece in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", snippet)):
        if piece:
            yield piece, at % 2 == 1
