"""Text to the stretches between its quotation marks, whatever the marks and however many paragraphs they run over."""

import re
from collections.abc import Iterator

Stretch = tuple[int, int]

PAIRS = {"“": "”", "«": "»", "„": "“"}
STRAIGHT = '"'
SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)([^‘’'\n]{2,400}?(?:(?<=\w)[’'](?=\w)[^‘’'\n]{0,400}?){0,6})[’'](?!\w)")
LONGEST = 6000  # an opening mark that is never closed must not swallow the rest of the page


def quoted(text: str) -> tuple[tuple[Stretch, ...], ...]:
    """The utterances of a text in order, each its stretches without marks; one that runs over paragraphs has several.

    >>> quoted('He said: “Yes, we agree.” Then he left.')
    (((10, 24),),)
    """
    found = list(_paragraphs(text))
    return tuple(tuple(stretches) for stretches in _join(found, text))


def _paragraphs(text: str) -> Iterator[tuple[Stretch, bool]]:
    """Each stretch with whether its closing mark is missing (the next paragraph may go on)."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield from _in_line(line, at)
        at += len(line)


def _in_line(line: str, at: int) -> Iterator[tuple[Stretch, bool]]:
    """The stretches of one line; single marks count only where the line has no double ones."""
    end = len(line.rstrip())
    position, double = 0, False
    while position < end:
        mark = line[position]
        closing = STRAIGHT if mark == STRAIGHT else PAIRS.get(mark)
        if closing is None:
            position += 1
            continue
        double = True
        close = line.find(closing, position + 1, min(end, position + LONGEST))
        stop = close if close >= 0 else min(end, position + LONGEST)
        if stop > position + 1:
            yield (at + position + 1, at + stop), close < 0
        position = stop + 1
    if not double:
        for single in SINGLE.finditer(line):
            yield (at + single.start(1), at + single.end(1)), False


def _join(found: list[tuple[Stretch, bool]], text: str) -> Iterator[list[Stretch]]:
    """Stretches that one opening mark a paragraph ties together as one utterance."""
    held: list[Stretch] = []
    open_at_end = False
    for stretch, unclosed in found:
        if held and open_at_end and text[held[-1][1] : stretch[0] - 1].strip() == "":
            held.append(stretch)
        else:
            if held:
                yield held
            held = [stretch]
        open_at_end = unclosed
    if held:
        yield held
