"""To find the place that a dateline names."""

import re

from memcon.model import Page
from memcon.reference import Reference, fold

WORD = re.compile(r"[^\W\d_][\w.’'-]*")
LONGEST = 4  # words of a place's name


def dateline_place(page: Page, known: Reference, at: int) -> tuple[str, int, int, str] | None:
    """Words, span and actor of the place in the dateline above a character; None where it names none we know."""
    above = [d for d in page.datelines if d.start <= at]
    text = page.report.text[above[-1].start : above[-1].end] if above else ""
    words = list(WORD.finditer(text))[:LONGEST]
    for size in range(len(words), 0, -1):
        for actor in known.names.get(fold(" ".join(m.group() for m in words[:size])), ()):
            if known.actors[actor].kind == "place":
                start, end = above[-1].start + words[0].start(), above[-1].start + words[size - 1].end()
                return page.report.text[start:end], start, end, actor
    return None


def state_of(page: Page, known: Reference, place: str, at: int) -> str | None:
    """The state of a place on the day of the section around a character: in 1988 Moscow lay in the Soviet Union."""
    country = known.actors[place].country
    former = known.former.get(country or "")
    section = page.section_at(at)
    if former is None or section is None or section.now.first is None or section.now.last is None:
        return country
    return former.state if former.held(section.now.first, section.now.last) else country
