"""To read the states and bodies that a modifier names ("EU ministers", "the Greek and Turkish premiers")."""

from memcon.claims.seen import Seen, Side, from_mention, mention_at
from memcon.claims.syntax import kids
from memcon.model import Mention
from memcon.reference import fold


def body_at(seen: Seen, token: int) -> list[Side]:
    """The body that a modifier names ("EU ministers")."""
    mention = mention_at(seen, token)
    return from_mention(seen, mention) if mention is not None and mention.kind == "body" else []


def club_at(seen: Seen, token: int) -> list[Side]:
    """The body of states that a word inside a longer mention names."""
    word = seen.page.tokens[token]
    first = min([token, *kids(seen.page, token, "compound")])
    start = seen.page.tokens[first].start
    words = seen.page.report.text[start : word.end]
    clubs = seen.known.vocabulary.words["bodies.clubs"]
    body = next((a for a in seen.known.names.get(fold(words), ()) if a in clubs), None)
    return [Side(words, start, word.end, body, "body", None, token)] if body else []


def joined(seen: Seen, at: int) -> list[int]:
    """A modifier with those coordinated with it ("the Greek and Turkish ministers")."""
    return [at, *(c for k in kids(seen.page, at, "conj", "amod") for c in joined(seen, k))]


def state_at(seen: Seen, token: int) -> Side | None:
    """The state that a word inside a longer mention names, as noun or adjective, or as a mention of its own."""
    page, known = seen.page, seen.known
    own = mention_at(seen, token)
    if own is not None and own.head == token and own.kind == "state" and own.country and own.last - own.first == 1:
        return from_mention(seen, own)[0]
    first = min([token, *kids(page, token, "compound")])
    start, end = page.tokens[first].start, page.tokens[token].end
    words = page.report.text[start:end]
    named = next((a for a in known.names.get(fold(words), ()) if known.actors[a].kind == "state"), None)
    is_adjective = words[:1].isupper() and not is_region(seen, token, words)
    state = named or (known.demonyms.get(fold(words)) if is_adjective else None)
    return Side(words, start, end, state, "state", state, token) if state else None


REGIONAL = frozenset({"central", "latin", "south", "north", "native"})
"""Before "American" these name a region of many states."""


def is_region(seen: Seen, token: int, words: str) -> bool:
    """Whether an adjective that a token ends is the "American" of "Latin American", which is of no one state."""
    before = seen.page.tokens[token - 1].word.lower() if token else ""
    return before in REGIONAL and fold(words) == "american"


def posted_to(seen: Seen, head: int, mention: Mention) -> list[Side]:
    """The state to which an envoy is sent, a word of his title ("the Norwegian ambassador to Kenya")."""
    tokens = seen.page.tokens
    word = tokens[head]
    if head == mention.head or mention.kind != "person" or tokens[word.head].lemma != "to" or word.dep != "pobj":
        return []
    state = next((i for i in seen.known.names.get(fold(word.word), ()) if seen.known.actors[i].kind == "state"), None)
    return [Side(seen.page.shown(word), word.start, word.end, state, "state", state, head)] if state else []
