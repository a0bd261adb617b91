"""To find where a visit goes whose own words name no place: "begins a visit on Tuesday", "his first to Peru"."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.here import beside_day, here_at
from memcon.claims.located import located
from memcon.claims.seen import Seen, Side, countries, unworded
from memcon.claims.sides import places
from memcon.claims.syntax import after_preposition, kids, sentence_of
from memcon.model import PLANNED, Expression

COMING = frozenset(
    {"noun:visit.visit", "noun:visit.arrival", "verb:visit.arrive", "verb:visit.fly_in", "noun:visit.trip"}
)
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last"})
FARTHEST = 12  # tokens from a visit to what says which of its maker's it is


def at_dateline(seen: Seen, draft: Draft) -> Draft:
    """A foreigner's visit of which nobody says where it goes, as one to where the report is dated."""
    if draft.rule not in COMING or draft.place or draft.whom or not countries(draft.who):
        return draft
    place = here_at(seen, draft.trigger)
    if place is None or place.country in countries(draft.who):
        return draft
    return replace(draft, place=unworded([place]), meant=True, firm=True)


def is_under_way(seen: Seen, draft: Draft, visits: Sequence[Draft]) -> bool:
    """Whether words without a day name the visit that the report is about ("the premier's visit", "her trip abroad").

    `visits` are those told before: one of the same visitor may be meant.
    """
    page, noun, owners = seen.page, draft.trigger, _visitors(draft)
    is_one = (
        page.tokens[noun].tag == "NN" and bool(kids(page, noun, "poss")) and draft.status in ("happened", "ongoing")
    )
    if not is_one or not owners or any(owners & _visitors(other) for other in visits):
        return False
    follows = page.tokens[noun + 1].lemma if noun + 1 < len(page.tokens) else ""
    return follows == "abroad" or (page.tokens[noun].lemma == "visit" and page.tokens[noun].dep == "nsubj")


def named_after(seen: Seen, visit: int) -> list[Side]:
    """The place of what says which visit it is ("the visit, *his first to Peru* since he took power")."""
    page = seen.page
    last = min(visit + FARTHEST, sentence_of(page, visit).last)
    which = [k for k in range(visit + 2, last) if page.tokens[k].lemma in ORDINALS and page.tokens[k - 1].tag == "PRP$"]
    return places(seen, [o for k in which[:1] for o in after_preposition(page, k, ("to",))])


def meant_for(seen: Seen, visit: int) -> list[Side]:
    """The place of what a journey is made for ("his trip to meet A in Lima")."""
    page, aim = seen.page, visit + 2
    is_aim = aim < len(page.tokens) and page.tokens[visit + 1].tag == "TO" and page.tokens[aim].tag == "VB"
    return located(seen, aim, *kids(page, aim, "dobj")) if is_aim else []


def bound_for(seen: Seen, drafts: Sequence[Draft], times: Mapping[int, list[Expression]]) -> Iterator[Draft]:
    """The drafts; a visit told with its day alone goes where the report says elsewhere that its visitor goes.

    `times` are tied to the words that they date.
    """
    for draft in drafts:
        is_open = draft.kind == "visit" and not draft.place and not draft.whom and bool(_visitors(draft))
        is_open = is_open and not after_preposition(seen.page, draft.trigger, ("to",))  # "a trip to six allies"
        if not is_open or (draft.trigger not in times and draft.carrier not in times):
            yield draft
            continue
        alike = [d for d in drafts if d.kind == "visit" and d.place and _visitors(d) & _visitors(draft)]
        alike = [d for d in alike if (d.status in PLANNED) == (draft.status in PLANNED)]
        goals = [visit.place for visit in alike] or _received(seen, draft, drafts, times)
        lands = {place.country for places in goals for place in places}
        if len(lands) != 1 or lands & countries(draft.who):
            yield draft
            continue
        yield replace(draft, place=unworded(goals[0]), meant=True)


def _received(
    seen: Seen, draft: Draft, drafts: Sequence[Draft], times: Mapping[int, list[Expression]]
) -> list[Sequence[Side]]:
    """Where others met in their own land who "arrived on Sunday", of whom no journey is told by its place."""
    if draft.rule not in COMING or draft.status in PLANNED:
        return []
    met = [d for d in drafts if d.kind in ("meeting", "negotiation") and d.status not in PLANNED]
    met = [d for d in met if _visitors(draft) & {side.actor for side in d.participants()}]
    found = [(d, _where(seen, d, times)) for d in met]
    return [at for d, at in found if at and {place.country for place in at} <= countries(d.participants())]


def _where(seen: Seen, draft: Draft, times: Mapping[int, list[Expression]]) -> Sequence[Side]:
    """Where a meeting took place, by its own words, by those beside who was met, or beside its day."""
    heads = [side.head for side in draft.participants() if side.head is not None]
    found = draft.place or located(seen, draft.trigger, draft.carrier, *heads)
    return found or beside_day(seen, times.get(draft.carrier, ()))


def _visitors(draft: Draft) -> set[str]:
    """The persons who make a visit."""
    return {side.actor for side in draft.who if side.actor and side.kind == "person"}
