"""To tell what a single word makes of the event below it: a governing verb, or an adjective of the noun."""

import re

from memcon.claims.mood import is_visit
from memcon.claims.outlook import Context, is_long_past
from memcon.claims.syntax import RELATIVES, after_preposition, governors, is_infinitive, is_passive, kids, phrase
from memcon.model import Page

COURSE = frozenset("last end conclude focus discuss continue run produce lead touch deal centre center".split())
PLANS = frozenset("schedule due expect set slate book suppose tip".split())
INTENTIONS = frozenset({"plan", "arrange", "intend"})
"""What "had been planned" may yet have come about."""
# Verbs of those who have yet to do what they set out, or stay, for.
SET_OUT = frozenset("arrive land fly head leave depart set embark journey jet stay remain wait".split())
BESIDE = frozenset({"on", "upon", "by", "while", "for", "in", "from", "as"})
"""Prepositions whose clause goes with the one above ("by meeting", "quoted as saying")."""
SAME_IN_PAST = frozenset("put set cut let quit hit shut beat bid rid cast read come become run".split())
"""Verbs whose base form is their past or participle, so that its tag tells nothing."""
NEARING = frozenset("move work inch edge progress push step lean drift campaign press".split())
"""Verbs of those who come nearer to talks, or are for them, and have not held them."""
JOURNEYS = frozenset("arrive land fly head leave depart journey jet travel go come drive sail cross return".split())
ON_THE_WAY = SET_OUT | set(
    "be travel go come drive sail cross proceed send dispatch return call ask invite use plan work try prepare".split()
)
SETTLING = frozenset({"agree", "decide", "settle", "consult", "speculate", "rule", "insist", "plan", "await"})
"""Verbs whose "on" leads to what they are about ("agreed on a visit"), not to when they were done."""
SETTLED = {
    **dict.fromkeys(("ahead_of", "prior_to", "in_advance_of", "on_the_eve_of"), "scheduled"),
    "instead_of": "denied",  # "instead of a meeting, X sent a letter"
}
"""What a preposition alone says of the event that it goes before."""
ENDING = frozenset({"end", "conclude", "finish", "close", "wrap", "wind", "resume", "continue", "last"})
CAUSING = frozenset({"lead_to", "lead", "force", "oblige", "compel", "give", "bring"})
"""What comes of an event comes after it ("talks that would lead to membership")."""
HEARSAY = frozenset({"report", "claim", "allegation", "account"})
"""What is told of an event in such words, "of" before it, may be true or not."""
DETAILS = frozenset(
    """detail content outcome result substance transcript summary photograph picture footage assessment account
    description evaluation impression explanation version""".split()
)
"""What only an event that took place has."""
# What tells one of many that did it: "the first president to visit".
RANKED = frozenset(
    "first second third last only latest final oldest youngest highest senior top lone sole next".split()
)
JUDGING = frozenset(
    "satisfaction gratitude thanks thank appreciation praise regret apology credit criticism blame".split()
)
"""What one has for an event that took place ("his satisfaction for the visit")."""


DUE_TO = frozenset({"due", "likely", "unlikely", "set", "sure", "certain"})
"""What leads from "be" to what is planned or awaited."""
AT_FIRST = frozenset({"originally", "initially"})
"""What was planned at first is planned no longer."""


def governed(verb: int, context: Context) -> str:
    """What a governing verb makes of the event below it; verbs that are in no list leave it open."""
    governs = context.words.governs["verbs"]
    readiness = context.words.governs["complements"].get(context.page.tokens[verb].word.lower())
    if readiness and kids(context.page, verb, "auxpass") and not _is_offered(verb, context):
        return readiness  # "is prepared to meet"
    given = governs.get(phrase(context.page, verb)) or governs.get(context.page.tokens[verb].lemma, "possible")
    if given == "proposed" and _is_programme(verb, context):
        return "scheduled"  # "the programme calls for her to visit Lima"
    return "cancelled" if given == "scheduled" and is_lapsed(verb, context) else given


def _is_programme(verb: int, context: Context) -> bool:
    """Whether what calls for something is the programme of a visit."""
    return any(context.page.tokens[k].lemma in PROGRAMMES for k in kids(context.page, verb, "nsubj"))


def contains(verb: int, context: Context) -> bool:
    """Whether a verb tells what a plan or programme has in it ("the plan includes a visit")."""
    page, nouns = context.page, context.words.governs["nouns"]
    is_of_plan = any(nouns.get(page.tokens[k].lemma) == "scheduled" for k in kids(page, verb, "nsubj"))
    return is_of_plan and page.tokens[verb].lemma in CONTAINING


CONTAINING = frozenset({"include", "feature", "cover", "involve", "comprise", "contain", "list", "have", "see"})
PROGRAMMES = frozenset({"programme", "program", "agenda", "schedule", "itinerary", "timetable"})


def of_adjective(at: int, context: Context, otherwise: str = "possible") -> str:
    """What an adjective makes of the event below it ("ready to meet"), as such or as the participle that it is."""
    governs, lemma = context.words.governs, context.page.tokens[at].lemma
    readiness = None if _is_offered(at, context) else governs["complements"].get(lemma)
    return readiness or governs["verbs"].get(lemma, otherwise)


def _is_offered(at: int, context: Context) -> bool:
    """Whether what a word leads to can be an undertaking, which who is ready for it gives ("is ready to lend")."""
    kinds, tokens = context.words.kinds, context.page.tokens
    below = [frame for k in kids(context.page, at, "xcomp") for frame in context.words.frames.get(tokens[k].lemma, ())]
    return any(kinds[frame.kind].family == "undertaking" for frame in below)


def held_by(page: Page, noun: int) -> int | None:
    """The verb of a clause under a noun that has another subject ("the talks that A will hold", "is to hold")."""
    for k in kids(page, noun, "relcl", "acl"):
        own = kids(page, k, "nsubj") if page.tokens[k].tag in ("VBD", "VBZ", "VBP", "VB", "VBN") else []
        if (
            not own
            or page.tokens[own[0]].lemma in RELATIVES
            or (page.tokens[k].dep == "acl" and page.tokens[k].tag not in ("VBD", "VBN"))
        ):
            continue
        aims = [v for v in kids(page, k, "xcomp") if is_infinitive(page, v)] if page.tokens[k].lemma == "be" else []
        return aims[0] if aims else k
    return None


def is_ranked(page: Page, noun: int) -> bool:
    """Whether a noun is one of many that did something: "the first president", "one of five ministers"."""
    ranks = {page.tokens[noun].lemma, *(page.tokens[k].lemma for k in kids(page, noun, "amod"))} & RANKED
    return bool(ranks) or bool(kids(page, noun, "nummod"))


def is_misjoined(page: Page, verb: int) -> bool:
    """Whether the parser ties an infinitive to a finite verb ("called for a front to combat and *isolate*")."""
    token = page.tokens[verb]
    return token.tag == "VB" and page.tokens[token.head].tag == "VBD" and token.lemma not in SAME_IN_PAST


def is_kept(verb: int, context: Context) -> bool:
    """Whether what stands after a verb's "from" is what it keeps somebody from ("prevented X from meeting")."""
    return governed(verb, context) in ("denied", "cancelled") or context.page.tokens[verb].lemma in ("stop", "keep")


def is_lapsed(plan: int, context: Context) -> bool:
    """Whether a plan is told as past: "had been due to meet", "was due in Lima but cancelled"; not as said."""
    page, words = context.page, context.words
    if page.tokens[plan].lemma not in PLANS | INTENTIONS:
        return False
    if any(page.tokens[k].lemma in COURSE for k in kids(page, plan, "xcomp", "conj")):
        return False  # "the talks had been expected to last two days", "set for an hour but lasted two"
    verb = page.tokens[plan].head if page.tokens[plan].tag[:2] == "JJ" else plan
    joined = [v for k in kids(page, verb, "conj") for v in (k, *kids(page, k, "xcomp"))]  # "but had to be put off"
    dropped = (k for k in joined if words.governs["verbs"].get(phrase(page, k)) == "cancelled")
    if any(not kids(page, k, "dobj", "nsubj", "nsubjpass") for k in dropped):
        return True
    forms = {page.tokens[k].tag for k in (verb, *kids(page, verb, "aux", "auxpass"))}
    if "VBD" in forms and any(page.tokens[k].lemma in AT_FIRST for v in (verb, plan) for k in kids(page, v, "advmod")):
        return page.tokens[plan].dep != "acl"  # "were originally slated to meet"
    if page.tokens[plan].lemma in INTENTIONS:
        return False
    is_past = any(page.tokens[k].lemma == "have" and page.tokens[k].tag == "VBD" for k in kids(page, verb, "aux"))
    said = any(page.tokens[g].lemma in words.words["says.verbs"] for g in governors(page, verb))
    return is_past and not said


def to_be_off(subject: int, verb: int, context: Context) -> str | None:
    """Cancelled where a verb leads from its subject to what calls it off ("is set to be postponed"), else None."""
    page, governs = context.page, context.words.governs["verbs"]
    below = kids(page, verb, "xcomp") if page.tokens[subject].dep in ("nsubj", "nsubjpass") else []
    is_off = any(governs.get(phrase(page, k)) == "cancelled" and kids(page, k, "auxpass") for k in below)
    return "cancelled" if is_off else None


def aim_of(page: Page, subject: int, verb: int) -> int | None:
    """The infinitive that "be" plans for its subject ("the visit was to have begun", "is due to"); else None."""
    if page.tokens[verb].lemma != "be" or page.tokens[subject].dep != "nsubj":
        return None
    planned = [verb, *(k for k in kids(page, verb, "acomp") if page.tokens[k].lemma in DUE_TO)]
    told = (k for at in planned for k in kids(page, at, "xcomp"))
    return next((k for k in told if any(page.tokens[a].tag == "TO" for a in kids(page, k, "aux"))), None)


def combine(given: str, above: str) -> str:
    """The status of an event that a governor of status `above` makes `given`.

    "did not agree to meet": ("scheduled", "denied") → denied; "will hold talks": ("happened", "scheduled") → scheduled.
    """
    if above == "denied":
        return "possible" if given in ("denied", "cancelled") else "denied"
    if above in ("happened", "ongoing"):
        return above if given == "happened" else given
    if given in ("happened", "scheduled"):
        return above
    return given if above == "scheduled" else above


def is_result(at: int, head: int, context: Context) -> bool:
    """Whether an infinitive tells what came of its main clause's act, not its aim only: "arrived to be greeted by"."""
    page, lemma = context.page, context.page.tokens[head].lemma
    if lemma in ("meet", "gather", "convene", "sit") or is_long_past(head, context):
        return True
    if lemma == "be" and any(is_ranked(page, k) for k in kids(page, head, "attr")):
        return True  # "was the first head of state to arrive"
    if lemma in SET_OUT and is_visit(at, context) and phrase(page, head) != "set":  # "set to visit" has not set out
        return True  # "arrived to visit": who set out for a visit is on it
    return page.tokens[at].lemma in GREETING and bool(kids(page, at, "auxpass"))


GREETING = frozenset({"greet", "welcome", "meet", "hail"})
"""What somebody comes out of a plane to: "walked down the steps to be greeted by"."""


def aimed(verb: int, above: str, context: Context) -> str:
    """The status of "… for talks": those who set out for talks have not held them yet, those who met for talks have."""
    page = context.page
    lemma = page.tokens[verb].lemma
    given = context.words.governs["verbs"].get(phrase(page, verb)) or context.words.governs["verbs"].get(lemma)
    if above in ("happened", "ongoing") and lemma in NEARING:
        return "possible"
    if above in ("happened", "ongoing") and lemma in SET_OUT and not is_long_past(verb, context):
        return "scheduled"
    if given and given not in ("happened",):
        return combine(governed(verb, context), above)
    return above


def set_out_for(at: int, context: Context) -> int | None:
    """The verb of those who set out for a visit and, joined to it, an event ("arrived for a visit and talks")."""
    page, nouns, visit = context.page, context.words.nouns, context.page.tokens[at].head
    is_joined = page.tokens[at].dep == "conj" and page.tokens[visit].dep == "pobj"
    prep = page.tokens[visit].head
    if not is_joined or nouns.get(page.tokens[visit].lemma) != "visit" or nouns.get(page.tokens[at].lemma) == "visit":
        return None
    return page.tokens[prep].head if page.tokens[prep].lemma == "for" and page.tokens[at].lemma in nouns else None


def as_subject(verb: int, given: str | None, above: str, context: Context) -> str | None:
    """The status of an event that is a verb's own subject ("the talks failed": they took place); None for a passive."""
    if is_reduced(verb, context):
        return given or "scheduled"
    if given and context.page.tokens[verb].tag[:2] in ("RB", "JJ"):
        return given  # a headline: "Summit likely"
    if is_passive(context.page, verb) or given == "happened":
        return None
    return above if above != "denied" else "happened"


def is_reduced(verb: int, context: Context) -> bool:
    """Whether a past form without an object is a headline's passive: "Visit to Lima postponed", "Talks planned"."""
    page, token = context.page, context.page.tokens[verb]
    transitive = phrase(page, verb) in OF_OTHERS or token.lemma in OF_OTHERS
    whole = kids(page, verb, "dobj", "aux", "auxpass", "ccomp", "xcomp", "attr", "acomp", "dative")
    return transitive and token.tag in ("VBD", "VBN") and not whole


OF_OTHERS = frozenset(
    """postpone cancel call_off put_off scrap shelve defer delay abort drop suspend abandon reschedule plan expect
    schedule slate propose confirm announce""".split()
)
"""What is done to an event, which it does not do itself."""


def is_named_so(event: int, verb: int, context: Context) -> bool:
    """Whether a verb only says what an event is to somebody ("calling his visit a success")."""
    page = context.page
    names_it = page.tokens[verb].lemma in context.words.words["says.names_it"] and page.tokens[event].dep == "dobj"
    below = kids(page, verb, "dobj", "oprd", "attr", "acomp", "xcomp", "ccomp", "dative")
    return names_it and any(k > event for k in below)


def of_predicate(subject: int, verb: int, context: Context) -> str | None:
    """What a participle or adjective after "be" makes of its subject ("was on Friday cancelled"); None for none."""
    page, governs = context.page, context.words.governs["verbs"]
    later = (k for k in page.children[verb] if page.tokens[k].tag == "VBN" and k > subject)
    parted = [governed(k, context) for k in later if page.tokens[k].lemma in governs]  # the parser parts the auxiliary
    lemmas = (page.tokens[k].lemma for k in kids(page, verb, "acomp"))
    return next((made for made in (*parted, *(governs[lemma] for lemma in lemmas if lemma in governs))), None)


def by_modifier(at: int, context: Context) -> str | None:
    """What a noun's own adjectives and participles say: "upcoming", "proposed", "scheduled for"."""
    page, governs = context.page, context.words.governs
    for k in kids(page, at, "amod", "compound", "advmod", "nmod"):
        found = governs["adjectives"].get(page.tokens[k].word.lower())
        if found:
            return found
    if any(page.tokens[k].lemma in ("doubt", "limbo", "jeopardy") for k in after_preposition(page, at, ("in",))):
        return "possible"  # a headline: "Summit in doubt"
    if any(page.tokens[k].lemma in ("hold", "ice") for k in after_preposition(page, at, ("on",))):
        return "cancelled"
    if any(_is_still_to_begin(page, k) for k in kids(page, at, "acl", "relcl")):
        return "scheduled"  # a headline: "Talks to begin on Monday"
    told = [k for k in kids(page, at, "acl") if page.tokens[k].lemma not in AIMS]
    for k in told:
        if page.tokens[k].tag == "VBN":
            return governed(k, context) if page.tokens[k].lemma in governs["verbs"] else None
    return None


def _is_still_to_begin(page: Page, verb: int) -> bool:
    """Whether an infinitive under an event tells when it will take place, not what it is for."""
    is_own = is_infinitive(page, verb) and page.tokens[verb].lemma in (
        "begin",
        "start",
        "open",
        "resume",
        "take",
        "hold",
    )
    objects = {page.tokens[k].lemma for k in kids(page, verb, "dobj")}
    return is_own and objects <= {"place"} and bool(objects or page.tokens[verb].lemma != "take")


def by_noun(noun: int, prep: int, context: Context) -> str | None:
    """What a noun says of the event after its preposition ("plans for talks"); whose way is paved is planned."""
    page = context.page
    known = any(
        page.tokens[k].dep == "poss" or page.tokens[k].lemma == "the"
        for o in kids(page, prep, "pobj")
        for k in page.children[o]
    )
    if any(page.tokens[k].lemma == "preparatory" for k in kids(page, noun, "amod", "compound")):
        return "scheduled"  # "a preparatory session of the summit"
    is_way = page.tokens[noun].lemma in WAYS
    return None if is_way and known else context.words.governs["nouns"].get(page.tokens[noun].lemma)


WAYS = frozenset({"way", "door", "path"})


def is_over(noun: int, context: Context) -> bool:
    """Whether an event noun stands under a time that has passed: what led to "last month's summit" is no plan."""
    page = context.page
    before = kids(page, noun, "compound", "nmod", "nummod", "npadvmod")
    before += [k for at in before for k in page.children[at]]
    year = any(k in context.gone and YEAR.fullmatch(page.tokens[k].word) for k in before)  # "the 2009 visit"
    return year or any(k in context.behind for k in kids(page, noun, "poss"))


def is_settled(page: Page, verb: int) -> bool:
    """Whether what a verb tells was agreed or vowed in the past: what it was agreed "after" has taken place."""
    above = page.tokens[page.tokens[verb].head]
    is_act = page.tokens[verb].lemma not in ("meet", "visit", "travel", "go", "return", "fly")
    return is_act and is_infinitive(page, verb) and above.lemma in VOWED and above.tag == "VBD"


def is_wish(noun: int, context: Context) -> bool:
    """Whether a noun is what is asked of others ("put pressure on them to sign", "handed over an invitation to")."""
    lemma, words = context.page.tokens[noun].lemma, context.words
    return lemma in words.words["clauses.controls_addressee"] or words.governs["nouns"].get(lemma) == "proposed"


def is_failure(page: Page, at: int) -> bool:
    """Whether somebody failed in the past to do what a verb, or its object, tells: "failed to reach agreement"."""
    verb = page.tokens[at].head if page.tokens[at].dep == "dobj" else at
    above = page.tokens[page.tokens[verb].head]
    return is_infinitive(page, verb) and above.lemma == "fail" and above.tag == "VBD"


VOWED = frozenset({"agree", "decide", "pledge", "promise", "vow", "resolve", "undertake"})
YEAR = re.compile(r"(?:19|20)\d\d")
AIMS = frozenset({"aim", "intend", "mean", "design"})
"""Participles that tell what an event is for, not whether it took place ("talks aimed at peace")."""
