"""To tell who serves a body of states and no state: "U.N. envoy X", "the EU's foreign policy chief, X"."""

import re
from collections.abc import Iterator

from memcon.model import Mention, Reading
from memcon.reference import Reference, fold

OWNING = re.compile(r"['’]s\b|,")
LONGEST = 4
"""So many words a body's name may have."""
BEHIND = 60
"""So many characters behind a name may tell in whose service it is: "X, the U.N. special envoy"."""
MOST_BETWEEN = 6
"""So many tokens a title may have between a body's name and what is known of it: "U.N. human rights | chief X"."""
OF_TITLE = ("NN", "JJ", "PO", "HY", "VB")
EUROPE = ("european commissioner", "european union commissioner", "eu commissioner")


def of_bodies(reading: Reading, known: Reference) -> Iterator[str]:
    """The persons of no known state in whose title a body is named, or in what they are called behind a comma."""
    for at, mention in enumerate(reading.mentions):
        is_person = mention.kind == "person" and mention.role == "name" and len(mention.actors) == 1
        if not is_person or mention.country is not None:
            continue
        if _in_title(mention, known) or _before(reading, at, known) or _called_so(reading, at):
            yield mention.actors[0]


def _in_title(mention: Mention, known: Reference) -> bool:
    """Whether the words of a title name a body; "ambassador to the UN" serves a state."""
    words = fold(OWNING.sub("", mention.words)).removeprefix("the ").split()
    if not mention.post or " ".join(words).startswith(EUROPE):
        return bool(mention.post)
    spans = ((first, first + size) for first in range(len(words) - 1) for size in range(1, LONGEST + 1))
    found = (first for first, last in spans if last < len(words) and _is_body(" ".join(words[first:last]), known))
    return any("to" not in words[max(0, first - 2) : first] for first in found)


def _is_body(key: str, known: Reference) -> bool:
    return any(known.actors[actor].kind == "body" for actor in known.names.get(key, ()))


def _before(reading: Reading, at: int, known: Reference) -> bool:
    """Whether a body is named before a name, with nothing but more of the title between: "UN weapons inspector X"."""
    if at == 0 or reading.mentions[at - 1].kind != "body":
        return False
    body, mention = reading.mentions[at - 1], reading.mentions[at]
    between = reading.page.tokens[body.last : mention.first]
    is_title = bool(mention.post) or any(token.word.lower() in known.titles.heads for token in between)
    plain = all(token.tag[:2] in OF_TITLE or token.word in ("for", "of", "and") for token in between)
    return is_title and len(between) <= MOST_BETWEEN and plain and not any(t.tag in ("VBD", "VBZ") for t in between)


def _called_so(reading: Reading, at: int) -> bool:
    """Whether a body is told of in what stands between a name and the comma that closes it, behind the first comma."""
    mention, text = reading.mentions[at], reading.page.report.text
    after = text[mention.end : mention.end + BEHIND]
    if not mention.post or not after.startswith(", "):
        return False
    closed = after.find(",", 1)
    end = mention.end + (closed if closed > 0 else len(after))
    beside = reading.mentions[at + 1 : at + 3]
    return any(m.kind == "body" and m.start < end and m.start - mention.end < len(", the former ") for m in beside)
