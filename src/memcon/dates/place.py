"""To place each claim on the days its own clause gives, told from its section's "now"; never on the nearest date."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from memcon.dates.resolve import resolve
from memcon.dates.tense import tense_at
from memcon.model import UNKNOWN, Claim, Clue, Expression, Page, Section, Slot, When

TENSES = {
    "happened": "past",
    "ongoing": "past",
    "denied": "past",
    "scheduled": "future",
    "proposed": "future",
    "possible": "future",
}
TIMED = frozenset({"day", "deadline", "until", "since", "time", "start", "end"})
_ANCHORED = frozenset({"later", "earlier", "told"})
_LEAD_PARAGRAPHS = 2
_ONE = timedelta(1)


def place(claims: Sequence[Claim], page: Page, times: Sequence[Expression]) -> tuple[Claim, ...]:
    """The claims with `when`, the section that holds them, and `YYYY-MM-DD/YYYY-MM-DD` in their time slots.

    A time slot that cannot be resolved is dropped. Without a day of its own a claim's days are inferred, or open.
    """
    at = {(told.start, told.end): told for told in times}
    lead = _lead_end(page)
    return tuple(_placed(claim, page, at, lead=lead) for claim in claims)


def _lead_end(page: Page) -> int:
    """The end of the second paragraph of the first body section, where news tells today's or yesterday's events."""
    text = page.report.text
    body = next((section for section in page.sections if section.role == "body"), None)
    if body is None:
        return 0
    end = body.start
    for _ in range(_LEAD_PARAGRAPHS):
        while end < body.end and text[end] in " \t\n":
            end += 1
        line = text.find("\n", end, body.end)
        end = body.end if line < 0 else line
    return end


def section_at(page: Page, start: int) -> int:
    """The index of the section that holds a character; the last one begun where none does."""
    found = [at for at, section in enumerate(page.sections) if section.start <= start]
    return found[-1] if found else 0


def _placed(claim: Claim, page: Page, at: dict[tuple[int, int], Expression], *, lead: int) -> Claim:
    """One claim with its days, its section and the values of its time slots."""
    index = section_at(page, claim.start)
    if not page.sections:
        return claim
    section = page.sections[index]
    slots: list[Slot] = []
    days: list[When] = []
    for slot in claim.slots:
        told = at.get((slot.start or 0, slot.end or 0)) if slot.part in TIMED else None
        if told is None:
            slots += [] if slot.part in TIMED and slot.value is None else [slot]
            continue
        when = _resolved(told, section, page, list(at.values()), tense=_tense(claim, slot, page.report.text))
        if when.first and when.last:
            slots.append(replace(slot, value=f"{when.first.isoformat()}/{when.last.isoformat()}"))
            if slot.part == "day" and not _is_invited_for(claim, told):
                days.append(when)
    when = _met(days) if days else _inferred(claim, section, lead)
    return replace(claim, when=when, slots=tuple(slots), section=index)


def _is_invited_for(claim: Claim, told: Expression) -> bool:
    """Whether a day is the one invited for, not the one on which the invitation was voiced."""
    return claim.kind == "invitation" and not _looks_back(told)


def _looks_back(told: Expression) -> bool:
    """Whether an expression's own words lie before the telling ("yesterday", "last week", "two years ago")."""
    offset = told.parts[1] if told.form == "unit" and len(told.parts) > 1 else None
    return told.form == "ago" or (isinstance(offset, int) and offset < 0) or "last" in told.parts


def _tense(claim: Claim, slot: Slot, text: str) -> str:
    """The tense in which a time slot is told: a deadline is to come, else by the claim's status, else by its words."""
    if slot.part in {"deadline", "until"} or claim.kind == "invitation":
        return "future"
    return TENSES.get(claim.status) or tense_at(text, slot.start or 0, slot.end or 0)


def _resolved(told: Expression, section: Section, page: Page, times: Sequence[Expression], *, tense: str) -> When:
    """The days of an expression with the reason; "two days later" stands against what was told before it."""
    now = section.now
    if told.form in _ANCHORED:
        now = _anchor(told, section, page, times)
    when = _clipped(resolve(told, now, tense=tense), told, now, tense=tense)
    if not when.first or not when.last:
        return UNKNOWN
    rule = f"“{told.words}” has its year" if when.basis == "stated" else f"“{told.words}” told as {tense} {_from(now)}"
    reason = Clue(
        rule, told.words, told.start, told.end, ((when.first, when.last),), 3 if when.basis == "stated" else 2
    )
    return replace(when, clues=(reason,))


def _clipped(when: When, told: Expression, now: When, *, tense: str) -> When:
    """The part of a running unit ("this week") in which a past or a coming event can lie, told on one day."""
    if told.form != "unit" or when.first is None or when.last is None or now.first is None or now.first != now.last:
        return when
    today = now.first
    if tense == "future" and told.parts[0] == "week" and when.first <= today and when.last - today <= _ONE:
        return replace(when, first=today, last=when.last + 7 * _ONE)  # "this week" in a Sunday paper is the one to come
    if not when.first <= today <= when.last:
        return when
    return replace(when, first=today) if tense == "future" else replace(when, last=today) if tense == "past" else when


def _from(now: When) -> str:
    """From which days an expression is told, in words."""
    return f"from {now.first}" if now.first == now.last else f"from {now.first} to {now.last}"


def _anchor(told: Expression, section: Section, page: Page, times: Sequence[Expression]) -> When:
    """The days of the last expression told shortly before one in its section; unknown where none is."""
    before = [
        t
        for t in times
        if section.start <= t.start < told.start and told.start - t.start < 400 and t.form not in _ANCHORED
    ]
    if not before:
        return UNKNOWN
    last = max(before, key=lambda t: t.start)
    return resolve(last, section.now, tense=tense_at(page.report.text, last.start, last.end))


def _met(days: Sequence[When]) -> When:
    """The days that all expressions of a clause share; where they share none, those of the first."""
    first, last = days[0].first, days[0].last
    for when in days[1:]:
        if first and last and when.first and when.last and when.first <= last and first <= when.last:
            first, last = max(first, when.first), min(last, when.last)
    basis = "stated" if any(when.basis == "stated" for when in days) else "resolved"
    return When(first, last, basis, tuple(clue for when in days for clue in when.clues))


def _inferred(claim: Claim, section: Section, lead: int) -> When:
    """The days of a claim whose clause gives none: in the lead today or yesterday, else one end stays open."""
    now = section.now
    if now.first is None and now.last is None:
        return UNKNOWN
    status = "happened" if claim.kind == "invitation" else claim.status
    is_news = section.role == "headline" or claim.end <= lead
    if status == "ongoing":
        return _reasoned("under way when told", _by(now.first, -_ONE), _by(now.last, _ONE))
    if status == "happened" and is_news and now.first and now.last:
        return _reasoned("told as news: that day or the day before", now.first - _ONE, now.last)
    if status in {"happened", "denied"}:
        return _reasoned("told as past, no day given", None, now.last)
    if status in {"scheduled", "proposed", "possible"}:
        return _reasoned("told as to come, no day given", now.first, None)
    return UNKNOWN


def _by(day: date | None, step: timedelta) -> date | None:
    """A day moved, where there is one."""
    return day + step if day else None


def _reasoned(rule: str, first: date | None, last: date | None) -> When:
    """Inferred days with the rule as their reason."""
    if first is None and last is None:
        return UNKNOWN
    days = ((first or date.min, last or date.max),)
    return When(first, last, "inferred", (Clue(rule, "", None, None, days, 1),))
