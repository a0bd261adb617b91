"""A section's text to what the parser is shown of it: capitals, and headlines in Title Case, in sentence case."""

import re

from memcon.reference import Reference, fold
from memcon.text.capitals import WORD, restore_case
from memcon.text.dictionary import VERB, parts_of_speech

PARTICLE = re.compile(r"(?<=\w )(?:[Dd]os|das|ould|arap|ole)(?= [A-Z])|\b[Uu]nder(?=[ -][Ss]ecretar)")
PARTICLES = {
    "dos": "del",
    "Dos": "del",
    "das": "del",
    "ould": "Ould",
    "arap": "Arap",
    "ole": "Ole",
    "Under": "Chief",
    "under": "chief",
}
"""Parts of names and titles that the parser takes for verbs or prepositions, with others as long that it knows."""
GUEST = re.compile(r"\bVisiting (?=([A-Z]\w+) (?:[A-Z]\S+ )*[a-z])")
HONOURED = re.compile(r"\bSmt\.(?= [A-Z])")
"""A short title that to the parser ends the sentence, as long as one that it knows."""
QUALITY = "Youthful"
FACING = re.compile(r"(?<=\ba )(?:one-on-one|face-to-face|tete-a-tete)(?= (?:with|between|in|on|at|for)\b|[,.])")
FACINGS = {"one-on-one": "discussion", "face-to-face": "conversation", "tete-a-tete": "discussions"}
"""Meetings that the parser takes for a number or a place, with nouns as long."""
LATER_HALF = re.compile(r"\b([A-Z][a-z]+ [A-Z][a-z]+-)([a-z]{2,5})\b")
"""The later half of a given name in small letters, which may be a verb to the parser: "Kim Tae-won"."""
BUILT = frozenset({"led", "run", "born", "held", "made", "based", "owned", "ruled", "aided", "bound", "set"})
"""What is joined so to other names: "Saudi Arabian-led"."""
LONG, FEWEST_WORDS, SHORTEST = 4, 4, 3
"""Headlines in Title Case leave shorter words small; of fewer words one cannot tell."""


SHORT_DAY = re.compile(
    r"\b(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.(?= [a-z0-9]|(?<=\bOn ....)|(?<=\bOn .....)|(?<=\bOn ......))"
)
"""To the parser the point after a day written short ends the sentence; before a small letter it cannot."""


def as_parsed(text: str, role: str, known: Reference) -> str:
    """A section's text as the parser is shown it, of the same length: capitals restored, some particles exchanged.

    To the parser the "dos" of "President dos Santos met him" is a verb.
    """
    restored = restore_case(text, known)
    restored = restore_headline(restored, known) if role == "headline" else restored
    restored = FACING.sub(lambda found: FACINGS[found.group()], restored)
    restored = LATER_HALF.sub(_as_name, restored)
    restored = SHORT_DAY.sub(lambda found: f"{found[1]}d", restored)
    restored = GUEST.sub(lambda found: _as_guest(found, known), restored)
    restored = HONOURED.sub("Mrs.", restored)
    return PARTICLE.sub(lambda found: PARTICLES[found.group()], restored)


def _as_name(found: re.Match[str]) -> str:
    """A name whose later half could be a verb with capitals in both halves."""
    half = found[2]
    return found[1] + half.capitalize() if half not in BUILT and VERB in parts_of_speech(half) else found.group()


def _as_guest(found: re.Match[str], known: Reference) -> str:
    """Another adjective for "Visiting" before somebody's nation and name, which the parser takes for a clause."""
    return f"{QUALITY} " if fold(found[1]) in known.demonyms else found.group()


def restore_headline(text: str, known: Reference) -> str:
    """A headline itself unless it Capitalises Every Word; then its verbs and event nouns in lower case.

    The parser takes the capitals for names ("Premier Begins Visit"). The result has the length of the text.
    """
    words = [word for word in WORD.finditer(text) if len(word.group()) >= LONG]
    if len(words) < FEWEST_WORDS or not all(word.group()[0].isupper() for word in words):
        return text
    out = list(text)
    for word in (word for word in WORD.finditer(text) if len(word.group()) >= SHORTEST):
        plain = word.group().lower()
        if word.group()[1:].islower() and _is_event(plain, known) and not _is_name(word.group(), known):
            out[word.start()] = plain[0]
    return "".join(out)


def _is_event(word: str, known: Reference) -> bool:
    """Whether a word is a verb or noun that memcon reads, in any of its forms, and no part of a title."""
    words = known.vocabulary
    is_told = word in words.verb_lemmas or word in words.noun_lemmas or word in words.words["case.common"]
    return is_told and word not in known.titles.heads and word not in words.words["case.titles"]


def _is_name(word: str, known: Reference) -> bool:
    """Whether a word is a name, or part of one, that memcon knows."""
    return any(fold(part) in known.name_words for part in (word, word.removesuffix("'s"), word.removesuffix("’s")))
