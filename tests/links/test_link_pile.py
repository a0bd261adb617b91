"""To hold linking to piles with known truth: how pure the events are and how whole, in whatever order claims come."""

from collections import defaultdict
from random import Random

import pytest

from link_piles import b_cubed
from memcon.links.link import link, linked
from piles import Pile, make_pile


def scores(pile: Pile) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of the events of a pile."""
    return b_cubed(linked(pile.claims, pile.reports, pile.actors)[1], pile.truth)


@pytest.mark.parametrize(("noise", "least"), [("mild", 0.955), ("measured", 0.93)])
def test_ten_thousand_claims_with_hard_negatives(noise: str, least: float) -> None:
    precision, _, f1 = scores(make_pile(11, 10_000, years=3, noise=noise))
    assert precision >= 0.965
    assert f1 >= least


@pytest.mark.parametrize("seed", [1, 2])
def test_as_dense_as_a_quarter_million_claims_a_year(seed: int) -> None:
    precision, _, f1 = scores(make_pile(seed, 3_000, years=0.012, noise="mild"))
    assert precision >= 0.95
    assert f1 >= 0.93


def test_no_event_joins_two_days_that_are_told_exactly() -> None:
    pile = make_pile(5, 3_000, years=1)
    told = {c.id: c for c in pile.claims}
    joined = []
    for event in linked(pile.claims, pile.reports, pile.actors)[1]:
        days = {told[c].when.first for c in event.claims if told[c].when.first == told[c].when.last}
        if len(days - {None}) > 1 and not {told[c].kind for c in event.claims} & {"visit", "summit"}:
            joined.append(event)
    assert joined == []


def test_the_order_of_claims_changes_nothing() -> None:
    pile = make_pile(7, 600, years=0.1)
    links, events = linked(pile.claims, pile.reports, pile.actors)
    claims, reports = list(pile.claims), list(pile.reports)
    Random(1).shuffle(claims)
    Random(2).shuffle(reports)
    turned = linked(claims, reports, pile.actors)
    assert (list(turned[0]), turned[1]) == (list(links), events)


def test_talks_and_wreaths_are_part_of_a_visit_and_never_the_visit_itself() -> None:
    pile = make_pile(9, 1_500, years=1)
    kinds = {c.id: c.kind for c in pile.claims}
    links = link(pile.claims, pile.reports, pile.actors)
    parts: dict[str, int] = defaultdict(int)
    for one in links:
        if one.relation == "part_of":
            assert kinds[one.right] == "visit"
            parts[kinds[one.left]] += 1
        elif one.relation == "same":
            assert (kinds[one.left] == "visit") == (kinds[one.right] == "visit")
    assert parts["meeting"] > 10
    assert parts["ceremony"] > 2
