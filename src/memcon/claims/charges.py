"""To draft the accusation that lies in telling of another's hostile act ("Kenya said Hungary had shelled it")."""

from collections.abc import Iterable, Iterator

from memcon.claims.draft import Draft
from memcon.claims.outlook import Context
from memcon.claims.sides import Seen, Side, countries, sides
from memcon.claims.status import status
from memcon.claims.syntax import subjects
from memcon.claims.targets import of_nation

HOSTILE = frozenset({"assault", "coerce"})
DONE = ("happened", "ongoing")


def from_charges(seen: Seen, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """An accusation for every clause in which one side says that another has attacked or seized what is not its own."""
    for draft in drafts:
        if draft.kind not in HOSTILE or draft.status not in DONE or not draft.rule.startswith("verb"):
            continue
        verb = _teller(seen, draft.trigger)
        if verb is None or status(verb, context) not in DONE:
            continue
        who = _speakers(seen, verb)
        if who and not countries(who) & countries(draft.who) and countries(draft.who):
            lemma = seen.page.tokens[verb].lemma
            yield Draft("accuse", verb, verb, "happened", f"verb:accuse.{lemma}", tuple(who), draft.who, mode="allege")


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
