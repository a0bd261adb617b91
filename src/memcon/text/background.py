"""To find paragraphs that only retell history, and to leave all others alone."""

import re
from collections.abc import Sequence

from memcon.model import Report
from memcon.text.paragraphs import Paragraph
from memcon.text.words import PageWords

LONGEST = 1500  # characters; a longer paragraph tells more than history
FAR = 15  # years between the newest year a report writes and a year that is history to it
_YEAR = re.compile(
    r"(?<![\d,.$€£])(1[89]\d\d|20\d\d)(s?)(?![\d%]|,\d|\.\d| (?:people|troops|soldiers|dollars|tons|tonnes|km))"
)
_OPENS = re.compile(
    r"(?:but |and |back )?(?:in|during|since|after|from|between|until|by|throughout)\s+"
    r"(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?:[a-z]+\s+)?(?:1[89]\d\d|20\d\d)s?\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:by|until|till|through|to|for) $", re.IGNORECASE)
_SAID = re.compile(r"[\"“”]|\b(?:said|says|told|stressed|noted|added|invited)\b", re.IGNORECASE)


def background(report: Report, found: Sequence[Paragraph], words: PageWords) -> set[int]:
    """Indices of the paragraphs that open with a bygone time, name no present day and report no speech.

    A paragraph after such a one belongs to it when all years that it names are bygone too.
    """
    text = report.text
    told = max(
        (int(m.group(1)) for m in _YEAR.finditer(text) if not _AHEAD.search(text, m.start() - 9, m.start())),
        default=None,
    )
    newest = report.published.first.year if report.published.first else told
    history: set[int] = set()
    for at, paragraph in enumerate(found):
        line = text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST + 1)]
        bygone = _is_bygone(line, newest)
        opens = words.eras.match(line) or (bygone and _OPENS.match(line))
        if not ((opens and bygone is not False) or (bygone and at - 1 in history)):
            continue
        if len(line) <= LONGEST and not words.present.search(line) and not _SAID.search(line):
            history.add(at)
    return history


def _is_bygone(line: str, newest: int | None) -> bool | None:
    """Whether all years that a paragraph names lie far back; None when it names none."""
    years = [int(m.group(1)) for m in _YEAR.finditer(line)]
    if not years:
        return None
    return newest is not None and max(years) <= newest - FAR
