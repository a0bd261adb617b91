"""To make a record again from the tables that `memcon export` wrote as CSV, lines of JSON or Parquet."""

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb

from memcon.record.check import check
from memcon.record.place import NEW, held, swap
from memcon.record.record import Record, open_record
from memcon.record.rows import ROWS
from memcon.record.store import FORMAT, LOGS, NotARecord, refuse_foreign, tables, write_part

KEPT = "kept"
"""The folder of an export that holds what a record keeps beside its tables."""
BESIDE = ("run.json", *LOGS)

_LONGEST = 1 << 26
"""Bytes that a line may have: a report's text and what else stands in its row."""


def restore(folder: Path, path: Path) -> Record:
    """The record of an export, written to `path` when it is complete and passes `memcon check`.

    Raises NotARecord, naming the file, the table or the rule that is broken, or BeingBuilt while another process holds
    `path`; what stood there is then as it was.
    Views in the export are not read: they follow from the tables. The record can be asked, but neither corrected nor
    made to grow: what was coded is no part of an export.
    """
    refuse_foreign(path)
    read = READERS[_ending(folder)]
    with held(path), tempfile.TemporaryDirectory(NEW, f".{path.name}.", path.absolute().parent) as aside:
        made = Path(aside) / "record"
        made.mkdir()
        counts = _write_tables(folder, made, read)
        _lay_beside(folder, made, counts)
        if broken := check(open_record(made)):
            one = broken[0]
            raise NotARecord(
                f"{folder}: no record, {len(broken):,} rows break its rules; the first: {one.rule}: {one.where}"
            )
        swap(made, path)
    return open_record(path)


def _ending(folder: Path) -> str:
    """Which format the tables of an export have; NotARecord if none or several."""
    found = [ending for ending in READERS if (folder / f"claims.{ending}").is_file()]
    if len(found) != 1:
        told = "several formats" if found else "no claims.csv, claims.jsonl or claims.parquet"
        raise NotARecord(f"{folder}: {told}; give a folder that memcon export wrote as csv, jsonl or parquet")
    return found[0]


def _write_tables(folder: Path, made: Path, read: "Reader") -> dict[str, int]:
    """Write each table of an export as a part of a record; the number of rows of each."""
    counts = {}
    with duckdb.connect() as db:
        db.execute(tables())
        for table in ROWS:
            file = next(folder.glob(f"{table}.*"), None)
            if file is None:
                raise NotARecord(f"{folder}: its table {table} is missing; export the record again")
            columns = {row[0]: row[1] for row in db.execute(f"DESCRIBE {table}").fetchall()}
            try:
                counts[table] = write_part(db, read(str(file), columns), made / table)
            except duckdb.Error as why:
                raise NotARecord(f"{file}: cannot be read as the table {table}: {why}") from why
    return counts


def _lay_beside(folder: Path, made: Path, counts: Mapping[str, int]) -> None:
    """Lay what a record keeps beside its tables into a new record, with the counts of what is there."""
    for name in LOGS:
        kept = folder / KEPT / name
        (made / name).write_bytes(kept.read_bytes() if kept.is_file() else b"")
    told = folder / KEPT / "run.json"
    run = json.loads(told.read_bytes()) if told.is_file() else {"format": FORMAT}
    text = json.dumps({**run, "counts": counts}, indent=2, ensure_ascii=False) + "\n"
    (made / "run.json").write_text(text, encoding="utf-8")


Reader = Callable[[str, Mapping[str, str]], str]
"""The query that reads a file as a table of these columns."""


def _from_csv(file: str, columns: Mapping[str, str]) -> str:
    longest = min(_LONGEST, max(1 << 21, Path(file).stat().st_size))
    texts = "{" + ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in columns) + "}"
    told = ", ".join(_typed(name, kind) for name, kind in columns.items())
    options = (
        "header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', parallel = false,"
        f" allow_quoted_nulls = false, max_line_size = {longest}, buffer_size = {2 * longest}, columns = {texts}"
    )
    return f"SELECT {told} FROM read_csv({_quoted(file)}, {options})"


def _typed(name: str, kind: str) -> str:
    """A column of CSV as what it was: texts without the apostrophe that kept them from being run, lists from JSON."""
    column = f'"{name}"'
    if kind == "VARCHAR":
        return f"regexp_replace({column}, '^''(''*[=+\\-@\\t\\r])', '\\1') AS {column}"
    return f"{f'{column}::JSON' if kind.endswith('[]') else column}::{kind} AS {column}"


def _from_jsonl(file: str, columns: Mapping[str, str]) -> str:
    kinds = "{" + ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in columns.items()) + "}"
    options = f"format = 'newline_delimited', maximum_object_size = {_LONGEST}, columns = {kinds}"
    return f"SELECT * FROM read_json({_quoted(file)}, {options})"


def _from_parquet(file: str, columns: Mapping[str, str]) -> str:
    told = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in columns.items())
    return f"SELECT {told} FROM read_parquet({_quoted(file)})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


READERS: dict[str, Reader] = {"csv": _from_csv, "jsonl": _from_jsonl, "parquet": _from_parquet}
"""What reads the tables of an export, by the ending of their files."""
