"""Sentences of English news are exported as the PLOVER types, modes and stages that a careful coder gives them."""

from datetime import date
from pathlib import Path

import pytest

from cases import Row, rows
from memcon.model import Claim, Report, When
from memcon.pipeline import code
from memcon.reference import Reference, load_reference

WRITTEN = When(date(2019, 6, 12), date(2019, 6, 12), "given")


FOLDER = Path(__file__).parent
ROWS = rows(FOLDER / "plover.txt")


@pytest.fixture(scope="module")
def known() -> Reference:
    """What memcon knows with invented states on top, as a user lists actors of his own."""
    return load_reference(FOLDER / "invented.csv")


@pytest.mark.parametrize("row", ROWS, ids=[row.new for row in ROWS])
def test_a_sentence_is_exported_as_its_plover_type(row: Row, known: Reference) -> None:
    """Each line is met by a claim of its own, and no claim is left over."""
    coded = code(Report(id="case", text=row.sentence, path="case.txt", published=WRITTEN), known)
    names = {actor.id: actor.name for actor in coded.actors}
    left = [claim for claim in coded.claims if claim.family != "statement"]
    for line in row.lines:
        found = next((claim for claim in left if _meets(line, claim, names)), None)
        assert found is not None, f"no claim is {line!r}; told {[_shown(c) for c in left]}"
        left.remove(found)
    left = [claim for claim in left if claim.plover is not None or not row.lines]  # a protest is told as a message too
    assert not left, f"not told: {[_shown(c) for c in left]}"


def _meets(line: str, claim: Claim, names: dict[str, str]) -> bool:
    """Whether a claim has the type, mode, stage and sides of a line."""
    head, _, sides = line.partition(": ")
    if head != f"{_code(claim)} {claim.stage or '-'}":
        return False
    if " + " in sides:
        return all(_names(claim, "party", side, names) for side in sides.split(" + "))
    who, _, whom = sides.partition(" > ")
    return _names(claim, "who", who, names) and _names(claim, "whom", whom, names)


def _names(claim: Claim, part: str, wanted: str, names: dict[str, str]) -> bool:
    """Whether one of a part's slots is worded or called so."""
    texts = [text for s in claim.slots if s.part == part for text in (s.words, names.get(s.actor or "")) if text]
    return any(wanted in text for text in texts)


def _code(claim: Claim) -> str:
    """Type and mode as PLOVER writes them."""
    return f"{claim.plover}/{claim.mode}" if claim.mode else str(claim.plover)


def _shown(claim: Claim) -> str:
    """A claim in one line."""
    sides = ", ".join(f"{s.part}={s.words or s.actor}" for s in claim.slots)
    return f"{_code(claim)} {claim.stage or '-'}: {sides} ({claim.rule})"
