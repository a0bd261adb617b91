"""To write a record aside and put it in place in one step: a failed build never harms the record that is there."""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import resources
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from memcon.record.cache import Kept, write_cache
from memcon.record.history import LOG, changes, lines
from memcon.record.parts import ONE, parter
from memcon.record.place import NEW, cannot_write, swap
from memcon.record.rows import IN_ORDER, ROWS, Built, Row
from memcon.record.shelve import sign_index, write_index

FORMAT = 2
"""The version of the record's format; it rises when a table or column changes its meaning."""

LOGS = ("decisions.jsonl", "history.jsonl")
"""What people decided, and event ids that vanished: kept from build to build."""

RUN = "run.json"
"""What tells with what a record was made, and what that took."""

DERIVED = "pages"
"""What `memcon serve` derives from a record: no part of the contract, made anew whenever the record changes."""

BATCH, CHUNK = 16_384, 2_048
"""Rows turned into columns at a time, and rows of one part of many."""

NOTHING: Mapping[str, bytes] = MappingProxyType({})

_ARROW = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
}
"""Arrow's type for each type that schema.sql uses."""


class NotARecord(Exception):  # noqa: N818 — read as a sentence: "raises NotARecord"
    """A path is no record, or no record that this version can read; the message says what to do."""


def write(
    built: Built,
    path: Path,
    *,
    run: Mapping[str, Any] | Callable[[], Mapping[str, Any]],
    kept: Iterable[Kept] = (),
    beside: Mapping[str, bytes] = NOTHING,
) -> None:
    """Write a record at `path`, in place of one that is there; `run` is what `run.json` tells beside format and counts,
    or what gives it once all else is written.

    `kept` is what each report yielded by itself, so that the record can grow; `beside` are files to lay beside the
    tables, by their paths in the record. What a build does not write (decisions,
    files of the user's) is carried over, and the history told on. Raises NotARecord if `path` holds something else,
    CannotWrite if it cannot be written; the old record then stands as it was.
    """
    refuse_foreign(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=NEW, dir=path.parent))
    try:
        counts, spell = _write_tables(built, aside)
        write_cache(coded := list(kept), aside)
        for name, content in beside.items():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).write_bytes(content)
        write_index(aside, built, coded, spell)
        _carry_over(path, aside)
        if is_record(path):
            with (aside / LOG).open("ab") as history:
                history.write(lines(list(changes(path, built))))
        _sign({"format": FORMAT, **(run() if callable(run) else run), "counts": counts}, aside)
        swap(aside, path)
    except BaseException as why:
        shutil.rmtree(aside, ignore_errors=True)
        if isinstance(why, OSError):
            raise cannot_write(path, why) from why
        raise


def _sign(told: Mapping[str, Any], aside: Path) -> None:
    """Write last what a record was made with and what that took, and note it in the index."""
    (aside / RUN).write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sign_index(aside)
    aside.chmod(0o755)


def refuse_foreign(path: Path) -> None:
    """Raise NotARecord if a build must not replace what stands at `path` (a file, a folder of other things).

    Raises PermissionError if nothing can be written there: better told before the coding than after it.
    """
    if path.is_file() or (path.is_dir() and any(path.iterdir()) and not is_record(path)):
        raise NotARecord(f"{path}: not a record, so it is not overwritten; choose another place for the record")
    standing = next(folder for folder in path.absolute().parents if folder.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK | os.X_OK):
        raise PermissionError(f"{path}: cannot be written, {standing} takes no new folder; choose another place")


def is_record(path: Path) -> bool:
    """Whether a folder is a record of any version."""
    return (path / RUN).is_file() and (path / "claims").is_dir()


def tables() -> str:
    """The statements that create the record's tables."""
    return resources.files("memcon.record").joinpath("schema.sql").read_text(encoding="utf-8")


def _write_tables(built: Built, folder: Path) -> tuple[dict[str, int], str]:
    """Write each table as sorted Parquet parts, an empty one too; the number of rows of each, and what a part spans."""
    counts = {}
    spell, tells = parter(built.coded)
    with duckdb.connect() as db:
        db.execute(tables())
        for table, make in ROWS.items():
            schema = columns_of(db, table)
            if spell == ONE:
                counts[table] = _write_part(folder / table, batches(make(built), schema), schema)
            else:
                counts[table] = _write_parts(folder / table, make(built), schema, partial(tells, table))
    return counts, spell


def _write_parts(folder: Path, rows: Iterable[Row], schema: pa.Schema, part: Callable[[Row], str]) -> int:
    """Write the rows of a table, each into its part; the number of them."""
    held: dict[str, list[pa.Table]] = {}
    waiting: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        own = waiting[part(row)]
        own.append(row)
        if len(own) == CHUNK:
            held.setdefault(part(row), []).extend(batches(own, schema))
            own.clear()
    for name, own in waiting.items():
        held.setdefault(name, []).extend(batches(own, schema))
    for name, tables in held.items() or [("part-0", [])]:
        _write_part(folder, tables, schema, name)
    return sum(table.num_rows for tables in held.values() for table in tables)


def write_part(db: duckdb.DuckDBPyConnection, query: str, folder: Path) -> int:
    """Write what a query gives as the part of the table that the folder is named after; the number of its rows.

    The table's columns are those that the connection knows it by.
    """
    schema = columns_of(db, folder.name)
    reader = db.sql(query).to_arrow_reader(BATCH)
    return _write_part(folder, (pa.Table.from_batches([batch]).cast(schema) for batch in reader), schema)


def columns_of(db: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    """The columns of a table that the connection knows, as Arrow types."""
    return pa.schema([(row[0], _ARROW[row[1]]) for row in db.execute(f"DESCRIBE {table}").fetchall()])


def _write_part(folder: Path, batches: Iterable[pa.Table], schema: pa.Schema, name: str = "part-0") -> int:
    """Write the rows of a table as one part, sorted; the number of them."""
    folder.mkdir(exist_ok=True)
    n = 0
    with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as part:
        for batch in batches if folder.name in IN_ORDER else in_order(batches, schema):
            part.write(batch)
            n += batch.num_rows
    return n


def batches(rows: Iterable[Row], schema: pa.Schema) -> Iterator[pa.Table]:
    """Rows as Arrow tables, some at a time, so that a table of any length takes little memory."""
    rest = iter(rows)
    while some := list(islice(rest, BATCH)):
        columns = zip(*some, strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        yield pa.Table.from_arrays(arrays, schema=schema)


def in_order(batches: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows of all batches in order of their values, what is unknown last; lists count for nothing."""
    whole = pa.concat_tables([schema.empty_table(), *batches])
    keys = [(field.name, "ascending") for field in schema if not pa.types.is_list(field.type)]
    order = pc.sort_indices(whole, sort_keys=keys)
    for start in range(0, len(order), BATCH):
        yield whole.take(order[start : start + BATCH])


def _carry_over(old: Path, new: Path) -> None:
    """Copy into the new record what stands in the old one and no build writes; make the logs that are not there."""
    for entry in sorted(old.iterdir()) if old.is_dir() else []:
        target = new / entry.name
        if not target.exists() and entry.name not in (DERIVED, RUN):
            shutil.copytree(entry, target) if entry.is_dir() else shutil.copy2(entry, target)
    for name in LOGS:
        (new / name).touch()
