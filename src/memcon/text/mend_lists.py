"""Tokens as parsed to tokens with the further infinitives of a list hung from its first ("to meet A, visit B")."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token

LOOSE = frozenset({"conj", "advcl", "dep", "ccomp", "parataxis"})
JOINING = frozenset({",", "and", "or", "then", "also", "later"})
OPENING = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "mark", "expl"})


def mended_lists(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Hang, in place, a bare verb of a list from the infinitive before it, so that what is planned stays planned."""
    token = tokens[at]
    is_bare = token.tag in ("VB", "VBP") and token.word == token.lemma != "be" and token.dep in LOOSE
    if not is_bare or token.head >= at or tokens[at - 1].lemma not in JOINING:
        return
    if any(t.head == at and t.dep in OPENING for t in tokens[sentence.first : at]):
        return
    first = _first_of_list(tokens, sentence, at)
    if first is not None:
        tokens[at] = replace(token, head=first, dep="conj", tag="VB")


def _first_of_list(tokens: Sequence[Token], sentence: Sentence, at: int) -> int | None:
    """The nearest infinitive, or verb after a modal, before a verb and at or under what the parser hangs it from."""
    head = tokens[at].head
    if tokens[head].tag == "VBP" and tokens[at].tag == "VBP" and tokens[at - 1].lemma == "and":
        return None  # "they hope to meet and say so"
    for verb in range(at - 1, head - 1, -1):
        if tokens[verb].tag == "VB" and _is_under(tokens, verb, head) and _is_opened(tokens, sentence, verb):
            return verb
    return None


def _is_under(tokens: Sequence[Token], verb: int, head: int) -> bool:
    """Whether a verb is another or hangs from it by verbs, nouns and prepositions between."""
    while verb > head and tokens[verb].head not in (verb, head):
        verb = tokens[verb].head
    return verb == head or tokens[verb].head == head


def _is_opened(tokens: Sequence[Token], sentence: Sentence, verb: int) -> bool:
    """Whether a verb stands after "to" or a modal."""
    return any(t.head == verb and t.dep == "aux" and t.tag in ("TO", "MD") for t in tokens[sentence.first : verb])
