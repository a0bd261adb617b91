"""To draw clues from days that return each year: greetings on a feast, congratulations on a birthday."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from memcon.almanac import load_almanac, load_births
from memcon.dates import calendar
from memcon.dates.masks import YEARS, Known, Mask, clue, moved
from memcon.dates.meant import Meant, meant
from memcon.dates.tense import sentence_at
from memcon.model import Clue, Expression, Mention, Page

_GREETED = re.compile(r"\b(?:greetings?|greeted|congratulat\w+|wish(?:ed|es)?|felicitat\w+)\b", re.IGNORECASE)
_LOOSE = {"new-year": (20, 24), "christmas": (14, 24)}
"""How many days before and after these feasts greetings are told; of 5 such of the New Year all lay within 12."""
_CLOSE = (8, 5)
_NEAR = 70
_MOST = 20


_OF_STATE = {"republic-day-in": "IND"}
"""Feasts whose name other states give to days of their own: greetings on one need the state's name."""


def greetings(page: Page, times: Sequence[Expression], mentions: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """Greetings exchanged on a feast: the report is told in the days about it, of any year."""
    text = page.report.text
    for told in times:
        if told.form != "feast" or isinstance(told.parts[1], int):
            continue
        state = _OF_STATE.get(str(told.parts[0]))
        if state and not any(mention.country == state for mention in mentions):
            continue
        opens, closes = sentence_at(text, told.start)
        if _GREETED.search(text[max(opens, told.start - _NEAR) : min(closes, told.end + _NEAR)]):
            yield clue(f"greetings on “{told.words}”", told, _yearly(str(told.parts[0])), 1)


@cache
def _yearly(feast: str) -> Mask:
    """The days about a feast in each year."""
    before, after = _LOOSE.get(feast, _CLOSE)
    rule = next(one.rule for one in load_almanac().feasts if one.id == feast)
    days = [day for year in YEARS if (day := calendar.feast(rule, year))]
    return calendar.join((moved(day, -before), moved(day, after)) for day in days)


_BIRTHDAY = re.compile(r"\b(?:(\d{2,3})(?:st|nd|rd|th)[ -])?birthday\b", re.IGNORECASE)
_HISTORY = re.compile(
    r"\b(?:later|last|previous|years? ago|shortly|since|belated|upcoming|anniversary|(?:19|20)\d\d)\b", re.IGNORECASE
)


def birthdays(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """Somebody congratulated on a birthday: the report is told in the days about it, of one year if the age is told."""
    text = page.report.text
    people = meant(mentions, known)
    for found in islice(_BIRTHDAY.finditer(text), _MOST):
        opens, closes = sentence_at(text, found.start())
        words = text[opens:closes]
        one = _whose(people, text, (opens, closes), found)
        nearer = [m for m in mentions if m.kind == "person" and m.role == "name" and opens <= m.start < found.start()]
        if one and one.mention.start < found.start() and nearer[-1] != one.mention:
            continue  # somebody's of whom nothing is known: "A congratulated B, a poet, on his birthday"
        if one is None or not _GREETED.search(words) or _HISTORY.search(words):
            continue
        born = load_births().get(one.actor)
        years = [born.year + int(found[1])] if born and found[1] else list(YEARS) if born else []
        days = [day for year in years if born and (day := calendar.day(year, born.month, born.day))]
        if days:
            told = Expression(found.start(), found.end(), found[0], "birthday")
            mask = calendar.join((moved(day, -_BEFORE), moved(day, _AFTER)) for day in days)
            yield clue(f"birthday on {days[-1]:%B %-d}" if not found[1] else f"birthday on {days[0]}", told, mask, 1)


_BEFORE, _AFTER = 3, 7


_TO = re.compile(r"[^.\n]{0,30}?\bto\b")


def _whose(people: Sequence[Meant], text: str, within: tuple[int, int], found: re.Match[str]) -> Meant | None:
    """Whose birthday is told: of whom greetings go to ("birthday wishes to A"), else the last named before it."""
    if _TO.match(text, found.end()):
        return next((one for one in people if found.end() < one.mention.start < found.end() + 60), None)
    before = [one for one in people if within[0] <= one.mention.start < found.start()]
    return before[-1] if before else None
