"""To hold what is known of a report's mentions while they are settled from start to end."""

from bisect import bisect_right

from msgspec import Struct
from msgspec.structs import replace

from memcon.model import Actor, Days, Mention
from memcon.names.pronouns import Speech
from memcon.names.scan import Scan
from memcon.names.title import Title
from memcon.reference import Reference

RECENT, LATE = 12, 300
"""So many mentions back a group ("the two leaders") finds its members, and a post its holder."""


class Room(Struct):
    """What is known while a page is read from start to end."""

    scan: Scan
    known: Reference
    actors: dict[str, Actor]
    days: Days | None
    titles: dict[int, Title]
    out: list[Mention]
    made: dict[str, Actor]
    posts: dict[str, set[str]]
    speech: Speech
    sexes: dict[str, str]
    states: frozenset[str]
    given: tuple[Mention, ...]

    def meant_at(self, token: int) -> tuple[str, ...]:
        """Whom the mention at a token means as far as it is known: a pronoun or nominal only once it was read."""
        at = bisect_right(self.given, token, key=lambda m: m.first) - 1
        if at < 0:
            return ()
        mention = self.out[at] if at < len(self.out) else self.given[at]
        return mention.actors if mention.first <= token < mention.last else ()

    def actor(self, id: str) -> Actor | None:
        """An actor of the report, made here or known."""
        return self.actors.get(id) or self.made.get(id) or self.known.actors.get(id)


def owner_of(scan: Scan, mention: Mention) -> Mention:
    """The pronoun that opens a nominal ("his adviser") as a mention of its own."""
    token = scan.page.tokens[mention.first]
    return replace(
        mention,
        end=token.end,
        last=mention.first + 1,
        head=mention.first,
        words=scan.page.shown(token),
        role="pronoun",
        actors=(),
        country=None,
    )
