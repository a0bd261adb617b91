"""To find again what a decision is about: its words in a text that may have been edited, and the claim made there."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from memcon.model import Anchor, Claim, Report, Slot

AROUND = 40
"""Characters kept before and after a stretch: two or three words on each side tell most repetitions apart."""

ENOUGH = 12
"""Characters around a stretch that must agree where it is found in a report of another path."""

PARTICIPANTS = ("who", "whom", "party")


class Place(Struct, frozen=True):
    """Where an anchor was found: `moved` says how it differs from where it was set, None where it does not."""

    report: str
    start: int | None
    end: int | None
    moved: str | None = None


def anchor(claim: Claim, report: Report) -> Anchor:
    """The anchor of a claim: its clause, the words around it, its kind and participants."""
    sides = tuple(sorted({side for slot in claim.slots if (side := _side(slot))}))
    return stretch(report, claim.start, claim.end, kind=claim.kind, sides=sides)


def stretch(report: Report, start: int, end: int, *, kind: str | None = None, sides: tuple[str, ...] = ()) -> Anchor:
    """The anchor of the characters `[start, end)` of a report."""
    text = report.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchor(report.id, report.path, start, end, text[start:end], before, after, kind, sides)


def places(target: Anchor, reports: Mapping[str, Report]) -> Iterator[Place]:
    """Where an anchor may stand in these reports, the best place first; none where its words are gone.

    The same report is the same place; else the words are looked for in the report of the same path, then in all others.
    """
    own = reports.get(target.report)
    if own is not None and (target.start is None or own.text[target.start : target.end] == target.exact):
        yield Place(own.id, target.start, target.end)
        return
    same_path = [r for r in reports.values() if target.path and target.path in (r.path, *r.also)]
    if target.start is None:
        yield from (Place(r.id, None, None, "the report was edited") for r in same_path)
        return
    for report in same_path:
        yield from (Place(report.id, *at, "the report was edited") for _, at in _found(target, report.text))
    others = sorted((r for r in reports.values() if r not in same_path), key=lambda r: r.id)
    for report in others:
        for around, at in _found(target, report.text):
            if around >= ENOUGH or around == len(target.prefix) + len(target.suffix):
                yield Place(report.id, *at, f"found in {report.path}")


def _found(target: Anchor, text: str) -> list[tuple[int, tuple[int, int]]]:
    """The stretches with the anchor's words, blanks aside: how much around them agrees, where; the best first."""
    words = target.exact.split()
    if not words:
        return []
    found = []
    for match in re.finditer(r"\s+".join(map(re.escape, words)), text):
        around = _agree(target.prefix[::-1], text[: match.start()][::-1][:AROUND]) + _agree(
            target.suffix, text[match.end() : match.end() + AROUND]
        )
        found.append((around, match.span()))
    return sorted(found, key=lambda hit: (-hit[0], abs(hit[1][0] - (target.start or 0))))


def _agree(one: str, other: str) -> int:
    """How many characters two texts share at their start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def meant(target: Anchor, place: Place, claims: Sequence[Claim]) -> Claim | None:
    """The claim that an anchor means among those of the report it was found in; None where none is made there.

    Of the claims that overlap it, one of the same kind goes first, then the one with the most participants in common,
    then the one that covers it best.
    """
    if place.start is None or place.end is None:
        return None
    start, end = place.start, place.end
    near = [c for c in claims if c.start < end and start < c.end]
    said = target.kind == "statement"
    fits = [c for c in near if c.kind == target.kind] or [c for c in near if (c.family == "statement") == said]
    return max(fits, key=lambda c: _fit(c, target, start, end), default=None)


def _fit(claim: Claim, target: Anchor, start: int, end: int) -> tuple[int, float, int, str]:
    """How well a claim fits an anchor found at `[start, end)`."""
    sides = {side for slot in claim.slots if (side := _side(slot))} & set(target.sides)
    shared = min(claim.end, end) - max(claim.start, start)
    return len(sides), shared / (max(claim.end, end) - min(claim.start, start)), -claim.start, claim.id


def _side(slot: Slot) -> str | None:
    """The participant that a slot names."""
    return (slot.actor or slot.words) if slot.part in PARTICIPANTS else None
