"""To find where "here" is: the place of the dateline above it."""

import re

from memcon.claims.sides import Seen, Side
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
