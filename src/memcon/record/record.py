"""To open a record and ask it: its tables and views as DuckDB relations, its events and reports one by one."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import msgspec

from memcon.record.history import glob
from memcon.record.rows import ROWS
from memcon.record.store import FORMAT, NotARecord, is_record
from memcon.record.tiers import NARROWED, attach_rules

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from memcon.limits import Limits
    from memcon.record.claim import Claim
    from memcon.show.notebook import Svg

Fields = dict[str, Any]
"""One row of a table or view, by column."""

_NOT_HASHED = {"reports": ("path", "also")}
"""Where a report lies is no part of what the record says: the same reports in another folder give the same digest."""


_KNOWN = {
    "place_points": ("places.csv", "id AS actor_id, lat::DOUBLE AS lat, lon::DOUBLE AS lon"),
    "codes": ("codes.csv", "country, iso2, cow::INTEGER AS cow"),
}
"""What views look up of the package's data: the file of each table, and what it holds."""


VIEW_FILES = ("views.sql", "disagreements.sql", "sheet.sql")
"""What derives the views, in the order in which they rest on one another."""


_AT_ONCE = 2_000
"""Rows that are held at a time where all are gone through."""

_SHOWN = 10
"""Rows of a table or view that a notebook shows."""


class View:
    """A table or view of a record: iterate its rows, or take them as a frame of pandas (`df`) or polars (`pl`), or as
    an Arrow table (`arrow`)."""

    def __init__(self, db: duckdb.DuckDBPyConnection, query: str) -> None:
        """The rows that `query` gives."""
        self._db, self.query = db, query

    def __iter__(self) -> Iterator[Fields]:
        """Each row by column."""
        columns = [row[0] for row in self._db.execute(f"DESCRIBE {self.query}").fetchall()]
        return (dict(zip(columns, row, strict=True)) for row in self._db.execute(self.query).fetchall())

    def __len__(self) -> int:
        """How many rows."""
        return int(self._db.execute(f"SELECT count(*) FROM ({self.query})").fetchall()[0][0])

    def df(self) -> "pd.DataFrame":
        """All rows as a pandas frame."""
        return self._db.execute(self.query).df()

    def pl(self) -> "pl.DataFrame":
        """All rows as a polars frame; ImportError says how to get polars."""
        try:
            frame: pl.DataFrame = self._db.sql(self.query).pl()
        except ImportError as why:
            raise ImportError("polars is not installed; get it with: pip install 'memcon[polars]'") from why
        return frame

    def arrow(self) -> "pa.Table":
        """All rows as an Arrow table."""
        return self._db.sql(self.query).to_arrow_table()

    def __repr__(self) -> str:
        """The first rows, as DuckDB prints them."""
        return str(self._db.sql(self.query))

    def _repr_html_(self) -> str:
        first = self._db.execute(f"FROM ({self.query}) LIMIT {_SHOWN}").df()
        return f"{first.to_html(escape=True, index=False, na_rep='')}<p>{len(self):,} rows</p>"


class Events(View):
    """The table `events`, which can be asked: `rec.events(dyad="RUS-CUB", since="2018", status="scheduled")`."""

    def __init__(self, record: "Record") -> None:
        """The events of a record."""
        super().__init__(record._db, "SELECT * FROM events")
        self._record = record

    def __call__(self, **asked: str) -> list[Fields]:
        """The events that meet all that is asked, by day; what can be asked is that of `memcon ask`.

        ValueError says what was expected.
        """
        from memcon.record.ask import events  # noqa: PLC0415 — it needs this module

        return events(self._record, asked)


class Timeline(View):
    """The view `timeline`, which can be drawn: `rec.timeline("RUS", "CUB", since="2018")`."""

    def __init__(self, record: "Record") -> None:
        """The timeline of a record."""
        super().__init__(record._db, "SELECT * FROM timeline")
        self._record = record

    def __call__(self, *countries: str, **asked: str) -> "Svg":
        """The events of these countries (of all without any) that meet all that is asked, drawn for a notebook.

        What can be asked is that of `memcon ask`. ValueError says what was expected, or that there is no such event.
        """
        from memcon.show.notebook import timeline  # noqa: PLC0415

        return timeline(self._record, {**asked, **({"dyad": "-".join(countries)} if countries else {})})


class Record:
    """An open record; `engagements`, `promises`, `statements`, `reports`, … are its views and tables."""

    def __init__(self, path: Path, run: Fields, db: duckdb.DuckDBPyConnection, tier: str = "all") -> None:
        """Made by `open_record`."""
        self.path, self.run, self._db, self.tier = path, run, db, tier

    def clear(self) -> "Record":
        """The same record with those claims alone whose rule is clear (view `rules`), or that a person decided."""
        return open_record(self.path, "clear")

    def cursor(self) -> "Record":
        """The same record to be asked from another thread."""
        return Record(self.path, self.run, self._db.cursor(), self.tier)

    def __getattr__(self, name: str) -> View:
        """The table or view of that name; raises AttributeError with those there are."""
        if name.startswith("_") or name not in self.views():
            raise AttributeError(f"a record has no {name!r}; it has {', '.join(self.views())}")
        return View(self._db, f"SELECT * FROM {name}")

    def __dir__(self) -> list[str]:
        """What can be asked for, views included."""
        return [*super().__dir__(), *self.views()]

    def views(self) -> list[str]:
        """The names of all tables and views."""
        return [row[0] for row in self.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL")]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of an SQL query over the record, its `?` filled with `values`."""
        return self._db.execute(query, list(values)).fetchall()

    def stream(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of an SQL query one after another, few of them held at a time; ask nothing else until it ends."""
        found = self._db.execute(query)
        return chain.from_iterable(iter(lambda: found.fetchmany(_AT_ONCE), []))

    def fields(self, query: str, *values: Any) -> list[Fields]:
        """The same by column."""
        found = self._db.execute(query, list(values))
        columns = [column[0] for column in found.description or []]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    def engagement(self, event: str) -> "Event":
        """One event by its id or the start of it; raises KeyError if none or several begin so."""
        return Event(self, self.find("event", event))

    def find(self, kind: str, start: str) -> str:
        """The id of the one event, claim or report whose id begins with `start`; KeyError if none or several do."""
        begins = f"starts_with({kind}_id, ?) OR starts_with(split_part({kind}_id, ':', -1), ?)"
        found = [
            row[0]
            for row in self.rows(f"SELECT DISTINCT {kind}_id FROM {kind}s WHERE {begins} ORDER BY ALL", start, start)
        ]
        if start in found:
            return start
        if len(found) != 1:
            raise KeyError(
                f"{'several' if found else 'no'} {kind} ids begin with {start!r}; {', '.join(found[:5])}".rstrip("; ")
            )
        return str(found[0])

    @property
    def events(self) -> "Events":
        """The table of events; called, the events that meet all that is asked, as rows of `happenings`."""
        return Events(self)

    @property
    def timeline(self) -> "Timeline":
        """The view of engagements and undertakings by day; called, its drawing."""
        return Timeline(self)

    def claim(self, claim: str) -> "Claim":
        """One claim by its id or the start of it; raises KeyError if none or several begin so."""
        from memcon.record.claim import Claim  # noqa: PLC0415

        return Claim(self, self.find("claim", claim))

    def sql(self, query: str) -> list[Fields]:
        """The rows of one query that only reads, over tables and views, with all other files out of reach."""
        from memcon.record.ask import select  # noqa: PLC0415

        columns, rows = select(self, query)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def decide(self, op: str, key: str, *rest: str, why: str, by: str | None = None) -> "Record":
        """The record after a person's decision, such as `decide("set", claim, "status=happened", why="…")`.

        Operations and what they take are those of `memcon decide`; KeyError and ValueError say what is wrong.
        """
        from memcon.show.decide import Reason, decide  # noqa: PLC0415 — building is asked for here, not on opening

        return decide(self, op, key, rest, Reason(why, by))

    def add(self, *paths: str | Path, workers: int = 0, limits: "Limits | None" = None) -> "Record":
        """The record with the reports under these paths; only those that are new or changed are coded."""
        from memcon.limits import USUAL  # noqa: PLC0415
        from memcon.show.grow import add  # noqa: PLC0415
        from memcon.show.make import Work  # noqa: PLC0415

        return add(self, paths, Work(workers=workers, limits=limits or USUAL))

    def drop(self, *reports: str) -> "Record":
        """The record without these reports, named by id, path or file name."""
        from memcon.show.grow import drop  # noqa: PLC0415
        from memcon.show.make import Work  # noqa: PLC0415

        return drop(self, reports, Work())

    def __repr__(self) -> str:
        """The record's size in one line."""
        counts = self.run.get("counts", {})
        told = f"{counts.get('reports')} reports, {counts.get('claims')} claims, {len(self.engagements)} engagements"
        return f"<Record {self.path}: {told}>"

    def _repr_html_(self) -> str:
        from memcon.show.notebook import record_card  # noqa: PLC0415

        return record_card(self)


class Event:
    """One event of a record, with the row that `happenings` gives of it."""

    def __init__(self, record: Record, event: str) -> None:
        """Made by `Record.engagement`."""
        self.id, self._record = event, record
        self.row = record.fields("SELECT * FROM happenings WHERE event_id = ?", event)[0]

    @property
    def claims(self) -> list[Fields]:
        """Its tellings, each with the report that it stands in and its `slots`."""
        claims = self._record.fields(
            "SELECT * FROM tellings WHERE event_id = ? ORDER BY path, start, claim_id", self.id
        )
        slots = 'SELECT * FROM slots WHERE claim_id = ? ORDER BY "start" NULLS LAST, part'
        return [claim | {"slots": self._record.fields(slots, claim["claim_id"])} for claim in claims]

    @property
    def evidence(self) -> "list[Claim]":
        """Its claims one by one, each of which a notebook shows in its sentence."""
        from memcon.record.claim import Claim  # noqa: PLC0415

        query = 'SELECT claim_id FROM tellings WHERE event_id = ? ORDER BY path, "start", claim_id'
        return [Claim(self._record, claim) for (claim,) in self._record.rows(query, self.id)]

    def _repr_html_(self) -> str:
        from memcon.show.notebook import event_card  # noqa: PLC0415

        return event_card(self)

    def __repr__(self) -> str:
        """What, who, where, when and how well supported, in one line."""
        row = self.row
        days = "day unknown" if not row["first"] and not row["last"] else f"{row['first'] or '…'}/{row['last'] or '…'}"
        what = f"{row['kind']} of {' – '.join(row['parties'])}" + (f", {row['place']}" if row["place"] else "")
        return f"<Event {self.id}: {what}, {days}, {row['status']}, {row['support']}>"


def open_record(path: Path, tier: str = "all") -> Record:
    """Open the record at `path`, all of it or its `clear` tier.

    Raises NotARecord if there is none, or one of another format version.
    """
    run = checked_run(path)
    db = duckdb.connect()
    attach(db, {table: f"'{_parts(path, table)}'" for table in ROWS}, tier)
    return Record(path, run, db, tier)


def checked_run(path: Path) -> Fields:
    """What `run.json` tells of a record that this memcon can read; NotARecord where there is none, or another."""
    if not is_record(path):
        raise NotARecord(f"{path}: no record here; make one with: memcon build PATH… -o {path}")
    run = read_run(path)
    if run.get("format") != FORMAT:
        found = f"format {run.get('format')!r}, this memcon reads format {FORMAT}"
        remedy = "update memcon" if isinstance(run.get("format"), int) and run["format"] > FORMAT else "build it again"
        raise NotARecord(f"{path}: {found}; {remedy}: memcon build PATH… -o {path}")
    for table in ROWS:
        _parts(path, table)
    return run


def read_run(path: Path) -> Fields:
    """What `run.json` of a record tells; NotARecord where it cannot be read."""
    try:
        return msgspec.json.decode((path / "run.json").read_bytes(), type=Fields)
    except msgspec.MsgspecError as why:
        raise NotARecord(f"{path / 'run.json'}: not a JSON object ({why}); build the record again") from why


def attach(db: duckdb.DuckDBPyConnection, sources: Mapping[str, str], tier: str = "all") -> None:
    """Make the tables and views of a record known to a connection, each table read from its source (a glob, a list).

    A tier narrows the claims, and with them all that is derived from claims. Views are made over empty tables of the
    same shape: DuckDB plans each with all that it rests on, and would open every part of every table for each anew.
    """
    _attach_known(db)
    for table in ROWS:
        db.execute(f"CREATE TABLE {table} AS {_read(sources[table])} LIMIT 0")
    for views in VIEW_FILES:
        db.execute(resources.files("memcon.record").joinpath(views).read_text(encoding="utf-8"))
    for table in ROWS:
        db.execute(f"DROP TABLE {table}")
    _attach_rows(db, sources, tier)


def attach_tables(db: duckdb.DuckDBPyConnection, sources: Mapping[str, str], tier: str) -> None:
    """Make the tables of a record, and what its views look up, known to a connection."""
    _attach_known(db)
    _attach_rows(db, sources, tier)


def _read(source: str) -> str:
    return f"SELECT * FROM read_parquet({source}, union_by_name = true)"


def _attach_rows(db: duckdb.DuckDBPyConnection, sources: Mapping[str, str], tier: str) -> None:
    """The tables of a record or of a tier; claims first, for others are narrowed by them."""
    for table in ("claims", *(table for table in ROWS if table != "claims")):
        kept = NARROWED[tier].get(table, "")
        db.execute(f"CREATE VIEW {table} AS {_read(sources[table])}" + (f" WHERE {kept}" if kept else ""))


def _attach_known(db: duckdb.DuckDBPyConnection) -> None:
    """What views look up of the package's data."""
    attach_rules(db)
    for table, (file, columns) in _KNOWN.items():
        with resources.as_file(resources.files("memcon").joinpath("data", file)) as data:
            rows = "read_csv(?, header = true, all_varchar = true)"
            db.execute(f"CREATE TABLE {table} AS SELECT {columns} FROM {rows}", [str(data)])


def listed(path: Path) -> dict[str, str]:
    """The parts that each table has now, one by one, as lists of SQL."""
    found = {table: sorted((path / table).absolute().glob("*.parquet")) for table in ROWS}
    quoted = {table: [str(part).replace("'", "''") for part in parts] for table, parts in found.items()}
    return {table: "[" + ", ".join(f"'{part}'" for part in parts) + "]" for table, parts in quoted.items()}


def digest(record: Record) -> str:
    """A hash of what the record says: its tables, their rows sorted; the same in any order, shards or folder."""
    total, told = hashlib.sha256(), json.JSONEncoder(ensure_ascii=False, default=str)
    for table in ROWS:
        left_out = "".join(f" EXCLUDE ({', '.join(columns)})" for columns in [_NOT_HASHED.get(table)] if columns)
        for row in record.stream(f"SELECT *{left_out} FROM {table} ORDER BY ALL"):
            values = [round(value, 6) if isinstance(value, float) else value for value in row]
            total.update(told.encode([table, *values]).encode() + b"\n")
    return total.hexdigest()


def _parts(path: Path, table: str) -> str:
    """The glob of a table's parts as an SQL text; raises NotARecord if it has none."""
    if not any((path / table).glob("*.parquet")):
        raise NotARecord(f"{path}: its table {table} has no part; the record is damaged, build it again")
    return glob(path, table)
