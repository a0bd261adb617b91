"""To read a list of names by its commas and its "and", where the parser hangs its members from one another."""

from collections.abc import Iterator, Sequence

from memcon.claims.syntax import SUBJECTS, kids
from memcon.model import Mention, Page

BETWEEN = frozenset({",", "and", "the", "as", "well", ";"})
FEWEST = 3
"""Of two names joined by "and" the parser is right more often than the words."""


def listed_after(page: Page, mentions: Sequence[Mention], index: int) -> Iterator[int]:
    """The heads of the names that follow one on its list: "from Prime Minister X, President Y and King Z"."""
    members = [mentions[index]]
    closed = False
    for other in mentions[index + 1 :]:
        words = [t.word.lower() for t in page.tokens[members[-1].last : other.first]]
        if closed or not words or not BETWEEN.issuperset(words) or not _goes_on(members[-1], other):
            break
        members.append(other)
        closed = "and" in words
    if closed and len(members) >= FEWEST and not _opens_clause(page, members):
        yield from (member.head for member in members[1:])


def _goes_on(last: Mention, other: Mention) -> bool:
    """Whether a name may follow another one on a list: of the same kind, and somebody else."""
    return last.kind == other.kind and other.role != "pronoun" and last.role == "name" and last.actors != other.actors


def _opens_clause(page: Page, members: Sequence[Mention]) -> bool:
    """Whether the last name is the subject of a clause of its own ("met A, B, and C said")."""
    token = page.tokens[members[-1].head]
    begun = members[0].head in (token.head, *kids(page, token.head, *SUBJECTS))
    return token.dep in SUBJECTS and not begun
