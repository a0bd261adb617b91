"""To let a record grow by what a change touches, where nothing asks for a build of it all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from memcon.engines.memory import uncollected
from memcon.model import Report
from memcon.record.cache import file_of, read_some
from memcon.record.decisions import read_decisions
from memcon.record.index import Index
from memcon.record.patch import Beside, apply
from memcon.record.place import held
from memcon.record.record import Record, open_record, read_run
from memcon.record.shelve import open_index, run_print
from memcon.record.step import Arrivals, Step
from memcon.reference import load_reference
from memcon.show.account import Spent
from memcon.show.coding import Found, Source, code_pile, is_kept
from memcon.show.made import made_with
from memcon.show.make import Work, task_of

SAME = ("memcon", "code", "data", "actors", "parser", "model")
"""What has to be as it was for a report's coding to be kept."""


class Arrived(Struct, frozen=True):
    """Reports to be coded anew, the ids of those that go, and reports that lie elsewhere now."""

    fresh: list[Report]
    gone: set[str]
    moved: list[Report]


def grown(record: Record, work: Work, change: Callable[[Index], Arrived]) -> Record | None:
    """The record after a change; None where the whole has to be built for it."""
    with held(record.path.resolve()) as folder, indexed(record, work) as index:
        if index is not None:
            return _stepped(record, index, change(index), work, folder=folder)
    return None


@contextmanager
def indexed(record: Record, work: Work) -> Iterator[Index | None]:
    """The index of a record in a transaction; None where the whole has to be built.

    That is so where another memcon built it, people decided, reports were given up, or the index is not of this record.
    """
    now = made_with(work.actors or own_actors(record))
    same = all(record.run.get(key) == now[key] for key in SAME)
    is_current = read_run(record.path) == record.run
    index = open_index(record.path) if same and is_current and not read_decisions(record.path) else None
    if index is not None and not index.is_sound():
        index.close()
        index = None
    if index is None:
        yield None
        return
    index.db.execute("BEGIN IMMEDIATE")
    try:
        yield index
    except BaseException:
        if index.db.in_transaction:
            index.db.execute("ROLLBACK")
        raise
    finally:
        index.close()


def own_actors(record: Record) -> Path | None:
    """The user's file of actors that a record was built with; it lies in the record."""
    name = record.run.get("actors_file")
    return record.path / "given" / name if name else None


def arrived(record: Record, index: Index, new: Sequence[Report], files: set[str]) -> Arrived:
    """What reports that were read from these files change."""
    there = read_some(record.path, index.lying(files) | index.known([report.id for report in new]))
    old = [one for kept in there.values() if (one := without(kept.read, files))]
    texts = {report.id: report.text for report in new}
    found = {report.id: replace(report, text=texts.get(report.id, "")) for report in joined([*old, *new])}
    fresh = [report for report in found.values() if not is_kept(replace(report, text=""), there)]
    coded = {report.id for report in fresh}
    lay = {id: (kept.read.path, kept.read.also) for id, kept in there.items()}
    moved = [one for one in found.values() if one.id not in coded and (one.path, one.also) != lay[one.id]]
    return Arrived(fresh, set(there.keys() - found.keys()), moved)


def _stepped(record: Record, index: Index, what: Arrived, work: Work, *, folder: Path) -> Record:
    """The record after a change, which its index followed."""
    place, spent = record.path.resolve(), Spent()
    found = Found([], 0, 0.0, 0)
    if what.fresh:
        source = Source(what.fresh, lambda: None, {}, None)
        with spent.on("code"):
            found = code_pile(source, task_of(made_with(work.actors), folder, work), work.engine, work.watch)
    with spent.on("link"), uncollected():
        fresh = tuple(sorted(found.kept, key=lambda one: one.read.id))
        arrivals = Arrivals(fresh, frozenset(what.gone), tuple(what.moved))
        step = Step(place, index, load_reference(work.actors).actors).take(arrivals)

    def run(more: Mapping[str, int]) -> Mapping[str, Any]:
        counts = {table: n + more.get(table, 0) for table, n in record.run["counts"].items()}
        wall, used = spent.until_now()
        cpu = {"code": round(found.seconds, 3)} | {stage: round(used[stage], 3) for stage in ("link", "write")}
        told = {"outcomes": index.outcomes(), "coded": found.fresh, "workers": work.workers, "cpu_seconds": cpu}
        told |= {"seconds": {stage: round(took, 3) for stage, took in wall.items()}}
        told |= {"characters": record.run.get("characters", 0) + step.characters, "engine": work.engine}
        return record.run | told | {"counts": counts}

    def ready(aside: Path) -> None:
        index.tell("run", run_print(aside))
        index.db.execute("COMMIT")

    with spent.on("write"), uncollected():
        apply(step.patches, Beside(run, step.kept, step.history, ready), place)
    return open_record(record.path)


def without(report: Report, files: set[str]) -> Report | None:
    """A report as read from all other files than these; None where it was read from no other."""
    paths = [path for path in (report.path, *report.also) if file_of(path) not in files]
    return replace(report, path=paths[0], also=tuple(paths[1:])) if paths else None


def joined(reports: Iterable[Report]) -> list[Report]:
    """Each report once, as reading them all at once would give it: of the first path, the others beside it."""
    found: dict[str, Report] = {}
    for report in reports:
        one = found.get(report.id)
        paths = sorted({report.path, *report.also, *((one.path, *one.also) if one else ())})
        first = one if one is not None and one.path == paths[0] else report
        found[report.id] = replace(first, path=paths[0], also=tuple(paths[1:]))
    return list(found.values())
