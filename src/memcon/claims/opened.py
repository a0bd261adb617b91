"""To tell of an engagement that only a headline without a verb names, by one side ("Telephone conversation with X").

Readouts are written so: the headline says with whom, the text begins with whoever publishes it.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.carrier import is_theirs
from memcon.claims.draft import Draft
from memcon.claims.outlook import Context
from memcon.claims.recall import GROUPS
from memcon.claims.seen import Seen, Side, countries, from_mention, unworded
from memcon.claims.syntax import governors, is_verb, sentence_of

LEAD = 4
"""So many sentences after the headline may name who publishes it."""


def with_openers(seen: Seen, drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """The drafts; what a headline names with one side has for its other the first person that the text tells of.

    The text must name whom the headline names as well, and tell of no engagement of these two by itself.
    """
    for draft in drafts:
        if is_theirs(seen, draft.trigger) and any(_is_earlier(other, draft) for other in drafts):
            continue  # "after the talks, A and B signed": the talks are told of already
        lead = _leader(seen, draft) if _is_opener(seen, draft, context) else None
        is_told = lead is None or any(_is_of(other, draft, lead) for other in drafts)
        yield draft if lead is None or is_told else replace(draft, who=unworded([lead]), meant=True)


def _is_earlier(other: Draft, draft: Draft) -> bool:
    """Whether another draft told of an engagement of the same sides before."""
    same = countries(other.participants()) == countries(draft.participants())
    return other.trigger < draft.trigger and same and _are_alike(other, draft)


def _are_alike(other: Draft, draft: Draft) -> bool:
    """Whether two drafts are of kinds that may tell of one engagement."""
    return GROUPS.get(other.kind) == GROUPS.get(draft.kind)


def _is_opener(seen: Seen, draft: Draft, context: Context) -> bool:
    """Whether a draft is an event noun in a headline that has no verb, and names only persons it was with."""
    if draft.trigger not in context.headline or draft.kind not in GROUPS or not draft.rule.startswith("noun"):
        return False
    if draft.who or draft.party or draft.status != "happened" or not draft.whom:
        return False
    sentence = sentence_of(seen.page, draft.trigger)
    has_verb = any(
        is_verb(seen.page, at) and seen.page.tokens[at].dep != "prep" for at in range(sentence.first, sentence.last)
    )
    return not has_verb and all(side.kind == "person" and side.actor for side in draft.whom) and _leads(seen, draft)


def _leads(seen: Seen, draft: Draft) -> bool:
    """Whether the event is what its headline is about, or what somebody spoke to the press after."""
    page = seen.page
    above = [page.tokens[g] for g in governors(page, draft.trigger)]
    return all(t.tag[:1] != "N" or t.lemma in ("conference", "statement", "remark", "comment") for t in above)


def _leader(seen: Seen, draft: Draft) -> Side | None:
    """The first person of another state who is a subject, or speaks, in the lead that also names the headline's."""
    page = seen.page
    here = page.sentences.index(sentence_of(page, draft.trigger))
    body = page.sentences[here + 1 : here + 1 + LEAD]
    if not body:
        return None
    named = [m for m in seen.reading.mentions if body[0].first <= m.first < body[-1].last and m.kind == "person"]
    meant = {side.actor for side in draft.whom}
    if not any(meant & set(m.actors) for m in named):
        return None
    for mention in named:
        subject = page.tokens[mention.head].dep in ("nsubj", "nsubjpass") or _speaks(seen, mention.last)
        if mention.role == "name" and len(mention.actors) == 1 and subject and not meant & set(mention.actors):
            found = from_mention(seen, mention)
            return found[0] if found and found[0].key() and found[0].key() not in countries(draft.whom) else None
    return None


def _speaks(seen: Seen, after: int) -> bool:
    """Whether a colon follows a name, as before what a speaker says."""
    return after < len(seen.page.tokens) and seen.page.tokens[after].word == ":"


def _is_of(other: Draft, draft: Draft, lead: Side) -> bool:
    """Whether another draft tells of an engagement of the same two sides."""
    is_other = other.trigger != draft.trigger and _are_alike(other, draft)
    return is_other and {lead.key(), *countries(draft.whom)} <= countries(other.participants())
