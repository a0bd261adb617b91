"""To draft the accusation that lies in telling of another's hostile act ("Kenya said Hungary had shelled it")."""

from collections.abc import Iterator

from memcon.claims.draft import Draft
from memcon.claims.outlook import Context
from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import sides
from memcon.claims.status import status
from memcon.claims.syntax import after_preposition, is_passive, objects, particle, subjects
from memcon.claims.targets import of_nation
from memcon.model import DONE

HOSTILE = frozenset({"assault", "coerce"})
TOLD = ("VBD", "VBN", "VBZ", "VBG")


def from_charges(seen: Seen, context: Context) -> Iterator[Draft]:
    """An accusation for every clause in which one side says that another has attacked or seized something."""
    for at, token in enumerate(seen.page.tokens):
        verb = _teller(seen, at) if token.tag in TOLD and _is_hostile(seen, at) else None
        if verb is None or status(at, context) not in DONE or status(verb, context) not in DONE:
            continue
        who, whom = _speakers(seen, verb), _culprits(seen, at)
        if who and countries(whom) and not countries(who) & countries(whom):
            lemma = seen.page.tokens[verb].lemma
            yield Draft(
                "accuse", verb, verb, "happened", f"verb:accuse.{lemma}", tuple(who), tuple(whom), mode="allege"
            )


def _is_hostile(seen: Seen, verb: int) -> bool:
    """Whether a verb tells of an attack or a seizure, by itself or with its object ("carried out an air strike")."""
    taken = {seen.page.tokens[o].lemma for o in objects(seen.page, verb, seen.known.vocabulary)}
    second = particle(seen.page, verb)
    frames = seen.known.vocabulary.frames.get(seen.page.tokens[verb].lemma, ())
    fitting = (f for f in frames if f.kind in HOSTILE and f.particle == second and not f.complements and not f.subject)
    return any(bool(taken & f.objects) if f.objects else bool(taken) for f in fitting)


def _culprits(seen: Seen, verb: int) -> list[Side]:
    """Who is said to have done it; of a passive without a doer from where ("was fired at it from Kenya")."""
    page = seen.page
    heads = subjects(page, verb, seen.known.vocabulary)
    if not heads and is_passive(page, verb):
        return [s for s in sides(seen, after_preposition(page, verb, ("from",))) if s.country]
    return [side for side in sides(seen, heads) or of_nation(seen, heads) if side.key()]


def _teller(seen: Seen, verb: int) -> int | None:
    """The verb of saying whose clause a verb heads, alone or as a second verb of it."""
    tokens = seen.page.tokens
    while tokens[verb].dep == "conj" and tokens[tokens[verb].head].tag[:1] == "V":
        verb = tokens[verb].head
    head = tokens[verb].head
    is_clause = tokens[verb].dep == "ccomp" and tokens[head].lemma in seen.known.vocabulary.words["acts.alleging"]
    return head if is_clause else None


def _speakers(seen: Seen, verb: int) -> list[Side]:
    """Who says it: a side, or those for whom the subject stands."""
    heads = subjects(seen.page, verb, seen.known.vocabulary)
    return [side for side in sides(seen, heads) or of_nation(seen, heads) if side.key()]
