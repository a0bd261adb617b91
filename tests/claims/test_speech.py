"""An utterance is a claim of its own with its speaker, and a claim inside somebody's words carries that voice."""

from collections.abc import Sequence

import pytest

from memcon.model import Claim, Report
from memcon.pipeline import code
from memcon.reference import Reference

SPEAKERS = {
    "named": (
        "President Barack Obama said on Monday that the talks were over.",
        [("reported", "person", "person:barack-obama", "President Barack Obama")],
    ),
    "a pronoun keeps its words": (
        "President Barack Obama flew to Oslo. “We are ready for peace,” he said.",
        [("direct", "person", "person:barack-obama", "he")],
    ),
    "meant, not worded": (
        "President Barack Obama was blunt. “There will be no deal before the summer.”",
        [("direct", "person", "person:barack-obama", None)],
    ),
    "a document with who issued it": (
        "Norway's statement said that the two sides would meet again.",
        [("reported", "document", "NOR", "statement")],
    ),
    "a document of nobody's": (
        "The joint statement said that the two sides would meet again.",
        [("reported", "document", None, "statement")],
    ),
    "unnamed officials": (
        "Senior officials said that the two sides would meet again.",
        [("reported", "unnamed", None, "officials")],
    ),
    "nobody": ("The hall fell silent. “There will be no deal before the summer.”", [("direct", "unnamed", None, None)]),
}

VOICES = {
    "the outlet's own": ("President Barack Obama met Prime Minister David Cameron in London.", "outlet", None),
    "reported": (
        "Prime Minister David Cameron said that President Barack Obama had met Angela Merkel in Berlin.",
        "person",
        "person:david-cameron",
    ),
    "between marks": (
        "“President Barack Obama met Angela Merkel in Berlin on Monday,” Prime Minister David Cameron said.",
        "person",
        "person:david-cameron",
    ),
    "by officials": ("Officials said President Barack Obama had met Angela Merkel in Berlin.", "unnamed", None),
    "a document's": (
        "The communique says that President Barack Obama met Angela Merkel in Berlin.",
        "document",
        None,
    ),
}


def _claims(text: str, known: Reference) -> Sequence[Claim]:
    return code(Report(id="case", text=text, path="case.txt"), known).claims


@pytest.mark.parametrize(("text", "expected"), SPEAKERS.values(), ids=SPEAKERS)
def test_a_statement_has_its_form_voice_and_speaker(
    text: str, expected: list[tuple[str, str, str | None, str | None]], known: Reference
) -> None:
    """Each statement's form, kind of voice, actor, and the words that the telling has for the speaker."""
    told = []
    for claim in _claims(text, known):
        if claim.kind == "statement":
            words = next((slot.words for slot in claim.slots if slot.part == "speaker"), None)
            told.append((claim.form, claim.voice.kind, claim.voice.speaker, words))
    assert told == expected


@pytest.mark.parametrize(("text", "kind", "speaker"), VOICES.values(), ids=VOICES)
def test_a_claim_carries_the_voice_it_is_told_in(text: str, kind: str, speaker: str | None, known: Reference) -> None:
    """A meeting told in somebody's words is told by him."""
    voices = {(c.voice.kind, c.voice.speaker) for c in _claims(text, known) if c.kind == "meeting"}
    assert voices == {(kind, speaker)}
