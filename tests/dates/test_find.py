"""To hold the finder of time expressions to what English news writes, and to what only looks like a date."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.dates import find

CASES = Path(__file__).parents[3] / "shared" / "data" / "recognizers" / "dates_en.jsonl"

FOUND = [
    ("The talks opened on November 2.", ["November 2"]),
    ("He left on 2 Nov. 1987 for Lima.", ["2 Nov. 1987"]),
    ("OSLO, Oct. 4 (NTB) - The king arrived.", ["Oct. 4"]),
    ("She arrives on Tuesday, 5 March 1996, at noon.", ["Tuesday, 5 March 1996"]),
    ("On the 3rd of June, 2004, they signed.", ["the 3rd of June, 2004"]),
    ("Filed 2011-09-30 by our staff", ["2011-09-30"]),
    ("Filed 30/9/2011 by our staff", ["30/9/2011"]),
    ("The ministers met this Wednesday and will meet next Monday.", ["this Wednesday", "next Monday"]),
    ("He flew home Wednesday night.", ["Wednesday night"]),
    ("They spoke yesterday, the day before yesterday and today.", ["yesterday", "the day before yesterday", "today"]),
    ("Earlier this month he was in Quito; later this week he goes on.", ["Earlier this month", "later this week"]),
    ("A pact signed last June lapses next year.", ["last June", "next year"]),
    ("In early March and mid-November", ["early March", "mid-November"]),
    ("Three weeks ago he resigned; two days later he was back.", ["Three weeks ago", "two days later"]),
    ("The accord may be final within two weeks, or in ten days.", ["within two weeks", "in ten days"]),
    ("The next day they met again.", ["The next day"]),
    ("He plans talks between May 7 and 10 and again June 8-9.", ["between May 7 and 10", "June 8-9"]),
    ("The visit runs from Monday to Wednesday.", ["from Monday to Wednesday"]),
    ("It lasted from May to October 1968.", ["from May to October 1968"]),
    ("In the spring of 1972 and last autumn", ["the spring of 1972", "last autumn"]),
    ("In the winter of 1993 they traded in winter sports.", ["the winter of 1993"]),
    ("In the third quarter of 2016 and in Q1 2017", ["the third quarter of 2016", "Q1 2017"]),
    (
        "Trade in the first half of 2003 and the second half of last year",
        ["the first half of 2003", "the second half of last year"],
    ),
    ("Exports in the first seven months of 2018", ["the first seven months of 2018"]),
    ("The 60 th anniversary of the pact", ["The 60 th anniversary"]),
    ("In the early 1990s and in the 20th century", ["the early 1990s", "the 20th century"]),
    ("The budget for fiscal year 2018 and the academic year 2003-04", ["fiscal year 2018", "academic year 2003-04"]),
    ("Before Christmas Eve and after Easter Sunday", ["Christmas Eve", "Easter Sunday"]),
    ("They marked the 40th anniversary of the treaty.", ["the 40th anniversary"]),
    ("The first Friday of July and the last week of May", ["The first Friday of July", "the last week of May"]),
    ("Over the past three years and in the next ten days", ["the past three years", "the next ten days"]),
    ("On the eve of May 9 he spoke.", ["the eve of May 9"]),
    ("Two days after the May 7 talks", ["Two days after the May 7"]),
    ("On September the twenty-first, nineteen seventy eight", ["September the twenty-first, nineteen seventy eight"]),
    ("They met over the weekend, at the weekend and in recent weeks.", ["the weekend", "the weekend", "recent weeks"]),
    ("They meet within a day or two, or within days.", ["within a day or two", "within days"]),
    ("In the next 48 hours, or within 24 hours", ["the next 48 hours", "within 24 hours"]),
    ("A week or two ago; that evening they dined.", ["A week or two ago", "that evening"]),
    ("The weekend talks of recent visitors; the year 2000; a recent week.", ["year 2000"]),
    ("He stays for two days from May 3.", ["May 3"]),
    ("MOSCOW, MAY 7 - THE PREMIER WILL VISIT IN AUGUST", ["MAY 7", "AUGUST"]),
]

NO_DATES = [
    "The accord may be signed, and may not.",
    "Troops march north; they march on the capital.",
    "It was their first meeting in two years, and the third summit in a week.",
    "The Boeing 737 carried 189 people under Resolution 1701.",
    "Some 2,000 troops and 1999 soldiers stayed; it cost $1,500.",
    "Ms. April Hart and August Wilson spoke.",
    "Call 202-555-0143 and ask for room 2015.",
    "The bill rose 1.5 percent; a 4:3 ratio; the 17-year-old left.",
    "The G20 and the F-16 were named.",
    "The second meeting, the first lady, the third man.",
    "He is 65, and flight 1987 was late.",
    "The sun rose and the two sat down to wed their plans.",
]


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_finds(text: str, words: list[str]) -> None:
    assert [found.words for found in find(text)] == words


@pytest.mark.parametrize("text", NO_DATES)
def test_leaves_alone(text: str) -> None:
    assert [found.words for found in find(text)] == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="May 7,March10-th of lastxtwo weeks ago/.19'n\n"))
def test_any_text_gives_spans_that_hold_their_words_in_order(text: str) -> None:
    at = 0
    for found in find(text):
        assert text[found.start : found.end] == found.words
        assert found.start >= at
        at = found.end


@pytest.mark.skipif(not CASES.exists(), reason=f"the open set of date cases is not at {CASES}")
def test_open_cases_are_found() -> None:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    wanted = met = 0
    for row in rows:
        found = find(row["text"])
        wanted += len(row["spans"])
        met += sum(any(f.start < s["end"] and s["start"] < f.end for f in found) for s in row["spans"])
    assert met / wanted > 0.9
