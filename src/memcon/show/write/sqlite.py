"""To write a record as one SQLite database, which Datasette and any SQL tool open."""

import sqlite3
from pathlib import Path

from memcon.record.extract import TABLES, VIEWS, Extract

_TYPES = {"INTEGER": "INTEGER", "BIGINT": "INTEGER", "DOUBLE": "REAL", "BOOLEAN": "INTEGER"}
"""SQLite's type for DuckDB's; all else is TEXT (days as ISO texts, lists as JSON)."""

_KEYS = {"reports": "report_id", "claims": "claim_id", "actors": "actor_id"}
_INDEXES = {
    "claims": ("report_id", "kind", "status"),
    "slots": ("claim_id", "actor_id"),
    "events": ("event_id", "claim_id"),
    "sections": ("report_id",),
    "links": ("left", "right"),
    "engagements": ("event_id", "first"),
    "participants": ("event_id", "name"),
}


def write_sqlite(extract: Extract, out: Path) -> None:
    """One database with a table for each table and view of the record, and a full-text index over the reports."""
    db = sqlite3.connect(out, isolation_level=None)
    try:
        for setting in ("page_size = 8192", "journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            db.execute(f"PRAGMA {setting}")
        db.execute("BEGIN")
        for name in (*TABLES, *VIEWS):
            _table(db, extract, name)
        words = """title, text, content="reports", tokenize='unicode61 remove_diacritics 2'"""
        db.execute(f"CREATE VIRTUAL TABLE reports_fts USING fts5({words})")
        db.execute("INSERT INTO reports_fts (rowid, title, text) SELECT rowid, title, text FROM reports")
        db.execute("COMMIT")
    finally:
        db.close()


def _table(db: sqlite3.Connection, extract: Extract, name: str) -> None:
    """One table with its rows and indexes."""
    columns = extract.columns(name)
    key = _KEYS.get(name)
    told = ", ".join(
        f'"{column}" {_TYPES.get(kind, "TEXT")}' + (" PRIMARY KEY" if column == key else "") for column, kind in columns
    )
    db.execute(f'CREATE TABLE "{name}" ({told})')
    marks = ", ".join("?" * len(columns))
    for rows in extract.plain(name):
        db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    for column in _INDEXES.get(name, ()):
        db.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
