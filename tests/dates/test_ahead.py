"""What lies after a report's day is no fact, however it is told."""

from datetime import date

from memcon.model import Report, When
from memcon.pipeline import code
from memcon.reference import Reference


def statuses(text: str, known: Reference) -> set[str]:
    day = date(1987, 10, 31)
    report = Report("ahead", text, "ahead", published=When(day, day, "given"))
    return {claim.status for claim in code(report, known).claims if claim.kind == "visit"}


def test_a_noun_with_a_year_to_come_is_planned(known: Reference) -> None:
    assert statuses("The ministry praised President Ronald Reagan’s visit to Moscow in May 1988.", known) == {
        "scheduled"
    }


def test_a_noun_with_a_year_gone_by_happened(known: Reference) -> None:
    assert statuses("The ministry praised President Ronald Reagan’s visit to Moscow in May 1986.", known) == {
        "happened"
    }


def test_what_is_envisaged_is_planned(known: Reference) -> None:
    text = "A return visit by President Ronald Reagan to the Soviet Union in the first half of 1988 is envisaged."
    assert statuses(text, known) == {"scheduled"}
