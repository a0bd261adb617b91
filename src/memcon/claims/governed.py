"""To tell what a single word makes of the event below it: a governing verb, or an adjective of the noun."""

from memcon.claims.outlook import Context
from memcon.claims.syntax import kids, phrase


def governed(verb: int, context: Context) -> str:
    """What a governing verb makes of the event below it; verbs that are in no list leave it open."""
    governs = context.words.governs["verbs"]
    return governs.get(phrase(context.page, verb)) or governs.get(context.page.tokens[verb].lemma, "possible")


def combine(given: str, above: str) -> str:
    """The status of an event that a governor of status `above` makes `given`.

    "did not agree to meet": ("scheduled", "denied") → denied; "will hold talks": ("happened", "scheduled") → scheduled.
    """
    if above == "denied":
        return "possible" if given in ("denied", "cancelled") else "denied"
    if above in ("happened", "ongoing"):
        return above if given == "happened" else given
    if given in ("happened", "scheduled"):
        return above
    return given if above == "scheduled" else above


def by_modifier(at: int, context: Context) -> str | None:
    """What a noun's own adjectives and participles say: "upcoming", "proposed", "scheduled for"."""
    page, governs = context.page, context.words.governs
    for k in kids(page, at, "amod", "compound", "advmod", "nmod"):
        found = governs["adjectives"].get(page.tokens[k].word.lower())
        if found:
            return found
    for k in kids(page, at, "acl"):
        if page.tokens[k].tag == "VBN":
            return governed(k, context) if page.tokens[k].lemma in governs["verbs"] else None
    return None
