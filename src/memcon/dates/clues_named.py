"""To draw clues from what a text names: things that did not exist before a day, resolutions by their number."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from memcon.dates.masks import Known, clue, since
from memcon.model import Clue, Expression, Mention, Page

ERA = "named only since"
_PART_OF_NAME = re.compile(r"\b([A-Z][a-z]{2,})\s$")
_OPENERS = frozenset(
    "The This That These And But For From With When While After Before Since Until Both Under Through Although".split()
)
_RESOLUTION = re.compile(r"\bresolutions?\s+(?:no\.?\s*)?(\d{3,4})\b", re.IGNORECASE)
_COUNCIL = re.compile(r"\b(?:Security Council|United Nations|UN|U\.N\.|UNSC)", re.IGNORECASE)
_MOST = 20


def eras(page: Page, _: Sequence[Expression], __: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """The latest thing named that did not exist before a day: the report is not earlier."""
    text, best = page.report.text, None
    lowered = text.lower()
    taken: list[tuple[int, int]] = []
    for era in known.almanac.eras:
        start = _named(text, lowered, era.name, taken)
        if start is None:
            continue
        taken.append((start, start + len(era.name)))
        if best is None or era.first > best[0]:
            best = (era.first, start, start + len(era.name))
    if best:
        told = Expression(best[1], best[2], text[best[1] : best[2]], "era")
        yield clue(f"{ERA} {best[0]}", told, since(best[0]), 2)


_LEAD = 2500


def topics(page: Page, _: Sequence[Expression], __: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """A matter that is news only for a time, told of in the lead: the report lies in that time."""
    text = page.report.text[:_LEAD]
    lowered = text.lower()
    for topic in known.almanac.topics:
        start = _named(text, lowered, topic.name, ())
        if start is not None:
            told = Expression(start, start + len(topic.name), text[start : start + len(topic.name)], "topic")
            yield clue(f"news from {topic.first} to {topic.last}", told, ((topic.first, topic.last),), 1)


def _named(text: str, lowered: str, name: str, taken: Sequence[tuple[int, int]]) -> int | None:
    """Where a name stands by itself, as it is written or all in capitals, and not inside a longer one."""
    at, looked = lowered.find(name.lower()), 0
    while at >= 0 and looked < _MOST:
        end = at + len(name)
        found, edges = text[at:end], text[max(0, at - 1) : at] + text[end : end + 1]
        written = found == name or (found.isupper() and len(name) > 4)
        inside = any(first <= at and end <= last for first, last in taken)
        longer = None if found.isupper() else _PART_OF_NAME.search(text[max(0, at - 24) : at])
        if written and not inside and not any(c.isalnum() for c in edges) and (not longer or longer[1] in _OPENERS):
            return at
        at, looked = lowered.find(name.lower(), end), looked + 1
    return None


def resolutions(page: Page, _: Sequence[Expression], __: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """The highest number of a resolution of the UN Security Council: the report is not before that number's year."""
    text = page.report.text
    best: tuple[date, re.Match[str]] | None = None
    for found in _RESOLUTION.finditer(text):
        days = [day for last, day in known.almanac.resolutions if last < int(found[1])]
        near = _COUNCIL.search(text, max(0, found.start() - 60), found.end() + 40)
        if days and near and int(found[1]) < 3000 and (best is None or days[-1] > best[0]):
            best = (days[-1], found)
    if best:
        told = Expression(best[1].start(), best[1].end(), best[1][0], "resolution")
        yield clue(f"{ERA} {best[0]}", told, since(best[0]), 2)
