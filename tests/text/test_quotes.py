"""Who says what: utterances with their form, their content and the words that name the speaker."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from memcon.model import Mention, Page, Quote, Report
from memcon.names.match import match
from memcon.reference import Reference
from memcon.text.divide import divide
from memcon.text.parse import parse
from memcon.text.quotes import find

CASES = {
    "said X": (
        "“We have made progress,” Norwegian Foreign Minister Knut Solberg said on Monday.",
        [("direct", "We have made progress,", "Knut Solberg")],
    ),
    "inverted": (
        "“We have made progress,” said Norwegian Foreign Minister Knut Solberg.",
        [("direct", "We have made progress,", "Knut Solberg")],
    ),
    "cue first": (
        "Norwegian Foreign Minister Knut Solberg told reporters: “We have made progress.”",
        [("direct", "We have made progress.", "Knut Solberg")],
    ),
    "split by the cue": (
        "“We have made progress,” Solberg said, “and we will meet again.”",
        [("direct", "We have made progress, … and we will meet again.", "Solberg")],
    ),
    "goes on after the cue": (
        "“We have made progress,” Solberg said. “There is more to do before the spring comes.”",
        [
            ("direct", "We have made progress,", "Solberg"),
            ("direct", "There is more to do before the spring comes.", "Solberg"),
        ],
    ),
    "reported": (
        "Norwegian Foreign Minister Knut Solberg said that the treaty was dead.",
        [("reported", "the treaty was dead", "Knut Solberg")],
    ),
    "according to": (
        "The treaty is dead, according to Norwegian Foreign Minister Knut Solberg.",
        [("reported", "The treaty is dead", "Knut Solberg")],
    ),
    "a phrase in marks": (
        "Norwegian Foreign Minister Knut Solberg said the treaty was a “dead letter” now.",
        [("reported", "the treaty was a “dead letter” now", "Knut Solberg"), ("mixed", "dead letter", "Knut Solberg")],
    ),
    "scare quotes say nothing": ("The so-called “peace train” left Oslo at noon.", []),
    "a document": (
        "The statement said the two sides would meet again.",
        [("reported", "the two sides would meet again", "statement")],
    ),
    "unnamed": ("A senior diplomat said the treaty was dead.", [("reported", "the treaty was dead", "diplomat")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_utterances_have_content_form_and_speaker(
    text: str, expected: list[tuple[str, str, str]], known: Reference
) -> None:
    """Each utterance is found once, with its content and with words that name its speaker."""
    page = parse(_page(text), known)
    mentions = match(page, known)
    found = find(page, mentions, known.vocabulary)
    told = [(q.form, " … ".join(text[a:b] for a, b in q.stretches), _who(text, q, mentions)) for q in found]
    assert sorted((form, content) for form, content, _ in told) == sorted(
        (form, content) for form, content, _ in expected
    )
    for form, content, speaker in expected:
        assert any(speaker in who for f, c, who in told if (f, c) == (form, content)), told


def _who(text: str, quote: Quote, mentions: Sequence[Mention]) -> str:
    """The words of the telling for the speaker, and those of the mention that is meant."""
    worded = "" if quote.source is None else text[slice(*quote.source)]
    return f"{worded} {mentions[quote.speaker].words}" if quote.speaker is not None else worded


def _page(text: str) -> Page:
    """A page of one body section."""
    page = divide(Report(id="case", text=text, path="case.txt"))
    return replace(page, sections=tuple(replace(s, role="body") for s in page.sections))
