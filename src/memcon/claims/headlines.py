"""To read headlines without a verb: "Premier in Lima for talks with President", "Envoy due in Oslo"."""

from collections.abc import Iterator

from memcon.claims.draft import Draft
from memcon.claims.outlook import Context
from memcon.claims.seen import Seen, Side
from memcon.claims.sides import places, sides
from memcon.claims.syntax import after_preposition, governors, is_verb, kids, sentence_of

AWAY = frozenset({"due", "off"})
"""Words of who is not there yet."""


def headline_subject(seen: Seen, noun: int, context: Context) -> list[Side]:
    """Whom a verbless headline tells of, where an event noun hangs from the name ("Premier on visit to Peru")."""
    if noun not in context.headline:
        return []
    above = list(governors(seen.page, noun))
    if not above or any(is_verb(seen.page, at) for at in above):
        return []
    return _person(seen, above[-1])


def from_headlines(seen: Seen, context: Context) -> Iterator[Draft]:
    """A visit for every headline that only says of a person where he is or is due."""
    for at in sorted(context.headline):
        token = seen.page.tokens[at]
        if token.head != at or token.tag[:2] != "NN" or _has_verb(seen, at) or not (who := _person(seen, at)):
            continue
        due = [k for k in seen.page.children[at] if seen.page.tokens[k].lemma in AWAY]
        heads = [o for k in (at, *due) for o in after_preposition(seen.page, k, ("in", "to") if due else ("in",))]
        place = [one for one in places(seen, heads) if one.country not in {side.country for side in who}]
        if place:
            status = "scheduled" if due else "happened"
            rule = "verb:visit.due" if due else "verb:visit.be"
            yield Draft("visit", at, at, status, rule, who=tuple(who), place=tuple(place[:1]))


def _has_verb(seen: Seen, at: int) -> bool:
    """Whether a sentence has a verb that is no mere participle of a noun."""
    sentence = sentence_of(seen.page, at)
    return any(is_verb(seen.page, k) for k in range(sentence.first, sentence.last))


def _person(seen: Seen, at: int) -> list[Side]:
    """The person that a noun names and no one else."""
    if kids(seen.page, at, "conj", "appos"):
        return []
    return [side for side in sides(seen, [at]) if side.kind == "person" and side.actor]
