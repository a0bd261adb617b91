"""To keep what each report yielded by itself, so that a record can grow without coding its reports again."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct
from msgspec.structs import replace

from memcon.model import Coded, Report

FOLDER = "coded"
"""Beside the tables, and no part of the contract: a record without it can be read, but cannot grow."""

_HOLDS_MANY = re.compile(
    r"(.*?\.(?:jsonl|ndjson|mbox|eml|docx|rtf|rss|atom|xml|warc|zip|tar|tgz|tzst|gz|bz2|xz|zst))#",
    re.IGNORECASE | re.DOTALL,
)

GROUP = 256
"""Reports that are read at once where only some are asked for."""

_SCHEMA = pa.schema([("report_id", pa.string()), ("read", pa.binary()), ("given", pa.binary()), ("coded", pa.binary())])


class Kept(Struct, frozen=True):
    """A report as it was read, as it was coded (with the day and outlet that people decided on), and what it yielded.

    `coded` is None where it was coded by another memcon, and has to be coded again.
    """

    read: Report
    given: Report
    coded: Coded | None


def file_of(path: str) -> str:
    """The file of a report's path: many reports may lie in one."""
    held = _HOLDS_MANY.match(path)
    return held[1] if held else path


def write_cache(kept: Iterable[Kept], record: Path) -> None:
    """Write a further part of a record's cache; texts are left out, they stand in the table `reports`.

    What is kept of a report later goes before what was kept of it earlier.
    """
    rest = iter(sorted(kept, key=lambda one: one.read.id))
    (record / FOLDER).mkdir(exist_ok=True)
    there = len(list((record / FOLDER).glob("*.parquet")))
    name = f"part-{there:05}.parquet" if there else "part-0.parquet"
    with pq.ParquetWriter(record / FOLDER / name, _SCHEMA, compression="zstd") as part:
        while rows := [_row(one) for one in islice(rest, GROUP)]:
            columns = zip(*rows, strict=True)
            arrays = [pa.array(values, field.type) for values, field in zip(columns, _SCHEMA, strict=True)]
            part.write_table(pa.Table.from_arrays(arrays, schema=_SCHEMA))


def _row(kept: Kept) -> tuple[str, bytes, bytes, bytes | None]:
    """A row of the cache."""
    coded = kept.coded and replace(kept.coded, report=replace(kept.coded.report, text=""))
    read, given = (msgspec.msgpack.encode(replace(one, text="")) for one in (kept.read, kept.given))
    return kept.read.id, read, given, msgspec.msgpack.encode(coded) if coded else None


def read_cache(record: Path, texts: Mapping[str, str]) -> Iterator[Kept]:
    """What each report of a record yielded by itself; `texts` are those of its table `reports`, by id.

    Raises ValueError where the cache is not whole: such a record has to be built anew before it can grow.
    """
    rows: dict[str, dict[str, bytes]] = {}
    for part in sorted((record / FOLDER).glob("*.parquet")):
        rows |= {row["report_id"]: row for row in pq.read_table(part).to_pylist()}
    if texts.keys() - rows.keys():
        raise ValueError(f"{record}: was not written by memcon build, so it cannot grow; build it: memcon build PATH…")
    for report, text in texts.items():
        yield _kept(rows[report], text)


def read_some(record: Path, wanted: Collection[str]) -> dict[str, Kept]:
    """What some reports of a record yielded by themselves, by id, their texts left out; read where they may stand."""
    found: dict[str, Kept] = {}
    for part in sorted((record / FOLDER).glob("*.parquet")):
        with pq.ParquetFile(part) as file:
            groups = [n for n in range(file.num_row_groups) if _may_hold(file.metadata.row_group(n), sorted(wanted))]
            rows = file.read_row_groups(groups).to_pylist() if groups else []
        found |= {row["report_id"]: _kept(row, "") for row in rows if row["report_id"] in wanted}
    return found


def _may_hold(group: Any, wanted: Sequence[str]) -> bool:
    """Whether a group of rows, in order of their ids, may hold one of these."""
    held = group.column(0).statistics
    if held is None or not held.has_min_max:
        return True
    at = bisect_left(wanted, held.min)
    return at < len(wanted) and wanted[at] <= held.max


def _kept(row: Mapping[str, bytes], text: str) -> Kept:
    """What a row of the cache tells."""
    read, given = (replace(msgspec.msgpack.decode(row[one], type=Report), text=text) for one in ("read", "given"))
    return Kept(read, given, _coded(row["coded"], text))


def _coded(row: bytes | None, text: str) -> Coded | None:
    """What a report yielded; None where another version of memcon wrote it in another shape."""
    try:
        coded = _CODED.decode(row) if row else None
    except msgspec.MsgspecError:
        return None
    return coded and replace(coded, report=replace(coded.report, text=text))


_CODED = msgspec.msgpack.Decoder(Coded)
