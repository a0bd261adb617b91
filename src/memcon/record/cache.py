"""To keep what each report yielded by itself, so that a record can grow without coding its reports again."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

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
    """Write the cache of a record as one Parquet part; texts are left out, they stand in the table `reports`."""
    rows = [_row(one) for one in sorted(kept, key=lambda one: one.read.id)]
    columns = list(zip(*rows, strict=True)) or [()] * len(_SCHEMA)
    (record / FOLDER).mkdir(exist_ok=True)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, _SCHEMA, strict=True)]
    pq.write_table(pa.Table.from_arrays(arrays, schema=_SCHEMA), record / FOLDER / "part-0.parquet", compression="zstd")


def _row(kept: Kept) -> tuple[str, bytes, bytes, bytes | None]:
    """A row of the cache."""
    coded = kept.coded and replace(kept.coded, report=replace(kept.coded.report, text=""))
    read, given = (msgspec.msgpack.encode(replace(one, text="")) for one in (kept.read, kept.given))
    return kept.read.id, read, given, msgspec.msgpack.encode(coded) if coded else None


def read_cache(record: Path, texts: Mapping[str, str]) -> Iterator[Kept]:
    """What each report of a record yielded by itself; `texts` are those of its table `reports`, by id.

    Raises ValueError where the cache is not whole: such a record has to be built anew before it can grow.
    """
    rows = [row for part in sorted((record / FOLDER).glob("*.parquet")) for row in pq.read_table(part).to_pylist()]
    if {row["report_id"] for row in rows} != texts.keys():
        raise ValueError(f"{record}: was not written by memcon build, so it cannot grow; build it: memcon build PATH…")
    for row in rows:
        text = texts[row["report_id"]]
        read, given = (replace(msgspec.msgpack.decode(row[one], type=Report), text=text) for one in ("read", "given"))
        yield Kept(read, given, _coded(row["coded"], text))


def _coded(row: bytes | None, text: str) -> Coded | None:
    """What a report yielded; None where another version of memcon wrote it in another shape."""
    try:
        coded = _CODED.decode(row) if row else None
    except msgspec.MsgspecError:
        return None
    return coded and replace(coded, report=replace(coded.report, text=text))


_CODED = msgspec.msgpack.Decoder(Coded)
