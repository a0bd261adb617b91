"""To name the tags, labels and stretches of a parse that mending goes by."""

from collections.abc import Sequence

from memcon.model import Sentence, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
HELPERS = frozenset({"aux", "auxpass", "neg", "advmod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SAYING = frozenset({"say", "announce", "report", "confirm", "add"})


def within(sentence: Sentence) -> range:
    """The tokens of a sentence."""
    return range(sentence.first, sentence.last)


def first_of(tokens: Sequence[Token], sentence: Sentence, at: int) -> int:
    """The first token of what hangs from a token, with it."""
    return min([at, *(first_of(tokens, sentence, k) for k in range(sentence.first, at) if tokens[k].head == at)])
