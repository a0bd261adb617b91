"""To read negation, condition and what completes a verb from a clause."""

from itertools import pairwise

from memcon.claims.outlook import Context, has_time, is_long_past, looks_ahead
from memcon.claims.syntax import governors, is_infinitive, is_verb, kids, phrase
from memcon.model import Page
from memcon.vocabulary import Vocabulary

MEASURES = frozenset({"hour", "day", "week", "month", "minute", "just", "shortly", "hours", "days", "weeks", "months"})
TURNING = frozenset({"had", "were", "should"})
CONFIRMING = frozenset({"confirm", "verify", "corroborate"})
CLOSING = frozenset({"end", "conclude", "finish", "close", "wrap", "wind", "complete"})
HELD = frozenset({"go_ahead", "take_place", "happen", "materialise", "materialize"})
WISHING = frozenset({"propose", "suggest", "request", "ask", "urge", "demand", "hope", "wish"})
OPEN = frozenset("certain sure clear likely definite final true imminent near close necessary set".split())
"""What an event that may not come about is not ("the visit was not certain")."""
NEGATIVES = frozenset({"no", "neither", "nor"})


def is_negated_clause(page: Page, at: int) -> bool:
    """Whether a verb is denied: "did not meet" (not "not only met"), "no president had met", "neither leader came"."""
    if _is_passed_over(page, at) or is_no_longer(page, at):
        return True
    if any(not _is_not_only(page, k) and not _is_instead(page, at, k) for k in kids(page, at, "neg")):
        return True
    if any(page.tokens[k].lemma == "neither" for k in kids(page, at, "preconj")) or _is_nor(page, at):
        return True
    subjects = kids(page, at, "nsubj", "nsubjpass")
    return any(
        page.tokens[k].lemma in NEGATIVES for s in subjects for k in kids(page, s, "det", "neg", "preconj", "cc")
    )


def _is_instead(page: Page, verb: int, neg: int) -> bool:
    """Whether a "not" denies only what it stands before: "will meet on Friday, not on Monday"."""
    after = page.tokens[neg + 1] if neg + 1 < len(page.tokens) else page.tokens[neg]
    return neg > verb + 1 and page.tokens[neg - 1].word == "," and after.dep == "prep"


def _is_passed_over(page: Page, at: int) -> bool:
    """Whether something else was done than what a verb tells of: "rather than visit Lima, the minister flew home"."""
    token = page.tokens[at]
    marks = kids(page, token.head, "cc") if token.dep == "conj" else kids(page, at, "mark")
    return any(page.tokens[k].lemma == "than" and page.tokens[k - 1].lemma == "rather" for k in marks if 0 < k < at)


def _is_nor(page: Page, at: int) -> bool:
    """Whether a verb is joined to the one before by "nor" ("would neither confirm nor deny")."""
    head = page.tokens[at].head
    return page.tokens[at].dep == "conj" and any(page.tokens[k].lemma == "nor" for k in kids(page, head, "cc"))


def _is_not_only(page: Page, negation: int) -> bool:
    """Whether a negation is that of "not only"."""
    return negation + 1 < len(page.tokens) and page.tokens[negation + 1].lemma == "only"


def is_yet(page: Page, verb: int) -> bool:
    """Whether what hangs from a verb has not been done so far: "has yet to meet", "are yet to sign"."""
    return page.tokens[verb].lemma in ("have", "be") and any(page.tokens[k].lemma == "yet" for k in page.children[verb])


def is_pending(verb: int, context: Context) -> bool:
    """Whether it is open if what is the subject takes place ("has yet to be confirmed"; talks that "have yet to bear
    fruit" took place)."""
    page, governs = context.page, context.words.governs["verbs"]
    plain = [k for k in kids(page, verb, "xcomp") if is_yet(page, verb)]
    aims = [verb] if page.tokens[verb].dep == "xcomp" and is_yet(page, page.tokens[verb].head) else plain
    return any(phrase(page, k) in governs or page.tokens[k].lemma in governs for k in aims)


def is_undated(page: Page, verb: int) -> bool:
    """Whether a clause says that no time is set ("no date has been fixed for", "a date has not been set for")."""
    times = [
        k for k in kids(page, verb, "nsubj", "nsubjpass", "dobj") if page.tokens[k].lemma in ("date", "time", "day")
    ]
    none = any(page.tokens[d].lemma in NEGATIVES for k in times for d in kids(page, k, "det", "neg"))
    return none or (bool(times) and is_negated_clause(page, verb))


def of_clause(verb: int, context: Context) -> str | None:
    """What the whole clause says of the event that is its subject: that it fell through, is open or is ruled out."""
    page = context.page
    if is_unheld(page, verb):
        return "cancelled"
    if is_pending(verb, context):
        return "possible"
    out = [k for k in kids(page, verb, "prep") if page.tokens[k].lemma == "out"]
    asked = [o for k in out for of in kids(page, k, "prep") for o in kids(page, of, "pobj")]
    return "denied" if any(page.tokens[o].lemma == "question" for o in asked) else None


def is_measured(page: Page, prep: int) -> bool:
    """Whether a time stands before "before": "met a day before the summit" tells of a summit still to come."""
    return page.tokens[prep - 1].lemma in MEASURES if prep else False


def is_past_told(at: int, context: Context) -> bool:
    """Whether the clause of a token is dated further back than a day ("in 1998, a day before the summit")."""
    return any(is_long_past(above, context) for above in governors(context.page, at) if is_verb(context.page, above))


def is_conditional(page: Page, at: int, words: Vocabulary) -> bool:
    """Whether a clause is under "if", "unless" or "whether", or turned about ("had he come", "should she go")."""
    marked = any(page.tokens[k].lemma in words.words["clauses.possible"] for k in kids(page, at, "mark"))
    return marked or is_turned(page, at)


def is_turned(page: Page, at: int) -> bool:
    """Whether a clause beside another is a condition by its order: "had X come, …", "were X to come, …"."""
    clause = page.tokens[at].head if page.tokens[at].dep in ("xcomp", "advcl") else at
    for verb in dict.fromkeys((at, clause)):
        if page.tokens[verb].dep != "advcl":
            continue
        helpers = [k for k in (verb, *kids(page, verb, "aux")) if page.tokens[k].word.lower() in TURNING]
        if any(helper < subject for helper in helpers for subject in kids(page, verb, "nsubj", "nsubjpass")):
            return True
    return False


def is_no_longer(page: Page, verb: int) -> bool:
    """Whether what was to be done is no longer: "will no longer go"."""
    return any(
        page.tokens[k].lemma == "longer" and page.tokens[k - 1].lemma == "no" for k in kids(page, verb, "advmod") if k
    )


def is_against_plan(page: Page, verb: int) -> bool:
    """Whether what is not done was to be: "did not meet as planned", "will not travel as scheduled"."""
    end = next((k for k in range(verb, len(page.tokens)) if page.tokens[k].word in (".", ";")), len(page.tokens))
    words = [token.word.lower() for token in page.tokens[verb:end]]
    return any(a == "as" and b in PLANNED for a, b in pairwise(w for w in words if w not in ("originally", "was")))


PLANNED = frozenset({"planned", "scheduled", "intended", "announced"})


def denied(own: str, verb: int, page: Page) -> str:
    """A verb's status where it is denied in its clause: what "will no longer" be is called off; else its own."""
    if own not in TELLING or not is_negated_clause(page, verb):
        return own
    if is_against_plan(page, verb):
        return "cancelled"
    return "cancelled" if own in ("scheduled", "ongoing") and is_no_longer(page, verb) else "denied"


TELLING = frozenset({"happened", "ongoing", "scheduled", "proposed", "possible"})


def is_unheld(page: Page, verb: int) -> bool:
    """Whether an event that is the subject "fell through", "failed to take place", "will not be held"; talks that
    "failed" were held."""
    if page.tokens[verb].lemma == "fall" and verb + 1 < len(page.tokens) and page.tokens[verb + 1].lemma == "through":
        return True
    if page.tokens[verb].lemma == "be" and any(_is_off(page, k) for k in page.children[verb]):
        return True  # "the visit is off"
    held = [
        k for k in kids(page, verb, "xcomp") if page.tokens[k].lemma in ("take", "materialise", "materialize", "happen")
    ]
    if page.tokens[verb].lemma == "fail":
        return bool(held)
    negations = {page.tokens[k].lemma for k in kids(page, verb, "neg")} - {"never"}
    is_planned = page.tokens[verb].lemma == "hold" and any(page.tokens[k].tag == "MD" for k in kids(page, verb, "aux"))
    return (phrase(page, verb) in HELD or is_planned) and bool(negations)


def _is_off(page: Page, at: int) -> bool:
    """Whether an "off" stands alone, not "off the coast" or "off to Lima"."""
    after = page.tokens[at + 1].lemma if at + 1 < len(page.tokens) else "."
    return page.tokens[at].lemma == "off" and not page.children[at] and after not in ("to", "limits", "the")


def is_judged(page: Page, event: int, verb: int) -> bool:
    """Whether "was not" tells how a known event went or what it was about, so that it took place ("the talks were not
    easy", "their meeting wasn't about trade")."""
    known = page.tokens[verb].tag == "VBD" and any(
        page.tokens[k].dep == "poss" or page.tokens[k].lemma in ("the", "this", "these", "that", "those")
        for k in kids(page, event, "det", "poss")
    )
    said = [k for k in kids(page, verb, "acomp", "attr") if page.tokens[k].lemma not in OPEN] or [
        k for k in kids(page, verb, "prep") if page.tokens[k].lemma in ("about", "without")
    ]
    return known and bool(said)


def is_unfulfilled(page: Page, at: int) -> bool:
    """Whether a perfect infinitive under a past plan says that it did not come about ("was to have met")."""
    helpers = {page.tokens[k].lemma for k in kids(page, at, "aux")}
    head = page.tokens[at].head
    above = page.tokens[head].head if page.tokens[at].dep == "xcomp" and page.tokens[head].tag[:1] == "J" else head
    forms = [page.tokens[k].tag for k in (above, *kids(page, above, "aux", "auxpass"))]
    return {"to", "have"} <= helpers and "VBD" in forms


def is_stay(page: Page, name: int) -> bool:
    """Whether a name stands set off with where its bearer is ("the premier, *in Lima for a visit*, praised")."""
    there = [name] if page.tokens[page.tokens[name].head].lemma == "in" else []
    there += [o for k in kids(page, name, "prep") if page.tokens[k].lemma == "in" for o in kids(page, k, "pobj")]
    inside = [page.tokens[at].head for at in there]
    return page.tokens[name].tag == "NNP" and any(k and page.tokens[k - 1].word == "," for k in inside)


def is_visit(at: int, context: Context) -> bool:
    """Whether a verb tells of a visit."""
    return any(frame.kind == "visit" for frame in context.words.frames.get(context.page.tokens[at].lemma, ()))


def complement(verb: int, context: Context) -> str | None:
    """What the adjective after "be" makes of what hangs from that verb ("was due on Sunday for talks")."""
    page, governs = context.page, context.words.governs["verbs"]
    found = [page.tokens[k].lemma for k in kids(page, verb, "acomp")] if page.tokens[verb].lemma == "be" else []
    return next((governs[lemma] for lemma in found if lemma in governs), None)


def is_reported(at: int, context: Context) -> bool:
    """Whether a clause stands under a verb of saying: then "would" is the past's future."""
    page, says = context.page, context.words.words["says.verbs"]
    if any(page.tokens[g].lemma in says for g in governors(page, at)):
        return True
    return has_time(at, context)


def _is_false(head: int, context: Context) -> bool:
    """Whether what a word announces is told as untrue: "false reports that", "the reports were untrue", "it is not
    true that"."""
    page, words = context.page, context.words.words
    if any(page.tokens[k].lemma in words["mood.false"] for k in kids(page, head, "amod")):
        return True
    verb = head if is_verb(page, head) else page.tokens[head].head
    told = {page.tokens[k].lemma for k in kids(page, verb, "acomp", "attr")}
    if page.tokens[verb].lemma != "be" or head not in (verb, *kids(page, verb, "nsubj")):
        return False
    return bool(told & words["mood.true"] if is_negated_clause(page, verb) else told & words["mood.false"])


def disbelieved(head: int, context: Context) -> str | None:
    """What a word makes of what it announces as untrue or unconfirmed: denied or possible; None where it is neither."""
    page = context.page
    if _is_false(head, context):
        return "denied"
    verb = head if is_verb(page, head) else page.tokens[head].head
    return "possible" if page.tokens[verb].lemma in CONFIRMING and is_negated_clause(page, verb) else None


def wished(own: str, noun: int, context: Context) -> str:
    """The status of a clause under a noun by which somebody wishes: "proposed in a letter that they meet"."""
    page = context.page
    prep = page.tokens[noun].head
    verb = page.tokens[prep].head if page.tokens[noun].dep == "pobj" else noun
    is_wish = page.tokens[verb].lemma in WISHING and page.tokens[verb].tag[:2] == "VB"
    return "proposed" if is_wish and own in ("happened", "scheduled") else own


def reported(own: str, head: int, context: Context) -> str:
    """The status of a reported clause: a denial denies it, a wish or demand leaves it proposed."""
    page = context.page
    lemma = page.tokens[head].lemma
    made = disbelieved(head, context)
    if made is not None and own in ("happened", "ongoing", "scheduled"):
        return made
    if lemma in ("mean", "imply", "signify") and is_negated_clause(page, head):
        return "denied"  # "does not mean that relations have been broken off"
    denies = context.words.governs["verbs"].get(lemma) == "denied"  # "dismissed as false reports that they had met"
    if denies and own in ("happened", "ongoing", "scheduled"):
        return "possible" if is_negated_clause(page, head) else "denied"
    if lemma in ("hope", "wish", "demand", "propose", "want", "ensure") and own in ("happened", "scheduled"):
        return "proposed"
    return own


def headless(at: int, context: Context) -> str:
    """A clause with no governor: "Leader to visit" in a headline is planned, a bare participle is told as fact."""
    page, token = context.page, context.page.tokens[at]
    if is_infinitive(page, at):
        return "scheduled"
    if token.tag == "VB":
        told = "scheduled" if looks_ahead(at, context) else "happened"  # "Leaders arrive tomorrow"
        return told if kids(page, at, "nsubj") else "possible"  # a headline's plural subject: "Leaders meet"
    return of_participle(at, context)


def of_participle(at: int, context: Context) -> str:
    """What a bare participle tells: done, going on, or, in a headline, still to come ("Minister arriving in Lima")."""
    token = context.page.tokens[at]
    if token.tag == "VBG" and at in context.headline and token.lemma in COMING:
        return "scheduled"
    if token.tag == "VBG" and _is_of_told_day(at, context):
        return "happened"  # "the leaders, meeting on Thursday, agreed"
    return "happened" if token.tag == "VBN" else "ongoing"


def _is_of_told_day(at: int, context: Context) -> bool:
    """Whether a participle has a day of its own under what is told as past."""
    page = context.page
    beside = [o for k in kids(page, at, "prep", "npadvmod") for o in (k, *kids(page, k, "pobj"))]
    told = next((page.tokens[g].tag for g in governors(page, at) if page.tokens[g].tag[:1] == "V"), "")
    return told == "VBD" and bool(context.timed.intersection(beside)) and not looks_ahead(at, context)


COMING = frozenset({"arrive", "come", "fly", "travel", "head", "meet"})


def is_closing(verb: int, context: Context) -> bool:
    """Whether a verb ends an event that is not also told to begin ("will open on Monday and close on Friday")."""
    page = context.page
    if page.tokens[verb].lemma not in CLOSING:
        return False
    near = (*kids(page, verb, "conj"), *([page.tokens[verb].head] if page.tokens[verb].dep == "conj" else []))
    return not any(page.tokens[k].lemma in ("begin", "start", "open", "run") for k in near)


def if_neutral(at: int, above: str, context: Context) -> str:
    """The status under a verb that says nothing of whether it took place ("described the talks")."""
    page = context.page
    definite = any(page.tokens[k].lemma in ("the", "this", "that", "these", "those") for k in kids(page, at, "det"))
    if definite or kids(page, at, "poss"):
        return "happened" if above in ("happened", "ongoing", "denied") else above
    return above if above in ("happened", "ongoing", "scheduled") else "possible"


SEEMING = frozenset({"look", "seem", "appear", "become"})


def judged_to_be(verb: int, context: Context) -> str | None:
    """What an adjective after a verb makes of its subject ("now looks unlikely", "seems certain to be put off")."""
    page, governs = context.page, context.words.governs["verbs"]
    told = kids(page, verb, "acomp", "oprd", "xcomp")
    return next((governs[page.tokens[k].lemma] for k in told if page.tokens[k].lemma in governs), None)
