"""To find who was at an event by a list set apart: "present at the talks were A and B", "leaders, among them A"."""

from collections.abc import Iterator

from msgspec.structs import replace

from memcon.claims.seen import Seen, Side, countries, from_mention, mention_at
from memcon.claims.syntax import kids, sentence_of
from memcon.model import Mention

OPENING = frozenset(
    "also among those who be were the participant other all president premier leader minister head state".split()
)
BEING = frozenset({"attend", "take", "participate", "present", "join", "represent", "involve"})
BETWEEN = frozenset({",", ";", "and", "the", "as", "well", "both", "presidents", "president", "premiers", "leaders"})


def attending(seen: Seen, noun: int) -> list[Side]:
    """Who is listed after "present at", "attending" or "taking part in" an event and a form of "be"."""
    page, sentence = seen.page, sentence_of(seen.page, noun)
    opening = [at for at in range(sentence.first, noun) if page.tokens[at].lemma not in OPENING]
    if not opening or page.tokens[opening[0]].lemma not in BEING:
        return []
    told = (at for at in range(noun + 1, sentence.last) if page.tokens[at].tag[:1] == "V")
    verb = next(told, None)
    if verb is None or page.tokens[verb].word.lower() not in ("were", "was", "are", "is"):
        return []
    if any(page.tokens[at].word == "," for at in range(noun, verb)):
        return []
    listed = list(_run(seen, verb + 1, sentence.last))
    sure = [side for mention in listed if _is_told(seen, mention) for side in from_mention(seen, mention)]
    return [side for m in listed for side in from_mention(seen, m)] if len(countries(sure)) > 1 else []


def _is_told(seen: Seen, mention: Mention) -> bool:
    """Whether a mention's country stands in its words or is known of who is meant, and is not that of others nearby."""
    guessed = any(actor.count(":") > 1 for actor in mention.actors)
    words = seen.page.tokens[mention.first : mention.last + 1]
    return not guessed or any(t.word.lower() in seen.known.demonyms or t.word in ("'s", "of") for t in words)


def among_them(seen: Seen, head: int) -> list[Side]:
    """The persons that "among them" and its like name of a group ("several leaders, among them A and B")."""
    words = [t.word.lower() for t in seen.page.tokens[head + 1 : head + 4]]
    if words not in ([",", "among", "them"], [",", "among", "whom"], [",", "one", "of"]):
        return []
    found = _run(seen, head + 4, sentence_of(seen.page, head).last)
    return [side for mention in found if mention.kind == "person" for side in from_mention(seen, mention)]


def _run(seen: Seen, first: int, last: int) -> Iterator[Mention]:
    """The mentions that follow one another from a token on, with nothing but commas and "and" between them."""
    at = first
    held: Mention | None = None
    for mention in seen.reading.mentions:
        if mention.first < at or mention.last > last or mention.kind == "place" or mention.role == "pronoun":
            continue
        if held is not None and [t.word for t in seen.page.tokens[at : mention.first]] == ["of"]:
            at = mention.last  # "A of Peru"
            continue
        if not BETWEEN.issuperset(t.word.lower() for t in seen.page.tokens[at : mention.first]):
            break
        is_title = held is not None and held.kind == "state" and held.country == mention.country
        if held is not None and not is_title:  # "Peru's envoy, Ambassador X": one side
            yield held
        held, at = mention, mention.last
    if held is not None:
        yield held


def spells_out(seen: Seen, head: int) -> bool:
    """Whether a counted group of one state is followed by its members ("two Kenyan ministers, A and B, arrived")."""
    group = seen.reading.mentions[seen.at[head]]
    named = [mention_at(seen, k) for k in kids(seen.page, head, "appos")]
    counted = any(seen.page.tokens[k].tag == "CD" for k in kids(seen.page, head, "nummod"))
    told = [m for m in named if m is not None and _is_of(m, group.country)]
    return counted and len(told) == len(named) and any(m.country == group.country for m in told)


def _is_of(mention: Mention, state: str | None) -> bool:
    """Whether a mention is the name of a person who may be of a state."""
    return mention.kind == "person" and mention.role == "name" and mention.country in (None, state)


def of_group(group: Mention | None, members: list[Side]) -> list[Side]:
    """The members of a group, of its state where they are of none we know."""
    state = group.country if group is not None and group.kind == "state" else None
    return [replace(m, country=state) if state and not m.key() and m.kind == "person" else m for m in members]
