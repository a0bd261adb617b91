"""To find where "here" is, the place of the dateline above it, and which state "the country" is."""

import re
from collections.abc import Iterable

from memcon.claims.sides import Seen, Side, from_mention
from memcon.claims.syntax import sentence_of
from memcon.reference import fold

WORD = re.compile(r"[^\W\d_][\w.’'-]*")
LONGEST = 4  # words of a place's name


def here_at(seen: Seen, token: int) -> Side | None:
    """The place that "here" means, worded by that token; None where no dateline above it names a place we know."""
    page, word = seen.page, seen.page.tokens[token]
    above = [d for d in page.datelines if d.start <= word.start]
    place = _first_place(seen, page.report.text[above[-1].start : above[-1].end]) if above else None
    held = seen.known.actors[place] if place else None
    return Side(word.word, word.start, word.end, place, "place", held.country, token) if held else None


def _first_place(seen: Seen, dateline: str) -> str | None:
    """The place that the first words of a dateline name, the longest name first."""
    words = [m.group() for m in WORD.finditer(dateline)][:LONGEST]
    for size in range(len(words), 0, -1):
        for actor in seen.known.names.get(fold(" ".join(words[:size])), ()):
            if seen.known.actors[actor].kind == "place":
                return actor
    return None


LANDS = frozenset({"country", "nation", "republic", "state"})
OTHERS = frozenset({"other", "whole", "entire", "home", "third", "first", "same", "last", "next", "only", "own"})
NEAR, FAR = 2, 5
"""So many sentences back the state lies that "the country", or "the Andean country", means."""


def lands(seen: Seen, heads: Iterable[int]) -> list[Side]:
    """The state that "the country" means: the one told of last, of nobody in the sentence, else the dateline's."""
    return [side for head in heads if (side := _land(seen, head))]


def _land(seen: Seen, head: int) -> Side | None:
    """The state that one such noun means; None where it is no such noun or nothing tells."""
    page, token = seen.page, seen.page.tokens[head]
    below = {page.tokens[k].lemma for k in page.children[head] if page.tokens[k].dep != "punct"}
    if token.lemma not in LANDS or "the" not in below or below & OTHERS or head in seen.at:
        return None
    described = any(page.tokens[k].dep in ("amod", "compound", "nmod") for k in page.children[head])
    if token.lemma == "state" and not described:
        return None
    state = _told(seen, head, FAR if described else NEAR) or (None if described else _dated(seen, head))
    start = min(page.tokens[k].start for k in (head, *page.children[head]))
    words = page.report.text[start : token.end]
    return Side(words, start, token.end, state, "state", state, head) if state else None


def _told(seen: Seen, head: int, back: int) -> str | None:
    """The state named, or in which a place named lies, last before a token, but for those of the sentence's persons."""
    page = seen.page
    at = next(i for i, s in enumerate(page.sentences) if s.first <= head < s.last)
    first = page.sentences[max(0, at - back)].first
    near = [m for m in seen.reading.mentions if first <= m.first < head]
    visitors = _visitors(seen, head)
    named = (m.country for m in reversed(near) if m.kind in ("place", "state") and m.role == "name")
    return next((state for state in named if state and state not in visitors), None)


def _dated(seen: Seen, head: int) -> str | None:
    """The state from which a report is dated, where nobody of that state is meant."""
    place = here_at(seen, head)
    return place.country if place and place.country not in _visitors(seen, head) else None


def _visitors(seen: Seen, head: int) -> set[str | None]:
    """The states of the persons of a sentence."""
    page = seen.page
    sentence = sentence_of(page, head)
    inside = [m for m in seen.reading.mentions if sentence.first <= m.first < sentence.last and m.kind == "person"]
    return {side.key() for m in inside for side in from_mention(seen, m)}
