"""A reading to its claims: draft from verbs and nouns, complete from earlier tellings, tell counterparts apart."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from memcon.claims.acts import from_acts
from memcon.claims.bound_for import bound_for
from memcon.claims.carrier import ASIDE, tied_later
from memcon.claims.charges import from_charges
from memcon.claims.company import company
from memcon.claims.context import context_of
from memcon.claims.deadlines import with_deadlines
from memcon.claims.demands import from_demands
from memcon.claims.draft import Draft
from memcon.claims.gaps import each_apart, places_within, times_within
from memcon.claims.guests import with_hosts
from memcon.claims.headlines import from_headlines
from memcon.claims.here import beside_day
from memcon.claims.hosts import hosts, is_by_role, is_foreign_visit, is_with_host, opposite, welcomed
from memcon.claims.invited import of_invitation
from memcon.claims.layers import is_act_of_sides, layered, shared
from memcon.claims.located import located
from memcon.claims.members import is_of_club, is_of_members
from memcon.claims.monuments import monument_place
from memcon.claims.mood import CLOSING
from memcon.claims.moved import MOVED, moved
from memcon.claims.nouns import from_nouns
from memcon.claims.opened import with_openers
from memcon.claims.own_words import without_repeats
from memcon.claims.recall import complete
from memcon.claims.seen import Seen, Side, countries, host_state, look
from memcon.claims.sides import places
from memcon.claims.speech import statements, voice_at
from memcon.claims.syntax import after_preposition, conjuncts, governors, kids, phrase, sentence_of
from memcon.claims.terms import content, formats, recast, terms
from memcon.claims.times import (
    bound,
    dated,
    is_fresh,
    is_passed,
    is_spent_in,
    of_claim,
    of_event,
    of_purpose,
)
from memcon.claims.tone import toned
from memcon.claims.topics import topics
from memcon.claims.undone import undone
from memcon.claims.verbs import from_verbs
from memcon.claims.vows import from_vows
from memcon.model import Claim, Expression, Reading, Slot
from memcon.reference import Reference

OCCASIONS = frozenset({"feast", "anniversary"})
"""Forms of time that a message is about, not sent on ("congratulated him on Independence Day")."""

NEAR = 30
"""So many characters at most stand between an office and the name of its holder."""

ARRIVING = frozenset({"come", "arrive", "pour", "flow", "receive", "get"})

GATHERINGS = frozenset({"visit", "ceremony", "reception", "summit"})


HOLDING = frozenset({"host", "hold", "convene", "chair", "open", "organize", "organise"})

WITH_PLACE = frozenset({"meeting", "negotiation", "reception"})
"""Kinds whose place may stand beside their day, far from their word."""


def find(reading: Reading, known: Reference) -> tuple[Claim, ...]:
    """The claims of a report in order of the text; their time slots point at expressions, their days come later."""
    seen = look(reading, known)
    context = context_of(seen)
    found = [
        *from_verbs(seen, context),
        *from_nouns(seen, context),
        *from_acts(seen, context),
        *from_headlines(seen, context),
    ]
    drafts = sorted([*found, *from_vows(seen, context)], key=lambda d: d.trigger)
    drafts = [recast(seen, draft) for draft in drafts]
    times = dated(seen.page, reading.times, {d.trigger: d for d in drafts})
    whole = list(bound_for(seen, list(complete(seen, _without_doubles(seen, drafts), times)), times))
    whole = list(with_openers(seen, whole, context))
    whole = list(shared(seen, whole))
    whole = list(with_hosts(seen, whole))
    lands = hosts([d for d in whole if d.status not in ("denied", "possible")])
    whole = [welcomed(d, lands) for d in whole]
    between = [d for d in whole if _is_between_sides(seen, d) or is_foreign_visit(seen, d) or is_with_host(d, lands)]
    met = opposite(between)
    between = [d for d in whole if d in between or is_by_role(d, met)]
    told = list(undone(seen, list(without_repeats(seen, between, times))))
    further = [*from_charges(seen, context), *from_demands(seen, context, told)]
    told = sorted([*told, *further], key=lambda d: d.trigger)
    single = [
        one for draft in layered(seen, told, context) for each in each_apart(seen, draft) for one in _by_sender(each)
    ]
    claims = [c for draft in single for one, own in moved(seen, draft, times) for c in _claims(seen, one, own)]
    claims = with_deadlines(seen, claims, times, context)
    return _numbered(toned(seen, [*claims, *statements(seen)]))


SETTING_OUT = frozenset({"leave", "depart", "set", "embark"})


def _by_sender(draft: Draft) -> list[Draft]:
    """Messages from several senders ("congratulations came from Lima and Oslo") one by one; any other draft itself."""
    came = draft.rule.rpartition(".")[2] in ARRIVING  # else the second is the bearer of the first one's letter
    if draft.kind != "message" or draft.party or not (came or len(countries(draft.who)) > 1):
        return [draft]
    return [replace(draft, who=(sender,)) for sender in draft.who]


def _without_doubles(seen: Seen, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts but for questions, for what an invitation invites to, and for a noun that only repeats its verb."""
    inviting = {d.trigger for d in drafts if d.kind == "invitation"}
    verbs = {d.trigger: d for d in drafts if d.rule.startswith("verb")}
    for draft in drafts:
        if _is_question(seen, draft.trigger) or _is_heading(seen, draft.trigger) or _is_to_others(seen, draft):
            continue
        above = list(governors(seen.page, draft.trigger))[:4]
        if draft.kind in ("visit", "meeting", "negotiation", "summit") and inviting & set(above):
            if not _is_settled(seen, above):
                continue
            yield replace(draft, status="scheduled" if draft.status == "proposed" else draft.status)
            continue
        carrier = verbs.get(draft.carrier) if draft.carrier != draft.trigger else None
        if carrier and (_is_object(seen, draft, carrier) or _repeats(seen, draft, carrier)):
            continue
        if _goes_on(seen, draft, verbs):
            continue
        yield draft


def _goes_on(seen: Seen, draft: Draft, verbs: Mapping[int, Draft]) -> bool:
    """Whether a second verb only tells how those who met went on ("shook hands and chatted")."""
    page = seen.page
    first = verbs.get(page.tokens[draft.trigger].head) if page.tokens[draft.trigger].dep == "conj" else None
    if first is None or {first.kind, draft.kind} - {"meeting", "call"} or draft.status != first.status:
        return False
    set_apart = [
        k for k in kids(page, draft.trigger, "npadvmod", "advmod", "prep") if page.tokens[k].lemma not in LASTING
    ]
    return first.participants() == draft.participants() and not set_apart


LASTING = frozenset({"for", "about", "through", "briefly"})
"""What may stand beside a verb that tells how those who met went on: how long, and of what."""


def _is_object(seen: Seen, noun: Draft, verb: Draft) -> bool:
    """Whether a noun is only what its verb hands over, signs or lends; a protest in a note is an act of its own."""
    kinds = seen.known.vocabulary.kinds
    apart = kinds[noun.kind].family == "stance" and kinds[verb.kind].family == "engagement"
    return noun.trigger in verb.objects and not apart


def _is_settled(seen: Seen, above: Sequence[int]) -> bool:
    """Whether an invitation is accepted or turned down, which plans or denies what it invites to."""
    return any(phrase(seen.page, at) in seen.known.vocabulary.words["invitations.settled"] for at in above)


def _repeats(seen: Seen, noun: Draft, verb: Draft) -> bool:
    """Whether an event noun says no more than the verb that carries it ("arrived for a visit", "met for talks")."""
    elsewhere = {p.country for p in noun.place} - {p.country for p in verb.place}  # "returned after a visit to Peru"
    same = noun.kind == verb.kind and not noun.whom and not elsewhere
    return same and (
        not noun.party or (noun.party == verb.party and is_spent_in(seen.page, noun.trigger, verb.trigger))
    )


def _is_to_others(seen: Seen, draft: Draft) -> bool:
    """Whether those who "spoke" did so to somebody else, or of something, and not with each other."""
    if draft.rule.startswith("verb:call.") and _spoke_after(seen, draft.trigger):
        return True
    if not draft.rule.endswith((".speak", ".talk")) or not draft.party or not draft.rule.startswith("verb"):
        return False
    return bool(after_preposition(seen.page, draft.trigger, ("to", "of", "before", "against")))


def _spoke_after(seen: Seen, verb: int) -> bool:
    """Whether "with" belongs to an event before the speech ("spoke after two days of meetings with A")."""
    page, nouns = seen.page, seen.known.vocabulary.nouns
    asides = [k for k in kids(page, verb, "prep") if page.tokens[k].lemma in ASIDE]
    held = [o for k in asides for o in kids(page, k, "pobj")]
    held += [o for noun in held for o in after_preposition(page, noun, ("of",))]
    return any(page.tokens[o].lemma in nouns and tied_later(page, verb, o) for o in held)


def _is_heading(seen: Seen, token: int) -> bool:
    """Whether a token stands in a verbless line over questions and answers."""
    page = seen.page
    sentence = sentence_of(page, token)
    if page.sections[sentence.section].role != "questions":
        return False
    return not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in page.tokens[sentence.first : sentence.last])


def _is_question(seen: Seen, token: int) -> bool:
    """Whether a token stands in a sentence that asks."""
    sentence = sentence_of(seen.page, token)
    return seen.page.report.text[sentence.start : sentence.end].rstrip("”\"' ").endswith("?")


def _is_between_sides(seen: Seen, draft: Draft) -> bool:
    """Whether two sides of different countries (or bodies) take part, or one acts in another's country."""
    sides = countries(draft.participants())
    if seen.known.vocabulary.kinds[draft.kind].family != "engagement":
        return is_act_of_sides(seen, draft)
    if is_of_club(seen, draft, _all_places(seen, draft)):
        return True
    if draft.kind in GATHERINGS:
        hosts = {p.country for p in _all_places(seen, draft) if p.country}
        own = {side.country for side in draft.participants() if side.apart}  # a rebel comes to his own capital
        return bool(sides) and (
            len((sides | hosts) - own) > 1 or len(sides) > 1 or (bool(hosts) and _is_at_home(seen, draft))
        )
    if len(sides) == 1 and is_of_members(seen, draft):
        return True
    return len(sides) > 1 and bool(draft.who or draft.party)  # "talks with A and B": whose talks is not told


def _is_at_home(seen: Seen, draft: Draft) -> bool:
    """Whether somebody holds a summit in his own land, whose guests are not told by name ("hosted a summit in")."""
    return draft.kind == "summit" and draft.firm and seen.page.tokens[draft.carrier].lemma in HOLDING


def _all_places(seen: Seen, draft: Draft) -> list[Side]:
    """The places of a draft: its own, else those where its words stand in a locative phrase."""
    named = [side.head for side in draft.participants() if side.head is not None]  # "met the premier in Oslo"
    heads = dict.fromkeys(one for head in named for one in conjuncts(seen.page, head))
    if draft.kind == "ceremony" and not draft.place:  # "during his visit to Lima, he laid a wreath at the statue"
        nested = [o for k in kids(seen.page, draft.trigger, "prep") for o in kids(seen.page, k, "pobj")]
        found = located(seen, draft.trigger) or places(seen, after_all(seen, nested))
        found = found or monument_place(seen, draft.trigger)
        if found:
            return found
    return list(draft.place) or located(seen, draft.trigger, draft.carrier, *heads)


def after_all(seen: Seen, nouns: Sequence[int]) -> list[int]:
    """Where the events that these nouns name take place ("his visit to Lima")."""
    return [o for noun in nouns for o in after_preposition(seen.page, noun, ("to", "in"))]


def _claims(seen: Seen, draft: Draft, times: dict[int, list[Expression]]) -> Iterator[Claim]:
    """One claim for each counterpart, and for each state that a visit goes to; a gathering of parties is one claim."""
    where = places_within(seen, draft, _all_places(seen, draft))
    # The day of a cancelled event is that of the event, not of its cancellation.
    governs = seen.known.vocabulary.governs["verbs"]
    if draft.status == "cancelled" and governs.get(phrase(seen.page, draft.carrier)) == "cancelled":
        times = {**times, draft.carrier: of_event(seen.page, draft.carrier, times.get(draft.carrier, ()))}
    own = of_claim(seen.page, draft.trigger, draft.carrier, times, seen.known.vocabulary)
    if not own and draft.kind == "visit" and draft.status == "scheduled":
        own = of_purpose(seen.page, draft.trigger, draft.carrier, times)
    own = times_within(seen, draft, own)
    if not where and draft.kind in WITH_PLACE:
        where = beside_day(seen, own)
    if _has_legs(seen, draft, where):
        draft, own = replace(draft, status="scheduled"), []
    if draft.status == "scheduled":  # "flew in last night for talks": the night is not that of the talks
        own = [expression for expression in own if not is_fresh(expression)]
    if draft.kind == "invitation":
        told = of_invitation(seen.page, draft, own, times)
    else:
        told = [(_part(seen, draft, expression), expression) for expression in own]
        told += [("deadline", expression) for expression in _due(seen, draft, times)]
    for whom, at in _counterparts(draft, where):
        yield _claim(seen, draft, _slots(seen, draft, whom, at, told))


def _due(seen: Seen, draft: Draft, times: Mapping[int, Sequence[Expression]]) -> list[Expression]:
    """By when what is promised is to be done ("promised to open the port by May")."""
    if draft.kind != "promise" or draft.status != "happened":
        return []
    within = [at for at in content(seen, draft) if at != draft.trigger]
    return [e for at in within for e in times.get(at, ()) if bound(seen.page.report.text, e) == "deadline"]


def _part(seen: Seen, draft: Draft, expression: Expression) -> str:
    """Which time of a claim an expression tells; what happened by a day is dated by it, what was promised is due."""
    part = bound(seen.page.report.text, expression)
    if draft.rule.endswith(MOVED):
        return "day"  # "postponed until Friday"
    if draft.status == "ongoing" and seen.page.tokens[draft.carrier].lemma in CLOSING:
        return "until"  # "will wind up his visit on Friday"
    words, word = seen.known.vocabulary.words, seen.page.tokens[draft.carrier].lemma
    is_voiced = seen.known.vocabulary.kinds[draft.kind].family == "undertaking" and any(
        word in words[f"stages.{stage}"] for stage in ("offered", "promised", "agreed")
    )
    return part if draft.status != "happened" or part == "since" or (part == "deadline" and is_voiced) else "day"


def _has_legs(seen: Seen, draft: Draft, where: Sequence[Side]) -> bool:
    """Whether several states lie ahead of who has only set out ("left on Monday for visits to Peru and Chile")."""
    leaves = seen.page.tokens[draft.carrier].lemma in SETTING_OUT
    states = {place.country for place in where if place.country}
    return draft.kind == "visit" and draft.status == "happened" and leaves and len(states) > 1


def _counterparts(draft: Draft, where: Sequence[Side]) -> list[tuple[tuple[Side, ...], Sequence[Side]]]:
    """The counterparts, each a claim of its own with its places; the host states of a visit where nobody is told."""
    theirs = {side.key() for side in draft.who}
    if draft.kind in GATHERINGS and not draft.whom and not draft.party:
        hosts: dict[str, list[Side]] = {}
        for place in where:
            if place.country and place.country not in theirs:
                hosts.setdefault(place.country, []).append(place)
        if not hosts and ((draft.kind == "ceremony" and len(theirs) > 1) or draft.kind == "summit"):
            return [((), where)]  # "A, together with B, laid a wreath", "A hosted a summit in his capital"
        return [((host,), at) for at in hosts.values() if (host := host_state(at[0]))]
    known = [side for side in draft.whom if side.key() or side.actor] or draft.whom  # "the president, General X"
    apart = [side for side in known if side.key() not in theirs or side.key() is None]
    apart = apart or list(draft.whom[: 1 if len(theirs) > 1 else None])  # "A and B met their states' business leaders"
    return [((side,), where) for side in _without_offices(apart)] or [((), where)]


def _without_offices(found: Sequence[Side]) -> Sequence[Side]:
    """The counterparts, but for an office whose holder follows ("the chief of the Kenyan staff, Ann Otieno")."""
    ordered = sorted(found, key=lambda side: side.start or 0)
    if [side.kind for side in ordered] != ["state", "person"]:
        return found
    office, holder = ordered
    near = office.end is not None and holder.start is not None and 0 < holder.start - office.end < NEAR
    return [holder] if near and (office.words or "").startswith("the ") else found


def _slots(
    seen: Seen, draft: Draft, whom: Sequence[Side], where: Sequence[Side], times: Sequence[tuple[str, Expression]]
) -> tuple[Slot, ...]:
    """The filled parts of one claim, in the order of the contract's parts."""
    text = seen.page.report.text
    slots = [side.slot("who") for side in draft.who]
    slots += [side.slot("whom") for side in whom]
    slots += [side.slot("party") for side in draft.party]
    slots += [side.slot(_place_part(seen, side)) for side in where if side.start is not None]
    for part, expression in times:
        if (draft.kind == "message" and expression.form in OCCASIONS) or is_passed(text, expression):
            continue
        is_first = any(seen.page.tokens[k].lemma == "first" for k in kids(seen.page, draft.trigger, "amod"))
        if expression.form == "ahead" and (is_first or draft.status in ("happened", "ongoing", "denied")):
            continue  # "the first such meeting in six years" tells a span, not a day
        slots.append(Slot(part, text[expression.start : expression.end], expression.start, expression.end))
    return (*slots, *company(seen, draft), *terms(seen, draft), *topics(seen, draft))


def _place_part(seen: Seen, side: Side) -> str:
    """Whether a place is a venue (a palace, a residence) or a place."""
    held = seen.known.places.get(side.actor or "")
    return "venue" if held is not None and held.kind == "venue" else "place"


def _claim(seen: Seen, draft: Draft, slots: tuple[Slot, ...]) -> Claim:
    """A claim from a draft and its slots; its span runs over all its words in the sentence of its trigger."""
    page, kind = seen.page, seen.known.vocabulary.kinds[draft.kind]
    sentence = sentence_of(page, draft.trigger)
    points = [(page.tokens[t].start, page.tokens[t].end) for t in (draft.trigger, draft.carrier)]
    points += [(s.start, s.end) for s in slots if s.start is not None and s.end is not None]
    inside = [p for p in points if sentence.start <= p[0] and p[1] <= sentence.end]
    place = next((s.actor for s in slots if s.part in ("venue", "place") and s.actor), None)
    return Claim(
        id="",
        report=page.report.id,
        section=sentence.section,
        start=min(p[0] for p in inside),
        end=max(p[1] for p in inside),
        kind=draft.kind,
        family=kind.family,
        status=draft.status,
        slots=slots,
        rule=draft.rule + ("+recalled" if draft.meant else "") + ("" if draft.firm else "+named"),
        stage=draft.stage,
        mode=draft.mode,
        format=formats(seen, draft),
        voice=voice_at(seen, draft.trigger),
        place=place,
    )


def _numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims in order of the text, with ids of report, kind, span and ordinal."""
    ordered = sorted(
        claims, key=lambda c: (c.start, c.end, c.kind, [(s.part, s.start or 0, s.actor or "") for s in c.slots])
    )
    counts: dict[tuple[str, int, int], int] = {}
    out = []
    for claim in ordered:
        key = (claim.kind, claim.start, claim.end)
        counts[key] = counts.get(key, 0) + 1
        out.append(replace(claim, id=f"{claim.report}:{claim.kind}:{claim.start}-{claim.end}:{counts[key]}"))
    return tuple(out)
