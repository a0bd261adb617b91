"""To make piles of claims with known truth: what press piles are made of, its hard cases and its errors included.

Of the hard cases, one pair of leaders meets on two days of one visit; calls and meets in one week; makes a visit that
holds talks, a wreath, a signing and a reception; sees the same parade every year. Of the errors, reports leave out
parties, name states for persons, give a week, a month or no day, or a wrong day.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from memcon.model import Actor, Claim, Report, Slot, When

STATES = tuple(f"{a}{b}{c}" for a in "ABCDEFGH" for b in "IJKL" for c in "UVWXYZ")
LEVELS = 4
"""Persons of each state, by rank: head of state, foreign minister, two other ministers."""
CITIES = 3
FIRST = date(1998, 1, 5)
OBJECTS = (
    "harbour",
    "railway",
    "fishing",
    "visas",
    "energy",
    "satellites",
    "customs",
    "extradition",
    "timber",
    "grain",
)
TELLINGS = 3.0
"""Mean of the reports on an event beyond the first; exponential, as a few events are told by very many."""
MEASURED = {"exact": 73, "week": 8, "month": 4, "none": 12, "wrong": 3}
"""How a telling gives the day, in per cent, as memcon found it in real news: of 64 claims of marked news that it dated
to a day two were wrong, and of 88 in all a quarter had wider days or none. Repeats in a report are vaguer still."""
MILD = {"exact": 79, "week": 8, "month": 4, "none": 8, "wrong": 1}
"""The same where one day in a hundred is wrong."""
NOISE = {"measured": MEASURED, "mild": MILD}
LAGS = (-4, -1, -1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 4)
"""Days from an event to a report on it."""
AGAIN = 0.25
"""Share of the reports that tell their event again further down, half of them without its day."""
UNDATED = When()
MISNAMED, MISPLACED = 0.005, 0.03
"""Shares of the persons and of the cities told that are drawn at random."""
WRONG = (-7, -2, -1, 1, 2, 7)


class Happening(Struct, frozen=True):
    """One true event: its number and chain, kind, sides with a person each, first and last day, city and object."""

    number: int
    chain: int
    kind: str
    sides: tuple[str, str]
    persons: tuple[str, str]
    first: date
    last: date
    place: str
    about: str = ""


class Pile(Struct, frozen=True):
    """Claims with their reports and actors, and the number of the true event of each claim."""

    claims: list[Claim]
    reports: list[Report]
    actors: dict[str, Actor]
    truth: dict[str, int]


def make_pile(seed: int, n: int, *, years: float, noise: str = "measured", told: float = TELLINGS) -> Pile:
    """A pile of `n` claims or a few more on events spread over `years`; the same seed gives the same pile.

    `noise` names how days are told, of `NOISE`; `told` is the mean of the reports on an event beyond the first.
    """
    random = Random(seed)
    pile = Pile([], [], _actors(), {})
    world = _World(random, days=int(years * 365))
    while len(pile.claims) < n:
        chain = world.chain()
        for event in chain:
            for _ in range(1 + min(30, int(random.expovariate(1 / told)))):
                near = [x for x in chain if x is not event and abs((x.first - event.first).days) <= 4]
                both = [event, *(x for x in near if random.random() < 0.3)]
                _report(random, both, pile, NOISE[noise])
    return pile


def _actors() -> dict[str, Actor]:
    """Every state with its persons and cities."""
    made = [Actor(state, state, "state", state) for state in STATES]
    for state in STATES:
        made += [Actor(f"person:{state}{i}", f"{state} {i}", "person", state) for i in range(LEVELS)]
        made += [Actor(f"place:{state}{i}", f"{state} city {i}", "place", state) for i in range(CITIES)]
    return {actor.id: actor for actor in made}


class _World:
    """What happens: chains of events of one pair of states, each drawn from its own kind of story."""

    def __init__(self, random: Random, *, days: int) -> None:
        self.random, self.days = random, days
        self.number = self.chains = 0
        self.often = [1 / (rank + 5) for rank in range(len(STATES))]

    def chain(self) -> list[Happening]:
        """One story of a pair of states, some of them years long."""
        random = self.random
        a, b = random.choices(STATES, self.often, k=2)
        while a == b:
            a, b = random.choices(STATES, self.often, k=2)
        self.chains += 1
        day = FIRST + timedelta(days=random.randrange(self.days))
        told = random.choices([self._lone, self._visit, self._called, self._again, self._yearly], [60, 15, 10, 8, 7])
        return told[0]((a, b), day)

    def _one(self, kind: str, sides: tuple[str, str], day: date, **more: int | str) -> Happening:
        """One event; the leaders' level, a day's length, a city and no object unless `more` says otherwise."""
        level = more.get("level", 0)
        self.number += 1
        persons = (f"person:{sides[0]}{level}", f"person:{sides[1]}{more.get('whom', level)}")
        city = f"place:{sides[1]}{more.get('city', 0)}"
        stay = timedelta(days=int(more.get("stay", 0)))
        about = str(more.get("about", ""))
        return Happening(self.number, self.chains, kind, sides, persons, day, day + stay, city, about)

    def _level(self) -> int:
        return self.random.choices(range(LEVELS), [5, 3, 1, 1])[0]

    def _lone(self, sides: tuple[str, str], day: date) -> list[Happening]:
        kinds = ["meeting"] * 8 + ["call"] * 4 + ["negotiation"] * 2 + ["message", "signing", "visit"]
        kind = self.random.choice(kinds)
        about = self.random.choice(OBJECTS) if kind == "signing" else ""
        return [self._one(kind, sides, day, level=self._level(), city=self.random.randrange(CITIES), about=about)]

    def _visit(self, sides: tuple[str, str], day: date) -> list[Happening]:
        """A visit with what it holds: talks, talks on the next day, ministers' talks, a wreath, signings, a welcome."""
        random, stay = self.random, self.random.randrange(1, 5)
        level = random.choices([0, 1], [3, 1])[0]
        first = day + timedelta(days=random.randrange(2))
        told = [
            self._one("visit", sides, day, level=level, stay=stay),
            self._one("meeting", sides, first, level=level),
        ]
        if random.random() < 0.4:
            told.append(self._one("meeting", sides, first + timedelta(days=1), level=level, city=random.randrange(2)))
        if random.random() < 0.4:
            told.append(self._one("meeting", sides, first, level=1 + level))
        if random.random() < 0.5:
            told.append(self._one("ceremony", sides, first, level=level, whom=2, about="wreath soldiers tomb"))
        for about in random.sample(OBJECTS, random.randrange(3)):
            told.append(self._one("signing", sides, first, level=random.choice([level, 2]), about=about))
        if random.random() < 0.4:
            told.append(self._one("reception", sides, day, level=level, whom=3))
        return told

    def _called(self, sides: tuple[str, str], day: date) -> list[Happening]:
        """A call and a meeting of the same two persons in one week."""
        level = self._level()
        met = day + timedelta(days=self.random.randrange(7))
        return [self._one("call", sides, day, level=level), self._one("meeting", sides, met, level=level)]

    def _again(self, sides: tuple[str, str], day: date) -> list[Happening]:
        """Two or three meetings or calls of the same two persons, one to four days apart."""
        level, kind = self._level(), self.random.choice(["meeting", "meeting", "call", "negotiation"])
        told = [self._one(kind, sides, day, level=level)]
        for _ in range(self.random.randrange(1, 3)):
            day += timedelta(days=self.random.randrange(1, 5))
            told.append(self._one(kind, sides, day, level=level, city=self.random.randrange(2)))
        return told

    def _yearly(self, sides: tuple[str, str], day: date) -> list[Happening]:
        """One guest at the same parade, and at talks on its eve, in several years."""
        told = []
        for year in range(self.random.randrange(2, 5)):
            again = day + timedelta(days=365 * year)
            told.append(self._one("ceremony", sides, again, about="victory parade"))
            told.append(self._one("meeting", sides, again - timedelta(days=1)))
        return told


def _report(random: Random, events: list[Happening], pile: Pile, days: Mapping[str, int]) -> None:
    """A report on the first of these events that tells of the others too."""
    published = events[0].first + timedelta(days=random.choice(LAGS))
    name = f"r{len(pile.reports):07}"
    pile.reports.append(Report(name, "", name, published=When(published, published, "given")))
    dropped = random.uniform(0.02, 0.15)
    for at, event in enumerate(events):
        again = at == 0 and random.random() < AGAIN
        for n in range(1 + again):
            claim = _claim(random, event, pile.reports[-1], at=2 * at + n, dropped=dropped)
            claim = replace(claim, when=_when(random, event, days))
            pile.claims.append(replace(claim, when=UNDATED) if n and random.random() < 0.5 else claim)
            pile.truth[claim.id] = event.number


def _claim(random: Random, event: Happening, report: Report, *, at: int, dropped: float) -> Claim:
    """One telling of an event, with what reports leave out or get wrong."""
    published = report.published.first or event.first
    kind = _kind(random, event.kind)
    start = 1000 * at
    status = "scheduled" if event.first > published else "ongoing" if event.last > published else "happened"
    return Claim(
        id=f"{report.id}:{kind}:{start}",
        report=report.id,
        section=0,
        start=start,
        end=start + 100,
        kind=kind,
        family="undertaking" if kind in ("signing", "agreement") else "engagement",
        status=status,
        slots=tuple(_slots(random, event, dropped=dropped)),
        rule="made",
        place=_place(random, event),
    )


def _kind(random: Random, kind: str) -> str:
    """The kind that a report gives an event: talks are a meeting here and a summit there, a signing an agreement."""
    if kind == "meeting" and random.random() < 0.1:
        return random.choice(["summit", "negotiation"])
    return "agreement" if kind == "signing" and random.random() < 0.2 else kind


def _slots(random: Random, event: Happening, *, dropped: float) -> list[Slot]:
    """Who takes part, as told: a person, or the state for the person, or the second party left out."""
    led = event.kind in ("visit", "message", "call", "reception")
    slots: list[Slot] = []
    for part, side, person in zip(("who", "whom") if led else ("party",) * 2, event.sides, event.persons, strict=True):
        if slots and random.random() < dropped:
            continue
        named = f"person:{side}{random.randrange(LEVELS)}" if random.random() < MISNAMED else person
        actor = side if random.random() < 0.2 else named
        slots.append(Slot(part, actor.upper(), 0, len(actor), actor=actor))
    if event.about and random.random() < 0.9:
        about = event.about if random.random() < 0.7 else event.about.split()[-1]
        slots.append(Slot("object", about, 0, len(about)))
    return slots


def _place(random: Random, event: Happening) -> str | None:
    """The city, or the country, or nothing."""
    if event.kind in ("call", "message") or random.random() < 0.35:
        return None
    if random.random() < MISPLACED:
        return f"place:{event.sides[1]}{random.randrange(CITIES)}"
    return event.place if random.random() < 0.75 else event.sides[1]


def _when(random: Random, event: Happening, told: Mapping[str, int]) -> When:
    """The days that a telling gives: the right ones, a week or month around them, none, or wrong ones."""
    how = random.choices([*told], [*told.values()])[0]
    basis = random.choice(["stated", "resolved"])
    first, last = event.first, event.last
    if event.kind == "visit" and random.random() < 0.4:
        last = first  # many tell only of the arrival
    if how == "none":
        return When()
    if how == "wrong":
        off = timedelta(days=random.choice(WRONG))
        return When(first + off, last + off, basis)
    if how == "week":
        monday = first - timedelta(days=first.weekday())
        return When(monday, monday + timedelta(days=6), basis)
    if how == "month":
        start = first.replace(day=1)
        return When(start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1), basis)
    return When(first, last, basis)
