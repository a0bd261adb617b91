"""Quotation marks are paired whatever their shape, and an utterance may run over paragraphs."""

import pytest

from memcon.text.marks import quoted

COLUMN = """We have no doubt at all today that the
treaty will be kept by every side that signed the paper
in the spring of that year, and we shall keep it too as
long as there is any hope of peace in this old and tired
valley, where so many roads and rivers and peoples meet."""

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
    "a wire's double ticks": ("``We agree,'' he said.", [["We agree,"]]),
    "double ticks on both sides": ("``We agree,`` he said. ``At last.``", [["We agree,"], ["At last."]]),
    "German marks": ("„Wir sind bereit“, sagte er.", [["Wir sind bereit"]]),
    "guillemets turned inwards": ("»Ja«, sagte er, »gern«.", [["Ja"], ["gern"]]),
    "curly marks within curly marks": ("“He said “yes” to me,” she said.", [["He said “yes” to me,"]]),
    "double marks within single ones": ("'He called it \"a good day\",' she said.", [['He called it "a good day",']]),
    "a plural's apostrophe in single marks": (
        "‘The ministers’ talks were good,’ he said.",
        [["The ministers’ talks were good,"]],
    ),
    "a plural's apostrophe before single marks": ("the workers' 'good day' came", [["good day"]]),
    "elided words": ("He can't say 'we won't', it's the '90s.", [["we won't"]]),
    "feet and inches": ('He is 6\'2" tall. "Yes," he said.', [["Yes,"]]),
    "a closing mark that faces the wrong way": ("“This is good“, she said.", [["This is good"]]),
    "an opening mark closed by a straight one": ('“This is good," she said.', [["This is good,"]]),
    "no space before the mark": ('He said:"We agree".She left.', [["We agree"]]),
    "a missing closing mark ends before the next opening one": (
        "“We agree, he said. “At last.”",
        [["We agree, he said."], ["At last."]],
    ),
    "a stray mark ends with its sentence": ('He spoke of "a day of joy. The talks went on.', [["a day of joy."]]),
    "three paragraphs": ("“One.\n\n“Two.\n\n“Three,” he said.", [["One.", "Two.", "Three,"]]),
    "straight marks over paragraphs": ('"One.\n\n"Two," he said.', [["One.", "Two,"]]),
    "no mark where the next paragraph goes on": (
        "“One of many.\n\nTwo of many,” he said.",
        [["One of many.", "Two of many,"]],
    ),
    "single marks over paragraphs": ("‘One of many.\n\n‘Two of many,’ he said.", [["One of many.", "Two of many,"]]),
    "lines of a narrow column are one paragraph": (f"He said: “{COLUMN}” He left.", [[COLUMN]]),
    "empty marks": ("He said “” and “ ”.", []),
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
