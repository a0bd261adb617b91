"""Sentences of English news tell just what a careful reader finds in them, family by family."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cases import Case, Told, read
from memcon.model import Claim, Report, Slot, When
from memcon.pipeline import code
from memcon.reference import Reference

WRITTEN = When(date(2019, 6, 12), date(2019, 6, 12), "given")
FOLDER = Path(__file__).parent
ENGAGEMENTS = [*read(FOLDER / "engagements.txt"), *read(FOLDER / "sides.txt"), *read(FOLDER / "press.txt")]
UNDERTAKINGS = list(read(FOLDER / "undertakings.txt"))


def _ids(cases: list[Case]) -> list[str]:
    """What is new in each case, numbered."""
    return [f"{number}: {case.new}" for number, case in enumerate(cases)]


@pytest.mark.parametrize("case", ENGAGEMENTS, ids=_ids(ENGAGEMENTS))
def test_a_sentence_tells_its_engagements_and_no_other(case: Case, known: Reference) -> None:
    """Each expected claim is found, and no other engagement, invitation or signing."""
    _judge(case, known, lambda claim: claim.family == "engagement" or claim.kind in ("invitation", "signing"))


@pytest.mark.parametrize("case", UNDERTAKINGS, ids=_ids(UNDERTAKINGS))
def test_a_sentence_tells_its_undertakings_and_no_other(case: Case, known: Reference) -> None:
    """Each expected claim is found, and no other undertaking, stance or measure."""
    _judge(case, known, lambda claim: claim.family in ("undertaking", "stance", "measure"))


def _judge(case: Case, known: Reference, judged: Callable[[Claim], bool]) -> None:
    """Fail unless the claims judged are those that the case tells."""
    coded = code(Report(id="case", text=case.sentence, path="case.txt", published=WRITTEN), known)
    names = {actor.id: actor.name for actor in coded.actors}
    found = [claim for claim in coded.claims if judged(claim)]
    left = list(found)
    for told in case.told:
        match = next((claim for claim in left if _is(told, claim, names)), None)
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
