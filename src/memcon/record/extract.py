"""To take out of a record what is written elsewhere: its tables and views, row by row, whole or of chosen events."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow.parquet as pq

from memcon.record.ask import events
from memcon.record.record import Fields, Record
from memcon.record.rows import ROWS
from memcon.record.worked_out import WorkedOut

Row = tuple[Any, ...]
Watch = Callable[[str, int], None]
"""What is told, as they come, how many more rows of a table or view were taken."""

TABLES = tuple(ROWS)
VIEWS = (
    "engagements",
    "promises",
    "statements",
    "sheet",
    "participants",
    "planned_then",
    "disagreements",
    "omissions",
    "framing",
)
"""The tables and views that an export of a whole record holds."""

SOME = 8_192
"""Rows taken at a time."""

_PLAIN = ("VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN")
"""The types of numbers and texts."""

_CLAIMS = "claim_id IN (SELECT claim_id FROM events WHERE event_id IN (FROM chosen))"
_REPORTS = f"report_id IN (SELECT report_id FROM claims WHERE {_CLAIMS})"
_ACTORS = (
    f"actor_id IN (SELECT actor_id FROM slots WHERE {_CLAIMS} UNION SELECT speaker FROM claims WHERE {_CLAIMS}"
    f" UNION SELECT place FROM claims WHERE {_CLAIMS})"
)
_EVENT = "event_id IN (FROM chosen)"
_OF_CHOSEN: Mapping[str, str] = {
    **dict.fromkeys(("claims", "slots", "statements", "clauses", "stretches"), _CLAIMS),
    **dict.fromkeys(("reports", "sections", "unread"), _REPORTS),
    **dict.fromkeys(("actors", "names", "posts", "actor_entities"), _ACTORS),
    "links": f'"left" IN (SELECT claim_id FROM claims WHERE {_CLAIMS})'
    f' AND "right" IN (SELECT claim_id FROM claims WHERE {_CLAIMS})',
    "decisions": _CLAIMS,
    "disagreements": f"({_EVENT} OR right_event IN (FROM chosen))",
    "framing": "false",
    "as_of": "true",
}
"""The condition that a row has to meet where events were chosen; of other views, that its event is one of them.

How an outlet frames a party is counted over whole reports, so an export of chosen events has no row of it.
"""

_ORDERED = {"participants": "event_id, side, seat, name, actor_id", "disagreements": "ALL", "framing": "ALL"}
"""A total order for views that have none of their own; tables come as they were written, sorted."""

EVERYTHING: Mapping[str, str | None] = MappingProxyType({})


class Extract:
    """The rows of a record's tables and views, all of them or those of the events asked for (as `memcon ask` asks)."""

    def __init__(
        self, record: Record, asked: Mapping[str, str | None] = EVERYTHING, watch: Watch = lambda *_: None
    ) -> None:
        """Raises ValueError if what is asked cannot be."""
        self.record, self.watch = record, watch
        self.asked = given = {name: value for name, value in asked.items() if value is not None}
        self.events = [row["event_id"] for row in events(record, given)] if given else None
        self._views = WorkedOut(record.path, record.tier)
        if self.events is not None:
            self._views.db.execute("CREATE TABLE chosen AS SELECT unnest(?::VARCHAR[]) AS event_id", [self.events])

    def query(self, name: str) -> str:
        """The query that gives the rows of a table or view in order."""
        order = f" ORDER BY {_ORDERED[name]}" if name in _ORDERED else ""
        return f"SELECT * FROM {name}{self._where(name)}{order}"

    def columns(self, name: str) -> list[tuple[str, str]]:
        """The columns of a table or view with DuckDB's type of each."""
        self._views.need(name)
        return [(row[0], row[1]) for row in self._views.db.execute(f"DESCRIBE {name}").fetchall()]

    def count(self, name: str) -> int:
        """How many rows of a table or view are taken."""
        self._views.need(name)
        return int(self._views.db.execute(f"SELECT count(*) FROM {name}{self._where(name)}").fetchall()[0][0])

    def batches(self, name: str) -> Iterator[list[Row]]:
        """The rows of a table or view, some at a time."""
        self._views.need(name)
        return self._some(name, self.query(name))

    def plain(self, name: str) -> Iterator[list[Row]]:
        """The same of numbers and texts alone: a day is an ISO text, a list a JSON text."""
        told = ", ".join(_plain(column, kind) for column, kind in self.columns(name))
        return self._some(name, self.query(name).replace("SELECT *", f"SELECT {told}", 1))

    def _some(self, name: str, query: str) -> Iterator[list[Row]]:
        """The rows that a query gives of a table or view, some at a time."""
        cursor = self._views.db.cursor().execute(query)
        while some := cursor.fetchmany(SOME):
            self.watch(name, len(some))
            yield some

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table or view one by one."""
        return chain.from_iterable(self.batches(name))

    def fields(self, name: str) -> Iterator[Fields]:
        """The same by column."""
        columns = [column for column, _ in self.columns(name)]
        return (dict(zip(columns, row, strict=True)) for row in self.rows(name))

    def write_parquet(self, name: str, file: Path) -> None:
        """Write a table or view as one Parquet file."""
        self._views.need(name)
        batches = self._views.db.sql(self.query(name)).to_arrow_reader(SOME)
        with pq.ParquetWriter(file, batches.schema, compression="zstd") as part:
            for batch in batches:
                part.write_batch(batch)
                self.watch(name, batch.num_rows)

    def _where(self, name: str) -> str:
        """The condition on the rows of a table or view, as the end of a query."""
        return f" WHERE {_OF_CHOSEN.get(name, _EVENT)}" if self.events is not None else ""


def _plain(column: str, kind: str) -> str:
    """The expression that gives a column of a type as numbers or texts; made by the engine, it costs half as much."""
    if kind in _PLAIN:
        return f'"{column}"'
    told = f'to_json("{column}")' if kind.endswith("[]") else f'"{column}"'
    return f'{told}::VARCHAR AS "{column}"'
