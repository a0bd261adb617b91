"""To find what keeps a plan, an invitation or a promise: the first later deed of the same parties that fits it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from memcon.links.facts import Facts
from memcon.links.findings import OTHER, persons_finding, sides_finding
from memcon.links.parts import Occasion, occasion
from memcon.links.weights import Weights, link_weights
from memcon.model import Claim, Link

HORIZON = 1100  # days in which an invitation or promise without a time may be kept: "next year" and a delay
LATE = 400  # days by which a visit may come late that was invited for a year or by an end, not for an occasion
SEASON = 60  # days; a time no wider is that of an occasion
SOUGHT = frozenset(["sought", "discussed", "offered", "promised", "agreed"])
DONE = frozenset(["signed", "fulfilled"])
GIFTS = frozenset(["loan", "aid", "training", "trade", "agreement", "signing", "recognition"])
Parties = tuple[str, str, str]
Deed = tuple[int, int, Occasion]
"""What was done: its first day, its place among the events of a pile, and what it was."""


class Plan(Struct, frozen=True):
    """What is to come: its claim, its facts, the kinds that keep it, and the days in which they may."""

    claim: Claim
    facts: Facts
    group: str
    first: int
    last: int
    words: str


def fulfils(events: Sequence[Sequence[Claim]], told: Mapping[str, Facts]) -> tuple[Link, ...]:
    """`fulfils` links, each from the earliest deed that keeps a plan to the plan; between the events' earliest claims.

    `told` holds the facts of each claim that can be compared, by claim id. A plan and a deed that are one event are not
    linked: the event itself says that the plan came true.
    """
    weights = link_weights()
    deeds: dict[Parties, list[Deed]] = defaultdict(list)
    for at, event in enumerate(events):
        made = deed_of(event, told)
        if made:
            for parties in parties_of(made.facts):
                deeds[parties].append((made.first, at, made))
    for found in deeds.values():
        found.sort(key=lambda deed: deed[:2])
    links = (kept for event in events if (plan := plan_of(event, told)) for kept in kept_by(plan, deeds, weights))
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def deed_of(event: Sequence[Claim], told: Mapping[str, Facts]) -> Occasion | None:
    """What an event tells as done, with its days; None where nothing was done on days that are known."""
    done = [c for c in event if c.status == "happened" and (c.family == "engagement" or c.stage in DONE)]
    return occasion(done, told) if done else None


def parties_of(one: Facts) -> Iterator[Parties]:
    """The pairs of sides of a claim, under its group of kinds."""
    for left, right in combinations(one.sides, 2):
        yield one.group, left, right


def plan_of(event: Sequence[Claim], told: Mapping[str, Facts]) -> Plan | None:
    """The plan that an event is, unless it has come true itself or its day is unknown."""
    if any(c.status in ("happened", "cancelled", "denied") and c.family == "engagement" for c in event):
        return None
    claim = min(event, key=lambda c: (c.report, c.start, c.end, c.id))
    if claim.id not in told:
        return None
    one = told[claim.id]
    if claim.kind == "invitation" and claim.status == "happened":
        asked = _asked_for(claim) or (None, None)
        return _window(claim, one, "visit", (one.last, *asked))
    if claim.family == "engagement":
        return _window(claim, one, one.group, (one.first, one.first, one.last))
    if claim.kind in GIFTS and claim.stage in SOUGHT:
        return _window(claim, one, one.group, (one.last or one.first, None, None))
    return None


def _window(claim: Claim, one: Facts, group: str, days: tuple[int | None, int | None, int | None]) -> Plan | None:
    """A plan with the days in which it may be kept: after it was voiced, within the time it names."""
    voiced, first, last = days
    start = max(day for day in (voiced, first, 0) if day is not None)
    if not start:
        return None
    return Plan(claim, one, group, start, last if last is not None else start + HORIZON, claim.kind)


def _asked_for(claim: Claim) -> tuple[int, int] | None:
    """The days that an invitation is for."""
    for slot in claim.slots:
        if slot.part in ("day", "deadline") and slot.value and "/" in slot.value:
            first, last = (date.fromisoformat(day).toordinal() for day in slot.value.split("/"))
            return (first, last) if last - first < SEASON else (first, last + LATE)
    return None


def kept_by(plan: Plan, deeds: Mapping[Parties, Sequence[Deed]], weights: Weights) -> Iterator[Link]:
    """The link from the first deed that keeps a plan, if there is one."""
    for left, right in combinations(plan.facts.sides, 2):
        found = deeds.get((plan.group, left, right), ())
        for first, _, deed in found[bisect_left(found, plan.first, key=lambda deed: deed[0]) :]:
            if first > plan.last:
                break
            if _is_other(plan, deed) and _fits(plan, deed.facts, weights):
                yield _link(plan, deed)
                return


def _is_other(plan: Plan, deed: Occasion) -> bool:
    """Whether a deed is told elsewhere than the plan; one report that tells both of a meeting tells of two meetings."""
    return deed.claim.report != plan.claim.report or plan.claim.family != "engagement"


def _fits(plan: Plan, deed: Facts, weights: Weights) -> bool:
    """Whether the deed is done by those of whom the plan spoke, the right way round."""
    if plan.claim.kind == "invitation":
        invited, host = plan.facts.whom, plan.facts.who
        persons = [(plan.facts.sides[s], deed.sides[s]) for s in invited & deed.sides.keys()]
        return bool(deed.who & invited and deed.sides.keys() & host) and all(
            not a or not b or a & b for a, b in persons
        )
    if sides_finding(plan.facts, deed, weights) != "same sides":
        return False
    return persons_finding(plan.facts, deed, weights) not in (
        OTHER,
        "an unknown name on one side",
    )


def _link(plan: Plan, deed: Occasion) -> Link:
    """The link from a deed to the plan it keeps."""
    day = date.fromordinal(deed.first)
    why = (
        f"The {deed.facts.kind} of {day} is the first of these parties after the {plan.words} was voiced"
        f" ({plan.claim.status}), within the time that it left open."
    )
    return Link(deed.claim.id, plan.claim.id, "fulfils", "same", None, why)
