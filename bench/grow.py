"""To measure what it takes a record to grow by 500 claims, in CPU-seconds; their coding is not counted.

python bench/grow.py [10k] [100k] [1M] [--order scattered]     default: 10k

The reports of a made pile (`piles.py`) are written as a record, but for some that hold 500 claims: the last ones, or
in scattered order any. Then these are added. Made reports have no text to compare.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from link_piles import SEED, SIZES
from memcon.engines.memory import uncollected
from memcon.links.link import linked
from memcon.links.name import named
from memcon.model import Claim, Coded
from memcon.names.unify import as_told
from memcon.pipeline import Built
from memcon.record.cache import Kept
from memcon.record.patch import Beside, apply
from memcon.record.shelve import open_index, run_print
from memcon.record.step import Arrivals, Step
from memcon.record.store import write
from piles import make_pile

ADDED = 500
"""Claims that are added."""
Value = TypeVar("Value")


def coded(name: str) -> list[Coded]:
    """The reports of a made pile as if they had been coded, in the order in which they were published."""
    n, years = SIZES[name]
    pile = make_pile(SEED, n, years=years)
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        held[claim.report].append(claim)
    made = []
    for report in sorted(pile.reports, key=lambda report: (report.published.first, report.id)):
        meant = {slot.actor for claim in held[report.id] for slot in claim.slots if slot.actor}
        meant |= {claim.place for claim in held[report.id] if claim.place}
        actors = tuple(pile.actors[actor] for actor in sorted(meant))
        made.append(Coded(report, claims=tuple(held[report.id]), actors=actors))
    return made


def linked_up(reports: Sequence[Coded]) -> Built:
    """The reports linked, as `pipeline.build` does it after their actors are one."""
    actors = as_told(actor for one in reports for actor in one.actors)
    claims = [claim for one in reports for claim in one.claims]
    told = [one.report for one in reports]
    links, events = linked(claims, told, actors)
    return Built(tuple(reports), links, named(events, claims, told), {}, {})


def kept(reports: Sequence[Coded]) -> list[Kept]:
    """The reports as a record keeps them."""
    return [Kept(one.report, one.report, one) for one in reports]


def grow(record: Path, new: Sequence[Coded]) -> None:
    """Add reports to a record, as `memcon add` does once they are coded."""
    index = open_index(record)
    if index is None:
        raise ValueError(f"{record}: has no index")
    index.db.execute("BEGIN")
    step = timed("link", lambda: Step(record, index, {}).take(Arrivals(tuple(kept(new)), frozenset())))

    def ready(folder: Path) -> None:
        index.tell("run", run_print(folder))
        index.db.execute("COMMIT")

    timed("write", lambda: apply(step.patches, Beside(lambda _: {}, step.kept, step.history, ready), record))
    index.close()


def timed(stage: str, does: Callable[[], Value]) -> Value:
    """What a stage yields; its CPU-seconds, and seconds by the clock, are printed."""
    begun, clock = time.process_time(), time.monotonic()
    with uncollected():  # as builds and steps do
        found = does()
    print(f"  {stage}: {time.process_time() - begun:.2f} CPU-s, {time.monotonic() - clock:.2f} s", flush=True)
    return found


def built(old: Sequence[Coded], record: Path) -> None:
    """Write the record of these reports, and print what it took."""
    whole = timed("link", lambda: linked_up(sorted(old, key=lambda one: one.report.id)))
    timed("write", lambda: write(whole, record, run={}, kept=kept(old)))
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    sizes = {part.name: sum(f.stat().st_size for f in part.rglob("*")) / 1e6 for part in record.iterdir()}
    print(f"  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit:,.0f} MB of memory")
    print(f"  {sum(sizes.values()):,.0f} MB on disk, the index {sizes['.index']:,.0f}")


def run(name: str, order: str) -> None:
    """Make a record, add to it, print what each stage took."""
    old, new = coded(name), list[Coded]()
    if order == "scattered":
        random.Random(SEED).shuffle(old)
    while len([claim for one in new for claim in one.claims]) < ADDED:
        new.append(old.pop())
    with tempfile.TemporaryDirectory() as folder:
        print(f"{name}, {order}: {ADDED} claims in {len(new)} reports to {len(old):,} reports\n built as a whole")
        built(old, Path(folder, "record"))
        old.clear()
        print(" grown")
        grow(Path(folder, "record"), new)


def main() -> int:
    """Measure each record asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="*", choices=[*SIZES, []], default=["10k"])
    parser.add_argument("--order", choices=["last", "scattered"], default="last", help="which reports are added")
    asked = parser.parse_args()
    for name in asked.piles:
        run(name, asked.order)
    return 0


if __name__ == "__main__":
    sys.exit(main())
