"""Tokens as parsed to tokens with the nouns that headlines' style makes the parser take for verbs or other names."""

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.text.mend_grammar import within
from memcon.vocabulary import Vocabulary

_MODIFIERS = frozenset({"compound", "amod", "det", "poss", "nmod"})
_VERBS = frozenset({"VB", "VBP", "VBZ"})
_AS_NOUNS = {"xcomp": "relcl", "acomp": "amod", "oprd": "amod"}
"""What hangs from a noun as from a verb: "talks to begin Monday", "Talks possible"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def mended_tags(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend, in place, one token of a sentence that is a noun for an event, or the second of two who act together."""
    token = tokens[at]
    if token.tag in _VERBS and token.lemma in words.nouns and _is_event(tokens, sentence, at):
        _make_noun(tokens, sentence, at)
    elif token.dep == "dobj" and token.lemma in words.nouns and at > sentence.first:
        _take_place(tokens, at)
    elif token.dep in ("appos", "nsubj") and token.tag == "NN" and at + 1 < sentence.last:
        _join_actor(tokens, sentence, at)


def _is_event(tokens: list[Token], sentence: Sentence, at: int) -> bool:
    """Whether what the parser takes for a verb is a noun: it has what only nouns have, or is a verb's bare object.

    "cancels Peru visit", "begins visit to Lima", "Visit by Solberg called off", "Peace talks to begin Monday".
    """
    token = tokens[at]
    below = [k for k in within(sentence) if tokens[k].head == at and k != at]
    is_led = token.head == at - 2 and below[:1] == [at - 1] and tokens[at - 1].dep == "nsubj"
    if token.tag == "VB" and is_led and tokens[at - 1].tag == "NNP" and tokens[token.head].tag in _FINITE:
        return True  # "plans Lima visit"
    if any(tokens[k].dep in ("aux", "auxpass", "nsubj", "nsubjpass", "neg", "expl") for k in below):
        return False
    before = [k for k in below if k < at and tokens[k].dep in _MODIFIERS]
    if before and (token.dep == "ROOT" or token.dep in ("dobj", "nsubj", "pobj", "ccomp")):
        return True
    if token.dep in ("dobj", "nsubj") and token.tag == "VB" and token.head != at:
        return True
    return token.dep == "xcomp" and token.head == at - 1 and tokens[token.head].tag in _FINITE


def _make_noun(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Make a token a noun, its clause's object where it was taken for a verb's complement."""
    token = tokens[at]
    is_plural = token.word.lower() != token.lemma
    dep = "dobj" if token.dep in ("xcomp", "ccomp") else token.dep
    tokens[at] = replace(token, tag="NNS" if is_plural else "NN", dep=dep)
    if tokens[at - 1].head == at and tokens[at - 1].dep == "nsubj":
        tokens[at - 1] = replace(tokens[at - 1], dep="compound")
    for k in within(sentence):
        if token.dep == "ROOT" and tokens[k].head == at and tokens[k].dep in _AS_NOUNS:
            tokens[k] = replace(tokens[k], dep=_AS_NOUNS[tokens[k].dep])


def _take_place(tokens: list[Token], event: int) -> None:
    """To an event the place before it, taken for another object: "postpones Peru visit"."""
    place = tokens[event - 1]
    if place.dep == "dobj" and place.tag == "NNP" and place.head == tokens[event].head:
        tokens[event - 1] = replace(place, head=event, dep="compound")


def _join_actor(tokens: list[Token], sentence: Sentence, second: int) -> None:
    """To a subject the second that a comma joins to it before a plural verb: "Minister, president hold talks"."""
    token = tokens[second]
    before = [k for k in range(sentence.first, second) if tokens[k].dep in ("nsubj", "npadvmod", "ROOT")]
    first = token.head if token.dep == "appos" else next((k for k in before if tokens[k].head == token.head), None)
    if first is None or first >= second or not any(t.word == "," for t in tokens[first + 1 : second]):
        return
    verb = tokens[second + 1]
    aim = tokens[second + 2] if verb.tag == "TO" and second + 2 < sentence.last else None
    joined = verb.tag == "VBP" or (aim is not None and aim.tag == "VB" and aim.head == first)
    if joined and tokens[first].tag in ("NN", "NNP") and _is_described(tokens, first) and _is_described(tokens, second):
        tokens[second] = replace(token, head=first, dep="conj")
        if tokens[first].dep == "npadvmod":
            tokens[first] = replace(tokens[first], dep="nsubj")


def _is_described(tokens: list[Token], noun: int) -> bool:
    """Whether an adjective in capitals stands before a noun: "Peruvian president"."""
    near = range(max(0, noun - 4), noun)
    return any(tokens[k].head == noun and tokens[k].dep in _MODIFIERS and tokens[k].word[:1].isupper() for k in near)
