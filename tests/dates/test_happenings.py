"""To hold undated reports to what was news for a time, and to the years that they state."""

from datetime import date

import pytest

from memcon.almanac import load_almanac
from memcon.model import When
from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference


def told(text: str, known: Reference) -> When:
    """The days of publication of an undated report."""
    return code(make(text + "\n", Fields(), path="report.txt", place="report.txt"), known).report.published


HELD = [
    ("The King sent condolences to the families after the earthquake in Nepal.", "2015-04-25", "2015-05-02"),
    ("The envoy again expressed condolences over the earthquake in Nepal.", "2015-04-25", "2015-06-04"),
    ("Both ministers deplored the bombing of the embassy in Nairobi.", "1998-08-07", "1999-06-03"),
    ("THE MINISTERS SPOKE OF THE RANSOM OF THE ACHILLE LAURO.", "1985-10-07", "1986-08-03"),
    ("The delegation laid flowers at the memorial to the earthquake in Nepal.", "2015-04-25", ""),
    ("The two men recalled the earthquake in Nepal three years ago.", "2015-04-25", ""),
    ("In 2011, the ministers noted, trade between the two states grew by a tenth.", "2011-12-25", "2012-12-24"),
    ("In the first half of 2011, the ministers noted, trade grew by a tenth.", "2011-06-24", "2012-06-23"),
    ("The two presidents agreed on plans for visits and meetings in 2007.", "2006-07-01", "2007-06-30"),
    ("They spoke of carrying out the decisions of the talks held in May 2007.", "2007-05-01", "2008-08-03"),
    ("The minister said that all must learn from the tragedy of March 4, 1996.", "1996-03-04", ""),
    ("The ministers spoke of the customs code, which comes into force on July 1, 2009.", "", "2009-07-01"),
    (
        "The President was congratulated on the 60 years of diplomatic relations between China and Egypt.",
        "2016",
        "2016",
    ),
]


@pytest.mark.parametrize(("text", "first", "last"), HELD)
def test_a_matter_or_a_year_leaves_days(text: str, first: str, last: str, known: Reference) -> None:
    when = told(text, known)
    found = f"{when.first or ''}"[: len(first)], f"{when.last or ''}"[: len(last)]
    assert found == (first, last), [clue.rule for clue in when.clues]
    assert bool(when.first) == bool(first)
    assert bool(when.last) == bool(last)


OPEN = [
    ("Trade grew since the pact that was signed in 2011, the ministers noted.", "a pact is no figure of trade"),
    ("Trade grew faster than in 2011, the ministers noted.", "a year to compare with may be long past"),
    (
        "The Nepal desk will be moved; the far-off valley of Kham knew an earthquake.",
        "words far apart tell of no one thing",
    ),
]


@pytest.mark.parametrize(("text", "why"), OPEN)
def test_a_lookalike_does_not_end_the_days(text: str, why: str, known: Reference) -> None:
    when = told(text, known)
    assert when.last is None, (why, when)


def test_every_happening_is_news_from_its_first_day_on() -> None:
    rows = load_almanac().happenings
    assert len(rows) > 250
    for row in rows:
        assert all(date(1970, 1, 1) < first <= last for first, last in row.days), row
        assert [first for first, _ in row.days] == sorted(first for first, _ in row.days), row
        assert all(any(not part.endswith("*") for part in key) for key in row.keys), row
