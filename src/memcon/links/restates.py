"""To find where a report tells again of an engagement that it has told of before."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from memcon.links.facts import MONTH, Facts, Reader, gap
from memcon.links.findings import (
    OTHER,
    amount_finding,
    is_another,
    object_finding,
    persons_finding,
    place_finding,
    sides_finding,
)
from memcon.links.weights import Weights, link_weights
from memcon.model import Actor, Claim, Link

NOBODY: Mapping[str, Actor] = MappingProxyType({})
APART = frozenset(["another object", "another amount", "places in two countries", "two places in one country"])


def restates(claims: Sequence[Claim], actors: Mapping[str, Actor] = NOBODY) -> tuple[Link, ...]:
    """`restates` links from each later telling among one report's claims to the first telling of the same thing.

    Without `actors` no person's country is known, and a person does not match the person's state. A telling that fits
    two earlier ones equally well restates neither.
    """
    reader = Reader(actors, link_weights())
    return retold(claims, {claim.id: reader.read([claim], None) for claim in claims})


def retold(claims: Sequence[Claim], told: Mapping[str, Facts]) -> tuple[Link, ...]:
    """The same from the facts of the claims, by claim id."""
    weights = link_weights()
    firsts: list[tuple[Claim, list[Facts]]] = []
    links: list[Link] = []
    for claim in sorted((c for c in claims if c.family in weights.families), key=lambda c: (c.start, c.end, c.id)):
        one = told[claim.id]
        rivals = [any(_is_rival(one, other, weights) for other in again) for _, again in firsts]
        fits = [
            (first, again)
            for (first, again), rival in zip(firsts, rivals, strict=True)
            if not rival and _retells(one, again[0], weights)
        ]
        if any(rivals):
            fits = [fit for fit in fits if persons_finding(one, fit[1][0], weights) != "no person in both"]
        if len(fits) > 1:
            fits = [fit for fit in fits if _is_dated(one) and _is_dated(fit[1][0])]
        if len(fits) == 1:
            links.append(_link(claim, fits[0][0]))
            fits[0][1].append(one)
        else:
            firsts.append((claim, [one]))
    return tuple(links)


def _is_rival(one: Facts, told: Facts, weights: Weights) -> bool:
    """Whether others of the same sides met too, so that the sides alone do not tell who is meant."""
    return one.group == told.group and persons_finding(one, told, weights) == OTHER


def _is_dated(one: Facts) -> bool:
    """Whether a claim has a first and a last day."""
    return one.width is not None


def _retells(later: Facts, first: Facts, weights: Weights) -> bool:
    """Whether nothing that two tellings of one report say keeps them apart, and the same sides take part."""
    status = {later.status, first.status}
    if later.group != first.group or (len(status) > 1 and "going on" not in status):
        return False
    sides = sides_finding(later, first, weights)
    persons = persons_finding(later, first, weights)
    if sides not in ("same sides", "one side is missing") or persons in (
        OTHER,
        "an unknown name on one side",
    ):
        return False
    if not later.sides or is_another(later, first):
        return False
    if gap(later, first) > (3 if later.stays and first.stays else 0):
        return False
    compared = (place_finding, object_finding, amount_finding)
    found = {finding(later, first, weights) for finding in compared}
    return not APART & found and (not _is_long_ago(later, first) or "same place" in found)


def _is_long_ago(one: Facts, other: Facts) -> bool:
    """Whether one is a bygone day and the other undated news, which seldom means a day so far back."""
    dated, undated = (one, other) if _is_dated(one) else (other, one)
    if not _is_dated(dated) or _is_dated(undated) or undated.last is None or dated.last is None:
        return False
    return dated.last < undated.last - MONTH


def _link(later: Claim, first: Claim) -> Link:
    """The link from a later telling to the first, with the days that both give."""
    days = [f"{c.when.first or '…'}–{c.when.last or '…'}" for c in (later, first)]
    why = (
        f"The report tells of one {first.kind} again at {later.start}, after {first.start}: kinds, sides and status "
        f"agree and the days can be one ({days[0]}; {days[1]})."
    )
    return Link(later.id, first.id, "restates", "same", None, why)
