"""To find who came along: "accompanied by his defence minister", "at the head of a delegation that included X"."""

from collections.abc import Iterator

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen, from_mention, mention_at
from memcon.claims.syntax import after_preposition, conjuncts, is_passive, kids
from memcon.claims.terms import noun_phrase
from memcon.model import Slot


def company(seen: Seen, draft: Draft) -> Iterator[Slot]:
    """The company slots of an engagement: who accompanies a participant, each once, in order of the text."""
    if seen.known.vocabulary.kinds[draft.kind].family != "engagement":
        return
    taken = {side.actor for side in draft.participants() if side.actor}
    near = {draft.trigger, draft.carrier, *(s.head for s in draft.participants() if s.head is not None)}
    for head in sorted({head for at in near for head in _along(seen, at)} - near):
        mention = mention_at(seen, head)
        if mention is None or mention.kind != "person":
            if seen.page.tokens[head].tag[:2] == "NN" and mention is None:
                start, end = noun_phrase(seen, head)
                yield Slot("company", seen.page.report.text[start:end], start, end)
            continue
        yield from (side.slot("company") for side in from_mention(seen, mention) if side.actor not in taken)


def _along(seen: Seen, at: int) -> Iterator[int]:
    """The nouns of those who come along with a participant, or with whom an event word's clause tells."""
    page, words = seen.page, seen.known.vocabulary.words
    for clause in kids(page, at, "acl", "advcl", "relcl", "conj"):
        if page.tokens[clause].lemma in words["company.along"] and is_passive(page, clause):
            agents = [o for a in kids(page, clause, "agent") for o in kids(page, a, "pobj")]
            yield from (c for o in agents for c in conjuncts(page, o))
    for noun in _groups(seen, at):
        yield from after_preposition(page, noun, ("include", "including"))
        for clause in kids(page, noun, "acl", "relcl"):
            if page.tokens[clause].lemma in words["company.holding"] and not is_passive(page, clause):
                yield from (c for o in kids(page, clause, "dobj") for c in conjuncts(page, o))


def _groups(seen: Seen, at: int) -> Iterator[int]:
    """A delegation that a token is, leads or comes with."""
    page = seen.page
    below = [o for verb in (at, *kids(page, at, "advcl", "acl")) for o in kids(page, verb, "dobj")]
    for noun in (at, *below, *after_preposition(page, at, ("with", "of"))):
        if page.tokens[noun].lemma in seen.known.vocabulary.words["company.groups"]:
            yield noun
