"""To measure what it takes a record to grow by 500 claims, by stage, in CPU-seconds; their coding is not counted.

python bench/grow.py [10k] [100k]     default: 10k

The reports of a made pile (`piles.py`) are written as a record, but for the last that hold 500 claims; then these are
added: what was kept of the others is read, all are linked, the record is written. Made reports have no text to compare.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from link_piles import SEED, SIZES
from memcon.links.link import linked
from memcon.links.name import named
from memcon.model import Actor, Claim, Coded
from memcon.pipeline import Built
from memcon.record.cache import Kept, read_cache
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
    actors: dict[str, Actor] = {actor.id: actor for one in reports for actor in one.actors}
    claims = [claim for one in reports for claim in one.claims]
    told = [one.report for one in reports]
    links, events = linked(claims, told, actors)
    return Built(tuple(reports), links, named(events, claims, told), {}, {})


def written(built: Built, record: Path) -> None:
    """The record of these reports, in the place of one that is there."""
    write(built, record, run={}, kept=[Kept(one.report, one.report, one) for one in built.coded])


def timed(stage: str, does: Callable[[], Value]) -> Value:
    """What a stage yields; its CPU-seconds are printed."""
    begun = time.process_time()
    found = does()
    print(f"  {stage}: {time.process_time() - begun:.1f} CPU-s", flush=True)
    return found


def run(name: str) -> None:
    """Make a record, add to it, print what each stage took."""
    reports = coded(name)
    added = 0
    old = list(reports)
    while added < ADDED:
        added += len(old.pop().claims)
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder, "record")
        written(linked_up(old), record)
        print(f"{name}: {added} claims in {len(reports) - len(old)} reports added to {len(old):,} reports")
        texts = {one.report.id: "" for one in old}
        kept = timed("read", lambda: [one.coded for one in read_cache(record, texts) if one.coded])
        whole = timed("link", lambda: linked_up([*kept, *reports[len(old) :]]))
        timed("write", lambda: written(whole, record))


def main() -> int:
    """Measure each record asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="*", choices=[*SIZES, []], default=["10k"])
    for name in parser.parse_args().piles:
        run(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
