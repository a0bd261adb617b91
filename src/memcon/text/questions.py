"""To find blocks of questions with their answers, which retell what the body told."""

import re
from collections.abc import Sequence
from itertools import pairwise

from memcon.text.paragraphs import Paragraph
from memcon.text.words import PageWords

LONGEST = 200  # characters of a question or a heading
_SPOKEN = re.compile(r"[\"“'‘]|[^?]{1,80}: |.*\. ")


def question_blocks(text: str, found: Sequence[Paragraph], words: PageWords) -> list[tuple[int, int]]:
    """Ranges `[first, last)` of paragraph indices: a heading with its questions, or several questions by themselves.

    An interview, in which the questions address somebody, is none. The last answer is taken to be as long as the
    longest before it.
    """
    asked = [at for at, p in enumerate(found) if _is_question(text, p) and at + 1 < len(found)]
    headed = [at for at, p in enumerate(found) if _is_heading(text, p, words)]
    blocks: list[tuple[int, int]] = []
    for at in headed:
        own = [q for q in asked if q > at]
        if own and own[0] <= at + 2:
            blocks.append((at, _last(own, len(found))))
    if headed or len(asked) < 2 or asked[0] == 0:
        return blocks
    if any(words.addressed.search(text, found[at].start, found[at].end) for at in asked):
        return blocks
    return [(asked[0], _last(asked, len(found)))]


def _is_question(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is one question."""
    line = text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST + 1)]
    return len(line) <= LONGEST and line.endswith("?") and not _SPOKEN.match(line)


def _is_heading(text: str, paragraph: Paragraph, words: PageWords) -> bool:
    """Whether a paragraph heads a block of questions."""
    short = paragraph.end - paragraph.start <= LONGEST
    return short and bool(words.headings.match(text, paragraph.start, paragraph.end)) and text[paragraph.end - 1] != "."


def _last(asked: Sequence[int], n: int) -> int:
    """Where the answer to the last question ends."""
    answers = [right - left - 1 for left, right in pairwise(asked)]
    return min(n, asked[-1] + 1 + max([1, *answers]))
