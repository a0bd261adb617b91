"""To find whose office receives an ambassador where no state is told: that of the state to which he is posted."""

from memcon.claims.seen import Seen, Side, from_mention, host_state, mention_at
from memcon.claims.syntax import after_preposition, kids, sentence_of
from memcon.claims.town import dateline_place, state_of

OFFICES = frozenset("government minister ministry secretary undersecretary official director premier president".split())
POSTED = frozenset("embassy ambassador commissioner daffaires affaires d'affaires consul nuncio attache".split())
POSTS = ("to", "in")


def at_post(seen: Seen, head: int) -> list[Side]:
    """The state of an office of none told: "Kenya's envoy in Lima met the minister", or where the report is dated."""
    page, word = seen.page, seen.page.tokens[head]
    articles = {page.tokens[k].lemma for k in kids(page, head, "det")}
    if word.lemma.lower() not in OFFICES or kids(page, head, "poss") or not articles & {"the", "a", "an"}:
        return []
    sentence = sentence_of(page, head)
    guests = [
        at for at in range(sentence.first, sentence.last) if page.tokens[at].lemma.lower() in POSTED and at != head
    ]
    for guest in guests:
        mention = mention_at(seen, guest)
        home = {side.key() for side in from_mention(seen, mention)} - {None} if mention is not None else set()
        posts = [side for o in after_preposition(page, guest, POSTS) for side in _places(seen, o)]
        state = next((s for side in (*posts, *_dated(seen, head)) if (s := host_state(side))), None)
        if home and state is not None and state.country not in home:
            words = page.report.text[word.start : word.end]
            return [Side(words, word.start, word.end, state.country, "state", state.country, head)]
    return []


def of_embassy(seen: Seen, head: int) -> list[Side]:
    """The state of an embassy whose people a noun means: "a diplomat at the Peruvian embassy in Oslo"."""
    if seen.page.tokens[head].lemma not in STAFF:
        return []
    page, after = seen.page, min(head + 1, len(seen.page.tokens) - 1)
    offices = after_preposition(page, head, ("at", "of", "from"))
    offices += kids(page, after, "pobj") if page.tokens[after].lemma in ("at", "from") else []
    told = [mention_at(seen, o) for o in offices if page.tokens[o].lemma.lower() in MISSIONS]
    return [side for mention in told if mention is not None for side in from_mention(seen, mention)]


STAFF = frozenset(
    "diplomat official two three attache counsellor counselor secretary staff envoy consul chief head minister".split()
)
MISSIONS = frozenset({"embassy", "consulate", "mission", "legation"})


def _dated(seen: Seen, head: int) -> list[Side]:
    """The place where the report is dated."""
    at = seen.page.tokens[head].start
    line = dateline_place(seen.page, seen.known, at)
    return [Side(None, None, None, line[3], "place", state_of(seen.page, seen.known, line[3], at))] if line else []


def _places(seen: Seen, noun: int) -> list[Side]:
    """The places or states that a noun names."""
    mention = mention_at(seen, noun)
    return from_mention(seen, mention) if mention is not None and mention.kind in ("place", "state") else []
