"""To tell whether two full names of the open lists may be one person's."""

from difflib import SequenceMatcher

from memcon.spelling import fold, skeleton

PARTICLES = set("al el de da do dos del di van von der den bin ibn la le ul".split())
TITLE_WORDS = {"king", "sheikh", "shaikh", "sheik", "prince", "crown", "prime", "minister", "emir", "amir", "sultan"}


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name without particles and initials."""
    return tuple(w for w in fold(name).split() if w not in PARTICLES and len(w) > 1)


def compatible(left: str, right: str) -> bool:
    """Whether two names may be one person's: one holds the other's words, give or take spelling, two words at least."""
    short, long = sorted((words(left), words(right)), key=len)
    if fold(left) == fold(right):
        return True
    if {"bin", "ibn", "ben"} & {*fold(left).split(), *fold(right).split()} and given(left) != given(right):
        return False  # Salman bin Abdulaziz is not Mohammed bin Salman bin Abdulaziz, his son
    left_over = list(long)
    for word in short:
        match = next((other for other in left_over if akin(word, other)), None)
        if match is None:
            return False
        left_over.remove(match)
    return len(short) > 1


def akin(left: str, right: str) -> bool:
    """Whether two words may be spellings of one: the same consonants and half of the letters in order."""
    return skeleton(left) == skeleton(right) and SequenceMatcher(None, left, right).ratio() >= 0.5


def given(name: str) -> str:
    """The skeleton of a name's first word that is no title."""
    plain = [w for w in words(name) if w not in TITLE_WORDS]
    return skeleton(plain[0]) if plain else ""


def same_start(left: str, right: str) -> bool:
    """Whether two names open alike: the given name, and the father's where both tell more than two words."""
    a, b = ([w for w in words(n) if w not in TITLE_WORDS] for n in (left, right))
    size = 2 if min(len(a), len(b)) > 2 else 1
    return all(akin(x, y) for x, y in zip(a[:size], b[:size], strict=False))
