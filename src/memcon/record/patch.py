"""To write what changed of a record aside, beside all that stays as it is, and put it in place in one step."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from msgspec import Struct

from memcon.record.cache import Kept, write_cache
from memcon.record.history import LOG, Change, lines
from memcon.record.place import NEW, cannot_write, swap
from memcon.record.rows import ROWS, Row
from memcon.record.store import DERIVED, batches, columns_of, in_order, tables

KEYS: Mapping[str, tuple[str, ...]] = {
    "reports": ("report_id",),
    "sections": ("report_id",),
    "unread": ("report_id",),
    "claims": ("claim_id",),
    "slots": ("claim_id",),
    "events": ("claim_id",),
    "links": ("left", "right", "relation"),
    "posts": ("actor_id", "post", "first", "last", "source"),
    "actors": ("actor_id",),
    "names": ("actor_id", "name"),
}
"""By which columns the rows of a table are taken out."""
BETWEEN = "\x1f"


class Patch(Struct):
    """What changes of one table, by part: the keys of the rows that go, the rows that come, and the values that columns
    of rows that stay take, by key."""

    gone: dict[str, set[str]]
    came: dict[str, list[Row]]
    told: dict[str, dict[str, dict[str, Any]]]

    def take(self, part: str, *keys: str) -> None:
        """Take rows out of a part."""
        self.gone.setdefault(part, set()).update(keys)

    def put(self, part: str, row: Row) -> None:
        """Put a row into a part."""
        self.came.setdefault(part, []).append(row)

    def tell(self, part: str, key: str, **values: Any) -> None:
        """Let columns of a row take other values."""
        self.told.setdefault(part, {}).setdefault(key, {}).update(values)

    def parts(self) -> set[str]:
        """The parts that change."""
        return {*(part for part in self.gone if self.gone[part]), *self.came, *self.told}


def empty() -> dict[str, Patch]:
    """A patch of each table, by name, that changes nothing."""
    return {table: Patch({}, {}, {}) for table in ROWS}


class Beside(Struct, frozen=True):
    """What changes beside the tables: `run` gives what `run.json` tells, given by how many rows each table grew; `kept`
    is what new reports yielded, `history` the events that are no more; `ready` is called with the folder in the end."""

    run: Callable[[Mapping[str, int]], Mapping[str, Any]]
    kept: Sequence[Kept]
    history: Sequence[Change]
    ready: Callable[[Path], None]


def apply(patches: Mapping[str, Patch], beside: Beside, record: Path) -> None:
    """Put the patched record in the place of the record; what does not change is the same file in both."""
    aside = Path(tempfile.mkdtemp(prefix=f".{record.name}.", suffix=NEW, dir=record.parent))
    try:
        _linked(record, aside)
        with duckdb.connect() as db:
            db.execute(tables())
            grown = {table: _patched(patch, aside / table, columns_of(db, table)) for table, patch in patches.items()}
        told = json.dumps(beside.run(grown), indent=2, ensure_ascii=False) + "\n"
        _written(aside / "run.json", told.encode())
        if beside.kept:
            write_cache(beside.kept, aside)
        if beside.history:
            _written(aside / LOG, (aside / LOG).read_bytes() + lines(beside.history))
        aside.chmod(0o755)
        beside.ready(aside)
        swap(aside, record)
    except BaseException as why:
        shutil.rmtree(aside, ignore_errors=True)
        if isinstance(why, OSError):
            raise cannot_write(record, why) from why
        raise


def _linked(old: Path, new: Path) -> None:
    """Lay every file of one folder into another, as the same file where the file system can, else as a copy."""
    for entry in sorted(old.rglob("*")):
        target = new / entry.relative_to(old)
        if entry.name.endswith("-journal") or DERIVED in entry.relative_to(old).parts[:1]:
            continue  # of the index, which is being written; what follows from the record
        if entry.is_dir():
            target.mkdir(exist_ok=True)
            continue
        try:
            os.link(entry, target)
        except OSError:
            shutil.copy2(entry, target)


def _written(path: Path, content: bytes) -> None:
    """Write a file that may be the same as one of the old record, which stays as it was."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _patched(patch: Patch, folder: Path, columns: pa.Schema) -> int:
    """Write the changed parts of a table anew; by how many rows it grew."""
    return sum(_part(patch, part, folder / f"{part}.parquet", columns) for part in sorted(patch.parts()))


def _part(patch: Patch, part: str, path: Path, columns: pa.Schema) -> int:
    """Write one part anew; by how many rows it grew."""
    old = pq.read_table(path, schema=columns) if path.is_file() else columns.empty_table()
    rest = _told(_without(old, patch.gone.get(part, ()), path.parent.name), patch.told.get(part, {}), path.parent.name)
    whole = pa.concat_tables([rest, *batches(patch.came.get(part, ()), columns)])
    path.unlink(missing_ok=True)
    with pq.ParquetWriter(path, columns, compression="zstd") as file:
        for batch in in_order([whole], columns):
            file.write(batch)
    return len(whole) - len(old)


def _keys(table: pa.Table, name: str) -> Any:
    """The key of each row."""
    columns = [table[column].combine_chunks().cast(pa.string()) for column in KEYS[name]]
    return pc.binary_join_element_wise(*columns, BETWEEN, null_handling="replace", null_replacement="")


def _without(table: pa.Table, gone: Collection[str], name: str) -> pa.Table:
    """The rows whose keys do not go; of links those that people made stay."""
    if not gone or not len(table):
        return table
    goes = pc.is_in(_keys(table, name), value_set=pa.array(sorted(gone), pa.string()))
    return table.filter(pc.invert(goes))


def _told(table: pa.Table, told: Mapping[str, Mapping[str, Any]], name: str) -> pa.Table:
    """The rows, some of whose columns take other values."""
    if not told or not len(table):
        return table
    at = pc.index_in(_keys(table, name), value_set=pa.array(list(told), pa.string())).to_pylist()
    values = list(told.values())
    for column in {column for change in values for column in change}:
        held = table[column].to_pylist()
        for row, which in enumerate(at):
            if which is not None and column in values[which]:
                held[row] = values[which][column]
        field = table.schema.field(column)
        table = table.set_column(table.schema.get_field_index(column), field, pa.array(held, field.type))
    return table


def joined(*values: object) -> str:
    """The key of a row."""
    return BETWEEN.join("" if value is None else str(value) for value in values)
