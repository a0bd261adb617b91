"""To hold the reckoning with days to feasts and meetings of masks that are known."""

from datetime import date

import pytest

from memcon.almanac import load_almanac
from memcon.dates import calendar

FEASTS = [
    ("easter", 2024, "2024-03-31"),
    ("easter", 1961, "1961-04-02"),
    ("pascha", 2024, "2024-05-05"),
    ("11-thu4", 2023, "2023-11-23"),
    ("5-mon-1", 2022, "2022-05-30"),
    ("12-25", 2001, "2001-12-25"),
]


@pytest.mark.parametrize(("rule", "year", "day"), FEASTS)
def test_feasts(rule: str, year: int, day: str) -> None:
    assert calendar.feast(rule, year) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("rule", "year", "day"), [("islamic 10-1", 2021, "2021-05-13"), ("islamic 12-10", 2019, "2019-08-11")]
)
def test_islamic_feasts_are_true_to_a_day(rule: str, year: int, day: str) -> None:
    found = calendar.feast(rule, year)
    assert found
    assert abs((found - date.fromisoformat(day)).days) <= 1


def test_every_feast_of_the_almanac_has_days() -> None:
    assert [
        f.id for f in load_almanac().feasts if not any(calendar.feast(f.rule, year) for year in (2020, 2021, 2022))
    ] == []


def test_masks_meet() -> None:
    left = ((date(2001, 1, 1), date(2001, 1, 10)), (date(2002, 1, 1), date(2002, 1, 10)))
    right = ((date(2001, 1, 8), date(2002, 1, 3)),)
    both = ((date(2001, 1, 8), date(2001, 1, 10)), (date(2002, 1, 1), date(2002, 1, 3)))
    assert calendar.meet(left, right) == calendar.meet(right, left) == both


def test_the_almanac_is_in_order() -> None:
    almanac = load_almanac()
    assert [s for s in almanac.summits if s.first > s.last] == []
    assert [f.id for f in almanac.foundings if f.first > f.last or not f.keys] == []
    assert {s.series for s in almanac.summits} <= {name for name, _ in almanac.series}
