"""To keep beside a record what lets it grow without being read whole: its claims, scores and keys, in SQLite."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from memcon.links.shelf import Other, Row, Scored, number
from memcon.model import Actor, Claim, Post, Report
from memcon.record.cache import file_of

_TABLES = """
CREATE TABLE claim (n INTEGER PRIMARY KEY, report TEXT, telling INTEGER, event TEXT, t0 INTEGER, t1 INTEGER,
    published INTEGER, body BLOB);
CREATE TABLE post (key INTEGER, at INTEGER, item INTEGER, PRIMARY KEY (key, at, item)) WITHOUT ROWID;
CREATE TABLE stood (item INTEGER PRIMARY KEY, places BLOB);
CREATE TABLE pair (one INTEGER, other INTEGER, score REAL, judged INTEGER, found INTEGER,
    PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE related ("left" TEXT, "right" TEXT, relation TEXT, PRIMARY KEY ("left", "right", relation)) WITHOUT ROWID;
CREATE TABLE copied (report TEXT PRIMARY KEY, among TEXT) WITHOUT ROWID;
CREATE TABLE report (id TEXT PRIMARY KEY, part TEXT, characters INTEGER, outcome TEXT, sound INTEGER, sketch BLOB);
CREATE TABLE lies (report TEXT, path TEXT, file TEXT, PRIMARY KEY (report, path)) WITHOUT ROWID;
CREATE TABLE variant (actor TEXT, name TEXT, kind TEXT, country TEXT, n INTEGER,
    PRIMARY KEY (actor, name, kind, country)) WITHOUT ROWID;
CREATE TABLE mention (actor TEXT, report TEXT, PRIMARY KEY (actor, report)) WITHOUT ROWID;
CREATE TABLE final (actor TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT) WITHOUT ROWID;
CREATE TABLE tenure (post BLOB PRIMARY KEY, n INTEGER) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX claim_report ON claim (report);
CREATE INDEX claim_telling ON claim (telling) WHERE telling IS NOT NULL;
CREATE INDEX claim_event ON claim (event);
CREATE INDEX related_right ON related ("right");
CREATE INDEX copied_among ON copied (among);
CREATE INDEX lies_file ON lies (file);
CREATE INDEX mention_report ON mention (report);
"""
CLAIM = "INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
POST = "INSERT OR IGNORE INTO post VALUES (?, ?, ?)"
PAIR = "INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?)"
AMONG = "IN (SELECT value FROM json_each(?))"

_DECODER = msgspec.msgpack.Decoder(Claim)


class Index:
    """The shelf (`memcon.links.shelf`) of one record."""

    def __init__(self, path: Path | str) -> None:
        """Open the index at `path`, an empty one where there is none."""
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA cache_size = -200000")
        if not self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self.db.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def make_findable(self) -> None:
        """Make what is looked for findable by it, once all is put in."""
        for statement in _INDEXES.split(";"):
            self.db.execute(statement)

    def told(self, key: str) -> str | None:
        """What is told of the index itself."""
        found = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else None

    def tell(self, key: str, value: str) -> None:
        """Tell something of the index itself."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def rows(self, column: str, values: Collection[int] | Collection[str]) -> list[Row]:
        """The claims with one of these values in `n`, `report`, `telling` or `event`."""
        query = f"SELECT body, t0, t1, published, telling, event FROM claim WHERE {column} {AMONG}"
        return [_row(found) for found in self.asked(query, values)]

    def replace(self, gone: Iterable[int], came: Iterable[Row]) -> None:
        """Take claims out and put claims in."""
        self.db.executemany("DELETE FROM claim WHERE n = ?", [(n,) for n in gone])
        self.db.executemany(CLAIM, map(claim_row, came))

    def stood(self, items: Collection[int]) -> dict[int, list[tuple[int, int]]]:
        """The keys, with week or day, under which each of these stands."""
        found = self.asked(f"SELECT item, places FROM stood WHERE item {AMONG}", items)
        return {
            item: [(a, b) for a, b in np.frombuffer(held, dtype=np.int64).reshape(-1, 2).tolist()]
            for item, held in found
        }

    def standing(self, key: int, first: int, last: int, most: int) -> list[int]:
        """What stands under a key in these weeks or days, so many at most."""
        query = "SELECT item FROM post WHERE key = ? AND at BETWEEN ? AND ? LIMIT ?"
        return [item for (item,) in self.db.execute(query, (key, first, last, most))]

    def stand(self, items: Mapping[int, Collection[tuple[int, int]]]) -> None:
        """Put each of these under its keys alone; under none it is forgotten."""
        before = [(*place, item) for item, places in self.stood(items.keys()).items() for place in places]
        self.db.executemany("DELETE FROM post WHERE key = ? AND at = ? AND item = ?", before)
        self.db.executemany("DELETE FROM stood WHERE item = ?", [(item,) for item in items])
        self.db.executemany(POST, [(*place, item) for item, places in items.items() for place in places])
        self.db.executemany("INSERT INTO stood VALUES (?, ?)", [(n, packed(held)) for n, held in items.items() if held])

    def pairs(self, claims: Collection[int]) -> list[Scored]:
        """The scored pairs that have one of these claims, each once."""
        found = self.asked(f"SELECT * FROM pair WHERE one {AMONG}", claims)
        return list({(min(a, b), max(a, b)): (min(a, b), max(a, b), *rest) for a, b, *rest in found}.values())

    def score(self, gone: Iterable[Scored], came: Iterable[Scored]) -> None:
        """Take pairs out and put pairs in."""
        ends = [pair[:2] for pair in gone]
        self.db.executemany("DELETE FROM pair WHERE one = ? AND other = ?", [*ends, *((b, a) for a, b in ends)])
        fresh = list(came)
        self.db.executemany(PAIR, [*fresh, *((b, a, *rest) for a, b, *rest in fresh)])

    def others(self, claims: Collection[str]) -> list[Other]:
        """The other links that lead from or to one of these claims, each once."""
        query = 'SELECT "left", "right", relation FROM related WHERE "{}" ' + AMONG
        return list({row for side in ("left", "right") for row in self.asked(query.format(side), claims)})

    def relate(self, gone: Iterable[Other], came: Iterable[Other]) -> None:
        """Take other links out and put others in."""
        self.db.executemany('DELETE FROM related WHERE "left" = ? AND "right" = ? AND relation = ?', gone)
        self.db.executemany("INSERT OR IGNORE INTO related VALUES (?, ?, ?)", came)

    def copied(self, reports: Collection[str]) -> dict[str, str]:
        """The copy group of each report that is a copy of one of these, themselves included."""
        groups = f"SELECT among FROM copied WHERE report {AMONG}"
        return dict(self.asked(f"SELECT report, among FROM copied WHERE among IN ({groups})", reports))

    def characters(self) -> int:
        """How long all texts are."""
        return int(self.db.execute("SELECT coalesce(sum(characters), 0) FROM report").fetchone()[0])

    def parts(self, reports: Collection[str]) -> dict[str, str]:
        """The part in which each report stands."""
        return dict(self.asked(f"SELECT id, part FROM report WHERE id {AMONG}", reports))

    def reports(self) -> int:
        """How many reports there are."""
        return int(self.db.execute("SELECT count(*) FROM report").fetchone()[0])

    def outcomes(self) -> dict[str, int]:
        """How many reports came to which outcome."""
        return dict(
            self.db.execute("SELECT outcome, count(*) FROM report GROUP BY outcome ORDER BY outcome").fetchall()
        )

    def is_sound(self) -> bool:
        """Whether every report was coded as it was given."""
        return not self.db.execute("SELECT count(*) FROM report WHERE NOT sound").fetchone()[0]

    def lying(self, files: Collection[str]) -> set[str]:
        """The reports that lie in one of these files."""
        return {report for (report,) in self.asked(f"SELECT DISTINCT report FROM lies WHERE file {AMONG}", files)}

    def known(self, reports: Collection[str]) -> set[str]:
        """Those of these reports that there are."""
        return {report for (report,) in self.asked(f"SELECT id FROM report WHERE id {AMONG}", reports)}

    def lay(self, report: Report) -> None:
        """Let a report lie where it lies now."""
        self.db.execute("DELETE FROM lies WHERE report = ?", (report.id,))
        paths = (report.path, *report.also)
        self.db.executemany("INSERT INTO lies VALUES (?, ?, ?)", [(report.id, path, file_of(path)) for path in paths])

    def forget(self, reports: Collection[str]) -> None:
        """Take out reports: where they lie, their sketches, whom they mention."""
        for table, column in (("report", "id"), ("lies", "report"), ("copied", "report")):
            self.db.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(report,) for report in reports])
        self.asked(f"DELETE FROM mention WHERE report {AMONG}", reports)

    def sketches(self, reports: Collection[str] | None = None) -> dict[str, bytes]:
        """The sketches of these reports, or of all."""
        if reports is None:
            return dict(self.db.execute("SELECT id, sketch FROM report").fetchall())
        return dict(self.asked(f"SELECT id, sketch FROM report WHERE id {AMONG}", reports))

    def copy_groups(self) -> dict[str, str]:
        """The copy group of each copy."""
        return dict(self.db.execute("SELECT report, among FROM copied").fetchall())

    def regroup(self, reports: Collection[str], groups: Mapping[str, str]) -> None:
        """Let these reports be of these copy groups, or of none."""
        self.db.executemany("DELETE FROM copied WHERE report = ?", [(report,) for report in reports])
        self.db.executemany("INSERT INTO copied VALUES (?, ?)", groups.items())

    def variants(self) -> Counter[Actor]:
        """In how many reports each actor is told in just which way."""
        rows = self.db.execute("SELECT actor, name, kind, country, n FROM variant")
        return Counter({Actor(id, name, kind, country or None): n for id, name, kind, country, n in rows})

    def recount(self, now: Mapping[Actor, int], before: Mapping[Actor, int]) -> None:
        """Keep in how many reports each actor is told in just which way now."""
        for actor in {*now, *before}:
            if now.get(actor, 0) != before.get(actor, 0):
                what = (actor.id, actor.name, actor.kind, actor.country or "")
                self.db.execute("DELETE FROM variant WHERE (actor, name, kind, country) = (?, ?, ?, ?)", what)
                if now.get(actor, 0):
                    self.db.execute("INSERT INTO variant VALUES (?, ?, ?, ?, ?)", (*what, now[actor]))

    def tenures(self, more: Mapping[Post, int]) -> dict[Post, tuple[int, int]]:
        """In how many reports each of these posts, which no report states, was told, and is with so many more."""
        found = {}
        for post, n in more.items():
            key = msgspec.msgpack.encode(post)
            row = self.db.execute("SELECT n FROM tenure WHERE post = ?", (key,)).fetchone()
            was = row[0] if row else 0
            self.db.execute("INSERT OR REPLACE INTO tenure VALUES (?, ?)", (key, was + n))
            found[post] = was, was + n
        return found

    def mentioning(self, actors: Collection[str]) -> set[str]:
        """The reports that mention one of these actors."""
        return {report for (report,) in self.asked(f"SELECT DISTINCT report FROM mention WHERE actor {AMONG}", actors)}

    def actors(self, ids: Collection[str]) -> dict[str, Actor]:
        """Actors by id, as the record tells them."""
        rows = self.asked(f"SELECT actor, name, kind, country FROM final WHERE actor {AMONG}", ids)
        return {id: Actor(id, name, kind, country or None) for id, name, kind, country in rows}

    def tell_actor(self, id: str, actor: Actor | None) -> None:
        """Tell an actor in this way, or no more."""
        self.db.execute("DELETE FROM final WHERE actor = ?", (id,))
        if actor:
            self.db.execute("INSERT INTO final VALUES (?, ?, ?, ?)", (id, actor.name, actor.kind, actor.country or ""))

    def asked(self, query: str, values: Collection[Any]) -> list[Any]:
        """The rows of a query for some values."""
        return self.db.execute(query, (json.dumps(list(values)),)).fetchall() if values else []


def claim_row(row: Row) -> tuple[Any, ...]:
    """A claim as it is kept, without the clues of its days."""
    claim = replace(row.claim, when=replace(row.claim.when, clues=()))
    told = row.told or (None, None)
    where = (number(claim.id), claim.report, row.telling, row.event)
    return *where, *told, row.published, msgspec.msgpack.encode(claim)


def _row(found: tuple[bytes, int | None, int | None, int, int | None, str]) -> Row:
    """A claim as it was kept."""
    body, t0, t1, published, telling, event = found
    told = None if t0 is None or t1 is None else (t0, t1)
    return Row(_DECODER.decode(body), told, published, telling, event)


def packed(places: Collection[tuple[int, int]]) -> bytes:
    """Keys with week or day, as bytes."""
    return np.array(sorted(places), dtype=np.int64).tobytes()
