"""To hold undated reports of what is on record (visits, meetings, feasts, terms) to days that contain them."""

from datetime import date

import pytest

from memcon.dates.find import find
from memcon.dates.inverse import tellings
from memcon.model import When
from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference


def told(text: str, known: Reference) -> When:
    """The days of publication of an undated report."""
    return code(make(text + "\n", Fields(), path="report.txt", place="report.txt"), known).report.published


PINNED = [
    ("President Bill Clinton arrived in Hanoi on Thursday for three days in Vietnam.", "2000-11-16", 4),
    (
        "LJUBLJANA (LNA) - President George W. Bush and President Vladimir Putin met here on Saturday for two hours.",
        "2001-06-16",
        4,
    ),
    (
        "President Jimmy Carter welcomed Egyptian President Anwar Sadat and gave a dinner for him on Tuesday.",
        "1980-04-08",
        1400,
    ),
    ("The 20th G8 summit opened in Naples, where President Francois Mitterrand arrived on Friday.", "1994-07-08", 500),
    ("Chancellor Angela Merkel spoke with Prime Minister Theresa May on the sidelines of the G20 summit in Hamburg.",
     "2017-07-08", 16),
    ("President Luis Echeverria telephoned. The two exchanged New Year greetings, his office said.", "1974-12-30",
     2300),
    ("President Hugo Chavez telephoned President Fidel Castro to congratulate him on his 80th birthday.",
     "2006-08-13", 11),
    ("Prime Minister Tony Blair congratulated Nicolas Sarkozy on his election as President.", "2007-05-07", 260),
    ("Chancellor Helmut Kohl congratulated President Bill Clinton on his victory in the presidential election.",
     "1996-11-06", 50),
    ("President Jacques Chirac congratulated President Luiz Inacio Lula da Silva on winning the presidential vote.",
     "2006-10-31", 50),
    ("The foreign ministers will meet at the G8 summit in Deauville in May, Prime Minister Naoto Kan said.",
     "2011-03-01", 345),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "widest"), PINNED, ids=lambda row: str(row)[:40])
def test_what_is_on_record_pins_the_report(text: str, day: str, widest: int, known: Reference) -> None:
    when = told(text, known)
    assert when.first
    assert when.last
    assert when.first <= date.fromisoformat(day) <= when.last, [clue.rule for clue in when.clues]
    assert (when.last - when.first).days < widest, (when.first, when.last, [clue.rule for clue in when.clues])


BOUNDS = [
    ("Former President Bill Clinton met the governor.", "2000-12-22/"),
    ("President Recep Tayyip Erdogan spoke of the coronavirus pandemic.", "2020-01-01/2023-06-30"),
    # what says nothing: a foundation's president, a stranger's birthday, a deputy, a year that a plan is for
    ("They congratulated Mikhail Gorbachev, president of the Foundation for Political Studies.", "/"),
    ("Prime Minister Tony Blair congratulated Enid Marsh, a poet, on her 80th birthday.", "1997-04-25/2007-07-17"),
    ("They met Deputy Prime Minister Abdullah Ahmad Badawi.", "/"),
    ("Prime Minister Tony Blair discussed budget planning for 2006.", "1997-04-25/2007-07-17"),
    ("The ministers spoke of preparations for the visit of the premier in June 1994.", "1993-07-06/1994-06-30"),
    ("They will meet in late 1989, the spokesman said.", "1987-01-01/1989-12-31"),
    ("They will celebrate the 50th anniversary of the Schuman declaration on May 9.", "1999-10-22/2000-05-09"),
    ("Jack Straw, the new British foreign secretary, flew to Luxembourg.", "2001-05-17/2002-03-28"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), BOUNDS)
def test_a_clue_bounds_the_days(text: str, days: str, known: Reference) -> None:
    when = told(text, known)
    assert f"{when.first or ''}/{when.last or ''}" == days, [clue.rule for clue in when.clues]


def test_the_weekday_of_the_news_chooses_among_the_years_of_a_dateline(known: Reference) -> None:
    when = told("NICOSIA, May 2 (LNA) - President Glafcos Clerides received the envoy on Friday.", known)
    assert (when.first, when.last) == (date(1993, 5, 2), date(1999, 5, 2)), [clue.rule for clue in when.clues]


LOOSE = [
    ("President Bill Clinton telephoned the Prime Minister in Hanoi on Thursday.", "a call is no visit"),
    ("Former President Bill Clinton arrived in Hanoi on Thursday.", "his visits after office are not on record"),
    ("President Bill Clinton cancelled his visit to Hanoi on Thursday.", "a visit called off is on no record"),
    ("President Bill Clinton will skip the visit to Hanoi.", "who skips a visit is not there"),
    ("President Bill Clinton recalled the summit in Hanoi.", "what is recalled is not the news"),
]


@pytest.mark.parametrize(("text", "why"), LOOSE)
def test_a_visit_that_is_no_news_says_nothing(text: str, why: str, known: Reference) -> None:
    assert not any(clue.rule == "a visit on record" for clue in told(text, known).clues), why


def test_who_went_before_in_a_post_is_history(known: Reference) -> None:
    lead = "Prime Minister Tony Blair met the ambassador in London. " + "They spoke of trade and of fishing. " * 30
    when = told(lead + "President Bill Clinton had asked for it, and President George W. Bush welcomed it.", known)
    assert when.last
    assert when.last > date(2001, 3, 1), "the new president's term counts, not the days the two terms share"


INVERSE = [
    ("last week", "past", ("2001-07-20", "2001-07-22"), "2001-07-25", "2001-10-01"),
    ("ten days ago", "past", ("1994-01-27", "1994-02-01"), "1994-02-07", "1994-03-01"),
    ("in November", "past", ("2018-11-30", "2018-12-01"), "2019-01-09", "2019-12-09"),
    ("in November", "future", ("2018-11-30", "2018-12-01"), "2018-05-01", "2019-01-09"),
    ("on May 18", "future", ("2012-05-18", "2012-05-19"), "2012-05-10", "2012-06-10"),
    ("last June", "past", ("2018-06-12", "2018-06-12"), "2019-02-25", "2019-06-25"),
    ("next month", "future", ("2016-07-08", "2016-07-09"), "2016-06-03", "2016-07-03"),
]


@pytest.mark.parametrize(("words", "tense", "days", "inside", "outside"), INVERSE)
def test_an_expression_turned_about(words: str, tense: str, days: tuple[str, str], inside: str, outside: str) -> None:
    expression = find(f"They met {words}.")[0]
    mask = tellings(expression, date.fromisoformat(days[0]), date.fromisoformat(days[1]), tense)
    assert any(first <= date.fromisoformat(inside) <= last for first, last in mask)
    assert not any(first <= date.fromisoformat(outside) <= last for first, last in mask)


def test_an_expression_of_other_days_says_nothing() -> None:
    assert tellings(find("They met in March.")[0], date(2018, 11, 30), date(2018, 12, 1), "past") == ()
