"""To hold the days of claims without a day of their own to where they stand and how they are told."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

LEAD = (
    "President Patricio Aylwin received Prime Minister John Major in Santiago.\n\n"
    "Mr. Aylwin thanked Mr. Major for the visit.\n\n"
)
FRESH, OPEN = "1993-05-02/1993-05-04", "/1993-05-04"

BODY = [
    ("In the evening Mr. Major met President Carlos Menem of Argentina.", FRESH),
    ("Mr. Major telephoned President Carlos Menem of Argentina.", FRESH),
    ("Mr. Major was received by President Carlos Menem of Argentina.", FRESH),
    ("Mr. Major had telephoned President Carlos Menem of Argentina.", OPEN),
    ("Mr. Major first met President Carlos Menem of Argentina in Rome.", OPEN),
    ("Previously Mr. Major telephoned President Carlos Menem of Argentina.", OPEN),
    ("Mr. Major once met President Carlos Menem of Argentina in Rome.", OPEN),
    ("When the war ended, Mr. Major met President Carlos Menem of Argentina.", OPEN),
    ("Mr. Major, whose tour began on Sunday, met President Carlos Menem of Argentina.", OPEN),
    ("A plate marks the hall in which Mr. Major met President Carlos Menem of Argentina.", OPEN),
]


def days(text: str, known: Reference, *, words: str) -> set[str]:
    """The days of the engagements told in the stretch of a report of 4 May 1993 that holds these words."""
    report = make(text, Fields(published="1993-05-04"), path="report.txt", place="report.txt")
    start = text.index(words)
    return {
        f"{claim.when.first or ''}/{claim.when.last or ''}"
        for claim in code(report, known).claims
        if claim.family == "engagement" and start < claim.end <= start + len(words)
    }


@pytest.mark.parametrize(("sentence", "told"), BODY)
def test_the_body_tells_the_days_news_in_the_plain_past(sentence: str, told: str, known: Reference) -> None:
    assert days(f"{LEAD}{sentence}\n", known, words=sentence) == {told}


def test_a_claim_after_a_history_stays_open(known: Reference) -> None:
    history = "In March 1990 Mr. Major met President Carlos Menem of Argentina in Rome.\n\n"
    after = "Mr. Major telephoned President Francois Mitterrand."
    assert days(LEAD + history + after, known, words=after) == {OPEN}
    assert days(LEAD + after, known, words=after) == {FRESH}


@pytest.mark.parametrize(
    "lead",
    [
        "President Patricio Aylwin received Prime Minister John Major in Santiago, nine years after {past}.",
        "The two states are friends again: {past}, before the quarrel began.",
    ],
)
def test_the_lead_does_not_date_what_it_looks_back_to(lead: str, known: Reference) -> None:
    past = "Margaret Thatcher and Raul Alfonsin had met"
    assert days(f"{lead.format(past=past)}\n\nMore was not said.", known, words=past) == {OPEN}


def test_an_anniversary_dates_neither_end(known: Reference) -> None:
    lead = "President Patricio Aylwin received Prime Minister John Major in Santiago, nine years after"
    text = f"{lead} Margaret Thatcher’s visit to Chile."
    assert "1993-05-03/1993-05-04" in days(text, known, words=lead)
    assert days(text, known, words=text.removeprefix(lead)) == {OPEN}


def test_the_lead_is_counted_in_paragraphs_that_tell_of_something(known: Reference) -> None:
    weather = "Rain fell on the hills all day long.\n\n" * 3
    assert days(
        "Talks in the rain\n\n" + weather + LEAD,
        known,
        words="President Patricio Aylwin received Prime Minister John Major in Santiago",
    ) == {"1993-05-03/1993-05-04"}
