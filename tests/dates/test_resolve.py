"""To hold the reading of time expressions to the days that a reader of news would take them for."""

from datetime import date

import pytest

from memcon.dates import find, read
from memcon.dates.resolve import resolve
from memcon.model import UNKNOWN, When

WRITTEN = date(2024, 5, 8)  # a Wednesday

READ = [
    ("They met on Wednesday.", "2024-05-08"),
    ("They met on Thursday.", "2024-05-02"),
    ("They will meet on Thursday.", "2024-05-09"),
    ("They will meet on Wednesday.", "2024-05-08"),
    ("He arrived last Sunday.", "2024-05-05"),
    ("He will arrive next Monday.", "2024-05-13"),
    ("They met on November 2.", "2023-11-02"),
    ("They will meet on November 2.", "2024-11-02"),
    ("They spoke yesterday.", "2024-05-07"),
    ("They had met on March 3, 1996.", "1996-03-03"),
    ("They met in September.", "2023-09-01/2023-09-30"),
    ("They will meet in September.", "2024-09-01/2024-09-30"),
    ("They met last June.", "2023-06-01/2023-06-30"),
    ("He will come next year.", "2025-01-01/2025-12-31"),
    ("They met earlier this month.", "2024-05-01/2024-05-07"),
    ("It was signed in early March.", "2024-03-01/2024-03-15"),
    ("It was signed three weeks ago.", "2024-04-17"),
    ("The loan will be agreed within two weeks.", "2024-05-08/2024-05-21"),
    ("He plans talks between May 10 and 12.", "2024-05-10/2024-05-12"),
    ("The talks will run from Monday to Wednesday.", "2024-05-06/2024-05-08"),
    ("It lasted from May to October 1968.", "1968-05-01/1968-10-31"),
    ("It was built in the early 1990s.", "1990-01-01/1993-12-31"),
    ("They met on Easter Sunday 2018.", "2018-04-01"),
    ("They met on Monday, May 6.", "2024-05-06"),
    ("It was signed on 30/9/2011 at noon.", "2011-09-30"),
    ("It was signed on 9/30/2011 at noon.", "2011-09-30"),
    ("It was signed on 10.6.2019 at noon.", "2019-06-10"),
    ("It was signed on 10.06.2019 at noon.", "2019-06-10"),
    ("It was signed on 6.30.2019 at noon.", "2019-06-30"),
    ("They had met on the first Friday of July 2016.", "2016-07-01"),
    ("They met two days after May 2, 2023.", "2023-05-04"),
    ("They met on the eve of May 9, 2023.", "2023-05-08"),
]


@pytest.mark.parametrize(("text", "days"), READ)
def test_reads(text: str, days: str) -> None:
    first, _, last = days.partition("/")
    found = [(a.isoformat(), b.isoformat()) for _, _, a, b in read(text, WRITTEN)]
    assert found == [(first, last or first)]


@pytest.mark.parametrize("text", ["on Wednesday", "on November 2", "next year", "three weeks ago", "in September"])
def test_without_now_nothing_is_guessed(text: str) -> None:
    assert resolve(find(text)[0], UNKNOWN, tense="past") == UNKNOWN


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Wednesday", date(2024, 5, 1), date(2024, 5, 8)),
        ("yesterday", date(2024, 5, 5), date(2024, 5, 8)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_now_of_several_days_widens_the_answer(text: str, first: date, last: date) -> None:
    now = When(date(2024, 5, 6), date(2024, 5, 9), "clues")
    when = resolve(find(text)[0], now, tense="past")
    assert (when.first, when.last, when.basis) == (first, last, "resolved")


def test_a_day_with_its_year_needs_no_now() -> None:
    when = resolve(find("on March 3, 1996")[0], UNKNOWN)
    assert (when.first, when.basis) == (date(1996, 3, 3), "stated")
