"""Tokens as parsed to tokens mended where an event is planned: "talks due on Monday have been put off"."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.text.mend_grammar import FINITE, HELPERS, SAYING, SUBJECTS, within
from memcon.vocabulary import Vocabulary

CLAUSAL = frozenset({"ROOT", "ccomp", "csubj", "csubjpass", "conj", "relcl", *SUBJECTS})
SAME_FORM = frozenset({"set", "put", "held"})
"""Pasts written as their participles are; so are those in "-ed"."""
DUE = frozenset({"prep", "amod", "acl", *SUBJECTS})
PLANS = frozenset({"schedule", "plan", "set", "slate", "due", "expect", "postpone", "open", "begin", "start"})
SENT = frozenset("ambassador envoy representative adviser advisor emissary consul delegate observer aide".split())
"""Who is sent or serves "to" somewhere or somebody."""
SPANS = frozenset({"month", "week", "year", "summer", "autumn", "winter", "spring"})
_NEAR = 12
"""So many tokens before "due" the event stands that it is told of."""


def mended_plans(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend, in place, what hangs from one token of a sentence where it tells of an event that is, or was, to be."""
    token = tokens[at]
    if token.dep == "prep" and token.head < at:
        if token.lemma == "to" and tokens[token.head].lemma not in SENT:
            _give_goal(tokens, at, words)
        elif token.lemma in ("between", "with"):
            _give_sides(tokens, at, words)
        elif token.lemma in ("until", "till", "to"):
            _part_time(tokens, sentence, at, words)
    if token.word == "due" and token.dep in DUE and tokens[at - 1].lemma not in ("be", "when"):
        _give_due(tokens, sentence, at, words)
        _part_due(tokens, sentence, at, words)
    elif token.dep == "mark" and token.lemma == "with" and tokens[tokens[token.head].head].lemma == "be":
        tokens[at] = replace(token, dep="prep", head=tokens[token.head].head)  # "talks are under way with A to arrange"
    elif token.word == "Visiting" and at == sentence.first and token.dep == "compound":
        _give_stay(tokens, at)
    elif _looks_present(tokens, at, words):
        _make_present(tokens, sentence, at)
    elif token.dep in CLAUSAL and token.tag in ("VBD", "VBN"):
        _mend_clause(tokens, sentence, at)


def _mend_clause(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Mend a past that is a participle, and a participle that is a past."""
    if tokens[at].tag == "VBN" and tokens[at].dep in ("ROOT", "ccomp", "conj", "relcl"):
        _make_past(tokens, sentence, at)
    is_either = tokens[at].word.endswith("ed") or tokens[at].word in SAME_FORM
    if tokens[at].tag == "VBD" and is_either:
        _give_clause(tokens, sentence, at)


def _make_past(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    """Of a participle with a subject of its own and no auxiliary a past: "The Premier of Peru conferred with B."."""
    below = [tokens[k].dep for k in range(sentence.first, verb) if tokens[k].head == verb]
    if "nsubj" in below and not any(dep[:3] == "aux" for dep in below):
        tokens[verb] = replace(tokens[verb], tag="VBD")


def _looks_present(tokens: Sequence[Token], at: int, words: Vocabulary) -> bool:
    """Whether the head of a clause may be a verb in the present: "departs", "open", "A and B meet on Monday"."""
    token = tokens[at]
    if token.tag == "VB" and token.lemma in words.frames:
        return token.dep == "ROOT" or (token.dep == "ccomp" and tokens[token.head].lemma in SAYING)
    is_verb = token.tag in ("NNS", "NN") and token.lemma in words.frames
    is_verb = is_verb or (token.tag == "JJ" and token.word == "open")
    return is_verb and token.dep in ("ROOT", "ccomp", "conj")


def _make_present(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Make a verb of what has a subject before it: "The minister departs Monday", "Talks open in Lima"."""
    below = [k for k in within(sentence) if tokens[k].head == at and k != at]
    has_subject = any(tokens[k].dep in SUBJECTS and k < at for k in below)
    barred = {"aux", "det", "amod", "compound"} | ({"mark"} if tokens[at].tag == "VB" else set())
    if has_subject and not any(tokens[k].dep in barred for k in below):
        tokens[at] = replace(tokens[at], tag="VBZ" if tokens[at].tag == "NNS" else "VBP")
        if at + 1 < sentence.last and tokens[at + 1].dep == "npadvmod":
            tokens[at + 1] = replace(tokens[at + 1], head=at)


def _give_clause(tokens: list[Token], sentence: Sentence, clause: int) -> None:
    """To an event the verb taken for what is said of it: "Talks planned for next week have been called off"."""
    below = [k for k in within(sentence) if tokens[k].head == clause]
    subject = next((k for k in below if tokens[k].dep == "nsubj" and k < clause), None)
    after = [k for k in below if k > clause and tokens[k - 1].tag != "TO"]
    verb = next((k for k in after if tokens[k].dep in ("ccomp", "conj", "advcl")), None)
    if verb is None and tokens[clause].dep == "ccomp":  # "said talks set for Monday have been put off"
        beside = (k for k in range(clause + 1, sentence.last) if tokens[k].head == tokens[clause].head)
        verb = next((k for k in beside if tokens[k].dep == "ccomp"), None)
    if tokens[clause].dep in ("nsubj", "nsubjpass", "csubj", "csubjpass") and tokens[clause].head > clause:
        verb = tokens[clause].head
    if verb is None or subject is None or any(tokens[k].dep == "cc" for k in below):
        return
    before = [k for k in within(sentence) if tokens[k].head == verb and clause < k < verb]
    opens = before[0] if before else verb
    if any(tokens[k].dep not in HELPERS for k in before):
        return
    if tokens[opens].tag not in FINITE or tokens[opens - 1].word in (",", ":", "“", '"'):
        return
    passive = any(tokens[k].dep == "auxpass" for k in before)
    if tokens[clause].head != verb:
        above = verb if tokens[clause].dep == "ROOT" else tokens[clause].head
        tokens[verb] = replace(tokens[verb], head=above, dep=tokens[clause].dep)
    tokens[subject] = replace(tokens[subject], head=verb, dep="nsubjpass" if passive else "nsubj")
    tokens[clause] = replace(tokens[clause], head=subject, dep="acl", tag="VBN")


def _give_sides(tokens: list[Token], prep: int, words: Vocabulary) -> None:
    """To an event the sides that the parser gives to when it is to be: "a meeting set for Monday between A and B"."""
    clause = tokens[prep].head
    if tokens[clause].tag == "VB" and tokens[clause].dep in ("xcomp", "advcl", "pcomp"):
        clause = tokens[clause].head  # "talks set to open on Monday with A"
    event = tokens[clause].head
    is_event = (
        tokens[clause].dep == "acl"
        and tokens[event].tag[:2] == "NN"
        and tokens[event].lemma in words.nouns
        and event < clause < prep
    )
    if is_event and (tokens[prep].lemma == "between" or tokens[clause].lemma in PLANS):
        tokens[prep] = replace(tokens[prep], head=event)


def _part_time(tokens: list[Token], sentence: Sentence, until: int, words: Vocabulary) -> None:
    """To a verb the event that the parser gives to a time: "put off until next month talks due to open today"."""
    event = next((k for k in range(until + 1, sentence.last) if tokens[k].head == until), None)
    if event is None or tokens[event].lemma not in words.nouns or tokens[tokens[until].head].tag[:2] != "VB":
        return
    time = event - 1
    if tokens[time].head != event or tokens[time].lemma not in SPANS:
        return
    for k in range(until + 1, time):
        if tokens[k].head == event:
            tokens[k] = replace(tokens[k], head=time)
    tokens[event] = replace(tokens[event], head=tokens[until].head, dep="dobj")
    tokens[time] = replace(tokens[time], head=until, dep="pobj")


def _give_goal(tokens: list[Token], to: int, words: Vocabulary) -> None:
    """To a visit the goal that the parser gives to the visitor: "the visit of Premier Lunde to Peru"."""
    name = tokens[to].head
    while tokens[name].dep in ("appos", "conj") and tokens[name].head < name:
        name = tokens[name].head
    by = tokens[name].head
    visit = tokens[by].head
    is_visitor = tokens[name].dep == "pobj" and tokens[by].lemma in ("of", "by")
    if is_visitor and words.nouns.get(tokens[visit].lemma) == "visit":
        tokens[to] = replace(tokens[to], head=visit)


def _give_due(tokens: list[Token], sentence: Sentence, due: int, words: Vocabulary) -> None:
    """To what is due the verb that says for what: "a summit, due to open in Lima on May 3, will not take place"."""
    verb = next((k for k in within(sentence) if tokens[k].head == due and tokens[k].dep in ("pcomp", "xcomp")), None)
    if verb is None or tokens[due + 1].tag != "TO" or tokens[due].head > due:
        return
    near = range(due - 1, max(sentence.first, due - _NEAR) - 1, -1)
    clause = next((k for k in near if tokens[k].tag[:2] in ("VB", "MD")), sentence.first - 1)
    event = next((k for k in near if k > clause and tokens[k].lemma in words.nouns and tokens[k].tag[:2] == "NN"), None)
    if event is None and tokens[due - 1].word != ",":
        return
    tokens[due] = replace(tokens[due], tag="VBN", dep="acl", head=tokens[due].head if event is None else event)
    tokens[verb] = replace(tokens[verb], dep="xcomp")


def _part_due(tokens: list[Token], sentence: Sentence, due: int, words: Vocabulary) -> None:
    """To a verb's subject the "due" that the parser takes for another: "A visit by A due on Monday was put off"."""
    verb = tokens[due].head
    near = range(sentence.first, due)
    event = next((k for k in near if tokens[k].head == verb and tokens[k].dep in ("nsubj", "nsubjpass")), None)
    if verb < due:  # "the visit of A to Norway due on Monday"
        prep = tokens[verb].head
        event = tokens[prep].head if tokens[verb].dep == "pobj" and tokens[prep].dep == "prep" else None
    if event is not None and tokens[event].lemma in words.nouns:
        tokens[due] = replace(tokens[due], head=event, dep="acl", tag="VBN")


def _give_stay(tokens: list[Token], visiting: int) -> None:
    """Make a clause of what the parser takes for a name: "Visiting Peru, the premier called for more trade"."""
    place = tokens[visiting].head
    verb, comma = tokens[place].head, place + 1
    if tokens[place].dep not in ("nsubj", "nsubjpass") or tokens[comma].word != "," or place - visiting > 2:
        return
    real = any(tokens[k].head == verb and tokens[k].dep in SUBJECTS for k in range(comma, verb))
    named = [k for k in range(comma, verb) if tokens[k].head == place and tokens[k].dep == "appos"]
    if not real and (len(named) != 1 or any(tokens[k].word == "," for k in range(named[0], verb))):
        return  # "Visiting Lunde, the premier, said"
    for k in () if real else named:
        tokens[k] = replace(tokens[k], head=verb, dep=tokens[place].dep)
    tokens[visiting] = replace(tokens[visiting], head=verb, dep="advcl", tag="VBG", lemma="visit")
    tokens[place] = replace(tokens[place], head=visiting, dep="dobj")
