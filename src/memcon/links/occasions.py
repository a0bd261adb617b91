"""To find anew what belongs to a visit and what keeps a plan, where events of a growing pile changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from memcon.links.blocks import WEEK
from memcon.links.facts import Facts
from memcon.links.fulfils import Deed, Parties, Plan, deed_of, kept_by, parties_of, plan_of
from memcon.links.parts import NEAR, Occasion, holds, may_be_part, occasion, part_link
from memcon.links.shelf import Other, Row, Shelf, key, number, role_of, turned
from memcon.links.weights import link_weights
from memcon.model import Claim, Link

SPELL = 100
"""Days of a bucket in which plans stand: some may be kept for years."""

FactsOf = Callable[[Collection[int]], Mapping[int, Facts]]


class Made(Struct, frozen=True):
    """What an event comes to for others: an occasion, a deed, a plan, each if it is one; by its earliest claim."""

    claim: str
    order: tuple[str, int, int, str]
    occasion: Occasion | None
    deed: Occasion | None
    plan: Plan | None


def made_of(event: Sequence[Row], facts: Mapping[int, Facts]) -> Made:
    """What an event, its claims in order, comes to."""
    claims: list[Claim] = [row.claim for row in event]
    told = {row.claim.id: facts[row.telling] for row in event if row.telling is not None}
    return Made(claims[0].id, event[0].order, occasion(claims, told), deed_of(claims, told), plan_of(claims, told))


def stands(made: Made) -> set[tuple[int, int]]:
    """Where an event stands: visits by guest and week, parts by side and day, deeds and plans by parties."""
    found: set[tuple[int, int]] = set()
    if (one := made.occasion) and one.facts.kind == "visit":
        weeks = range((one.first - NEAR) // WEEK, (one.last + NEAR) // WEEK + 1)
        found |= {(key("visit", guest), week) for guest in one.facts.who for week in weeks}
    if made.occasion and may_be_part(made.occasion, link_weights()):
        found |= {(key("part", side), made.occasion.first) for side in made.occasion.facts.sides}
    if made.deed:
        found |= {(key("deed", parties), made.deed.first) for parties in parties_of(made.deed.facts)}
    if made.plan:
        spells = range(made.plan.first // SPELL, made.plan.last // SPELL + 1)
        found |= {(key("plan", parties), spell) for parties in _plan_parties(made.plan) for spell in spells}
    return found


def _plan_parties(plan: Plan) -> Iterator[Parties]:
    for left, right in combinations(plan.facts.sides, 2):
        yield plan.group, left, right


def related(shelf: Shelf, before: Sequence[Row], after: Sequence[Row], facts: FactsOf) -> tuple[set[Other], list[Link]]:
    """The `part_of` and `fulfils` links that went and came with events, given all claims of those before and after.

    The shelf is brought up to date.
    """
    desk = _Desk(shelf, facts)
    made = desk.made(after)
    items = {number(min(rows, key=lambda row: row.order).claim.id) for rows in _events(before).values()}
    stood = shelf.stood(items)
    now = {number(one.claim): stands(one) for one in made}
    shelf.stand({item: now.get(item, set()) for item in items | now.keys()})
    desk.known = {number(one.claim): one for one in made}
    links = {(link.left, link.right): link for link in desk.parts(made)}
    places = [place for held in (*stood.values(), *now.values()) for place in held]
    plans = {number(one.claim): one for one in made if one.plan} | desk.plans(places)
    wanted = {one.claim for one in plans.values()}
    gone = set(shelf.others({row.claim.id for row in (*before, *after)}))
    gone |= {one for one in shelf.others(wanted) if one[1] in wanted and one[2] == "fulfils"}
    came = [*links.values(), *desk.kept(plans.values())]
    shelf.relate(gone, {(link.left, link.right, link.relation) for link in came})
    return gone, came


def _events(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The claims of each event, in order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.order):
        found[row.event].append(row)
    return found


class _Desk:
    """What is read from the shelf of events, each once."""

    def __init__(self, shelf: Shelf, facts: FactsOf) -> None:
        self.shelf, self.facts, self.weights = shelf, facts, link_weights()
        self.known: dict[int, Made] = {}

    def made(self, rows: Sequence[Row]) -> list[Made]:
        """What the events of these claims come to."""
        facts = self.facts({row.telling for row in rows if row.telling is not None})
        return [made_of(event, facts) for event in _events(rows).values()]

    def look_up(self, items: Collection[int]) -> list[Made]:
        """What other events, by their earliest claims, come to."""
        missing = [item for item in items if item not in self.known]
        events = {row.event for row in self.shelf.rows("n", missing)}
        self.known |= {number(one.claim): one for one in self.made(self.shelf.rows("event", events))}
        return [self.known[item] for item in items if item in self.known]

    def parts(self, made: Sequence[Made]) -> Iterator[Link]:
        """The links of these events to visits that hold them, and of what they hold."""
        for one in made:
            own = one.occasion
            if own and may_be_part(own, self.weights):
                for visit in self._standing("visit", own.facts.sides, own.first // WEEK, own.first // WEEK):
                    if holds(visit, own):
                        yield part_link(own, visit)
            if own and own.facts.kind == "visit":
                for part in self._standing("part", own.facts.who, own.first - NEAR, own.last + NEAR):
                    if holds(own, part):
                        yield part_link(part, own)

    def _standing(self, role: str, words: Iterable[str], first: int, last: int) -> list[Occasion]:
        """The occasions that stand in a role."""
        items = {item for one in words for item in self.shelf.standing(key(role, one), first, last, 10**9)}
        return [one.occasion for one in self.look_up(sorted(items)) if one.occasion]

    def plans(self, places: Iterable[tuple[int, int]]) -> dict[int, Made]:
        """The plans that a deed may keep that stands or stood in one of these places."""
        spells = {(turned(place, "plan"), day // SPELL) for place, day in places if role_of(place) == "deed"}
        items = {item for place, spell in spells for item in self.shelf.standing(place, spell, spell, 10**9)}
        return {number(one.claim): one for one in self.look_up(sorted(items)) if one.plan}

    def kept(self, plans: Iterable[Made]) -> Iterator[Link]:
        """The links from what keeps these plans."""
        for plan in (one.plan for one in plans if one.plan):
            deeds: dict[Parties, list[Deed]] = {}
            for parties in _plan_parties(plan):
                items = self.shelf.standing(key("deed", parties), plan.first, plan.last, 10**9)
                done = sorted((one for one in self.look_up(items) if one.deed), key=_first_day)
                deeds[parties] = [(one.deed.first, at, one.deed) for at, one in enumerate(done) if one.deed]
            yield from kept_by(plan, deeds, self.weights)


def _first_day(made: Made) -> tuple[int, tuple[str, int, int, str]]:
    """When a deed was done, and where its event stands among those of one day."""
    return made.deed.first if made.deed else 0, made.order
