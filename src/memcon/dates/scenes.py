"""To carry the day of a scene on to what the next clause tells of it: "he visited Egypt last month. He met …"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from memcon.dates.frames import is_ending
from memcon.dates.gatherings import OWN
from memcon.dates.infer import FRESH, is_narrated
from memcon.model import Claim, Clue, Page, When

_ONE = timedelta(1)
_DAYS = timedelta(2)
"""A scene of more days than three says too little of the day of what follows in it."""
_SEASON = timedelta(62)
"""A past scene may be as wide as "last month" and still date what was done in it."""
_ALSO = re.compile(r"\b(?:also|as well|too)\b", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:then|later|afterwards?|subsequently|thereafter|from there|after (?:that|which))\b", re.IGNORECASE
)
_WAS_TO = re.compile(r"\b(?:was|were) (?:\w+ )?(?:to|due|scheduled|expected|set|slated)\b", re.IGNORECASE)
_FOR = re.compile(
    r"\bfor (?:[\w’'-]+ ){0,4}(?:talks|discussions|meetings?|negotiations|consultations)\b", re.IGNORECASE
)
"""What one who has set out is yet to hold: "left on Monday on a two-day visit to Lima for talks with"."""
_NEXT_LEG = re.compile(
    r"\bbefore (?:\w+ ){0,2}?(?:heading|flying|travell?ing|going|moving|continuing|leaving|departing|proceeding)\b",
    re.IGNORECASE,
)


def place_in_scenes(claims: Sequence[Claim], page: Page) -> tuple[Claim, ...]:
    """The claims; an engagement without a day of its own that goes on with a scene told before gets its days."""
    told: list[Claim] = []
    for claim in claims:
        if not _is_of_scenes(claim) or claim.when.basis in OWN or not page.sections:
            told.append(claim)
            continue
        before = [other for other in told[-_NEAR:] if _goes_before(other, claim, page)]
        when = next((found for other in reversed(before) if (found := _carried(claim, other, page))), None)
        told.append(replace(claim, when=when or _next_leg(claim, told, page) or claim.when))
    return tuple(told)


_NEAR = 12
"""So many claims back at most the scene was told; one sentence may tell of as many counterparts."""


def _is_of_scenes(claim: Claim) -> bool:
    """Whether a claim tells of something done on one occasion: an engagement, or a signing at one."""
    return claim.family == "engagement" or claim.kind == "signing"


def _sentence(page: Page, at: int) -> int:
    """The index of the sentence that holds a character."""
    return bisect_left(page.sentences, at, key=lambda sentence: sentence.end - 1)


def _goes_before(other: Claim, claim: Claim, page: Page) -> bool:
    """Whether an engagement of a known time stands in the same sentence or the one before, in the same paragraph."""
    if not _is_of_scenes(other) or other.section != claim.section or not (other.when.first and other.when.last):
        return False
    apart = _sentence(page, claim.start) - _sentence(page, other.start)
    return 0 <= apart <= 1 and "\n" not in page.report.text[other.start : claim.start] and _shares(claim, other)


def _shares(claim: Claim, other: Claim) -> bool:
    """Whether one of those who take part in an engagement takes part in another."""
    mine, theirs = (
        {slot.actor for slot in one.slots if slot.part in {"who", "whom", "party"} and slot.actor}
        for one in (claim, other)
    )
    return bool(mine & theirs)


def _carried(claim: Claim, scene: Claim, page: Page) -> When | None:
    """The days that the scene before leaves to a claim; None where nothing ties the two."""
    now, first, last = page.sections[claim.section].now, scene.when.first, scene.when.last
    if now.first is None or first is None or last is None or (scene.kind == "visit" and is_ending(scene, page)):
        return None
    opens = page.sentences[_sentence(page, claim.start)].start
    apart = opens > scene.start
    if claim.status == scene.status == "happened":
        is_old = scene.when.basis in OWN or _is_carried(scene)
        goes_on = apart and is_old and last < now.first - FRESH and last - first <= _SEASON
        return _told(scene, first, last) if goes_on and is_narrated(scene, page) and is_narrated(claim, page) else None
    is_off = claim.status == scene.status == "cancelled" and claim.kind == "visit" and scene.kind != "visit"
    if is_off and apart and last - first <= _DAYS and scene.when.basis in OWN:
        return _told(scene, first, max(last, first + _DAYS))
    if claim.status != "scheduled" or last - first > _DAYS:
        return None
    is_aim = scene.kind == "visit" and not apart and _FOR.search(page.report.text, scene.start, claim.end)
    if scene.status == "happened" and is_aim and first >= now.first - _DAYS:
        return _told(scene, first, max(last, first + _DAYS))
    if scene.status == "happened":
        near = _WAS_TO.search(page.report.text, claim.start, claim.end) and first >= now.first - 7 * _ONE
        return _told(scene, first, max(last, first + _ONE)) if near else None
    if scene.status != "scheduled" or scene.when.basis not in OWN:
        return None
    words = page.report.text[opens if apart else min(scene.end, claim.end) : claim.end]
    if _THEN.search(words):
        return _told(scene, last, last + _DAYS)
    return _told(scene, first, last + _ONE) if _ALSO.search(words) else None


def _is_carried(scene: Claim) -> bool:
    """Whether a claim's own days were carried on from a scene."""
    return any(clue.rule.startswith(_RULE) for clue in scene.when.clues)


_RULE = "goes on with"


def _told(scene: Claim, first: date, last: date) -> When:
    """Days carried on from a scene, with the words that date it."""
    day = next((slot for slot in scene.slots if slot.part == "day" and slot.words), None)
    words, start, end = (day.words or "", day.start, day.end) if day else ("", scene.start, scene.end)
    rule = f"{_RULE} what was told before" if not words else f"{_RULE} what was told of “{words}”"
    return When(first, last, "inferred", (Clue(rule, words, start, end, ((first, last),), 2),))


def _next_leg(claim: Claim, told: Sequence[Claim], page: Page) -> When | None:
    """The days of the next leg of a journey that the news tells: "he spoke in Lima before flying to Quito"."""
    now, text = page.sections[claim.section].now, page.report.text
    at = _sentence(page, claim.start)
    if claim.kind != "visit" or claim.status != "scheduled" or at == len(page.sentences) or claim.when.last:
        return None
    if now.first is None or now.first != now.last or not _NEXT_LEG.search(text, page.sentences[at].start, claim.end):
        return None
    if any(other.kind == "visit" and other.start == claim.start and other.status == "scheduled" for other in told[-3:]):
        return None  # of several legs only the first follows at once
    root = next(k for k in range(page.sentences[at].first, page.sentences[at].last) if page.tokens[k].head == k)
    if page.tokens[root].tag != "VBD":
        return None
    first, last = now.first, now.first + _DAYS
    rule = "the next leg of the journey that the news tells"
    return When(first, last, "inferred", (Clue(rule, "", None, None, ((first, last),), 1),))
