"""To compare names however they are spelt: folded, and by what their transliterations share."""

import re
import unicodedata

_DROPPED = str.maketrans({".": None, "'": None, "’": None, "‘": None, "-": " ", "–": " ", "—": " ", "ʼ": None})
_SPECIAL = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_HARD = re.compile(r"^(?:kh|gh|q|g|c|k)")
_DOUBLE = re.compile(r"(.)\1")
_SOFT = re.compile(r"[aeiouyh]")


def fold(text: str) -> str:
    """Lower case without accents, full stops or apostrophes; hyphens are spaces, and spaces single ("U.S." → "us")."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.lower().translate(_DROPPED).split())


def skeleton(word: str) -> str:
    """What spellings of one folded word share, its consonants: "gaddafi" and "qadhafi", "sergey" and "sergei"."""
    plain = word
    for sound, letter in (("dh", "d"), ("ph", "f"), ("w", "v"), ("zh", "j"), ("ts", "c"), ("x", "ks"), ("z", "s")):
        plain = plain.replace(sound, letter)
    rest = _HARD.sub("", plain)
    opening = "k" if rest != plain else plain[:1] if plain[:1] in "aeiou" else ""
    return opening + _DOUBLE.sub(r"\1", _SOFT.sub("", rest))


def alike(left: str, right: str) -> bool:
    """Whether two folded given names may be one: equal, an initial of the other, or spelt alike."""
    if left == right or (left[:1] == right[:1] and 1 in (len(left), len(right))):
        return True
    if left[:1] != right[:1] and {left[:1], right[:1]} - set("kcgqjyei"):
        return False
    return skeleton(left) == skeleton(right)


def mostly_capitals(text: str, fewest: int, share: float) -> bool:
    """Whether a text has so many letters at least, and so large a share of them are capitals."""
    letters = sum(map(str.isalpha, text))
    return letters >= fewest and sum(map(str.isupper, text)) >= share * letters
