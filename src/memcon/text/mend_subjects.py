"""Tokens as parsed to tokens whose verbs have their own subject, object and day, where an aside stands between."""

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.text.mend_grammar import FINITE, SUBJECTS, within
from memcon.text.mend_mains import give_joined_subject
from memcon.vocabulary import Vocabulary

NAMES = frozenset({"NNP", "NNPS"})
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
TIMES = DAYS | {"yesterday", "today", "Yesterday", "Today"}
SETTING = frozenset({"in", "at", "on", "here", "late", "early", "yesterday", "today"})
_SHORT = 4
"""So many words a place or day before another has at most: "in Lima on Tuesday"."""


def mended_subjects(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend, in place, what one token of a sentence keeps from its verb: a subject, an object, a day."""
    token = tokens[at]
    if token.word in TIMES and token.dep in ("npadvmod", "appos", *SUBJECTS):
        _give_day(tokens, sentence, at, words)
    elif token.dep == "prep" and at == sentence.first:
        _give_told(tokens, sentence, at, words)
    elif token.tag == "VBD" and token.dep == "ccomp":
        _give_object(tokens, at, words)
    elif token.dep == "prep" and tokens[token.head].lemma == "here" and tokens[token.head].tag == "RB":
        _give_here(tokens, sentence, at)
    elif token.dep in ("prep", "advmod", "npadvmod") and token.lemma in SETTING and token.head < at:
        _give_setting(tokens, at)
    elif token.dep == "npadvmod" and token.tag in NAMES and token.head > at:
        _make_subject(tokens, sentence, at)
    elif token.dep == "relcl" and token.tag == "VBN" and tokens[at - 2].tag == "TO" and tokens[at - 1].lemma == "be":
        _give_result(tokens, at)
    elif token.dep == "conj" and token.lemma in TALKING and token.head == at - 2 and tokens[at - 2].lemma == "meet":
        _share(tokens, sentence, at)
    elif token.lemma == "who" and token.dep == "nsubj" and tokens[token.head].dep in ("relcl", "advcl"):
        _give_clause(tokens, at)
    elif token.dep == "conj" and token.tag == "IN" and tokens[token.head].lemma != token.lemma:
        _give_second(tokens, sentence, at)


def _give_day(tokens: list[Token], sentence: Sentence, day: int, words: Vocabulary) -> None:
    """To a verb the day beside it, hung from an aside before it or from the saying behind it.

    "A delegation headed by A Tuesday met B", "A met B yesterday, a spokesman said, adding that".
    """
    above, following = tokens[day].head, min(day + 1, sentence.last - 1)
    before = any(tokens[k].head == above and tokens[k].dep in SUBJECTS for k in range(sentence.first, day))
    if (tokens[day].dep in SUBJECTS and not before) or (tokens[above].dep in SUBJECTS and tokens[above].head > day):
        return  # "Tuesday was a holiday", "The chief problems today are"
    if tokens[following].tag in FINITE and (above < day or tokens[day].dep in SUBJECTS):
        verb = tokens[following].head if tokens[following].dep in ("aux", "auxpass") else following
        tokens[day] = replace(tokens[day], head=verb, dep="npadvmod")
    elif tokens[following].word == ",":
        _give_told(tokens, sentence, day, words)


def _give_told(tokens: list[Token], sentence: Sentence, time: int, words: Vocabulary) -> None:
    """To what is told the day hung from the saying behind it: "On Friday, A met B, officials said"."""
    says = tokens[time].head
    if tokens[says].lemma not in words.words["says.verbs"] or says < time:
        return
    told = [k for k in range(sentence.first, says) if tokens[k].head == says and tokens[k].dep == "ccomp"]
    teller = any(tokens[k].head == says and tokens[k].dep == "nsubj" for k in range(told[-1], says)) if told else False
    if teller and tokens[told[-1]].tag in FINITE | {"VBN"}:
        tokens[time] = replace(tokens[time], head=told[-1])


def _give_object(tokens: list[Token], clause: int, words: Vocabulary) -> None:
    """To a verb its object, taken for a subject of the clause behind it.

    "A had talks with B, a day after C left", "A had talks with B, and the two sides agreed".
    """
    verb = tokens[clause].head
    taken = [k for k in range(verb, clause) if tokens[k].head == clause and tokens[k].dep == "nsubj"]
    if not taken or tokens[taken[0]].lemma not in words.nouns:
        return
    opens = next((k for k in range(taken[0], clause) if tokens[k].lemma in ("after", "before", "and", "but")), None)
    if opens is None or tokens[opens].dep not in ("mark", "cc"):
        return
    is_mark = tokens[opens].dep == "mark"
    if (is_mark and taken[-1] > opens) or (not is_mark and give_joined_subject(tokens, opens, clause)):
        tokens[taken[0]] = replace(tokens[taken[0]], head=verb, dep="dobj")
        tokens[clause] = replace(tokens[clause], dep="advcl" if is_mark else "conj")


def _give_setting(tokens: list[Token], at: int) -> None:
    """To a verb the place or day that a comma parts from an aside: "met A, who heads the army, in Lima on Friday"."""
    named = tokens[at].head
    if tokens[named].dep == "relcl":
        named = tokens[named].head
    aside = next((k for k in range(named, at) if tokens[k].head == named and tokens[k].dep == "relcl"), None)
    if aside is None or tokens[named].tag not in NAMES or not any(t.word == "," for t in tokens[named:aside]):
        return
    if not any(tokens[k].word == "," and tokens[k + 1].tag != "CD" for k in range(max(aside, at - _SHORT), at)):
        return
    verb = tokens[named].head
    while tokens[verb].tag[:1] != "V" and tokens[verb].head != verb:
        verb = tokens[verb].head
    if tokens[verb].tag[:1] == "V" and verb < named:
        tokens[at] = replace(tokens[at], head=verb)


def _give_here(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To a verb the day hung from "here" behind a noun: "was summoned to the Foreign Ministry here on Monday"."""
    verb = tokens[at].head
    while tokens[verb].tag[:1] != "V" and tokens[verb].head != verb:
        verb = tokens[verb].head
    is_day = any(tokens[k].word in TIMES | MONTHS for k in _objects(tokens, at, min(at + _SHORT, sentence.last)))
    if is_day and tokens[verb].tag[:1] == "V" and sentence.first <= verb < at:
        tokens[at] = replace(tokens[at], head=verb)


def _make_subject(tokens: list[Token], sentence: Sentence, name: int) -> None:
    """To a verb without a subject the name taken for a time: "Otieno, the Kenyan premier, Tuesday had talks"."""
    verb = tokens[name].head
    has_subject = any(tokens[k].head == verb and tokens[k].dep in SUBJECTS for k in within(sentence))
    if has_subject or tokens[name].word in DAYS or tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return
    if any(tokens[k].head == name and tokens[k].dep == "appos" for k in range(name, verb)):
        tokens[name] = replace(tokens[name], dep="nsubj")


def _give_clause(tokens: list[Token], who: int) -> None:
    """To a person the clause that a day or place parts from the name: "met A on Tuesday, who is here on a visit"."""
    clause = tokens[who].head
    above = tokens[clause].head
    verb = tokens[tokens[above].head].head if tokens[above].dep == "pobj" else above
    is_parted = above == verb or tokens[above].word in TIMES or tokens[above].word in MONTHS
    if not is_parted or tokens[verb].tag not in FINITE | {"VBN", "VB"} or verb > who:
        return
    below = [k for k in range(verb, who) if tokens[k].head == verb]
    met = [k for k in below if tokens[k].dep == "dobj" or tokens[k].lemma == "with"]
    named = [o for k in met for o in (k, *_objects(tokens, k, who)) if tokens[o].tag in NAMES]
    if named:
        tokens[clause] = replace(tokens[clause], head=named[-1], dep="relcl")


def _objects(tokens: list[Token], prep: int, end: int) -> list[int]:
    """The objects of a preposition before a token."""
    return [k for k in range(prep, end) if tokens[k].head == prep and tokens[k].dep == "pobj"]


def _give_second(tokens: list[Token], sentence: Sentence, prep: int) -> None:
    """To a verb the second of two like phrases that a day parts: "received by A on Tuesday and by B on Wednesday"."""
    first = tokens[prep].head
    verb = tokens[first].head
    beside = [k for k in within(sentence) if tokens[k].head == verb]
    beside += [k for k in within(sentence) if tokens[tokens[k].head].head == first and tokens[k].dep == "prep"]
    like = [k for k in beside if tokens[k].lemma == tokens[prep].lemma and k < prep]
    if tokens[verb].tag[:1] == "V" and like:
        tokens[prep] = replace(tokens[prep], head=like[0])


MONTHS = frozenset("January February March April May June July August September October November December".split())


def _give_result(tokens: list[Token], at: int) -> None:
    """To a verb what came of it, hung from its object: "came down the steps to be greeted by"."""
    noun = tokens[at].head
    verb = tokens[noun].head
    verb = tokens[verb].head if tokens[verb].dep == "prep" else verb
    is_thing = tokens[noun].tag in ("NN", "NNS") and tokens[noun].dep in ("dobj", "pobj")
    if is_thing and tokens[at].lemma in ("greet", "welcome", "meet", "receive") and tokens[verb].tag == "VBD":
        tokens[at] = replace(tokens[at], head=verb, dep="advcl")


def _share(tokens: list[Token], sentence: Sentence, second: int) -> None:
    """To the first of two verbs what stands behind the second and is of both: "met and talked with A on Monday"."""
    first = tokens[second].head
    for k in range(second + 1, sentence.last):
        if tokens[k].head == second and tokens[k].dep in ("prep", "npadvmod"):
            tokens[k] = replace(tokens[k], head=first)


TALKING = frozenset({"talk", "speak", "confer", "discuss", "consult", "chat", "negotiate"})
