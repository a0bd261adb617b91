"""To give an engagement told without a place, at a known multilateral meeting, the town where that was held."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from memcon.almanac import Summit
from memcon.dates.clues_meetings import series_named
from memcon.dates.gatherings import sentence_of
from memcon.model import Claim, Page, Slot
from memcon.reference import Reference

MET = frozenset({"meeting", "negotiation", "summit", "reception", "signing"})
_FEW = timedelta(14)
"""A meeting of more days than this is no one occasion: a session of the General Assembly lasts a year."""
_ONE = timedelta(1)


def seated(claims: Sequence[Claim], page: Page, known: Reference) -> tuple[Claim, ...]:
    """The claims; one of the days of a meeting that its sentence names is placed where that was, worded by its name."""
    return tuple(_seated(claim, page, known) for claim in claims)


def _seated(claim: Claim, page: Page, known: Reference) -> Claim:
    """One claim with the town of the meeting that its sentence names after it."""
    first, last = claim.when.first, claim.when.last
    if claim.kind not in MET or claim.place or first is None or last is None or last - first > _FEW:
        return claim
    sentence = sentence_of(claim, page)
    if sentence is None:
        return claim
    text = page.report.text
    for series, start, end in series_named(text, known.almanac, claim.start, sentence.end):
        held = [
            one
            for one in known.almanac.summits
            if one.series == series and one.first - _ONE <= first and last <= one.last + _ONE and _is_few(one)
        ]
        town = _town(held[0], known) if len(held) == 1 else None
        if town:
            slot = Slot("place", text[start:end], start, end, town)
            return replace(claim, slots=(*claim.slots, slot), place=town, rule=f"{claim.rule}+placed")
    return claim


def _is_few(summit: Summit) -> bool:
    """Whether a meeting is one occasion."""
    return summit.last - summit.first <= _FEW


def _town(summit: Summit, known: Reference) -> str | None:
    """The one town of a meeting, where we know it."""
    lands = {land for place in summit.places if not place.islower() for land in known.names.get(place.lower(), ())}
    towns = {
        actor
        for place in summit.places
        for actor in known.names.get(place, ())
        if known.actors[actor].kind == "place" and (not lands or known.actors[actor].country in lands)
    }
    return towns.pop() if len(towns) == 1 else None
