"""To find pictures' captions, also where one is glued to the sentence after it."""

import re

from memcon.text.words import PageWords

LONGEST = 700  # characters of a caption with its credit
GLUED_WITHIN = 200
MOST_WORDS = 8  # a longer run before the glue is a sentence with a blank left out
_GLUE = re.compile(r"(?<![\w’'-])([^\W\d_]*?([^\W\d_A-Z]{3,}))([A-Z][^\W\d_A-Z]+)(?=[\s,])")
_STOP = re.compile(r"[.!?:;]\s")


def caption_end(text: str, start: int, end: int, words: PageWords) -> int | None:
    """Where the caption that opens the paragraph `[start, end)` ends; None when it opens with none."""
    head = text[start : min(end, start + LONGEST)]
    if words.captions.match(head):
        return end if end - start <= LONGEST else None
    credit = words.credits.search(head)
    if credit:
        after = head[credit.end() :].strip(" .")
        return start + credit.end() if after else end
    if end - start <= LONGEST and words.sides.search(head) and len(_STOP.findall(head)) <= 1:
        return end
    return None


def glued_end(text: str, start: int, end: int) -> int | None:
    """Where a caption ends whose last word is glued to the sentence after it ("Lula y MercosurTalks between …").

    The last word has to stand in the text by itself elsewhere, or the paragraph to begin in lower case; camel-case
    names, which come whole, do neither.
    """
    head = text[start : min(end, start + GLUED_WITHIN)]
    found = _GLUE.search(head)
    if not found or _STOP.search(head, 0, found.start()) or end - start < found.end() + 40:
        return None
    if " " not in head[: found.start()] or len(head[: found.start()].split()) >= MOST_WORDS:
        return None
    whole = rf"(?<!\w){re.escape(found.group())}(?!\w)"
    if len(re.findall(whole, text[:200_000])) > 1:
        return None
    alone = re.search(rf"(?<!\w){re.escape(found.group(1))}(?!\w)", text[:200_000])
    return start + found.end(1) if head[0].islower() or (alone and len(found.group(1)) > 3) else None
