"""To find at whom an act is aimed where that stands inside the noun or the clause that completes its verb."""

from collections.abc import Iterable, Iterator

from memcon.claims.modifiers import joined
from memcon.claims.seen import Seen, Side, from_mention, mention_at
from memcon.claims.sides import named_by, sides
from memcon.claims.syntax import after_preposition, conjuncts, governors, kids, objects, reach, subjects
from memcon.model import Page

MODIFIERS = ("compound", "amod", "nmod")
DOERS = ("by", "from")
NEAR = (
    "of",
    "against",
    "on",
    "to",
    "with",
    "toward",
    "towards",
    "at",
    "over",
    "about",
    "between",
    "into",
    "along",
    "off",
    "near",
)
FAR = ("in", "for")
CLAUSES = ("xcomp", "ccomp")
DEEPEST = 3
Tier = list[Side]
Nouns = frozenset[str]


def held(seen: Seen, heads: Iterable[int], own: Iterable[Side], *, closed: Nouns = frozenset()) -> Tier:
    """Whose the first of these nouns is that is anybody's: "Norway's decision", "an attack by Hungarian soldiers".

    `own` are the sides that act, which are never their own target; what follows a noun that is `closed` is not asked.
    """
    actors = list(own)
    tiers = (tier for head in heads for tier in _tiers(seen, head, DEEPEST, closed))
    return next((found for tier in tiers if (found := _others(tier, actors))), [])


def at_fault(seen: Seen, heads: Iterable[int], own: Iterable[Side]) -> Tier:
    """Whose the first of these nouns is, but never whom harm was done to ("condemned the attack on Kenya")."""
    return held(seen, heads, own, closed=seen.known.vocabulary.words["acts.harm"])


def completed(seen: Seen, at: int, own: Iterable[Side]) -> Tier:
    """Whom the clause below a word names first: its own subject, whom it acts on, or to whom ("to help Kenya")."""
    actors = list(own)
    tiers = (tier for clause in _clauses(seen, at) for tier in in_clause(seen, clause))
    return next((found for tier in tiers if (found := _others(tier, actors))), [])


def clause_subjects(seen: Seen, at: int, own: Iterable[Side]) -> Tier:
    """Who is to do what the clause below a verb says, where that is somebody else ("wants Kenya to")."""
    page, words, actors = seen.page, seen.known.vocabulary, list(own)
    clauses = [k for k in kids(page, at, *CLAUSES) if page.tokens[k].tag[:1] != "V" or _is_infinitive(page, k)]
    heads = [s for k in clauses if kids(page, k, "nsubj", "nsubjpass") for s in subjects(page, k, words)]
    told = any(page.tokens[k].dep == "xcomp" for k in clauses)
    heads += [c for o in kids(page, at, "dobj") if told for c in conjuncts(page, o)]
    return _others(sides(seen, heads), actors) or _others(_all(seen, heads, DEEPEST), actors)


def _is_infinitive(page: Page, verb: int) -> bool:
    """Whether a verb stands after "to", or bare under what asks for it ("insisted that Kenya pay", "let them go")."""
    helpers = kids(page, verb, "aux")
    if helpers:
        return any(page.tokens[k].tag == "TO" for k in helpers)
    tag = page.tokens[verb].tag
    one = any(page.tokens[k].tag in ("NN", "NNP") and not kids(page, k, "conj") for k in kids(page, verb, "nsubj"))
    return tag == "VB" or (tag == "VBP" and (one or page.tokens[verb].lemma == "go"))


def of_nation(seen: Seen, heads: Iterable[int]) -> Tier:
    """The states for which people or offices stand: "Syrian rebels", "soldiers from Peru", "a court in Guyana"."""
    page = seen.page
    found: list[Side] = []
    for head in (h for h in heads if not is_thing(seen, h)):
        found += _who_said(seen, head)
        before = [c for k in kids(page, head, "poss", *MODIFIERS) for c in joined(seen, k)]
        issued = [k for k in kids(page, head, "acl") if page.tokens[k].tag == "VBN"]  # "a report released in Peru"
        after = [o for at in (head, *issued) for o in after_preposition(page, at, ("of", "from", "in"))]
        after += [o for at in issued for o in after_preposition(page, at, ("by",))]  # "a drone launched by Peru"
        found += _all(seen, before, 1) or _all(seen, after, 2)
    return list({(side.actor, side.start): side for side in found}.values())


def owned(seen: Seen, verb: int) -> Tier:
    """Whose that is to which a passive without a doer is done ("the U.N. sanctions imposed on Kenya")."""
    page = seen.page
    heads = reach(page, verb, "own", seen.known.vocabulary)
    return _all(seen, [c for h in heads for k in kids(page, h, "poss", *MODIFIERS) for c in joined(seen, k)], 1)


def is_thing(seen: Seen, head: int) -> bool:
    """Whether a noun is an event, a bond or an abstraction, which does nothing itself ("the process in Kenya")."""
    vocabulary, lemma = seen.known.vocabulary, seen.page.tokens[head].lemma
    if lemma in vocabulary.words["acts.organs"] or seen.page.tokens[head].tag not in ("NN", "NNS"):
        return False
    return lemma in vocabulary.nouns or lemma in vocabulary.words["acts.things"] or lemma.endswith(ABSTRACT)


ABSTRACT = ("tion", "sion", "ment", "ness", "ism", "ance", "ence", "ship", "ity", "ure")


def _who_said(seen: Seen, head: int) -> Tier:
    """Whom "it" stands for in a reported clause: who says so ("Kenya announced it would free")."""
    page = seen.page
    verb = page.tokens[head].head
    if page.tokens[head].lemma != "it" or page.tokens[verb].dep not in ("ccomp", "advcl"):
        return []
    return [s for s in sides(seen, subjects(page, page.tokens[verb].head, seen.known.vocabulary)) if s.kind != "person"]


def _others(found: Iterable[Side], own: list[Side]) -> Tier:
    """The sides of which none acts itself."""
    actors = {side.key() for side in own}
    return [side for side in found if side.key() is None or side.key() not in actors]


def _whose(seen: Seen, head: int, depth: int = DEEPEST, closed: Nouns = frozenset()) -> Tier:
    """The sides that a noun names, else those whose it is, who did it, or against whom it is, nearest first."""
    return next((tier for tier in _tiers(seen, head, depth, closed) if tier), [])


def _tiers(seen: Seen, head: int, depth: int, closed: Nouns) -> Iterator[Tier]:
    """The sides of a noun, group by group: itself, its possessor, what qualifies it, its doer, its prepositions."""
    page = seen.page
    own = sides(seen, [head]) or _people(seen, head)
    if any(side.key() for side in own) or depth == 0:
        yield own
        return
    owners = [c for k in kids(page, head, "poss") for c in conjuncts(page, k)]
    if said := [side for k in owners if mention_at(seen, k) is None for side in _said_of(seen, k)]:
        yield said
    lemma = page.tokens[head].lemma
    named = [] if lemma in seen.known.vocabulary.words["acts.matters"] else _modifiers(seen, head)
    groups = [owners, named, after_preposition(page, head, DOERS), _doers_told(seen, head)]
    groups.append(_scene(seen, head) if lemma in closed else _in_participle(seen, head))
    yield from (found for group in groups if (found := _all(seen, group, depth, closed)))
    for prepositions in () if lemma in closed else (NEAR, FAR):
        after = after_preposition(page, head, prepositions)
        if found := _all(seen, after, depth, closed):
            yield found
        for at in after:
            yield from _tiers(seen, at, depth - 1, closed)
    yield own  # "three sailors": somebody, of no known country


def _people(seen: Seen, head: int) -> Tier:
    """The state whose people a noun names or counts ("an American", "300 Syrians")."""
    mention = mention_at(seen, head)
    return from_mention(seen, mention) if mention is not None and mention.kind == "state" else named_by(seen, head)


def _said_of(seen: Seen, owner: int) -> Tier:
    """Whom "its" stands for in a reported clause: who says so ("Kenya said the ships had shelled its harbour")."""
    page = seen.page
    if page.tokens[owner].lemma not in ("its", "their", "our"):
        return []
    clause = next((g for g in governors(page, owner) if page.tokens[g].tag[:1] == "V"), owner)
    if page.tokens[clause].dep != "ccomp":
        return []
    return sides(seen, subjects(page, page.tokens[clause].head, seen.known.vocabulary))


def _doers_told(seen: Seen, head: int) -> list[int]:
    """Who did what a participle after a noun says ("accusations made by Norway")."""
    told = [k for k in kids(seen.page, head, "acl") if seen.page.tokens[k].tag == "VBN"]
    return [a for k in told for a in after_preposition(seen.page, k, DOERS)]


def _scene(seen: Seen, head: int) -> list[int]:
    """Where harm was done to somebody's own people ("attacks on its citizens in Kenya"), or to nobody named."""
    page = seen.page
    victims = after_preposition(page, head, NEAR)
    own = [v for v in victims if any(page.tokens[k].lemma in OWN for k in kids(page, v, "poss"))]
    answers = bool(own) or (not victims and page.tokens[head].lemma in TOLLS)
    return [place for noun in (head, *own) if answers for place in after_preposition(page, noun, ("in",))]


TOLLS = frozenset({"killing", "violence", "bloodshed", "massacre", "murder", "slaughter"})
"""Harm for which a state is blamed where it was done there to its own ("the killings in Kenya")."""
OWN = frozenset({"its", "their", "our", "his", "her", "my"})


def _in_participle(seen: Seen, head: int) -> list[int]:
    """Where a participle after a noun leads ("a road leading to Kenya", "a missile targeting Riyadh")."""
    page = seen.page
    doing = [k for k in kids(page, head, "acl") if page.tokens[k].tag == "VBG"]
    hit = [k for k in doing if page.tokens[k].lemma in AIMING]
    aimed = [c for k in hit for o in kids(page, k, "dobj") for c in conjuncts(page, o)]
    return aimed or [a for k in doing for a in after_preposition(page, k, NEAR)]


AIMING = frozenset({"target", "hit", "strike", "affect", "kill", "wound", "threaten"})
"""What does so is aimed at what it takes ("a missile targeting Riyadh", "sanctions affecting Kenya")."""


def _all(seen: Seen, heads: Iterable[int], depth: int, closed: Nouns = frozenset()) -> Tier:
    """Whose all of these nouns are, each side once."""
    found = [side for head in heads for side in _meant(seen, head, depth - 1, closed)]
    return list({(side.actor, side.start): side for side in found}.values())


def _meant(seen: Seen, head: int, depth: int, closed: Nouns) -> Tier:
    """Whose a noun is; where that is nobody known, the state that it names as an adjective."""
    found = _whose(seen, head, depth, closed)
    return found if any(side.key() for side in found) else named_by(seen, head) or found


def _modifiers(seen: Seen, head: int) -> list[int]:
    """The adjectives and nouns before a noun."""
    return [c for k in kids(seen.page, head, *MODIFIERS) for c in joined(seen, k)]


def _clauses(seen: Seen, at: int) -> Iterator[int]:
    """The clauses that complete a verb or noun: infinitives, that-clauses, "of …-ing", those of its object."""
    page = seen.page
    yield from kids(page, at, *CLAUSES)
    yield from (k for k in kids(page, at, "acl", "relcl") if page.tokens[k].tag[:1] == "V")
    yield from (c for prep in kids(page, at, "prep") for c in kids(page, prep, "pcomp"))
    yield from (c for o in kids(page, at, "dobj") for c in kids(page, o, "acl"))
    yield from kids(page, at, "advcl")


def in_clause(seen: Seen, clause: int, depth: int = DEEPEST) -> Iterator[Tier]:
    """The sides that a clause names, by how near they are: subject, objects, after its prepositions, deeper clauses."""
    page, words = seen.page, seen.known.vocabulary
    if kids(page, clause, "nsubj", "nsubjpass"):
        yield sides(seen, subjects(page, clause, words))
    taken = [o for o in objects(page, clause, words) if o != clause]
    taken += kids(page, clause, "dative", "attr")
    yield sides(seen, taken)
    yield from (_whose(seen, o) for o in taken)
    for prep in kids(page, clause, "prep", "dative", "agent"):
        by_whom = page.tokens[prep].lemma == "by" and page.tokens[clause].lemma not in ("stand", "abide")
        if page.tokens[prep].lemma not in ("in", "after", "before", "during", "since") and not by_whom:
            yield from (_whose(seen, c) for o in kids(page, prep, "pobj") for c in conjuncts(page, o)[:1])
    if depth:
        for inner in _clauses(seen, clause):
            yield from in_clause(seen, inner, depth - 1)
