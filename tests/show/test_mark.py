"""To test how a text is cut around what is shown of it, and that it cannot steer a terminal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.show.mark import pieces, safe, sentence
from memcon.show.phrases import clues, days, reasons, sides, value

TEXT = (
    "Berg flew to Lima on Monday. “We met,” she said. Mr. Rojas, 51, received her at 9.30 a.m. in the palace!\n"
    "A quarrel (over fish) was settled… Then they dined"
)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("flew", "Berg flew to Lima on Monday."),
        ("We met", "“We met,” she said."),
        ("received", "Mr. Rojas, 51, received her at 9.30 a.m. in the palace!"),
        ("fish", "A quarrel (over fish) was settled…"),
        ("dined", "Then they dined"),
        ("Monday. “We met", "Berg flew to Lima on Monday. “We met,” she said."),
    ],
)
def test_a_sentence_holds_the_words(words: str, shown: str) -> None:
    start = TEXT.index(words)
    left, right = sentence(TEXT, start, start + len(words))
    assert TEXT[left:right] == shown


def test_a_text_without_stops_is_cut_to_a_length() -> None:
    text = "talks " * 1000
    left, right = sentence(text, 3000, 3005)
    assert left <= 3000
    assert right >= 3005
    assert right - left <= 1300


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("abc")), max_size=6),
)
def test_pieces_make_up_the_text_and_carry_their_marks(text: str, raw: list[tuple[int, int, str]]) -> None:
    spans = [(min(a, b), max(a, b), name) for a, b, name in raw if max(a, b) <= len(text) and a != b]
    found = pieces(text, (0, len(text)), spans)
    assert "".join(piece.words for piece in found) == text
    at = 0
    for piece in found:
        for offset in range(at, at + len(piece.words)):
            assert set(piece.marks) == {name for start, end, name in spans if start <= offset < end}
        at += len(piece.words)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("two\n lines\tand\u2028more", "two lines and more"),
        ("\x1b[31mred\x07\x9b0m", "�[31mred��0m"),
        ("evil\u202etxt.exe\u2066", "evil�txt.exe�"),
        ("Díaz-Canel – 北京 🇳🇴", "Díaz-Canel – 北京 🇳🇴"),
        (None, ""),
    ],
)
def test_words_cannot_steer_a_terminal(raw: str | None, shown: str) -> None:
    assert safe(raw) == shown


@given(st.text())
def test_no_control_character_is_ever_shown(text: str) -> None:
    assert not [char for char in safe(text) if ord(char) < 32 or 127 <= ord(char) < 160 or "\u202a" <= char <= "\u202e"]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2003-05-06", "2003-05-06", "2003-05-06"),
        ("2003-05-06", "2003-05-08", "2003-05-06..08"),
        ("2003-05-30", "2003-06-02", "2003-05-30..06-02"),
        ("2003-12-30", "2004-01-02", "2003-12-30..2004-01-02"),
        ("2004-02-01", "2004-02-29", "2004-02"),
        ("2004-01-01", "2004-06-30", "2004-01..06"),
        ("2004-01-01", "2004-12-31", "2004"),
        ("2004-01-01", "2005-12-31", "2004-01-01..2005-12-31"),
        ("2003-05-06", None, "from 2003-05-06"),
        (None, "2003-05-06", "until 2003-05-06"),
        (None, None, "day unknown"),
        ("0001-01-01", "2003-05-06", "until 2003-05-06"),
        ("2003-05-06", "9999-12-31", "from 2003-05-06"),
    ],
)
def test_days_are_said_short_and_never_narrower(first: str | None, last: str | None, shown: str) -> None:
    assert days(*(date.fromisoformat(end) if end else None for end in (first, last))) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("2004-01-01/2004-12-31", "2004"),
        ("/2004-05-01", "until 2004-05-01"),
        ("EUR 38000000", "EUR 38000000"),
        ("km/h", "km/h"),
        (None, ""),
    ],
)
def test_a_value_is_said_as_days_if_it_is_an_interval(raw: str | None, shown: str) -> None:
    assert value(raw) == shown


def test_clues_are_told_with_words_rule_and_days() -> None:
    mask = '{"start": 0, "end": 3, "words": "May", "rule": "month", "first": "2003-05-01", "last": "2004-05-31",'
    two = mask + ' "days": [["2003-05-01", "2003-05-31"], ["2004-05-01", "2004-05-31"]]}'
    given = (
        '{"start": null, "end": null, "words": "2003", "rule": "metadata", "first": "2003-01-01", "last": "2003-12-31"}'
    )
    quoting = given.replace('"2003",', '"May",').replace("metadata", "“May” told as past")
    assert clues(f"[{two}, {given}]") == ["“May” (month) → 2003-05 or 2004-05", "“2003” (metadata) → 2003"]
    assert reasons(f"[{quoting}]") == ["“May” told as past"]
    assert clues(None) == []


def test_sides_beyond_six_are_counted() -> None:
    assert sides(["A", "B"]) == "A – B"
    assert sides(list("ABCDEFGH")).endswith("F and 2 more")
    assert sides([]) == "(nobody named)"
