"""To place each claim on the days its own clause gives, told from its section's "now"; never on the nearest date."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from msgspec.structs import replace

from memcon.dates.ahead import is_just_ahead
from memcon.dates.beside import RECENT, beside
from memcon.dates.called_off import is_off, missed_tense, planned_days, was_yesterday
from memcon.dates.clauses import is_account, tied, trigger_of
from memcon.dates.counted import counted
from memcon.dates.infer import fresh, inferred, lead_end, was_to
from memcon.dates.itinerary import programme_days
from memcon.dates.resolve import RESOLVERS, resolve
from memcon.dates.slashed import ordered
from memcon.dates.spread import clipped, met, spread
from memcon.dates.tense import tense_at
from memcon.model import PLANNED, UNKNOWN, Claim, Clue, Expression, Page, Section, Slot, When

TENSES = {
    "happened": "past",
    "ongoing": "past",
    "scheduled": "future",
    "proposed": "future",
    "possible": "future",
    "cancelled": "unknown",  # the nearest such day: what is called off lay ahead, or has just been missed
}
_DATING = ("day", "time")
"""The slots that date a claim: `time` is that at which an invitation was voiced, `day` what it is for."""
TIMED = frozenset({"day", "deadline", "until", "since", "time", "start", "end"})
_DID_NOT = re.compile(r"\bdid(?:n['’]t| not) (?:take|go|materiali[sz]e|happen)\b")
_NAME = re.compile(r"[A-Z]\w")
_BESIDE = 12
"""So many characters after a place its day begins: "Lima on May 3"."""
_ANCHORED = frozenset({"later", "earlier", "told"})
_ONE = timedelta(1)
_STAY = timedelta(2)
"""What somebody went somewhere for takes place within so many days more: "flew to Cairo on Monday for talks"."""
_NEAR = 400
"""So many characters back a "two days later" finds what it stands against."""


class _Placing(NamedTuple):
    """What placing the claims of one page needs: its expressions, by characters too, their anchors, its lead.

    `arrivals` are the characters of the days on which somebody has gone somewhere.
    """

    page: Page
    times: Sequence[Expression]
    at: dict[tuple[int, int], Expression]
    anchors: dict[int, When]
    programme: dict[int, When]
    lead: int
    arrivals: frozenset[tuple[int | None, int | None]]


def place(claims: Sequence[Claim], page: Page, times: Sequence[Expression]) -> tuple[Claim, ...]:
    """The claims with `when`, the section that holds them, and `YYYY-MM-DD/YYYY-MM-DD` in their time slots.

    A time slot that cannot be resolved is dropped. Without a day of its own a claim's days are inferred, or open.
    """
    if not page.sections:
        return tuple(claims)
    placing = _Placing(
        page,
        times,
        {(told.start, told.end): told for told in times},
        _anchors(page, times),
        programme_days(page, times),
        lead_end(page, claims),
        frozenset(slot_at for claim in claims if claim.status == "happened" for slot_at in _arrival(claim)),
    )
    placed = [_placed(claim, placing) for claim in claims]
    placed = [_come_for(claim, placed, placing) for claim in placed]
    histories = _histories(placed, placing)
    return tuple(
        claim
        if claim.when.basis != "none"
        else _inferred(_counted(claim, told, placed, placing), told, placing, histories)
        for claim, told in zip(placed, claims, strict=True)
    )


def _arrival(claim: Claim) -> list[tuple[int | None, int | None]]:
    """The characters of the days of a visit."""
    return [(slot.start, slot.end) for slot in claim.slots if slot.part == "day"] if claim.kind == "visit" else []


def _histories(placed: Sequence[Claim], placing: _Placing) -> dict[int, int]:
    """By section the first character, after the lead, of a claim that lies before the news: there history may begin."""
    found: dict[int, int] = {}
    for claim in placed:
        now = placing.page.sections[claim.section].now
        if claim.start >= placing.lead and claim.when.last and now.first and claim.when.last < now.first - RECENT:
            found[claim.section] = min(claim.start, found.get(claim.section, claim.start))
    return found


def _counted(claim: Claim, told: Claim, placed: Sequence[Claim], placing: _Placing) -> Claim:
    """A claim with the day that an offset counts from what its sentence dates, where one does."""
    offset = next((e for e in _expressions(told, placing) if e.form == "offset_event"), None)
    return claim if offset is None else replace(claim, when=counted(claim, offset, placed, placing.page))


def _expressions(claim: Claim, placing: _Placing) -> list[Expression]:
    """The expressions of a claim's time slots."""
    found = (placing.at.get((slot.start or 0, slot.end or 0)) for slot in claim.slots if slot.part in TIMED)
    return [told for told in found if told is not None]


def _inferred(claim: Claim, told: Claim, placing: _Placing, histories: dict[int, int]) -> Claim:
    """A claim whose clause gave no days, with those of its place; one that lost a time it was told with stays open."""
    if claim.when.basis != "none":
        return claim
    page, section = placing.page, placing.page.sections[claim.section]
    standing = "body"
    if section.role == "headline" or claim.end <= placing.lead:
        standing = "lead"
    elif section.role != "body" or claim.start > histories.get(claim.section, claim.start):
        standing = "elsewhere"
    when = beside(claim, page, placing.times, section.now, news=fresh(section.now, standing))
    if when.basis != "none":
        return replace(claim, when=when)
    is_named = claim.rule.endswith("+named")  # "congratulated him on his visit" tells no news of the visit
    is_told = not is_named or is_account(claim, page)
    if is_told and (when := tied(claim, page, placing.times, section.now)).basis != "none":
        return replace(claim, when=when)
    if (when := planned_days(claim, page, placing.times, section.now)).basis != "none":
        return replace(claim, when=when)
    standing = "elsewhere" if is_named or _is_adrift(told, placing) else standing
    return replace(claim, when=inferred(claim, section, page, placing.times, standing=standing))


def _is_adrift(claim: Claim, placing: _Placing) -> bool:
    """Whether a clause stands against an event of unknown day: "a day later", "years after the last visit".

    What stands before "years after" is the news itself; what stands behind it lies years back.
    """
    return any(
        (told.form in _ANCHORED and told.parts[1:2] != (0,))
        or (told.form == "offset_event" and told.end < claim.end - 1)
        for told in _expressions(claim, placing)
    )


def section_at(page: Page, start: int) -> int:
    """The index of the section that holds a character; the last one begun where none does."""
    found = [at for at, section in enumerate(page.sections) if section.start <= start]
    return found[-1] if found else 0


def _placed(claim: Claim, placing: _Placing) -> Claim:
    """One claim with its days, its section and the values of its time slots."""
    page = placing.page
    index = section_at(page, claim.start)
    slots: list[Slot] = []
    days: list[When] = []
    for slot in _of_leg(claim, page.report.text):
        told = placing.at.get((slot.start or 0, slot.end or 0)) if slot.part in TIMED else None
        if told is None:
            slots += [] if slot.part in TIMED and slot.value is None else [slot]
            continue
        came = claim.status in PLANNED and (slot.start, slot.end) in placing.arrivals
        now = page.sections[index].now
        aim = "unknown" if _is_aim(claim, told, page) else None
        tense = (
            "past"
            if came
            else aim or _missed(claim, told, page, now) or _tense(claim, slot, told, page.report.text, now)
        )
        when = _resolved(told, page.sections[index], placing, tense=tense)
        if when.first and when.last:
            part = _part(claim, slot.part, when, page.sections[index].now)
            slots.append(replace(slot, part=part, value=f"{when.first.isoformat()}/{when.last.isoformat()}"))
            if part in _DATING and not (
                (part == "day" and claim.kind == "invitation") or _is_of_plan(claim, told, page.report.text)
            ):
                days.append(replace(when, last=when.last + _STAY) if came and when.last - when.first <= _STAY else when)
            elif claim.family == "engagement":
                days += _bounded(part, claim.status, when, page.sections[index].now)
    return replace(claim, when=met(days) if days else UNKNOWN, slots=tuple(slots), section=index)


def _of_leg(claim: Claim, text: str) -> list[Slot]:
    """The slots of a claim; of the days of a list only those after its own: "Lima on May 3, Quito on May 4"."""
    days = [slot for slot in claim.slots if slot.part == "day"]
    part = "place" if claim.kind == "visit" else "whom"
    place = next((slot for slot in claim.slots if slot.part == part and slot.end is not None), None)
    if claim.family != "engagement" or len(days) < 2 or place is None:
        return list(claim.slots)
    later = sorted((slot.start or 0, slot.end or 0, slot) for slot in days if (slot.start or 0) > (place.end or 0))
    kept: list[Slot] = []
    until = place.end or 0
    for start, end, slot in later:
        if (kept and _NAME.search(text, until, start)) or (not kept and start - until > _BESIDE):
            break
        kept.append(slot)
        until = end
    return [slot for slot in claim.slots if slot.part != "day" or slot in kept] if kept else list(claim.slots)


def _bounded(part: str, status: str, when: When, now: When) -> list[When]:
    """The days from now to an end that is told ("within a week", "by Friday"), or to now from a beginning ("since")."""
    if part == "since" and when.first and now.last and when.first <= now.last:
        return [replace(when, last=now.last)]
    is_open = status in PLANNED or (part == "until" and status == "ongoing")  # "will wind up his visit on Friday"
    if part in {"deadline", "until"} and is_open and when.last and now.first and now.first <= when.last:
        return [replace(when, first=now.first)]
    return []


def _part(claim: Claim, part: str, when: When, now: When) -> str:
    """The part of a time slot; of days that had gone by an invitation was voiced: "invited her in August 2003"."""
    is_gone = bool(when.last and now.first and when.last < now.first)
    return "time" if part == "day" and claim.kind == "invitation" and is_gone else part


def _is_of_plan(claim: Claim, told: Expression, text: str) -> bool:
    """Whether a past time is that of a plan, not that of what is planned: "met a month ago and agreed to meet"."""
    return (
        claim.family == "engagement"
        and claim.status in PLANNED
        and _looks_back(told)
        and not was_to(text, claim, told.start)
    )


def _looks_back(told: Expression) -> bool:
    """Whether an expression's own words lie before the telling ("yesterday", "last week", "two years ago")."""
    offset = told.parts[1] if told.form == "unit" and len(told.parts) > 1 else None
    return told.form == "ago" or (isinstance(offset, int) and offset < 0) or "last" in told.parts


def _tense(claim: Claim, slot: Slot, told: Expression, text: str, now: When) -> str:
    """The tense in which a time slot is told: a deadline is to come, else by the claim's status, else by its words."""
    if slot.part in {"deadline", "until"} or (claim.kind == "invitation" and slot.part == "day"):
        return "past" if claim.kind == "invitation" and _looks_back(told) else "future"
    if slot.part in {"since", "time"}:
        return "past"
    if claim.status == "cancelled" and told.form == "unit" and told.parts[1] == 0:
        return "future"  # what is called off "this month" lay ahead
    if claim.status == "cancelled" and _is_planned_for(text, slot.start or 0) and not was_yesterday(told, now):
        return "future"
    if claim.status == "cancelled" and _DID_NOT.search(text, claim.start, claim.end):
        return "past"
    if claim.status == "scheduled" and was_to(text, claim, slot.start or 0):  # of days long past no plan is told
        return "unknown" if told.form != "weekday" or was_yesterday(told, now) else "future"
    if is_just_ahead(claim, told, text, now):
        return "future"
    if claim.status == "ongoing" and told.form in {"day", "range"}:
        return "unknown"  # what is under way is near, whichever side of now it is told of
    if claim.status == "denied":  # "will not meet on Friday", "did not meet on Friday"
        return "future" if tense_at(text, slot.start or 0, slot.end or 0) == "future" else "past"
    return TENSES.get(claim.status) or tense_at(text, slot.start or 0, slot.end or 0)


def _come_for(claim: Claim, placed: Sequence[Claim], placing: _Placing) -> Claim:
    """A visit without a day that led to what took place on a past day of its own sentence: that day or the one before.

    "Rice arrived in Cairo for talks with Mubarak on Sunday".
    """
    if claim.kind != "visit" or claim.status != "happened" or claim.when.basis != "none":
        return claim
    for aim in placed:
        first, now = aim.when.first, placing.page.sections[aim.section].now
        told = next((told for told in _expressions(aim, placing) if _is_aim(aim, told, placing.page)), None)
        if told and claim.start <= aim.start < claim.end + _NEAR and first and now.last and first <= now.last:
            days = ((first - _ONE, first),)
            return replace(
                claim,
                when=When(
                    *days[0],
                    "inferred",
                    (Clue("came for “" + told.words + "”", told.words, told.start, told.end, days, 2),),
                ),
            )
    return claim


def _is_aim(claim: Claim, told: Expression, page: Page) -> bool:
    """Whether a bare weekday ends what somebody has gone for, and may be that of the journey: "came for talks on"."""
    at = trigger_of(claim, page) if claim.status in PLANNED and told.form == "weekday" else None
    if at is None or page.tokens[at].dep != "pobj" or page.tokens[page.tokens[at].head].lemma != "for":
        return False
    verb = page.tokens[page.tokens[page.tokens[at].head].head]
    between = page.report.text[verb.start : told.start]
    return verb.tag == "VBD" and verb.lemma in _CAME and not _A_DAY.search(between)


_CAME = frozenset({"arrive", "come", "fly", "land"})
_A_DAY = re.compile(r"day\b")


def _missed(claim: Claim, told: Expression, page: Page, now: When) -> str | None:
    """The tense of a weekday on which something was to be that is called off beside it; None for any other time."""
    text = page.report.text
    planned = claim.status in {"scheduled", "cancelled"} and was_to(text, claim, told.start)
    planned = planned or (claim.status == "cancelled" and text[told.end :][:2] in {"'s", "’s"})  # "Monday's meeting"
    is_off_day = planned and told.form == "weekday" and told.parts[1] is None and is_off(page, claim.start)
    return missed_tense(told, now) if is_off_day else None


def _is_planned_for(text: str, at: int) -> bool:
    """Whether what stands there now is the day of a plan: "scheduled for Monday", not "had been due on Monday"."""
    led = _PLANNED_FOR.search(text[max(0, at - _FAR) : at])
    return led is not None and led[1] is None


_FAR = 60
_PLANNED_FOR = re.compile(r"\b(was |were |been )?(?:due|scheduled|planned|set|slated|expected)\b[^.;,]{0,30}\Z")


def _resolved(told: Expression, section: Section, placing: _Placing, *, tense: str) -> When:
    """The days of an expression with the reason; "two days later" stands against what was told before it."""
    now = placing.anchors.get(told.start, UNKNOWN if told.form in _ANCHORED else section.now)
    now = placing.programme.get(told.start, now) if tense == "future" else now
    told = ordered(told, now, tense=tense)
    when = clipped(resolve(told, now, tense=tense), told, now, tense=tense)
    when = spread(when, told, placing.page.report.text)
    if not when.first or not when.last:
        return UNKNOWN
    last = min(when.last, now.last) if told.form == "ago" and now.last else when.last
    rule = f"“{told.words}” has its year" if when.basis == "stated" else f"“{told.words}” told as {tense} {_from(now)}"
    strength = 3 if when.basis == "stated" else 2
    reason = Clue(rule, told.words, told.start, told.end, ((when.first, last),), strength)
    return replace(when, last=last, clues=(reason,))


def _from(now: When) -> str:
    """From which days an expression is told, in words."""
    return f"from {now.first}" if now.first == now.last else f"from {now.first} to {now.last}"


def _anchors(page: Page, times: Sequence[Expression]) -> dict[int, When]:
    """By its first character each expression that stands against what was told shortly before it in its section."""
    found: dict[int, When] = {}
    last: Expression | None = None
    when: When | None = None
    for told, following in zip(times, [*times[1:], None], strict=False):
        if following is not None and last is not None and _is_in_that_year(told, following):
            year = _year_of(last, page)
            found |= {told.start: year, following.start: year} if year else {}
        if told.start in found:
            last, when = told, resolve(told, found[told.start], tense="past")
        elif told.form in _ANCHORED or _is_of_that_day(told):
            section = page.sections[section_at(page, told.start)]
            if last is None or not max(section.start, told.start - _NEAR) <= last.start:
                continue
            tense = tense_at(page.report.text, last.start, last.end)
            base = when or resolve(last, section.now, tense=tense)
            if told.form in _ANCHORED or (base.first and base.first == base.last):
                found[told.start] = base
                last, when = told, resolve(told, base)
        elif told.form in RESOLVERS and not _BOUND.search(page.report.text, max(0, told.start - _GAP), told.start):
            last, when = told, None
    return found


_BOUND = re.compile(r"\b(?:until|till)\s+$")
"""What leads to an end, not to a day of what is told: "stays until Friday and meets him later in the day"."""
_GAP = 8


def _is_in_that_year(told: Expression, following: Expression) -> bool:
    """Whether a day or month without its year stands before "that year": "in December that year"."""
    is_bare = told.form in {"day", "month"} and told.parts[0] is None and told.parts[-1] is None
    is_near = 0 <= following.start - told.end <= _GAP
    return is_bare and is_near and following.form == "told" and following.parts[:2] == ("year", 0)


def _year_of(told: Expression, page: Page) -> When | None:
    """The last day of the one year that an expression lies in, from which its other months are told; None for more."""
    section = page.sections[section_at(page, told.start)]
    when = resolve(told, section.now, tense=tense_at(page.report.text, told.start, told.end))
    if when.first is None or when.last is None or when.first.year != when.last.year:
        return None
    return When(when.last.replace(month=12, day=31), when.last.replace(month=12, day=31), when.basis)


def _is_of_that_day(told: Expression) -> bool:
    """Whether an expression is a part of the day told before it: "later in the day"."""
    return told.form == "unit" and told.parts[0] == "day" and told.words.lower().endswith("the day")
