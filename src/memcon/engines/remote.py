"""To make parts of shards in a Python worker of Spark, in a process of its own: what ends that process costs little.

Spark would give a whole job up for a report that ends its worker again and again. The crew of `cores`, of one process
here, gives up that report alone, and holds it to the same limits with the same words.
"""

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from msgspec.structs import replace

from memcon.engines.cores import Crew
from memcon.engines.shards import Shard
from memcon.engines.task import Task

SENT = pa.schema([("name", pa.string()), ("reports", pa.binary())])
"""What comes to a worker: shards by name, their reports as the driver's file holds them."""

MADE = pa.schema([("name", pa.string()), ("part", pa.binary())])
"""What goes back: the finished parts, each a file of Parquet."""

Batches = Iterator[pa.RecordBatch]


def maker(task: Task) -> Callable[[Batches], Batches]:
    """What makes parts of shards, batch by batch, wherever it is sent with the task; memcon has to be there."""
    told = pickle.dumps(replace(task, workers=1))

    def make(batches: Batches) -> Batches:
        for batch in batches:
            for sent in batch.to_pylist():
                part = _part(told, sent["name"], sent["reports"])
                yield pa.RecordBatch.from_pydict({"name": [sent["name"]], "part": [part]}, schema=MADE)

    return make


def batch(shards: Iterable[Shard]) -> pa.Table:
    """Shards as they are sent."""
    sent = [{"name": shard.part.stem, "reports": shard.source.read_bytes()} for shard in shards]
    return pa.Table.from_pylist(sent, schema=SENT)


def _part(told: bytes, name: str, reports: bytes) -> bytes:
    """The part that a shard becomes."""
    with TemporaryDirectory(prefix="memcon-", dir=_scratch()) as folder:
        shard = Shard(Path(folder, f"{name}.reports"), Path(folder, f"{name}.parquet"), len(reports))
        shard.source.write_bytes(reports)
        (part,) = _crew(told).parts(iter([shard]))
        return part.read_bytes()


@lru_cache(maxsize=1)
def _crew(told: bytes) -> Crew:
    """The crew of this Python worker, which loads once; its process ends when this one does."""
    return Crew(pickle.loads(told), ExitStack())


def _scratch() -> str | None:
    """A folder that Spark clears away even after a worker that was killed."""
    return os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0] or None
