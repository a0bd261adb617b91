"""To tell the sessions of joint commissions and of bodies of states, and who chairs them, from those of parliaments."""

from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import MODIFIERS, owner, sides
from memcon.claims.syntax import after_preposition, conjuncts, is_verb, kids


def is_sitting(seen: Seen, noun: int) -> bool:
    """Whether a session is one of a commission of two states or of a body of states, or has chairs of two states."""
    words = seen.known.vocabulary.words
    if seen.page.tokens[noun].lemma not in words["group.sittings"]:
        return False
    found = _sitting(seen, noun)
    return len(countries(found)) > 1 or any(side.actor in words["bodies.clubs"] for side in found)


def _sitting(seen: Seen, noun: int) -> list[Side]:
    """Who sits in a session: of whom it is, else who holds it or chairs it."""
    page = seen.page
    own = owner(seen, noun) + sides(seen, [*after_preposition(page, noun, ("of",)), *kids(page, noun, *MODIFIERS)])
    head = page.tokens[noun].head
    held = page.tokens[noun].dep == "dobj" and is_verb(page, head)
    return own or (sides(seen, kids(page, head, "nsubj")) if held else chairs(seen, noun))


def chairs(seen: Seen, noun: int) -> list[Side]:
    """Who of two sides chair an event ("was co-chaired by A and B", "under the chairmanship of A and B")."""
    page, words = seen.page, seen.known.vocabulary.words
    head = page.tokens[noun].head
    verbs = [*kids(page, noun, "acl", "relcl"), *([head] if page.tokens[noun].dep == "nsubjpass" else [])]
    led = [
        k
        for k in verbs
        if page.tokens[k].lemma in words["group.chairing"] or page.tokens[k].word.lower().endswith("chaired")
    ]
    named = [c for k in led for o in after_preposition(page, k, ("by",)) for c in conjuncts(page, o)]
    under = [o for k in (noun, head) for o in after_preposition(page, k, ("under",))]
    named += [
        c
        for o in under
        if page.tokens[o].lemma in words["group.chairs"]
        for p in after_preposition(page, o, ("of",))
        for c in conjuncts(page, p)
    ]
    found = sides(seen, named)
    return found if len(countries(found)) > 1 else []
