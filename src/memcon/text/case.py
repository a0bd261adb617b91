"""A line in capitals, or a headline in Title Case, to the same line in sentence case, character for character."""

import re

from memcon.reference import Reference, fold
from memcon.spelling import mostly_capitals

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}|\b[A-Z](?:-[A-Z])+\b")
SENTENCE_END = re.compile(r"(?:^|[.!?:][\"”’)]*\s+)[\"“‘(]*$")
PARTICLE = re.compile(r"(?<=\w )(?:[Dd]os|das|ould)(?= [A-Z])")
PARTICLES = {"dos": "del", "Dos": "del", "das": "del", "ould": "Ould"}
"""Particles of names that the parser takes for verbs, with others as long that it knows."""
FEWEST_LETTERS = 24  # shorter capitals are acronyms or a byline, which the parser reads better as they stand
CAPITALS = 0.8
LONG, FEWEST_WORDS = 4, 4
"""Headlines in Title Case leave shorter words small; of fewer words one cannot tell."""


def as_parsed(text: str, role: str, known: Reference) -> str:
    """A section's text as the parser is shown it, of the same length: capitals restored, some particles exchanged.

    To the parser the "dos" of "President dos Santos met him" is a verb.
    """
    restored = restore_case(text, known)
    restored = restore_headline(restored, known) if role == "headline" else restored
    return PARTICLE.sub(lambda found: PARTICLES[found.group()], restored)


def restore_case(text: str, known: Reference) -> str:
    """`text` itself unless nearly all letters are capitals; then lower case but for sentence starts and known names.

    The result has the length of the text, so that offsets hold.
    """
    if not mostly_capitals(text, FEWEST_LETTERS, CAPITALS):
        return text
    kept = {at for m in INITIALS.finditer(text) for at in range(*m.span())}
    out = [c if at in kept else _lower(c) for at, c in enumerate(text)]
    after_title, named = False, _named(text, known)
    for word in WORD.finditer(text):
        plain = word.group().lower()
        is_title = plain in known.vocabulary.words["case.titles"]
        after_title = (after_title or is_title) and not _is_common(plain, known)
        opens = SENTENCE_END.search(text, max(0, word.start() - 6), word.start())
        if opens or (after_title and not is_title) or word.start() in named or _is_name(word.group(), known):
            _capitalise(out, text, word)
    return "".join(out)


def restore_headline(text: str, known: Reference) -> str:
    """A headline itself unless it Capitalises Every Word; then its verbs and event nouns in lower case.

    The parser takes the capitals for names ("Premier Begins Visit"). The result has the length of the text.
    """
    words = [word for word in WORD.finditer(text) if len(word.group()) >= LONG]
    if len(words) < FEWEST_WORDS or not all(word.group()[0].isupper() for word in words):
        return text
    out = list(text)
    for word in words:
        plain = word.group().lower()
        if word.group()[1:].islower() and _is_event(plain, known) and not _is_name(word.group(), known):
            out[word.start()] = plain[0]
    return "".join(out)


def _is_event(word: str, known: Reference) -> bool:
    """Whether a word is a verb or noun that memcon reads, in any of its forms, and no part of a title."""
    words = known.vocabulary
    is_told = word in words.verb_lemmas or word in words.noun_lemmas or word in words.words["case.common"]
    return is_told and word not in known.titles.heads and word not in words.words["case.titles"]


def _named(text: str, known: Reference) -> set[int]:
    """Where the words of names of several words begin ("UNITED NATIONS", "TARIQ AZIZ"), small words left out."""
    words = [(m.start(), fold(m.group().removesuffix("'S").removesuffix("’S"))) for m in WORD.finditer(text)]
    found: set[int] = set()
    for at, (_, first) in enumerate(words):
        key = first
        for start, word in words[at + 1 : at + known.longest.get(first.partition(" ")[0], 0)]:
            key = f"{key} {word}"
            if key in known.names or key in known.metonyms:
                found.update(s for s, w in words[at:] if s <= start and w not in ("of", "the", "and", "for", "in"))
    return found


def _is_common(word: str, known: Reference) -> bool:
    """Whether a word ends the name that follows a title ("PRESIDENT DANIEL OTIENO SAID IN")."""
    words = known.vocabulary
    return word in words.words["case.common"] or word in words.verb_lemmas or word in words.noun_lemmas


def _lower(character: str) -> str:
    """The lower-case character where that is one character."""
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def _is_name(word: str, known: Reference) -> bool:
    """Whether a word of a capitals line is a name, or part of one, that memcon knows."""
    return any(fold(part) in known.name_words for part in (word, word.removesuffix("'S"), word.removesuffix("’S")))


def _capitalise(out: list[str], text: str, word: re.Match[str]) -> None:
    """Put the capitals of a name's parts back ("KIM YO-JONG" keeps K, Y and J); short acronyms stay whole."""
    for part in re.finditer(r"[^\W\d_]+", word.group()):
        at = word.start() + part.start()
        if len(part.group()) > 1 or at == word.start():
            out[at] = text[at]
