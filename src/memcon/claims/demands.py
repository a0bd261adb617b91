"""To draft the request that lies in saying what another side should or must do ("Norway said Kenya must withdraw")."""

from collections.abc import Iterator, Sequence

from memcon.claims.draft import Draft
from memcon.claims.outlook import Context
from memcon.claims.seen import Seen, Side, actor_of, countries
from memcon.claims.sides import sides
from memcon.claims.speech import voice_at
from memcon.claims.status import status
from memcon.claims.syntax import is_passive, kids, subjects
from memcon.claims.targets import of_nation

STATES = frozenset("be have know feel seem mean benefit expect happen suffer understand realize realise like".split())
"""Verbs of what one is or has, which nobody asks another to do."""


def from_demands(seen: Seen, context: Context, told: Sequence[Draft]) -> Iterator[Draft]:
    """A request for every clause by which one side says that another should do something.

    `told` are the other drafts: an engagement that somebody should hold is told as proposed, and not asked for again.
    """
    kinds = seen.known.vocabulary.kinds
    engaged = {at for d in told if kinds[d.kind].family == "engagement" for at in (d.trigger, d.carrier)}
    for at, token in enumerate(seen.page.tokens):
        if token.tag != "VB" or at in engaged or not _is_bound(seen, at):
            continue
        if status(at, context) not in ("proposed", "denied"):  # "should not attack"
            continue
        who, whom = _speakers(seen, at, context), _bound(seen, at)
        if who and whom and not countries(who) & countries(whom):
            rule = f"verb:request.should_{token.lemma}"
            yield Draft("request", at, at, "happened", rule, tuple(who), tuple(whom))


def _is_bound(seen: Seen, verb: int) -> bool:
    """Whether a verb tells what somebody should or must do, not what he should be or have done."""
    page, words = seen.page, seen.known.vocabulary.words
    helpers = kids(page, verb, "aux")
    modals = [k for k in helpers if page.tokens[k].lemma in words["modals.proposed"]]
    own = kids(page, verb, "nsubj")
    return (
        bool(modals and own)
        and own[0] < modals[0]
        and page.tokens[verb].lemma not in STATES
        and not is_passive(page, verb)
        and not any(page.tokens[k].lemma == "have" for k in helpers)
    )


def _bound(seen: Seen, verb: int) -> list[Side]:
    """The states, bodies or persons that should do it; nobody where one of the subjects is none of these."""
    heads = subjects(seen.page, verb, seen.known.vocabulary)
    found = [sides(seen, [head]) or of_nation(seen, [head]) for head in heads]
    if not all(any(side.key() and side.kind != "place" for side in told) for told in found):
        return []
    return list({side.key(): side for told in found for side in told if side.key()}.values())


def _speakers(seen: Seen, verb: int, context: Context) -> list[Side]:
    """Who says so: the subject of the verb of saying above the clause, else whoever is quoted."""
    page, words = seen.page, seen.known.vocabulary.words
    clause = verb
    while page.tokens[clause].dep == "conj" and page.tokens[page.tokens[clause].head].tag[:1] == "V":
        clause = page.tokens[clause].head
    head = page.tokens[clause].head
    if page.tokens[clause].dep == "ccomp":
        says = page.tokens[head].lemma in words["says.clauses"] and status(head, context) in ("happened", "ongoing")
        heads = subjects(page, head, seen.known.vocabulary) if says else []
        return [side for side in sides(seen, heads) or of_nation(seen, heads) if side.key()]
    speaker = actor_of(seen, voice_at(seen, verb).speaker)
    if speaker is None:
        return []
    return [Side(None, None, None, speaker.id, speaker.kind, speaker.country)]
