"""To run a whole build, from paths to a record in its place, and to say in `run.json` what it was made with."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct, to_builtins

from memcon.engines.memory import peak, uncollected
from memcon.engines.task import HERE, Cluster, Task
from memcon.limits import USUAL, Limits
from memcon.model import Report
from memcon.pipeline import build, prepare
from memcon.read import Inputs
from memcon.record.cache import Kept
from memcon.record.decisions import read_decisions
from memcon.record.place import held
from memcon.record.record import Record, open_record
from memcon.record.store import refuse_foreign, write
from memcon.reference import load_reference
from memcon.show.account import Spent
from memcon.show.coding import Found, Source, Watch, code_pile, deciding
from memcon.show.made import made_with
from memcon.users import Sheet

NONE_KEPT: Mapping[str, Kept] = MappingProxyType({})


class NothingToRead(ValueError):  # noqa: N818 — read as a sentence: "raises NothingToRead"
    """The paths given hold no input at all."""


class Work(Struct, frozen=True):
    """How reports are read and coded: with which file of the user's own actors, in how many processes (0: in this one),
    watched by whom, held to which limits, on which engine and, if it needs one, which cluster."""

    actors: Path | None = None
    workers: int = 0
    watch: Watch = lambda parts, _: parts
    limits: Limits = USUAL
    engine: str = "cores"
    cluster: Cluster = HERE


def make_record(paths: Sequence[str | Path], out: Path, work: Work) -> Record:
    """The record at `out` built from `paths`; a build that was ended before it was done is gone on with.

    Raises FileNotFoundError or NothingToRead for the paths, NotARecord, BeingBuilt or CannotWrite for `out`, ValueError
    for the actors.
    """
    inputs = Inputs(paths, work.limits)
    return assemble(_some(inputs, paths), out, work, share=inputs.share)


def _some(reports: Iterable[Report], paths: Sequence[str | Path]) -> Iterator[Report]:
    """The reports; NothingToRead if there are none."""
    is_any = False
    for report in reports:
        is_any = True
        yield report
    if not is_any:
        raise NothingToRead(
            f"{', '.join(map(str, paths))}: holds no files; give text files, .jsonl files or folders of them"
        )


def assemble(
    reports: Iterable[Report],
    out: Path,
    work: Work,
    *,
    share: Callable[[], float | None] = lambda: None,
    kept: Mapping[str, Kept] = NONE_KEPT,
) -> Record:
    """The record of these reports, as they are read, at `out`, with the decisions that stand there replayed.

    What is `kept` from an earlier build (by report id) is not coded again where the report is coded as it was then.
    """
    refuse_foreign(out)
    place = out.resolve()
    with held(place) as folder:
        spent, decisions, known = Spent(), read_decisions(place), load_reference(work.actors)
        made = made_with(work.actors)
        source = Source(spent.timed("read", reports), share, kept, deciding(decisions, known))
        with spent.on("both"):
            found = code_pile(source, task_of(made, folder, work), work.engine, work.watch)
        with spent.on("link"), uncollected():
            built = build([one.coded for one in found.kept if one.coded], known, decisions)
        beside = {f"given/{work.actors.name}": work.actors.read_bytes()} if work.actors else {}
        with spent.on("write"), uncollected():
            write(built, place, run=lambda: made | _told(found, spent, work), kept=found.kept, beside=beside)
    return open_record(out)


def task_of(made: Mapping[str, Any], folder: Path, work: Work) -> Task:
    """What an engine is to do; shards are kept apart by all that coding rests on."""
    key = json.dumps(made, sort_keys=True)
    own = Sheet(work.actors, work.actors.read_bytes()) if work.actors else None
    return Task(partial(prepare, own), folder, key, work.workers, work.limits, work.cluster)


def _told(found: Found, spent: Spent, work: Work) -> dict[str, Any]:
    """What `run.json` tells of a build beside what it was made with."""
    reports = [one.coded.report for one in found.kept if one.coded]
    wall, cpu = spent.until_now()
    return {
        "outcomes": dict(sorted(Counter(report.outcome for report in reports).items())),
        "characters": sum(len(report.text) for report in reports),
        "coded": found.fresh,
        "engine": work.engine,
        "workers": work.workers if work.engine == "cores" else None,  # a cluster's come and go
        "seconds": {"read": round(wall["read"], 3), "code": round(wall["both"] - wall["read"], 3)}
        | {stage: round(wall[stage], 3) for stage in ("link", "write")},
        "cpu_seconds": {"read": round(cpu["read"], 3), "code": round(found.seconds, 3)}
        | {stage: round(cpu[stage], 3) for stage in ("link", "write")},
        "memory": {"parent": peak(), "worker": found.peak},
        "limits": to_builtins(work.limits),
    }
