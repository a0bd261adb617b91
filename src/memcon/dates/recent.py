"""To tell from a claim's own adverbs that it is no news of the day: "recently met", "has since met", "once visited"."""

from collections.abc import Iterator
from datetime import timedelta

from memcon.dates.clauses import trigger_of
from memcon.model import Claim, Clue, Page, When

_RECENT = frozenset({"recently", "recent", "lately"})
LATELY = timedelta(90)
"""What is called recent lies within so many days before the telling."""
_BACK = frozenset({"previously", "once", "formerly", "often", "repeatedly", "always", "ever", "twice", "since"})
_STEPS = 2


def recent(claim: Claim, page: Page, now: When) -> When | None:
    """The days of an engagement that its own clause calls recent: the last three months; None for any other."""
    if now.first is None or now.last is None:
        return None
    for at in _modifiers(claim, page):
        token = page.tokens[at]
        if token.lemma.lower() in _RECENT:
            first = now.first - LATELY
            clue = Clue("told as recent", token.word, token.start, token.end, ((first, now.last),), 1)
            return When(first, now.last, "inferred", (clue,))
    return None


def harks_back(claim: Claim, page: Page) -> bool:
    """Whether an adverb of the claim's own verb leads behind the news: "since then", "previously", "once"."""
    return any(page.tokens[at].lemma.lower() in _BACK for at in _modifiers(claim, page))


def _modifiers(claim: Claim, page: Page) -> Iterator[int]:
    """The adverbs, adjectives and bare prepositions on the word that tells a claim and on the verb that carries it."""
    at = trigger_of(claim, page)
    for _ in range(_STEPS if at is not None else 0):
        yield from (k for k in page.children[at or 0] if page.tokens[k].dep in {"advmod", "amod", "prep"})
        head = page.tokens[at or 0].head
        if page.tokens[at or 0].tag.startswith("V") or page.tokens[at or 0].dep not in {"dobj", "nsubjpass"}:
            return
        at = head
