"""To read which of several engagements of its parties a claim means, from the words of its occasion."""

from memcon.model import Claim

NTH = ("first", "second", "third", "fourth", "fifth", "sixth")
AGAIN, MORE = -1, -2
"""What stands for a further engagement ("met again", "a second round"), and for one beside any other ("another")."""
_MORE = frozenset("another further separate previous earlier prior reconvene reconvened reconvenes".split())
_MEALS = ("breakfast", "lunch", "dinner", "dined", "banquet", "supper")


def _occasions(claim: Claim) -> list[str]:
    """The words by which a claim tells which of several engagements it means, in lower case."""
    return [slot.words.lower() for slot in claim.slots if slot.part == "occasion" and slot.words]


def is_meal(claim: Claim) -> bool:
    """Whether a claim says that the parties ate together."""
    return any(words.startswith(_MEALS) for words in _occasions(claim))


def is_talks(claim: Claim) -> bool:
    """Whether the words that tell of a meeting are those for talks."""
    return claim.kind in ("negotiation", "summit") or claim.rule.partition("+")[0].endswith(".talk")


def nth(claim: Claim) -> int:
    """Which of several engagements a claim tells of, by the first word of its occasion: "a second" is another."""
    word = next((words.split()[0] for words in _occasions(claim) if not words.startswith(_MEALS)), None)
    if word is None:
        return 0
    if word in NTH:
        return NTH.index(word) + 1
    return MORE if word in _MORE else AGAIN


def ordinal(claim: Claim) -> int:
    """The first ordinal in a claim's occasion, 1 to 6; 0 where there is none."""
    told = (word for words in _occasions(claim) for word in words.split() if word in NTH)
    return NTH.index(found) + 1 if (found := next(told, None)) else 0
