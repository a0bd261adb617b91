"""Tokens as parsed to tokens with the main verb in its place, which an aside before it made an aside of its own."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.text.mend_grammar import FINITE, SUBJECTS, within
from memcon.vocabulary import Vocabulary

NAMES = frozenset({"NNP", "NNPS"})
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
BETWEEN = frozenset({"advmod", "aux", "auxpass", "neg"})
LOOSE = frozenset({"dep", "npadvmod", "nsubj", "appos", "nmod"})


def mended_mains(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Make the main verb, in place, of a token that the parser hangs from an aside or from an event."""
    token = tokens[at]
    if token.tag in ("VBD", "VBN") and token.dep == "appos" and _opens(tokens, sentence, token.head):
        _make_clause(tokens, sentence, at, words)
    elif token.tag in ("VBN", "VBD") and token.dep in ("acl", "appos") and token.head < at:
        _make_joined(tokens, at)
        _make_told(tokens, sentence, at)
    elif token.dep in ("ROOT", "appos") and token.tag[:2] == "NN" and token.lemma in words.nouns:
        _make_verb(tokens, sentence, at, words)


def _make_joined(tokens: list[Token], verb: int) -> None:
    """Make the main verb of what looks like a participle: "The minister of A conferred with B and said"."""
    named = tokens[verb].head
    second = tokens[named].head
    joint = next((k for k in range(verb, second) if tokens[k].head == named and tokens[k].dep == "cc"), None)
    if tokens[named].dep not in SUBJECTS or joint is None or tokens[second].tag[:2] != "VB":
        return
    if any(tokens[k].dep not in BETWEEN for k in range(joint + 1, second)) or _is_passive(tokens, verb, joint):
        return
    _make_main(tokens, verb, second)
    tokens[named] = replace(tokens[named], head=verb, dep="nsubj")
    tokens[joint] = replace(tokens[joint], head=verb)


def _is_passive(tokens: Sequence[Token], verb: int, end: int) -> bool:
    """Whether somebody is told to have done what a participle tells ("a tour organised by A")."""
    return any(tokens[k].dep == "agent" and tokens[k].head == verb for k in range(verb, end))


def _make_main(tokens: list[Token], verb: int, second: int) -> None:
    """Set a verb in the place of the one taken for the main verb, which is joined to it."""
    above = verb if tokens[second].head == second else tokens[second].head
    tokens[verb] = replace(tokens[verb], tag="VBD", head=above, dep=tokens[second].dep)
    tokens[second] = replace(tokens[second], head=verb, dep="conj")


def _make_told(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    """Make the main verb of what follows an aside, where a later clause or none has its place.

    "Otieno, accompanied by A, met with B, but no details were given", "Otieno, on a tour, met B, a day after C left".
    """
    opens = verb
    while opens > sentence.first + 1 and tokens[opens - 1].dep in ("advmod", "npadvmod"):
        opens -= 1
    if _is_passive(tokens, verb, sentence.last):
        return
    named: int | None = None
    if tokens[opens - 1].word == ",":
        before = range(opens - 2, sentence.first - 1, -1)
        named = next((k for k in before if tokens[k + 1].word == "," and _is_parted(tokens, sentence, k, verb)), None)
    elif opens < verb and tokens[opens].head == verb and _is_parted(tokens, sentence, tokens[verb].head, verb):
        named = tokens[verb].head  # "A of B yesterday called C, and"
    if named is None:
        return
    second = tokens[named].head
    if second == named:
        tokens[verb] = replace(tokens[verb], tag="VBD", head=verb, dep="ROOT")
    elif _has_opening(tokens, verb, second):
        _make_main(tokens, verb, second)
        for k in range(sentence.first, named):
            tokens[k] = replace(tokens[k], head=verb) if tokens[k].head == second else tokens[k]
    else:
        return
    tokens[named] = replace(tokens[named], head=verb, dep="nsubj")


def _is_parted(tokens: Sequence[Token], sentence: Sentence, named: int, verb: int) -> bool:
    """Whether a noun before an aside is the subject of a later clause, or of none."""
    token = tokens[named]
    if token.tag[:2] != "NN":
        return False
    is_free = not any(tokens[k].head == named and tokens[k].dep in SUBJECTS for k in within(sentence))
    return (token.dep in SUBJECTS and token.head > verb) or (token.dep == "ROOT" and is_free)


def _has_opening(tokens: list[Token], verb: int, second: int) -> bool:
    """Whether a later clause opens anew and has, or is given, a subject of its own: ", but no details were given"."""
    clause = range(verb + 1, second)
    opens = next((k for k in reversed(clause) if tokens[k].dep in ("cc", "mark") and tokens[k].head != verb), None)
    if opens is None:
        return False
    own = any(tokens[k].head == second and tokens[k].dep in SUBJECTS for k in range(opens, second))
    return own or give_joined_subject(tokens, opens, second)


def give_joined_subject(tokens: list[Token], joint: int, verb: int) -> bool:
    """Give a clause the subject that "and" joins to what is before: "A telephoned B, and the two sides agreed"."""
    joined = [k for k in range(joint, verb) if tokens[k].dep == "conj" and tokens[k].head < joint]
    if not joined or tokens[joint - 1].word != ",":
        return False
    tokens[joined[-1]] = replace(tokens[joined[-1]], head=verb, dep="nsubj")
    return True


def _opens(tokens: Sequence[Token], sentence: Sentence, named: int) -> bool:
    """Whether a day or a place opens a sentence: "On Tuesday, …", "In Lima, …", "Earlier Tuesday, …"."""
    is_short = named - sentence.first in (1, 2) and tokens[named].tag in NAMES
    return is_short and (tokens[named].word in DAYS or tokens[named].dep == "pobj")


def _make_clause(tokens: list[Token], sentence: Sentence, verb: int, words: Vocabulary) -> None:
    """Make the main verb of what hangs from the day or place before it: "On Tuesday, A met B, but no details"."""
    named = tokens[verb].head
    opens = tokens[named].head if tokens[named].dep == "pobj" else named
    second = tokens[opens].head
    has_subject = any(tokens[k].head == verb and tokens[k].dep in SUBJECTS for k in range(named, verb))
    if opens > named or not has_subject or second <= verb:
        return
    if tokens[second].lemma in words.words["says.verbs"]:
        tokens[verb] = replace(tokens[verb], head=second, dep="ccomp")
    else:
        _make_main(tokens, verb, second)
    tokens[opens] = replace(tokens[opens], head=verb, dep="prep" if opens < named else "npadvmod")
    for k in range(verb + 1, sentence.last):
        if tokens[k].head == named:
            tokens[k] = replace(tokens[k], head=verb)


def _make_verb(tokens: list[Token], sentence: Sentence, noun: int, words: Vocabulary) -> None:
    """Make the main verb of what stands before its object as a quality: "Otieno, on a tour, ended talks with B"."""
    verb, above = noun - 1, tokens[noun].head
    if verb <= sentence.first or tokens[verb].tag not in ("VBN", "VBD") or tokens[verb].head != noun:
        return
    opened = tokens[verb - 1].word == "," and tokens[verb].lemma in words.frames
    if not opened or any(tokens[k].tag in FINITE and tokens[k].dep != "relcl" and k != verb for k in within(sentence)):
        return
    near = range(sentence.first, verb)
    name = next((k for k in near if tokens[k].head == noun and tokens[k].dep in LOOSE), above if above < noun else None)
    if name is None or tokens[name].tag not in NAMES or (name == above and tokens[name].dep != "ROOT"):
        return
    for k in within(sentence):
        if tokens[k].head == noun and (k < verb or tokens[k].dep == "punct"):
            tokens[k] = replace(tokens[k], head=verb)
    tokens[verb] = replace(tokens[verb], tag="VBD", head=verb, dep="ROOT")
    tokens[name] = replace(tokens[name], head=verb, dep="nsubj")
    tokens[noun] = replace(tokens[noun], head=verb, dep="dobj")
