"""To find where a visit that a noun names goes ("a visit to", "his Moscow trip", "ended a visit and left Lima")."""

from memcon.claims.bound_for import meant_for, named_after
from memcon.claims.carrier import carrier_of, follows
from memcon.claims.governed import held_by
from memcon.claims.here import lands
from memcon.claims.located import here_under
from memcon.claims.mood import CLOSING
from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import MODIFIERS, places, sides
from memcon.claims.syntax import after_preposition, governors, is_verb, kids, phrase, subjects

PHASES = frozenset({"begin", "start", "open", "end", "conclude", "finish", "continue", "complete", "wrap", "wind"})
PAYING = frozenset({"pay", "make", "undertake"})
HALTS = frozenset({"stop", "stopover", "destination"})
LEAVING = frozenset({"leave", "depart", "return", "fly", "go", "come", "head"})
ANNOUNCING = frozenset({"announce", "confirm", "await", "expect", "anticipate", "approve", "schedule", "host"})


def destinations(seen: Seen, noun: int, kind: str) -> list[Side]:
    """Where a visit goes, by the noun's prepositions and modifiers ("a visit to", "his Moscow trip", "in")."""
    if kind != "visit":
        return []
    page = seen.page
    if page.tokens[noun].lemma == "departure":
        return places(seen, after_preposition(page, noun, ("for",)))
    found = places(seen, after_preposition(page, noun, ("to",))) or places(seen, kids(page, noun, *MODIFIERS))
    found = found or places(seen, after_preposition(page, noun, ("in", "of", "at"))) or here_under(seen, noun)
    held = held_by(page, noun)  # "the visit that he is to pay to Peru"
    above = page.tokens[noun].head if held is None else held
    if not found and page.tokens[above].lemma in PHASES:  # "began his trip in Lima"
        found = places(seen, after_preposition(page, above, ("in", "at", "with")))
    if not found and page.tokens[above].lemma in PAYING and (held is not None or noun in kids(page, above, "dobj")):
        found = places(seen, after_preposition(page, above, ("to",)))  # "pays landmark visit to Lima"
    if not found and page.tokens[noun].lemma in HALTS and page.tokens[above].lemma == "be":  # "her next stop is Lima"
        found = places(seen, kids(page, above, "attr"))
    found = found or named_after(seen, noun) or meant_for(seen, noun)
    found = found or lands(seen, after_preposition(page, noun, ("to", "in", "of")))
    return found or _places_left(seen, noun)


def announced(seen: Seen, noun: int, carrier: int | None, kind: str, who: list[Side]) -> list[Side]:
    """The state that calls off, confirms or awaits a visit by a foreigner who is not said to go anywhere else."""
    if kind != "visit" or not who or carrier is None or noun not in kids(seen.page, carrier, "dobj"):
        return []
    words, word = seen.known.vocabulary, phrase(seen.page, carrier)
    if words.governs["verbs"].get(word) != "cancelled" and word not in ANNOUNCING:
        return []
    hosts = sides(seen, subjects(seen.page, carrier, words))
    return [side for side in hosts if side.kind == "state" and side.key() and side.key() not in countries(who)]


def _places_left(seen: Seen, noun: int) -> list[Side]:
    """The place that is left after a visit ("left Lima after a two-day visit", "flew home from Lima after a visit")."""
    page, carrier = seen.page, carrier_of(seen, noun)
    if carrier is None:
        return []
    closed = [carrier] if page.tokens[carrier].lemma in CLOSING else []  # "ended a visit and left Lima"
    last = [carrier] if follows(seen, noun) or is_at_end(seen, noun) else []
    for verb in (*last, *(k for c in closed for k in kids(page, c, "conj") if is_verb(page, k))):
        lemma = page.tokens[verb].lemma
        if lemma in LEAVING:
            gone = kids(page, verb, "dobj") if lemma in ("leave", "depart") else []
            gone = gone or after_preposition(page, verb, ("from",))
            return places(seen, gone) or lands(seen, gone)
    return []


def is_at_end(seen: Seen, noun: int) -> bool:
    """Whether what is told takes place "at the end of" the event that a noun names."""
    above = [seen.page.tokens[at].lemma for at in governors(seen.page, noun)][:2]
    return above[-1:] != [] and above[-1] in ("end", "close", "conclusion")
