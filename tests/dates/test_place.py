"""To hold the days of claims to what their own clause gives, told from their section's "now"."""

from datetime import date

import pytest

from memcon.dates import find
from memcon.dates.place import place
from memcon.model import Claim, Page, Report, Section, Slot, When

NOW = When(date(2024, 5, 8), date(2024, 5, 8), "given")  # a Wednesday
UNDATED = When(date(2024, 5, 6), date(2024, 5, 10), "clues")


def placed(text: str, status: str, *, kind: str = "meeting", part: str = "day", now: When = NOW) -> Claim:
    """The claim of a text's last sentence, with each time expression there as a slot."""
    start = text.rfind("\n") + 1
    slots = tuple(Slot(part, t.words, t.start, t.end) for t in find(text) if t.start >= start)
    claim = Claim("c", "r", 0, start, len(text), kind, "engagement", status, slots, "test")
    page = Page(Report("r", text, "r.txt"), (Section(0, len(text), "body", now),))
    return place([claim], page, find(text))[0]


CLAUSES = [
    ("They met on Wednesday.", "happened", "2024-05-08/2024-05-08", "resolved"),
    ("They met on Thursday.", "happened", "2024-05-02/2024-05-02", "resolved"),
    ("They will meet on Thursday.", "scheduled", "2024-05-09/2024-05-09", "resolved"),
    ("They met on March 3, 1996.", "happened", "1996-03-03/1996-03-03", "stated"),
    ("They met again in Lima.", "happened", "2024-05-07/2024-05-08", "inferred"),
    ("They are meeting in Lima.", "ongoing", "2024-05-07/2024-05-09", "inferred"),
    ("They plan to meet in Lima.", "scheduled", "2024-05-08/", "inferred"),
    ("Head.\nFirst lines.\nMore lines.\nThey had met in Lima.", "happened", "/2024-05-08", "inferred"),
    ("They met on May 2, 1999.\nThey met again two days later.", "happened", "1999-05-04/1999-05-04", "resolved"),
]

DISTANCES = [
    ("They met two days ago.", "2024-05-06/2024-05-06"),
    ("They met a few days ago.", "2024-05-02/2024-05-06"),
    ("They met about two days ago.", "2024-05-05/2024-05-07"),
    ("They met two weeks ago.", "2024-04-21/2024-04-28"),
    ("They met three months ago.", "2024-01-24/2024-02-29"),
    ("They met two years ago.", "2021-11-06/2022-12-31"),
    ("They met more than two years ago.", "2020-11-06/2023-12-31"),
    ("They met on May 2, 1999.\nThey met again a month later.", "1999-05-18/1999-06-30"),
    ("They met on May 2, 1999.\nThey met again the next day.", "1999-05-03/1999-05-03"),
    ("They met on May 2, 1999. Two days later they dined.\nThey met again the next day.", "1999-05-05/1999-05-05"),
    (
        "They met on May 2, 1999. The trip came on the 50th anniversary.\nThey met the same day.",
        "1999-05-02/1999-05-02",
    ),
    ("They met the next day.", "/2024-05-08"),
]


@pytest.mark.parametrize(("text", "status", "days", "basis"), CLAUSES)
def test_claims_are_placed(text: str, status: str, days: str, basis: str) -> None:
    when = placed(text, status).when
    assert (f"{when.first or ''}/{when.last or ''}", when.basis) == (days, basis)
    assert when.clues, "an inferred day never loses its reason"


@pytest.mark.parametrize(("text", "days"), DISTANCES)
def test_a_distance_is_as_wide_as_its_unit(text: str, days: str) -> None:
    when = placed(text, "happened").when
    assert f"{when.first or ''}/{when.last or ''}" == days


def test_time_slots_carry_their_days() -> None:
    assert placed("They met on Wednesday.", "happened").slots[0].value == "2024-05-08/2024-05-08"
    assert (
        placed("The loan is due within two weeks.", "scheduled", part="deadline").slots[0].value
        == "2024-05-08/2024-05-21"
    )


def test_a_slot_without_days_is_dropped() -> None:
    assert placed("They met on the 40th anniversary.", "happened").slots == ()


def test_an_invitation_is_placed_on_the_day_it_was_voiced() -> None:
    claim = placed("He invited her to come in September.", "proposed", kind="invitation")
    assert claim.slots[0].value == "2024-09-01/2024-09-30"
    assert (claim.when.first, claim.when.last) == (date(2024, 5, 7), date(2024, 5, 8))


def test_an_undated_report_widens_and_never_guesses() -> None:
    when = placed("They met yesterday.", "happened", now=UNDATED).when
    assert (when.first, when.last) == (date(2024, 5, 5), date(2024, 5, 9))
    assert placed("They met on Wednesday.", "happened", now=When()).when == When()


def test_a_claim_is_told_the_section_that_holds_it() -> None:
    text = "They met in Lima.\nThey met in Oslo."
    sections = (Section(0, 18, "body", NOW), Section(18, len(text), "body", UNDATED, 1))
    claim = Claim("c", "r", 0, 18, len(text), "meeting", "engagement", "happened", (), "test")
    assert place([claim], Page(Report("r", text, "r.txt"), sections), ())[0].section == 1
