"""To find where "here" is, the place of the dateline above it, and which state "the country" is."""

from bisect import bisect_left
from collections.abc import Iterable

from memcon.claims.seen import Seen, Side, from_mention, mention_at
from memcon.claims.sides import places
from memcon.claims.syntax import governors, kids, sentence_of
from memcon.claims.town import dateline_place, state_of
from memcon.model import Expression


def here_at(seen: Seen, token: int) -> Side | None:
    """The place that "here" means, worded by that token; None where no dateline above it names a place we know."""
    word = seen.page.tokens[token]
    line = dateline_place(seen.page, seen.known, word.start)
    if line is None:
        return None
    state = state_of(seen.page, seen.known, line[3], word.start)
    return Side(seen.page.shown(word), word.start, word.end, line[3], "place", state, token)


def there_at(seen: Seen, token: int) -> Side | None:
    """The place or state told of last before "there", in its sentence or the one before, that is nobody's own here."""
    page, word = seen.page, seen.page.tokens[token]
    is_planned = page.tokens[word.head].dep == "xcomp" or any(
        page.tokens[k].tag == "MD" for k in page.children[word.head]
    )
    if not is_planned or kids(page, word.head, "neg"):
        return None  # "the first minister to travel there", "Danes go there on holiday"
    at = next(i for i, s in enumerate(page.sentences) if s.first <= token < s.last)
    first = page.sentences[max(0, at - 1)].first
    near = [m for m in seen.reading.mentions if first <= m.first < token and m.kind in ("place", "state")]
    named = [m for m in near if m.role == "name" and len(m.actors) == 1 and page.tokens[m.head].dep not in LEADING]
    if not named or named[-1].country in _visitors(seen, token):
        return None
    last = named[-1]
    return Side(page.shown(word), word.start, word.end, last.actors[0], last.kind, last.country, token)


LEADING = frozenset({"poss", "compound", "amod", "nmod", "nsubj"})
LANDS = frozenset({"country", "nation", "republic", "state"})
OTHERS = frozenset({"other", "whole", "entire", "home", "third", "first", "same", "last", "next", "only", "own"})
NEAR, FAR = 2, 5
"""So many sentences back the state lies that "the country", or "the Andean country", means."""


def lands(seen: Seen, heads: Iterable[int]) -> list[Side]:
    """The state that "the country" means: the one told of last, of nobody in the sentence, else the dateline's."""
    return [side for head in heads if (side := _land(seen, head))]


def _land(seen: Seen, head: int) -> Side | None:
    """The state that one such noun means; None where it is no such noun or nothing tells."""
    page, token = seen.page, seen.page.tokens[head]
    below = {page.tokens[k].lemma for k in page.children[head] if page.tokens[k].dep != "punct"}
    if token.lemma not in LANDS or "the" not in below or below & OTHERS or head in seen.at:
        return None
    described = any(page.tokens[k].dep in ("amod", "compound", "nmod") for k in page.children[head])
    if token.lemma == "state" and not described:
        return None
    state = _hosting(seen, head) or _told(seen, head, FAR if described else NEAR)
    state = state or (None if described else _dated(seen, head))
    start = min(page.tokens[k].start for k in (head, *page.children[head]))
    words = page.report.text[start : token.end]
    return Side(words, start, token.end, state, "state", state, head) if state else None


def _hosting(seen: Seen, head: int) -> str | None:
    """The state of whoever meets a guest "who is in the country", where nobody of a third one is in the sentence."""
    page = seen.page
    verb = next((g for g in governors(page, head) if page.tokens[g].dep == "relcl"), None)
    guest = mention_at(seen, page.tokens[verb].head) if verb is not None else None
    if verb is None or page.tokens[verb].lemma != "be" or guest is None or guest.kind != "person":
        return None
    others = {state for state in _visitors(seen, head) if state} - {guest.country}
    return others.pop() if guest.country and len(others) == 1 else None


def _told(seen: Seen, head: int, back: int) -> str | None:
    """The state named, or in which a place named lies, last before a token, but for those of the sentence's persons."""
    page = seen.page
    at = next(i for i, s in enumerate(page.sentences) if s.first <= head < s.last)
    first = page.sentences[max(0, at - back)].first
    near = [m for m in seen.reading.mentions if first <= m.first < head]
    visitors = _visitors(seen, head)
    named = (m.country for m in reversed(near) if m.kind in ("place", "state") and m.role == "name")
    return next((state for state in named if state and state not in visitors), None)


def _dated(seen: Seen, head: int) -> str | None:
    """The state from which a report is dated, where nobody of that state is meant."""
    place = here_at(seen, head)
    return place.country if place and place.country not in _visitors(seen, head) else None


def _visitors(seen: Seen, head: int) -> set[str | None]:
    """The states of the persons of a sentence."""
    page = seen.page
    sentence = sentence_of(page, head)
    inside = [m for m in seen.reading.mentions if sentence.first <= m.first < sentence.last and m.kind == "person"]
    return {side.key() for m in inside for side in from_mention(seen, m)}


DISTANCES = frozenset({"after", "before", "since", "ago", "earlier", "later"})


def beside_day(seen: Seen, times: Iterable[Expression]) -> list[Side]:
    """The place that stands directly before or after a day: "in Lima on Thursday", "Thursday morning in Lima"."""
    page, starts = seen.page, [token.start for token in seen.page.tokens]
    for told in times:
        first, after = bisect_left(starts, told.start), bisect_left(starts, told.end)
        if told.words.split()[-1].lower() in DISTANCES or page.tokens[min(after, len(starts) - 1)].lemma in DISTANCES:
            continue  # "in Lima, nine years after they had met"
        before = first - 2 if first and page.tokens[first - 1].lemma in ("on", ",") else first - 1
        lead = page.tokens[page.tokens[before].head].lemma if before > 0 and page.tokens[before].dep == "pobj" else ""
        found = places(seen, [before]) if lead in ("in", "at") else []
        if not found and after < len(page.tokens) and page.tokens[after].lemma in ("in", "at"):
            found = places(seen, kids(page, after, "pobj"))
        if found:
            return found
    return []
