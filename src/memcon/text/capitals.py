"""A line in capitals to the same line in sentence case, character for character: its names keep their capitals."""

import re
from collections.abc import Iterator

from memcon.almanac import load_words
from memcon.reference import Reference, fold
from memcon.spelling import mostly_capitals
from memcon.text.dictionary import ADJECTIVE, ADVERB, is_inflected_verb, parts_of_speech

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
PART = re.compile(r"[^\W\d_]+")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}|\b[A-Z](?:-[A-Z])+\b")
SENTENCE_END = re.compile(r"(?:^|[.!?:][\"”’)]*\s+)[\"“‘(]*$")
OWNED = re.compile(r"['’]s?$")
FEWEST_LETTERS = 24  # shorter capitals are acronyms or a byline, which the parser reads better as they stand
CAPITALS = 0.8
DAY_BEFORE = frozenset("in for of by on until since from last next this early late mid to between before after".split())
DOUBTFUL = frozenset({"may", "march"})
"""Months that are other words too: they are told by what stands before or after them."""
APPOSED = frozenset({"counterpart", "counterparts"})
"""What a name follows after a comma: "HIS COUNTERPART, GRACE WANJIRU"."""
WORDS_TOO = frozenset({"car", "fry"})
"""Acronyms that are words too."""
COMPASS = frozenset({"north", "south", "east", "west"})
COURTESY = frozenset({"mr", "mrs", "ms", "dr"})


def restore_case(text: str, known: Reference) -> str:
    """`text` itself unless nearly all letters are capitals; then lower case but for sentence starts and names.

    Names are those that memcon knows, what follows a title, days, and words that no dictionary has. The result has the
    length of the text, so that offsets hold.
    """
    if not mostly_capitals(text, FEWEST_LETTERS, CAPITALS):
        return text
    kept = {at for m in INITIALS.finditer(text) for at in range(*m.span())}
    out = [c if at in kept else _lower(c) for at, c in enumerate(text)]
    words = list(WORD.finditer(text))
    named = set(_named(words, known)) | _in_parts(words, known) | set(_days(text, words))
    named |= {k for at in named for k in _title_before(words, at, named, known)}
    again = {words[at].group() for at in named if not parts_of_speech(_plain(words[at]))}
    for at, word in enumerate(words):
        opens = SENTENCE_END.search(text, max(0, word.start() - 6), word.start())
        if opens or at in named or _plain(word) in COURTESY or OWNED.sub("", word.group()) in again:
            _capitalise(out, text, word, known)
    return "".join(out)


def _plain(word: re.Match[str]) -> str:
    """A word in small letters, without the mark of an owner."""
    return OWNED.sub("", word.group().lower())


def _named(words: list[re.Match[str]], known: Reference) -> Iterator[int]:
    """The words that are names by themselves, or stand in a name that a title or a person's name opens."""
    titles, run = known.vocabulary.words["case.titles"], 0  # words of a name so far; after a title 1
    for at, word in enumerate(words):
        plain = _plain(word)
        if at and not _adjoin(words[at - 1], word, "," if _plain(words[at - 1]) in APPOSED else ""):
            run = 0
        if plain in titles:
            run = 1
        elif _is_common(plain, known) or (run > 1 and _ends_name(plain)):
            run = 0
        else:
            is_person = _is_unknown(plain) or _is_person(plain, known)
            if run or is_person or _is_name(word.group(), known) or (plain == "us" and _leads(words, at, known)):
                yield at
            run = run + 1 if run else 2 * is_person


def _leads(words: list[re.Match[str]], at: int, known: Reference) -> bool:
    """Whether a word stands before a noun: "US ENVOY", not "TOLD US THAT"."""
    if at + 1 == len(words) or not _adjoin(words[at], words[at + 1]):
        return False
    after = _plain(words[at + 1])
    return after not in known.vocabulary.words["case.common"] and ADVERB not in parts_of_speech(after)


def _title_before(words: list[re.Match[str]], at: int, named: set[int], known: Reference) -> Iterator[int]:
    """The words of the title that stands directly before a name ("PRIME MINISTER ASTRID LUNDE")."""
    titles = {*known.vocabulary.words["case.titles"], *known.vocabulary.words["case.before_titles"]}
    while at and at - 1 not in named and _adjoin(words[at - 1], words[at]):
        at -= 1
        if _plain(words[at]) in titles:
            yield at
        elif _plain(words[at]) != "of":
            return


def _adjoin(before: re.Match[str], word: re.Match[str], mark: str = "") -> bool:
    """Whether nothing but blanks, or one mark, stands between two words."""
    return before.string[before.end() : word.start()].strip() in ("", mark)


def _is_common(word: str, known: Reference) -> bool:
    """Whether a word ends the name that follows a title ("PRESIDENT DANIEL OTIENO SAID IN")."""
    words = known.vocabulary
    return word in words.words["case.common"] or word in words.verb_lemmas or word in words.noun_lemmas


def _ends_name(word: str) -> bool:
    """Whether a word is no part of a name that has begun: "smiled", "next", "together"."""
    return is_inflected_verb(word) or bool(parts_of_speech(word) & {ADJECTIVE, ADVERB})


def _is_unknown(word: str) -> bool:
    """Whether no dictionary has a word, or one of the words that hyphens join in it."""
    return any(len(part) > 1 and not parts_of_speech(part) for part in PART.findall(word))


def _is_person(word: str, known: Reference) -> bool:
    """Whether a word is the name of persons alone."""
    actors = known.names.get(fold(word), ())
    return bool(actors) and all(known.actors[actor].kind == "person" for actor in actors)


def _is_name(word: str, known: Reference) -> bool:
    """Whether a word of a capitals line is a name, or part of one, that memcon knows."""
    return any(fold(part) in known.name_words for part in (word, OWNED.sub("", word), word.removesuffix("'S")))


def _in_parts(words: list[re.Match[str]], known: Reference) -> set[int]:
    """The words of known names of several words ("UNITED NATIONS", "TARIQ AZIZ"), small words left out."""
    keys = [fold(word.group().removesuffix("'S").removesuffix("’S")) for word in words]
    found: set[int] = set()
    for at, first in enumerate(keys):
        key = first
        for last in range(at + 1, min(len(keys), at + known.longest.get(first.partition(" ")[0], 0))):
            key = f"{key} {keys[last]}"
            if key in known.names or key in known.metonyms or key in known.demonyms:
                found.update(k for k in range(at, last + 1) if keys[k] not in ("of", "the", "and", "for", "in"))
    halves = [
        at for at in found if at > 1 and keys[at] in COMPASS and keys[at - 1] == "and" and keys[at - 2] in COMPASS
    ]
    return found | {at - 2 for at in halves}  # "NORTH AND SOUTH KOREAN OFFICIALS"


def _days(text: str, words: list[re.Match[str]]) -> Iterator[int]:
    """The words that are days of the week and months."""
    days = {name for kind in ("weekday", "month") for name in load_words()[kind]}
    for at, word in enumerate(words):
        plain = _plain(word)
        if plain not in days or (plain in DOUBTFUL and not _is_month(text, words, at)):
            continue
        yield at


def _is_month(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether "may" or "march" is a month: beside a number, or after a word that leads to one."""
    word = words[at]
    beside = text[max(0, word.start() - 3) : word.start()] + text[word.end() : word.end() + 3]
    return any(c.isdigit() for c in beside) or (at > 0 and _plain(words[at - 1]) in DAY_BEFORE)


def _lower(character: str) -> str:
    """The lower-case character where that is one character."""
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def _capitalise(out: list[str], text: str, word: re.Match[str], known: Reference) -> None:
    """Put the capitals of a name's parts back ("KIM YO-JONG" keeps K, Y and J); acronyms stay whole."""
    plain = _plain(word)
    if fold(plain) in known.shouted and plain not in WORDS_TOO:
        out[word.start() : word.start() + len(plain)] = text[word.start() : word.start() + len(plain)]
        return
    for part in PART.finditer(word.group()):
        at = word.start() + part.start()
        if len(part.group()) > 1 or at == word.start():
            out[at] = text[at]
