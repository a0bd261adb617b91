"""To hold undated reports on public history to days that contain the truth, and composite ones to their episodes."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct, convert

from memcon.model import Coded, When
from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference


class Told(Struct, frozen=True):
    """A report with a day on which it may have been printed; a composite one with one of its first part and its cut."""

    name: str
    written: date
    text: str
    first: date | None = None
    cut: str | None = None
    aside: bool = False
    gap: str | None = None


ROWS = tomllib.loads(Path(__file__).with_name("undated").joinpath("reports.toml").read_text(encoding="utf-8"))
REPORTS = convert(ROWS["report"], list[Told])


def coded(told: Told, known: Reference) -> Coded:
    """The report as it comes without any metadata."""
    return code(make(told.text.strip() + "\n", Fields(), path="report.txt", place="report.txt"), known)


def holds(when: When, day: date) -> bool:
    """Whether an interval contains a day."""
    return (when.first is None or when.first <= day) and (when.last is None or day <= when.last)


@pytest.mark.parametrize("told", REPORTS, ids=lambda told: told.name)
def test_the_days_contain_the_truth(told: Told, known: Reference) -> None:
    one = coded(told, known)
    when = one.report.published
    assert holds(when, told.written), f"{when.first}..{when.last}: {[clue.rule for clue in when.clues]}"


@pytest.mark.parametrize("told", [told for told in REPORTS if told.cut], ids=lambda told: told.name)
def test_a_composite_is_split_where_its_second_part_opens(
    told: Told, known: Reference, request: pytest.FixtureRequest
) -> None:
    if told.gap:
        request.applymarker(pytest.mark.xfail(strict=True, reason=told.gap))
    one = coded(told, known)
    later = [section for section in one.sections if section.episode == 1]
    assert later, "two episodes are expected"
    assert told.first
    assert one.report.text[later[0].start :].startswith(str(told.cut))
    assert holds(one.sections[0].now, told.first)
    assert one.sections[0].now != later[0].now


def test_most_days_are_told_within_five_months(known: Reference) -> None:
    whens = [coded(told, known).report.published for told in REPORTS]
    narrow = [when for when in whens if when.first and when.last and (when.last - when.first).days <= 150]
    assert len(narrow) >= len(REPORTS) * 0.6
