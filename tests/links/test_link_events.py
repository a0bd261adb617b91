"""To hold linking to a table of small piles: which tellings are one event, and which are two."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from memcon.links.cluster import cluster
from memcon.links.link import link
from memcon.links.restates import restates
from told_claims import ACTORS, grouped, pile

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
    ("held, and no other one planned", (MEETING, "a | meeting | denied | ruto moe |")),
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
    assert grouped(MEETING, other, week, undated, published="d=2019-05-16")[:2] == [[0], [1]]


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


def test_two_whom_one_report_tells_apart_are_not_joined_by_their_states() -> None:
    rows = (
        "a | meeting | happened | KEN NOR |",
        "a | meeting | happened | ruto moe |",
        "a | meeting | happened | ruto berg |",
    )
    found = grouped(*rows, published="a=2019-05-07")
    assert not any({1, 2} <= set(event) for event in found), found


def test_one_report_tells_again() -> None:
    rows = (MEETING, "a | meeting | happened | KEN NOR |", "a | meeting | happened | ruto moe | 2019-05-06/2019-05-12")
    assert grouped(*rows) == [[0, 1, 2]]
    claims, _ = pile(*rows)
    found = restates(claims, ACTORS)
    assert [(x.left, x.right) for x in found] == [(claims[1].id, claims[0].id), (claims[2].id, claims[0].id)]
    assert all("again" in x.why for x in found)


def test_undated_news_is_not_told_again_by_a_bygone_day() -> None:
    claims, reports = pile("a | meeting | happened | ruto moe |", "a | meeting | happened | ruto moe | 2017-07-14")
    claims[0] = replace(claims[0], when=replace(claims[0].when, last=date(2019, 5, 7)))
    assert restates(claims, ACTORS) == ()
    assert len(cluster(claims, link(claims, reports, ACTORS))) == 2


def test_sides_alone_do_not_tell_which_ministers_met() -> None:
    rows = (
        "a | meeting | happened | ruto moe |",
        "a | meeting | happened | KEN NOR |",
        "a | meeting | happened | mudavadi berg |",
    )
    assert grouped(*rows) == [[0, 1], [2]]


def test_what_goes_on_was_planned() -> None:
    rows = ("a | meeting | scheduled | ruto moe |", "a | meeting | ongoing | ruto moe | 2019-05-07")
    assert grouped(*rows, published="a=2019-05-07") == [[0, 1]]


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
