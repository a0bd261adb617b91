"""Sentences of English news tell just the engagements that a careful reader finds in them."""

from pathlib import Path

import pytest
from cases import Case, Told, read

from memcon.model import Claim, Report, Slot
from memcon.pipeline import code
from memcon.reference import Reference

CASES = list(read(Path(__file__).with_name("engagements.txt")))
JUDGED = ("invitation", "signing")


@pytest.mark.parametrize("case", CASES, ids=[f"{n}: {c.new}" for n, c in enumerate(CASES)])
def test_a_sentence_tells_what_it_tells_and_nothing_else(case: Case, known: Reference) -> None:
    """Each expected claim is found, and no other engagement, invitation or signing."""
    coded = code(Report(id="case", text=case.sentence, path="case.txt"), known)
    names = {actor.id: actor.name for actor in coded.actors}
    found = [c for c in coded.claims if c.family == "engagement" or c.kind in JUDGED]
    left = list(found)
    for told in case.told:
        match = next((c for c in left if _is(told, c, names)), None)
        assert match is not None, f"missing {told}; found {[_shown(c) for c in found]}"
        left.remove(match)
    assert not left, f"not told: {[_shown(c) for c in left]}"


def _is(told: Told, claim: Claim, names: dict[str, str]) -> bool:
    """Whether a claim is the one told."""

    def has(part: str, wanted: str | None) -> bool:
        slots = [s for s in claim.slots if s.part in (part, "venue" if part == "place" else part)]
        return wanted is None or any(wanted in text for s in slots for text in _texts(s, names))

    sides = all(has("party", side) for side in told.parties) and has("who", told.who) and has("whom", told.whom)
    kind = (claim.kind, claim.status) == (told.kind, told.status)
    return kind and sides and has("place", told.place) and has("day", told.time)


def _texts(slot: Slot, names: dict[str, str]) -> list[str]:
    """What a slot's holder is called."""
    return [text for text in (slot.words, names.get(slot.actor or "")) if text]


def _shown(claim: Claim) -> str:
    """A claim in one line."""
    return f"{claim.kind} {claim.status} " + ", ".join(f"{s.part}={s.words or s.actor}" for s in claim.slots)
