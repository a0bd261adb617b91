"""To give an engagement told again without a day the days of its dated telling in the same report, saying so."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from memcon.claims.moved import MOVED
from memcon.claims.recall import GROUPS
from memcon.model import Claim, Clue, When

ECHOED = GROUPS | {"reception": "reception"}
SAME = {"ongoing": "happened"}
OWN = ("stated", "resolved")
_MISSED = timedelta(60)
"""What is news as called off was to be no longer ago."""
_AHEAD = re.compile(r"\b(?:before|ahead of|prior to) (?:(?:the|his|her|their)\b|meeting\b|talks\b)", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:previously|earlier|beforehand|before that|before then)\W*$", re.IGNORECASE)


def echo(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """The claims, each undated engagement with the days of the nearest telling before it that may be the same one.

    A telling after it gives its days only where none stands before. Days that lie outside what the claim's own clause
    allows are never taken over; the reason stands in `when.clues`. What came "previously" in the report's `text`, and
    what a programme includes, is none of those told.
    """
    held = tuple(_held(claim, claims, text) for claim in claims)
    return tuple(claim if _is_another(claim, text) else _echoed(claim, at, held) for at, claim in enumerate(held))


def _held(claim: Claim, claims: Sequence[Claim], text: str) -> Claim:
    """What somebody said "before the talks" of, as held where the report tells with a day that it was."""
    if claim.status != "scheduled" or claim.when.basis in OWN or claim.kind not in ECHOED:
        return claim
    if not _AHEAD.search(text, claim.start, claim.end):
        return claim
    told = (other for other in claims if other.status == "happened" and other.when.basis in OWN)
    like = (other for other in told if ECHOED.get(other.kind) == ECHOED[claim.kind])
    other = next((other for other in like if _sides(other) == _sides(claim) and len(_sides(claim)) > 1), None)
    return claim if other is None else replace(claim, status="happened", when=_taken_over(other))


def _is_another(claim: Claim, text: str) -> bool:
    """Whether a claim's words say that it is not the engagement told beside it."""
    return "+included" in claim.rule or bool(_BEFORE.search(text[max(0, claim.start - 20) : claim.start]))


def _echoed(claim: Claim, at: int, claims: Sequence[Claim]) -> Claim:
    """One claim with the days of another telling, where it has none of its own and one fits."""
    if claim.kind not in ECHOED or claim.when.basis in OWN:
        return claim
    fitting = [i for i, other in enumerate(claims) if i != at and _may_be_same(claim, other)]
    if not fitting:
        return claim
    nearest = max((i for i in fitting if i < at), default=fitting[0])
    return replace(claim, when=_taken_over(claims[nearest]))


def _may_be_same(claim: Claim, other: Claim) -> bool:
    """Whether another telling, dated by its own clause, may tell of the same engagement."""
    if other.when.basis not in OWN or ECHOED.get(other.kind) != ECHOED[claim.kind]:
        return False
    same = SAME.get(other.status, other.status) == SAME.get(claim.status, claim.status)
    is_plan = {claim.status, other.status} == {"cancelled", "scheduled"} and MOVED not in claim.rule + other.rule
    if not same and not is_plan:
        return False  # what is cancelled was planned for its day, unless that is the day that it was put off to
    mine, theirs = _sides(claim), _sides(other)
    if claim.status == "happened" and claim.when.first and claim.when.last and mine != theirs:
        return False  # among the day's news one side may well have met another counterpart the day before
    is_near = _meet(claim.when, other.when) or (claim.status == "cancelled" and _was_missed(claim.when, other.when))
    return bool(mine) and (mine <= theirs or theirs <= mine) and is_near


def _was_missed(off: When, planned: When) -> bool:
    """Whether what is told to be off today had been planned for a day shortly before."""
    return bool(off.first and planned.last and off.first - _MISSED <= planned.last < off.first)


def _sides(claim: Claim) -> set[str]:
    """The actors that take part."""
    return {slot.actor for slot in claim.slots if slot.part in ("who", "whom", "party") and slot.actor}


def _meet(left: When, right: When) -> bool:
    """Whether two intervals share a day, open ends reaching as far as they may."""
    return (left.first or date.min) <= (right.last or date.max) and (right.first or date.min) <= (left.last or date.max)


def _taken_over(other: Claim) -> When:
    """Another telling's days, as inferred, with where they stand."""
    day = next((slot for slot in other.slots if slot.part == "day"), None)
    words, start, end = (day.words, day.start, day.end) if day else (None, None, None)
    first, last = other.when.first or date.min, other.when.last or date.max
    clue = Clue("told again: the days of the other telling", words or "", start, end, ((first, last),), 2)
    return When(other.when.first, other.when.last, "inferred", (clue,))
