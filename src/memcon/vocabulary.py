"""To load what memcon knows of words: kinds of event and the cue words of a language, as frozen data."""

from msgspec import Struct


class Vocabulary(Struct, frozen=True):
    """Kinds of event and the words of a language."""


def load_vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    return Vocabulary()
