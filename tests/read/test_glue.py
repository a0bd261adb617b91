"""To test that words run together are found and told with their place, and that names in camel case are not."""

from pathlib import Path

import pytest

from memcon.read import read
from memcon.read.glue import glued

STORY = "The embassies said that a new day would be {} before the end of the year. A day is sought by both."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (STORY.format("soughtEmbassies move"), ["soughtEmbassies"]),
        (STORY.format("sought"), []),
        ("The MacDonald government met the embassies. Donald said so, and Mac too.", []),
        ("A post on FaceBook and another on FaceBook: a face and a book.", []),
        ("The minister wrote it on EuroNews, a station.", []),
        ("See www.dayEnd.example, the end of a day.", []),
    ],
)
def test_words_run_together_are_found(text: str, found: list[str]) -> None:
    assert [words for _, words in glued(text)] == found
    assert all(text[at : at + len(words)] == words for at, words in glued(text))


def test_a_report_says_where_words_run_together(tmp_path: Path) -> None:
    text = STORY.format("soughtEmbassies move")
    (tmp_path / "a.txt").write_text(text)
    (report,) = read([tmp_path])
    assert (report.outcome, report.text) == ("coded", text)
    assert f"words run together at one place ('soughtEmbassies' at {text.index('soughtE')})" in (report.problem or "")
