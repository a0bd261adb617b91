"""A page to the turns of its transcripts: paragraphs that open with a name and a colon, and those that go on."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from memcon.model import Mention, Page
from memcon.text.paragraphs import Paragraph, paragraphs
from memcon.vocabulary import Vocabulary

Stretch = tuple[int, int]

LABEL = re.compile(r"(?P<who>[A-Z][^:\n“”\"?!]{0,110}?)(?:\s*[(\[][^)\]\n]{1,60}[)\]])?:[ \t]+(?=\S)")
ENDS = re.compile(
    r"[*_=~\-–—•.… ]{3,}$|(?:beginning|excerpts?|transcript|opening remarks|to be continued|end of)\b", re.IGNORECASE
)
OWN_VOICE = re.compile(r"\b(?:I|I['’]\w+|we|We|our|Our|my|My|us|you|You|your)\b")
LONGEST_LABEL = 14  # words; titles of state run long


class Turn(Struct, frozen=True):
    """One turn: the label's characters, the mention that it names (None for "Question"), and a stretch a paragraph."""

    label: Stretch
    mention: int | None
    stretches: tuple[Stretch, ...]


def turns(page: Page, mentions: Sequence[Mention], words: Vocabulary) -> tuple[Turn, ...]:
    """The turns of the page in order; a page on which nobody takes a turn in the first person has none."""
    text, labels = page.report.text, words.words["says.labels"]
    names = {m.end: i for i, m in enumerate(mentions) if m.kind == "person" and m.role != "pronoun"}
    found = [p for p in paragraphs(text) if _is_body(page, p)]
    opened = [_opened(text, p, names, mentions) for p in found]
    if not any(opened):
        return ()
    plain = [_plain(text, p, labels) for p in found]
    told = tuple(_turns(text, found, [o or p for o, p in zip(opened, plain, strict=True)], mentions))
    return told if any(OWN_VOICE.search(text, a, b) for turn in told for a, b in turn.stretches) else ()


def _is_body(page: Page, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in the body or among questions."""
    section = page.section_at(paragraph.start)
    return section is not None and section.role in ("body", "background", "questions")


def _named(mentions: Sequence[Mention]) -> dict[str, list[int]]:
    """Where each person is named, by actor."""
    out: dict[str, list[int]] = {}
    for mention in mentions:
        if mention.role == "name" and len(mention.actors) == 1:
            out.setdefault(mention.actors[0], []).append(mention.start)
    return out


Opening = tuple[int, Stretch, int | None]
"""Where the words of a turn begin, its label, and the mention named."""


def _opened(text: str, paragraph: Paragraph, names: dict[int, int], mentions: Sequence[Mention]) -> Opening | None:
    """The opening of a turn by a named person, None for another paragraph."""
    label = LABEL.match(text, paragraph.start, paragraph.end)
    if label is None or len(label["who"].split()) > LONGEST_LABEL:
        return None
    index = names.get(label.end("who"))
    if index is None:
        return None
    ahead = text[label.start() : mentions[index].start]
    if mentions[index].start > label.start() and (
        len(ahead.split()) > 10 or re.search(r"\b(?:said|says|told|by)\b|\d", ahead)
    ):
        return None
    return label.end(), (label.start("who"), label.end("who")), index


def _plain(text: str, paragraph: Paragraph, labels: frozenset[str]) -> Opening | None:
    """The opening of a turn by "Question", "Reporter" and the like."""
    label = LABEL.match(text, paragraph.start, paragraph.end)
    if label is None or label["who"].lower() not in labels:
        return None
    return label.end(), (label.start("who"), label.end("who")), None


def _stretch(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """A paragraph of a turn; none where it has no word ("<…>")."""
    return ((start, end),) if any(c.isalnum() for c in text[start:end]) else ()


def _turns(
    text: str, found: Sequence[Paragraph], opened: Sequence[Opening | None], mentions: Sequence[Mention]
) -> Iterator[Turn]:
    """Each opening with the paragraphs that go on with it, until another opens or the transcript ends."""
    named = _named(mentions)
    held: Turn | None = None
    for paragraph, opening in zip(found, opened, strict=True):
        if opening is None and held is not None and not _ends(text, paragraph, _self(held, mentions, named)):
            held = Turn(held.label, held.mention, (*held.stretches, *_stretch(text, paragraph.start, paragraph.end)))
            continue
        if held is not None and held.stretches:
            yield held
        held = None if opening is None else Turn(opening[1], opening[2], _stretch(text, opening[0], paragraph.end))
    if held is not None and held.stretches:
        yield held


def _self(turn: Turn, mentions: Sequence[Mention], named: Mapping[str, list[int]]) -> Sequence[int]:
    """Where the speaker of a turn is named."""
    actors = () if turn.mention is None else mentions[turn.mention].actors
    return named.get(actors[0], ()) if len(actors) == 1 else ()


def _ends(text: str, paragraph: Paragraph, named: Sequence[int]) -> bool:
    """Whether a paragraph is no more of a turn: a line of stars, a heading, or one that names the speaker himself."""
    if ENDS.match(text, paragraph.start, paragraph.end) and paragraph.end - paragraph.start < 120:
        return True
    at = bisect_left(named, paragraph.start)
    return at < len(named) and named[at] < paragraph.end
