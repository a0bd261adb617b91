"""To gather what the status of a page's claims goes by: which tokens tell time, and of which side of now."""

from datetime import date

from memcon.claims.outlook import Context
from memcon.claims.seen import Seen
from memcon.claims.times import is_fresh, is_sure, looks_ahead, looks_back, tokens_of
from memcon.model import Expression, Page

YEAR = 365
RECENT = 60
"""So many days back what the present tense tells may lie in the year before."""


def context_of(seen: Seen) -> Context:
    """What status goes by on this page."""
    page = seen.page
    starts = [t.start for t in page.tokens]
    covered = [(e, tokens_of(page, e, starts)) for e in seen.reading.times]
    ahead = {t for e, tokens in covered if looks_ahead(e) for t in tokens}
    behind = {t for e, tokens in covered if looks_back(e) for t in tokens}
    fresh = {t for e, tokens in covered if is_fresh(e) for t in tokens}
    sure = {t for e, tokens in covered if is_sure(e) for t in tokens}
    timed = {t for _, tokens in covered for t in tokens}
    gone = {t for e, tokens in covered if is_gone(e, _now(page, e.start)) for t in tokens}
    headline = {
        t for s in page.sentences if page.sections[s.section].role == "headline" for t in range(s.first, s.last)
    }
    return Context(page, seen.known.vocabulary, *map(frozenset, (ahead, behind, fresh, sure, timed, headline, gone)))


def _now(page: Page, at: int) -> date | None:
    """The day on which the section around a character is told."""
    section = page.section_at(at)
    return section.now.first if section is not None else None


def is_gone(expression: Expression, now: date | None) -> bool:
    """Whether a day or month of the calendar lies before now; without a year, whether the nearest such does."""
    if now is None or expression.form not in ("day", "month", "year"):
        return False
    year, month, number = [part if isinstance(part, int) else None for part in (*expression.parts, None, None)[:3]]
    if expression.form == "year":
        return year is not None and year < now.year
    if month is None:
        return False
    days = (month - now.month) * 30 + ((number if expression.form == "day" else None) or now.day) - now.day
    if year is not None:
        return days + (year - now.year) * YEAR < 0
    return -YEAR // 2 < days < 0 or days > YEAR - RECENT  # "visits Peru in October", written in February, is a plan
