"""To derive from a record what pages ask for: its views as tables of one file, and the index of its words."""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib import resources
from pathlib import Path

import duckdb

from memcon.record.record import attach_tables, listed
from memcon.record.rows import ROWS
from memcon.record.search import index
from memcon.record.store import DERIVED

_MEMORY = (350, 1_400, 5_600)
"""Megabytes that the database may take, beyond which it uses the disk; more is given where it cannot do with less."""
_SMALL = 16 << 20
"""Bytes of tables up to which all is derived in this process; more takes memory that only the end of one gives back."""
_BY_EVENT = "event_id, claim_id"
_HELD = {
    **dict.fromkeys(ROWS, "ALL"),
    "reports": "report_id",
    "sections": "report_id, section",
    "claims": "claim_id",
    "slots": "claim_id",
    "rules": "rule",
    "place_points": "actor_id",
}
"""The tables of the record and what views look up, with the order of their rows."""
_KEPT = {
    "as_of": "day",
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
"""The views that are held as tables, each after those that it derives from, with the order of its rows."""
_PASSING = ("tellings", "verdicts", "bearing", "event_days", "sources", "origins", "claim_sides", "slots", "links",
            "event_parties", "event_countries", "event_places", "event_support", "claims", "due", "ended",
            "titles_told", "figures", "matters", "compared")  # fmt: skip
"""What pages do not ask for, once the rest is derived from it."""


def derived(path: Path, tables: Path, words: Path) -> None:
    """Derive the tables of the record at `path` and the index of its words, and put both in place.

    Of a large record that is done by a process of its own. RuntimeError tells why it failed.
    """
    size = sum(part.stat().st_size for part in path.glob("*/*.parquet") if part.parent.name != DERIVED)
    if size <= _SMALL:
        make(path, tables, words)
        return
    command = [sys.executable, "-m", "memcon.record.derive", *map(str, (path, tables, words))]
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(command, env=known, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        told = done.stderr.strip().rpartition("\n")[2] or f"ended with {done.returncode}"
        raise RuntimeError(f"{path}: its views could not be derived ({told}); make room on the disk, then try again")


def make(path: Path, tables: Path, words: Path) -> None:
    """Derive everything aside, then put it in place."""
    for limit in _MEMORY:
        aside = Path(tempfile.mkdtemp(prefix="new-", dir=tables.parent))
        try:
            _make_aside(path, aside, limit)
            (aside / "words").replace(words)
            (aside / "tables").replace(tables)
            return
        except duckdb.OutOfMemoryException:
            if limit == _MEMORY[-1]:
                raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _make_aside(path: Path, aside: Path, limit: int) -> None:
    """Derive everything in a folder, in so many megabytes."""
    with duckdb.connect(config={"memory_limit": f"{limit}MB", "temp_directory": str(aside / "spilled")}) as db:
        attach_tables(db, listed(path), "all")
        db.execute(f"ATTACH '{str(aside / 'tables').replace(chr(39), chr(39) * 2)}' AS ready")
        for name, order in _HELD.items():
            _keep(db, name, order)
        _run(db, "views.sql", "disagreements.sql")
        for name, order in _KEPT.items():
            _keep(db, name, order)
        _name_countries(db)
        _run(db, "ready.sql", "queue.sql")
        index(db, aside / "words")
        for name in _PASSING:
            db.execute(f"DROP VIEW {name}; DROP TABLE ready.{name}")
        db.execute("USE ready; CREATE VIEW claims AS FROM clauses; CREATE VIEW slots AS FROM event_slots; USE memory")
        db.execute("CHECKPOINT ready; DETACH ready")


def _run(db: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Run files of SQL that lie beside this one."""
    for name in names:
        db.execute(resources.files("memcon.record").joinpath(name).read_text(encoding="utf-8"))


def _keep(db: duckdb.DuckDBPyConnection, name: str, order: str) -> None:
    """Derive a view once; what is derived from it later reads the table."""
    db.execute(f"CREATE TABLE ready.{name} AS SELECT * FROM main.{name} ORDER BY {order}")
    kind = "TABLE" if name == "place_points" else "VIEW"
    db.execute(f"DROP {kind} main.{name}; CREATE VIEW {name} AS SELECT * FROM ready.{name}")


def _name_countries(db: duckdb.DuckDBPyConnection) -> None:
    """Every state of the reference data by its code, former ones too."""
    db.execute("CREATE TABLE ready.country_names (country VARCHAR, name VARCHAR)")
    with resources.as_file(resources.files("memcon").joinpath("data", "states.csv")) as rows:
        query = "SELECT id, name FROM read_csv(?, header = true, all_varchar = true) ORDER BY id"
        db.execute(f"INSERT INTO ready.country_names {query}", [str(rows)])
    db.execute("CREATE VIEW country_names AS SELECT * FROM ready.country_names")


if __name__ == "__main__":
    make(*map(Path, sys.argv[1:4]))
