"""To find who was at an event by a list set apart: "present at the talks were A and B", "leaders, among them A"."""

from collections.abc import Iterator

from memcon.claims.seen import Seen, Side, countries, from_mention
from memcon.claims.syntax import sentence_of
from memcon.model import Mention

OPENING = frozenset({"also", "among", "those", "who", "be", "were", "the", "participant", "other", "all"})
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
