"""To test that actors whom people hold for one are one and those they tell apart are two, whatever the names say."""

from collections.abc import Sequence
from datetime import date

import pytest

from memcon.decisions.actors import actor_anchor
from memcon.decisions.anchor import stretch
from memcon.decisions.replay import replay
from memcon.decisions.values import ACTOR_SLOT, WORDS_SLOT
from memcon.model import Actor, Claim, Coded, Decision, Report, Section, Slot, When
from memcon.pipeline import Built, build
from memcon.reference import Reference

NAMES = ("Kari Lindberg", "K. Lindberg", "Olga Lindberg", "Kari Lindberg")
"""Whom the reports a, b, c and d tell of; the machine takes those of a, b and d for one."""


def actor(name: str) -> Actor:
    return Actor(f"person:{name.lower().replace('.', '')}:NOR", name, "person", "NOR")


def coded(report: str, name: str) -> Coded:
    """A report in which somebody visits Peru."""
    text = f"{name} visited Peru on Friday."
    who, when = actor(name), When(date(2001, 3, 2), date(2001, 3, 2), "resolved")
    slots = (Slot("who", name, 0, len(name), who.id), Slot("whom", actor="PER"))
    claim = Claim(f"{report}:visit", report, 0, 0, len(text), "visit", "engagement", "happened", slots, "t", when=when)
    sections = (Section(0, len(text), "body"),)
    state = Actor("PER", "Peru", "state", "PER")
    return Coded(Report(report, text, f"{report}.txt"), sections, (claim,), (who, state), ((who.id, name, 1),))


PILE = tuple(coded(report, name) for report, name in zip("abcd", NAMES, strict=True))


def told(op: str, one: str, other: str, id: str = "d1") -> Decision:
    """A decision on two names; a report's letter before the second means it as this report tells of it."""
    where, _, name = other.rpartition(":")
    report = next((each.report for each in PILE if each.report.id == where), None)
    return Decision(
        id, op, actor_anchor(actor(one)), (actor_anchor(actor(name), report),), slot=ACTOR_SLOT, why="known", by="ana"
    )


def persons(built: Built) -> list[str]:
    """The reports, as letters, that tell of each person."""
    found: dict[str, str] = {}
    for each in built.coded:
        for claim in each.claims:
            who = str(claim.slots[0].actor)
            found[who] = found.get(who, "") + claim.report
    return sorted(found.values())


ROWS: list[tuple[str, list[Decision], list[str], list[str]]] = [
    ("nothing is decided", [], ["abd", "c"], []),
    ("two are one", [told("same_as", "Olga Lindberg", "Kari Lindberg")], ["abcd"], ["applied"]),
    ("the machine says so too", [told("same_as", "Kari Lindberg", "K. Lindberg")], ["abd", "c"], ["agrees"]),
    ("a name is another's", [told("different", "Kari Lindberg", "K. Lindberg")], ["ad", "b", "c"], ["applied"]),
    (
        "in a report it is another",
        [told("different", "Kari Lindberg", "d:Kari Lindberg")],
        ["ab", "c", "d"],
        ["applied"],
    ),
    ("two that are two stay two", [told("different", "Kari Lindberg", "Olga Lindberg")], ["abd", "c"], ["agrees"]),
    (
        "a name is another's, who is one with a third",
        [told("different", "Kari Lindberg", "K. Lindberg"), told("same_as", "K. Lindberg", "Olga Lindberg", "d2")],
        ["ad", "bc"],
        ["applied", "applied"],
    ),
    (
        "the latest holds",
        [
            told("same_as", "Kari Lindberg", "Olga Lindberg"),
            told("different", "Kari Lindberg", "Olga Lindberg", "d2"),
        ],
        ["abd", "c"],
        ["superseded", "agrees"],
    ),
    (
        "taken back",
        [
            told("different", "Kari Lindberg", "d:Kari Lindberg"),
            Decision("d2", "undo", actor_anchor(actor("Kari Lindberg")), value="d1", why="no", by="ana"),
        ],
        ["abd", "c"],
        ["undone"],
    ),
    ("nobody is called so any more", [told("same_as", "Kari Lindberg", "Olav Strand")], ["abd", "c"], ["lost"]),
]


@pytest.mark.parametrize(("what", "decisions", "expected", "outcomes"), ROWS, ids=[row[0] for row in ROWS])
def test_who_is_one_and_who_is_not(
    known: Reference, what: str, decisions: list[Decision], expected: list[str], outcomes: list[str]
) -> None:
    for pile in (PILE, PILE[::-1]):
        built = build(pile, known, decisions)
        assert persons(built) == expected, what
        assert [one.outcome for one in built.outcomes] == outcomes, what


def test_those_who_are_one_have_one_name_and_one_state(known: Reference) -> None:
    built = build(PILE, known, [told("same_as", "Olga Lindberg", "Kari Lindberg")])
    assert {(a.id, a.name, a.country) for each in built.coded for a in each.actors if a.kind == "person"} == {
        ("person:olga lindberg:NOR", "Olga Lindberg", "NOR")
    }
    assert {name for each in built.coded for _, name, _ in each.names} == set(NAMES)


SPEECH = "The envoy called on the minister. He left on Friday."
READ = [("no claim is made of them", (), "agrees"), ("a claim is now made of them", ("visit",), "reflagged")]


@pytest.mark.parametrize(("what", "kinds", "outcome"), READ, ids=[row[0] for row in READ])
def test_words_that_tell_nothing(known: Reference, what: str, kinds: Sequence[str], outcome: str) -> None:
    report = Report("r", SPEECH, "r.txt")
    claims = tuple(Claim("r:1", "r", 0, 4, 20, kind, "engagement", "happened", (), "t") for kind in kinds)
    pile = (Coded(report, (Section(0, len(SPEECH), "body"),), claims),)
    decision = Decision("d1", "accept", stretch(report, 0, 33), slot=WORDS_SLOT, why="a courtesy", by="ana")
    (one,) = replay(pile, [decision], known, lambda claim, _: claim).outcomes
    assert (one.outcome, one.others) == (outcome, ("r:0-33",)), what
