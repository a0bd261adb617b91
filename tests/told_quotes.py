"""To read the utterances of a text as words: form, content, and who is said to say it."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Mention, Page, Quote, Report
from memcon.names.match import match
from memcon.names.scan import scan
from memcon.reference import Reference
from memcon.text.divide import divide
from memcon.text.parse import parse
from memcon.text.quotes import find

Told = tuple[str, str, str]
"""Form, content (its stretches joined by " … ") and words for the speaker."""


def utterances(text: str, known: Reference) -> list[Told]:
    """The utterances of a text that is all body."""
    page = parse(_page(text), known)
    mentions = match(scan(page, known))
    found = find(page, mentions, known.vocabulary)
    return [(q.form, " … ".join(text[a:b] for a, b in q.stretches), _who(text, q, mentions)) for q in found]


def assert_told(told: Sequence[Told], expected: Sequence[Told]) -> None:
    """Each expected utterance is told once, with words that hold those for its speaker, and no other is told."""
    assert sorted(t[:2] for t in told) == sorted(e[:2] for e in expected)
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
