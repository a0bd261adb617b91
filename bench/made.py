"""To make a record of very many events without coding a report: a made pile, linked as a build would link it.

python bench/made.py REC [--events 100000]      three claims an event; some two minutes
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from memcon.links.link import linked
from memcon.links.name import named
from memcon.model import Claim, Coded, Section, Slot
from memcon.pipeline import Built
from memcon.record.store import write
from piles import Pile, make_pile

SEED, YEARS, CLAIMS, TOLD = 8, 20.0, 3, 1.12
"""Claims of an event, and the mean of the reports on it beyond the first that comes to so many."""
FILLER = "The harbour was quiet that week and the railway carried timber and grain as it does in every season. "


def make_record(events: int, place: Path) -> None:
    """A record of about so many events at `place`, and what it holds in a line."""
    pile = make_pile(SEED, CLAIMS * events, years=YEARS, told=TOLD)
    links, found = linked(pile.claims, pile.reports, pile.actors)
    whole = tuple(coded(pile))
    told = named(found, pile.claims, [one.report for one in whole])
    write(Built(whole, links, told, {}, {}), place, run={"memcon": "made"})
    true = len(set(pile.truth.values()))
    print(
        f"made: {true:,} events, told in {len(pile.claims):,} claims of {len(whole):,} reports, found as {len(told):,}"
    )


def coded(pile: Pile) -> Iterator[Coded]:
    """Each report with a text in which its claims stand."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        by_report[claim.report].append(claim)
    for n, report in enumerate(pile.reports):
        text, claims = _text(by_report[report.id])
        whole = replace(report, text=text, outlet=f"Outlet {n % 90}", outlet_basis="given")
        meant = {slot.actor for claim in claims for slot in claim.slots} | {claim.place for claim in claims}
        actors = tuple(pile.actors[one] for one in sorted(filter(None, meant)))
        names = tuple((actor.id, actor.name, 1) for actor in actors)
        section = Section(0, len(text), "body", report.published)
        yield Coded(whole, (section,), tuple(claims), actors, names, unread=())


def _text(claims: Sequence[Claim]) -> tuple[str, list[Claim]]:
    """A text with a clause for each claim where it stands, and the claims with their slots there."""
    text, placed = "", []
    for claim in claims:
        text = (text + FILLER * 9)[: claim.start].ljust(claim.start)
        told, worded = _clause(claim, len(text))
        text += f"{told}.\n"
        placed.append(worded)
    return text + FILLER * 6, placed


def _clause(claim: Claim, at: int) -> tuple[str, Claim]:
    """A clause with the words of each slot, and the claim with its slots there."""
    told, slots = "", []
    for slot in claim.slots:
        words = slot.words or ""
        told += " and " if told else f"{claim.kind} of "
        start = at + len(told)
        slots.append(Slot(slot.part, words, start, start + len(words), slot.actor, slot.value))
        told += words
    return told, replace(claim, start=at, end=at + len(told), slots=tuple(slots))


def main() -> int:
    """Make the record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    asked = parser.parse_args()
    make_record(asked.events, asked.record)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
