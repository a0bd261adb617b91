"""To replay people's decisions on coded reports: claims set, rejected, added; what became of each decision."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from memcon.article import with_article
from memcon.decisions.anchor import Place, meant, places
from memcon.decisions.live import report_outcomes, standing
from memcon.decisions.pairs import Pairs, pairs
from memcon.decisions.values import ACTOR_SLOT, PARTICIPANTS, PARTS, REPORT_FIELDS, WORDS_SLOT, changed, checked, told
from memcon.model import Actor, Claim, Coded, Decision, Link, Outcome, Report
from memcon.reference import Reference

Refine = Callable[[Claim, Coded], Claim]
"""What derives the rest of a claim (rank, stage, PLOVER code) from what a person decided."""

WATCHED = ("kind", "status", "when", "place", *PARTICIPANTS)
"""What an accepted claim is held to have said."""


class Ruled(Struct, frozen=True):
    """Coded reports with people's decisions applied, the links that people made, and what became of each decision.

    `touched` are the reports whose claims changed, `apart` the pairs of claims that people hold apart.
    """

    coded: tuple[Coded, ...]
    links: tuple[Link, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    touched: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()


class _Found(Struct, frozen=True):
    """A decision about one claim, where its words were found, and the claim made there."""

    decision: Decision
    place: Place
    claim: Claim | None


def replay(coded: Sequence[Coded], decisions: Sequence[Decision], known: Reference, refine: Refine) -> Ruled:
    """The reports with all decisions applied, in the order of the decisions, a later one before an earlier."""
    if not decisions:
        return Ruled(tuple(coded))
    rest, outcomes = standing(decisions)
    desk = _Desk(coded, known, refine)
    outcomes += report_outcomes(desk.reports, rest, known)
    for decision in rest:
        if decision.slot not in REPORT_FIELDS and decision.op in ("set", "reject", "accept", "add"):
            desk.take(decision)
    desk.settle()
    between = [d for d in rest if d.op in ("merge", "same_as", "split", "different") and d.slot != ACTOR_SLOT]
    made: Pairs = pairs(between, desk.reports, desk.claims)
    order = {decision.id: n for n, decision in enumerate(decisions)}
    told_of = sorted([*outcomes, *desk.outcomes, *made.outcomes], key=lambda o: order[o.decision.id])
    return Ruled(desk.coded(), made.links, tuple(told_of), frozenset(desk.touched), made.apart)


class _Desk:
    """The claims of a pile while decisions are applied to them."""

    def __init__(self, coded: Sequence[Coded], known: Reference, refine: Refine) -> None:
        self.whole, self.known, self.refine = {c.report.id: c for c in coded}, known, refine
        self.reports: Mapping[str, Report] = {c.report.id: c.report for c in coded}
        self.claims: dict[str, list[Claim]] = {c.report.id: list(c.claims) for c in coded}
        self.actors: dict[str, Actor] = {**known.actors, **{a.id: a for c in coded for a in c.actors}}
        self.waiting: dict[str, list[_Found]] = defaultdict(list)
        self.outcomes: list[Outcome] = []
        self.touched: set[str] = set()

    def take(self, decision: Decision) -> None:
        """Find what a decision is about; one that is lost, or adds a claim, is dealt with at once."""
        found = list(places(decision.target, self.reports))
        if not found:
            self.outcomes.append(Outcome(decision, "lost", note="its words are in no report"))
        elif decision.op == "add":
            self._add(decision, found[0])
        elif decision.slot == WORDS_SLOT:
            self._pass_over(decision, found[0])
        else:
            claims = ((place, meant(decision.target, place, self.claims[place.report])) for place in found)
            place, claim = next(((p, c) for p, c in claims if c is not None), (found[0], None))
            self.waiting[claim.id if claim else decision.id].append(_Found(decision, place, claim))

    def settle(self) -> None:
        """Apply what is decided of each claim: the last word counts."""
        for decided in self.waiting.values():
            last: dict[str, _Found] = {}
            for found in decided:
                key = found.decision.slot or "" if found.decision.op == "set" else found.decision.op
                late = list(last) if found.decision.op == "reject" else [key, "reject"]
                for earlier in (last.pop(one) for one in late if one in last):
                    self._tell(earlier, "superseded", note=f"by {found.decision.id}")
                last[key] = found
            for found in last.values():
                self._apply(found)

    def _apply(self, found: _Found) -> None:
        """Apply one decision to its claim."""
        if found.claim is None:
            gone = found.decision.op == "reject"
            note = "no such claim is made any more" if gone else "the words stand, but no claim is made of them"
            self._tell(found, "agrees" if gone else "lost", note=note)
            return
        {"set": self._set, "reject": self._reject, "accept": self._accept}[found.decision.op](found, found.claim)

    def _set(self, found: _Found, claim: Claim) -> None:
        decision = found.decision
        slot = str(decision.slot)
        try:
            value = checked(slot, str(decision.value or ""), self.actors, self.known)
        except ValueError as why:
            self._tell(found, "lost", note=str(why))
            return
        says = told(claim, slot)
        outcome = "applied" if says == (decision.machine_was or "") else "reflagged"
        if says == value:
            self._tell(found, "agrees", machine_is=says)
            return
        now = next(c for c in self.claims[claim.report] if c.id == claim.id)
        edited = changed(now, replace(decision, value=value), self.reports[claim.report].text, self.known)
        self._put(self._refined(edited, slot))
        note = f"the machine said {decision.machine_was or 'nothing'}, now {says or 'nothing'}"
        self._tell(found, outcome, machine_is=says, note=note if outcome == "reflagged" else None)

    def _refined(self, claim: Claim, slot: str) -> Claim:
        """The claim with what follows from it derived anew, but for the rank or stage that was decided itself."""
        refined = self.refine(claim, self.whole[claim.report])
        return replace(refined, rank=claim.rank) if slot == "rank" else refined

    def _reject(self, found: _Found, claim: Claim) -> None:
        if claim.kind != found.decision.target.kind:
            self._tell(
                found,
                "reflagged",
                machine_is=claim.kind,
                note=f"the machine now takes it for {with_article(claim.kind)}",
            )
            return
        self.claims[claim.report] = [c for c in self.claims[claim.report] if c.id != claim.id]
        self.touched.add(claim.report)
        self._tell(found, "applied", machine_is=claim.status)

    def _accept(self, found: _Found, claim: Claim) -> None:
        says = watched(claim)
        if says == found.decision.machine_was:
            self._tell(found, "agrees", machine_is=says)
        else:
            self._tell(found, "reflagged", machine_is=says, note=f"accepted as {found.decision.machine_was}")

    def _pass_over(self, decision: Decision, place: Place) -> None:
        """Hold to it that words tell nothing that a claim is to be made of, as long as none is."""
        start, end = place.start or 0, place.end or 0
        made = [
            c.kind for c in self.claims[place.report] if c.start < end and start < c.end and c.family != "statement"
        ]
        outcome = "reflagged" if made else "moved" if place.moved else "agrees"
        note = f"{with_article(made[0])} is now told of them" if made else place.moved
        where = (f"{place.report}:{start}-{end}",)
        self.outcomes.append(Outcome(decision, outcome, None, where, made[0] if made else "no claim", note))

    def _add(self, decision: Decision, place: Place) -> None:
        """Add a claim that the machine did not make, unless it now makes it itself."""
        fields = decision.value if isinstance(decision.value, dict) else {}
        found = _Found(decision, place, None)
        try:
            claim = self._made(decision, place, fields)
        except ValueError as why:
            self._tell(found, "lost", note=str(why))
            return
        alike = [
            c for c in self.claims[place.report] if (c.kind, c.status) == (claim.kind, claim.status)
            and c.start < claim.end and claim.start < c.end and all(told(c, p) == told(claim, p) for p in PARTICIPANTS)
        ]  # fmt: skip
        if alike:
            self._tell(replace(found, claim=alike[0]), "agrees", machine_is=watched(alike[0]))
            return
        self.claims[place.report].append(claim)
        self._put(self._refined(claim, "rank" if claim.rank else ""))
        self._tell(replace(found, claim=claim), "applied")

    def _made(self, decision: Decision, place: Place, fields: Mapping[str, str]) -> Claim:
        """The claim that a person adds; ValueError says what is missing or wrong."""
        if place.start is None or place.end is None:
            raise ValueError("an added claim needs the words that tell it")
        kind = checked("kind", fields.get("kind"), self.actors, self.known)
        taken = {c.id for c in self.claims[place.report]}
        ids = (f"{place.report}:{kind}:{place.start}-{place.end}:{n}" for n in count())
        sections = self.whole[place.report].sections
        section = max((n for n, s in enumerate(sections) if s.start <= place.start), default=0)
        claim = Claim(
            next(one for one in ids if one not in taken), place.report, section, place.start, place.end, kind,
            self.known.vocabulary.kinds[kind].family, "happened", (), "person:added",
        )  # fmt: skip
        text = self.reports[place.report].text
        for slot, given in sorted(fields.items()):
            value = checked(slot, given, self.actors, self.known)
            claim = changed(claim, replace(decision, slot=slot, value=value), text, self.known)
        if not claim.slots:
            raise ValueError(f"an added claim needs at least one of {', '.join(PARTS)}")
        return replace(claim, rule="person:added")

    def _put(self, claim: Claim) -> None:
        """Put a claim in the place of the one with its id."""
        self.claims[claim.report] = [claim if c.id == claim.id else c for c in self.claims[claim.report]]
        self.touched.add(claim.report)

    def _tell(self, found: _Found, outcome: str, *, machine_is: str | None = None, note: str | None = None) -> None:
        """Record what became of a decision; one applied at another place is moved."""
        moved = outcome == "applied" and found.place.moved
        claim = found.claim.id if found.claim else None
        told_as = "moved" if moved else outcome
        self.outcomes.append(Outcome(found.decision, told_as, claim, (), machine_is, note or found.place.moved))

    def coded(self) -> tuple[Coded, ...]:
        """The reports in their order, those touched with their claims as decided and all actors that these mean."""
        return tuple(self._coded(c) if c.report.id in self.touched else c for c in self.whole.values())

    def _coded(self, whole: Coded) -> Coded:
        claims = tuple(sorted(self.claims[whole.report.id], key=lambda c: (c.start, c.end, c.id)))
        ids = {i for c in claims for i in (c.place, c.voice.speaker, *(s.actor for s in c.slots)) if i}
        added = (self.actors[i] for i in sorted(ids - {a.id for a in whole.actors}))
        return replace(whole, claims=claims, actors=(*whole.actors, *added))


def watched(claim: Claim) -> str:
    """What is accepted of a claim, in one line."""
    return "; ".join(f"{slot}={told(claim, slot)}" for slot in WATCHED if told(claim, slot))
