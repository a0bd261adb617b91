"""Quotation marks are paired whatever their shape, and an utterance may run over paragraphs."""

import pytest

from memcon.text.marks import quoted

CASES = {
    "curly": ("He said: “We agree.” She left.", [["We agree."]]),
    "straight": ('"We agree," he said. "At last."', [["We agree,"], ["At last."]]),
    "guillemets": ("He said «we agree» twice.", [["we agree"]]),
    "two paragraphs, one utterance": ("“We agree.\n\n“It is done,” he said.", [["We agree.", "It is done,"]]),
    "two paragraphs, two utterances": ("“We agree.”\n\n“It is done,” he said.", [["We agree."], ["It is done,"]]),
    "single marks": ("The minister called it a ‘good day’ for both.", [["good day"]]),
    "an apostrophe is no mark": ("The ministers’ talks and Peru’s plan went on.", []),
    "nested single marks stay inside": ("“He called it ‘a good day’,” she said.", [["He called it ‘a good day’,"]]),
    "never closed": ("“We agree and so on.", [["We agree and so on."]]),
    "none": ("Nothing was said.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_stretches_are_what_stands_between_the_marks(text: str, expected: list[list[str]]) -> None:
    """Each utterance is its stretches in order, without the marks."""
    assert [[text[a:b] for a, b in parts] for parts in quoted(text)] == expected


def test_an_unclosed_mark_does_not_swallow_a_long_page() -> None:
    """A mark that is never closed ends at its paragraph."""
    text = "“We agree.\n" + "The talks went on for hours. " * 1000
    assert [text[a:b] for parts in quoted(text) for a, b in parts] == ["We agree."]
