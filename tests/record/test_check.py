"""To test that a breach of the record's contract is found and named, and that a sound record has none."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from memcon.model import Actor, Clue, Event, Link, Section, When
from memcon.record.check import check, rules
from memcon.record.record import Record, open_record
from memcon.record.store import write


def test_a_sound_record_has_no_violation(rich_record: Record) -> None:
    assert check(rich_record) == []
    assert rules() > 40


def with_claim(pile: Any, **changes: Any) -> Any:
    first = pile.coded[0]
    return replace(pile, coded=(replace(first, claims=(replace(first.claims[0], **changes),)), *pile.coded[1:]))


def with_slot(pile: Any, **changes: Any) -> Any:
    slots = pile.coded[0].claims[0].slots
    return with_claim(pile, slots=(replace(slots[0], **changes), *slots[1:]))


def with_coded(pile: Any, **changes: Any) -> Any:
    return replace(pile, coded=(replace(pile.coded[0], **changes), *pile.coded[1:]))


def with_report(pile: Any, **changes: Any) -> Any:
    return with_coded(pile, report=replace(pile.coded[0].report, **changes))


def with_link(pile: Any, left: str, right: str) -> Any:
    return replace(pile, links=(Link(left, right, "same", "same", 1.0, "by hand"),))


MISPLACED = When(basis="stated", clues=(Clue("weekday", "Monday", 0, 6, (), 3),))

BREACHES = [
    ("a slot's words stand where it says", lambda p: with_slot(p, words="Kari Borg")),
    ("a slot's words stand where it says", lambda p: with_slot(p, start=1, end=10)),
    ("a slot's words stand where it says", lambda p: with_slot(p, start=990, end=999)),
    ("a slot has words, start and end, or none of them", lambda p: with_slot(p, start=None)),
    ("a slot has words, start and end, or none of them", lambda p: with_slot(p, words=None)),
    ("a time slot's value is an interval of days", lambda p: with_slot(p, part="day", value="next year")),
    ("slots: actor_id is in actors", lambda p: with_slot(p, actor="p.nobody")),
    ("claims: place is in actors", lambda p: with_claim(p, place="c.nowhere")),
    ("claims: status is one of happened", lambda p: with_claim(p, status="perhaps")),
    ("a claim lies in its report's text", lambda p: with_claim(p, end=999)),
    ("a claim lies in its report's text", lambda p: with_claim(p, end=0)),
    ("a claim lies in a section of its report", lambda p: with_claim(p, section=7)),
    ("a rank runs from 1 to 5", lambda p: with_claim(p, rank=6)),
    ("claims: the words of each clue stand where it says", lambda p: with_claim(p, when=MISPLACED)),
    ("reports: the words of each clue stand where it says", lambda p: with_report(p, published=MISPLACED)),
    ("reports: outcome is one of coded", lambda p: with_report(p, outcome="lost")),
    ("a report left out says why", lambda p: with_report(p, outcome="failed")),
    ("every word of a coded report lies in a section", lambda p: with_coded(p, sections=(Section(0, 12, "body"),))),
    ("sections lie in the text, in order, apart", lambda p: with_coded(p, sections=(Section(0, 999, "body"),))),
    ("sections lie in the text", lambda p: with_coded(p, sections=(Section(0, 9, "body"), Section(4, 48, "body")))),
    ("reports: each once", lambda p: replace(p, coded=(*p.coded, p.coded[0]))),
    ("a country is three capital letters", lambda p: with_coded(p, actors=(Actor("x", "X", "state", "no"),))),
    ("a claim has a kind and belongs to an event", lambda p: replace(p, events=p.events[1:])),
    ("events: each once", lambda p: replace(p, events=(*p.events, Event("e2", ("a-meeting-0",))))),
    ("events: claim_id is in claims", lambda p: replace(p, events=(*p.events, Event("e2", ("z",))))),
    ("links: left is in claims", lambda p: with_link(p, "a", "b-meeting-0")),
    ("no link leads from a claim to itself", lambda p: with_link(p, "b-meeting-0", "b-meeting-0")),
    ("a link between equals names the lesser first", lambda p: with_link(p, "b-meeting-0", "a-meeting-0")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "breach"), BREACHES)
def test_a_breach_is_found_and_named(tmp_path: Path, rich_pile: Any, rule: str, breach: Any) -> None:
    write(breach(rich_pile), tmp_path / "broken", run={})
    found = check(open_record(tmp_path / "broken"))
    assert [violation for violation in found if violation.rule.startswith(rule)], found


def test_a_violation_says_where(tmp_path: Path, rich_pile: Any) -> None:
    write(with_slot(rich_pile, words="Kari Borg"), tmp_path / "broken", run={})
    assert [violation.where for violation in check(open_record(tmp_path / "broken"))] == ["a-meeting-0 who"]
