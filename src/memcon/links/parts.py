"""To find what belongs to a visit: talks, receptions, ceremonies and signings of the same guest in the same days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from memcon.links.facts import STAY, WEEK, Facts
from memcon.links.weights import Weights, link_weights
from memcon.model import Claim, Link

NEAR = 3  # days around a visit of which only one day is told: state visits last three to four


class Occasion(Struct, frozen=True):
    """An event as its earliest claim names it, with the facts of its best dated claim and the days it spans."""

    claim: Claim
    facts: Facts
    first: int
    last: int


def part_of(events: Sequence[Sequence[Claim]], told: Mapping[str, Facts]) -> tuple[Link, ...]:
    """`part_of` links from events to the visits that hold them, one a pair, between the events' earliest claims.

    `told` holds the facts of each claim that can be compared, by claim id.
    """
    weights = link_weights()
    occasions = [made for event in events if (made := occasion(event, told))]
    visits: dict[str, list[Occasion]] = defaultdict(list)
    for visit in occasions:
        if visit.facts.kind == "visit":
            for guest in visit.facts.who:
                visits[guest].append(visit)
    links = (
        part_link(part, visit) for part in occasions if may_be_part(part, weights) for visit in _held(part, visits)
    )
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def may_be_part(part: Occasion, weights: Weights) -> bool:
    """Whether an event is of a kind that visits hold, and those who took part met."""
    return part.facts.kind in weights.parts_of_a_visit and part.facts.format not in ("video", "telephone", "letter")


def occasion(event: Sequence[Claim], told: Mapping[str, Facts]) -> Occasion | None:
    """An event with its days, read from its claims that are dated to a week or a stay; None when none is."""
    known = [told[c.id] for c in event if c.id in told and c.family != "statement" and c.status != "denied"]
    dated = [f for f in known if f.width is not None and f.width <= (STAY if f.stays else WEEK)]
    if not dated:
        return None
    earliest = min(event, key=lambda c: (c.report, c.start, c.end, c.id))
    best = min(dated, key=lambda f: (f.width or 0, -len(f.sides), f.ids))
    exact = [f for f in dated if f.width == best.width or f.stays]
    return Occasion(earliest, best, min(f.first or 0 for f in exact), max(f.last or 0 for f in exact))


def _held(part: Occasion, visits: Mapping[str, Sequence[Occasion]]) -> Iterator[Occasion]:
    """The visits that hold an event."""
    seen = {id(v): v for side in part.facts.sides for v in visits.get(side, ()) if holds(v, part)}
    yield from seen.values()


def holds(visit: Occasion, part: Occasion) -> bool:
    """Whether a visit holds an event: its guest there, its days there, in its country, with nobody else."""
    pad = 0 if visit.last > visit.first else NEAR
    if part.first < visit.first - pad or part.last > visit.last + pad:
        return False
    hosts = visit.facts.whom or frozenset([visit.facts.country] if visit.facts.country else [])
    others = part.facts.sides.keys() - visit.facts.who
    if others and hosts and not others & hosts:
        return False
    country = visit.facts.country or next(iter(sorted(hosts)), None)
    if part.facts.country and country and part.facts.country != country:
        return False
    return _is_guest(visit.facts, part.facts)


def _is_guest(visit: Facts, part: Facts) -> bool:
    """Whether the visitor, where both name one, takes part."""
    sides = {side: visit.sides[side] for side in visit.sides if side in visit.who}
    guests = [(persons, part.sides[side]) for side, persons in sides.items() if side in part.sides]
    if not guests:
        return False
    return all(not a or not b or bool(a & b) for a, b in guests)


def part_link(part: Occasion, visit: Occasion) -> Link:
    """The link from a part to its visit."""
    why = (
        f"The {part.facts.kind} lies in the days of the visit (days {part.first - visit.first + 1} to "
        f"{part.last - visit.first + 1} of {visit.last - visit.first + 1}), with the same guest and host."
    )
    return Link(part.claim.id, visit.claim.id, "part_of", "same", None, why)
