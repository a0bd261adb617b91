"""To judge from grammar whether what a word tells of happened, is planned, proposed, possible, cancelled or denied.

A plan told as a fact is the worst error memcon can make: where grammar leaves a choice, the less factual is taken.
"""

from memcon.claims.governed import (
    BESIDE,
    CAUSING,
    DETAILS,
    ENDING,
    HEARSAY,
    JOURNEYS,
    JUDGING,
    ON_THE_WAY,
    SET_OUT,
    SETTLED,
    SETTLING,
    aim_of,
    aimed,
    as_subject,
    by_modifier,
    by_noun,
    combine,
    contains,
    governed,
    held_by,
    is_failure,
    is_kept,
    is_lapsed,
    is_misjoined,
    is_named_so,
    is_over,
    is_ranked,
    is_result,
    is_settled,
    is_wish,
    of_adjective,
    of_predicate,
    set_out_for,
    to_be_off,
)
from memcon.claims.mood import (
    CLOSING,
    NEGATIVES,
    SEEMING,
    complement,
    denied,
    disbelieved,
    headless,
    if_neutral,
    is_closing,
    is_conditional,
    is_judged,
    is_measured,
    is_past_told,
    is_stay,
    is_undated,
    is_unfulfilled,
    is_yet,
    judged_to_be,
    of_clause,
    of_participle,
    reported,
    wished,
)
from memcon.claims.outlook import Context, is_to_be, looks_ahead, looks_behind
from memcon.claims.performed import is_written
from memcon.claims.present import as_setting, by_form, what_follows
from memcon.claims.syntax import (
    above_preposition,
    conjuncts,
    is_infinitive,
    is_noun,
    is_verb,
    kids,
    phrase,
    preposition,
    surface_subject,
)

DEEPEST = 10


def status(at: int, context: Context) -> str:
    """The status of what the verb or noun `at` tells of, in its clause and under all that governs it."""
    if is_verb(context.page, at):
        return _of_verb(at, context, 0)
    found = _of_noun(at, context, 0)
    if found in ("scheduled", "proposed", "possible") and looks_behind(at, context):
        return "happened"  # "a sequel to their meeting last June"
    if found in ("happened", "ongoing") and is_to_be(at, context):
        return "scheduled"  # "spoke about his trip to Tokyo next April"
    return found


def _of_verb(at: int, context: Context, depth: int) -> str:
    """A verb's status: its own tense, modal and negation, then what governs it."""
    page, token = context.page, context.page.tokens[at]
    if depth > DEEPEST:
        return "possible"
    if is_conditional(page, at, context.words):
        return "possible"
    own = by_form(at, context)
    if own == "open":
        own = _written(at, context, depth) or _governed(at, context, depth)
        if own == "scheduled" and is_unfulfilled(page, at):
            own = "cancelled"
    elif token.dep == "ccomp":
        own = reported(own, token.head, context)
    elif token.dep == "relcl" and token.tag == "VBP" and kids(page, at, "nsubj"):
        own = wished(own, token.head, context)
    elif token.dep == "acl" and own in ("happened", "ongoing", "scheduled"):
        own = _as_told(own, token.head, context, depth)
    return denied(own, at, page)


def _written(at: int, context: Context, depth: int) -> str | None:
    """The status of what is done by a letter sent for it: that of the sending; None for any other verb."""
    page, token = context.page, context.page.tokens[at]
    if not is_infinitive(page, at) or not is_written(page, at):
        return None
    return _of_verb(token.head if token.dep != "acl" else page.tokens[token.head].head, context, depth + 1)


def _as_told(own: str, noun: int, context: Context, depth: int) -> str:
    """The status of a clause that a noun announces ("made no announcement that they had met")."""
    if (made := disbelieved(noun, context)) is not None:
        return made
    above = _of_noun(noun, context, depth + 1)
    if above in ("denied", "cancelled"):
        return "denied"
    given = context.words.governs["nouns"].get(context.page.tokens[noun].lemma)
    return given if given in ("possible", "proposed") else own


def _governed(at: int, context: Context, depth: int) -> str:
    """The status of an infinitive or participle, by the word that governs it."""
    page, token = context.page, context.page.tokens[at]
    head = token.head
    if head == at:
        return headless(at, context)
    if (token.dep == "conj" or (token.dep == "dep" and token.tag == "VBG")) and is_verb(page, head):
        return "possible" if is_misjoined(page, at) else _of_verb(head, context, depth + 1)
    if token.dep == "xcomp" and page.tokens[head].lemma in JOURNEYS and is_infinitive(page, at):
        return _beside(at, head, context, depth)  # "will travel to Lima to meet"
    if token.dep == "csubj" and surface_subject(page, head, context.words) != at:
        return _beside(at, head, context, depth)  # "emerging from talks with X, Y said"
    if token.dep in ("xcomp", "ccomp", "acomp", "oprd", "csubj", "dep", "nsubj"):
        return _under_predicate(head, context, depth)
    if token.dep in ("acl", "relcl"):
        return _under_noun(at, head, context, depth)
    if token.dep == "pcomp":
        return _after_preposition(head, context, depth)
    if token.dep == "advcl" and not is_verb(page, head) and is_infinitive(page, at):
        return _under_noun(at, head, context, depth)  # a headline: "Minister to meet X in Lima"
    if token.dep == "advcl":
        return _beside(at, head, context, depth)
    return "possible" if token.tag == "VB" else "happened"


def _under_predicate(head: int, context: Context, depth: int) -> str:
    """The status that a governing verb or adjective gives ("agreed to", "is due to", "is likely to")."""
    page, token = context.page, context.page.tokens[head]
    if not is_verb(page, head):
        above = _of_verb(token.head, context, depth + 1) if is_verb(page, token.head) else "happened"
        return combine("cancelled" if is_lapsed(head, context) else of_adjective(head, context), above)
    if is_yet(page, head):
        return "denied"
    if token.lemma == "be" or (token.lemma == "have" and token.tag in ("VBP", "VBZ")):  # "they have to discuss"
        return combine("scheduled", _of_verb(head, context, depth + 1))
    return combine(governed(head, context), _of_verb(head, context, depth + 1))


def _under_noun(at: int, noun: int, context: Context, depth: int) -> str:
    """The status of a clause that hangs from a noun: "plans to meet", "officials meeting", "the man met by"."""
    page = context.page
    given = context.words.governs["nouns"].get(page.tokens[noun].lemma)
    if is_infinitive(page, at):
        if page.tokens[noun].head == noun and given is None:
            return "scheduled"  # a headline: "Foreign minister to visit"
        if given is None and page.tokens[at].lemma in CLOSING:
            return _of_noun(noun, context, depth + 1)  # "attended a luncheon to conclude his visit"
        if given is None:
            return _of_the_first(noun, context, depth)
        return combine(given, _of_noun(noun, context, depth + 1))
    return of_participle(at, context)


def _of_the_first(noun: int, context: Context, depth: int) -> str:
    """The status of "the first minister to visit": that of "was", or what is yet to come of "will be"."""
    page, token = context.page, context.page.tokens[noun]
    if not is_ranked(page, noun):
        return "possible"
    told = _of_verb(token.head, context, depth + 1) if token.dep == "attr" and is_verb(page, token.head) else "happened"
    return "happened" if told in ("happened", "ongoing", "denied") else told


def _after_preposition(prep: int, context: Context, depth: int) -> str:
    """The status of "before meeting", "after meeting", "without meeting", by the preposition and its clause."""
    page, word = context.page, preposition(context.page, prep)
    head = page.tokens[prep].head
    above = _above(head, context, depth)
    kept = word == "from" and is_verb(page, head) and is_kept(head, context)
    if word in ("without", "instead_of", "than") or kept:  # "prevented X from meeting"
        return combine("denied", above) if kept else "denied"
    given = context.words.governs["prepositions"].get(word)
    if given == "scheduled":
        return what_follows(head, above, context)
    is_topic = is_noun(page, head) and word == "on"  # "a veto on signing", "talks on lending"
    if not is_topic and (given in ("happened", "aimed") or word in BESIDE):
        return above if above != "denied" else "happened"
    if is_noun(page, head):
        return combine(context.words.governs["nouns"].get(page.tokens[head].lemma, "possible"), "happened")
    return combine(governed(head, context), above) if is_verb(page, head) else "possible"


def _above(head: int, context: Context, depth: int) -> str:
    """The status of what a preposition hangs from: a verb's own, or what an adjective makes of it ("ready for")."""
    page = context.page
    if is_verb(page, head):
        return _of_verb(head, context, depth + 1)
    verb = page.tokens[head].head
    if page.tokens[head].dep == "acomp" and is_verb(page, verb):
        return combine(of_adjective(head, context, "happened"), _of_verb(verb, context, depth + 1))
    return "happened"


def _beside(at: int, head: int, context: Context, depth: int) -> str:
    """The status of an adverbial clause: a purpose is planned, a participle goes with its main clause."""
    page = context.page
    marks = [page.tokens[k].lemma for k in kids(page, at, "mark", "advmod", "prep") if k < at]
    planned = [k for k in kids(page, head, "xcomp") if page.tokens[head].lemma == "be" and is_infinitive(page, k)]
    told = planned[0] if planned else head  # "is to fly to Lima, followed by a visit to Kenya"
    above = _of_verb(told, context, depth + 1) if is_verb(page, told) else "happened"
    if any(m in ("before", "until") for m in marks):
        return what_follows(head, above, context)
    if is_infinitive(page, at):
        if is_result(at, head, context):
            return above
        asked = any(is_wish(o, context) for o in kids(page, head, "dobj"))
        given = governed(head, context) if phrase(page, head) in context.words.governs["verbs"] else "happened"
        given = complement(head, context) or given
        given = "proposed" if asked else given  # "put pressure on them to sign"
        if given != "happened":
            return combine(given, above)  # "is expected in Lima to greet"
        return "scheduled" if above in ("happened", "ongoing") and page.tokens[head].lemma in ON_THE_WAY else above
    return above if above != "denied" else "happened"


def _of_noun(at: int, context: Context, depth: int) -> str:
    """The status of the event that a noun names ("the planned meeting", "after talks", "cancelled a visit")."""
    page, token = context.page, context.page.tokens[at]
    if depth > DEEPEST:
        return "possible"
    relative = _by_relative(at, context, depth)
    own = relative or by_modifier(at, context)
    above = _by_governor(at, context, depth)
    if any(page.tokens[k].lemma in NEGATIVES for k in kids(page, at, "det", "neg", "preconj")):
        return "denied" if above in ("happened", "ongoing", "scheduled", "possible") else above
    if own in (None, "happened"):
        return "happened" if is_over(at, context) and above in ("scheduled", "possible") else above
    if above in ("cancelled", "denied") or (relative == "cancelled" and above == "scheduled"):
        return above  # "the visit, which had been scheduled for March, will take place in May"
    if token.dep in ("nsubj", "nsubjpass") and above in ("happened", "ongoing") and own == "scheduled":
        return above if page.tokens[token.head].lemma in ("take", "begin", "start", "open", "end") else own
    return own


def _by_relative(at: int, context: Context, depth: int) -> str | None:
    """What a relative clause says, where by it the event has yet to come or was dropped ("which opens in May")."""
    page, governs = context.page, context.words.governs["verbs"]
    if (held := held_by(page, at)) is not None and governs.get(page.tokens[held].lemma) == "happened":
        is_loose = page.tokens[held].dep == "acl"  # "talks he held", where the parser sees no relative clause
        found = by_form(held, context) if is_loose else _of_verb(held, context, depth + 1)
        return None if found in ("happened", "ongoing") else found
    within = [c for k in kids(page, at, "prep") for o in kids(page, k, "pobj") for c in conjuncts(page, o)]
    for k in (k for noun in (at, *within) for k in kids(page, noun, "relcl")):
        subject = next(iter(kids(page, k, "nsubj", "nsubjpass")), k)
        known = {phrase(page, k), page.tokens[k].lemma} & {"be", *governs} - CAUSING
        goes_on = page.tokens[k].lemma in ENDING or any(page.tokens[c].tag == "VBD" for c in kids(page, k, "conj"))
        if known and not goes_on and page.tokens[subject].lemma in ("which", "that"):
            found = _as_argument(subject, k, context, depth)
            after = [c for c in kids(page, k, "conj") if is_verb(page, c)]
            if found == "scheduled" and any(_of_verb(c, context, depth + 1) == "happened" for c in after):
                return "cancelled" if any(governed(c, context) == "cancelled" for c in after) else None
            return found if found in ("scheduled", "cancelled", "possible") else None
    return None


def _by_governor(at: int, context: Context, depth: int) -> str:
    """What the verb, noun or preposition above a noun makes of the event it names."""
    page, token = context.page, context.page.tokens[at]
    head = token.head
    if head == at:
        return "happened"
    if token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd"):
        return _as_argument(at, head, context, depth)
    if token.dep == "pobj":
        return _as_prepositional(head, context, depth)
    if token.dep in ("conj", "appos", "compound", "nmod", "npadvmod"):
        if is_verb(page, head):
            return _of_verb(head, context, depth + 1)
        if (verb := set_out_for(at, context)) is not None:
            return aimed(verb, _of_verb(verb, context, depth + 1), context)
        return _of_noun(head, context, depth + 1)
    return "happened"


def _as_argument(at: int, verb: int, context: Context, depth: int) -> str:
    """The status of a noun that is a verb's subject or object."""
    page, token = context.page, context.page.tokens[at]
    above = _of_verb(verb, context, depth + 1)
    lemma, governs = page.tokens[verb].lemma, context.words.governs["verbs"]
    given = "cancelled" if is_lapsed(verb, context) else governs.get(phrase(page, verb)) or governs.get(lemma)
    if (told := to_be_off(at, verb, context) or of_clause(verb, context)) is not None:
        return told
    if (aim := aim_of(page, at, verb)) is not None:
        return _of_verb(aim, context, depth + 1)  # "the visit was to have begun"
    if lemma in ("be", "stand", "remain", "get"):
        if phrase(page, verb) in governs:
            return combine(governs[phrase(page, verb)], above)  # "the talks are on hold"
        if (made := of_predicate(at, verb, context)) is not None:
            return combine(made, above)
        if above == "denied" and is_judged(page, at, verb):
            return "happened"
        return "scheduled" if above == "happened" and looks_ahead(verb, context) else above
    if is_named_so(at, verb, context):
        return if_neutral(at, above, context)
    if lemma in SEEMING and (judged := judged_to_be(verb, context)) is not None:
        return combine(judged, above)
    if above == "scheduled" and token.dep in ("dobj", "nsubj") and is_closing(verb, context):
        return "ongoing"  # "will wind up his visit on Friday"
    if token.dep == "nsubj" and (told := as_subject(verb, given, above, context)) is not None:
        return told
    if given is None:
        return if_neutral(at, above, context)
    is_part = token.dep == "dobj" and contains(verb, context)  # "the programme includes a visit"
    return combine("scheduled" if is_part else given, above)


def _as_prepositional(prep: int, context: Context, depth: int) -> str:
    """The status of a noun after a preposition ("ahead of talks", "during a visit", "plans for a summit")."""
    page, word = context.page, preposition(context.page, prep)
    head = above_preposition(page, prep)
    if word in SETTLED:
        return SETTLED[word]
    given = context.words.governs["prepositions"].get(word)
    if given == "happened" and is_failure(page, head):
        return given  # "failed to agree at the talks"
    if given == "scheduled" and (is_verb(page, head) or is_measured(page, prep)):
        return "happened" if is_past_told(prep, context) else given  # "met a day before the summit"
    if is_noun(page, head) or not is_verb(page, head):
        return _under_noun_phrase(head, prep, context, depth)
    above = _of_verb(head, context, depth + 1)
    aim = next(iter(kids(page, prep, "pobj")), prep)
    is_trip = context.words.nouns.get(page.tokens[aim].lemma) == "visit"
    if is_undated(page, head) and word == "for":
        return "possible"
    if word == "after" and is_trip and above == "scheduled" and page.tokens[head].lemma in SET_OUT:
        return "ongoing"  # "leaves today after a two-day visit"
    if given == "happened" or word in ("from", "with", "by"):
        is_open = above in ("scheduled", "proposed", "possible") and not (word == "after" and is_settled(page, head))
        return above if is_open else "happened"  # "agreed to restore ties after four hours of talks"
    if made := complement(head, context):
        return combine(made, above)
    if given == "aimed" or word == "to":
        held = (by_noun(k, prep, context) for k in kids(page, head, "dobj"))
        if (given_by := next(held, None)) is not None:
            return combine(given_by, above)  # "gave them instructions for talks", "opened the door to a visit"
    verbs = context.words.governs["verbs"]
    cls = verbs.get(phrase(page, head)) or verbs.get(page.tokens[head].lemma)
    if given == "aimed":  # who left for a visit is on it, who prepares for one is not
        return above if is_trip and cls != "scheduled" else aimed(head, above, context)
    is_there = word == "on" and is_trip and page.tokens[head].lemma not in SETTLING  # "promised aid on a trip to Lima"
    if cls and not is_there and word in ("to", "about", "on", *(("from", "of", "with") if cls == "cancelled" else ())):
        return combine(cls, above)
    return above if above != "denied" else "happened"


def _under_noun_phrase(noun: int, prep: int, context: Context, depth: int) -> str:
    """The status of an event under another noun: "the possibility of talks", "plans for a visit"."""
    word = preposition(context.page, prep)
    if word == "for" and is_stay(context.page, noun):
        return "ongoing"
    lemma = context.page.tokens[noun].lemma
    if lemma in HEARSAY and disbelieved(noun, context) == "denied":
        return "denied"
    given = "possible" if word == "of" and lemma in HEARSAY else by_noun(noun, prep, context)
    if not is_noun(context.page, noun):
        is_told_so = context.page.tokens[noun].dep == "acomp"  # "is ready for talks"
        return _above(noun, context, depth) if is_told_so else context.words.governs["verbs"].get(lemma, "happened")
    above = _of_noun(noun, context, depth + 1)
    if above in ("cancelled", "denied") and (word == "in" or (word == "of" and lemma in DETAILS)):
        return "happened"  # "called off the trip in a telephone call", "declined to give details of the talks"
    if word in ("during", "amid", "throughout"):  # "efforts during a visit" are made on it
        return as_setting(noun, above, context)
    if given is None and word in ("for", "towards", "toward") and context.page.tokens[noun].lemma not in JUDGING:
        return "scheduled" if above in ("happened", "ongoing") else above
    return combine(given, above) if given else above
