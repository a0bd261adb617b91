"""To cut a stream of reports into shards that wait on disk, each known by its content and by what codes it."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from memcon.engines.attempt import attempt, failed
from memcon.engines.memory import peak
from memcon.engines.parts import Made, is_finished, write_part
from memcon.engines.task import Coder, Task
from memcon.model import Coded, Report
from memcon.record.place import cannot_write

CHARACTERS = 50_000
"""Characters of one shard: a second of work, the most that a killed worker or an interrupted build costs each core."""

ROW = 1_000
"""Characters for which a report counts beside its text: reports that are not coded have their price too."""

NOBODY: Mapping[int, str] = MappingProxyType({})


class Shard(Struct, frozen=True):
    """Reports that wait in the file `source` to become `part`; `characters` are those of the texts still to be coded.

    One that an earlier run finished, or that holds nothing to be coded, has its part already.
    """

    source: Path
    part: Path
    characters: int
    is_finished: bool = False

    def reports(self) -> list[Report]:
        """The reports, in order; ValueError where the file is not what was written."""
        return _REPORTS.decode(self.source.read_bytes())


class Coding(Struct, frozen=True):
    """How the reports of a shard are coded.

    `told` is called with the number of each report before it is coded, and with None before the part is written. Those
    `given_up` are not coded again, but failed for the reason given.
    """

    coder: Coder
    seconds: float
    told: Callable[[int | None], object] = lambda _: None
    given_up: Mapping[int, str] = NOBODY


def cut(task: Task, reports: Iterable[Report]) -> Iterator[Shard]:
    """The reports as shards in the task's folder, each written when it is asked for and read no further than that."""
    held: list[Report] = []
    size = 0
    for report in reports:
        held.append(report)
        size += len(report.text) + ROW
        if size >= CHARACTERS:
            yield _shard(task, held)
            held, size = [], 0
    if held:
        yield _shard(task, held)


def _shard(task: Task, reports: list[Report]) -> Shard:
    """A shard of these reports, named by a hash of them and of what codes them."""
    raw = msgspec.msgpack.encode(reports)
    name = hashlib.sha256(task.key.encode() + b"\0" + raw).hexdigest()[:32]
    source, part = task.folder / f"{name}.reports", task.folder / f"{name}.parquet"
    if is_finished(part):
        return Shard(source, part, 0, is_finished=True)
    _written(raw, source)
    characters = sum(len(report.text) for report in reports if report.outcome == "coded")
    if characters:
        return Shard(source, part, characters)
    refused = Shard(source, part, 0)
    make(refused, Coding(Coded, task.limits.seconds))
    return replace(refused, is_finished=True)


def make(shard: Shard, coding: Coding) -> None:
    """Code the reports of a shard and write its part; CannotWrite where it cannot be written."""
    try:
        made = list(_made(shard.reports(), coding))
        coding.told(None)
        write_part(made, shard.part)
        shard.source.unlink(missing_ok=True)
    except OSError as why:
        raise cannot_write(shard.part.parent, why) from why


def _made(reports: Iterable[Report], coding: Coding) -> Iterator[Made]:
    """What becomes of each report, and what it takes."""
    for number, report in enumerate(reports):
        coding.told(number)
        begun = time.process_time()
        why = coding.given_up.get(number)
        named = f"{Path(report.path).name}: {why}"
        coded = failed(report, named) if why else attempt(coding.coder, report, coding.seconds)
        yield Made(report, coded, round(time.process_time() - begun, 4), peak())


def _written(raw: bytes, source: Path) -> None:
    """Write a file of the work folder; CannotWrite where that fails."""
    try:
        source.write_bytes(raw)
    except OSError as why:
        raise cannot_write(source.parent, why) from why


_REPORTS = msgspec.msgpack.Decoder(list[Report])
