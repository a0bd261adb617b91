"""To find the lines above an article: its headline and deck, with the labels and bylines among them."""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from memcon.text.datelines import dateline
from memcon.text.furniture import is_furniture, is_outlet, is_signature
from memcon.text.paragraphs import CLOSED, Paragraph
from memcon.text.words import PageWords

HEADLINE = 300  # characters; newspapers' run to 130, ministries' to twice that
DECK = 350
LINES = 10  # no page has more lines above its article
_SPEAKER = re.compile(r"[A-Z][^:.!?]{2,80}:\s.*[.!?…][\"”’']?$", re.DOTALL)
_TITLE_KEY = re.compile(r"(?:TITLE|HEADLINE)\s?[=:]\s?\S")


class Head(Struct, frozen=True):
    """The roles of the first paragraphs of a page, headline or furniture, up to the article."""

    roles: tuple[str, ...]


def head(text: str, title: str | None, found: Sequence[Paragraph], words: PageWords) -> Head:
    """The roles of the paragraphs above the article; none when the text begins with its first sentence."""
    line = _line_reader(text, found)
    roles: list[str] = []
    for at in range(min(len(found), LINES)):
        role = _role(line, at, roles, (text, title, found, words))
        if role is None:
            break
        roles.append(role)
    if "headline" in roles and _is_deck(line, found, len(roles), roles):
        roles.append("headline")
    return Head(tuple(roles)) if len(roles) < len(found) else Head(())


_Source = tuple[str, str | None, Sequence[Paragraph], PageWords]


def _line_reader(text: str, found: Sequence[Paragraph]) -> Callable[[int], str]:
    """A function from a paragraph's index to its first characters; empty past the last."""

    def line(at: int) -> str:
        return text[found[at].start : min(found[at].end, found[at].start + DECK + 1)] if at < len(found) else ""

    return line


def _role(line: Callable[[int], str], at: int, roles: Sequence[str], source: _Source) -> str | None:
    """The role of one of the first paragraphs; None when it belongs to the article."""
    text, title, found, words = source
    told = line(at)
    if _TITLE_KEY.match(told) or (title and _same(told, title)):
        return "headline"
    above = line(at - 1) if at else ""
    signed = is_signature(told, line(at + 1), words) or is_signature(told, line(at + 2), words)
    if signed or (is_outlet(told, words) and (at == 0 or roles[-1] != "headline" or is_signature(above, told, words))):
        return "furniture"
    if is_furniture(told, words):
        return "furniture"
    if words.captions.match(told) or dateline(text, found[at].start, found[at].end, words) is not None:
        return None
    return "headline" if _is_headline(line, at, roles) else None


def _same(left: str, right: str) -> bool:
    """Whether two lines have the same words."""
    return re.findall(r"\w+", left.lower()) == re.findall(r"\w+", right.lower())


def _is_headline(line: Callable[[int], str], at: int, roles: Sequence[str]) -> bool:
    """Whether a paragraph is one short line that no full stop closes, with an article below it."""
    told, below = line(at), line(at + 1)
    if len(told) > HEADLINE or len(told.split()) < 2 or not re.search(r"[^\W\d_]{2}", told):
        return False
    if re.search(r"(?<!\.[A-Z])[.;,…:][\"”’')]*$", told) and not re.search(r"\b(?:[A-Z]\.)+$", told):
        return False
    if (
        (_SPEAKER.match(told) and not told.partition(":")[0].isupper())
        or told[0] in "*<-•⦁"
        or re.search(r"[”\"]\s", told[-3:])
    ):
        return False
    if told[0] in '“"' and told[-1] in '”"' and roles.count("headline") == 0 and len(told) > 100:
        return False
    article = len(below) > len(told) or bool(CLOSED.search(below)) or (len(roles) == 0 and bool(below))
    return article and roles.count("headline") < 2 and not (told.endswith(("!", "?")) and "headline" in roles)


def _is_deck(line: Callable[[int], str], found: Sequence[Paragraph], at: int, roles: Sequence[str]) -> bool:
    """Whether a short paragraph below the headline stands apart from the article by a wider gap than all others."""
    if roles[-1] != "headline" or roles.count("headline") > 1 or at + 2 >= len(found) or len(line(at)) > DECK:
        return False
    after = found[at + 1].breaks
    return after > found[at].breaks and all(p.breaks < after for p in found[at + 2 : at + 6])
