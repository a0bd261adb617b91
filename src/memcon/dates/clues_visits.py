"""To draw clues from dated visits: who went where is known of US leaders abroad and of foreign leaders in the US."""

import re
from collections.abc import Iterator, Sequence

from memcon.almanac import Visit, load_visits
from memcon.dates import calendar
from memcon.dates.inverse import tellings
from memcon.dates.masks import Known, Mask, about, clue, moved
from memcon.dates.meant import Meant, is_high, meant
from memcon.dates.tense import told_in
from memcon.dates.weekday import news_weekday
from memcon.model import Clue, Expression, Mention, Page, Sentence

_LEAD = 900
_GOES = re.compile(
    r"\b(?:visit\w*|arriv\w+|me(?:e?t|eting|etings)|talks|welcom\w+|receiv\w+|host\w*|summit|trip|tour|travel\w*|"
    r"fl(?:y|ew|own|ies|ying)|depart\w*|left for|leav\w+ for|land(?:ed|s|ing)|greet\w*|sat down|said|told|"
    r"spoke|speech|agreed?|signed|held|hold\w*|gather\w*|"
    r"dinner|lunch\w*|news conference)\b",
    re.IGNORECASE,
)
_ELSEWHEN = re.compile(
    r"\b(?:tele?phon\w*|calls?|called|letters?|messages?|cabled?|congratulat\w+|former|ago|invit\w+|cancel\w*|"
    r"postpone\w*|last (?:year|month|summer|fall|autumn|winter|spring)|next (?:year|month)|previous\w*|since|skip\w*|"
    r"scrap\w*|brief(?:s|ed|ing)|back(?:s|ed|ing) out|not|never|without|would have|recall\w*|"
    r"earlier (?:this|visit|meeting|talks)|"
    r"(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""Words of a sentence that tells of another visit than the news's, of none at all, or of words on the wire."""
_AHEAD = re.compile(
    r"\b(?:will|to (?:meet|visit|travel|host|hold|receive|welcome|fly|discuss|attend|arrive)|upcoming|forthcoming|"
    r"plan\w*|scheduled|anticipat\w+|expected|due|ahead of|before|"
    r"(?:is|are|be) (?:also )?\w+ing|preparing|on the eve|set)\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:to|in|into|at|from|visit(?:s|ed|ing)?|for|near|outside)\s+(?:the\s+|nearby\s+)?$", re.IGNORECASE
)
_HOSTS = re.compile(r"\b(?:welcom\w+|receiv\w+|host(?:s|ed|ing)?|greet\w*)\b", re.IGNORECASE)
_SEATS = frozenset({"washington", "washington d.c.", "camp david", "white house", "new york", "new york city"})
"""Where in the US a foreign leader's visit is told of; other towns bear names of the old world."""
_DATELINE = 200
_USA = "USA"
_FRONT = 12


def visits(page: Page, times: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """A visit that the lead tells of as news, if it is on record: the report is told about its days."""
    text = page.report.text
    people = [one for one in _acting(meant(mentions, known)) if one.mention.start < _LEAD]
    lead = news_weekday(page, times, 0, _LEAD)
    line = " ".join(text[span.start : span.end].lower() for span in page.datelines if span.start < _DATELINE)
    for sentence in page.sentences:
        if sentence.start >= _LEAD:
            return
        words = text[sentence.start : sentence.end]
        if not _GOES.search(words) or _ELSEWHEN.search(words):
            continue
        tense = "unknown" if _AHEAD.search(words) else "past"
        own = news_weekday(page, times, sentence.start, sentence.end)
        for one, rows in _travellers(sentence, people, _places(sentence, mentions, text), text, line):
            days = _on_weekday(page, times, sentence, rows) if tense != "past" else ()
            days = days or _days(rows, tense, lead if own is None else own)
            if days:
                told = Expression(one.mention.start, one.mention.end, one.mention.words, "visit")
                yield clue("a visit on record", told, days, 1)


def _travellers(
    sentence: Sentence, people: Sequence[Meant], places: Sequence[Mention], text: str, line: str
) -> Iterator[tuple[Meant, list[Visit]]]:
    """Each person of a sentence with the visits on record that it may tell of."""
    here = [one for one in people if sentence.start <= one.mention.start < sentence.end]
    hosts = _HOSTS.search(text, sentence.start, sentence.end)
    opens = here[0].mention.start if here else sentence.end
    there = [m for m in places if m.start > opens or _is_front(m, sentence.start, text)]
    for one in here:
        is_guest = hosts is not None and one.mention.start >= hosts.end()
        yield one, _at_home(one, here) if is_guest else _gone(one, here, there, line)


def _places(sentence: Sentence, mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The places and states of a sentence where somebody goes or is: "to Cairo", "visited Egypt"."""
    found = []
    for mention in mentions:
        named = mention.kind in {"place", "state"} and mention.role in {"name", "metonym"}
        inside = sentence.start <= mention.start < sentence.end
        if named and inside and _THERE.search(text[max(0, mention.start - 24) : mention.start]):
            found.append(mention)
    return found


def _acting(people: Sequence[Meant]) -> Iterator[Meant]:
    """Those who are not told of in another post than one whose visits are on record: an envoy once was a minister."""
    posts = {one.actor: set[bool]() for one in people}
    for one in people:
        if one.mention.post:
            posts[one.actor].add(is_high(one.mention.post) and "former" not in one.mention.words.lower())
    yield from (one for one in people if not posts[one.actor] or any(posts[one.actor]))


def _on_weekday(page: Page, times: Sequence[Expression], sentence: Sentence, rows: Sequence[Visit]) -> Mask:
    """The days on which the weekday of a sentence means one of the days of a visit that is to come."""
    for told in times:
        if told.form == "weekday" and sentence.start <= told.start < sentence.end:
            tense = told_in(page, told.start, told.end)
            if tense == "future":
                return calendar.join(days for v in rows for days in tellings(told, v.first, v.last, tense))
    return ()


def _days(rows: Sequence[Visit], tense: str, weekday: int | None) -> Mask:
    """The days on which one of some visits is news."""
    fitting = [visit for visit in rows if tense == "past" and _holds(visit, weekday)]
    return calendar.join(days for visit in fitting or rows for days in about(visit.first, visit.last, tense, weekday))


def _holds(visit: Visit, weekday: int | None) -> bool:
    """Whether a visit lasted over a weekday, give or take a day."""
    days = (visit.last - visit.first).days + 2
    return weekday is not None and any(moved(visit.first, by).weekday() == weekday for by in range(-1, days))


def _is_front(place: Mention, opens: int, text: str) -> bool:
    """Whether a place told before anybody moves the scene: "In Geneva, Mr. Kerry …", "before flying to Hanoi, he …"."""
    return place.start < opens + _FRONT or re.search(r"\bto (?:the )?$", text[opens : place.start]) is not None


def _gone(one: Meant, here: Sequence[Meant], places: Sequence[Mention], line: str) -> list[Visit]:
    """The visits of a traveller to the place told with him, else to the town of the dateline, where others are told."""
    if places or not line:
        return list(_rows(one, here, places))
    visits = load_visits().get(one.actor, ())
    if any(re.search(rf"\b{re.escape(seat)}\b", line) for seat in _SEATS):
        return [v for v in visits if v.country == _USA and one is here[0] and len(here) > 1]
    states = {v.country for v in visits if any(re.search(rf"\b{re.escape(place)}\b", line) for place in v.places)}
    return [v for v in visits if v.country in states]  # diaries may name a castle or suburb for the town of the press


def _rows(one: Meant, here: Sequence[Meant], places: Sequence[Mention]) -> Iterator[Visit]:
    """The visits of a traveller to the state told with him: the first after his name, else one put before all."""
    after = [m for m in places if m.start > one.mention.start]
    front = [m for m in places if m.end < here[0].mention.start]
    there = next(iter(after or front), None)
    if there is None or (there.country == _USA and there.kind == "place" and there.words.lower() not in _SEATS):
        return
    if there.country == _USA and one is not here[0]:
        return  # "told his guest of a visit to the United States"
    yield from (visit for visit in load_visits().get(one.actor, ()) if visit.country == there.country)


def _at_home(guest: Meant, here: Sequence[Meant]) -> list[Visit]:
    """The visits of a guest to the US on which he met his host of a sentence."""
    hosts = {one.actor for one in here if one.mention.start < guest.mention.start}
    return [visit for visit in load_visits().get(guest.actor, ()) if visit.country == _USA and visit.met & hosts]
