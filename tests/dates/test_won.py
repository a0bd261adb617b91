"""To hold undated reports to elections won, meetings told by their days, blows of yesterday and anniversaries kept."""

from datetime import date

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

HELD = [
    ("Prime Minister Tony Blair congratulated Jacques Chirac on his re-election as President.", "2002-05-06", 50),
    ("Prime Minister Tony Blair congratulated President Lula da Silva on his re-election.", "2006-10-30", 50),
    ("They will meet again in Hangzhou on September 4–5, at the summit, the minister said.", "2016-07-01", 300),
    ("The two ministers spoke of yesterday’s earthquake in Nepal.", "2015-04-26", 3),
    ("The two ministers spoke of the earthquake yesterday in Nepal.", "2015-04-26", 3),
    ("He sent a message in connection with the 50th anniversary of the liberation of Belgrade.", "1994-10-20", 7),
    ("Both states recently marked the 60th anniversary of the liberation of Auschwitz, they said.", "2005-02-20", 155),
    ("In the morning of May 3 a bridge fell. President Bill Clinton wrote to the families.", "1993-05-03", 3000),
]


@pytest.mark.parametrize(("text", "day", "widest"), HELD)
def test_a_known_day_bounds_the_report(text: str, day: str, widest: int, known: Reference) -> None:
    when = code(make(text + "\n", Fields(), path="r.txt", place="r.txt"), known).report.published
    assert when.first
    assert when.last
    assert when.first <= date.fromisoformat(day) <= when.last, [clue.rule for clue in when.clues]
    assert (when.last - when.first).days < widest, (when.first, when.last, [clue.rule for clue in when.clues])


WIDE = [
    (
        "President Jacques Chirac congratulated Robert Kocharian on his election as President.",
        "so is a second one told",
    ),
    ("The presidents of the two countries will meet in Hangzhou on September 4–5.", "two sides may meet on such days"),
    ("The ministers met yesterday and spoke of the earthquake in Nepal.", "the meeting is of yesterday"),
]


@pytest.mark.parametrize(("text", "why"), WIDE)
def test_a_lookalike_bounds_less(text: str, why: str, known: Reference) -> None:
    when = code(make(text + "\n", Fields(), path="r.txt", place="r.txt"), known).report.published
    assert when.first is None or when.last is None or (when.last - when.first).days > 280, (why, when)
