"""To tell the state whose press an outlet belongs to: by its name, or by the state that the name names."""

import re
from itertools import pairwise

from memcon.reference import Reference, fold

INTERNATIONAL = "*"
LANGUAGES = frozenset({"english"})
"""Words for a language that also name a people: an outlet's English service is not England's."""


def press_state(outlet: str | None, known: Reference) -> str | None:
    """The state of an outlet's press; None for one that is unknown, or international (Reuters writes for all).

    Sources: `data/outlets.csv`, else a state, people or capital in the name itself ("Sudan News Agency").
    """
    if not outlet:
        return None
    words = re.findall(r"[^\s()/,–—|]+", outlet)
    found: dict[int, str] = {}
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            state = known.press.get(" ".join(words[first:last])) or known.press.get(" ".join(words[first:last]).title())
            if state == INTERNATIONAL:
                return None
            if state:
                found.setdefault(last - first, state)
    return found[max(found)] if found else _named(words, known)


def _named(words: list[str], known: Reference) -> str | None:
    """The one state that words of a name stand for."""
    folded = [fold(word) for word in words if fold(word) not in LANGUAGES]
    pairs = [" ".join(pair) for pair in pairwise(folded)]
    tables = (known.demonyms, known.capitals, known.people)
    states = {table[word] for word in (*folded, *pairs) for table in tables if word in table}
    states |= {id for word in (*folded, *pairs) for id in known.names.get(word, ()) if known.actors[id].kind == "state"}
    return states.pop() if len(states) == 1 else None
