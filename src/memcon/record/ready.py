"""To make a record ready for many quick questions: its views as tables of one file, derived once for what it holds."""

import hashlib
import os
import shutil
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from memcon.record.history import LOG as HISTORY
from memcon.record.record import Record, attach, checked_run, listed
from memcon.record.rows import ROWS
from memcon.record.search import index
from memcon.record.store import DERIVED

_MEMORY = "400MB"
"""The memory that the database may take to derive the tables, for which it also uses the disk, and to be asked."""
_BY_EVENT = "event_id, claim_id"
_KEPT = {
    **dict.fromkeys(ROWS, "ALL"),
    "reports": "report_id",
    "sections": "report_id, section",
    "claims": "claim_id",
    "slots": "claim_id",
    "as_of": "day",
    "rules": "rule",
    "place_points": "actor_id",
    "tellings": _BY_EVENT,
    "clauses": _BY_EVENT,
    "verdicts": "event_id",
    "bearing": _BY_EVENT,
    "event_days": "event_id",
    "sources": "event_id",
    "origins": "event_id",
    "participants": "event_id, side, seat, name",
    "event_parties": "event_id",
    "event_countries": "event_id",
    "event_places": "event_id",
    "event_support": "event_id",
    "support": "event_id, origin, source, report_id",
    "happenings": "event_id",
    "followed": "event_id, by_event, by_claim",
    "claim_sides": "claim_id",
    "due": "event_id",
    "ended": "event_id",
    "promises": 'coalesce("first", "last") NULLS LAST, "last", kind, event_id',
    "statements": 'report_id, "start", claim_id',
    "planned_then": "event_id, planned_claim, then_claim",
    "framing": "outlet, party, words",
    "omissions": "event_id, told_by, absent_from, beside",
    "titles_told": "claim_id",
    "figures": "claim_id",
    "matters": "claim_id",
    "compared": '"left", "right"',
    "disagreements": 'event_id, about, "left", "right", left_says, right_says',
}
"""What is held as a table, each after those that it derives from, with the order of its rows."""
_PASSING = ("tellings", "verdicts", "bearing", "event_days", "sources", "origins", "claim_sides", "slots", "links",
            "event_parties", "event_countries", "event_places", "event_support", "claims", "due", "ended",
            "titles_told", "figures", "matters", "compared")  # fmt: skip
"""What pages do not ask for, once the rest is derived from it."""


@cache
def _code() -> bytes:
    """What the tables are derived by."""
    files = ("views.sql", "disagreements.sql", "ready.sql", "queue.sql", "ready.py", "search.py")
    return b"".join(resources.files("memcon.record").joinpath(name).read_bytes() for name in files)


def stamp(path: Path) -> str:
    """What tells one state of a record from another: a hash of its files' sizes and times, and of the SQL."""
    total = hashlib.sha256()
    for part in sorted([*path.glob("*/*.parquet"), path / "run.json", path / HISTORY]):
        if part.parent.name != DERIVED and part.is_file():
            told = part.stat()
            total.update(f"{part.relative_to(path)} {told.st_size} {told.st_mtime_ns} {told.st_ino}\n".encode())
    total.update(_code())
    return total.hexdigest()[:16]


def ready(path: Path) -> tuple[Record, Path]:
    """The record at `path` with its views as tables (and those of ready.sql), and the file with the index of its words.

    Both lie in files that are kept in the record, or where that can't be written in a folder for temporary files; they
    are made anew where the record has changed. Raises NotARecord as `open_record` does.
    """
    run = checked_run(path)
    name = stamp(path)
    folder = _folder(path)
    tables, words = folder / f"{name}.duckdb", folder / f"{name}.sqlite"
    if not (tables.is_file() and words.is_file()):
        _make(path, tables, words)
        for old in folder.iterdir():
            if old.suffix in (".duckdb", ".sqlite") and old.stem != name:
                old.unlink(missing_ok=True)
    db = duckdb.connect(str(tables), read_only=True, config={"threads": 2, "memory_limit": _MEMORY})
    return Record(path, run, db), words


def _folder(path: Path) -> Path:
    """Where what is derived can be kept."""
    folder = path / DERIVED
    try:
        folder.mkdir(exist_ok=True)
        if os.access(folder, os.W_OK | os.X_OK):
            return folder
    except OSError:
        pass
    where = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"memcon-{os.getuid() if hasattr(os, 'getuid') else 0}-{where}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder}: belongs to somebody else; make the record's folder writable, or remove it")
    return folder


def _make(path: Path, tables: Path, words: Path) -> None:
    """Derive everything aside, then put it in place."""
    aside = Path(tempfile.mkdtemp(prefix="new-", dir=tables.parent))
    try:
        with duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(aside / "spilled")}) as db:
            attach(db, listed(path))
            db.execute(f"ATTACH '{str(aside / 'tables').replace(chr(39), chr(39) * 2)}' AS ready")
            for name, order in _KEPT.items():
                _keep(db, name, order)
            _name_countries(db)
            for name in ("ready.sql", "queue.sql"):
                db.execute(resources.files("memcon.record").joinpath(name).read_text(encoding="utf-8"))
            index(db, aside / "words")
            for name in _PASSING:
                db.execute(f"DROP VIEW {name}; DROP TABLE ready.{name}")
            db.execute(
                "USE ready; CREATE VIEW claims AS FROM clauses; CREATE VIEW slots AS FROM event_slots; USE memory"
            )
            db.execute("CHECKPOINT ready; DETACH ready")
        (aside / "words").replace(words)
        (aside / "tables").replace(tables)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _keep(db: duckdb.DuckDBPyConnection, name: str, order: str) -> None:
    """Derive a view once; what is derived from it later reads the table."""
    db.execute(f"CREATE TABLE ready.{name} AS SELECT * FROM main.{name} ORDER BY {order}")
    kind = "TABLE" if name in ("place_points",) else "VIEW"
    db.execute(f"DROP {kind} main.{name}; CREATE VIEW {name} AS SELECT * FROM ready.{name}")


def _name_countries(db: duckdb.DuckDBPyConnection) -> None:
    """Every state of the reference data by its code, former ones too."""
    db.execute("CREATE TABLE ready.country_names (country VARCHAR, name VARCHAR)")
    with resources.as_file(resources.files("memcon").joinpath("data", "states.csv")) as rows:
        query = "SELECT id, name FROM read_csv(?, header = true, all_varchar = true) ORDER BY id"
        db.execute(f"INSERT INTO ready.country_names {query}", [str(rows)])
    db.execute("CREATE VIEW country_names AS SELECT * FROM ready.country_names")
