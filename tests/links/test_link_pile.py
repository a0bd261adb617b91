"""To hold linking to piles with known truth: how pure the events are, how whole, and how long they take.

The piles have what real ones have: parties left out, vague and wrong days, and companions a few days apart.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from memcon.links.cluster import cluster
from memcon.links.link import link
from memcon.model import Actor, Claim, Event, Report, Slot, When

STATES = [f"{a}{b}{c}" for a in "ABCD" for b in "EFGHI" for c in "XY"]
KINDS = ["meeting"] * 8 + ["call"] * 4 + ["visit"] * 3 + ["negotiation"] * 2 + ["signing", "message"]
OBJECTS = ["harbour", "railway", "fishing", "visas", "energy", "satellites", "customs", "extradition"]
FIRST = date(2010, 1, 1)


@dataclass(frozen=True)
class Happening:
    """One true event: its number, kind, sides with a person each, day, last day and city."""

    number: int
    kind: str
    sides: tuple[str, str]
    persons: tuple[str, str]
    day: date
    last: date
    place: str
    about: str


@dataclass(frozen=True)
class Pile:
    """Claims with their reports and actors, and the number of the true event of each claim."""

    claims: list[Claim]
    reports: list[Report]
    actors: dict[str, Actor]
    truth: dict[str, int]


def make_pile(seed: int, n: int, *, years: float, companions: float = 0.4) -> Pile:
    """A pile of `n // 4` events over `years`; a share of `companions` follows another of the same pair by 0–4 days."""
    random = Random(seed)
    actors = _actors()
    events = _events(random, n // 4, days=int(years * 365), companions=companions)
    claims: list[Claim] = []
    reports: list[Report] = []
    truth: dict[str, int] = {}
    for event in events:
        for _ in range(1 + min(30, int(random.expovariate(1 / 3)))):
            told = [
                event,
                *(other for other in events[event.number : event.number + 3] if _is_near(event, other, random)),
            ]
            report = f"r{len(reports):07}"
            published = event.last + timedelta(days=random.choice([0, 0, 1, 1, 2, -1]))
            reports.append(Report(report, "", report, published=When(published, published, "given")))
            for at, one in enumerate(told):
                claims.append(_claim(random, one, report, at=at, published=published))
                truth[claims[-1].id] = one.number
    return Pile(claims, reports, actors, truth)


def _actors() -> dict[str, Actor]:
    """Every state with three persons and two cities."""
    made = [Actor(state, state, "state", state) for state in STATES]
    for state in STATES:
        made += [Actor(f"person:{state}{i}", f"{state} {i}", "person", state) for i in range(3)]
        made += [Actor(f"place:{state}{i}", f"{state} city {i}", "place", state) for i in range(2)]
    return {actor.id: actor for actor in made}


def _events(random: Random, n: int, *, days: int, companions: float) -> list[Happening]:
    """True events; heads of state meet most, and companions differ in kind where they fall on one day."""
    events: list[Happening] = []
    while len(events) < n:
        weights = [1 / (rank + 2) for rank in range(len(STATES))]
        a, b = random.choices(STATES, weights, k=2)
        if a != b:
            events.append(_event(random, len(events), (a, b), FIRST + timedelta(days=random.randrange(days))))
            while random.random() < companions and len(events) < n:
                before = events[-1]
                gap = random.randrange(5)
                after = _event(random, len(events), before.sides, before.day + timedelta(days=gap))
                if gap or after.kind != before.kind:
                    events.append(after)
    return events


def _event(random: Random, number: int, sides: tuple[str, str], day: date) -> Happening:
    """One true event of two sides on a day."""
    kind = random.choice(KINDS)
    level = random.choices([0, 1, 2], [5, 3, 1])[0]
    return Happening(
        number=number,
        kind=kind,
        sides=sides,
        persons=(f"person:{sides[0]}{level}", f"person:{sides[1]}{level}"),
        day=day,
        last=day + timedelta(days=random.randrange(3) if kind == "visit" else 0),
        place=f"place:{sides[1]}{random.choice([0, 0, 1])}",
        about=random.choice(OBJECTS),
    )


def _is_near(event: Happening, other: Happening, random: Random) -> bool:
    """Whether a report on one event tells of a companion as well."""
    return other.sides == event.sides and other.day <= event.last + timedelta(days=4) and random.random() < 0.4


def _claim(random: Random, event: Happening, report: str, *, at: int, published: date) -> Claim:
    """One telling of an event, with what reports leave out or get wrong."""
    parts = ("who", "whom") if event.kind in ("visit", "message", "call") else ("party", "party")
    slots: list[Slot] = []
    for part, side, person in zip(parts, event.sides, event.persons, strict=True):
        if random.random() < 0.08 and slots:
            continue
        actor = side if random.random() < 0.25 else person
        slots.append(Slot(part, actor.upper(), 0, len(actor), actor=actor))
    if event.kind == "signing" and random.random() < 0.7:
        slots.append(Slot("object", event.about, 0, len(event.about)))
    start = 1000 * at
    return Claim(
        id=f"{report}:{event.kind}:{start}",
        report=report,
        section=0,
        start=start,
        end=start + 100,
        kind="summit" if event.kind == "meeting" and random.random() < 0.1 else event.kind,
        family="undertaking" if event.kind == "signing" else "engagement",
        status="scheduled" if event.day > published else "happened",
        slots=tuple(slots),
        rule="made",
        when=_when(random, event),
        place=event.place if random.random() < 0.65 and event.kind != "call" else None,
    )


def _when(random: Random, event: Happening) -> When:
    """The days that a telling gives: the right ones, a week or month around them, none, or wrong ones."""
    how = random.choices(["exact", "week", "month", "none", "wrong"], [75, 9, 4, 8, 4])[0]
    if how == "none":
        return When()
    if how == "exact":
        return When(event.day, event.last, "stated")
    if how == "wrong":
        off = timedelta(days=random.choice([-7, -2, -1, 1, 2, 7]))
        return When(event.day + off, event.last + off, "resolved")
    if how == "week":
        monday = event.day - timedelta(days=event.day.weekday())
        return When(monday, monday + timedelta(days=6), "resolved")
    first = event.day.replace(day=1)
    return When(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), "resolved")


def b_cubed(events: Sequence[Event], truth: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of events: for each claim, how much of its event and of its true event the two share."""
    size = Counter(truth.values())
    precision = recall = 0.0
    for event in events:
        inside = Counter(truth[claim] for claim in event.claims)
        precision += sum(n * n for n in inside.values()) / len(event.claims)
        recall += sum(n * n / size[number] for number, n in inside.items())
    precision, recall = precision / len(truth), recall / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def linked(pile: Pile) -> Sequence[Event]:
    """The events of a pile."""
    return cluster(pile.claims, link(pile.claims, pile.reports, pile.actors))


def test_ten_thousand_claims_with_hard_negatives() -> None:
    pile = make_pile(11, 10_000, years=3)
    events = linked(pile)
    precision, recall, f1 = b_cubed(events, pile.truth)
    print(f"{len(pile.claims)} claims: B-cubed {precision:.3f} / {recall:.3f} / {f1:.3f}")
    assert precision >= 0.98
    assert f1 >= 0.92


@pytest.mark.parametrize("seed", [1, 2])
def test_a_dense_year(seed: int) -> None:
    pile = make_pile(seed, 2_000, years=0.15)
    events = linked(pile)
    precision, _, f1 = b_cubed(events, pile.truth)
    assert precision >= 0.97
    assert f1 >= 0.90


def test_no_event_joins_two_days_that_are_told_exactly() -> None:
    pile = make_pile(5, 3_000, years=1)
    days = {c.id: c.when for c in pile.claims}
    events = linked(pile)
    joined = 0
    for event in events:
        exact = {days[c].first for c in event.claims if days[c].first and days[c].first == days[c].last}
        joined += len(exact) > 1 and "visit" not in event.claims[0]
    assert joined == 0
