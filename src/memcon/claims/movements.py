"""To tell the movements within a state, and those who lead one or a people apart, who deal with their own state."""

from collections.abc import Iterator

from memcon.model import Mention, Reading
from memcon.reference import Reference, fold

LED = 20
"""So many characters before a leader's title may name whom he leads ("Abkhaz leader X")."""


def movements(reading: Reading, known: Reference) -> Iterator[str]:
    """The movements of the report, and the persons who lead one or a people apart within a state, by id."""
    words = known.vocabulary.words
    peoples = tuple(people.replace("_", " ") for people in words["bodies.peoples"])
    for mention in reading.mentions:
        yield from words["bodies.movements"] & set(mention.actors)
        is_person = mention.kind == "person" and mention.role == "name" and len(mention.actors) == 1
        if is_person and (_leads_movement(reading, mention, known) or _leads_people(reading, mention, known, peoples)):
            yield mention.actors[0]


def _leads_movement(reading: Reading, mention: Mention, known: Reference) -> bool:
    """Whether a movement stands before a leader's title, or begins it ("UNITA leader X")."""
    words = known.vocabulary.words
    if (mention.post or "").lower().replace(" ", "_") not in words["bodies.leaders"]:
        return False
    own, before = (mention.words or "").split()[:2], _before(reading, mention).split()[-1:]
    return any(words["bodies.movements"] & set(known.names.get(fold(word), ())) for word in (*before, *own))


def _leads_people(reading: Reading, mention: Mention, known: Reference, peoples: tuple[str, ...]) -> bool:
    """Whether a people within a state stands in or before somebody's title, or in a post of his."""
    called = _before(reading, mention) + (mention.words or "")
    posts = [called.lower(), *(post.post for post in known.posts.get(mention.actors[0], ()))]
    return any(people in post for post in posts for people in peoples)


def _before(reading: Reading, mention: Mention) -> str:
    """What stands right before a mention."""
    return reading.page.report.text[max(0, mention.start - LED) : mention.start]
