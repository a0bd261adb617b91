"""A page and its mentions to the utterances in it, direct, reported and mixed, each with its cue and its speaker."""

from bisect import bisect_right
from collections.abc import Sequence

from memcon.model import Mention, Page, Quote
from memcon.text.cues import find_cues
from memcon.text.direct import direct
from memcon.text.marks import quoted
from memcon.text.reported import reported
from memcon.text.room import look
from memcon.text.turns import Turn, turns
from memcon.vocabulary import Vocabulary


def find(page: Page, mentions: Sequence[Mention], words: Vocabulary) -> tuple[Quote, ...]:
    """Every utterance of the page in order of the text; inscriptions, titles and scare quotes are none."""
    spoken = turns(page, mentions, words)
    in_turns = sorted(stretch for turn in spoken for stretch in turn.stretches)
    utterances = [parts for parts in quoted(page.report.text) if _counts(page, parts[0][0])]
    room = look(page, mentions, words, [*(s for parts in utterances for s in parts), *in_turns])
    cues = find_cues(room)
    outside = [parts for parts in utterances if not _is_in(in_turns, parts[0][0])]
    found = [*direct(room, cues, outside, reported(room, cues)), *(_as_quote(turn) for turn in spoken)]
    return tuple(sorted(found, key=lambda q: (q.stretches[0], q.form)))


def _counts(page: Page, offset: int) -> bool:
    """Whether a character stands in a section that tells something."""
    section = page.section_at(offset)
    return section is not None and section.role != "furniture"


def _is_in(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether a character stands in one of the stretches, which are in order."""
    at = bisect_right(stretches, (offset, offset)) - 1
    return any(a <= offset < b for a, b in stretches[max(0, at) : at + 2])


def _as_quote(turn: Turn) -> Quote:
    """A turn of a transcript as a direct quote."""
    return Quote(
        start=turn.label[0],
        end=turn.stretches[-1][1],
        stretches=turn.stretches,
        form="direct",
        speaker=turn.mention,
        source=turn.label,
    )
