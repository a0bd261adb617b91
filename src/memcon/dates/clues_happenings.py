"""To draw clues from what was news for a time: wars, crises, disasters and attacks, told by the words they share."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from memcon.almanac import Almanac, Happening
from memcon.dates import calendar
from memcon.dates.masks import Known, Mask, clue, moved, since
from memcon.model import Clue, Expression, Mention, Page

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LEAD = 1500
"""Within so many characters what happened is told of as news."""
_TOP, _FAR = 500, 8000
"""Condolences are sent at the top; what stands so far down is history."""
_HISTORY = re.compile(
    r"\b(?:anniversary|ago|years?|(?:19|20)\d\d|history|historic\w*|since|memorial|monument|decades?|remember\w*|lessons?|"
    r"previous\w*|former|like the|similar|documentary|film|book|museum|veterans?|era|graves?|tribute|wreaths?|flowers|"
    r"commemorat\w+|in memory)\b",
    re.IGNORECASE,
)
"""Words of a sentence that looks back on what happened."""
_CONDOLED = re.compile(r"\b(?:condol\w+|sympath\w+|mourn\w*)\b", re.IGNORECASE)
_REPEATED = re.compile(r"\b(?:again|earlier|once more|repeated)\b", re.IGNORECASE)
_SOON, _AGAIN = 7, 40
"""Condolences are sent within so many days, and once again within so many."""
_BLOW = (
    r"(?:attacks?|bombings?|blasts?|explosions?|shootings?|murders?|killings?|assassination|crash|accident|disaster|"
    r"tragedy|earthquake|tsunami|floods?|fire|hurricane|typhoon|cyclone)"
)
_JUST = re.compile(
    rf"\b(?:yesterday|today|this morning|last night)['’]s (?:[\w’'-]+ ){{0,3}}{_BLOW}\b|"
    rf"\b{_BLOW} (?:in [\w’'-]+ )?(?:earlier )?(?:yesterday|today|this morning|last night)\b",
    re.IGNORECASE,
)
_NEXT = 2
"""What was a blow yesterday began at most so many days ago, by the clocks of two places."""
_NEAR = 12
"""The words that tell of one happening stand within so many words."""


class _Told(NamedTuple):
    """A happening with the characters of the sentence that tells of it."""

    happening: Happening
    start: int
    end: int


def happenings(page: Page, _: Sequence[Expression], __: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """What was news for a time, told of in the lead: the report lies in that time; told of at all: not before it."""
    found = list(_told(page, known.almanac))
    if not found:
        return
    text = page.report.text
    fresh = [one for one in found if one.start < _LEAD and not _HISTORY.search(text, one.start, one.end)]
    shared = calendar.EVER
    for one in sorted(fresh, key=lambda one: (len(one.happening.days), -one.happening.days[0][0].toordinal())):
        days = _days(one, text)
        met = calendar.meet(shared, days)
        if met:
            shared = met
            yield clue(f"news from {days[0][0]} to {days[-1][1]}", _words(one, text), days, 1)
    last = max(found, key=lambda one: one.happening.days[0][0])
    yield clue(f"happened on {last.happening.days[0][0]}", _words(last, text), since(last.happening.days[0][0]), 1)


def _days(one: _Told, text: str) -> Mask:
    """The days on which a happening is told of: the first ones where it is of yesterday, or condoled on at the top."""
    sent = _CONDOLED.search(text, one.start, one.end) if one.happening.is_blow and one.start < _TOP else None
    if sent:
        late = _AGAIN if _REPEATED.search(text, one.start, one.end) else _SOON
        return tuple((first, moved(first, late)) for first, _ in one.happening.days)
    if one.happening.is_blow and _JUST.search(text, one.start, one.end):
        return tuple((first, moved(first, _NEXT)) for first, _ in one.happening.days)
    return one.happening.days


def _words(one: _Told, text: str) -> Expression:
    """The sentence that tells of a happening, for the eye."""
    return Expression(one.start, one.end, text[one.start : one.end], "happening")


def _told(page: Page, almanac: Almanac) -> Iterator[_Told]:
    """Each happening that a sentence tells of."""
    index = _index(almanac)
    text = page.report.text
    cues = index.keys() & set(_words_of(text[:_FAR]))
    if not cues:
        return
    for sentence in page.sentences:
        words = _words_of(text[sentence.start : sentence.end]) if sentence.start < _FAR else []
        for at, word in enumerate(words):
            for key, happening in index[word] if word in cues else ():
                near = words[max(0, at - _NEAR) : at + _NEAR]
                if all(_stands(part, near) for part in key):
                    yield _Told(happening, sentence.start, sentence.end)


def _words_of(text: str) -> list[str]:
    """The words of a text in lower case, without "'s"."""
    return [word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'"))]


def _stands(part: str, words: Sequence[str]) -> bool:
    """Whether a word of a key stands among some words, "bomb*" with any ending."""
    if part.endswith("*"):
        return any(word.startswith(part[:-1]) for word in words)
    return part in words


@cache
def _index(almanac: Almanac) -> Mapping[str, Sequence[tuple[tuple[str, ...], Happening]]]:
    """The keys of the happenings by their first word without "*"."""
    found: defaultdict[str, list[tuple[tuple[str, ...], Happening]]] = defaultdict(list)
    for happening in almanac.happenings:
        for key in happening.keys:
            first = next(part for part in key if not part.endswith("*"))
            found[first].append((key, happening))
    return found
