"""To tell the language of a text: English by its commonest words, any other by a model that is asked only then."""

import re

CODED = "en"
"""The language whose reports are coded."""

_COMMON = frozenset("the of and to that for with is was on by at from his it has have be said not".split())
_ENOUGH = 0.1  # of 1,656 English reports of twenty words or more the least has 0.12; a Dutch paragraph has 0.04
_FEWEST = 20  # words; a shorter text may be a list of names
_READ = 20_000  # characters of a text that are looked at
_KIN = ("en", "pcm", "sco")  # headlines and lists of names are taken for one of English's kin as often as for English
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def spoken(text: str) -> str:
    """The ISO 639 code of a text's language; English where it is too short to tell."""
    head = text[:_READ]
    words = [word.lower() for word in _WORD.findall(head)]
    letters = sum(map(len, words))
    foreign = letters > 0 and len(_LATIN.findall(head)) < letters / 2
    if not foreign and (len(words) < _FEWEST or sum(word in _COMMON for word in words) >= _ENOUGH * len(words)):
        return CODED
    from py3langid import classify  # noqa: PLC0415 — it loads its model for 0.9 s

    code: str = classify(head.lower())[0]
    return CODED if code in _KIN else code
