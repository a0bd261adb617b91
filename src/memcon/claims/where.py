"""To give an engagement told without a place that of its other telling, of the visit it is part of, or of the news."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from memcon.claims.purpose import led_to
from memcon.claims.town import dateline_place
from memcon.model import DONE, Actor, Claim, Page, Slot
from memcon.reference import Reference

Find = Callable[[str], Actor | None]
"""The actor of an id."""
Place = tuple[str, int, int, str]
"""Words, their span, and the actor of a place."""

MET = frozenset({"meeting", "negotiation", "reception", "ceremony", "signing"})
"""Kinds whose participants are in one place."""
CALLED_OFF = frozenset({"cancelled", "denied"})
APART = frozenset({"sidelines", "multilateral", "phone", "video"})
"""Formats that take place wherever a gathering is, or nowhere."""
SPOKEN = frozenset({"speak", "talk", "discuss", "exchange", "consult"})
"""Verbs of what may be done from afar."""
PASSED = frozenset({"stop", "leg", "stopover"})
"""Words for a place that one leaves again before the visit is over."""
MUTUAL = frozenset({"meet", "meeting", "talk", "negotiate", "negotiation"})
"""Words for what both do, where neither need be at home; one who receives is."""
FARTHEST = 40
"""So many characters after a dateline its sentence begins."""
HEARD = re.compile(
    r"\b(?:report(?:ed|s|edly)?|according|agency|radio|television|state-run|newspaper|daily|media|sources)\b"
)
"""What an outlet has from others may have taken place anywhere."""
OVER = re.compile(r"\b(?:end|conclud|wrap|wound|finish|complet|left|leav|depart|return)", re.IGNORECASE)
"""A visit told of by these words is over."""
NEWS, WEEK = timedelta(2), timedelta(7)
MOST = 40  # tellings, or visits, of the same people that are looked at


def located_by_report(claims: Sequence[Claim], page: Page, known: Reference, find: Find) -> tuple[Claim, ...]:
    """The claims; one without a place whose place the report tells elsewhere gets it, worded where it is told."""
    if not page.sections:
        return tuple(claims)
    told = _by(claims, lambda claim: [_together(claim)] if claim.kind in MET and claim.place else [])
    visits = _by(claims, lambda claim: _travellers(claim, find) if claim.kind == "visit" and claim.place else [])
    located = []
    for claim in claims:
        slot = None
        if claim.kind in MET and not claim.place:
            journeys = [visit for side in sorted(_sides(claim)) for visit in visits.get(side, [])]
            slot = led_to(claim, journeys, page) or _told_again(claim, told) or _visited(claim, journeys, page, find)
            if slot is None or _is_land(slot, find):  # "arrived in Kenya": the dateline may name the town
                line = dateline_place(page, known, claim.start)
                slot = _at_home(claim, page, line, visits=journeys, find=find) or slot
        located.append(_with_place(claim, slot) if slot else claim)
    return tuple(located)


def _by(claims: Iterable[Claim], keys: Callable[[Claim], Iterable[str]]) -> dict[str, list[Claim]]:
    """Claims by each of their keys, the first so many of one key."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in keys(claim):
            held = found.setdefault(key, [])
            if len(held) < MOST:
                held.append(claim)
    return found


def _with_place(claim: Claim, slot: Slot) -> Claim:
    """A claim at the place of a slot that is told elsewhere in the report."""
    return replace(claim, slots=(*claim.slots, slot), place=slot.actor, rule=f"{claim.rule}+placed")


def _sides(claim: Claim, *parts: str) -> set[str]:
    """The actors that take part, or those of these parts."""
    return {slot.actor for slot in claim.slots if slot.part in (parts or ("who", "whom", "party")) and slot.actor}


def _together(claim: Claim) -> str:
    """Those who take part as one key."""
    return " ".join(sorted(_sides(claim)))


def _travellers(claim: Claim, find: Find) -> Iterator[str]:
    """The actors that visit, and their states: "the delegation" may be told of as the state's."""
    who = _sides(claim, "who")
    yield from sorted(who | {country for actor in who if (country := _country(actor, find))})


def _place_slot(claim: Claim) -> Slot | None:
    """The slot that tells a claim's place."""
    return next((slot for slot in claim.slots if slot.part in ("place", "venue") and slot.actor == claim.place), None)


def _meet(left: Claim, right: Claim) -> bool:
    """Whether the days of two claims may share one."""
    first = max(left.when.first or date.min, right.when.first or date.min)
    return first <= min(left.when.last or date.max, right.when.last or date.max)


def _told_again(claim: Claim, told: Mapping[str, Sequence[Claim]]) -> Slot | None:
    """The place of the nearest other telling with the same sides, status and days."""
    same = [
        (abs(other.start - claim.start), at, slot)
        for at, other in enumerate(told.get(_together(claim), ()) if len(_sides(claim)) > 1 else ())
        if (slot := _place_slot(other))
        and (slot.part == "place" or other.kind == claim.kind)  # they talked in one room, and signed in another
        and (other.status in DONE) == (claim.status in DONE)
        and _are_close(claim, other)
    ]
    return min(same, key=lambda one: one[:2])[2] if same else None


def _are_close(left: Claim, right: Claim) -> bool:
    """Whether two claims are told of the same few days."""
    first, last = left.when.first, left.when.last
    return bool(first and last and right.when.first and right.when.last and last - first < WEEK and _meet(left, right))


def _visited(claim: Claim, visits: Sequence[Claim], page: Page, find: Find) -> Slot | None:
    """The place that one side comes to in those days, where another side is at home; a town before its land.

    One who came shortly before is there still, unless the report tells of the end or of another journey.
    """
    sides = _sides(claim)
    visits = [visit for visit in visits if sides & _sides(visit, "who")]
    held = [visit for visit in visits if _meet(claim, visit)]
    if not held and len({visit.place for visit in visits}) == 1 and _is_there_still(claim, visits[0], page):
        held = visits[:1]
    found: list[tuple[bool, int, Slot]] = []
    lands = set()
    for visit in held:
        slot, place = _place_slot(visit), find(visit.place or "")
        if not slot or not place or visit.status in CALLED_OFF:
            continue
        if claim.status not in DONE and visit.status in DONE and _word(visit) in PASSED:
            continue
        if claim.status in DONE and visit.status not in DONE and not _are_close(claim, visit):
            continue  # "accepted an invitation to visit Beijing" says nothing of where they met
        if any(_country(side, find) == place.country for side in sides - {*_travellers(visit, find)}):
            found.append((place.kind == "place", -abs(visit.start - claim.start), slot))
            lands.add(place.country)
    towns = {slot.actor for is_town, _, slot in found if is_town}
    return max(found, key=lambda one: one[:2])[2] if len(lands) == 1 and len(towns) < 2 else None


def _is_there_still(claim: Claim, visit: Claim, page: Page) -> bool:
    """Whether a claim lies within two days after a visit that is not told of by its end."""
    came, day = visit.when.last, claim.when.first
    is_over = OVER.search(page.report.text, visit.start, visit.end)
    return bool(came and day and came <= day <= came + NEWS and visit.start < claim.start and not is_over)


def _at_home(claim: Claim, page: Page, line: Place | None, *, visits: Sequence[Claim], find: Find) -> Slot | None:
    """The dateline's place for the day's news of a meeting there between one who is at home and a guest."""
    now = page.sections[claim.section].now.first
    if line is None or now is None or claim.format in APART or claim.status not in DONE or _word(claim) in SPOKEN:
        return None
    words, start, end, place = line
    home = _country(place, find)
    lands = {_country(side, find) for side in _sides(claim)} - {None}
    hosts = {side for side in _sides(claim) if _country(side, find) == home}
    if (
        not hosts and _word(claim) in MUTUAL and _opens_report(claim, end, page) and not visits
    ):  # both have come to a third land
        hosts = _sides(claim)
    away = any(hosts & {*_travellers(visit, find)} and _country(visit.place or "", find) != home for visit in visits)
    is_news = claim.when.first is not None and claim.when.last is not None and claim.when.first >= now - NEWS
    return Slot("place", words, start, end, place) if hosts and len(lands) > 1 and is_news and not away else None


def _opens_report(claim: Claim, line: int, page: Page) -> bool:
    """Whether a claim stands in the sentence that a dateline opens, told by the outlet itself."""
    text = page.report.text
    opening = next((sentence for sentence in page.sentences if sentence.end > line + 2), None)
    is_first = opening is not None and opening.start <= line + FARTHEST and claim.start < opening.end
    return is_first and opening is not None and not HEARD.search(text, line, opening.end)


def _is_land(slot: Slot, find: Find) -> bool:
    """Whether a place is a whole state."""
    found = find(slot.actor or "")
    return found is not None and found.kind == "state"


def _word(claim: Claim) -> str:
    """The lemma that tells a claim."""
    return claim.rule.partition("+")[0].rpartition(".")[2]


def _country(actor: str, find: Find) -> str | None:
    """The country of an actor."""
    found = find(actor)
    return found.country if found else None
