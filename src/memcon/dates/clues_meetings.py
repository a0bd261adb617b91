"""To draw clues from multilateral meetings whose days are known: by their number, place, days, or the series alone."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from memcon.almanac import Almanac, Summit, load_words
from memcon.dates import calendar
from memcon.dates.inverse import tellings
from memcon.dates.masks import Known, Mask, about, clue, moved, since
from memcon.dates.resolve import resolve
from memcon.dates.tense import sentence_at, told_in
from memcon.dates.weekday import news_weekday
from memcon.model import UNKNOWN, Clue, Expression, Mention, Page

_MOST = 50
"""So many times a name of a series is looked at; a text with more is a list or an attack."""
_LEAD = 600
"""Within so many characters a meeting named without a word of another time is the one at which the news took place."""
_OPENING = 250
"""So many characters of a report tell where it is set, and so where a meeting that it names took place."""
_ORDINAL = re.compile(
    r"\b(?:(\d{1,3}) ?(?:st|nd|rd|th)|([a-z]+(?:st|nd|rd|th)))\W+"
    r"(?:(?!(?:days?|time|round|visit|half|part|phase|working|meeting)\b)\w+\W+){0,3}$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\W+(?:\w+\W+){0,3}?(?:summit|conference|session|assembly|leaders|meeting|congress|forum|debate)\b", re.IGNORECASE
)
_OF_ITSELF = re.compile(
    r"summit|olympic|general conference|guarantor|astana troika|normandy|assembly|security conference|economic forum|"
    r"in davos|road forum|forum on|conference on|contact group",
    re.IGNORECASE,
)
_FAR = re.compile(
    r"\b(?:upcoming|forthcoming|prepar\w+|ahead of|will|would|next|plans?|planned|invit\w+|expected|to be held|"
    r"agreed to|inten[dt]\w*|run[ -]up|discuss\w+ issues of|look\w* forward)\b",
    re.IGNORECASE,
)
_ELSEWHEN = re.compile(
    r"\b(?:previous\w*|last (?:year|month|week|time)|ago|recent\w*|earlier|since|recall\w*|"
    r"remember|unable|not|never|skip\w*|miss\w*|first met|(?:19|20)\d\d|"
    r"approved|adopted|agreed (?:at|on|in)|decision\w*|signed at|launched|promised|"
    r"pledge\w*|according to|in line with)\b",
    re.IGNORECASE,
)
"""Words of a sentence that tells of an earlier meeting than the news's, or of what one had decided."""
_AT = re.compile(
    r"\b(?:sidelines|margins|attend\w*|took part|takes? part|taking part|participat\w+|addressed|host\w*|opened|"
    r"(?:is|are|was|were) (?:in|at)|opens|began|begun|ended|concluded|gathered|met|meeting|spoke|speaking|"
    r"following|after|arrived|session|seat)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:attend(?:ed|s)?|took part|participated|addressed|hosted|held|opened|ended|concluded|gathered|met)\b",
    re.IGNORECASE,
)
_YEARLY = frozenset(
    {"g7", "g20", "apec", "sco", "brics", "spief", "eef", "munich", "eas", "russia-eu", "eu-china", "gcc"}
)
_FESTIVE = frozenset({"olympics", "special-olympics"})
"""Series that are told of for years before and after: only news from one of them says when."""
"""Series of which every meeting is listed, so that one named alone is one of them."""


def _is_meeting(text: str, found: re.Match[str]) -> bool:
    """Whether a name of a series stands for one of its meetings, by itself or by the words after it."""
    return bool(_OF_ITSELF.search(found[0]) or _MEETING.match(text, found.end()))


class _Series(NamedTuple):
    """A series of meetings: its id, a pattern of its names, and the names in lower case."""

    id: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]


@cache
def _names(almanac: Almanac) -> tuple[_Series, ...]:
    """Each series with its names; a short name counts only as it is written, in capitals."""
    found = []
    for series, names in almanac.series:
        plain = tuple(" ".join(name) for name in names)
        spelt = [f"(?i:{re.escape(name)})" if len(name) > 5 else re.escape(name.upper()) for name in plain]
        found.append(_Series(series, re.compile(r"\b(?:" + "|".join(spelt) + r")\b"), plain))
    return tuple(found)


def _likely(almanac: Almanac, text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The series of which a name stands in the text in any case; a plain look costs a fortieth of the pattern."""
    lowered = text.lower()
    for series in _names(almanac):
        if any(name in lowered for name in series.names):
            yield series.id, series.pattern


def series_named(text: str, almanac: Almanac, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Each series of meetings whose summit, session or forum is named in `[start, end)`, with its characters."""
    for series, pattern in _likely(almanac, text[start:end]):
        for found in pattern.finditer(text, start, end):
            if _is_meeting(text, found):
                yield series, found.start(), found.end()


def meetings(page: Page, times: Sequence[Expression], _: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """A multilateral meeting of known days: the report is told at it, after it, or while it is still to come."""
    text = page.report.text
    for series, pattern in _likely(known.almanac, text):
        for found in islice(pattern.finditer(text), _MOST):
            opens, closes = sentence_at(text, found.start())
            near = [told for told in times if opens <= told.start < closes]
            if any(told.form in {"year", "day"} and resolve(told, UNKNOWN).first for told in near):
                continue
            told = Expression(found.start(), found.end(), found[0], "meeting")
            is_news = _is_news(page, found)
            rows = _which(known.almanac, series, text, found) or (
                _set_in(known.almanac, series, text, found) if is_news else []
            )
            beside = [one for one in near if found.start() - 40 < one.end and one.start < found.end() + 60]
            told_from = _told_from(page, rows or _all(known.almanac, series, text, found), beside)
            if told_from:
                yield clue(f"{series} meeting told of by “{told_from[0].words}”", told, told_from[1], 2)
            elif is_news:
                weekday = news_weekday(page, times, opens, closes)
                yield from _fresh(told, rows or _all(known.almanac, series, text, found), weekday)
            elif _RECENT.search(text[opens : found.start()]) and series not in _FESTIVE:
                yield from _just_over(told, rows or _all(known.almanac, series, text, found))
            if rows and series not in _FESTIVE:
                yield from _told_of(told, rows, _attended(text, found))


def _told_from(page: Page, rows: Sequence[Summit], beside: Sequence[Expression]) -> tuple[Expression, Mask] | None:
    """The time expression beside a meeting's name that tells how far it lies away, with the days it is told on."""
    for told in beside:
        tense = told_in(page, told.start, told.end)
        days = calendar.join(days for row in rows for days in tellings(told, row.first, row.last, tense))
        if days:
            return told, days
    return None


def _is_news(page: Page, found: re.Match[str]) -> bool:
    """Whether a lead tells of a meeting as where its news took place."""
    text = page.report.text
    opens, closes = sentence_at(text, found.start())
    words = text[opens:closes]
    is_at = _AT.search(text[max(opens, found.start() - 80) : min(closes, found.end() + 40)])
    return found.start() < _LEAD and bool(is_at) and not _FAR.search(words) and not _ELSEWHEN.search(words)


def _all(almanac: Almanac, series: str, text: str, found: re.Match[str]) -> list[Summit]:
    """All meetings of a series that is listed whole, where its name stands for a meeting."""
    if series == "unga" or (series in _YEARLY and _is_meeting(text, found)):
        return [summit for summit in almanac.summits if summit.series == series]
    return []


def _fresh(told: Expression, rows: Sequence[Summit], weekday: int | None) -> Iterator[Clue]:
    """The clue of a meeting where the news took place; to the UN General Assembly leaders come in its first weeks."""
    if rows:
        ends = [(s.first, moved(s.first, 30) if s.series == "unga" else s.last) for s in rows]
        days = calendar.join(days for first, last in ends for days in about(first, last, "past", weekday))
        yield clue(f"news of a {rows[0].series} meeting", told, days, 1)


_RECENT = re.compile(r"\b(?:recent|recently held|just[- ]ended|just[- ]concluded)\s(?:[\w’'-]+\s){0,3}$", re.IGNORECASE)
_LATELY = 75


def _just_over(told: Expression, rows: Sequence[Summit]) -> Iterator[Clue]:
    """The clue of a meeting called recent: the weeks after one of the series."""
    if rows and rows[0].series != "unga":
        days = calendar.join((s.first, moved(s.last, _LATELY)) for s in rows)
        yield clue(f"a recent {rows[0].series} meeting", told, days, 1)


def _attended(text: str, found: re.Match[str]) -> str:
    """How a meeting is told: past only beside a verb of attending, and fresh where nothing looks back."""
    opens, closes = sentence_at(text, found.start())
    if _FAR.search(text[opens:closes]) or re.search(r"\bto (?:be|take|attend)\b", text[opens:closes]):
        lead = text[max(opens, found.start() - 60) : found.start()]
        return "future" if _FAR.search(lead) and not _ELSEWHEN.search(lead) else "unknown"
    near = text[max(opens, found.start() - 60) : min(closes, found.end() + 50)]
    if not _PAST.search(near):
        return "unknown"
    return "past" if _ELSEWHEN.search(text[opens:closes]) else "fresh"


def _which(almanac: Almanac, series: str, text: str, found: re.Match[str]) -> list[Summit]:
    """The meetings of a series that the words around its name may mean, by number or place."""
    rows = [summit for summit in almanac.summits if summit.series == series]
    number = _number(text[max(0, found.start() - 40) : found.start()])
    if number is not None and any(summit.number is not None for summit in rows):
        return [summit for summit in rows if summit.number == number]
    if series == "unga" or not _is_meeting(text, found):
        return []
    before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 80]
    return [row for row in rows if any(is_held(place, part) for place in row.places for part in (before, after))]


def _set_in(almanac: Almanac, series: str, text: str, found: re.Match[str]) -> list[Summit]:
    """The meetings of a series that were held where a report is set; of unknown number."""
    if series == "unga" or _number(text[max(0, found.start() - 40) : found.start()]) is not None:
        return []
    opening = next(one.pattern for one in _names(almanac) if one.id == series).sub(
        " ", text[: found.start()][:_OPENING]
    )
    rows = [summit for summit in almanac.summits if summit.series == series]
    return (
        [row for row in rows if any(is_held(place, opening) for place in row.places)]
        if _is_meeting(text, found)
        else []
    )


def _number(before: str) -> int | None:
    """The ordinal number just before a meeting's name."""
    found = _ORDINAL.search(before)
    if not found:
        return None
    word = load_words()["ordinal"].get((found[2] or "").lower())
    return int(found[1]) if found[1] else int(word) if word is not None else None


def is_held(place: str, words: str) -> bool:
    """Whether words name a town where a meeting was held, or a state (in capitals in the table) after "in"."""
    if place.istitle():
        return re.search(rf"\bin (?:the |\w+, )?{re.escape(place)}\b", words) is not None
    return re.search(rf"\b{re.escape(place)}\b", words.lower()) is not None


def _told_of(told: Expression, rows: Sequence[Summit], tense: str) -> Iterator[Clue]:
    """Clues of known meetings of which one is told of in a tense."""
    label = f"{rows[0].series} meeting of " + " or ".join(f"{row.first} to {row.last}" for row in rows[:3])
    if rows[0].series == "unga":
        yield clue(label, told, calendar.join((moved(row.first, -200), moved(row.last, 30)) for row in rows), 1)
        if tense == "fresh":
            yield clue(label + ", attended", told, calendar.join((row.first, moved(row.first, 90)) for row in rows), 1)
    elif tense in {"past", "fresh"}:
        yield clue(label, told, since(moved(min(row.first for row in rows), -1)), 2)
        if len(rows) == 1 and tense == "fresh":
            yield clue(label + ", told as fresh", told, ((moved(rows[0].first, -1), moved(rows[0].last, 75)),), 1)
    elif tense == "future":
        yield clue(label + ", to come", told, calendar.join((moved(row.first, -800), row.last) for row in rows), 2)
    else:
        yield clue(label, told, calendar.join((moved(row.first, -400), moved(row.last, 400)) for row in rows), 1)
