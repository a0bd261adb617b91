"""To hold a page with who is meant at each token, and what one mention gives: a side of a claim."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from memcon.claims.movements import movements
from memcon.claims.of_bodies import of_bodies
from memcon.model import Actor, Mention, Page, Reading, Slot
from memcon.reference import Reference, fold


class Side(Struct, frozen=True):
    """One participant or place of a claim: words and their span, the actor meant, its kind and country.

    `start` is None for one that is meant but not worded (the host state of a visit to its capital).
    """

    words: str | None
    start: int | None
    end: int | None
    actor: str | None
    kind: str
    country: str | None
    head: int | None = None
    apart: bool = False

    def key(self) -> str | None:
        """What tells two sides apart: the country, for a body without one the actor; None where neither is known.

        A movement within a state, and who leads it, is a side of its own (`apart`).
        """
        if self.apart:
            return self.actor
        return self.country or (self.actor if self.kind == "body" else None)

    def sort(self) -> str:
        """What kind of actor it is by itself: a person who serves a body of states is a side as that is."""
        return (self.actor or "").partition(":")[0]

    def slot(self, part: str) -> Slot:
        """The side as a filled part of a claim."""
        return Slot(part=part, words=self.words, start=self.start, end=self.end, actor=self.actor)


def unworded(sides: Iterable[Side]) -> tuple[Side, ...]:
    """The sides as ones that are meant but stand elsewhere in the report."""
    return tuple(replace(side, words=None, start=None, end=None, head=None) for side in sides)


class Seen(Struct, frozen=True):
    """A reading with its mentions by token, and the reference."""

    reading: Reading
    known: Reference
    at: Mapping[int, int]
    apart: frozenset[str] = frozenset()
    serving: frozenset[str] = frozenset()  # persons in the service of a body of states

    @property
    def page(self) -> Page:
        """The page read."""
        return self.reading.page


def look(reading: Reading, known: Reference) -> Seen:
    """The reading with its mentions by token; where mentions overlap, the one that a token heads, else the longer."""
    at: dict[int, int] = {}
    for index, mention in enumerate(reading.mentions):
        for token in range(mention.first, mention.last):
            held = reading.mentions[at[token]] if token in at else None
            if held is None or _fits_better(mention, held, token):
                at[token] = index
    return Seen(reading, known, at, frozenset(movements(reading, known)), frozenset(of_bodies(reading, known)))


def _fits_better(new: Mention, held: Mention, token: int) -> bool:
    """Whether a token belongs to the new mention rather than to the one held."""
    if (new.head == token) != (held.head == token):
        return new.head == token
    return new.last - new.first > held.last - held.first


def mention_at(seen: Seen, token: int) -> Mention | None:
    """The mention that a token belongs to."""
    index = seen.at.get(token)
    return None if index is None else seen.reading.mentions[index]


def from_mention(seen: Seen, mention: Mention) -> list[Side]:
    """A mention as sides: one an actor, or one without an actor where the choice is open."""
    if not mention.actors:
        country = mention.country or _shared_country(seen, mention.candidates)
        return [Side(mention.words, mention.start, mention.end, None, mention.kind, country, mention.head)]
    return [_named(seen, mention, actor) for actor in mention.actors]


def _named(seen: Seen, mention: Mention, actor: str) -> Side:
    """One actor of a mention as a side."""
    held = actor_of(seen, actor)
    kind = held.kind if held else mention.kind
    told = mention.country if len(mention.actors) == 1 else None
    country = (held.country if held else None) or told or (_land_named(seen, mention) if kind == "person" else None)
    if kind == "place" and told:
        country = told  # a place lies in the state of the report's day: Prague in Czechoslovakia until 1992
    serves = actor in seen.serving or any(post.country is None for post in seen.known.posts.get(actor, ()))
    if country is None and serves:
        kind = "body"  # the envoy of a body is a side of its own
    return Side(mention.words, mention.start, mention.end, actor, kind, country, mention.head, actor in seen.apart)


def _land_named(seen: Seen, mention: Mention) -> str | None:
    """The state that a name itself tells ("King Birendra of Nepal"), where the reference gives its bearer none."""
    lead, _, land = mention.words.rpartition(" of ")
    found = seen.known.names.get(fold(land), ()) if lead and mention.role == "name" else ()
    return next((a for a in found if (held := seen.known.actors.get(a)) is not None and held.kind == "state"), None)


def actor_of(seen: Seen, actor: str | None) -> Actor | None:
    """An actor by id, of the reference or of this report alone."""
    if actor is None:
        return None
    return seen.reading.actors.get(actor) or seen.known.actors.get(actor)


def _shared_country(seen: Seen, candidates: Iterable[str]) -> str | None:
    """The one country that all candidates share, else None."""
    countries = {held.country for c in candidates if (held := actor_of(seen, c))}
    return countries.pop() if len(countries) == 1 else None


def host_state(place: Side) -> Side | None:
    """The state that a place lies in, as a participant: worded where the place is the state itself."""
    if place.country is None:
        return None
    if place.kind == "state":
        return place
    return Side(None, None, None, place.country, "state", place.country)


def countries(found: Iterable[Side]) -> set[str]:
    """The different sides, by country or actor."""
    return {key for side in found if (key := side.key())}


def is_thing(seen: Seen, mention: Mention) -> bool:
    """Whether what looks like a person's name is that of the firm or ship before it ("the diamond company Lev X")."""
    before = seen.page.tokens[mention.first - 1] if mention.first else None
    is_name = mention.kind == "person" and mention.role == "name" and not mention.post
    return is_name and before is not None and before.tag == "NN" and before.lemma in THINGS


THINGS = frozenset("company firm factory plant ship vessel frigate hotel newspaper club airline conglomerate".split())
