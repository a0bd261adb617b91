"""To draw clues from days, months and years that a report states: as past, as to come, as what figures are of."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from memcon.dates import calendar
from memcon.dates.clues_stated import COPYRIGHT, body
from memcon.dates.masks import Known, clue, moved, since, until
from memcon.dates.planned import is_either
from memcon.dates.resolve import resolve
from memcon.dates.tense import sentence_at
from memcon.model import UNKNOWN, Clue, Expression, Mention, Page

_HELD = re.compile(
    r"\b(?:visit\w*|travel|trip|tour|summit|meet\w*|talks|conference|ceremony|celebrat\w+|host\w*|take place)\b",
    re.IGNORECASE,
)
_COMING = {"day": 150, "range": 150, "month": 330}
"""How many days before a coming day or month of a stated year it is told of: of 24 days none lay more than 10 ahead."""


_AHEAD = re.compile(
    r"\b(?:(?:upcoming|forthcoming|preparations? for|preparing for|scheduled|planned|slated|run[- ]up to|ahead of|"
    r"in view of|to take place|to be held|would (?:visit|host|meet|chair|become)|readiness to (?:pay|make))"
    r"\b[^.;]{0,70}|"
    r"(?:due|(?:comes?|enters?) into (?:force|effect)|expires?|starting) (?:on|in|from) )$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:held|reached|took place|taken place|results? of|outcome of|recent)\b[^.;]{0,50}$", re.IGNORECASE
)


_IN_FORCE = re.compile(r"\b(?:force|effect|expires?|starting|effective)\b", re.IGNORECASE)
"""What comes into force is told of years ahead."""
_BLOW = re.compile(
    r"\b(?:tragedy|tragic events?|disaster|accident|catastrophe|attacks?|massacre|crash|earthquake)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
"""What nobody plans: its day is past whatever the verb above ("must learn from the tragedy of August 12")."""


def _by_noun(text: str, told: Expression, spoken: str) -> str:
    """The tense of a time that hangs on a noun, by the words that lead to it: "the upcoming visit in May 2001"."""
    before = text[slice(sentence_at(text, told.start)[0], told.start)]
    if _BLOW.search(before):
        return "past"
    if spoken != "unknown":
        return spoken
    return "future" if _AHEAD.search(before) else "past" if _BEHIND.search(before) else "unknown"


Told = Sequence[tuple[Expression, str]]
"""The time expressions of the running text, each with its tense."""


def years(page: Page, times: Sequence[Expression], _: Sequence[Mention], __: Known) -> Iterator[Clue]:
    """What a report says of days, months and years with their year: what is past, to come, reckoned up, planned."""
    told = list(body(page, times))
    for draw in (_stated_days, _figures, _contacts, _planned_contacts):
        yield from draw(page.report.text, told)


def _stated_days(text: str, times: Told) -> Iterator[Clue]:
    """Days with their year: told as past they are not later than the report, told as to come not earlier."""
    for told, spoken in times:
        own = resolve(told, UNKNOWN)
        if not own.first or not own.last or told.form not in {"day", "month", "year", "range"}:
            continue
        tense = _by_noun(text, told, spoken) if told.form != "year" else spoken
        if not calendar.FIRST <= own.first <= calendar.LAST or COPYRIGHT.search(
            text[max(0, told.start - 60) : told.start]
        ):
            continue
        lead = text[max(0, told.start - 12) : told.start].lower()
        if is_either(told, tense, text) or re.search(r"\b(?:by|until|through|till|to|from|as of)\s$", lead):
            continue
        if tense == "past" and (told.form != "range" or told.parts[0] != "year"):
            yield clue("told as past", told, since(own.first), 2 if told.form in {"day", "month", "range"} else 1)
        elif tense == "future" and told.form == "year" and told.parts[1] is None and re.search(r"\bin\s$", lead):
            # What is to be held in this very year is told of so in its first half at most; a forecast all year long.
            held = _HELD.search(text, *sentence_at(text, told.start))
            late = calendar.month(own.last.year, 6)[1] if held else own.last
            yield clue("a coming year called by its number", told, ((date(own.first.year - 6, 1, 1), late),), 2)
        elif tense == "future" and told.form == "year" and told.parts[1] is not None:
            yield clue("a coming part of a year", told, ((date(own.first.year - 2, 1, 1), own.last),), 2)
        elif tense == "future" and told.form in _COMING and not lead.endswith("of "):
            yield clue("told as to come", told, until(own.last), 2)
            if _IN_FORCE.search(text, max(0, told.start - 40), told.start):
                continue
            early = own.first - timedelta(_COMING[told.form])
            yield clue("told with its year as soon to come", told, ((early, own.last),), 1)


_FIGURES = re.compile(
    r"\b(?:per ?cent|grew|grown|growth|increas\w+|decreas\w+|rose|risen|fell|declin\w+|turnover|trade|output|exports?|"
    r"imports?|GDP|profits?|revenues?|production|inflation|investments?|harvest|billion|million)\b|%",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than(?: in)?|since|from|starting in|beginning in|established|founded|created|compared|against|relative to|"
    r"half of|"
    r"budget|forecast|target|plan\w*|until|by|back in|only|war|agreement|obtained|bought|acquired|launched|joined|"
    r"began)"
    r"\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_FORESEEN = re.compile(
    r"\b(?:(?:was|were) to|will|would|foreseen|foresaw|planned|expected|draft|projected|forecast\w*)\b", re.IGNORECASE
)
_PERIODS = {"year", "quarter", "nth_unit", "range", "month"}
_CLOSED = re.compile(r"\b(?:in|of|for|during|over|between)\s(?:the\s)?(?:year\s)?$", re.IGNORECASE)
_YEAR = timedelta(365)


def _figures(text: str, times: Told) -> Iterator[Clue]:
    """The latest period of which figures are told ("trade grew in 2017"): the report follows within a year of its end.

    Of 30 such reports of officials 28 did; the others told of a year that had some weeks to run.
    """
    best: tuple[date, Expression] | None = None
    for told, spoken in times:
        own = resolve(told, UNKNOWN)
        if told.form not in _PERIODS or not own.last or not own.first or (own.last - own.first).days > 366:
            continue
        if best is None or own.last > best[0]:
            best = (own.last, told) if _is_figure(text, told, spoken) else best
        if spoken == "future" and best and own.first > best[0] + _YEAR:
            return
    if best:
        first = best[0] - timedelta(6)
        yield clue("figures of a period that is over", best[1], ((first, first + _YEAR),), 1)


def _is_figure(text: str, told: Expression, spoken: str) -> bool:
    """Whether a period is one of which figures are told as known."""
    if spoken != "past" or (told.form == "year" and told.parts[1] is not None):
        return False
    opens, closes = sentence_at(text, told.start)
    before, after = text[max(opens, told.start - 80) : told.start], text[told.end : min(closes, told.end + 60)]
    if not _CLOSED.search(before) or _COMPARED.search(before) or _FORESEEN.search(text, opens, told.start):
        return False
    return bool(_FIGURES.search(before) or _FIGURES.search(after))


_REACHED = re.compile(
    r"\b(?:agreements?|accords?|understandings?|arrangements?|decisions?|outcomes?|results|resolutions?|"
    r"follow(?:ing|[- ]up)|"
    r"implement\w*|continuation|exchange)\b[^.;]{0,120}\b(?:visits?|talks|meetings?|summits?|conference|negotiations|"
    r"conversations?)\b[^.;,]{0,70}\b(?:in|on|of)\s$",
    re.IGNORECASE,
)
_AT_HAND = 430
"""So many days after a contact what was agreed at it is still to be carried out: of 14 two after more than a year."""
_OLD = re.compile(r"\b(?:first|since|treaty|charter|years? ago|anniversary|history|historic|war)\b", re.IGNORECASE)


def _contacts(text: str, times: Told) -> Iterator[Clue]:
    """The latest dated contact whose results are at hand ("the agreements reached at the talks in May 2019")."""
    best: tuple[date, Expression] | None = None
    latest = date.min
    for told, _spoken in times:
        own = resolve(told, UNKNOWN)
        if told.form not in {"day", "month", "range"} or not own.first or not own.last:
            continue
        latest = max(latest, own.last)
        opens, closes = sentence_at(text, told.start)
        if (own.last - own.first).days > 40 or _OLD.search(text, opens, closes):
            continue
        if _REACHED.search(text[opens : told.start]) and (best is None or own.last > best[0]):
            best = (own.last, told)
    if best and best[0] == latest:
        first = best[0] - timedelta(31 if best[1].form == "month" else 2)
        yield clue("results of a dated contact", best[1], ((first, moved(best[0], _AT_HAND)),), 1)


_PLANS = re.compile(
    r"\b(?:contacts?|visits?|meet|meetings?|talks|consultations)\b[^.;]{0,80}\b(?:in|for)\s(?:early\s|late\s)?$",
    re.IGNORECASE,
)
_SCHEDULED = re.compile(
    r"\b(?:plans?|planned|planning|schedul\w+|calendar|upcoming|forthcoming|invit\w+|expected|intend\w*)\b",
    re.IGNORECASE,
)
_NAMED_YEAR = re.compile(
    r"\b(?:years? of|cross years?|season|exhibition|olympic\w*|cup|games|anniversary)\b", re.IGNORECASE
)


def _planned_contacts(text: str, times: Told) -> Iterator[Clue]:
    """Visits and meetings planned for a year called by its number: told in its first half or the half before."""
    for told, _spoken in times:
        if told.form != "year" or told.parts[1] is not None or not isinstance(told.parts[0], int):
            continue
        opens, closes = sentence_at(text, told.start)
        words, before = text[opens:closes], text[opens : told.start]
        if not _PLANS.search(before) or not _SCHEDULED.search(before) or _NAMED_YEAR.search(words):
            continue
        year = told.parts[0]
        if calendar.FIRST.year + 1 < year < calendar.LAST.year:
            yield clue("contacts planned for a year", told, ((date(year - 1, 7, 1), date(year, 6, 30)),), 1)
            return
