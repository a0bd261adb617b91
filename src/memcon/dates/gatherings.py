"""To place what happens at a known multilateral meeting ("on the sidelines of the G20 summit") on its days."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from memcon.almanac import Almanac, Summit
from memcon.dates.clues_meetings import series_named
from memcon.model import Claim, Clue, Page, Sentence, When
from memcon.reference import Reference

OWN = ("stated", "resolved")
NARROW = timedelta(31)  # a report dated no better than this could mean the meeting of another year
PAST = timedelta(45)  # a meeting is told of as fresh for some weeks
AHEAD = timedelta(120)
NEAR = 60  # characters after a claim within which "on the sidelines of the … summit" still belongs to it


def place_gatherings(claims: Sequence[Claim], page: Page, known: Reference) -> tuple[Claim, ...]:
    """The claims; an engagement told without a day, at a meeting of a known series, gets the days of that meeting."""
    return tuple(_gathered(claim, page, known.almanac) for claim in claims)


def _gathered(claim: Claim, page: Page, almanac: Almanac) -> Claim:
    """One claim with the days of the meeting that its sentence names."""
    if claim.family != "engagement" or claim.when.basis in OWN or not page.sections:
        return claim
    now = page.sections[claim.section].now
    if now.first is None or now.last is None or now.last - now.first > NARROW:
        return claim
    sentence = sentence_of(claim, page)
    end = min(sentence.end if sentence else claim.end, claim.end + NEAR)
    for series, at, until in series_named(page.report.text, almanac, claim.start, end):
        summit = _nearest(series, now, almanac, claim.status)
        if summit is not None and not _ended_before(claim.when, summit):
            return replace(claim, when=_held(claim.when, summit, page.report.text[at:until], at))
    return claim


def sentence_of(claim: Claim, page: Page) -> Sentence | None:
    """The sentence in which a claim begins."""
    return next((s for s in page.sentences if s.start <= claim.start < s.end), None)


def _nearest(series: str, now: When, almanac: Almanac, status: str) -> Summit | None:
    """The meeting of a series that a report of that day means: the last one for what happened, else the next."""
    if now.first is None or now.last is None:
        return None
    rows = [s for s in almanac.summits if s.series == series and s.last - s.first < NARROW]
    if status in ("happened", "ongoing", "denied"):
        past = [s for s in rows if s.first <= now.last and s.last >= now.first - PAST]
        return max(past, key=lambda s: s.first, default=None)
    coming = [s for s in rows if s.last >= now.first and s.first <= now.last + AHEAD]
    return min(coming, key=lambda s: s.first, default=None)


def _ended_before(when: When, summit: Summit) -> bool:
    """Whether a claim's own bounds exclude a meeting."""
    return bool(
        (when.last and when.last < summit.first)
        or (when.basis != "inferred" and when.first and when.first > summit.last)
    )


def _held(when: When, summit: Summit, words: str, at: int) -> When:
    """The days of a meeting, narrowed by what the claim allows, with the words that name it."""
    first, last = summit.first, summit.last
    if when.first and when.last and when.first <= last and first <= when.last:
        first, last = max(first, when.first), min(last, when.last)
    rule = f"at a {summit.series} meeting, held {summit.first} to {summit.last}"
    return When(first, last, "inferred", (Clue(rule, words, at, at + len(words), ((first, last),), 2),))
