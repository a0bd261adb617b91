"""To keep from the parser who says a sentence where that stands at its end, and to put it back as its main clause.

Of "Prado called Solberg, the state news agency reported." the parser makes Solberg the agency.
"""

import re
from collections.abc import Iterator, Sequence

from memcon.text.rows import OUTSIDE, Aside, Row

SAYS = "said|says|reported|reports|announced|announces|stated|added|adds|confirmed|noted|claimed|disclosed|revealed"
TELLS = "told|tells|informed"
FORMS = frozenset((SAYS + "|" + TELLS).split("|"))
FINITE = frozenset({"VBD", "VBZ", "VBP"})
OPENS = r"(?:the|a|an|his|her|its|their|one|both|state|local|official|government|senior|foreign|diplomatic|military"
OPENS += r"|party|officials|diplomats|sources|aides|reports|media|witnesses|analysts|he|she|it|they|[A-Z][\w.’'-]*)"
WORD = r"(?:[\w’'&-]+|(?:[A-Z]\.)+)"
DAY = r"(?: (?:on )?(?:late |early )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)(?: \w+)?)"
AFTER = rf"(?:{DAY}|(?: here)?(?: (?:on|in|at|by|from|through|during|after) [^,;:.()\"“”]{{2,50}})?)"
ATTRIBUTION = re.compile(
    rf"(?<=[\w)’'])(?P<all>, {OPENS}(?: {WORD}){{0,8}}? "
    rf"(?:{SAYS}|(?P<tells>{TELLS}))(?(tells)(?: {WORD}){{1,4}}?){AFTER})"
    r"(?=\.(?:\s+[A-Z“\"]|\s*$))"
)


def attributions(text: str) -> Iterator[Aside]:
    """The attributions at ends of sentences, each with the comma before it."""
    if ", " in text:
        yield from (Aside(*found.span("all"), "says") for found in ATTRIBUTION.finditer(text))


def attribution_rows(parsed: Sequence[Row], aside: Aside, first: int) -> list[Row]:
    """The rows of an attribution that was parsed by itself, from offset `first` of its aside, a comma before it or not.

    Its verb of saying is the root, whatever the parser made of it.
    """
    verb = next(k for k, row in enumerate(parsed) if row.word in FORMS and (row.tag[:2] == "VB" or row.head == 0))
    rows = [
        row._replace(at=row.at + aside.start + first, end=row.end + aside.start + first, opens=False) for row in parsed
    ]
    for k, row in enumerate(rows):
        if k == verb:
            rows[k] = row._replace(head=0, dep="ROOT", tag=row.tag if row.tag in FINITE else "VBD")
        elif row.head == 0:  # the speaker, taken for the main thing
            rows[k] = row._replace(head=verb - k, dep="nsubj" if k < verb else "dep")
    mark = Row(aside.start, aside.start + 1, ",", ",", "punct", verb + 1, OUTSIDE, "", opens=False)
    return [mark, *rows] if first > 1 else rows
