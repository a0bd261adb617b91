"""To hold linking to a table of small piles: which tellings are one event, which are two, how events hang together."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from memcon.links.cluster import cluster
from memcon.links.link import link
from memcon.links.restates import restates
from memcon.model import Actor, Claim, Link, Report, Slot, Voice, When

ACTORS = {
    actor.id: actor
    for actor in [
        *(Actor(code, code, "state", code) for code in ("KEN", "NOR", "UGA", "EGY")),
        Actor("person:ruto", "William Ruto", "person", "KEN"),
        Actor("person:mudavadi", "Musalia Mudavadi", "person", "KEN"),
        Actor("person:moe", "Ann Moe", "person", "NOR"),
        Actor("person:berg", "Jon Berg", "person", "NOR"),
        Actor("person:nile", "Samia Nile", "person", "EGY"),
        Actor("place:nairobi", "Nairobi", "place", "KEN"),
        Actor("place:mombasa", "Mombasa", "place", "KEN"),
        Actor("place:oslo", "Oslo", "place", "NOR"),
    ]
}
ENGAGEMENTS = frozenset(["meeting", "negotiation", "summit", "visit", "call", "message", "reception", "ceremony"])


def days(words: str) -> When:
    """Days written as `2019-05-07`, `2019-05-06/2019-05-10` or nothing."""
    if not words:
        return When()
    first, _, last = words.partition("/")
    return When(date.fromisoformat(first), date.fromisoformat(last or first), "stated")


def claim(told: str, place: str | None = None, *, n: int = 0) -> Claim:
    """A claim written as `report | kind | status | who > whom | days`, with persons by surname and states by code."""
    report, kind, status, parties, when = (field.strip() for field in told.split("|"))
    kind, _, words = kind.partition(" ")
    slots = [*_participants(parties)]
    if words:
        slots.append(Slot("object", words, 0, len(words)))
    family = "engagement" if kind in ENGAGEMENTS else "undertaking"
    start = 100 * n
    return Claim(
        id=f"{report}:{kind}:{start}",
        report=report,
        section=0,
        start=start,
        end=start + 50,
        kind=kind,
        family=family,
        status=status,
        slots=tuple(slots),
        rule="test",
        when=days(when),
        place=f"place:{place}" if place else None,
    )


def _participants(parties: str) -> Sequence[Slot]:
    """Slots from `ruto > moe` (who, whom) or `ruto moe` (parties); a word in capitals that is no state is unknown."""
    who, arrow, whom = parties.partition(">")
    parts = [("who", who), ("whom", whom)] if arrow else [("party", who)]
    return [_slot(part, name) for part, names in parts for name in names.split()]


def _slot(part: str, name: str) -> Slot:
    """A participant: a state's code, a person's surname, `NOR:shipowners` for people, `?Name` for somebody unknown."""
    if ":" in name:
        state, _, people = name.partition(":")
        return Slot(part, people, 0, len(people), actor=state)
    if name.startswith("?"):
        return Slot(part, name[1:], 0, len(name) - 1)
    return Slot(part, name, 0, len(name), actor=name if name.isupper() else f"person:{name}")


def pile(*rows: str | tuple[str, str], published: str = "") -> tuple[list[Claim], list[Report]]:
    """The claims and reports of a small pile; a row is a claim, or a claim and its place."""
    claims = [claim(*((row,) if isinstance(row, str) else row), n=n) for n, row in enumerate(rows)]
    told = dict(part.split("=") for part in published.split())
    names = sorted({c.report for c in claims})
    return claims, [Report(id=name, text="", path=name, published=days(told.get(name, ""))) for name in names]


def grouped(*rows: str | tuple[str, str], published: str = "") -> list[list[int]]:
    """The rows of a pile by event."""
    claims, reports = pile(*rows, published=published)
    at = {c.id: n for n, c in enumerate(claims)}
    events = cluster(claims, link(claims, reports, ACTORS))
    return sorted(sorted(at[c] for c in event.claims) for event in events)


MEETING = "a | meeting | happened | ruto moe | 2019-05-07"

ONE = [
    ("the same in other words", (MEETING, "b | summit | happened | moe ruto | 2019-05-07")),
    ("one names persons, one states", (MEETING, "b | meeting | happened | KEN NOR | 2019-05-07")),
    (
        "planned and done",
        ("a | meeting | scheduled | ruto moe | 2019-05-07", "b | meeting | happened | ruto moe | 2019-05-07"),
    ),
    ("a government is its state", (MEETING, "b | meeting | happened | ruto NOR:government | 2019-05-07")),
    ("a week holds the day", (MEETING, "b | meeting | scheduled | ruto moe | 2019-05-06/2019-05-12")),
    ("the second party is dropped", (MEETING, "b | meeting | happened | ruto | 2019-05-07")),
    ("city and country", ((MEETING, "nairobi"), (MEETING.replace("a |", "b |"), "nairobi"))),
    (
        "two months that share a place",
        (
            ("a | meeting | happened | ruto moe | 2019-05-01/2019-05-31", "nairobi"),
            ("b | meeting | happened | ruto moe | 2019-05-01/2019-05-31", "nairobi"),
        ),
    ),
    (
        "beginning and end of a stay",
        ("a | visit | happened | moe > KEN | 2019-05-06", "b | visit | scheduled | moe > KEN | 2019-05-07/2019-05-09"),
    ),
    (
        "a treaty by its object",
        (
            "a | signing fishing rights treaty | happened | ruto moe | 2019-05-07",
            "b | agreement treaty on fishing | happened | KEN NOR | 2019-05-07",
        ),
    ),
    ("places differ on one day", ((MEETING, "nairobi"), (MEETING.replace("a |", "b |"), "mombasa"))),
]

TWO = [
    ("two days running", (MEETING, "b | meeting | happened | ruto moe | 2019-05-08")),
    ("a call and a meeting", (MEETING, "b | call | happened | ruto moe | 2019-05-07")),
    ("a visit and its talks", (MEETING, "b | visit | happened | moe > KEN | 2019-05-06/2019-05-09")),
    ("another minister", (MEETING, "b | meeting | happened | ruto berg | 2019-05-07")),
    ("somebody unknown", (MEETING, "b | meeting | happened | ruto ?Zulu | 2019-05-07")),
    (
        "people of a country are not its premier",
        (MEETING, "b | meeting | happened | ruto NOR:shipowners | 2019-05-07"),
    ),
    (
        "neither day nor second party",
        ("a | reception | happened | moe > ruto | 2018-12-12", "b | reception | happened | moe |"),
    ),
    ("another country", (MEETING, "b | meeting | happened | ruto nile | 2019-05-07")),
    (
        "two and three sides",
        ("a | meeting | happened | KEN NOR | 2019-05-07", "b | meeting | happened | KEN NOR EGY | 2019-05-07"),
    ),
    (
        "the other way round",
        ("a | invitation | happened | ruto > moe | 2019-05-07", "b | invitation | happened | moe > ruto | 2019-05-07"),
    ),
    (
        "a visit returned",
        ("a | visit | happened | moe > KEN | 2019-05-07", "b | visit | happened | ruto > NOR | 2019-05-08"),
    ),
    (
        "another treaty",
        (
            "a | signing fishing rights | happened | ruto moe | 2019-05-07",
            "b | signing harbour loan | happened | ruto moe | 2019-05-07",
        ),
    ),
    (
        "the yearly parade",
        ("a | ceremony parade | happened | moe | 2018-12-12", "b | ceremony parade | happened | moe | 2019-12-12"),
    ),
    (
        "months alone",
        (
            "a | meeting | happened | KEN NOR | 2019-05-01/2019-05-31",
            "b | meeting | happened | KEN NOR | 2019-05-01/2019-05-31",
        ),
    ),
    (
        "two countries on one vague week",
        (
            ("a | meeting | happened | ruto moe | 2019-05-06/2019-05-12", "nairobi"),
            ("b | meeting | happened | ruto moe | 2019-05-06/2019-05-12", "oslo"),
        ),
    ),
    ("undated in reports of two years", ("a | meeting | happened | ruto moe |", "b | meeting | happened | ruto moe |")),
]


@pytest.mark.parametrize(("new", "rows"), ONE, ids=[row[0] for row in ONE])
def test_one_event(new: str, rows: tuple[str, ...]) -> None:
    assert grouped(*rows) == [[0, 1]], new


@pytest.mark.parametrize(("new", "rows"), TWO, ids=[row[0] for row in TWO])
def test_two_events(new: str, rows: tuple[str, ...]) -> None:
    assert grouped(*rows, published="a=2018-12-13 b=2019-12-13") == [[0], [1]], new


def test_a_vague_claim_joins_the_one_event_that_fits() -> None:
    vague = "c | meeting | happened | ruto moe |"
    assert grouped(MEETING, "b | meeting | happened | ruto moe | 2019-05-07", vague, published="c=2019-05-08") == [
        [0, 1, 2]
    ]


def test_a_vague_claim_never_chains_two_dated_events() -> None:
    other = "b | meeting | happened | ruto moe | 2019-05-09"
    week = "c | meeting | scheduled | ruto moe | 2019-05-06/2019-05-12"
    undated = "d | meeting | happened | ruto moe |"
    assert grouped(MEETING, other, week, undated, published="d=2019-05-10") == [[0], [1], [2], [3]]


def test_a_day_that_is_only_inferred_leaves_room() -> None:
    claims, reports = pile(MEETING, "b | meeting | happened | ruto moe | 2019-05-08/2019-05-09")
    inferred = replace(claims[1], when=replace(claims[1].when, basis="inferred"))
    assert len(cluster(claims, link(claims, reports, ACTORS))) == 2
    assert len(cluster([claims[0], inferred], link([claims[0], inferred], reports, ACTORS))) == 1


def test_an_undated_claim_told_long_after_stays_alone() -> None:
    assert grouped(MEETING, "c | meeting | happened | KEN NOR |", published="c=2019-09-08") == [[0], [1]]


def test_one_report_tells_of_a_meeting_and_plans_the_next() -> None:
    again = "a | meeting | scheduled | ruto moe |"
    assert grouped(MEETING, again, published="a=2019-05-07") == [[0], [1]]


def test_one_report_tells_again() -> None:
    rows = (MEETING, "a | meeting | happened | KEN NOR |", "a | meeting | happened | ruto moe | 2019-05-06/2019-05-12")
    assert grouped(*rows) == [[0, 1, 2]]
    claims, _ = pile(*rows)
    found = restates(claims, ACTORS)
    assert [(x.left, x.right) for x in found] == [(claims[1].id, claims[0].id), (claims[2].id, claims[0].id)]
    assert all("again" in x.why for x in found)


def test_a_telling_that_fits_two_restates_neither() -> None:
    claims, _ = pile(MEETING, "a | meeting | happened | ruto moe | 2019-05-09", "a | meeting | happened | ruto moe |")
    assert restates(claims, ACTORS) == ()


def test_three_counterparts_are_three_meetings() -> None:
    rows = (
        "a | meeting | happened | ruto > moe | 2019-05-07",
        "a | meeting | happened | ruto > berg | 2019-05-07",
        "a | meeting | happened | ruto > ?Lund | 2019-05-07",
    )
    assert grouped(*rows) == [[0], [1], [2]]


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


ROWS = [
    f"{report} | {kind} | {status} | {parties} | {when}"
    for report in "abc"
    for kind in ("meeting", "visit")
    for status in ("happened", "scheduled")
    for parties in ("ruto > moe", "KEN > NOR", "ruto > berg")
    for when in ("2019-05-07", "2019-05-08", "2019-05-06/2019-05-12", "")
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=14))
def test_every_claim_has_one_event_whatever_the_order(rows: list[str]) -> None:
    claims, reports = pile(*rows, published="a=2019-05-07 b=2019-05-08")
    events = cluster(claims, link(claims, reports, ACTORS))
    assert sorted(c for event in events for c in event.claims) == sorted(c.id for c in claims)
    turned = claims[::-1]
    assert cluster(turned, link(turned, reports[::-1], ACTORS)) == events
    again = link(turned, reports, ACTORS)
    assert cluster(claims, again) == events
