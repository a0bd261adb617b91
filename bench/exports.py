"""To measure what it takes to export a made record of 100,000 events: seconds, CPU-seconds, most memory, megabytes.

python bench/exports.py [FORMAT...] [--events N] [--keep FOLDER]     default: csv jsonl sqlite ftm, 100,000 events

The events and their tellings are those of a made pile (`piles.py`), each claim with the truth as its event, each report
with a text of some 1,500 characters that holds its claims. Each export runs in a process of its own.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from memcon.model import Claim, Coded, Event, Report, Section
from memcon.pipeline import Built
from memcon.record.store import write
from piles import Pile, make_pile

SEED = 11
LIMITS = (60, 700)
"""Seconds and megabytes that an export may take."""
FILLER = " ".join(
    f"It was the {day} day of a week in which the papers wrote of harvests, harbours and the price of grain."
    for day in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
)


def main() -> None:
    """Make the record, export it in each format, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", default=["csv", "jsonl", "sqlite", "ftm"])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="where the record is kept, and found again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = given.keep or Path(folder) / "record"
        if not (record / "run.json").is_file():
            write(built(given.events), record, run={})
        for form in given.formats:
            measure(record, form, Path(folder) / "out")


def measure(record: Path, form: str, out: Path) -> None:
    """Export a record in a process of its own and print what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", ONE, record, form, out], check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = [file for file in out.rglob("*") if file.is_file()] if out.is_dir() else [out]
    size = sum(file.stat().st_size for file in files) / 1e6
    memory = float(told.stdout) / 1e3
    verdict = "" if seconds <= LIMITS[0] and memory <= LIMITS[1] else "   over the limit"
    print(f"{form:8} {seconds:6.1f} s {cpu:6.1f} CPU-s {memory:6.0f} MB of memory {size:8.1f} MB written{verdict}")


ONE = """
import resource, shutil, sys
from pathlib import Path
import memcon
from memcon.show.write import export
export(memcon.open(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def built(n: int) -> Built:
    """What a build of a made pile of `n` events would yield, had it found the truth."""
    pile = first_events(n)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        claims[claim.report].append(claim)
    coded = tuple(told(report, claims[report.id], pile) for report in pile.reports if report.id in claims)
    events: dict[int, list[str]] = defaultdict(list)
    for one in coded:
        for claim in one.claims:
            events[pile.truth[claim.id]].append(claim.id)
    named = tuple(Event(f"event:{number:016x}", tuple(ids)) for number, ids in events.items())
    return Built(coded, (), named, {}, {})


def first_events(n: int) -> Pile:
    """A pile cut off after its first `n` events."""
    pile = make_pile(SEED, 7 * n, years=20.0)  # an event has 6.3 claims
    kept = set(sorted(set(pile.truth.values()))[:n])
    return replace(pile, claims=[claim for claim in pile.claims if pile.truth[claim.id] in kept])


def told(report: Report, claims: Iterable[Claim], pile: Pile) -> Coded:
    """A report whose text holds its claims, clause by clause, each before a paragraph of other words."""
    text, placed = "", []
    for claim in claims:
        start = len(text)
        slots = []
        for slot in claim.slots:
            words = slot.words or ""
            slots.append(replace(slot, start=len(text), end=len(text) + len(words)))
            text += f"{words} "
        text += claim.kind
        placed.append(replace(claim, start=start, end=len(text), slots=tuple(slots)))
        text += f".\n\n{FILLER}\n\n"
    meant = {slot.actor for claim in placed for slot in claim.slots if slot.actor}
    meant |= {claim.place for claim in placed if claim.place}
    whole = replace(report, text=text, outlet=f"Paper {int(report.id[1:]) % 40}", outlet_basis="given")
    section = Section(0, len(text), "body", report.published)
    return Coded(whole, (section,), tuple(placed), tuple(pile.actors[actor] for actor in sorted(meant)))


if __name__ == "__main__":
    main()
