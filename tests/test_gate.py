"""To hold the gate itself to its word: floors only rise, and what is no longer measured breaks its floor."""

import pytest

from gate import BEGIN, END, FLOORS, Floors, breaches, raised, read_floors, table, with_table

FLOOR = Floors(gold="g", floors={"news.f1": 0.6}, ceilings={"news.phantom": 1.0})


@pytest.mark.parametrize(
    ("figures", "broken"),
    [
        ({"news.f1": 0.6, "news.phantom": 1.0}, []),
        ({"news.f1": 0.5998, "news.phantom": 0.0}, []),  # figures are kept to three digits
        ({"news.f1": 0.59, "news.phantom": 1.0}, ["news.f1: 0.590, the floor is 0.600"]),
        ({"news.f1": 0.9, "news.phantom": 2.0}, ["news.phantom: 2.000, the ceiling is 1"]),
        ({"news.phantom": 0.0}, ["news.f1: not measured, the floor is 0.600"]),
    ],
)
def test_breaches(figures: dict[str, float], broken: list[str]) -> None:
    assert breaches(FLOOR, figures) == broken


def test_floors_rise_to_what_was_measured() -> None:
    higher = raised(FLOOR, {"news.f1": 0.71288, "news.phantom": 0.0, "other": 1.0})
    assert (higher.floors, higher.ceilings) == ({"news.f1": 0.712}, {"news.phantom": 0.0})


def test_floors_are_never_lowered() -> None:
    with pytest.raises(ValueError, match="floors only rise"):
        raised(FLOOR, {"news.f1": 0.5, "news.phantom": 0.0})


def test_shipped_floors_can_be_read() -> None:
    assert read_floors(FLOORS).floors


def test_table_goes_between_its_marks() -> None:
    told = table(FLOOR, {"news.f1": 0.71288, "news.phantom": 0.0})
    page = with_table(f"before\n{BEGIN}\nold\n{END}\nafter\n", told)
    assert "| news.f1 | 0.713 | ≥ 0.600 |" in page
    assert "old" not in page
    assert page.startswith("before\n")
    assert page.endswith("\nafter\n")
    with pytest.raises(ValueError, match="expected the lines"):
        with_table("a page without marks", told)
