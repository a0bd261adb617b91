"""To hold topics, company and judging words to a table of sentences of our own."""

from datetime import date
from pathlib import Path

import pytest

from cases import Row, rows
from memcon.model import Claim, Report, When
from memcon.pipeline import code
from memcon.reference import Reference

WRITTEN = When(date(2019, 5, 8), date(2019, 5, 8), "given")
JUDGED = ("topic", "company", "tone")


ROWS = rows(Path(__file__).parent / "parts.txt")


@pytest.mark.parametrize("row", ROWS, ids=[row.new for row in ROWS])
def test_a_sentence_tells_its_parts_and_no_other(row: Row, known: Reference) -> None:
    """The claims that have such parts are those of the row, with the same words in the same order."""
    coded = code(Report(id="case", text=row.sentence, path="case.txt", published=WRITTEN), known)
    assert tuple(line for claim in coded.claims if (line := _line(claim))) == row.lines


def _line(claim: Claim) -> str:
    """A claim's parts of the kinds judged, as the table writes them."""
    parts = sorted((s for s in claim.slots if s.part in JUDGED), key=lambda s: (JUDGED.index(s.part), s.start or 0))
    return f"{claim.kind}: " + "; ".join(f"{s.part}={s.words}" for s in parts) if parts else ""


def test_a_judging_word_names_whom_it_judges(known: Reference) -> None:
    sentence = "The Cuban regime hopes that Kenyan President Daniel Otieno will visit Havana."
    coded = code(Report(id="case", text=sentence, path="case.txt", published=WRITTEN), known)
    assert [s.actor for claim in coded.claims for s in claim.slots if s.part == "tone"] == ["CUB"]
