"""To hold real undated reports, where the shared data lie beside the project, to days that contain the truth."""

from datetime import date
from pathlib import Path

import pytest

from memcon.model import Coded
from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason=f"{SEEDS}: the shared reports are not beside the project")

WITHIN = {
    "000": (date(2025, 5, 5), date(2025, 5, 11)),
    "001": (date(2025, 5, 4), date(2025, 5, 8)),
    "002": (date(2018, 11, 2), date(2018, 12, 31)),
    "003": (date(2019, 1, 1), date(2019, 12, 31)),
    "004": (date(2022, 1, 25), date(2022, 1, 25)),
}


def coded(number: str, known: Reference) -> Coded:
    """A report without any metadata, by its number."""
    file = next(SEEDS.glob(f"{number}_*.txt"))
    return code(make(file.read_text(encoding="utf-8"), Fields(), path=file.name, place=file.name), known)


@pytest.mark.parametrize("number", WITHIN)
def test_the_day_of_publication_lies_within(number: str, known: Reference) -> None:
    when = coded(number, known).report.published
    first, last = WITHIN[number]
    assert when.first
    assert when.last
    assert first <= when.first <= when.last <= last


def test_a_composite_report_is_told_in_two_episodes(known: Reference) -> None:
    one = coded("003", known)
    assert {section.episode for section in one.sections} == {0, 1}
    early = one.sections[0].now
    assert early.first
    assert early.last
    assert early.first <= date(2018, 11, 3) <= early.last
