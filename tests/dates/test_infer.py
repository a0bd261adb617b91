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
    ("Mr. Aylwin went to Congress, while Mr. Major met President Carlos Menem of Argentina.", FRESH),
    ("Mr. Major drove to the embassy, where he met President Carlos Menem of Argentina.", FRESH),
    ("He then telephoned President Carlos Menem of Argentina.", FRESH),
    ("Mr. Major, who will fly home on Friday, met President Carlos Menem of Argentina.", FRESH),
    ("Mr. Major remarked that he met President Carlos Menem of Argentina.", OPEN),
    ("Mr. Major has met President Carlos Menem of Argentina.", OPEN),
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
        "The two states are friends again: {past}, before the quarrel began.",
    ],
)
def test_the_lead_does_not_date_what_it_looks_back_to(lead: str, known: Reference) -> None:
    past = "Margaret Thatcher and Raul Alfonsin had met"
    assert days(f"{lead.format(past=past)}\n\nMore was not said.", known, words=past) == {OPEN}


def test_a_distance_in_years_dates_what_it_leads_to(known: Reference) -> None:
    past = "Margaret Thatcher and Raul Alfonsin had met"
    lead = f"President Patricio Aylwin received Prime Minister John Major in Santiago, nine years after {past}."
    assert days(f"{lead}\n\nMore was not said.", known, words=past) == {"1983-11-02/1984-12-31"}


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


def test_a_lead_ends_where_the_breaks_of_paragraphs_are_lost(known: Reference) -> None:
    lead = LEAD.replace("\n\n", " ") + "Rain fell on the hills all day long. " * 30
    far = "Mr. Major has met President Carlos Menem of Argentina."
    assert days(lead + far, known, words=far) == {OPEN}


def test_what_follows_a_day_that_the_story_tells_is_of_that_day_or_the_next_two(known: Reference) -> None:
    first = "President Patricio Aylwin received five new ambassadors in Santiago on April 29.\n\n"
    after = "Following the ceremony, Mr. Aylwin met Prime Minister John Major."
    assert days(first + after, known, words=after) == {"1993-04-29/1993-05-01"}


BESIDE = [
    ("two weeks after Margaret Thatcher met President Raul Alfonsin", "1993-04-16/1993-04-25"),
    ("three days after Margaret Thatcher met President Raul Alfonsin", "1993-04-30/1993-04-30"),
]


@pytest.mark.parametrize(("past", "told"), BESIDE)
def test_what_a_distance_leads_to_lies_so_far_from_the_day_before_it(past: str, told: str, known: Reference) -> None:
    text = f"President Patricio Aylwin received Prime Minister John Major in Santiago on Monday, {past}.\n"
    assert days(text, known, words=past) == {told}


def test_before_that_lies_between_the_telling_and_the_day_told(known: Reference) -> None:
    last = "Mr. Aylwin will meet Prime Minister John Major."
    text = f"President Patricio Aylwin flies to Lima on Friday, but before that {last}\n"
    assert days(text, known, words=last) == {"1993-05-04/1993-05-07"}
