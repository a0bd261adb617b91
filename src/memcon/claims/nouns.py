"""To draft claims from nouns that name an event ("talks between A and B", "his visit to", "a phone call with")."""

from collections.abc import Iterator

from msgspec.structs import replace

from memcon.claims.attending import attending
from memcon.claims.carrier import (
    carrier_of,
    carrier_subject,
    follows,
    is_aside,
    is_beside,
    is_between_those_told,
    is_during,
    is_theirs,
    joint_subject,
    teller,
    tied,
    tied_later,
)
from memcon.claims.commissions import chairs, is_sitting
from memcon.claims.destinations import announced, destinations, is_at_end
from memcon.claims.draft import Draft
from memcon.claims.firm import is_firm
from memcon.claims.headlines import headline_subject
from memcon.claims.hosts import is_counterpart
from memcon.claims.members import of_region
from memcon.claims.outlook import Context
from memcon.claims.receptions import Sides, honoured, hosts_of, is_given, received, received_by
from memcon.claims.seen import Seen, Side, countries, from_mention, mention_at
from memcon.claims.sides import MODIFIERS, institutions, is_of_people, owner, sides
from memcon.claims.status import status
from memcon.claims.syntax import (
    after_preposition,
    conjuncts,
    is_passive,
    is_verb,
    kids,
    objects,
    sentence_of,
    subjects,
)
from memcon.claims.taking_part import involved, started_with
from memcon.claims.titled import named_before

ONE_MORE = frozenset({"one", "another"})
PRISONERS = frozenset({"prisoner", "fire", "gunfire", "stock", "student", "cultural", "foreign", "rate", "hostage"})
TRADES = frozenset({"business", "investment", "investor", "news", "press", "board", "cabinet", "tech", "startup"})
MEALS = frozenset({"lunch", "luncheon", "dinner", "breakfast"})
BEARING = frozenset({"carry", "bring", "bear", "take", "deliver", "convey", "transmit", "relay", "hand", "pass"})
PLACED = ("in", "at", "near", "outside")
CONVENING = frozenset({"host", "mediate", "broker", "sponsor", "chair"})
HOSTING = frozenset({"welcome", "host", "receive", "greet"})
PREPARING = frozenset("prepare plan arrange organise organize set lay pave discuss propose".split())
"""What one does for an event of others, or of one's masters ("set the stage for a summit between A and B")."""
BACKING = frozenset(
    """back favor favour support endorse oppose welcome applaud hail praise facilitate encourage observe monitor
    criticize criticise condemn""".split()
)
"""What one does to talks of others ("Peru and Chile back talks on the dispute")."""


def from_nouns(seen: Seen, context: Context) -> Iterator[Draft]:
    """A draft for every noun of the page that names an event, with the sides that grammar gives it, be they none."""
    last = None
    for at, token in enumerate(seen.page.tokens):
        if at in seen.at and not _is_gathering(seen, at):
            continue
        kind = _kind(seen, at) if token.tag[:2] == "NN" else None
        if token.lemma in ONE_MORE and _is_elliptic(seen, at):
            kind = last  # "after this meeting came one with …"
        if kind and not _is_modifier(seen, at):
            last = kind
            yield _standing(seen, at, kind) if _is_standing(seen, at, kind) else _draft(seen, at, kind, context)


def _is_gathering(seen: Seen, at: int) -> bool:
    """Whether a body's name ends in the word for its meetings ("the six-party talks")."""
    mention = mention_at(seen, at)
    return mention is not None and mention.kind == "body" and mention.last - 1 == at


def _is_elliptic(seen: Seen, at: int) -> bool:
    """Whether "one" or "another" stands for an event told before, as a "with" or "between" after it shows."""
    return any(seen.page.tokens[k].lemma in ("with", "between") for k in _tied(seen, at))


def _tied(seen: Seen, at: int) -> list[int]:
    """The prepositions of a "one", and the next word where the parser hangs it from the verb ("came one with")."""
    following = at + 1 if at + 1 < sentence_of(seen.page, at).last and seen.page.tokens[at + 1].dep == "prep" else at
    return kids(seen.page, at, "prep") or [following] * (following > at)


def _kind(seen: Seen, at: int) -> str | None:
    """The kind that a noun names, with the word before it where the two make one ("phone call", "state dinner")."""
    words, lemma = seen.known.vocabulary, seen.page.tokens[at].lemma
    before = [seen.page.tokens[k].lemma for k in kids(seen.page, at, *MODIFIERS)]
    pair = next((f"{b}_{lemma}" for b in before if f"{b}_{lemma}" in words.nouns), lemma)
    if lemma == "line":  # "lines of credit"
        after = [seen.page.tokens[o].lemma for o in after_preposition(seen.page, at, ("of",))]
        pair = next((f"{lemma}_of_{word}" for word in after if f"{lemma}_of_{word}" in words.nouns), pair)
    kind = words.nouns.get(pair) or ("meeting" if is_sitting(seen, at) else None)
    if lemma in MEALS and (hosts_of(seen, at) or is_given(seen, at)):
        return "reception"  # "a dinner hosted by the premier"
    if kind == "meeting" and set(before) & words.words["calls.by"]:
        return "call"
    if kind == "meeting" and lemma == "talk" and set(before) & words.words["calls.talks"]:
        return "negotiation"
    if set(before) & TRADES or (lemma in words.words["processes.nouns"] and _is_process(seen, at)):
        return None  # "a business summit" is none of states
    is_plural = seen.page.tokens[at].tag == "NNS"
    is_other = lemma == "exchange" and (
        is_plural or after_preposition(seen.page, at, ("of", "for")) or set(before) & PRISONERS
    )
    return None if is_other or (kind == "call" and _is_appeal(seen, at)) else kind


def _is_process(seen: Seen, at: int) -> bool:
    """Whether a dialogue is a relation that goes on ("deepen the energy dialogue"), not an event that was held."""
    page, grows = seen.page, seen.known.vocabulary.words["processes.verbs"]
    verbs = [g for g in (page.tokens[at].head, carrier_of(seen, at)) if g is not None and is_verb(page, g)]
    return not verbs or any(page.tokens[g].lemma in grows for g in verbs)


def _is_appeal(seen: Seen, at: int) -> bool:
    """Whether "call" is a demand ("a call for", "calls to act") and not a telephone call."""
    followers = [seen.page.tokens[k].lemma for k in kids(seen.page, at, "prep")]
    called_on = any(s.key() for s in tied(seen, at, "on", "upon"))  # "a call on Kenya", not "on Friday"
    return "for" in followers or called_on or bool(kids(seen.page, at, "acl"))


def _is_modifier(seen: Seen, at: int) -> bool:
    """Whether a noun only qualifies another one ("summit venue", "meeting room"): the event itself is not told of."""
    token = seen.page.tokens[at]
    return token.dep in ("compound", "nmod") and token.head != at


def _is_standing(seen: Seen, noun: int, kind: str) -> bool:
    """Whether an agreement is told of as one that stands: kept, broken, left or praised ("honour the pact")."""
    words, page = seen.known.vocabulary.words, seen.page
    if kind not in ("agreement", "ceasefire"):
        return False
    if any(page.tokens[k].lemma in words["agreements.existing"] for k in kids(page, noun, "amod")):
        return True
    while page.tokens[noun].dep == "conj" and page.tokens[noun].head != noun:
        noun = page.tokens[noun].head
    head = page.tokens[noun].head
    above = page.tokens[page.tokens[head].head] if page.tokens[noun].dep == "pobj" else page.tokens[head]
    listed = words["agreements.about" if above.tag[:2] == "NN" else "agreements.standing"]
    return above.lemma in listed and page.tokens[noun].dep in ("dobj", "pobj", "nsubjpass")


def _standing(seen: Seen, noun: int, kind: str) -> Draft:
    """An agreement that stands, between the sides that its own words name."""
    who, whom, party = _own_sides(seen, noun, kind)
    rule = f"noun:{kind}.{seen.page.tokens[noun].lemma}"
    sides = {"who": tuple(who), "whom": tuple(whom), "party": tuple(party)}
    return replace(Draft(kind, noun, noun, "happened", rule), **sides)


def _draft(seen: Seen, noun: int, kind: str, context: Context) -> Draft:
    """The draft of one event noun: its own sides, then those that the verb carrying it adds."""
    carrier = carrier_of(seen, noun)
    found = _own_sides(seen, noun, kind)
    who, whom, party = found if carrier is None else _carried(seen, noun, carrier, kind, found)
    if kind == "message" and carrier is not None:
        who = [*_senders(seen, carrier, whom), *who]
    who = who or ([] if party or carrier is not None else headline_subject(seen, noun, context))
    if not party and not whom and len(countries(who)) > 1 and kind != "visit":
        who, party = [], who
    who = [] if {side.actor for side in who} == {side.actor for side in party} else who
    met = {side.actor for side in whom if side.actor}
    who = [side for side in who if side.actor not in met] or who  # "in talks with A, B thanked him"
    told = status(carrier if carrier is not None and _is_offered(seen, kind, carrier) else noun, context)
    if kind == "visit" and told == "scheduled" and is_at_end(seen, noun):
        told = "ongoing"  # "before leaving Lima at the end of his visit"
    return Draft(
        kind=kind,
        trigger=noun,
        carrier=noun if carrier is None else carrier,
        status=told,
        firm=is_firm(noun, context),
        rule=f"noun:{kind}.{seen.page.tokens[noun].lemma}",
        who=tuple(who),
        whom=tuple(whom),
        party=tuple(party),
        place=tuple(destinations(seen, noun, kind) or announced(seen, noun, carrier, kind, who)),
        objects=(noun,) if seen.known.vocabulary.kinds[kind].family == "undertaking" else (),
    )


def _is_offered(seen: Seen, kind: str, carrier: int) -> bool:
    """Whether a reception is "offered", which is to say given ("offered a dinner in honour of")."""
    return kind == "reception" and seen.page.tokens[carrier].lemma == "offer"


def _own_sides(seen: Seen, noun: int, kind: str) -> Sides:
    """Who, whom and parties by the noun's own modifiers."""
    page, named_so = seen.page, mention_at(seen, noun)
    if named_so is not None:
        return [], [], from_mention(seen, named_so)
    between = tied(seen, noun, "between", "among") or _after_place(seen, noun) or involved(seen, noun)
    between = between or attending(seen, noun) or chairs(seen, noun)
    if between:
        return [], [], between
    with_whom, for_whom = (
        tied(seen, noun, "with") or started_with(seen, noun),
        tied(seen, noun, "for", "to") or _beneficiary(seen, noun, kind),
    )
    if page.tokens[noun].lemma in ONE_MORE and not with_whom:
        joined = [c for k in _tied(seen, noun) for o in kids(page, k, "pobj") for c in conjuncts(page, o)]
        with_whom = sides(seen, joined)
    if page.tokens[noun].lemma == "call":  # "paid a courtesy call on the premier"
        with_whom = with_whom or tied(seen, noun, "on", *(["to"] if kind == "meeting" else []))
    of = [side for side in tied(seen, noun, "of") if kind != "visit" or not _is_toured(seen, side)]
    made = owner(seen, noun) or tied(seen, noun, *_by(seen, noun)) + (of or _whose_committee(seen, noun))
    named = named_before(seen, noun, with_whom)
    if kind == "visit":
        made = made or [s for tour in after_preposition(page, noun, ("on", "of")) for s in owner(seen, tour)]
        to = after_preposition(page, noun, ("to",))
        return made, institutions(seen, to) or [one for one in sides(seen, to) if one.kind == "person"], []
    if kind in ("call", "message", "loan", "aid"):
        return made, with_whom or for_whom, []
    if kind == "reception":  # whose dinner it is, and for whom it is given
        guests = honoured(seen, noun)
        hosts = [side for side in made if side not in guests]
        return guests or for_whom or with_whom, hosts or hosts_of(seen, noun), []
    if not made and (kind == "summit" or not with_whom) and all(side.kind == "body" for side in named):
        return [], with_whom, named
    if made and not with_whom and _are_bodies(made):
        return [], [], made  # "a meeting of EU ministers"
    if len(countries([*made, *named])) > 1 and not with_whom:
        return [], [], [*made, *named]
    return made or named, with_whom, []


def _by(seen: Seen, noun: int) -> tuple[str, ...]:
    """The prepositions that tell whose an event is; one departs from a place."""
    return ("by",) if seen.page.tokens[noun].lemma == "departure" else ("by", "from")


def _is_toured(seen: Seen, side: Side) -> bool:
    """Whether a state is where somebody tours ("a tour of Peru"), not people of it ("of a Peruvian delegation")."""
    return side.kind == "state" and not (side.head is not None and is_of_people(seen, side.head))


def _whose_committee(seen: Seen, noun: int) -> list[Side]:
    """The body whose committee or ministers meet ("a meeting of OPEC's pricing committee", "of Arab ministers")."""
    heads = after_preposition(seen.page, noun, ("of",))
    found = [s for o in heads for s in (*owner(seen, o), *of_region(seen, o))]
    return [side for side in found if side.kind == "body"]


def _beneficiary(seen: Seen, noun: int, kind: str) -> list[Side]:
    """For whom a loan is, where the parser ties "for" to its purpose ("a loan for Peru to help it buy")."""
    following = seen.page.tokens[noun + 1] if noun + 1 < sentence_of(seen.page, noun).last else None
    if kind != "loan" or following is None or following.lemma != "for":
        return []
    return sides(seen, [c for o in kids(seen.page, noun + 1, "pobj") for c in conjuncts(seen.page, o)])


def _after_place(seen: Seen, noun: int) -> list[Side]:
    """Between whom an event is, where the parser hangs them from its place ("talks in Lima between A and B"), or from
    what it ended without ("talks ended without agreement between A and B")."""
    page = seen.page
    near = after_preposition(page, noun, PLACED)
    ended = after_preposition(page, page.tokens[noun].head, ("without",)) if page.tokens[noun].dep == "nsubj" else []
    found = next((s for o in (*near, *ended) for s in [tied(seen, o, "between")] if s), [])
    if found:
        return found
    of = [side for o in near for side in tied(seen, o, "of") if side.kind in ("person", "state")]
    return of if len(countries(of)) > 1 else []  # "the meeting in Lima of Kenyan and Tanzanian ministers"


def _carried(seen: Seen, noun: int, carrier: int, kind: str, found: Sides) -> Sides:
    """The sides with what the carrier adds: its subject, and those it ties in ("was held between", "had with")."""
    who, whom, party = found
    if is_aside(seen, noun):  # "held talks before the next round": whose round is not told
        whom = whom or sides(seen, tied_later(seen.page, carrier, noun))
        if kind == "visit":
            told = [side for side in who if side.key() or side.actor]  # "before his arrival in Lima, X praised it"
            return told or _travellers(seen, noun, carrier), whom, party
        both = [] if countries([*who, *whom, *party]) else carrier_subject(seen, noun, carrier)
        if len(countries(both)) > 1 and (follows(seen, noun) or is_theirs(seen, noun)):
            return [], [], both  # "A and B signed it after talks"
        return (who or carrier_subject(seen, noun, carrier) if whom else who), whom, party
    subject = [] if _is_backed(seen, noun, carrier, found) else carrier_subject(seen, noun, carrier)
    if kind == "reception":
        return received(seen, noun, carrier, who, whom)
    if not whom and kind != "visit" and not (kind == "summit" and is_beside(seen, noun)):
        ties = ("with", "on") if kind == "meeting" and seen.page.tokens[noun].lemma == "call" else ("with",)
        whom = [side for side in tied(seen, carrier, *ties) if side.key() or is_counterpart(side)]
    if not whom and not party:
        whom, party = received_by(seen, carrier, kind, who)
    if (
        kind == "visit" and seen.page.tokens[carrier].lemma in HOSTING and seen.page.tokens[noun].lemma != "arrival"
    ):  # "welcomed the premier for a state visit"
        guests = sides(seen, objects(seen.page, carrier, seen.known.vocabulary))
        return (guests, sides(seen, subjects(seen.page, carrier, seen.known.vocabulary)), []) if guests else found
    who = _led_by(seen, noun, kind, who, subject) if subject else who
    whom = _told_by_phone(seen, carrier, who) if kind == "call" and not whom and not party else whom
    if not whom and not party and (not who or is_between_those_told(seen, noun, carrier, who)):
        whom = _addressed(seen, noun, carrier)
    if _is_taking_part(seen, noun, carrier, kind, party):
        who = [side for side in who if side.key()] or subject or who  # "will attend a summit of Arab leaders"
    if not who and not whom and not party:
        party = joint_subject(seen, noun, carrier)
    can_be_told = bool(whom and not party) and kind in ("meeting", "negotiation", "call")
    who = who or (teller(seen, noun, carrier, whom) if can_be_told else [])
    if party and seen.page.tokens[carrier].lemma in CONVENING and not is_passive(seen.page, carrier):
        party = [*party, *(side for side in subject if side.key() not in countries([*party, *who]))]
    return who, whom, party


def _addressed(seen: Seen, noun: int, carrier: int) -> list[Side]:
    """To whom something is said in the course of an event: "during a call, A congratulated B"."""
    if not is_during(seen, noun):
        return []
    told = sides(seen, objects(seen.page, carrier, seen.known.vocabulary))
    return [side for side in told if side.kind == "person"]  # "in meetings, they suspended Peru" met nobody of Peru


def _told_by_phone(seen: Seen, carrier: int, who: list[Side]) -> list[Side]:
    """Whom a call was made to, by who was told something in it ("relayed the remark to B in a telephone call")."""
    heads = [*objects(seen.page, carrier, seen.known.vocabulary), *after_preposition(seen.page, carrier, ("to",))]
    return [side for side in sides(seen, heads) if side.kind == "person" and side.key() not in countries(who)]


def _is_taking_part(seen: Seen, noun: int, carrier: int, kind: str, party: list[Side]) -> bool:
    """Whether the carrier's subject is at the event; who prepares one of others is not."""
    is_prepared = seen.page.tokens[carrier].lemma in PREPARING and len(countries(party)) > 1
    is_of_bodies = _are_bodies(party) and (not party or _is_attended(seen, noun, carrier))
    return (kind == "summit" and not is_prepared) or is_of_bodies


def _led_by(seen: Seen, noun: int, kind: str, who: list[Side], subject: list[Side]) -> list[Side]:
    """Whose an event is: its own, or its verb's subject where its own words name no side ("a visit by an Asian")."""
    is_host = kind == "visit" and bool(announced(seen, noun, carrier_of(seen, noun), kind, who))
    if not all(side.key() is None or (kind == "visit" and _is_any(side) and not is_host) for side in who):
        return who  # "Peru put off a visit by a Kenyan team"
    return subject if who or kind == "visit" else who


def _is_backed(seen: Seen, noun: int, carrier: int, found: Sides) -> bool:
    """Whether the carrier tells what others make of an event with whom nobody is told to be."""
    is_object = noun in objects(seen.page, carrier, seen.known.vocabulary) or _is_start(seen, noun, carrier)
    return is_object and not found[1] and seen.page.tokens[carrier].lemma in BACKING


def _is_start(seen: Seen, noun: int, carrier: int) -> bool:
    """Whether an event's beginning is the carrier's object ("favour an early start to talks")."""
    above = seen.page.tokens[seen.page.tokens[noun].head].head
    return seen.page.tokens[noun].dep == "pobj" and above in kids(seen.page, carrier, "dobj")


def _senders(seen: Seen, carrier: int, whom: list[Side]) -> list[Side]:
    """From whom a bearer brings a message ("brought a letter for A from B"), where the parser ties that to others."""
    if seen.page.tokens[carrier].lemma not in BEARING:
        return []
    tied_to = [carrier, *(side.head for side in whom if side.head is not None)]
    found = [s for at in tied_to for s in tied(seen, at, "from") if s.kind != "place"]
    return [side for side in found if side.actor not in {other.actor for other in whom}]


def _travellers(seen: Seen, noun: int, carrier: int) -> list[Side]:
    """The people who do something before or after a visit of theirs ("flew home after a visit to Lima")."""
    if any(seen.page.tokens[k].lemma in ("the", "this", "these", "that") for k in kids(seen.page, noun, "det")):
        return []
    found = carrier_subject(seen, noun, carrier)
    return [one for one in found if one.kind == "person" or (one.head is not None and is_of_people(seen, one.head))]


def _are_bodies(found: list[Side]) -> bool:
    """Whether all of these are bodies of several states."""
    return all(side.kind == "body" and side.country is None for side in found)


def _is_attended(seen: Seen, noun: int, carrier: int) -> bool:
    """Whether the clause's subject is at the event itself ("attended a summit of the bloc", not "prepared for one")."""
    head = seen.page.tokens[noun].head
    prep = seen.page.tokens[head]
    return head == carrier or (prep.head == carrier and prep.dep == "prep" and prep.lemma in ("in", "at", "for", "to"))


def _is_any(side: Side) -> bool:
    """Whether a side is only a class to which the subject belongs ("the first visit by an Asian leader")."""
    return side.words is not None and side.words.lower().startswith(("a ", "an ", "any "))
