"""To place an event that is told by its distance from another: "two days after he met", "but before that"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from memcon.dates.resolve import RESOLVERS, resolve
from memcon.dates.spread import spread
from memcon.dates.tense import told_in
from memcon.model import UNKNOWN, Claim, Clue, Expression, Page, When

_GAP = 40
"""So many characters may stand between "two days after" and the clause that it leads to."""
_AHEAD = 160
"""So many characters behind a clause the day of the event that it came ahead of is told."""
_STORY, _MOST = 1200, 12
"""So many characters, and expressions, back a story's day is looked for."""
RECENT = timedelta(7)
"""What lies further back than this is no news any more."""
_NARROW = timedelta(2)
_BEFORE_THAT = re.compile(
    r"\b(?:before (?:that|then)|beforehand)\W+(?:(?:in|at) (?:the )?(?:\w+ ){0,2}(?:\w+)?\W*)?$", re.IGNORECASE
)
_TOLD_BEFORE = 300
"""So many characters back stands the day of what "before that" stands against."""


def beside(claim: Claim, page: Page, times: Sequence[Expression], now: When, *, news: When) -> When:
    """The days of a claim that stands against another event of a known day, else against the `news`; else UNKNOWN."""
    text = page.report.text
    opens = _opens(page, claim.start)
    at = bisect_left(times, opens, key=lambda told: told.start)
    near = [told for told in times[at : at + 40] if told.start <= claim.end + _AHEAD]
    if claim.status == "scheduled" and _BEFORE_THAT.search(text[max(opens, claim.start - 60) : claim.start]):
        first = bisect_left(times, claim.start - _TOLD_BEFORE, key=lambda told: told.start)
        return _until([told for told in times[first : first + 40] if told.end <= claim.start], now)
    lead = next((told for told in reversed(near) if told.form == "offset_event" and _leads(told, claim, text)), None)
    if lead is None and (when := _from_opening(claim, near, now, text)).basis != "none":
        return when
    if lead is None:
        if claim.status == "happened":
            return _ahead_of(claim, near, now, text)
        return (
            _loosely(claim, text[opens : claim.start], text[claim.end : claim.end + 140], now)
            if claim.status == "scheduled"
            else UNKNOWN
        )
    if claim.status == "scheduled" and lead.parts[0] == -1:
        return _away(lead, now if news.first is None else news, replace(now, last=date.max), text)
    if claim.status != "happened":
        return UNKNOWN
    base = next(_days_of([told for told in near if told.end <= lead.start], now, page), UNKNOWN)
    return _away(lead, news if base.first is None and lead.parts[0] == 1 else base, now, text)


_OPENS = re.compile(
    r"\b(ahead of|prior to|on the eve of)\b[^.;]{0,80}\b(?:which|that)? ?"
    r"(?:began|opened|started|beginning|opening|starting)\s(?:on\s)?\Z",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"[^.;]{0,80}\bas soon as (?:he|she|they) (?:board|land|take|took|leave|left)\w*\b")


def _ahead_of(claim: Claim, times: Sequence[Expression], now: When, text: str) -> When:
    """The days of what was done just before an event whose day is told: "met ahead of a summit which began on"."""
    for told in times:
        found = _OPENS.search(text[claim.start : told.start]) if told.start > claim.start else None
        when = resolve(told, now, tense="past") if found and told.form in RESOLVERS else UNKNOWN
        if found and when.first and when.last and now.first and when.last - when.first <= _NARROW:
            is_eve = found[1].lower() == "on the eve of"
            first, last = when.first - timedelta(1 if is_eve else 2), when.last - timedelta(int(is_eve))
            return _reasoned(told, first, last, f"told as {found[1]} “{told.words}”")
    return UNKNOWN


_OPENING = re.compile(
    r"\A[^.;]{3,80}\b(?:(?:due|scheduled|set) to )?"
    r"(?:open|beg[iau]n|start|take place|be held)(?:s|ed|t?ing|ning)?\s(?:on\s)?\Z"
)
"""Between a distance and the day that it is counted from: "a day before the forum *opens on* July 27"."""


def _from_opening(claim: Claim, times: Sequence[Expression], now: When, text: str) -> When:
    """The day so long before, or after, another event whose own day follows: "a day before the forum opens on"."""
    behind = [told for told in times if told.start > claim.start]
    for told, other in pairwise(behind):
        is_counted = told.form == "offset_event" and told.parts[2:] == ("day",) and other.form in RESOLVERS
        if not is_counted or not _OPENING.match(text[told.end : other.start]):
            continue
        when = resolve(other, now, tense="past" if claim.status == "happened" else "future")
        if when.first and when.last and when.last - when.first <= _NARROW:
            side, count, _ = told.parts
            away = timedelta(int(side or 0) * int(count or 0))
            return _reasoned(told, when.first + away, when.last + away, f"“{told.words}” “{other.words}”")
    return UNKNOWN


_SOON = re.compile(r"\b(?:just|only|barely|mere) (hours|days|weeks) before\b[^.,;:]{0,40}\Z", re.IGNORECASE)
_WITHIN = {"hours": (0, 1), "days": (0, 14), "weeks": (5, 62)}
"""From how many to how many days on something is that is "just days" away."""


def _loosely(claim: Claim, before: str, after: str, now: When) -> When:
    """The days of what is to come "just days" after what the words `before` it tell, or at once; else UNKNOWN."""
    found = _SOON.search(before)
    if found is None and now.first and now.last and _AT_ONCE.match(after):
        days = (now.first, now.last + timedelta(1))
        return When(*days, "inferred", (Clue("told as to be done at once", "", None, None, (days,), 1),))
    if found is None or now.first is None or now.last is None:
        return UNKNOWN
    early, late = _WITHIN[found[1].lower()]
    first, last = now.first + timedelta(early), now.last + timedelta(late)
    words = before[found.start() : found.end(1)]
    at = claim.start - len(before) + found.start()
    return When(first, last, "inferred", (Clue(f"told “{words}” it", words, at, at + len(words), ((first, last),), 1),))


def _opens(page: Page, at: int) -> int:
    """The start of the sentence that holds a character."""
    found = bisect_left(page.sentences, at, key=lambda sentence: sentence.end - 1)
    return page.sentences[found].start if found < len(page.sentences) else at


def _leads(told: Expression, claim: Claim, text: str) -> bool:
    """Whether a clause begins with a distance or directly after it."""
    between = text[told.end : max(told.end, claim.start)]
    return claim.start >= told.start and len(between) < _GAP and not re.search(r"[.,;:]", between)


def _days_of(times: Sequence[Expression], now: When, page: Page) -> Iterator[When]:
    """The days of those expressions that name one or few days shortly before now, the nearest first."""
    for told in reversed(times):
        if told.form not in RESOLVERS or told_in(page, told.start, told.end) == "future":
            continue
        when = resolve(told, now, tense="past")
        recent = when.first and when.last and now.first and now.last and now.first - RECENT <= when.first
        if (
            recent
            and when.first
            and when.last
            and when.last - when.first <= _NARROW
            and now.last
            and when.last <= now.last
        ):
            yield when


def _away(told: Expression, base: When, now: When, text: str) -> When:
    """The days so long before (for "after") or after a base."""
    side, *counts = told.parts
    if base.first is None or not counts or now.last is None:
        return UNKNOWN
    back = Expression(told.start, told.end, told.words, "ago" if side == 1 else "later", tuple(counts))
    when = spread(resolve(back, base), back, text)
    if when.first is None or when.last is None or when.first > now.last:
        return UNKNOWN
    return _reasoned(
        told, when.first, min(when.last, now.last), f"“{told.words}” this, from {base.first} to {base.last}"
    )


def _until(times: Sequence[Expression], now: When) -> When:
    """From now to the coming day that was told just before."""
    for told in reversed(times):
        when = resolve(told, now, tense="future") if told.form in RESOLVERS else UNKNOWN
        if when.first and when.last and now.first and now.first <= when.last:
            return _reasoned(told, now.first, when.last, f"before “{told.words}”, from {now.first} on")
    return UNKNOWN


def _reasoned(told: Expression, first: date, last: date, rule: str) -> When:
    """Inferred days with the expression as their reason."""
    clue = Clue(rule, told.words, told.start, told.end, ((first, last),), 2)
    return When(first, last, "inferred", (clue,))


def story_day(claim: Claim, page: Page, times: Sequence[Expression], now: When) -> Clue | None:
    """The last past day, within a week before now, that its section tells shortly before a claim; None without one."""
    start = max(page.sections[claim.section].start, claim.start - _STORY)
    first = bisect_left(times, start, key=lambda told: told.start)
    end = bisect_left(times, claim.start, key=lambda told: told.end)
    for told in reversed(times[max(first, end - _MOST) : end]):
        when = next(_days_of([told], now, page), UNKNOWN) if told.form in {"day", "weekday", "unit"} else UNKNOWN
        if when.first and when.last:
            return Clue("", told.words, told.start, told.end, ((when.first, when.last),), 2)
    return None
