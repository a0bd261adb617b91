"""To draw from a report's own words and metadata each clue to the day it is told on."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from memcon.dates import calendar
from memcon.dates.masks import YEARS, Known, Mask, clue, since, until, weekly, yearly
from memcon.dates.resolve import resolve
from memcon.dates.tense import sentence_at, tense_at, told_in
from memcon.model import UNKNOWN, Clue, Expression, Mention, Page

GIVEN = "publication day given"
"""The rule of the clue that is the day given with the report."""
BY_THEN = "published by then"
"""The rule of a clue that bounds the day of publication and says no more of it."""


def given(page: Page, _: Sequence[Expression], __: Sequence[Mention], ___: Known) -> Iterator[Clue]:
    """The day of publication that came with the report, or the one by which it was published (sent, fetched)."""
    told = page.report.published
    if told.first or told.last:
        days = ((told.first or calendar.FIRST, told.last or calendar.LAST),)
        words = told.clues[-1].words if told.clues and not told.first else ""
        yield Clue(GIVEN if told.first else BY_THEN, words, None, None, days, 3)


_TOP = 200
_SOURCE = re.compile(r"\s*\([^()\n]{2,80}\)\s*(?:--|—|–)")
"""What follows the day in the dateline of a monitored broadcast: "LIMA, 3 MAY 88 (RADIO NACIONAL) --"."""


def datelines(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """The day in a dateline; without its year it leaves one day a year."""
    for told in times[:3]:
        if told.start < _TOP and told.form == "day" and _SOURCE.match(page.report.text, told.end) and _own_day(told):
            yield clue("dateline", told, _own_day(told), 3)
            return
    for span in page.datelines:
        for told in times:
            if span.start <= told.start and told.end <= span.end and told.form in {"day", "weekday"}:
                mask = _own_day(told)
                if mask:
                    yield clue("dateline", told, mask, 3)
    yield from _at_the_end(page, times)


_SIGNED = re.compile(r"\s*[A-Z][\w’' .-]{2,30}, [^\n]{4,20} \([^()\n]{2,30}\)\s*")
"""A dateline that stands last: "Lima, March 5 (Andina)"."""


def _at_the_end(page: Page, times: Sequence[Expression]) -> Iterator[Clue]:
    """The day in a dateline that stands as the last line of a report."""
    text = page.report.text.rstrip()
    opens = text.rfind("\n") + 1
    if opens and times and times[-1].start > opens and times[-1].form == "day" and _SIGNED.fullmatch(text[opens:]):
        mask = _own_day(times[-1])
        if mask:
            yield clue("dateline", times[-1], mask, 3)


def _own_day(told: Expression) -> Mask:
    """The days that an expression names by itself: one with its year, one a year without, one a week for a weekday."""
    own = resolve(told, UNKNOWN)
    if own.first and own.last:
        return ((own.first, own.last),)
    if told.form == "weekday" and isinstance(told.parts[0], int):
        return weekly(frozenset({told.parts[0]}))
    month, number, weekday = told.parts[1:4] if told.form == "day" else (None, None, None)
    if not isinstance(month, int) or not isinstance(number, int):
        return ()
    agreed = yearly(month, number, weekday if isinstance(weekday, int) else None, (0, 0))
    return agreed or yearly(month, number, None, (0, 0))


_URL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])(?:[/_-](0?[1-9]|[12]\d|3[01]))?(?!\d)|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"
)


def address(page: Page, _: Sequence[Expression], __: Sequence[Mention], ___: Known) -> Iterator[Clue]:
    """The day or month written in the report's address, give or take a day for time zones."""
    found = _URL.search(page.report.url or "")
    if found:
        year, month, number = (
            int(part) if part else None for part in (found.groups()[:3] if found[1] else found.groups()[3:])
        )
        if year and month and number:
            known = calendar.day(year, month, number)
            if known:
                yield Clue(
                    "day in the address", found[0], None, None, ((known - timedelta(1), known + timedelta(1)),), 3
                )
        elif year and month:
            yield Clue("month in the address", found[0], None, None, (calendar.month(year, month),), 2)


_PUBLISHED = re.compile(r"\b(?:published|posted|first published|date|issued|released)\b[^.\n]{0,24}$", re.IGNORECASE)
_UPDATED = re.compile(
    r"\b(?:updated|last modified|modified|accessed|retrieved|last edited)\b[^.\n]{0,24}$", re.IGNORECASE
)
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^.\n]{0,40}$", re.IGNORECASE)


def page_lines(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """What the page says of itself: "Published 3 May 2019", "Updated …", a day on its line, a copyright year."""
    text = page.report.text
    for told in times:
        own = resolve(told, UNKNOWN)
        if not own.first or not own.last or told.form not in {"day", "year", "range"}:
            continue
        opens = text.rfind("\n", 0, told.start) + 1
        before, line = text[max(opens, told.start - 60) : told.start], _line(text, told)
        if COPYRIGHT.search(before):
            yield clue("copyright year is not earlier", told, until(own.last.replace(month=12, day=31)), 2)
        elif told.form == "day" and _UPDATED.search(before):
            yield clue("updated on", told, until(own.last), 2)
        elif told.form == "day" and ((len(line) < 80 and _PUBLISHED.search(before)) or _is_byline(page, told, line)):
            yield clue("day of publication on the page", told, ((own.first, own.last),), 3)


_LONG = 200


def _line(text: str, told: Expression) -> str:
    """The line of text that holds an expression, of a long one so much as tells that it is long."""
    first, last = max(0, told.start - _LONG), told.end + _LONG
    opens, closes = text.rfind("\n", first, told.start), text.find("\n", told.end, last)
    return text[max(first, opens + 1) : closes if closes >= 0 else last]


def _is_byline(page: Page, told: Expression, line: str) -> bool:
    """Whether a line near the top is a day and little else."""
    near = told.start < 600 or told.end > len(page.report.text) - 200
    if len(line) > 60:
        return False
    rest = line.replace(told.words, "").strip(" \t,|-–:·.")
    return near and len(rest) < 28 and not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", rest)


def body(page: Page, times: Sequence[Expression]) -> Iterator[tuple[Expression, str]]:
    """The time expressions of the running text with their tense, without datelines and the page's furniture."""
    text = page.report.text
    out = [(span.start, span.end) for span in page.datelines]
    out += [(section.start, section.end) for section in page.sections if section.role == "furniture"]
    for told in times:
        if not any(start <= told.start < end for start, end in out) and len(_line(text, told)) > 40:
            yield told, told_in(page, told.start, told.end)


_LEAD = 1000
_MOVED = re.compile(r"\b(?:postpon\w+|initially|originally|rescheduled)\b", re.IGNORECASE)
_GREETED = re.compile(r"\b(?:congratulat\w+|greetings?)\b[^.]{0,120}\b(?:marked|celebrated|observed)\b", re.IGNORECASE)
"""A holiday may be ahead: "congratulated him on the national day marked on October 29"."""
_SINCE_THEN = re.compile(r"\b(?:since|historic|adopted|dated|signed (?:on|in)|anniversary)\b", re.IGNORECASE)
_SOON = {"past": (0, 58), "future": (100, 1)}
"""How many days before and after a day without year a lead tells of it: 47 of 49 past ones, all of 40 to come."""


def month_days(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """A month-day without year: the report is told within some months of it, in years whose weekday agrees."""
    for told, spoken in body(page, times):
        parts = _yearless(told)
        if parts is None or re.match(r" [A-Z][a-z]", page.report.text[told.end : told.end + 3]):
            continue  # "the July 26 Movement" names no day
        sentence = page.report.text[slice(*sentence_at(page.report.text, told.start))]
        tense = "unknown" if _MOVED.search(sentence) or _GREETED.search(sentence) else spoken
        month, number, weekday = parts
        late = _weekdays_after(page, times, told, weekday) if tense == "past" and weekday is not None else 0
        around = {"past": (-late, 250 if weekday is None else 130), "future": (280, 1)}.get(tense, (280, 150))
        mask = yearly(month, number, weekday, around)
        if not mask:
            continue
        yield clue(f"month and day, {tense}" + (" with its weekday" if weekday is not None else ""), told, mask, 2)
        place = "in the lead" if told.start < _LEAD else "opening a paragraph" if _opens(page, told) else None
        if tense in _SOON and place and not _SINCE_THEN.search(sentence):
            ahead, behind = _SOON[tense]
            fresh = yearly(month, number, weekday, (ahead - late, behind))
            yield clue(f"month and day {place}, {tense}", told, fresh, 1)


def _opens(page: Page, told: Expression) -> bool:
    """Whether a time opens its paragraph and so tells of the story's own days: "November 2 in Moscow was …"."""
    return page.report.text[: told.start].rpartition("\n")[2].strip() in {"", "On"}


def _weekdays_after(page: Page, times: Sequence[Expression], told: Expression, weekday: int) -> int:
    """How many days after a day the last bare weekday lies that its paragraph tells after it ("on Thursday signed")."""
    line = page.report.text.find("\n", told.end)
    end = line if line >= 0 else len(page.report.text)
    days = 0
    for other in times:
        if told.end <= other.start < end and other.form == "weekday" and other.parts[1] is None:
            step = other.parts[0] - weekday if isinstance(other.parts[0], int) else 0
            if told_in(page, other.start, other.end) == "past":
                days = max(days, step)
    return days


def _yearless(told: Expression) -> tuple[int, int, int | None] | None:
    """Month, day and weekday of an expression that names no year; of a range its first day."""
    parts = told.parts[2:8] if told.form == "range" and told.parts[0] == "day" else told.parts
    if told.form not in {"day", "range"} or len(parts) != 6 or parts[0] is not None or parts[5] is not None:
        return None
    month, number, weekday = parts[1:4]
    if not isinstance(month, int) or not isinstance(number, int):
        return None
    return month, number, weekday if isinstance(weekday, int) else None


def named_day(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """A day beside its distance from now: "yesterday, November 2", "in 1991, thirty years ago"."""
    text = page.report.text
    for left, right in pairwise(times):
        between = text[left.end : right.start].strip().lower()
        if right.start - left.end > 8 or between not in {"", ",", "(", ", on", "on", ", in", "in", "of", "–", "-"}:
            continue
        for near, day in ((left, right), (right, left)):
            mask = _anchored(near, day)
            if mask:
                yield clue(
                    f"“{near.words}” is “{day.words}”",
                    Expression(left.start, right.end, text[left.start : right.end], "day"),
                    mask,
                    2,
                )


def _anchored(near: Expression, day: Expression) -> Mask:
    """The days on which `near` (yesterday, next year, ten years ago) means what `day` names; empty for others."""
    own = resolve(day, UNKNOWN)
    unit, offset = near.parts[0] if near.parts else None, near.parts[1] if len(near.parts) > 1 else None
    if near.form == "unit" and unit == "day" and isinstance(offset, int) and day.form == "day":
        return tuple((first - timedelta(offset), last - timedelta(offset)) for first, last in _own_day(day))
    if not own.first or day.form not in {"year", "day", "month"}:
        return ()
    if near.form == "unit" and unit == "year" and isinstance(offset, int) and near.parts[2] is None:
        return (calendar.year(own.first.year - offset),)
    if near.form == "ago" and len(near.parts) == 2 and near.parts[1] == "year" and isinstance(near.parts[0], int):
        return (calendar.year(own.first.year + near.parts[0]),)
    return ()


def weekdays(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """ "This Wednesday" to come is told from Sunday to Wednesday, as past from it on; "last Sunday" not on one."""
    for told, tense in body(page, times):
        if told.form != "weekday" or not isinstance(told.parts[0], int):
            continue
        weekday, which = told.parts[0], told.parts[1]
        if which == "this" and tense in {"past", "future"}:
            days = range(weekday, 7) if tense == "past" else (*range(weekday + 1), 6)
            yield clue(f"this weekday, {tense}", told, weekly(frozenset(days)), 1)
        elif which in {"last", "past", "next", "coming"}:
            yield clue(f"{which} weekday is another day", told, weekly(frozenset(range(7)) - {weekday}), 1)


_NEWS = 900


_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
"""A verb that looks back from the news: "he had taken office on Saturday"."""


def lead_weekday(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """The first bare weekday that a lead tells as past: the report is of that day or the two after it."""
    for told in times:
        if told.start >= _NEWS or (told.form == "day" and len(told.parts) > 3 and told.parts[3] is not None):
            return  # after "on Tuesday, August 10" a bare weekday may be one before
        if told.form == "weekday" and told.parts[1] is None and isinstance(told.parts[0], int):
            looks_back = _HAD.search(page.report.text, sentence_at(page.report.text, told.start)[0], told.start)
            if told_in(page, told.start, told.end) == "past" and not looks_back:
                days = frozenset((told.parts[0] + late) % 7 for late in range(3))
                yield clue("the weekday of the news", told, weekly(days), 1)
            return


_SINCE = re.compile(r"\b(less|more) than (?:an? |the )?\W*$", re.IGNORECASE)


def distances(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """ "Less than a year since both tested, in May 1998": the stated day and how far back it lies."""
    text = page.report.text
    for left, right in pairwise(times):
        sign = _SINCE.search(text[max(0, left.start - 16) : left.start])
        if not sign or left.form not in {"ago", "offset_event"} or right.end > sentence_at(text, left.start)[1]:
            continue
        counted = left.parts[-2:]
        own = resolve(right, UNKNOWN)
        if not own.first or not own.last or not isinstance(counted[0], int) or counted[1] == "workday":
            continue
        near, far = (calendar.shift(day, counted[0], str(counted[1])) for day in (own.first, own.last))
        days = (
            (own.first, far) if sign[1].lower() == "less" else (near, calendar.shift(far, counted[0], str(counted[1])))
        )
        yield clue(f"{sign[0].strip()} {left.words} {right.words}", left, (days,), 2)


def this_month(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """ "This December", to come, is told in that year by its end; as past, from its start."""
    for told, tense in body(page, times):
        loose = (
            tense == "unknown" or page.report.text[max(0, told.start - 2) : told.start] == ", "
        )  # set off, it may hang on any verb
        if told.form == "month_rel" and told.parts[1] == "this" and isinstance(told.parts[0], int) and not loose:
            months = [(date(year, 1, 1), *calendar.month(year, told.parts[0]), date(year, 12, 31)) for year in YEARS]
            mask = tuple((m[1] if tense == "past" else m[0], m[3] if tense == "past" else m[2]) for m in months)
            yield clue("that month of the year it is told in", told, mask, 1)


_TRIP = r"(?:visit|trip|tour|journey|stay|meeting|summit|talks)"
_STATED = re.compile(
    rf"\b((?:19|20)\d\d)\s+(?:state\s+|official\s+|historic\s+)?({_TRIP})|\b({_TRIP})\b[^.\n]{{0,60}}?\bin\s+(?:[A-Z][a-z]+\s+)?((?:19|20)\d\d)",
    re.IGNORECASE,
)
_LATEST = re.compile(
    rf"\W*(?:his|her|their|its|the)\s+(?:last|previous|latest|first|only|most recent)?\s*(?:\w+\s+)?({_TRIP})\b",
    re.IGNORECASE,
)


def arithmetic(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """ "Next year, five years after his last visit", where the report gives that visit's year elsewhere."""
    text = page.report.text
    for at, told in enumerate(times):
        if told.form != "offset_event" or len(told.parts) != 3 or told.parts[2] != "year":
            continue
        anchor = _LATEST.match(text, told.end)
        year = _year_of(text, anchor[1].lower()) if anchor else None
        side, count = told.parts[0], told.parts[1]
        if year is None or not anchor or not isinstance(side, int) or not isinstance(count, int):
            continue
        target = year + side * count
        near = _near_year(times[max(0, at - 2) : at + 3], sentence_at(text, told.start))
        words = Expression(told.start, anchor.end(), text[told.start : anchor.end()], told.form)
        if near is not None:
            yield clue(f"{count} years from {year} is {_beside(near)}", words, (calendar.year(target - near),), 2)
        elif tense_at(text, told.start, told.end) == "past":
            yield clue(f"{count} years from {year}", words, since(date(target, 1, 1)), 1)


def _beside(offset: int) -> str:
    """The year so many years from now, in words."""
    return {-1: "last year", 0: "this year", 1: "next year"}.get(offset, f"{offset} years on")


def _near_year(times: Sequence[Expression], within: tuple[int, int]) -> int | None:
    """How many years from now the "next year", "this year" or "last year" of a sentence lies."""
    for told in times:
        offset = told.parts[1] if told.form == "unit" and told.parts[0] == "year" else None
        if isinstance(offset, int) and within[0] <= told.start and told.end <= within[1]:
            return offset
    return None


def _year_of(text: str, trip: str) -> int | None:
    """The latest year that the text gives for a visit or meeting, trips and visits being one."""
    same = {"visit", "trip", "tour", "journey", "stay"}
    kinds = same if trip in same else {trip}
    found = [int(m[1] or m[4]) for m in _STATED.finditer(text) if (m[2] or m[3]).lower() in kinds]
    return max(found, default=None)
