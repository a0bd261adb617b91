"""To find whom "I" and "we" mean: whoever speaks these words, else the office that publishes the report."""

import re

from memcon.model import Mention, Quote, Reading
from memcon.reference import Reference, fold

FIRST = frozenset({"I", "we", "We", "me", "us"})
"""In capitals "US" is a state."""
OFFICES = frozenset(
    "minister ministry president presidency premier chancellor chancellery government department office embassy".split()
)
"""Words by which an outlet's name is that of an office of state."""


def is_first_person(word: str) -> bool:
    """Whether a word means whoever says it, alone or with others."""
    return word in FIRST


def speaker_at(reading: Reading, at: int) -> Mention | None:
    """Who says the word at a character: the speaker of the narrowest quotation around it; None outside of any."""
    around = [q for q in reading.quotes if any(a <= at < b for a, b in q.stretches)]
    if not around:
        return None
    said = min(around, key=_length)
    return None if said.speaker is None else reading.mentions[said.speaker]


def is_quoted(reading: Reading, at: int) -> bool:
    """Whether the word at a character stands in anybody's utterance."""
    return any(a <= at < b for q in reading.quotes for a, b in q.stretches)


def publisher_state(outlet: str | None, known: Reference) -> str | None:
    """The state of which the publisher is an office ("Ministry of Foreign Affairs of Peru"); None for the press."""
    words = re.findall(r"[^\s()/,–—|]+", outlet or "")
    if not OFFICES.intersection(fold(word) for word in words):
        return None
    parts = [fold(" ".join(words[a:b])) for a in range(len(words)) for b in range(a + 1, min(a + 5, len(words)) + 1)]
    states = {known.demonyms[part] for part in parts if part in known.demonyms}
    states |= {id for part in parts for id in known.names.get(part, ()) if known.actors[id].kind == "state"}
    return states.pop() if len(states) == 1 else None


def _length(quote: Quote) -> int:
    """How many characters somebody says."""
    return sum(b - a for a, b in quote.stretches)
