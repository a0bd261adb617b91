"""To turn decisions about events into links that always hold: these claims are one event, those are two."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from memcon.article import with_article
from memcon.decisions.anchor import Place, meant, places
from memcon.groups import Groups
from memcon.model import Anchor, Claim, Decision, Event, Link, Outcome, Report

JOINING = ("merge", "same_as")

Find = Callable[[Decision], tuple[str | None, tuple[str, ...], str | None]]
"""What finds the ids that a decision is about, the first and the others, and how the first that moved did so."""


class Pairs(Struct, frozen=True):
    """Links between claims that people judged, the pairs they hold apart, and what became of the decisions."""

    links: tuple[Link, ...]
    apart: frozenset[tuple[str, str]]
    outcomes: tuple[Outcome, ...]


def pairs(decisions: Sequence[Decision], reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]) -> Pairs:
    """The links of all decisions that can hold together; the latest goes first, one that contradicts it is reflagged.

    What is decided of any claims holds for all that they are joined to by other decisions.
    """
    return hold(decisions, lambda decision: _claims(decision, reports, claims), "claim")


def hold(decisions: Sequence[Decision], find: Find, what: str) -> Pairs:
    """The same of decisions about whatever is found: claims, actors."""
    held = _Held()
    outcomes: list[Outcome] = []
    for decision in reversed(decisions):
        target, others, moved = find(decision)
        if target is None or not others:
            gone_one = f"{with_article(what)} that it is about is gone"
            outcomes.append(Outcome(decision, "lost", target, others, note=gone_one))
        elif later := held.later(decision, target, others):
            outcomes.append(Outcome(decision, "superseded", target, others, note=later))
        elif held.refuses(decision, target, others):
            against = "a later decision says otherwise; not applied"
            outcomes.append(Outcome(decision, "reflagged", target, others, note=against))
        else:
            held.take(decision, target, others)
            gone = len(decision.others) - len(others)
            note = f"{gone} of its {what}s are gone" if gone else moved
            outcomes.append(Outcome(decision, "moved" if note else "applied", target, others, note=note))
    links = tuple(held.links[pair] for pair in sorted(held.links))
    apart = frozenset((x.left, x.right) for x in links if x.judgement == "different")
    return Pairs(links, apart, tuple(outcomes[::-1]))


def agreed(outcomes: Sequence[Outcome], machine: Sequence[Event]) -> Iterator[Outcome]:
    """The outcomes, an applied join or parting told as `agrees` where the machine's own events say the same."""
    home = {claim: event.id for event in machine for claim in event.claims}
    for one in outcomes:
        if one.decision.op in (*JOINING, "split", "different") and one.claim in home:
            together = [home.get(other) == home[one.claim] for other in one.others]
            is_joining = one.decision.op in JOINING
            says = "one event" if all(together) else "another event" if not any(together) else "partly one event"
            agrees = all(together) if is_joining else not any(together)
            outcome = "agrees" if agrees and one.outcome in ("applied", "moved") else one.outcome
            yield Outcome(one.decision, outcome, one.claim, one.others, says, one.note)
        else:
            yield one


def _claims(
    decision: Decision, reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]
) -> tuple[str | None, tuple[str, ...], str | None]:
    """The claims that a decision joins or parts, as far as they are found, and how the first that moved did so."""
    found: list[str | None] = []
    moved: list[str] = []
    for anchor in (decision.target, *decision.others):
        hit = _hit(anchor, reports, claims)
        found.append(hit[1].id if hit else None)
        moved += [hit[0].moved] if hit and hit[0].moved else []
    target = found[0]
    return target, tuple(one for one in found[1:] if one is not None and one != target), next(iter(moved), None)


def _hit(
    anchor: Anchor, reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]
) -> tuple[Place, Claim] | None:
    """The best place of an anchor at which a claim is made, with that claim."""
    for place in places(anchor, reports):
        claim = meant(anchor, place, claims[place.report])
        if claim is not None:
            return place, claim
    return None


class _Held:
    """What holds so far: groups of claims that are one, and groups that are apart."""

    def __init__(self) -> None:
        self.groups = Groups()
        self.links: dict[tuple[str, str], Link] = {}

    def later(self, decision: Decision, target: str, others: Sequence[str]) -> str | None:
        """Who judged these very claims later, and otherwise; None for nobody."""
        judgement = "same" if decision.op in JOINING else "different"
        found = [self.links.get((min(target, other), max(target, other))) for other in others]
        against = [link for link in found if link is not None and link.judgement != judgement]
        return f"by {against[0].judge}: {against[0].why}" if len(against) == len(others) else None

    def refuses(self, decision: Decision, target: str, others: Sequence[str]) -> bool:
        """Whether a decision contradicts what holds already."""
        if decision.op not in JOINING:
            return any(self.groups.first(target) == self.groups.first(other) for other in others)
        whole = [target, *others]
        return any(self.groups.is_apart(a, b) for n, a in enumerate(whole) for b in whole[n + 1 :])

    def take(self, decision: Decision, target: str, others: Sequence[str]) -> None:
        """Let a decision hold."""
        judgement = "same" if decision.op in JOINING else "different"
        for other in others:
            left, right = min(target, other), max(target, other)
            judge = f"person:{decision.by}" if decision.by else "person"
            self.links.setdefault((left, right), Link(left, right, "same", judgement, None, decision.why, judge))
            if judgement == "same":
                self.groups.join(target, other)
            else:
                self.groups.part(left, right)
