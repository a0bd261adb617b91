"""To find words in a record whatever their accents: an index over reports, names and claims, and how it is asked."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import duckdb

KINDS = ("actor", "event", "report")
"""What can be found, in the order of a list of findings."""

RANKED = 2_000
"""Of a word that more things have than this, those are ranked that come first: told most, or published last."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Mark what was found in a snippet; characters of the private area, which the index does not keep."""
_SOURCES = {
    "actor": "SELECT actor_id, any_value(a.name), string_agg(n.name, ' · ' ORDER BY n.n DESC, n.name)"
    " FROM actors a JOIN names n USING (actor_id) GROUP BY actor_id ORDER BY sum(n.n) DESC, actor_id",
    "event": "SELECT event_id, concat_ws(' ', l.kind, list_aggregate(l.parties, 'string_agg', ' – '), l.place), clause"
    " FROM ready.listed l JOIN clauses c USING (event_id) WHERE c.family <> 'statement'"
    " ORDER BY l.n_reports DESC, l.newest DESC, event_id, clause",
    "report": "SELECT report_id, heading, text FROM reports JOIN headings USING (report_id) WHERE text IS NOT NULL"
    ' ORDER BY "last" DESC, report_id',
}
"""What is found of each kind as (id, name, words), what matters most first."""


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
        for kind, query in _SOURCES.items():
            words.execute(
                f"CREATE VIRTUAL TABLE {kind} USING fts5(id UNINDEXED, name, body,"
                " tokenize = 'unicode61 remove_diacritics 2')"
            )
            words.executemany(f"INSERT INTO {kind} VALUES (?, ?, ?)", _rows(db, query))
            words.execute(f"INSERT INTO {kind}({kind}) VALUES ('optimize')")
        words.commit()


def _rows(db: "duckdb.DuckDBPyConnection", query: str) -> Iterator[tuple[str, str, str]]:
    """What a query finds, each thing once with all its different words, read as it is needed."""
    found = db.execute(query)
    told = chain.from_iterable(iter(lambda: found.fetchmany(2000), []))
    for (id, name), rows in groupby(told, key=itemgetter(0, 1)):
        yield id, _plain(name), _plain(" … ".join(dict.fromkeys(row[2] or "" for row in rows)))


def _plain(text: str | None) -> str:
    return re.sub(f"[{_OPEN}{_CLOSE}]", "\ufffd", text or "")


def search(file: Path, asked: str, kind: str, *, most: int = 25) -> list[Found]:
    """The best findings of one kind for the words asked, all of which it has; words in quotes stand together.

    The last word may be the beginning of one. Of very many findings, the best of the `RANKED` that matter most.
    """
    query = _query(asked)
    if not query:
        return []
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as words:
        first = f"SELECT rowid FROM {kind} WHERE {kind} MATCH ? ORDER BY rowid LIMIT {RANKED}"
        last = words.execute(f"SELECT max(rowid) FROM ({first})", (query,)).fetchone()[0]
        among = f"FROM {kind} WHERE {kind} MATCH ? AND rowid <= ?"
        ranked = f"SELECT rowid {among} ORDER BY bm25({kind}, 0, 8, 1), id LIMIT ?"
        best = [row[0] for row in words.execute(ranked, (query, last, most))]
        told = f"SELECT rowid, id, name, snippet({kind}, 2, ?, ?, '…', 24) {among}"
        these = f"{told} AND +rowid IN ({', '.join(map(str, best))})"
        found = {row: about for row, *about in words.execute(these, (_OPEN, _CLOSE, query, last))}
    return [Found(kind, id_, name, tuple(_marked(snippet))) for id_, name, snippet in map(found.__getitem__, best)]


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
