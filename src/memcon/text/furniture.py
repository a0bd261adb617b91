"""To tell a page's furniture (footers, bylines, teasers, prompts) from its text."""

import re
from collections.abc import Iterator, Sequence

from memcon.text.paragraphs import CLOSED, Paragraph
from memcon.text.words import PageWords

SHORT = 300  # characters: no prompt or footer line is longer, few news paragraphs are that short and open like one
STUB = 90
BYLINE = 140
LEGAL = 900  # agencies' reprint notices run to a long paragraph
FOOTER = 1500  # characters; an outlet's words about itself and a comment form are no longer together
STORY = 400  # a paragraph this long after a page's end is a story again
TAIL = 500  # credits glued to the last sentence lie within so many characters of the paragraph's end
_MONTHS = "january february march april may june july august september october november december"
_NOT_A_NAME = frozenset(
    f"{_MONTHS} monday tuesday wednesday thursday friday saturday sunday early late then now".split()
)
_STAMP = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? )?"
    r"(?:[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:,? ?(?:at |- |\| )?\d{1,2}[:.]\d\d.{0,20})?",
    re.IGNORECASE,
)
_KEY = re.compile(r"[A-Z]{3,12}\s?=\s?\S|(?:[A-Z]{2,4}/){1,4}[A-Z]{2,4}(?:/[A-Z]{2,4})*$|//.{0,60}//$")
_SLUG = re.compile(  # an agency's number and codes above a story, its writers' initials below it
    r"[A-Z]{2,5}\d{2,5}(?: (?:\S{1,4}|\S*\d\S*)){1,8}|(?:[A-Z]{2,5} )?[a-z]{2,3}(?:/[a-z]{2,3}){1,4}"
)
_COLON_GLUE = re.compile(r"[^:]{3,60}[a-z]:[A-Z‘“'\"][^:]{10,}")
_SIGNED = re.compile(
    r"(?<=[.!?”\"’])\s*\((?:[A-Z][\w.-]*|de|del|la|of|the|and)(?:[ /-]+(?:[A-Z][\w.-]*|de|del|la|y|e|of|the|and))*\)$"
)
_ADDRESS = re.compile(r"[\w.-]{1,40}@[\w-]{1,40}\.\w")
_POST = re.compile(
    r"(?:AP|UPI|AFP|Reuters|Associated Press|Staff|Special|Foreign|Diplomatic|Political|White House|Chief)\b"
    r".*\b(?:writer|correspondent|reporter|editor)s?",
    re.IGNORECASE,
)
_BY = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
_NAME_LIST = re.compile(r"[A-Z][\w.’'-]+(?: (?:and |&? ?|(?:de|van|von|al|bin) )?[A-Z][\w.’'-]*,?){1,9}")


def is_furniture(text: str, words: PageWords) -> bool:
    """Whether one paragraph is furniture by its own words."""
    opened = text.lstrip("([•⦁*·-–— ")
    opens = bool(words.opens.match(opened) or words.tail.match(text))
    if len(text) > SHORT:
        return len(text) <= LEGAL and opens and bool(words.holds.search(text))
    bare = opened.strip(' \t\xa0.:;*|»›>-–—=/<[]()"”').lower()
    if bare in words.whole:
        return True
    if _ADDRESS.search(text) and len(text) <= BYLINE:
        return True
    if opens or words.holds.search(text) or _STAMP.fullmatch(text) or _KEY.match(text) or _SLUG.fullmatch(text):
        return True
    if len(text) <= STUB and _POST.fullmatch(text):
        return True
    return is_byline(text, words) or _is_stub(text, words) or _is_teaser(text, words)


def _is_stub(text: str, words: PageWords) -> bool:
    """Whether a very short paragraph without a full stop is a label, a menu or a prompt."""
    if len(text) > STUB:
        return False
    return text.count(" | ") >= 2 or (bool(words.stubs.match(text)) and not CLOSED.search(text))


def _is_teaser(text: str, words: PageWords) -> bool:
    """Whether a paragraph points to another story ("SEE ALSO: …", "Trade talks:What to watch")."""
    if words.teasers.match(text):
        return True
    return bool(_COLON_GLUE.match(text)) and not CLOSED.search(text.rstrip("'\"’”"))


def is_byline(text: str, words: PageWords) -> bool:
    """Whether a paragraph names its writers ("By JOHN SMITH", "By Ana Diaz in Lima")."""
    found = _BY.match(text)
    if not found or len(text) > BYLINE or text.endswith(("?", "!", ":")):
        return False
    names = re.findall(r"[^\W\d_][\w.’'-]*", text[found.end() :])
    if not names or names[0].lower() in _NOT_A_NAME or len(names) > 16:
        return False
    small = words.byline_words
    return all(name[0].isupper() or name.lower() in small for name in names) and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    """Whether a line closes with a full stop that is not an initial's or a suffix's."""
    return bool(re.search(r"[a-z]{3,}\.$", text))


def is_signature(text: str, below: str, words: PageWords) -> bool:
    """Whether a line of names alone signs the article, as the outlet named on the line below it shows."""
    return (
        len(text) <= STUB
        and bool(_NAME_LIST.fullmatch(text))
        and not is_outlet(text, words)
        and is_outlet(below, words)
    )


def is_outlet(text: str, words: PageWords) -> bool:
    """Whether a line is nothing but the name of an outlet, or names and an outlet parted by a mark."""
    if len(text) > STUB:
        return False
    parts = [part.strip(" .()[]").lower() for part in re.split(r"\s[/|•·–—-]\s|, ", text)]
    return parts[-1] in words.outlets and bool(_NAME_LIST.fullmatch(text.partition(" / ")[0]) or len(parts) == 1)


def page_ends(text: str, found: Sequence[Paragraph], words: PageWords) -> Iterator[int]:
    """Indices of the paragraphs from which on a page is over, and of the short ones after them."""
    told, left = False, 0
    for at, paragraph in enumerate(found):
        length = paragraph.end - paragraph.start
        if length < min(STORY, left):
            left -= length
            yield at
            continue
        over = told and length < STUB and bool(words.ends.match(text, paragraph.start, paragraph.end))
        told = told or length >= 120
        left = FOOTER if over else 0
        if over:
            yield at


def story_lists(text: str, found: Sequence[Paragraph], words: PageWords) -> Iterator[int]:
    """Indices of the lines that list other stories below a label ("More summit coverage:")."""
    listed = False
    for at, paragraph in enumerate(found):
        line = text[paragraph.start : min(paragraph.end, paragraph.start + SHORT)]
        label = words.lists.match(line) if len(line) <= 60 and not line.lower().startswith("more than") else None
        listed = bool(label and (line.endswith(":") or label.end() == len(line))) or (
            listed and len(line) < 200 and not CLOSED.search(line)
        )
        if listed:
            yield at


def injected(text: str, found: Sequence[Paragraph]) -> Iterator[int]:
    """Indices of headlines that stand in the middle of a sentence: what is open before them goes on after them."""
    for at in range(1, len(found) - 1):
        above, line, below = (text[p.start : p.end] for p in found[at - 1 : at + 2])
        runs_on = above[-1:].islower() or above[-1:] in ",–—"
        headline = line[0].isupper() and len(line) <= BYLINE and not CLOSED.search(line) and len(line.split()) > 3
        if runs_on and headline and line[-1:] not in ",;:" and below[0].islower() and len(above) > STUB:
            yield at


def tail_start(text: str, start: int, end: int, words: PageWords) -> int | None:
    """Where credits or small print begin that stand at the end of a paragraph's last sentence; None without any."""
    found = words.tail.search(text, max(start, end - TAIL), end) or _SIGNED.search(text, max(start, end - STUB), end)
    if found and found.re is _SIGNED and end < len(text.rstrip()) - LEGAL:
        return None
    if not found or found.start() == start:
        return None
    return found.start() if CLOSED.search(text[max(start, found.start() - 12) : found.start()].rstrip()) else None
