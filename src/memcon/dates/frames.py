"""To give an engagement told without a day the days of the visit in which the report sets it, saying so."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from memcon.almanac import load_words
from memcon.dates.gatherings import OWN, sentence_of
from memcon.dates.infer import STORY
from memcon.model import Actor, Claim, Clue, Page, When

Find = Callable[[str], Actor | None]
"""The actor of an id."""

_USUAL = timedelta(2)
"""A visit of a length that is not told is taken to last three days for what is to happen in it."""
_LONGEST = timedelta(14)
"""A visit that began longer ago than this says too little of the day of what happened in it."""
_NEXT = 200
"""So many characters after a visit by unnamed officials its next sentence begins at the latest."""
_LENGTH = re.compile(r"\b(\w+)[- ](day|week)(?:-long)?,? (?:\w+,? ){0,3}(?:visit|trip|tour|stay)\b", re.IGNORECASE)
_DURING = re.compile(
    r"\bduring (?:which|(?:the|his|her|their|its|this|that) (?:\S+ ){0,3}(?:visit|trip|tour|stay)\b)", re.IGNORECASE
)
_ARRIVAL = re.compile(r"\b(?:up)?on (?:his |her |their |the \w+ |its )?(?:arrival|landing|arriving)\b", re.IGNORECASE)
_ENDS_TOLD = re.compile(r"\w(?: to | through | until | and |-|–)\w", re.IGNORECASE)
_STOP = re.compile(r"\b(?:first|second|third|next|final|last) (?:stop|leg|port of call)\b", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:on|in) the (?:sidelines?|margins?|fringes?) of\b", re.IGNORECASE)
_WORK = "prepare|plan|arrange|organi[sz]e|finali[sz]e|discuss|set the stage|pave the way|lay the groundwork"
_OTHER = re.compile(r"\b(?:previous|last|earlier|past|another|next) (?:\w+ )?(?:visit|trip|tour)\b", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:had(?! been (?:due|expected|scheduled|planned|set|slated|supposed|to)\b)|already|previously|earlier)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:end|conclud|wrap|wound up|wind\w* up|finish|complet|return\w* (?:home|from)|"
    r"(?:left|leav\w*|depart\w*)\b"
    r"(?! (?:[\w,]+ ){0,5}(?:for (?!home\b)|on (?:an?|his|her|their) (?:[\w-]+ ){0,3}(?:visit|trip|tour)\b)))",
    re.IGNORECASE,
)


class _Frame(Struct, frozen=True):
    """A visit with its own day: who travels, the country it leads to, its days, and the claim that tells of it.

    What is told of one that is over lies before the day that is told.
    """

    visitors: frozenset[str]
    host: str | None
    first: date
    last: date
    is_length_told: bool
    claim: Claim
    is_over: bool = False


def place_in_visits(claims: Sequence[Claim], page: Page, find: Find) -> tuple[Claim, ...]:
    """The claims; an engagement without a day of its own that the report sets in a visit gets the visit's days."""
    if not page.sections:
        return tuple(claims)
    frames = [frame for claim in claims for frame in _frames(claim, page, find)]
    return tuple(_framed(claim, frames, page, find) for claim in claims) if frames else tuple(claims)


def _frames(claim: Claim, page: Page, find: Find) -> Iterator[_Frame]:
    """The frame that a claim gives: a visit that begins, goes on or is over on a day that its own clause tells."""
    when = claim.when
    if claim.kind != "visit" or claim.status not in {"scheduled", "ongoing", "happened", "cancelled"}:
        return
    visitors = frozenset(slot.actor for slot in claim.slots if slot.part == "who" and slot.actor)
    if not visitors or when.first is None or when.last is None:
        return
    length, host = _length(_told_in(claim, page)), _host(claim, find)
    if is_ending(claim, page):
        if claim.status == "happened":
            first = when.first - (_USUAL if length is None else length)
            yield _Frame(visitors, host, first, when.last, length is not None, claim, is_over=True)
        return
    told = when.first + (length or _USUAL) if when.last - when.first < _USUAL else when.last
    is_range = claim.status == "happened" and when.basis in OWN and _is_range(claim)
    yield _Frame(visitors, host, when.first, max(when.last, told), length is not None or is_range, claim)


def _is_range(visit: Claim) -> bool:
    """Whether both the first and the last day of a visit are told: "from Sunday to Tuesday"."""
    return any(_ENDS_TOLD.search(slot.words or "") for slot in visit.slots if slot.part == "day")


def is_ending(visit: Claim, page: Page) -> bool:
    """Whether a visit is told of by its end: "concluded a visit to Peru"."""
    return bool(_ENDS.search(page.report.text, visit.start, visit.end))


def _told_in(claim: Claim, page: Page) -> str:
    """The words of the sentence in which a claim begins."""
    found = sentence_of(claim, page)
    return page.report.text[found.start : found.end] if found else ""


def _length(sentence: str) -> timedelta | None:
    """From the first to the last day of a visit as a sentence tells its length: "a two-day visit" is one day on."""
    found = _LENGTH.search(sentence)
    if not found:
        return None
    word = found[1].lower()
    count = int(word) if word.isdigit() else load_words()["cardinal"].get(word, 1 if found[2].lower() == "week" else 0)
    days = int(count) * (7 if found[2].lower() == "week" else 1)
    return timedelta(days - 1) if 0 < days < 31 else None


def _host(claim: Claim, find: Find) -> str | None:
    """The country that a visit leads to."""
    for part in ("place", "whom"):
        for slot in claim.slots:
            actor = find(slot.actor) if slot.part == part and slot.actor else None
            if actor and actor.country:
                return actor.country
    return None


def _framed(claim: Claim, frames: Sequence[_Frame], page: Page, find: Find) -> Claim:
    """One claim with the days of the first visit that holds it."""
    if claim.family != "engagement" or claim.kind == "visit" or claim.when.basis in OWN:
        return claim
    is_bounded = claim.when.first and claim.when.last and not claim.when.clues[0].rule.startswith(STORY)
    sentence, is_told = _told_in(claim, page), claim.status in {"scheduled", "happened", "cancelled"}
    if not is_told or (is_bounded and not any(word.search(sentence) for word in (_ARRIVAL, _STOP, _DURING))):
        return claim
    inside = is_bounded and _DURING.search(sentence)  # where both of its ends are told a visit says more than the news
    for frame in [frame for frame in frames if frame.is_length_told or not inside]:
        days = _days(claim, frame, sentence, page, find)
        if days:
            return replace(claim, when=days)
    return claim


def _days(claim: Claim, frame: _Frame, sentence: str, page: Page, find: Find) -> When | None:
    """The days that a visit leaves to a claim that shares its traveller; None where the claim may lie outside it."""
    now = page.sections[claim.section].now
    sides = {slot.actor for slot in claim.slots if slot.part in {"who", "whom", "party"} and slot.actor}
    if (
        not (sides & frame.visitors or _is_of_party(claim, sides, frame, find))
        or now.first is None
        or now.last is None
        or _OTHER.search(sentence)
    ):
        return None
    inside = bool(_DURING.search(sentence)) or any(_is_of(actor, frame.host, find) for actor in sides - frame.visitors)
    if "cancelled" in {claim.status, frame.claim.status}:
        back = _BACK.search(page.report.text, claim.start, claim.end)
        both = claim.status == frame.claim.status and inside and not back and frame.claim.when.last
        return _told(frame, frame.first, frame.claim.when.last or frame.last) if both else None
    inside = inside or (claim.place is not None and claim.place == frame.claim.place)
    inside = inside or bool(_BESIDE.search(sentence))
    if claim.status == "scheduled" and _is_prepared(claim, sentence):
        return None
    if claim.status == "scheduled":
        first = max(frame.first, now.first)
        ahead = inside and first <= frame.last
        return _told(frame, first, frame.last) if ahead else None
    begun = frame.claim.status != "scheduled" and now.last - _LONGEST <= frame.first <= now.last
    if begun and _ARRIVAL.search(sentence) and frame.claim.when.last:
        return _told(frame, frame.first, _begun_by(frame.claim) or frame.claim.when.last)
    last = min(frame.last, now.last) if frame.is_length_told or frame.is_over else now.last
    within = begun and (_DURING.search(sentence) or _STOP.search(sentence) or (frame.is_over and inside))
    return _told(frame, frame.first, last) if within else None


def _is_prepared(claim: Claim, sentence: str) -> bool:
    """Whether a plan is what somebody works on in a visit, and so comes after it: "arrived to prepare a summit"."""
    lemma = re.escape(claim.rule.partition("+")[0].rpartition(".")[2])
    return (
        re.search(rf"\bto (?:help )?(?:{_WORK})(?: for)? (?:[\w-]+ ){{0,4}}?{lemma}", sentence, re.IGNORECASE)
        is not None
    )


def _is_of_party(claim: Claim, sides: set[str], frame: _Frame, find: Find) -> bool:
    """Whether a plan told just after "two senior officials left" names one of those officials' state."""
    is_near = claim.status == "scheduled" and 0 < claim.start - frame.claim.end < _NEXT
    return is_near and any(_is_of(actor, state, find) for actor in sides for state in frame.visitors)


def _begun_by(visit: Claim) -> date | None:
    """The day by which a visit told by its beginning ("has been here since Sunday") had begun."""
    value = next((slot.value for slot in visit.slots if slot.part == "since" and slot.value), None)
    return date.fromisoformat(value.partition("/")[2]) if value else None


def _is_of(actor: str, host: str | None, find: Find) -> bool:
    """Whether an actor is of the country visited."""
    found = find(actor)
    return host is not None and found is not None and found.country == host


def _told(frame: _Frame, first: date, last: date) -> When:
    """Days inferred from a visit, with the words that date the visit."""
    day = next((slot for slot in frame.claim.slots if slot.part in ("day", "since")), None)
    words, start, end = (day.words or "", day.start, day.end) if day else ("", None, None)
    clue = Clue("in the visit that the report dates", words, start, end, ((first, last),), 2)
    return When(first, last, "inferred", (clue,))
