"""To see what stands around each utterance in its paragraph, cut at the sentences' ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from memcon.text.room import Room, Stretch

FAR_BACK = 1000  # characters; a cue further away frames another quotation
MARKS = " \t\n\u00a0\"“”„‟«»‘’‚‹›'`"
STOPS = (".", "!", "?", "…")


class Place(Struct, frozen=True):
    """An utterance with what stands around it in its paragraph: `before` ends at its opening mark, `after` at the next.

    Both are cut at the nearest sentence end; `before` may hold earlier utterances, the last of which ends at `opening`.
    `paragraph` is the number of the one it begins in.
    """

    parts: tuple[Stretch, ...]
    paragraph: int
    before: Stretch
    after: Stretch
    opening: int
    closing: int


def places(room: Room, utterances: Sequence[tuple[Stretch, ...]], lines: Sequence[Stretch]) -> Iterator[Place]:
    """Each utterance with what stands around it."""
    starts = [start for start, _ in lines]
    for i, parts in enumerate(utterances):
        first, last = bisect_right(starts, parts[0][0]) - 1, bisect_right(starts, parts[-1][0]) - 1
        paragraph, closing = lines[first][0], lines[last][1]
        opening = max(paragraph, utterances[i - 1][-1][1]) if i else paragraph
        bridged = _bridged(room, utterances, i)
        if bridged + 1 < len(utterances) and utterances[bridged + 1][0][0] < closing:
            closing = utterances[bridged + 1][0][0]
        if first and opening == paragraph and _is_announced(room, lines[first - 1], parts[0][0]):
            before = _last_sentence(room, lines[first - 1][:1] * 2, parts[0][0])
        else:
            before = _last_sentence(room, (paragraph, opening), parts[0][0])
        after = _first_sentence(room, utterances[bridged][-1][1], closing)
        yield Place(parts, first, before, after, opening, closing)


def _bridged(room: Room, utterances: Sequence[tuple[Stretch, ...]], i: int) -> int:
    """The last of the utterances that only "and" ties to the `i`-th (“A” and “B”, he said): they share what follows."""
    text, last = room.page.report.text, i
    while last + 1 < min(len(utterances), i + 4):
        gap = text[utterances[last][-1][1] : utterances[last + 1][0][0]]
        if len(gap) > 12 or "\n" in gap or gap.strip(MARKS + ",;").lower() not in ("and", "or", "but"):
            break
        last += 1
    return last


def _is_announced(room: Room, line: Stretch, start: int) -> bool:
    """Whether a quotation opens its paragraph and the paragraph before ends with a colon ("The message reads:")."""
    text = room.page.report.text
    return text[max(line[0], line[1] - 3) : line[1]].rstrip().endswith(":") and not text[line[1] : start].strip(MARKS)


def _breaks(room: Room, start: int, end: int) -> list[int]:
    """Where sentences begin within characters `[start, end)`, after a full stop outside marks."""
    text, sentences = room.page.report.text, room.sentence_starts
    found = sentences[bisect_left(sentences, max(start, end - FAR_BACK)) : bisect_left(sentences, end)]
    return [
        at for at in found if text[max(start, at - 6) : at].rstrip(MARKS).endswith(STOPS) and not room.is_quoted(at)
    ]


def _last_sentence(room: Room, opening: Stretch, end: int) -> Stretch:
    """What stands before a quotation, back to the sentence's start; `opening`: where its paragraph and gap begin."""
    text = room.page.report.text
    gap = text[opening[1] : end].rstrip(MARKS)
    if gap.endswith(STOPS) or not gap.strip(MARKS):
        return end, end
    breaks = _breaks(room, opening[0], end)
    return (breaks[-1] if breaks else max(opening[0], end - FAR_BACK)), end


def _first_sentence(room: Room, start: int, end: int) -> Stretch:
    """What stands right after a quotation, on to the sentence's end; nothing where the quotation ends its sentence."""
    text = room.page.report.text
    rest = text[start : min(end, start + FAR_BACK)].lstrip(MARKS)
    if rest[:1] in (".", "!", "?", ";") or (text[start - 1 : start] == "." and not rest[:1].islower()):
        return start, start
    end = min(end, start + FAR_BACK)
    breaks = _breaks(room, start + 1, end)
    return start, (breaks[0] if breaks else end)
