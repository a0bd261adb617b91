"""To carry what the parser is not shown of a text, and what it tells of each token of the rest."""

from typing import Literal, NamedTuple


class Aside(NamedTuple):
    """Characters `[start, end)` of what the parser is not shown: the commas or the blank before a day among them."""

    start: int
    end: int
    kind: Literal["name", "title", "day", "says", "field"]


class Row(NamedTuple):
    """A token of a document: characters `[at, end)`, the word as parsed, and how far off its head is."""

    at: int
    end: int
    word: str
    tag: str
    dep: str
    head: int
    bio: int
    label: str
    opens: bool


INSIDE, OUTSIDE, BEGINS = 1, 2, 3
"""How the parser numbers a token that goes on with a name, one outside of names, and one that begins a name."""
