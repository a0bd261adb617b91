"""To hold links to what they say of events: parts of visits, kept plans, reasons, and a person's word."""

import pytest
from msgspec.structs import replace

from memcon.links.cluster import cluster
from memcon.links.link import link
from memcon.model import Claim, Link, Report, Slot, Voice
from told_claims import ACTORS, grouped, pile

MEETING = "a | meeting | happened | ruto moe | 2019-05-07"


def relation(name: str, *rows: str | tuple[str, str], published: str = "") -> list[tuple[int, int]]:
    """The rows that links of one relation join, left to right."""
    claims, reports = pile(*rows, published=published)
    at = {c.id: n for n, c in enumerate(claims)}
    return [(at[x.left], at[x.right]) for x in link(claims, reports, ACTORS) if x.relation == name]


def test_what_happens_on_a_visit_is_part_of_it() -> None:
    visit = "a | visit | happened | moe > KEN | 2019-05-06/2019-05-09"
    parts = (
        ("b | meeting | happened | moe ruto | 2019-05-07", "nairobi"),
        "b | ceremony wreath | happened | moe | 2019-05-08",
        "b | signing harbour loan | happened | KEN NOR | 2019-05-08",
        "b | reception | happened | moe > mudavadi | 2019-05-06",
    )
    assert relation("part_of", visit, *parts) == [(2, 0), (1, 0), (4, 0), (3, 0)]
    assert len(grouped(visit, *parts)) == 5


@pytest.mark.parametrize(
    "row",
    [
        "b | meeting | happened | moe ruto | 2019-05-12",
        ("b | meeting | happened | moe ruto | 2019-05-07", "oslo"),
        "b | call | happened | moe ruto | 2019-05-07",
        "b | meeting | happened | moe nile | 2019-05-07",
        "b | meeting | happened | berg ruto | 2019-05-07",
        "b | meeting | happened | moe ruto |",
    ],
)
def test_what_lies_outside_a_visit_is_no_part_of_it(row: str | tuple[str, str]) -> None:
    assert relation("part_of", "a | visit | happened | moe > KEN | 2019-05-06/2019-05-09", row) == []


def test_the_first_visit_keeps_an_invitation() -> None:
    rows = (
        "a | invitation | happened | ruto > moe | 2019-05-07",
        "b | visit | happened | moe > KEN | 2019-02-01",
        "c | visit | happened | ruto > NOR | 2019-06-01",
        "d | visit | happened | moe > KEN | 2019-09-01",
        "e | visit | happened | moe > KEN | 2020-03-01",
    )
    assert relation("fulfils", *rows) == [(3, 0)]


def test_a_proposed_meeting_is_kept_by_a_later_one() -> None:
    rows = (
        "a | meeting | proposed | ruto moe | 2019-05-07/2019-12-31",
        "b | meeting | happened | ruto moe | 2019-06-01",
        "c | meeting | happened | ruto moe | 2019-07-01",
    )
    assert relation("fulfils", *rows) == [(1, 0)]


def test_a_loan_promised_is_kept_by_the_loan_signed() -> None:
    told = pile("a | loan | happened | ruto > moe | 2019-05-07", "b | loan | happened | ruto > moe | 2019-08-01")
    claims = [replace(c, stage=stage) for c, stage in zip(told[0], ("promised", "signed"), strict=True)]
    links = link(claims, told[1], ACTORS)
    assert [(x.left, x.right) for x in links if x.relation == "fulfils"] == [(claims[1].id, claims[0].id)]
    assert len(cluster(claims, links)) == 2


def test_an_invitation_is_kept_within_the_time_it_names() -> None:
    told = pile(
        "a | invitation | happened | ruto > moe | 2019-05-07",
        "b | visit | happened | moe > KEN | 2019-08-01",
        "c | visit | happened | moe > KEN | 2020-03-01",
    )
    asked = Slot("day", "next year", 0, 9, value="2020-01-01/2020-12-31")
    claims = [replace(told[0][0], slots=(*told[0][0].slots, asked)), *told[0][1:]]
    kept = [(x.left, x.right) for x in link(claims, told[1], ACTORS) if x.relation == "fulfils"]
    assert kept == [(claims[2].id, claims[0].id)]


def test_a_plan_that_came_true_as_one_event_is_not_linked_twice() -> None:
    rows = ("a | meeting | scheduled | ruto moe | 2019-05-07", "b | meeting | happened | ruto moe | 2019-05-07")
    assert relation("fulfils", *rows) == []


def test_every_link_says_why() -> None:
    claims, reports = pile(
        MEETING, "b | meeting | happened | ruto moe | 2019-05-07", "c | visit | happened | moe > KEN | 2019-05-07"
    )
    links = link(claims, reports, ACTORS)
    same = next(x for x in links if x.relation == "same")
    assert "William Ruto" in same.why
    assert "same day" in same.why
    assert same.judgement == "same"
    assert all(x.why.count(".") and (x.score is not None or x.relation != "same") for x in links)


def test_a_person_wins_and_taking_the_word_back_undoes_it() -> None:
    claims, reports = pile(
        MEETING, "b | meeting | happened | ruto moe | 2019-05-07", "c | meeting | happened | ruto moe | 2019-05-09"
    )
    links = link(claims, reports, ACTORS)
    a, b, c = (x.id for x in claims)
    apart = Link(a, b, "same", "different", None, "two sittings", judge="ann")
    joined = Link(b, c, "same", "same", None, "one report has the day wrong", judge="ann")
    assert [e.claims for e in cluster(claims, links)] == [(a, b), (c,)]
    assert [e.claims for e in cluster(claims, [*links, apart])] == [(a,), (b,), (c,)]
    assert [e.claims for e in cluster(claims, [*links, joined])] == [(a, b, c)]
    assert [e.claims for e in cluster(claims, [*links, joined, apart])] == [(a,), (b, c)]


def test_equal_words_of_one_speaker_are_one_statement() -> None:
    said = "we shall build the harbour before the year is out"
    slots = (Slot("quote", said, 0, len(said)), Slot("speaker", "Ruto", 60, 64, actor="person:ruto"))
    claims = [
        Claim(
            f"{r}:statement:0",
            r,
            0,
            0,
            70,
            "statement",
            "statement",
            "happened",
            slots,
            "test",
            voice=Voice("person", "person:ruto"),
        )
        for r in "ab"
    ]
    reports = [Report(id=r, text="", path=r) for r in "ab"]
    assert len(cluster(claims, link(claims, reports, ACTORS))) == 1


def test_copies_of_one_text_tell_of_the_same_undated_events() -> None:
    rows = ("a | meeting | happened | ruto moe |", "b | meeting | happened | ruto moe |")
    claims, reports = pile(*rows)
    links = link(claims, reports, ACTORS, copies={"a": "copy:a", "b": "copy:a"})
    assert len(cluster(claims, links)) == 1
