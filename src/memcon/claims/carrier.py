"""To find the verb that carries an event noun ("held" of "held talks") and who does what that verb says."""

from memcon.claims.governed import aim_of, held_by
from memcon.claims.members import of_region
from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import owner, sides
from memcon.claims.syntax import (
    after_preposition,
    conjuncts,
    governors,
    is_passive,
    is_verb,
    kids,
    sentence_of,
    subjects,
    surface_subject,
)
from memcon.model import Page

ASIDE = frozenset({"before", "after", "following", "since", "until", "ahead", "prior", "amid"})
CONSISTING = frozenset({"be", "include", "feature", "begin", "start", "open", "end", "conclude", "involve"})
HEARSAY = frozenset({"report", "claim", "allegation"})
TELLING = frozenset({"say", "tell", "announce", "report", "confirm", "disclose", "add", "stress", "note", "declare"})

SPEECHES = frozenset({"speech", "address", "interview", "statement", "remark", "conference", "lecture", "toast"})
"""What a visitor gives on the visit ("in a speech on the first day of a visit")."""

PLAIN = frozenset({"their", "in", "on", "at"})
"""What tells of nobody else beside an event ("after their talks in Lima on Friday")."""
MET = frozenset({"talk", "meeting", "negotiation"})
DEPS = ("dobj", "pobj", "nsubjpass", "attr", "nsubj", "conj", "appos", "prep", "agent", "pcomp", "advmod")
BESIDE = frozenset({"follow", "cap", "mark", "interrupt", "cover", "precede", "oblige", "force", "compel"})
ALSO = frozenset({"as", "well", "and", "also", "then", "later"})
# Nouns through which an event is still carried by the verb above: "held a round of talks", "on the sidelines of".
TRANSPARENT = frozenset(
    {
        *(
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
        ),
        *("course", "sideline", "margin", "site", "venue", "invitation", "host", "couple", "number", "leg", "stage"),
    }
)


def carrier_of(seen: Seen, noun: int) -> int | None:
    """The verb that carries a noun: "held" of "held talks", "arrived" of "arrived for talks", or of "talks he had"."""
    page = seen.page
    if (held := held_by(page, noun)) is not None:
        return held
    paid = (k for k in kids(page, noun, "acl") if _is_paid(seen, k))
    if (first := next(paid, None)) is not None:
        return first
    at = noun
    for above in governors(page, noun):
        if is_verb(page, above):
            aim = aim_of(page, at, above)
            is_span = page.tokens[at].dep == "npadvmod" and at != noun  # "began three days of talks"
            is_span = is_span or _is_ready(seen, at)
            return (above if aim is None else aim) if page.tokens[at].dep in DEPS or is_span else None
        lemma = page.tokens[above].lemma
        is_event = lemma in TRANSPARENT or lemma in seen.known.vocabulary.nouns
        is_event = is_event or (page.tokens[above].dep == "pobj" and lemma in SPEECHES and _is_visit(seen, noun))
        if page.tokens[above].tag[:2] == "NN" and not is_event and above not in seen.at:  # "the Group of 20 summit"
            return _planner(seen, above)
        at = above
    return None


def _is_ready(seen: Seen, adjective: int) -> bool:
    """Whether an adjective tells that its subject would take part in what it leads to ("is ready for talks")."""
    token = seen.page.tokens[adjective]
    return token.dep == "acomp" and token.lemma in seen.known.vocabulary.governs["complements"]


def _is_visit(seen: Seen, noun: int) -> bool:
    """Whether a noun names a visit."""
    return seen.known.vocabulary.nouns.get(seen.page.tokens[noun].lemma) == "visit"


def _is_paid(seen: Seen, verb: int) -> bool:
    """Whether a participle under a noun tells who held it ("a visit paid by")."""
    page = seen.page
    holds = seen.known.vocabulary.governs["verbs"].get(page.tokens[verb].lemma) == "happened"
    holds = holds and page.tokens[verb].lemma not in BESIDE  # "talks followed by the signing"
    return page.tokens[verb].tag == "VBN" and holds and bool(kids(page, verb, "agent"))


def _planner(seen: Seen, noun: int) -> int | None:
    """The verb above "plans for talks", "denied reports of talks": whoever plans or denies is a side of them."""
    page, governs = seen.page, seen.known.vocabulary.governs["nouns"]
    verb = next((g for g in governors(page, noun) if is_verb(page, g)), None)
    verbs = seen.known.vocabulary.governs["verbs"]
    if verb is not None and page.tokens[verb].lemma in seen.known.vocabulary.words["topics.discuss"]:
        return None  # "reviewed preparations for the summit"
    is_denied = (
        verb is not None and page.tokens[noun].lemma in HEARSAY and verbs.get(page.tokens[verb].lemma) == "denied"
    )
    return verb if is_denied or page.tokens[noun].lemma in governs else None


def is_aside(seen: Seen, noun: int) -> bool:
    """Whether an event noun only says when its clause takes place ("before the talks"), or stands in apposition."""
    page = seen.page
    at = noun
    for above in (noun, *governors(page, noun)):
        if is_verb(page, above):
            return False
        if page.tokens[above].dep == "appos" or page.tokens[above].lemma in ASIDE:
            return True
        at = above
    return page.tokens[at].dep == "appos"


def is_beside(seen: Seen, noun: int) -> bool:
    """Whether what the clause tells took place beside an event ("on the sidelines of the summit")."""
    beside = seen.known.vocabulary.words["formats.sidelines"]
    return any(seen.page.tokens[at].lemma in beside for at in governors(seen.page, noun))


def follows(seen: Seen, noun: int) -> bool:
    """Whether what is told comes after an event that a noun names anew ("after two hours of talks")."""
    if any(seen.page.tokens[k].lemma in ("the", "this", "these") for k in kids(seen.page, noun, "det")):
        return False
    return any(seen.page.tokens[at].lemma in ("after", "following") for at in governors(seen.page, noun))


def is_theirs(seen: Seen, noun: int) -> bool:
    """Whether talks after which persons do something together are theirs ("After the talks, A and B said")."""
    page = seen.page
    above = page.tokens[page.tokens[noun].head]
    is_after = above.word.lower() in ("after", "following") and above.dep == "prep"
    plain = all(page.tokens[k].dep in ("det", "punct") or page.tokens[k].lemma in PLAIN for k in page.children[noun])
    return is_after and plain and page.tokens[noun].lemma in MET


def tied_later(page: Page, verb: int, noun: int) -> list[int]:
    """The nouns of a "with" that the parser hangs from a verb, though an event noun stands between ("spoke after talks
    in Lima with A": talks with A)."""
    later = [k for k in kids(page, verb, "prep") if page.tokens[k].lemma == "with" and k > noun]
    return [c for k in later for o in kids(page, k, "pobj") for c in conjuncts(page, o)]


def joint_subject(seen: Seen, noun: int, carrier: int) -> list[Side]:
    """The sides of the clause above where two of them act while an event goes on ("A and B said as talks …")."""
    page = seen.page
    marks = {page.tokens[k].lemma for k in kids(page, carrier, "mark", "advmod")}
    is_going_on = noun in kids(page, carrier, "nsubj", "nsubjpass") and marks & {"as", "while", "when"}
    if page.tokens[carrier].dep != "advcl" or not is_going_on:
        return []
    above = sides(seen, subjects(page, page.tokens[carrier].head, seen.known.vocabulary))
    return above if len(countries(above)) > 1 else []


def teller(seen: Seen, noun: int, carrier: int, whom: list[Side]) -> list[Side]:
    """Who tells of an event with others that he calls nobody else's ("A said the talks with Peru went well")."""
    page, words = seen.page, seen.known.vocabulary
    subject = surface_subject(page, carrier, words)
    is_others = subject not in (None, noun) and (subject in seen.at or page.tokens[subject or 0].tag == "PRP")
    if is_others or any(page.tokens[k].tag == "NNP" for k in kids(page, noun, "compound", "nmod")):
        return []
    at = noun
    for above in governors(page, noun):
        if page.tokens[at].dep == "ccomp" and page.tokens[above].lemma in TELLING:
            told = [s for s in subjects(page, above, words) if page.tokens[s].tag[:2] in ("NN", "PR")]
            found = [s for s in sides(seen, told) if s.actor and s.country]
            return [] if countries(found) & countries(whom) else found
        if page.tokens[at].dep in ("relcl", "acl", "advcl"):
            return []
        at = above
    return []


def carrier_subject(seen: Seen, noun: int, carrier: int) -> list[Side]:
    """Who does what the carrier says; a passive's surface subject ("is expected for talks") unless that is the noun."""
    page, words = seen.page, seen.known.vocabulary
    is_subject = noun in kids(page, carrier, "nsubj", "nsubjpass")
    surface = surface_subject(page, carrier, words) if is_passive(page, carrier) else None
    if is_subject or surface == noun:  # "the summit was attended by A", "is expected to be attended by A"
        done = [k for k in (carrier, *kids(page, carrier, "xcomp")) if is_passive(page, k)]
        return next((found for k in done if (found := sides(seen, subjects(page, k, words)))), [])
    if is_passive(page, carrier):
        return sides(seen, conjuncts(page, surface)) if surface is not None else []
    heads = [s for s in subjects(page, carrier, words) if s != noun]
    found = sides(seen, heads)
    found = found if countries(found) else [side for head in heads for side in of_region(seen, head)] or found
    whose = page.tokens[carrier].lemma in CONSISTING and not found  # "his mission is a meeting with the premier"
    return [side for head in heads for side in owner(seen, head)] if whose else found


def tied(seen: Seen, token: int, *prepositions: str) -> list[Side]:
    """The sides that these prepositions tie to a token; of "with", also those of a later "as well as with"."""
    heads = after_preposition(seen.page, token, prepositions)
    if heads and "with" in prepositions:
        heads = [*heads, *_also_with(seen, token)]
    return sides(seen, heads)


def _also_with(seen: Seen, token: int) -> list[int]:
    """The nouns after a "with" that a conjunction ties on ("talks with A, as well as with B")."""
    page = seen.page
    found: list[int] = []
    for at in range(token, sentence_of(page, token).last):
        head = page.tokens[page.tokens[at].head]
        if page.tokens[at].lemma == "with" and page.tokens[at].dep == "prep" and head.lemma in ALSO:
            found += [c for o in kids(page, at, "pobj") for c in conjuncts(page, o)]
    return found


def is_between_those_told(seen: Seen, noun: int, verb: int, who: list[Side]) -> bool:
    """Whether an event is that of the clause behind it: "during *their* talks, A told B", not of two told before."""
    is_ahead = any(seen.page.tokens[k].word.lower() == "their" for k in kids(seen.page, noun, "poss")) and noun < verb
    return is_ahead and len(countries(who)) < 2


def is_during(seen: Seen, noun: int) -> bool:
    """Whether what is told takes place in the course of the event that a noun names."""
    prep = seen.page.tokens[noun].head
    return seen.page.tokens[noun].dep == "pobj" and seen.page.tokens[prep].lemma in (
        "during",
        "in",
        "at",
        "after",
        "following",
    )
