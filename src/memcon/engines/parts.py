"""To write what reports yielded as Parquet parts, and to read them again: what every engine hands back."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct
from msgspec.structs import replace

from memcon.engines.shared import Shared
from memcon.model import Coded, Report

SCHEMA = pa.schema(
    [
        ("report_id", pa.string()),
        ("given", pa.binary()),
        ("coded", pa.binary()),
        ("given_up", pa.bool_()),
        ("seconds", pa.float64()),
        ("peak", pa.int64()),
    ]
)
"""A part: reports as given and as coded (MessagePack, the latter without its text), and what coding them took."""


class Made(Struct, frozen=True):
    """What became of one report, the CPU-seconds it took, and the most bytes that its process had held by then."""

    given: Report
    coded: Coded
    seconds: float = 0.0
    peak: int = 0

    @property
    def given_up(self) -> bool:
        """Whether a report that was read could not be coded: another run may fare better."""
        return self.coded.report.outcome != self.given.outcome


Row = tuple[str, bytes, bytes, bool, float, int]


def row(made: Made) -> Row:
    """The row of a part, its values in the order of `SCHEMA`."""
    given, coded = made.given, made.coded
    bare = replace(coded, report=replace(coded.report, text=""))
    told = (msgspec.msgpack.encode(given), msgspec.msgpack.encode(bare))
    return given.id, *told, made.given_up, made.seconds, made.peak


def batch(rows: Iterable[Row]) -> pa.RecordBatch:
    """Rows as one Arrow batch."""
    columns = list(zip(*rows, strict=True)) or [()] * len(SCHEMA)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def write_part(made: Iterable[Made], part: Path) -> None:
    """Write a part in one step: beside its place, then renamed; whoever is killed over it leaves no half of one.

    Raises OSError where it cannot be written.
    """
    aside = part.with_name(f"{part.name}.{os.getpid()}")
    try:
        table = pa.Table.from_batches([batch(map(row, made))], schema=SCHEMA)
        pq.write_table(table, aside, compression="zstd", write_page_checksum=True)
        aside.rename(part)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def read_parts(parts: Iterable[Path]) -> Iterator[Made]:
    """What became of each report of all parts; what they have in common is held once."""
    shared = Shared()
    for part in parts:
        for made in read_part(part):
            shared.report(made.given)
            shared.coded(made.coded)
            yield made


def read_part(part: Path) -> Iterator[Made]:
    """What became of each report of a part."""
    with pq.ParquetFile(part, page_checksum_verification=True) as file:
        for some in file.iter_batches(batch_size=64):
            for one in some.to_pylist():
                given = _GIVEN.decode(one["given"])
                coded = _CODED.decode(one["coded"])
                whole = replace(coded, report=replace(coded.report, text=given.text))
                yield Made(given, whole, one["seconds"], one["peak"])


def count(part: Path) -> int:
    """How many reports a part holds."""
    return int(pq.read_metadata(part).num_rows)


def is_finished(part: Path) -> bool:
    """Whether a part is there, whole, and holds no report that was given up."""
    try:
        table = pq.read_table(part, page_checksum_verification=True)
    except (OSError, pa.ArrowException):
        return False
    return bool(table.schema == SCHEMA) and not any(table["given_up"].to_pylist())


_GIVEN, _CODED = msgspec.msgpack.Decoder(Report), msgspec.msgpack.Decoder(Coded)
