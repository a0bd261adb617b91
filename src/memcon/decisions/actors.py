"""To turn decisions about actors into what a pile's names are held to: these are one actor, those are two."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from memcon.decisions.anchor import places
from memcon.decisions.pairs import JOINING, hold
from memcon.decisions.values import ACTOR_SLOT
from memcon.model import Actor, Anchor, Coded, Decision, Outcome, Report
from memcon.spelling import fold

_HELD = ("applied", "moved")


class Ties(Struct, frozen=True):
    """What people decided of the actors of a pile.

    `one` are pairs of ids that are one actor, the one that was named first before the other; `apart` are pairs that are
    two. `elsewhere` says of a report whom an id means there: another of the same name, with an id of its own.
    """

    one: tuple[tuple[str, str], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    elsewhere: Mapping[str, Mapping[str, Actor]] = {}
    outcomes: tuple[Outcome, ...] = ()


def actor_anchor(actor: Actor, report: Report | None = None) -> Anchor:
    """The anchor of an actor, of the whole pile or as one report tells of it."""
    where = (report.id, report.path) if report else ("", "")
    return Anchor(*where, exact=actor.name, kind=actor.kind, sides=(actor.id,))


def ties(coded: Sequence[Coded], decisions: Sequence[Decision]) -> Ties:
    """What standing decisions about actors come to together; the latest goes first, as of those about events."""
    about = [one for one in decisions if one.slot == ACTOR_SLOT]
    if not about:
        return Ties()
    pile = _Pile(coded, about)
    found = hold(about, pile.ids, "actor")
    one = [(str(o.claim), other) for o in found.outcomes for other in o.others if _joins(o)]
    held = {o.decision.id for o in found.outcomes if o.outcome in _HELD}
    elsewhere = {report: {id: new for id, by, new in named if by in held} for report, named in pile.elsewhere.items()}
    return Ties(tuple(one), found.apart, elsewhere, tuple(map(_of_actors, found.outcomes)))


def _joins(outcome: Outcome) -> bool:
    return outcome.outcome in _HELD and outcome.decision.op in JOINING


def _of_actors(outcome: Outcome) -> Outcome:
    """The outcome with the ids of all its actors as `others`; it is applied to no claim."""
    return replace(outcome, claim=None, others=tuple(one for one in (outcome.claim, *outcome.others) if one))


def agreed_actors(outcomes: Sequence[Outcome], machine: Mapping[str, str]) -> Iterator[Outcome]:
    """The outcomes, one told as `agrees` where the machine's own spelling (which id each id becomes) says the same."""
    for outcome in outcomes:
        if outcome.outcome in _HELD:
            first, *others = (machine.get(id, id) for id in outcome.others)
            alike = [other == first for other in others]
            agrees = all(alike) if outcome.decision.op in JOINING else not any(alike)
            says = "one actor" if all(alike) else "several actors"
            if any(anchor.report for anchor in outcome.decision.others):
                agrees, says = False, "one actor"  # of one name in two reports the machine never makes two
            yield replace(outcome, outcome="agrees" if agrees else outcome.outcome, machine_is=says)
        else:
            yield outcome


class _Pile:
    """The actors of a pile by id, those that people hold for others of the same name in some reports among them."""

    def __init__(self, coded: Sequence[Coded], about: Sequence[Decision]) -> None:
        self.reports = {each.report.id: each.report for each in coded}
        self.local = {each.report.id: {actor.id: actor for actor in each.actors} for each in coded}
        self.told = {actor.id: actor for each in coded for actor in each.actors}
        self.elsewhere: dict[str, list[tuple[str, str, Actor]]] = {}
        for decision in about:
            for anchor in decision.others:
                if where := self._where(anchor):
                    report, actor = where
                    new = replace(actor, id=_another(actor.id, decision))
                    self.elsewhere.setdefault(report, []).append((actor.id, decision.id, new))
                    self.told[new.id] = new

    def ids(self, decision: Decision) -> tuple[str | None, tuple[str, ...], str | None]:
        """The ids that a decision is about, as far as they are told of, and no word of having moved."""
        first, *others = (self._id(anchor, decision) for anchor in (decision.target, *decision.others))
        return first, tuple(dict.fromkeys(one for one in others if one and one != first)), None

    def _id(self, anchor: Anchor, decision: Decision) -> str | None:
        if anchor.report:
            where = self._where(anchor)
            return _another(where[1].id, decision) if where else None
        found = _meant(anchor, self.told)
        return found.id if found else None

    def _where(self, anchor: Anchor) -> tuple[str, Actor] | None:
        """The report of an anchor, and the actor as it is told of there."""
        place = next(iter(places(anchor, self.reports)), None) if anchor.report else None
        found = _meant(anchor, self.local[place.report]) if place else None
        return (place.report, found) if place and found else None


def _meant(anchor: Anchor, told: Mapping[str, Actor]) -> Actor | None:
    """The actor of the anchor's id, else the first of its kind and name."""
    if anchor.sides and anchor.sides[0] in told:
        return told[anchor.sides[0]]
    named = (told[id] for id in sorted(told) if told[id].kind == anchor.kind)
    return next((actor for actor in named if fold(actor.name) == fold(anchor.exact)), None)


def _another(id: str, decision: Decision) -> str:
    """The id of another of the same name, after the decision that tells them apart."""
    return f"{id}-{decision.id}"
