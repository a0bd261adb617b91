"""To date what is called off by the day for which the report says that it was planned."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from memcon.dates.resolve import RESOLVERS, resolve
from memcon.model import UNKNOWN, Claim, Clue, Expression, Page, When

_NOUNS = {
    "visit": "visit|trip|tour|journey",
    "meeting": "meeting|talks|discussions|encounter|session",
    "summit": "summit|meeting|talks",
    "negotiation": "talks|negotiations|round|meeting",
    "ceremony": "ceremony|event",
}
_PLANNED = (
    r"(?:would|was|were|is|are|had been|has been|been)\b[^.;]{{0,30}}?\b"
    r"(?:take place|begin|start|open|last|run|due|scheduled|planned|set|slated|expected|announced for)\b[^.;]{{0,30}}\Z"
)
_GOER = (
    r"\A(?:He|She|They|The (?:[\w’'-]+ ){1,5}?)\s?(?:was|were|had been) (?:\w+ )?"
    r"(?:due|scheduled|planning|set|slated|expected|supposed|to)\b[^.;,]{0,60}\Z"
)
"""Who was to go is told again by a pronoun or an epithet: "The prince was scheduled to arrive on"."""
_OFF = re.compile(
    r"\b(?:postpon\w+|cancel\w+|call(?:ed|ing) off|put(?:ting)? off|scrapp\w+|shelv\w+|deferr\w+|on hold)\b",
    re.IGNORECASE,
)
_FAR = timedelta(180)
_SENTENCES = 3
"""So many sentences after the one that calls it off the day of the plan may be told."""


def planned_days(claim: Claim, page: Page, times: Sequence[Expression], now: When) -> When:
    """The days for which, by its own sentence or those after it, what a claim calls off was planned; else UNKNOWN."""
    nouns = _NOUNS.get(claim.kind)
    if claim.status != "cancelled" or nouns is None or now.first is None:
        return UNKNOWN
    goer = re.compile(_GOER)
    planned = re.compile(rf"\b(?:{nouns})\b[^.;]{{0,60}}?\b{_PLANNED.format()}", re.IGNORECASE)
    at = bisect_left(page.sentences, claim.start, key=lambda sentence: sentence.end - 1)
    text = page.report.text
    for sentence in page.sentences[at : at + 1 + _SENTENCES]:
        first = bisect_left(times, sentence.start, key=lambda told: told.start)
        for told in times[first : first + 12]:
            before = text[max(sentence.start, claim.start) : told.start]
            inside = before and told.end <= sentence.end
            if inside and (planned.search(before) or (sentence.start > claim.start and goer.search(before))):
                return _days(told, now)
    return UNKNOWN


def _days(told: Expression, now: When) -> When:
    """The days of a plan; UNKNOWN for no day, or one that lies far off."""
    when = resolve(told, now, tense=missed_tense(told, now)) if told.form in RESOLVERS else UNKNOWN
    if when.first is None or when.last is None or now.first is None or abs(when.first - now.first) > _FAR:
        return UNKNOWN
    rule = f"called off; was planned for “{told.words}”"
    clue = Clue(rule, told.words, told.start, told.end, ((when.first, when.last),), 2)
    return When(when.first, when.last, "inferred", (clue,))


def missed_tense(told: Expression, now: When) -> str:
    """The tense of the day of a plan that is off: a weekday lies ahead but for that of yesterday; others are near."""
    if told.form not in {"weekday", "range", "weekend"}:
        return "unknown"
    return "past" if was_yesterday(told, now) else "future"


def was_yesterday(told: Expression, now: When) -> bool:
    """Whether a weekday is that of the day before a report: "scrapped a meeting set for Tuesday", on Wednesday."""
    if told.form != "weekday" or now.first is None or now.first != now.last:
        return False
    return (now.first - timedelta(days=1)).weekday() == told.parts[0]


def is_off(page: Page, at: int) -> bool:
    """Whether the sentence of a character, or one beside it, tells of something called off."""
    found = bisect_left(page.sentences, at, key=lambda sentence: sentence.end - 1)
    near = page.sentences[max(0, found - 1) : found + 2]
    return bool(near) and _OFF.search(page.report.text, near[0].start, near[-1].end) is not None
