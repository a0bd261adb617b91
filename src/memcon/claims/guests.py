"""To name the state that a visitor deals with where a place alone tells it: "held talks in Lima", "met his counterpart
in Lima", "Peru said her visit was put off"."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.located import located
from memcon.claims.seen import Seen, Side, countries, from_mention, mention_at, unworded
from memcon.claims.sides import is_of_people
from memcon.claims.syntax import after_preposition, governors, is_passive, kids, objects, sentence_of
from memcon.claims.unnamed import with_unnamed
from memcon.reference import fold

AT_TABLE = frozenset({"meeting", "negotiation"})
TALKS = frozenset({"talk", "negotiation", "discussion", "consultation"})
"""Nouns for what officials abroad do with those who receive them; "meetings" may be with anybody."""
TOLD = frozenset({"happened", "ongoing", "scheduled", "cancelled"})
SENT = frozenset({"delegation", "team", "official", "minister", "negotiator", "envoy", "mission"})
SEATS = frozenset({"brussels", "vienna", "addis ababa"})
"""Capitals in which states of the whole world meet, as guests of none."""


def with_hosts(seen: Seen, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts; who holds talks in another state's capital, with nobody told, holds them with that state."""
    for draft in with_unnamed(seen, drafts):
        if draft.kind == "visit":
            yield _announced(seen, draft)
            continue
        host = _host(seen, draft) if draft.kind in AT_TABLE and draft.status in TOLD and not draft.party else None
        yield replace(draft, whom=(host,), meant=True) if host is not None else draft


def _host(seen: Seen, draft: Draft) -> Side | None:
    """The state in whose capital one side alone is told to talk; None where anybody else may be at the table."""
    home = countries(draft.who)
    if (
        len(home) != 1
        or any(s.key() or s.actor for s in draft.whom)
        or not all(_is_official(seen, s) for s in draft.who)
    ):
        return None
    heads = _others(seen, draft)
    if not (all(_is_unnamed(seen, h) for h in heads) if heads else _is_talk(seen, draft)):
        return None
    return _state(seen, draft.place or located(seen, draft.trigger, draft.carrier, *heads), home)


def _is_talk(seen: Seen, draft: Draft) -> bool:
    """Whether a noun for talks is told, by a verb that has those who talk as its subject ("held a day of talks")."""
    page, word = seen.page, seen.page.tokens[draft.trigger]
    aims = word.dep == "pobj" and page.tokens[word.head].lemma != "of"  # "is in Lima for talks"
    return draft.rule.startswith("noun") and draft.carrier != draft.trigger and word.lemma in TALKS and not aims


def _others(seen: Seen, draft: Draft) -> list[int]:
    """The nouns for those with whom somebody is told to talk."""
    page = seen.page
    found = after_preposition(page, draft.trigger, ("with", "between", "among"))
    found = found or after_preposition(page, draft.carrier, ("with", "between", "among"))
    return found or (objects(page, draft.trigger, seen.known.vocabulary) if draft.rule.startswith("verb") else [])


def _is_unnamed(seen: Seen, head: int) -> bool:
    """Whether a noun is one for a counterpart or officials of no state told ("his counterpart", "senior officials")."""
    page, word = seen.page, seen.page.tokens[head]
    if word.lemma == "counterpart":
        return not any(side.key() or side.actor for side in _named(seen, head))
    named = any(k in seen.at for k in (head, *page.children[head])) or bool(kids(page, head, "relcl", "acl", "appos"))
    return word.lemma in SENT and not named and is_of_people(seen, head) and not kids(page, head, "poss", "det")


def _is_official(seen: Seen, side: Side) -> bool:
    """Whether a side is a person, a state, or those whom a state sends; factions of one talk to each other."""
    if side.apart or not side.country:
        return False
    head = seen.page.tokens[side.head] if side.head is not None else None
    if head is None:
        return side.kind == "person" and side.actor is not None
    return head.lemma in SENT or head.tag[:3] == "NNP" or (side.kind == "person" and head.tag == "NN")


def _state(seen: Seen, places: Sequence[Side], home: set[str]) -> Side | None:
    """The one state that places lie in, each the state itself or its capital, and not the talkers' own."""
    lands = {place.country for place in places}
    land = next(iter(lands)) if len(lands) == 1 else None
    names = [fold(place.words or "") for place in places if place.kind != "state"]
    if land is None or land in home or any(n in SEATS or n not in seen.known.capitals for n in names):
        return None
    return Side(None, None, None, land, "state", land)


def _announced(seen: Seen, draft: Draft) -> Draft:
    """A foreigner's visit of which the host alone tells, and not where it goes ("Peru said her visit was off")."""
    home = countries(draft.who)
    is_told = draft.status in ("scheduled", "cancelled") or draft.rule.startswith("verb")
    if draft.place or draft.whom or draft.party or len(home) != 1 or draft.status not in TOLD or not is_told:
        return draft  # "Peru's minister praised her visit" does not say that it took place
    page = seen.page
    if after_preposition(page, draft.trigger, ("to", "in", "abroad")) or located(seen, draft.trigger, draft.carrier):
        return draft
    says = seen.known.vocabulary.words["says.verbs"]
    above = [g for g in governors(page, draft.trigger) if page.tokens[g].lemma in says and not is_passive(page, g)]
    speakers = [s for g in above[:1] for k in kids(page, g, "nsubj") for s in _named(seen, k)]
    lands = {side.country for side in speakers} - {None}
    if len(lands) != 1 or lands & home or _is_elsewhere(seen, draft, lands | home):
        return draft
    land = lands.pop()
    return replace(draft, place=unworded([Side(None, None, None, land, "state", land)]), meant=True, firm=True)


def _named(seen: Seen, head: int) -> list[Side]:
    """The sides that a noun names."""
    mention = mention_at(seen, head)
    return from_mention(seen, mention) if mention is not None else []


def _is_elsewhere(seen: Seen, draft: Draft, told: set[str | None]) -> bool:
    """Whether the sentence names a state that is neither the visitor's nor the speaker's."""
    sentence = sentence_of(seen.page, draft.trigger)
    inside = [m for m in seen.reading.mentions if sentence.first <= m.first < sentence.last]
    return bool({side.country for m in inside for side in from_mention(seen, m) if side.country} - told)
