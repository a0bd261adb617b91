"""To tell whether a verb's subject is what its frame asks for: a person, a state, an event of a kind."""

from memcon.claims.seen import Seen
from memcon.claims.sides import sides
from memcon.claims.syntax import after_preposition, governors, kids, surface_subject
from memcon.vocabulary import Frame

LEADING = {"visit": frozenset({"visit", "summit", "meeting"})}
"""Events that lead somebody somewhere as one of a kind does: "the summit will bring her to Lima"."""


def has_subject(seen: Seen, verb: int, frame: Frame) -> bool:
    """Whether the subject is a person, or names an event of the kind that the frame asks for."""
    page, words = seen.page, seen.known.vocabulary
    head = surface_subject(page, verb, words)
    is_to = page.tokens[min(verb + 1, len(page.tokens) - 1)].tag == "TO"  # "in Lima the minister is to meet"
    if head is None or is_to or kids(page, verb, "attr", "acomp"):
        return False
    if frame.subject in ("person", "state"):
        by_name = frame.subject == "person" or page.tokens[head].tag[:3] == "NNP"  # not "Kenyan troops"
        return by_name and any(frame.subject in (side.kind, side.sort()) for side in sides(seen, [head]))
    if frame.subject is not None and frame.subject in words.words:
        return page.tokens[head].lemma in words.words[frame.subject]
    near = [g for g in governors(page, head) if page.tokens[g].tag[:2] == "NN"][:1]  # "a tour of states which"
    below = after_preposition(page, head, ("of",))  # "the first leg of a tour which"
    led = LEADING.get(frame.subject or "", {frame.subject})
    return any(words.nouns.get(page.tokens[at].lemma) in led for at in (head, *near, *below))
