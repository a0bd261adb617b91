"""To find who gives a reception and for whom: "a dinner in honour of", "at a banquet given by X, she said"."""

from memcon.claims.carrier import carrier_subject, is_during, tied
from memcon.claims.seen import Seen, Side
from memcon.claims.sides import owner, sides
from memcon.claims.syntax import after_preposition, governors, is_passive, is_verb, kids, subjects

Sides = tuple[list[Side], list[Side], list[Side]]
"""Who, whom and parties."""

HONOUR = frozenset({"honour", "honor"})
ATTENDING = frozenset({"attend", "join", "receive", "get", "enjoy"})
GIVING = frozenset({"give", "host", "hold", "tender", "throw", "offer", "arrange"})


def received(seen: Seen, noun: int, carrier: int, guests: list[Side], hosts: list[Side]) -> Sides:
    """The guests and hosts of a reception: who attends or is accorded it, and who gives it."""
    page, above = seen.page, seen.page.tokens[noun].head
    attending = above if page.tokens[above].lemma in ATTENDING else carrier  # "attended a dinner hosted by"
    subject = carrier_subject(seen, noun, attending)
    is_guest = is_passive(page, attending) or page.tokens[attending].lemma in ATTENDING
    hosts = hosts or tied(seen, carrier, "by")
    outer = next((g for g in governors(page, noun) if is_verb(page, g)), carrier)
    if hosts and not guests and is_during(seen, noun):  # "at a banquet given by the premier, she said"
        is_guest, subject = True, carrier_subject(seen, noun, outer)
    guests = (
        guests
        or tied(seen, carrier, *(("for", "to") if page.tokens[carrier].lemma in GIVING else ("for",)))
        or (subject if is_guest else [])
    )
    return guests, hosts or ([] if is_guest else subject), []


def honoured(seen: Seen, noun: int) -> list[Side]:
    """In whose honour a reception is given."""
    page = seen.page
    given = [page.tokens[noun].head] if page.tokens[noun].dep in ("dobj", "nsubjpass") else []
    above = [noun, *kids(page, noun, "acl"), *given]
    held = [(at, o) for at in above for o in after_preposition(page, at, ("in",)) if page.tokens[o].lemma in HONOUR]
    # Now and then the parser ties "of" to the banquet, not to the honour.
    return [side for at, o in held for side in owner(seen, o) or tied(seen, o, "of") or tied(seen, at, "of")]


def is_given(seen: Seen, meal: int) -> bool:
    """Whether a meal is one that somebody gives for a guest ("gave a dinner in honour of", "held a lunch for")."""
    token = seen.page.tokens[meal]
    if token.dep not in ("dobj", "nsubjpass") or seen.page.tokens[token.head].lemma not in GIVING:
        return False
    return bool(honoured(seen, meal) or tied(seen, token.head, "for", "to") or tied(seen, meal, "for", "to"))


def hosts_of(seen: Seen, noun: int) -> list[Side]:
    """By whom a reception is given ("a banquet hosted by the premier", "a dinner that the premier is giving")."""
    page = seen.page
    given = [s for k in kids(page, noun, "acl") if page.tokens[k].tag == "VBN" for s in tied(seen, k, "by")]
    giving = [k for k in kids(page, noun, "relcl") if page.tokens[k].lemma in GIVING]
    return given or [side for k in giving for side in sides(seen, kids(page, k, "nsubj"))]


def received_by(seen: Seen, carrier: int, kind: str, who: list[Side]) -> tuple[list[Side], list[Side]]:
    """Who receives those who call ("received a courtesy call from"), else between whom something is held."""
    if not who:
        return [], tied(seen, carrier, "between")
    is_received = kind == "meeting" and seen.page.tokens[carrier].lemma == "receive"
    return (sides(seen, subjects(seen.page, carrier, seen.known.vocabulary)) if is_received else []), []
