"""Tokens as parsed to tokens with habits of news style mended: headlines' comma for "and", means taken for doers."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.text.mend_grammar import SAYING, within
from memcon.vocabulary import Vocabulary

LOOSE = frozenset({"nsubj", "npadvmod", "appos", "dep", "intj", "nmod", "compound", "advmod", "ROOT"})
FACING = (["face", "to", "face"], ["head", "to", "head"])
HOLDING = frozenset({"have", "hold"})
NAMES = frozenset({"NNP", "NNPS"})
_FAR = 30
"""So many tokens behind its subject a verb is looked for."""
_NEAR = 7
"""So many words stand at most before a sentence's subject."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ALONE = frozenset({"confer", "huddle", "converse", "consult", "talk", "travel", "arrive", "depart", "journey"})
"""Verbs without an object, whose participle says nothing of the noun before it: "The envoy conferred with B"."""
GOING_ON = frozenset({("leave", "for"), ("call", "on"), ("call", "upon"), ("meet", "with"), ("speak", "with")})
QUALITIES = frozenset({"official", "private", "state", "goodwill", "working", "courtesy"})
"""What a visit is, which the parser takes for a thing of its own where two are joined."""


def mended_news(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend, in place, what hangs from one token of a sentence in the ways that only news has."""
    token = tokens[at]
    if token.tag == "VB" and token.dep in ("relcl", "ccomp") and at > sentence.first + 2 and tokens[at - 1].tag == "TO":
        _give_aim(tokens, at, words)
    elif token.tag in ("VBP", "VB") and at > sentence.first + 2:
        _join_subjects(tokens, sentence, at)
    elif token.dep == "prt" and tokens[token.head].lemma == "see":
        _give_particle_object(tokens, at)
    elif token.dep == "agent" and token.lemma == "by":
        _give_means(tokens, sentence, at, words)
    elif token.dep == "dobj" and token.head < at:
        _mend_object(tokens, at)
    elif token.dep == "nsubj" and token.head < at and tokens[token.head].tag in ("VBD", "VBZ", "VBP"):
        _make_object(tokens, sentence, at)
    elif (
        token.dep == "mark" and token.lemma in ("after", "before", "following") and _opens_clause(tokens, sentence, at)
    ):
        _give_opening(tokens, at, words)
    elif token.dep in ("advcl", "csubj", "csubjpass") and token.lemma == "visit" and _opens_name(tokens, sentence, at):
        _give_visitor(tokens, sentence, at)
    elif token.dep == "prep" and tokens[token.head].dep in ("ROOT", "conj") and token.head > at:
        _give_time(tokens, sentence, at, words)
    elif token.dep == "advcl" and token.word == "meeting":
        tokens[at] = replace(token, tag="VBG", lemma="meet")  # "went on with his tour, meeting with A"
    elif token.dep in ("ROOT", "ccomp", "conj", "relcl"):
        _mend_main(tokens, sentence, at, words)


def _mend_object(tokens: list[Token], at: int) -> None:
    """Mend what is no object of the verb before it: "met face to face with A", "met A here, the first such contact"."""
    verb = tokens[at].head
    if tokens[at].word == "meeting" and tokens[at].tag == "VBG" and tokens[verb].lemma in HOLDING:
        tokens[at] = replace(tokens[at], tag="NN", lemma="meeting")  # "will have meeting in Lima"
    if tokens[verb].lemma in SAYING and tokens[verb].tag == "VBD":
        _give_speech_subject(tokens, at)
    if [t.lemma for t in tokens[at : at + 3]] in FACING:
        tokens[at] = replace(tokens[at], dep="npadvmod")
    first = min((k for k in range(verb + 1, at) if tokens[k].head == at), default=at)
    real = next(
        (k for k in range(verb + 1, first) if tokens[k].head == verb and tokens[k].dep in ("dative", "dobj")), None
    )
    if real is not None and tokens[first - 1].word == "," and tokens[real].tag[:2] in ("NN", "PR"):
        tokens[real] = replace(tokens[real], dep="dobj")
        tokens[at] = replace(tokens[at], dep="npadvmod")


def _give_speech_subject(tokens: list[Token], at: int) -> None:
    """To what is said the subject taken for the object of saying: "Officials said A and the envoy, B, held talks"."""
    told = range(at + 1, min(at + _FAR, len(tokens)))
    clause = next((k for k in told if tokens[k].head == tokens[at].head and tokens[k].dep == "ccomp"), None)
    if clause is None or tokens[clause].tag not in FINITE or tokens[at].tag[:2] != "NN":
        return
    if not any(tokens[k].head == clause and tokens[k].dep in ("nsubj", "nsubjpass", "mark") for k in told):
        tokens[at] = replace(tokens[at], head=clause, dep="nsubj")


def _mend_main(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend a sentence's root that is a name or the first word of a headline, and a noun joined to what is no noun."""
    if tokens[at].dep == "ROOT" and tokens[at].tag != "VBN":
        _mend_root(tokens, sentence, at, words)
    elif tokens[at].dep == "ccomp" and tokens[at].tag[:2] == "NN" and tokens[at].head > at:
        _give_past(tokens, range(sentence.first, tokens[at].head), at, words)  # "A delegation called on B, A said"
    elif tokens[at].dep == "conj" and tokens[at].lemma in words.nouns and tokens[tokens[at].head].lemma in QUALITIES:
        _join_qualities(tokens, sentence, at)


def _mend_root(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend a sentence's root that is a name, or the first word of a headline."""
    if tokens[at].tag[:2] == "NN":
        _give_past(tokens, within(sentence), at, words)
    if tokens[at].tag == "NNP" and tokens[at].dep == "ROOT":
        _give_joined_verb(tokens, sentence, at)
    if tokens[at].tag == "VBG" and at == sentence.first and tokens[at].word == "Meeting":
        _make_noun(tokens, sentence, at)


def _give_past(tokens: list[Token], inside: range, at: int, words: Vocabulary) -> None:
    """To a name its verb, taken for a participle of it: "The Premier of Peru, A, conferred with B." """
    if any(tokens[k].tag in FINITE and "relcl" not in (tokens[k].dep, tokens[tokens[k].head].dep) for k in inside):
        return
    told = [k for k in inside if tokens[k].dep == "acl" and tokens[k].tag == "VBN"]
    told = [k for k in told if tokens[k - 1].word == "," or tokens[k].lemma in ALONE or _goes_on(tokens, k)]
    is_whole = tokens[at].dep == "ccomp" or tokens[inside[-1]].word == "."
    verb = told[-1] if told and is_whole else at
    is_past = verb > at and tokens[verb].lemma in words.frames and not tokens[verb].word.endswith("n")
    if is_past and not any(tokens[k].head == verb and tokens[k].dep == "agent" for k in inside):
        above = verb if tokens[at].dep == "ROOT" else tokens[at].head
        tokens[verb] = replace(tokens[verb], head=above, dep=tokens[at].dep, tag="VBD")
        tokens[at] = replace(tokens[at], head=verb, dep="nsubj")


def _goes_on(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb takes a preposition that no participle of a noun has: "left for Lima", "called on the premier"."""
    return verb + 1 < len(tokens) and (tokens[verb].lemma, tokens[verb + 1].lemma) in GOING_ON


def _join_subjects(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    """To the plural verb of a headline both names before it: "A, B meet", "A, B to hold talks"."""
    last = verb - 1
    if tokens[verb].tag == "VB":
        if tokens[last].tag != "TO":
            return
        last -= 1
    if tokens[last].dep == "dep" and tokens[last].tag[:2] == "NN" and _opens(tokens, sentence, last):
        tokens[last] = replace(tokens[last], dep="nsubj")
    if last <= sentence.first or tokens[last].tag != "NNP" or tokens[last].head not in (verb, *_before(tokens, last)):
        return
    first = last
    while first > sentence.first and tokens[first - 1].head == last and tokens[first - 1].word != ",":
        first -= 1
    comma = first - 1
    if comma <= sentence.first or tokens[comma].word != "," or not _opens(tokens, sentence, comma):
        return
    head = comma - 1
    if tokens[head].tag not in NAMES or tokens[head].dep not in LOOSE:
        return
    if tokens[head].dep == "ROOT":
        tokens[verb] = replace(tokens[verb], head=verb, dep="ROOT")
    tokens[head] = replace(tokens[head], head=verb, dep="nsubj")
    tokens[last] = replace(tokens[last], head=head, dep="conj")


def _before(tokens: Sequence[Token], at: int) -> tuple[int, ...]:
    """The token that a name hangs from, where it stands before it."""
    return (tokens[at].head,) if tokens[at].head < at else ()


def _opens(tokens: Sequence[Token], sentence: Sentence, comma: int) -> bool:
    """Whether nothing but one name, with words that qualify it, stands before a comma: no "In Lima, A will meet"."""
    return all(t.tag[:2] in ("NN", "JJ") or t.tag in ("POS", "HYPH", "NNP") for t in tokens[sentence.first : comma])


def _make_noun(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Make a noun of what the parser takes for a verb in a headline that has none: "Meeting with President A"."""
    if not any(tokens[k].tag in FINITE or tokens[k].tag == "MD" for k in within(sentence)):
        tokens[at] = replace(tokens[at], tag="NN", lemma="meeting")


def _give_particle_object(tokens: list[Token], particle: int) -> None:
    """To a verb the object that the parser hangs from its particle: "saw off the guest"."""
    for k in range(particle + 1, min(particle + 12, len(tokens))):
        if tokens[k].head == particle and tokens[k].dep == "pobj":
            tokens[k] = replace(tokens[k], head=tokens[particle].head, dep="dobj")
            return


def _make_object(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Make of the second of two subjects, which follows its verb, the object: "A met B" read with both as subjects."""
    verb = tokens[at].head
    below = [k for k in range(sentence.first, sentence.last) if tokens[k].head == verb and k != at]
    subjects = [k for k in below if tokens[k].dep == "nsubj" and k < verb]
    if subjects and not any(tokens[k].dep in ("dobj", "ccomp", "attr") for k in below) and tokens[at].tag[:2] == "NN":
        tokens[at] = replace(tokens[at], dep="dobj")


def _give_opening(tokens: list[Token], mark: int, words: Vocabulary) -> None:
    """To a verb the apposition before it, not the event that opens its sentence: "After talks with A, B flew home"."""
    verb = tokens[mark].head
    event = next((k for k in range(mark + 1, verb) if tokens[k].head == verb and tokens[k].dep == "nsubj"), None)
    if event is None or tokens[event].lemma not in words.nouns or tokens[verb].dep != "ROOT":
        return
    last = verb - 1
    while last > event and tokens[last].head == verb:
        last -= 1  # "later", "would"
    while last > event and tokens[last].dep in ("pobj", "prep") and event < tokens[last].head < last:
        last = tokens[last].head  # "Premier B of Greece will"
    first = tokens[last].head if tokens[last].dep == "conj" else last
    if first != last and tokens[first].dep == "appos" and tokens[first].head == event and tokens[first].tag in NAMES:
        last = first  # "After their talks, A and B signed"
    joined = any(t.tag == "CC" for t in tokens[event:last])
    if tokens[last].dep not in ("appos", "conj") or joined or "," not in [t.word for t in tokens[event:last]]:
        return
    passive = any(tokens[k].head == verb and tokens[k].dep == "auxpass" for k in range(event, verb))
    tokens[mark] = replace(tokens[mark], dep="prep")
    tokens[event] = replace(tokens[event], head=mark, dep="pobj")
    tokens[last] = replace(tokens[last], head=verb, dep="nsubjpass" if passive else "nsubj")


def _opens_clause(tokens: Sequence[Token], sentence: Sentence, mark: int) -> bool:
    """Whether a mark opens its sentence, or follows the day that does ("Later on Friday, after talks with A, B")."""
    if tokens[mark].lemma not in ("after", "before", "following"):
        return False
    return mark == sentence.first or (tokens[mark - 1].word == "," and tokens[mark].head > mark)


def _opens_name(tokens: Sequence[Token], sentence: Sentence, visiting: int) -> bool:
    """Whether "visiting" opens a sentence, or what comes after its day or place: "In Lima, visiting Premier A was"."""
    opened = visiting == sentence.first or (tokens[visiting - 1].word == "," and visiting - sentence.first < _NEAR)
    return opened and tokens[visiting].word.lower() == "visiting"


def _give_means(tokens: list[Token], sentence: Sentence, by: int, words: Vocabulary) -> None:
    """Make of a telephone no doer, and give the verb what hangs from it: "conferred by telephone with A"."""
    means = [k for k in range(by + 1, sentence.last) if tokens[k].head == by and tokens[k].dep == "pobj"]
    if not means or tokens[means[0]].lemma not in words.words["calls.by"]:
        return
    tokens[by] = replace(tokens[by], dep="prep")
    for k in range(means[0] + 1, sentence.last):
        if tokens[k].head == means[0] and tokens[k].dep == "prep":
            tokens[k] = replace(tokens[k], head=tokens[by].head)


def _give_visitor(tokens: list[Token], sentence: Sentence, visiting: int) -> None:
    """To a verb without a subject the visitor before it: "Visiting Premier Otieno here Tuesday met with Lunde"."""
    verb = tokens[visiting].head
    named = [k for k in range(visiting + 1, verb) if tokens[k].head == visiting and tokens[k].dep == "dobj"]
    has_subject = any(tokens[k].head == verb and tokens[k].dep in ("nsubj", "nsubjpass") for k in within(sentence))
    if len(named) != 1 or tokens[named[0]].tag not in NAMES or has_subject or tokens[verb].dep != "ROOT":
        return
    if any(tokens[k].word == "," for k in range(named[0], verb)):
        return  # "Visiting Lima, he met"
    passive = any(tokens[k].head == verb and tokens[k].dep == "auxpass" for k in range(visiting, verb))
    tokens[named[0]] = replace(tokens[named[0]], head=verb, dep="nsubjpass" if passive else "nsubj")
    tokens[visiting] = replace(tokens[visiting], head=named[0], dep="amod")
    for k in range(named[0] + 1, verb):
        if tokens[k].head == visiting:
            tokens[k] = replace(tokens[k], head=verb)


def _give_time(tokens: list[Token], sentence: Sentence, prep: int, words: Vocabulary) -> None:
    """To a reported clause the day set off behind it: "A will meet B in Oslo, Norway, on May 3, both sides said"."""
    verb = tokens[prep].head
    told = [k for k in within(sentence) if tokens[k].head == verb and tokens[k].dep == "ccomp" and k < prep]
    if tokens[verb].dep == "conj" and tokens[verb].lemma in words.words["says.verbs"] and tokens[verb].head < prep:
        told = [tokens[verb].head]
    speaker = next((k for k in range(prep, verb) if tokens[k].head == verb and tokens[k].dep == "nsubj"), None)
    if told and speaker is not None and tokens[prep - 1].word == ",":
        tokens[prep] = replace(tokens[prep], head=told[-1])


def _give_aim(tokens: list[Token], verb: int, words: Vocabulary) -> None:
    """To a plan what it is for, which the parser takes for a clause of its own: "is making arrangements to visit"."""
    noun, above = verb - 2, tokens[verb].head
    if tokens[noun].lemma not in words.governs["nouns"]:
        return
    if tokens[verb].dep == "ccomp" and (tokens[noun].dep != "nsubj" or tokens[noun].head != verb or above > noun):
        return
    if tokens[verb].dep == "ccomp":
        tokens[noun] = replace(tokens[noun], head=above, dep="dobj")
    tokens[verb] = replace(tokens[verb], head=noun, dep="acl")


def _give_joined_verb(tokens: list[Token], sentence: Sentence, name: int) -> None:
    """To two names the verb that the parser gives to the second alone: "President A and Mr B had dinner"."""
    below = [k for k in within(sentence) if tokens[k].head == name and k > name]
    joint = next((k for k in below if tokens[k].dep == "cc" and tokens[k].lemma == "and"), None)
    verb = next((k for k in below if tokens[k].dep == "conj" and tokens[k].tag in FINITE), None)
    if joint is None or verb is None or joint != name + 1:
        return
    other = next((k for k in range(joint, verb) if tokens[k].head == verb and tokens[k].dep == "nsubj"), None)
    if other is None or tokens[other].tag not in NAMES or any(tokens[k].word == "," for k in range(joint, other)):
        return
    tokens[verb] = replace(tokens[verb], head=verb, dep="ROOT")
    tokens[name] = replace(tokens[name], head=verb, dep="nsubj")
    tokens[other] = replace(tokens[other], head=name, dep="conj")
    for k in below:
        if k > verb:
            tokens[k] = replace(tokens[k], head=verb)


def _join_qualities(tokens: list[Token], sentence: Sentence, noun: int) -> None:
    """To a noun the first of two words that say what it is: "left for an official and friendly visit"."""
    first = tokens[noun].head
    between = tokens[first + 1 : noun]
    if first >= noun or tokens[first].tag != "NN" or not between or between[0].lemma != "and" or len(between) > 3:
        return
    tokens[noun] = replace(tokens[noun], head=tokens[first].head, dep=tokens[first].dep)
    for k in within(sentence):
        if tokens[k].head == first and k != noun:
            tokens[k] = replace(tokens[k], head=noun)
    tokens[first] = replace(tokens[first], head=noun, dep="amod", tag="JJ")
