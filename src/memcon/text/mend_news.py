"""Tokens as parsed to tokens with habits of news style mended: headlines' comma for "and", means taken for doers."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.vocabulary import Vocabulary

LOOSE = frozenset({"nsubj", "npadvmod", "appos", "dep", "intj", "nmod", "compound", "advmod", "ROOT"})
FACING = (["face", "to", "face"], ["head", "to", "head"])
NAMES = frozenset({"NNP", "NNPS"})


def mended_news(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend, in place, what hangs from one token of a sentence in the ways that only news has."""
    token = tokens[at]
    if token.tag in ("VBP", "VB") and at > sentence.first + 2:
        _join_subjects(tokens, sentence, at)
    elif token.dep == "prt" and tokens[token.head].lemma == "see":
        _give_particle_object(tokens, at)
    elif token.dep == "agent" and token.lemma == "by":
        _give_means(tokens, sentence, at, words)
    elif token.dep == "dobj" and [t.lemma for t in tokens[at : at + 3]] in FACING:  # "met face to face with A"
        tokens[at] = replace(token, dep="npadvmod")
    elif token.dep == "nsubj" and token.head < at and tokens[token.head].tag in ("VBD", "VBZ", "VBP"):
        _make_object(tokens, sentence, at)
    elif token.dep == "mark" and token.lemma in ("after", "before", "following") and at == sentence.first:
        _give_opening(tokens, at, words)


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
    tokens[head] = replace(tokens[head], head=verb, dep="nsubj")
    tokens[last] = replace(tokens[last], head=head, dep="conj")


def _before(tokens: Sequence[Token], at: int) -> tuple[int, ...]:
    """The token that a name hangs from, where it stands before it."""
    return (tokens[at].head,) if tokens[at].head < at else ()


def _opens(tokens: Sequence[Token], sentence: Sentence, comma: int) -> bool:
    """Whether nothing but one name, with words that qualify it, stands before a comma: no "In Lima, A will meet"."""
    return all(t.tag[:2] in ("NN", "JJ") or t.tag in ("POS", "HYPH", "NNP") for t in tokens[sentence.first : comma])


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
    joined = any(t.tag == "CC" for t in tokens[event:last])
    if tokens[last].dep not in ("appos", "conj") or joined or "," not in [t.word for t in tokens[event:last]]:
        return
    passive = any(tokens[k].head == verb and tokens[k].dep == "auxpass" for k in range(event, verb))
    tokens[mark] = replace(tokens[mark], dep="prep")
    tokens[event] = replace(tokens[event], head=mark, dep="pobj")
    tokens[last] = replace(tokens[last], head=verb, dep="nsubjpass" if passive else "nsubj")


def _give_means(tokens: list[Token], sentence: Sentence, by: int, words: Vocabulary) -> None:
    """Make of a telephone no doer, and give the verb what hangs from it: "conferred by telephone with A"."""
    means = [k for k in range(by + 1, sentence.last) if tokens[k].head == by and tokens[k].dep == "pobj"]
    if not means or tokens[means[0]].lemma not in words.words["calls.by"]:
        return
    tokens[by] = replace(tokens[by], dep="prep")
    for k in range(means[0] + 1, sentence.last):
        if tokens[k].head == means[0] and tokens[k].dep == "prep":
            tokens[k] = replace(tokens[k], head=tokens[by].head)
