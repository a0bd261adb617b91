"""To tell which state "its" stands for: the subject of the clause, or of one above it ("Peru said its minister")."""

from collections.abc import Sequence

from memcon.model import Mention
from memcon.names.pairs import SUBJECTS, clause_of
from memcon.names.scan import Scan

MOST_ABOVE = 6
NEAR = 40
"""So many mentions back a subject is looked for."""


def owner_state(scan: Scan, told: Sequence[Mention], at: int) -> str | None:
    """The state that "its" at a token means; None where something else may be meant.

    `told` are the mentions before it, in order.
    """
    states = {t: m for m in told[-NEAR:] if m.kind == "state" and len(m.actors) == 1 for t in range(m.first, m.last)}
    clause = clause_of(scan, at)
    for _ in range(MOST_ABOVE):
        subject = _subject(scan, clause, at)
        if subject in states:
            return states[subject].actors[0]
        if subject is not None and scan.words[subject] == "it":
            return _before(scan, states, at)
        if subject is not None and not _is_somebody(scan, told, subject):
            return None  # a firm's, a party's
        if scan.page.tokens[clause].head == clause:
            return _before(scan, states, at) if scan.words[at] == "it" else None
        clause = clause_of(scan, scan.page.tokens[clause].head)
    return None


def _subject(scan: Scan, clause: int, own: int) -> int | None:
    """The subject of a verb, where it is not the very noun that the pronoun opens."""
    page = scan.page
    own_words = (own, page.tokens[own].head)
    found = (k for k in page.children[clause] if page.tokens[k].dep in SUBJECTS and k not in own_words)
    return next(found, None)


def _is_somebody(scan: Scan, told: Sequence[Mention], subject: int) -> bool:
    """Whether a subject is a person, who is no "it": the state is that of a clause above."""
    is_person = scan.page.tokens[subject].tag[:3] == "PRP"
    return is_person or any(m.kind == "person" and m.first <= subject < m.last for m in told[-NEAR:])


def _before(scan: Scan, states: dict[int, Mention], at: int) -> str | None:
    """The state that is the main subject of the sentence before: "it" goes on about it."""
    index = scan.sentence[at]
    if index == 0:
        return None
    before = scan.page.sentences[index - 1]
    root = next((t for t in range(before.first, before.last) if scan.page.tokens[t].dep == "ROOT"), None)
    subject = None if root is None else _subject(scan, root, at)
    return states[subject].actors[0] if subject in states else None
