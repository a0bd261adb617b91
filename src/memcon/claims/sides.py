"""To turn the nouns that grammar finds into participants: mentions with their actors and countries."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from memcon.claims.syntax import after_preposition, conjuncts, kids
from memcon.model import Actor, Mention, Page, Reading, Slot
from memcon.reference import Reference, fold

EXAMPLES = ("including", "like", "as")
"""What names the members of a group: "representatives from countries such as"."""


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

    def key(self) -> str | None:
        """What tells two sides apart: the country, for a body without one the actor; None where neither is known."""
        return self.country or (self.actor if self.kind == "body" else None)

    def slot(self, part: str) -> Slot:
        """The side as a filled part of a claim."""
        return Slot(part=part, words=self.words, start=self.start, end=self.end, actor=self.actor)


class Seen(Struct, frozen=True):
    """A reading with its mentions by token, and the reference."""

    reading: Reading
    known: Reference
    at: Mapping[int, int]

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
    return Seen(reading, known, at)


def _fits_better(new: Mention, held: Mention, token: int) -> bool:
    """Whether a token belongs to the new mention rather than to the one held."""
    if (new.head == token) != (held.head == token):
        return new.head == token
    return new.last - new.first > held.last - held.first


def sides(seen: Seen, heads: Iterable[int]) -> list[Side]:
    """The participants that these nouns name, each actor once."""
    found: dict[tuple[str | None, str | None], Side] = {}
    for head in _listed(seen, heads):
        for side in side_of(seen, head):
            found.setdefault((side.actor, None if side.actor else side.words), side)
    return list(found.values())


def _listed(seen: Seen, heads: Iterable[int]) -> Iterator[int]:
    """The nouns, and the states of a list that the parser hangs from its first one ("Peru, Chile and Brazil")."""
    for head in heads:
        yield head
        mention = mention_at(seen, head)
        if mention is None or mention.kind != "state":
            continue
        for other in kids(seen.page, head, "appos"):
            named = mention_at(seen, other)
            if named is not None and named.kind == "state" and named.actors != mention.actors:
                yield from conjuncts(seen.page, other)


def side_of(seen: Seen, head: int) -> list[Side]:
    """Whom one noun names: its mention's actors, else its apposition's, else those it is a group of."""
    mention = mention_at(seen, head)
    if mention is not None and mention.kind != "place":
        return _posted_to(seen, head, mention) or from_mention(seen, mention)
    for other in kids(
        seen.page, head, "appos", "npadvmod"
    ):  # "his allies, the prime minister of … and the president of …"
        named = [m for c in conjuncts(seen.page, other) if (m := mention_at(seen, c)) is not None and m.kind != "place"]
        if named:
            return [side for m in named for side in from_mention(seen, m)]
    if mention is None and seen.page.tokens[head].lemma in seen.known.vocabulary.words["group.nouns"]:
        return sides(seen, after_preposition(seen.page, head, ("of", "from", "by", *EXAMPLES)))
    if mention is not None:
        return from_mention(seen, mention)
    return []


def _posted_to(seen: Seen, head: int, mention: Mention) -> list[Side]:
    """The state to which an envoy is sent, a word of his title ("the Norwegian ambassador to Kenya")."""
    tokens = seen.page.tokens
    word = tokens[head]
    if head == mention.head or mention.kind != "person" or tokens[word.head].lemma != "to" or word.dep != "pobj":
        return []
    state = next((i for i in seen.known.names.get(fold(word.word), ()) if seen.known.actors[i].kind == "state"), None)
    return [Side(word.word, word.start, word.end, state, "state", state, head)] if state else []


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
    country = (held.country if held else None) or told
    if kind == "place" and told:
        country = told  # a place lies in the state of the report's day: Prague in Czechoslovakia until 1992
    if country is None and any(post.country is None for post in seen.known.posts.get(actor, ())):
        kind = "body"  # the envoy of a body is a side of its own
    return Side(mention.words, mention.start, mention.end, actor, kind, country, mention.head)


def actor_of(seen: Seen, actor: str | None) -> Actor | None:
    """An actor by id, of the reference or of this report alone."""
    if actor is None:
        return None
    return seen.reading.actors.get(actor) or seen.known.actors.get(actor)


def _shared_country(seen: Seen, candidates: Iterable[str]) -> str | None:
    """The one country that all candidates share, else None."""
    countries = {held.country for c in candidates if (held := actor_of(seen, c))}
    return countries.pop() if len(countries) == 1 else None


def places(seen: Seen, heads: Iterable[int]) -> list[Side]:
    """The places that these nouns name; a state counts, for where it lies."""
    found = []
    for head in heads:
        mention = mention_at(seen, head)
        if mention is not None and mention.kind in ("place", "state") and mention.role != "nominal":
            found += from_mention(seen, mention)
        elif mention is None or mention.role == "nominal":  # "the capital, Oslo", "Oslo's airport"
            found += [side for k in kids(seen.page, head, "appos", "poss") for side in _place_at(seen, k)]
    return found


def _place_at(seen: Seen, token: int) -> list[Side]:
    """The place that a token names; here a seat of government is a place, whatever it stands for elsewhere."""
    mention = mention_at(seen, token)
    is_place = mention is not None and (mention.kind == "place" or mention.role == "metonym")
    return from_mention(seen, mention) if mention is not None and is_place else []


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


def owner(seen: Seen, noun: int) -> list[Side]:
    """Who a possessive before a noun names."""
    return sides(seen, [c for k in kids(seen.page, noun, "poss") for c in conjuncts(seen.page, k)])


def named_by(seen: Seen, token: int) -> list[Side]:
    """The sides that a modifier token names ("Russian", "US" in "US-Russian talks")."""
    if mention_at(seen, token):
        return side_of(seen, token)
    word = seen.page.tokens[token]
    country = seen.known.demonyms.get(fold(word.word)) if word.word[:1].isupper() else None
    return [Side(word.word, word.start, word.end, country, "state", country, token)] if country else []
