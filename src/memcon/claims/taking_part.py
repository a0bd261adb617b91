"""To find who takes part in an event by a participle: "talks involving A and B", "talks led by A and B"."""

from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import sides
from memcon.claims.syntax import after_preposition, conjuncts, governors, is_passive, kids

INVOLVING = frozenset(
    {"involve", "involving", "include", "including", "group", "grouping", "gather", "unite", "assemble"}
)
TAKING_PART = frozenset({"attend", "take", "participate", "join"})
CHAIRED = frozenset({"chaired", "co-chaired", "headed", "led", "hosted", "convened"})
STARTING = frozenset({"start", "begin", "open", "resume", "continue", "schedule", "set", "plan", "due"})


def involved(seen: Seen, noun: int) -> list[Side]:
    """The parties that a participle lists ("talks involving A, B and C"), where there are two sides of them."""
    page = seen.page
    told = [k for k in kids(page, noun, "acl", "prep") if _involves(seen, k)]
    above = page.tokens[noun].head  # "the summit brought together A and B"
    told += [above] if page.tokens[noun].dep == "nsubj" and _involves(seen, above) else []
    heads = [c for k in told for o in kids(page, k, "dobj", "pobj") for c in conjuncts(page, o)]
    found = sides(seen, [*heads, *_chairing(seen, noun)])
    return found if len(countries(found)) > 1 else _among_those(seen, noun) or _of_rank(seen, noun)


def _of_rank(seen: Seen, noun: int) -> list[Side]:
    """Between whom an event is told to be the first ("the summit was the first between A and B")."""
    page = seen.page
    verb = page.tokens[noun].head
    if page.tokens[noun].dep != "nsubj" or page.tokens[verb].lemma != "be":
        return []
    ranked = [k for k in kids(page, verb, "attr", "acomp") if page.tokens[k].lemma in RANKED]
    return sides(seen, [o for k in (*ranked, verb) for o in after_preposition(page, k, ("between",))]) if ranked else []


RANKED = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "one", "meeting", "summit"})


def _among_those(seen: Seen, noun: int) -> list[Side]:
    """Who is told to be among those at an event ("A and B are among those attending the summit")."""
    page = seen.page
    being = next((g for g in governors(page, noun) if page.tokens[g].dep in ("acl", "relcl")), None)
    if being is None or page.tokens[being].lemma not in TAKING_PART:
        return []
    group = page.tokens[being].head
    prep = page.tokens[group].head
    if page.tokens[group].dep != "pobj" or page.tokens[prep].lemma != "among":
        return []
    told = page.tokens[prep].head
    found = sides(seen, [c for k in kids(page, told, "nsubj") for c in conjuncts(page, k)])
    return found if page.tokens[told].lemma == "be" and len(countries(found)) > 1 else []


def _chairing(seen: Seen, noun: int) -> list[int]:
    """The nouns of those who chair what meets ("talks led by A and B", "a session of a commission headed by A")."""
    page = seen.page
    meeting = [noun, *after_preposition(page, noun, ("of",))]
    led = [k for at in meeting for k in kids(page, at, "acl") if page.tokens[k].word.lower() in CHAIRED]
    told = kids(page, noun, "acl", "relcl")  # "the summit, which was attended by A and B"
    if page.tokens[noun].dep in ("nsubj", "nsubjpass"):  # "a summit opened in Lima, attended by A and B"
        told += [page.tokens[noun].head, *kids(page, page.tokens[noun].head, "advcl")]
    led += [k for k in told if page.tokens[k].lemma == "attend" and _is_by_some(seen, k)]
    return [c for k in led for o in after_preposition(page, k, ("by",)) for c in conjuncts(page, o)]


def _is_by_some(seen: Seen, verb: int) -> bool:
    """Whether a verb tells by whom something is done ("which was attended by", "attended by")."""
    return is_passive(seen.page, verb) or (seen.page.tokens[verb].tag == "VBN" and not kids(seen.page, verb, "aux"))


def started_with(seen: Seen, noun: int) -> list[Side]:
    """The counterpart that the parser ties to when an event is to begin ("talks starting on Sunday with B")."""
    page = seen.page
    begun = [k for k in kids(page, noun, "acl") if page.tokens[k].lemma in STARTING]
    return sides(seen, [o for k in begun for o in after_preposition(page, k, ("with",))])


def _involves(seen: Seen, verb: int) -> bool:
    """Whether a verb, or "including" and its like, tells who takes part in the event that is its subject."""
    page = seen.page
    together = any(page.tokens[k].lemma == "together" for k in kids(page, verb, "advmod", "prt"))
    return page.tokens[verb].lemma in INVOLVING or (page.tokens[verb].lemma == "bring" and together)
