"""To hold single clues of undated reports to the days that they leave."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference


def told(text: str, known: Reference) -> tuple[str, set[str]]:
    """The days of publication of an undated report, and the words of the clues that shaped them."""
    when = code(make(text + "\n", Fields(), path="report.txt", place="report.txt"), known).report.published
    return f"{when.first or ''}/{when.last or ''}", {clue.words for clue in when.clues}


DAYS = [
    ("LIMA, 3 MAY 88 (RADIO NACIONAL) -- THE FOREIGN MINISTER MET THE AMBASSADOR.", "1988-05-03", "1988-05-03"),
    (
        "Prime Minister Shinzo Abe telephoned President Moon Jae-in about the coronavirus outbreak.",
        "2020-01-01",
        "2020-10-04",
    ),
    ("The two ministers spoke of the AUKUS pact, which had angered Paris.", "2021-09-15", ""),
    ("THE FOREIGN MINISTERS OF THE EUROPEAN UNION MET IN LUXEMBOURG.", "1991-01-01", ""),
    ("The ministers asked both sides to respect UN Security Council Resolution 1701.", "2006-01-01", ""),
    ("The new British Prime Minister, Gordon Brown, flew to Berlin.", "2007-06-12", "2008-04-22"),
    ("President Clinton telephoned Prime Minister Rabin of Israel.", "1993-01-13", "1995-11-24"),
    ("The ministers will meet again on March 3, 1998, in Vienna, the spokesman said.", "1997-10-04", "1998-03-03"),
    ("Ronald Reagan and Margaret Thatcher spoke by telephone for half an hour.", "1977-01-21", "1990-01-20"),
    ("Cuban President Miguel Díaz-Canel spoke on a Monday in July.", "2018-04-12", ""),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_a_clue_leaves_days(text: str, first: str, last: str, known: Reference) -> None:
    found, clues = told(text, known)
    assert found == f"{first}/{last}", clues


NONE = [
    ("The Western European Union held its session in Paris.", "a longer name is another body's"),
    ("The party of the Isis temple met its neighbours.", "a name counts as it is written"),
    ("The House adopted Resolution 1701 on farm prices.", "a resolution of another body has its own numbers"),
    ("Margaret Thatcher spoke for half an hour.", "one leader alone may be out of office"),
]


@pytest.mark.parametrize(("text", "why"), NONE)
def test_a_lookalike_leaves_all_days(text: str, why: str, known: Reference) -> None:
    found, clues = told(text, known)
    assert found in {"/", "1954-10-23/"}, (why, clues)


def test_the_day_of_a_cancelled_visit_is_not_behind_the_report(known: Reference) -> None:
    _, clues = told("Foreign Minister Robin Cook cancelled his visit to Ankara planned for December 2.", known)
    text = "Foreign Minister Robin Cook cancelled his visit to Ankara planned for December 2.\n"
    when = code(make(text, Fields(), path="report.txt", place="report.txt"), known).report.published
    assert not any("past" in clue.rule for clue in when.clues), clues
