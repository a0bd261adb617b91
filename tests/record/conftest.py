"""To write by hand what coding and linking would yield, in words, so that the record is tested apart from them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from memcon.model import (
    UNKNOWN,
    Actor,
    Claim,
    Clue,
    Coded,
    Event,
    Link,
    Outcome,
    Report,
    Section,
    Slot,
    Unread,
    Voice,
    When,
)
from memcon.record.record import Record, open_record
from memcon.record.store import write

ACTORS = (
    Actor("p.berg", "Kari Berg", "person", "NOR"),
    Actor("p.rojas", "Luis Rojas", "person", "PER"),
    Actor("p.ito", "Ken Ito", "person", "JPN"),
    Actor("s.nor", "Norway", "state", "NOR"),
    Actor("s.per", "Peru", "state", "PER"),
    Actor("c.oslo", "Oslo", "place", "NOR"),
    Actor("c.lima", "Lima", "place", "PER"),
)
FAMILIES = {"invitation": "undertaking", "loan": "undertaking", "signing": "undertaking", "statement": "statement"}


class Pile(Struct, frozen=True):
    """What a build yields, made by hand."""

    coded: tuple[Coded, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    copies: Mapping[str, str] = {}
    wires: Mapping[str, str] = {}
    outcomes: tuple[Outcome, ...] = ()


def days(words: str | None, *, basis: str = "stated", clues: tuple[Clue, ...] = ()) -> When:
    """'2003-05-06' or '2003-05-01/2003-05-31' as an interval; an empty end is open."""
    if words is None:
        return UNKNOWN
    first, _, last = words.partition("/")
    ends = [date.fromisoformat(end) if end else None for end in (first, last if "/" in words else first)]
    return When(ends[0], ends[1], basis, clues)


def report(name: str, text: str, *, outlet: str | None = None, published: str | None = None) -> Report:
    """One report, its id its name."""
    given = days(published, basis="given")
    return Report(name, text, f"pile/{name}.txt", outlet, "given" if outlet else "none", published=given)


def claim(told: Report, kind: str, clause: str, **more: object) -> Claim:
    """One claim of a report whose clause and slots are given in words; `slots` maps part to words or (words, actor)."""
    start = told.text.index(clause)
    slots = []
    for part, given in dict(more.pop("slots", {})).items():  # type: ignore[call-overload]
        words, actor, value = (*given, None, None)[:3] if isinstance(given, tuple) else (given, None, None)
        at = told.text.index(words, start) if words else None
        slots.append(Slot(part.rstrip("2"), words, at, at + len(words) if at is not None else None, actor, value))
    fields = {"family": FAMILIES.get(kind, "engagement"), "status": "happened", "rule": "hand", "section": 0} | more
    number = f"{told.id}-{kind}-{start}"
    return Claim(number, told.id, start=start, end=start + len(clause), kind=kind, slots=tuple(slots), **fields)  # type: ignore[arg-type]


def coded(told: Report, *claims: Claim) -> Coded:
    """A report with its claims, one body section, and all the actors of this file."""
    sections = (Section(0, len(told.text), "body", told.published),)
    return Coded(told, sections, claims, ACTORS, (("p.berg", "Ms. Berg", 2),), unread=(Unread(told.id, 0, 4, "hand"),))


def alone(pile: Pile, *groups: tuple[str, ...]) -> Pile:
    """The pile with an event for each group of claim ids, and one for each claim in none, named by its first."""
    grouped = {one for group in groups for one in group}
    rest = [(one.id,) for each in pile.coded for one in each.claims if one.id not in grouped]
    return replace(pile, events=tuple(Event(f"e-{group[0]}", group) for group in [*groups, *rest]))


MEET = {"who": ("Kari Berg", "p.berg"), "whom": ("Luis Rojas", "p.rojas"), "place": ("Oslo", "c.oslo")}
TOLD = "Kari Berg met Luis Rojas in Oslo on Tuesday. She invited him to Lima “next year”."
TUESDAY = (TOLD.index("Tuesday"), TOLD.index("Tuesday") + len("Tuesday"))
RESOLVED = When(
    date(2003, 5, 6),
    date(2003, 5, 6),
    "resolved",
    (Clue("weekday", "Tuesday", *TUESDAY, ((date(2003, 5, 6), date(2003, 5, 6)),), 3),),
)


def planned() -> Coded:
    """A plan, by Courier."""
    told = report("a", "Kari Berg will meet Luis Rojas in Oslo on May 6.", outlet="Courier", published="2003-05-01")
    more = {"status": "scheduled", "when": days("2003-05-06"), "place": "c.oslo"}
    return coded(told, claim(told, "meeting", told.text[:-1], slots=MEET, **more))


def told_by(name: str, outlet: str, *, tail: str = "") -> Coded:
    """The meeting and an invitation, the day resolved from its weekday."""
    told = report(name, TOLD + tail, outlet=outlet, published="2003-05-07")
    meeting = claim(told, "meeting", TOLD[: TOLD.index(".")], slots=MEET, when=RESOLVED, place="c.oslo")
    invite = {"who": ("She", "p.berg"), "whom": ("him", "p.rojas"), "day": ("next year", None, "2004-01-01/2004-12-31")}
    invitation = claim(
        told, "invitation", "She invited him to Lima “next year”", slots=invite, stage="offered", when=RESOLVED
    )
    return coded(told, meeting, *([] if tail else [invitation]))


def lent() -> Coded:
    """The meeting and a promised loan that is due, by an outlet that is not stated."""
    told = report(
        "d",
        "Ministers of Norway and Peru met in May. Peru lent Norway 5 million euros.",
        published="2003-06-01/2003-06-30",
    )
    sides = {"party": ("Norway", "s.nor"), "party2": ("Peru", "s.per")}
    met = claim(
        told, "meeting", "Ministers of Norway and Peru met in May", slots=sides, when=days("2003-05-01/2003-05-31")
    )
    terms = {"amount": ("5 million euros", None, "EUR 5000000"), "deadline": (None, None, "2003-05-10/2003-05-20")}
    slots = {"who": ("Peru", "s.per"), "whom": ("Norway", "s.nor"), **terms}
    return coded(told, met, claim(told, "loan", "Peru lent Norway 5 million euros", stage="promised", slots=slots))


def denied() -> Coded:
    """A denial of the meeting and a statement, by Post."""
    text = "Luis Rojas denied that he had met Ms. Berg. “I was in Lima,” he said."
    told = report("e", text, outlet="Post", published="2003-06-01")
    who = {"who": ("he", "p.rojas"), "whom": ("Ms. Berg", "p.berg")}
    voice = Voice("person", "p.rojas")
    denial = claim(
        told, "meeting", "Luis Rojas denied that he had met Ms. Berg", status="denied", slots=who, voice=voice
    )
    said = {"quote": "I was in Lima,", "speaker": ("he", "p.rojas"), "cue": "said"}
    return coded(
        told, denial, claim(told, "statement", "“I was in Lima,” he said", form="direct", voice=voice, slots=said)
    )


@pytest.fixture
def rich_pile() -> Pile:
    """Five reports on two ministers: a plan, a meeting told by three, an invitation, a loan, a denial."""
    reports = (planned(), told_by("b", "Courier"), told_by("c", "Herald", tail=" (Wire)"), lent(), denied())
    return alone(Pile(reports, copies={"b": "copy-b", "c": "copy-b"}), tuple(f"{name}-meeting-0" for name in "abcde"))


@pytest.fixture
def rich_record(rich_pile: Pile, tmp_path: Path) -> Record:
    """That pile as a record."""
    write(rich_pile, tmp_path / "rec", run={"memcon": "test"})
    return open_record(tmp_path / "rec")


Telling = tuple[str | None, str, str | None, str]
"""Outlet, status, days, and the speaker's id or an empty text."""


@pytest.fixture
def one_event(tmp_path: Path) -> Callable[[list[Telling]], Record]:
    """Makes the record of one meeting that each telling reports in a report of its own.

    An outlet "Post via AFP" prints that agency's text; the speaker "document" is one that nobody is named for.
    """

    def make(tellings: list[Telling]) -> Record:
        made = [_edition(number, telling) for number, telling in enumerate(tellings)]
        told = enumerate((outlet or "").partition(" via ")[2] for outlet, *_ in tellings)
        wires = {f"r{number}": agency for number, agency in told if agency}
        pile = alone(Pile(tuple(made), wires=wires), tuple(each.claims[0].id for each in made))
        write(pile, tmp_path / "one", run={})
        return open_record(tmp_path / "one")

    return make


def _edition(number: int, telling: Telling) -> Coded:
    outlet, status, when, speaker = telling
    name = outlet.partition(" via ")[0] if outlet else None
    told = report(f"r{number}", f"Kari Berg met Luis Rojas, edition {number}.", outlet=name, published="2003-05-07")
    slots = {"who": ("Kari Berg", "p.berg"), "whom": ("Luis Rojas", "p.rojas")}
    voice = Voice("document") if speaker == "document" else Voice("person", speaker) if speaker else Voice()
    return coded(told, claim(told, "meeting", told.text, status=status, when=days(when), slots=slots, voice=voice))
