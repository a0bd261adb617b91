"""To draft claims from nouns that name an event ("talks between A and B", "his visit to", "a phone call with")."""

from collections.abc import Iterator

from memcon.claims.draft import Draft
from memcon.claims.sides import Seen, Side, countries, places, sides
from memcon.claims.status import Context, is_firm, status
from memcon.claims.syntax import (
    RELATIVES,
    after_preposition,
    conjuncts,
    governors,
    is_passive,
    is_verb,
    kids,
    subjects,
    surface_subject,
)
from memcon.claims.verbs import named_by, owner

# Nouns that stand before the event's noun without being it ("meeting room", "summit venue"): the event is not told of.
THINGS = ("compound", "nmod")
CARRIER_DEPS = ("dobj", "pobj", "nsubjpass", "attr", "nsubj", "conj", "appos")
TRANSPARENT = frozenset(
    [
        "round",
        "series",
        "day",
        "session",
        "set",
        "hour",
        "week",
        "start",
        "beginning",
        "end",
        "conclusion",
        "part",
        "course",
        "sideline",
        "margin",
        "site",
        "venue",
        "invitation",
        "host",
    ]
)


def from_nouns(seen: Seen, context: Context) -> Iterator[Draft]:
    """A draft for every noun of the page that names an event, with the sides that grammar gives it, be they none."""
    last = None
    for at, token in enumerate(seen.page.tokens):
        if at in seen.at:
            continue
        kind = _kind(seen, at) if token.tag[:2] == "NN" else None
        if token.lemma in ("one", "another") and kids(seen.page, at, "prep"):
            kind = last  # "after this meeting came one with …"
        if kind and not _is_modifier(seen, at):
            last = kind
            yield _draft(seen, at, kind, context)


def _kind(seen: Seen, at: int) -> str | None:
    """The kind that a noun names, with the word before it where the two make one ("phone call", "state dinner")."""
    words, tokens = seen.known.vocabulary, seen.page.tokens
    before = [tokens[k].lemma for k in kids(seen.page, at, "compound", "amod", "nmod")]
    kind = next(
        (words.nouns[f"{b}_{tokens[at].lemma}"] for b in before if f"{b}_{tokens[at].lemma}" in words.nouns), None
    )
    kind = kind or words.nouns.get(tokens[at].lemma)
    if kind == "meeting" and set(before) & words.words["calls.by"]:
        return "call"
    if kind == "meeting" and tokens[at].lemma == "talk" and set(before) & words.words["calls.talks"]:
        return "negotiation"
    if kind == "call" and _is_appeal(seen, at):
        return None
    return kind


def _is_appeal(seen: Seen, at: int) -> bool:
    """Whether "call" is a demand ("a call for", "calls to act") and not a telephone call."""
    followers = [seen.page.tokens[k].lemma for k in kids(seen.page, at, "prep")]
    return "for" in followers or bool(kids(seen.page, at, "acl"))


def _is_modifier(seen: Seen, at: int) -> bool:
    """Whether a noun only qualifies another one that names no event ("summit venue")."""
    token = seen.page.tokens[at]
    if token.dep not in THINGS or token.head == at:
        return False
    return True


def _draft(seen: Seen, noun: int, kind: str, context: Context) -> Draft:
    """The draft of one event noun."""
    page = seen.page
    carrier = _carrier(seen, noun)
    who, whom, party = _own_sides(seen, noun, kind)
    if carrier is not None:
        more = [s for s in sides(seen, after_preposition(page, carrier, ("with",))) if s.key()] if not whom else []
        whom = whom or (more if kind != "visit" else [])
        if not who and not whom and not party:
            party = sides(seen, after_preposition(page, carrier, ("between",)))
        if kind == "reception":
            who, whom = (
                who or sides(seen, after_preposition(page, carrier, ("for",))),
                whom or _subject(seen, noun, carrier),
            )
        elif (not who and not party) or kind == "summit":
            who = who or _subject(seen, noun, carrier)
    if not party and not whom and len(countries(who)) > 1 and kind != "visit":
        who, party = [], who
    return Draft(
        kind=kind,
        trigger=noun,
        carrier=noun if carrier is None else carrier,
        status=status(noun, context),
        firm=is_firm(noun, context),
        rule=f"noun:{kind}.{page.tokens[noun].lemma}",
        who=tuple(who),
        whom=tuple(whom),
        party=tuple(party),
        place=tuple(_places(seen, noun, kind)),
    )


def _own_sides(seen: Seen, noun: int, kind: str) -> tuple[list[Side], list[Side], list[Side]]:
    """Who, whom and parties by the noun's own modifiers."""
    page = seen.page
    between = sides(seen, after_preposition(page, noun, ("between", "among")))
    if between:
        return [], [], between
    with_whom = sides(seen, after_preposition(page, noun, ("with",)))
    own = owner(seen, noun)
    made = sides(seen, after_preposition(page, noun, ("by", "from"))) + sides(
        seen, after_preposition(page, noun, ("of",))
    )
    named = [s for k in kids(page, noun, "compound", "nmod", "amod") for s in _chain(seen, k) if s.kind != "place"]
    if kind == "visit":
        return own or made, [], []
    if kind == "reception":  # whose dinner it is, and for whom it is given
        return sides(seen, after_preposition(page, noun, ("for", "of", "to"))) or with_whom, own or made, []
    if kind == "summit" and not own and not made and all(s.kind == "body" for s in named):
        return [], with_whom, named
    if kind in ("call", "message"):
        return own or made, with_whom or sides(seen, after_preposition(page, noun, ("to",))), []
    if len(countries([*own, *made, *named])) > 1 and not with_whom:
        return [], [], [*own, *made, *named]
    return own or made or named, with_whom, []


def _chain(seen: Seen, token: int) -> list[Side]:
    """The sides of a modifier and of what hangs before it ("Trump-Kim", "US-Russian")."""
    more = [s for k in kids(seen.page, token, "compound", "nmod", "amod", "conj", "npadvmod") for s in _chain(seen, k)]
    return [*more, *named_by(seen, token)]


def _carrier(seen: Seen, noun: int) -> int | None:
    """The verb that carries the noun: "held" of "held talks", "arrived" of "arrived for talks", "had" of "talks he had"."""
    page = seen.page
    for k in kids(page, noun, "relcl", "acl"):
        if page.tokens[k].tag[:1] == "V" and _has_other_subject(seen, k):
            return k
    at = noun
    for above in governors(page, noun):
        if is_verb(page, above):
            return above if page.tokens[at].dep in (*CARRIER_DEPS, "prep", "agent", "pcomp", "advmod") else None
        lemma = page.tokens[above].lemma
        if page.tokens[above].tag[:2] == "NN" and lemma not in TRANSPARENT and lemma not in seen.known.vocabulary.nouns:
            return _plan_owner(seen, above)
        at = above
    return None


def _has_other_subject(seen: Seen, verb: int) -> bool:
    """Whether a clause that hangs from a noun has somebody else for its subject ("talks he held", "a visit paid by")."""
    page = seen.page
    if page.tokens[verb].dep == "relcl":
        own = kids(page, verb, "nsubj")
        return bool(own) and page.tokens[own[0]].lemma not in RELATIVES
    return page.tokens[verb].tag == "VBN" and bool(kids(page, verb, "agent"))


def _plan_owner(seen: Seen, noun: int) -> int | None:
    """The verb above "plans for talks", "an invitation to talks": whoever plans or invites is a side of them."""
    page, governs = seen.page, seen.known.vocabulary.governs["nouns"]
    if page.tokens[noun].lemma not in governs:
        return None
    return next((g for g in governors(page, noun) if is_verb(page, g)), None)


def _subject(seen: Seen, noun: int, carrier: int) -> list[Side]:
    """Who does what the carrier verb says, unless the noun itself is its subject ("the talks began")."""
    page = seen.page
    words = seen.known.vocabulary
    if noun in _surface(seen, carrier):
        return sides(seen, subjects(page, carrier, words)) if is_passive(page, carrier) else []
    if is_passive(page, carrier):  # "is expected for talks": the one expected is a side
        surface = surface_subject(page, carrier, words)
        return sides(seen, conjuncts(page, surface)) if surface is not None and surface != noun else []
    return sides(seen, [s for s in subjects(page, carrier, words) if s != noun])


def _surface(seen: Seen, verb: int) -> list[int]:
    """The nouns that stand as a verb's own subject."""
    return kids(seen.page, verb, "nsubj", "nsubjpass")


def _places(seen: Seen, noun: int, kind: str) -> list[Side]:
    """Where a visit goes, by the noun's prepositions and modifiers ("a visit to", "his Moscow trip", "in")."""
    if kind != "visit":
        return []
    page = seen.page
    found = places(seen, after_preposition(page, noun, ("to",)))
    found = found or places(seen, kids(page, noun, "compound", "nmod", "amod"))
    return found or places(seen, after_preposition(page, noun, ("in", "of", "at")))
