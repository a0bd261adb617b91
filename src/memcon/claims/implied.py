"""To give a plan that names one side alone ("A meeting with X is set for Friday") whom the report follows."""

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen, Side, countries, from_mention, mention_at, unworded
from memcon.claims.sides import owner
from memcon.claims.syntax import governors, kids, sentence_of

KINDS = frozenset({"meeting", "negotiation", "visit"})
OPEN = frozenset({"scheduled", "proposed", "possible", "cancelled"})
"""What is told so of nobody is a plan of whoever the sentence before tells of; what took place may be anybody's."""


def of_protagonist(seen: Seen, draft: Draft) -> Draft:
    """A plan with one side, the subject of its sentence, as that of the person who is the subject of the one before."""
    page = seen.page
    is_subject = page.tokens[draft.trigger].dep in ("nsubj", "nsubjpass")
    if draft.kind not in KINDS or not draft.rule.startswith("noun"):
        return draft
    is_after = _before_it(seen, draft.trigger) is not None
    if not (draft.status in OPEN and is_subject) and not _is_next(seen, draft) and not is_after:
        return draft
    theirs = countries((*draft.whom, *draft.party, *draft.place))
    if draft.who or len(theirs) != 1 or (draft.kind == "visit" and not draft.place):
        return draft
    lead = (
        _subject_above(seen, draft.trigger) or _before_it(seen, draft.trigger) or _subject_before(seen, draft.trigger)
    )
    if lead is None or lead.key() is None or lead.key() in theirs:
        return draft
    return replace(draft, who=unworded([lead]), whom=(*draft.whom, *draft.party), party=(), meant=True)


def _is_next(seen: Seen, draft: Draft) -> bool:
    """Whether a sentence without a doer goes on with what somebody did next ("Then it was lunch with President A")."""
    page = seen.page
    sentence = sentence_of(page, draft.trigger)
    first = page.tokens[sentence.first]
    subject = next((t for t in page.tokens[sentence.first : draft.trigger] if t.dep in ("nsubj", "expl")), None)
    return (
        draft.status == "happened"
        and first.word.lower() in NEXT
        and subject is not None
        and subject.word.lower() in ("it", "there")
    )


NEXT = frozenset({"then", "next", "later", "afterwards", "first"})


def _subject_above(seen: Seen, token: int) -> Side | None:
    """The one person who goes where an event is to be ("will fly on to Lima, where a meeting with X is planned")."""
    page = seen.page
    clause = page.tokens[token].head
    if page.tokens[clause].dep != "relcl" or not any(page.tokens[k].lemma == "where" for k in page.children[clause]):
        return None
    verb = next((g for g in governors(page, clause) if page.tokens[g].tag[:1] == "V"), clause)
    return _subject(seen, verb)


def _before_it(seen: Seen, token: int) -> Side | None:
    """Whose the event is that another follows ("A's visit to Lima was followed by a meeting with B")."""
    page = seen.page
    by = page.tokens[token].head
    verb = page.tokens[by].head
    if page.tokens[token].dep != "pobj" or page.tokens[by].lemma != "by" or page.tokens[verb].lemma != "follow":
        return None
    events = [k for k in kids(page, verb, "nsubjpass") if page.tokens[k].lemma in seen.known.vocabulary.nouns]
    whose = [side for k in events for side in owner(seen, k) if side.actor and side.kind == "person"]
    return whose[0] if len(whose) == 1 else None


def _subject(seen: Seen, verb: int) -> Side | None:
    """The one person who is the subject of a verb."""
    heads = kids(seen.page, verb, "nsubj", "nsubjpass")
    mention = mention_at(seen, heads[0]) if len(heads) == 1 and not kids(seen.page, heads[0], "conj") else None
    sides = from_mention(seen, mention) if mention is not None and mention.kind == "person" else []
    return sides[0] if len(sides) == 1 and sides[0].actor else None


def _subject_before(seen: Seen, token: int) -> Side | None:
    """The one person who is the subject of the sentence before a token's, in the same section."""
    page = seen.page
    here = page.sentences.index(sentence_of(page, token))
    before = page.sentences[here - 1] if here else None
    if before is None or before.section != page.sentences[here].section:
        return None
    roots = [t for t in range(before.first, before.last) if page.tokens[t].dep == "ROOT"]
    said = [
        c
        for r in roots
        if page.tokens[r].lemma in seen.known.vocabulary.words["says.verbs"]
        for c in kids(page, r, "ccomp")
    ]
    return next((lead for verb in (*said, *roots) if (lead := _subject(seen, verb))), None)
