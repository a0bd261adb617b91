"""To tell what a verb's own form says of its event: "is meeting" is a plan, "is visiting" goes on, "met" is done."""

from bisect import bisect_right

from memcon.claims.governed import JOURNEYS, PLANS
from memcon.claims.mood import is_negated_clause, is_reported
from memcon.claims.outlook import Context, has_time, is_to_come, looks_ahead
from memcon.claims.syntax import governors, kids
from memcon.model import DONE, Page, Sentence, Token

LOOSELY = frozenset({"a", "an", "any", "such", "no"})
THINGS = frozenset({"it", "this", "that", "which", "there", "i"})
SUPPOSED = frozenset({"be", "like", "love", "need", "mean", "help", "welcome", "want", "prefer", "have"})
"""After "would", verbs of what somebody supposes or wishes, not of what he is going to do."""
WHEN = frozenset({"when", "once", "after", "before", "until"})
PAYING = frozenset({"pay", "make", "undertake", "launch"})


def progressive(at: int, context: Context) -> str:
    """ "is visiting" is going on, unless its time looks ahead; "is meeting" is a plan, unless it is now."""
    token = context.page.tokens[at]
    words, beside = context.words.words, {context.page.tokens[k].lemma for k in context.page.children[at]}
    if token.lemma in words["progressive.plans"] and not beside & words["progressive.now"]:
        return "scheduled"
    ahead = looks_ahead(at, context) or (is_futurate(at, context) and has_time(at, context))
    return "scheduled" if ahead else "ongoing"


def is_futurate(at: int, context: Context) -> bool:
    """Whether the present tense of a verb, with a day, is a plan ("meets the premier on Friday")."""
    return context.page.tokens[at].lemma in context.words.words["progressive.futurate"]


def is_plan(at: int, context: Context) -> bool:
    """Whether a present tense tells a plan by its time: "meets the premier on Friday", "pays a visit on Monday"."""
    lemma = context.page.tokens[at].lemma
    if is_awaited(at, context) or _is_still_ahead(at, context) or _goes_on_with(at, context):
        return True
    return (is_futurate(at, context) or lemma in PAYING) and is_to_come(at, context) and not _comes_after(at, context)


def _goes_on_with(at: int, context: Context) -> bool:
    """Whether a present tense goes on with a plan of the same subject ("flies to Lima on Friday and goes on to")."""
    token, head = context.page.tokens[at], context.page.tokens[at].head
    is_joined = token.dep == "conj" and not kids(context.page, at, "nsubj", "nsubjpass")
    is_next = is_joined and head < at and context.page.tokens[head].tag in ("VBZ", "VBP")
    return is_next and is_futurate(at, context) and is_plan(head, context)


def _comes_after(at: int, context: Context) -> bool:
    """Whether a present tense only orders what is told after something else ("the move comes a day after talks")."""
    page = context.page
    is_thing = any(page.tokens[k].tag in ("NN", "NNS", "PRP", "DT") for k in kids(page, at, "nsubj"))
    if page.tokens[at].lemma != "come" or not is_thing:
        return False
    below = [at, *kids(page, at, "npadvmod")]  # "comes a day after"
    return any(page.tokens[k].lemma in LATER for verb in below for k in kids(page, verb, "prep", "mark"))


LATER = frozenset({"after", "following", "amid"})


def _is_still_ahead(at: int, context: Context) -> bool:
    """Whether a present tense tells what something else comes before ("comes a day before he heads to Lima")."""
    return any(context.page.tokens[k].lemma in ("before", "until") for k in kids(context.page, at, "mark"))


def is_awaited(at: int, context: Context) -> bool:
    """Whether a present tense stands under what is yet to come ("is likely to meet him when he pays a visit")."""
    page, governs = context.page, context.words.governs["verbs"]
    if page.tokens[at].dep != "advcl" or not any(page.tokens[k].lemma in WHEN for k in page.children[at]):
        return False
    above = page.tokens[at].head
    planned = any(page.tokens[k].lemma in governs for k in kids(page, above, "acomp"))
    is_present = not any(page.tokens[k].tag == "VBD" for k in (above, *kids(page, above, "aux")))
    now = page.tokens[above].tag in ("VBZ", "VBP") and any(k in context.timed for k in page.children[above])
    return is_present and (planned or now or any(page.tokens[k].tag == "MD" for k in kids(page, above, "aux")))


def _goes_on(at: int, context: Context) -> bool:
    """Whether "would" goes on with what was said or planned before: "He said so. He would also visit Lima"."""
    page, words = context.page, context.words.words
    subject = next(iter(kids(page, at, "nsubj", "nsubjpass")), None)
    now = bisect_right(page.sentences, at, key=lambda sentence: sentence.first) - 1
    if page.tokens[at].dep != "ROOT" or now < 1 or subject is None or page.tokens[at].lemma in SUPPOSED:
        return False
    told = page.tokens[page.sentences[now].first : page.sentences[now].last]
    before = page.sentences[now - 1]
    who = {page.tokens[k].lemma for k in (subject, *page.children[subject])}
    if (
        who & (LOOSELY | THINGS)
        or before.section != page.sentences[now].section
        or any(t.lemma in words["clauses.possible"] for t in told)
    ):
        return False
    if any(t.tag == "VBD" and t.lemma in words["says.verbs"] for t in page.tokens[before.first : before.last]):
        return True
    near = [s for s in page.sentences[max(0, now - NEAR) : now] if s.section == before.section]
    return any(t.tag == "MD" and t.lemma in words["modals.scheduled"] for s in near for t in _of(s, page)) or any(
        _plans(at, context) for s in near for at in range(s.first, s.last)
    )


NEAR = 3
"""So many sentences before "would" may hold the plan that it goes on with."""


def _of(sentence: Sentence, page: Page) -> tuple[Token, ...]:
    """The tokens of a sentence."""
    return page.tokens[sentence.first : sentence.last]


def _plans(at: int, context: Context) -> bool:
    """Whether a word tells a plan or a journey begun: "is to arrive", "is due", "leaves on Friday", "arrived"."""
    page, token = context.page, context.page.tokens[at]
    if token.tag == "VBD":
        return token.lemma in JOURNEYS
    if token.tag not in ("VBZ", "VBP"):
        return False
    after = page.tokens[at + 1] if at + 1 < len(page.tokens) else token
    is_due = token.lemma == "be" and (after.tag == "TO" or after.lemma in PLANS)
    return is_due or (is_futurate(at, context) and is_to_come(at, context))


def what_follows(verb: int, above: str, context: Context) -> str:
    """The status of what comes after a verb's event: ahead of it, unless they met or came before it began."""
    return above if is_futurate(verb, context) and above == "happened" else "scheduled"


def _shares_modal(at: int, context: Context) -> bool:
    """Whether a bare verb without a subject is joined to one after "will" or "to" ("will hold talks, call on A")."""
    page, token = context.page, context.page.tokens[at]
    if token.dep != "conj" or kids(page, at, "nsubj", "nsubjpass", "aux") or token.word.lower() != token.lemma:
        return False
    return any(page.tokens[k].tag in ("MD", "TO") for k in kids(page, token.head, "aux"))


def as_setting(noun: int, above: str, context: Context) -> str:
    """The status of an event during which something of another status is told: what did not come about in it, or was
    asked about it, does not undo it ("there will be no statement during the visit")."""
    page = context.page
    verb = next((g for g in governors(page, noun) if page.tokens[g].tag[:1] == "V"), None)
    if verb is None or above in DONE:
        return above
    asked = page.tokens[verb].lemma in ("ask", "question") and page.tokens[verb].tag == "VBN"
    if asked:
        sentence = page.sentences[bisect_right(page.sentences, verb, key=lambda sentence: sentence.first) - 1]
        modals = context.words.words["modals.scheduled"]
        is_ahead = any(t.tag == "MD" and t.lemma in modals for t in _of(sentence, page))
        return "scheduled" if is_ahead else "happened"
    if above == "denied":
        return "scheduled" if by_form(verb, context) == "scheduled" else "happened"
    return "scheduled" if above == "cancelled" else above  # "called off a meeting during the visit"


def by_form(at: int, context: Context) -> str:
    """A verb's status by its own form; "open" where the clause above decides (infinitives, participles)."""
    page, words, token = context.page, context.words.words, context.page.tokens[at]
    helpers = [page.tokens[k] for k in kids(page, at, "aux", "auxpass")]
    modal = next((h.lemma for h in helpers if h.tag == "MD"), None)
    if modal:
        if modal in words["modals.reported_future"] and any(h.lemma == "have" for h in helpers):
            return "possible" if is_negated_clause(page, at) else "cancelled"  # "would have met": they did not
        if modal in words["modals.reported_future"]:
            return "scheduled" if is_reported(at, context) or _goes_on(at, context) else "possible"
        found = (s for s in ("scheduled", "possible", "proposed") if modal in words[f"modals.{s}"])
        return next(found, "possible")
    if any(h.tag == "TO" for h in helpers):
        if any(h.lemma == "have" for h in helpers) and not any(True for _ in governors(page, at)):
            return "possible"
        return "open"
    finite = [h for h in helpers if h.tag in ("VBZ", "VBP", "VBD")]
    if token.tag == "VBG" and finite:
        return "happened" if any(h.tag == "VBD" for h in finite) else progressive(at, context)
    if token.tag == "VBD" or any(h.lemma == "have" for h in helpers) or (token.tag == "VBN" and finite):
        present = token.tag == "VBN" and any(h.lemma == "be" and h.tag in ("VBZ", "VBP") for h in finite)
        has = any(h.lemma == "have" for h in helpers)
        return "ongoing" if present and not has and looks_ahead(at, context) else "happened"
    if token.tag == "VBP" and _shares_modal(at, context):
        return "open"
    if token.tag in ("VBZ", "VBP"):
        if token.lemma == "be":
            return "ongoing"
        return "scheduled" if is_plan(at, context) else "happened"
    return "open"
