"""To test that what people join stays joined and what they part stays apart, whatever the machine scores."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.decisions.anchor import anchor
from memcon.decisions.pairs import agreed, pairs
from memcon.links.cluster import cluster
from memcon.links.link import link
from memcon.model import Claim, Decision, Event, Report
from told_claims import ACTORS, pile

OPS = ("merge", "same_as", "split", "different")
ROWS = [
    f"{report} | meeting | {status} | {parties} | {when}"
    for report in "abc"
    for status in ("happened", "scheduled")
    for parties in ("ruto > moe", "KEN > NOR", "ruto > berg")
    for when in ("2019-05-07", "2019-05-06/2019-05-12", "")
]


def decided(op: str, claims: Sequence[Claim], reports: dict[str, Report], *, id: str = "d") -> Decision:
    first, *rest = (anchor(claim, reports[claim.report]) for claim in claims)
    return Decision(id, op, first, tuple(rest), by="ann", why="the same room")


def told(claims: Sequence[Claim]) -> tuple[dict[str, Report], dict[str, list[Claim]]]:
    """The reports of claims, each with a text in which every claim has a stretch of its own, and the claims of each."""
    text = "".join(f"[{n:02}]".ljust(100, ".") for n in range(20))
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    return {name: Report(name, text, name) for name in by_report}, by_report


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(ROWS), min_size=2, max_size=12),
    st.lists(st.tuples(st.sampled_from(OPS), st.sets(st.integers(0, 11), min_size=2, max_size=3)), max_size=6),
)
def test_joins_and_partings_always_hold(rows: list[str], drawn: list[tuple[str, set[int]]]) -> None:
    claims, dated = pile(*rows, published="a=2019-05-07 b=2019-05-08")
    reports, by_report = told(claims)
    picked = [(op, [claims[n % len(claims)] for n in sorted(numbers)]) for op, numbers in drawn]
    decisions = [
        decided(op, list({c.id: c for c in some}.values()), reports, id=str(n)) for n, (op, some) in enumerate(picked)
    ]
    found = pairs(decisions, reports, by_report)
    links = link(claims, dated, ACTORS, ruled=found.links)
    home = {claim: event.id for event in cluster(claims, links) for claim in event.claims}
    for one in found.outcomes:
        if one.outcome == "applied":
            together = [home[other] == home[str(one.claim)] for other in one.others]
            assert all(together) if one.decision.op in ("merge", "same_as") else not any(together)
    assert {one.outcome for one in found.outcomes} <= {"applied", "superseded", "reflagged", "lost"}
    assert not decisions or found.outcomes[-1].outcome in ("applied", "lost"), "the latest decision always holds"
    turned = link(claims[::-1], dated[::-1], ACTORS, ruled=found.links)
    assert turned == links


CLAIMS, _ = pile(*(f"a | meeting | happened | ruto > moe | 2019-05-0{n}" for n in range(1, 5)))
REPORTS, BY_REPORT = told(CLAIMS)
AGAINST = [
    ("the very pair, otherwise", [("same_as", 0, 1), ("different", 0, 1)], ["superseded", "applied"]),
    ("through a third", [("same_as", 0, 1), ("same_as", 1, 2), ("different", 0, 2)],
     ["reflagged", "applied", "applied"]),
    ("a parting of what later decisions join", [("different", 0, 2), ("same_as", 0, 1), ("same_as", 1, 2)],
     ["reflagged", "applied", "applied"]),
    ("nothing against each other", [("same_as", 0, 1), ("different", 1, 2)], ["applied", "applied"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "said", "outcomes"), AGAINST, ids=[row[0] for row in AGAINST])
def test_of_decisions_that_contradict_the_latest_hold(
    what: str, said: list[tuple[str, int, int]], outcomes: list[str]
) -> None:
    decisions = [decided(op, [CLAIMS[a], CLAIMS[b]], REPORTS, id=str(n)) for n, (op, a, b) in enumerate(said)]
    found = pairs(decisions, REPORTS, BY_REPORT)
    assert [one.outcome for one in found.outcomes] == outcomes, what
    linked = list(combinations(range(len(found.links)), 2))
    assert all(found.links[a] != found.links[b] for a, b in linked)


def test_a_parting_of_a_claim_that_is_gone_is_lost() -> None:
    one = decided("different", CLAIMS[:2], REPORTS)
    assert [o.outcome for o in pairs([one], REPORTS, {"a": CLAIMS[:1]}).outcomes] == ["lost"]
    merged = decided("merge", CLAIMS[:3], REPORTS)
    (part,) = pairs([merged], REPORTS, {"a": CLAIMS[:2]}).outcomes
    assert (part.outcome, part.note, part.others) == ("moved", "1 of its claims are gone", (CLAIMS[1].id,))


def test_the_machine_may_come_to_agree() -> None:
    found = pairs([decided("same_as", CLAIMS[:2], REPORTS)], REPORTS, BY_REPORT).outcomes
    ids = [claim.id for claim in CLAIMS]
    assert [o.outcome for o in agreed(found, [Event("e", tuple(ids))])] == ["agrees"]
    apart = [Event(one, (one,)) for one in ids]
    assert [(o.outcome, o.machine_is) for o in agreed(found, apart)] == [("applied", "another event")]
