"""To find what an engagement was about: "talks on fishing", "met to discuss a loan", "the talks focused on trade"."""

from collections.abc import Iterable, Iterator

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen, mention_at
from memcon.claims.syntax import after_preposition, conjuncts, governors, is_verb, kids
from memcon.claims.terms import noun_phrase
from memcon.model import Slot

KINDS = frozenset({"meeting", "negotiation", "summit", "call", "visit", "message"})
CLAUSES = ("xcomp", "advcl", "acl", "relcl", "conj", "pcomp")


def topics(seen: Seen, draft: Draft) -> Iterator[Slot]:
    """The topic slots of an engagement, one for each thing named, in order of the text."""
    if draft.kind not in KINDS:
        return
    text = seen.page.report.text
    heads = {head for at in {draft.trigger, draft.carrier} for head in _heads(seen, at)}
    heads |= {head for side in draft.participants() if side.head is not None for head in _after_side(seen, side.head)}
    heads = {head for head in heads if not any(_is_in_name(seen, side.head, head) for side in draft.participants())}
    for start, end in joined(noun_phrase(seen, head) for head in sorted(heads)):
        yield Slot("topic", text[start:end], start, end)


def _is_in_name(seen: Seen, side: int | None, head: int) -> bool:
    """Whether a noun is a participant's own, or part of his name and title ("the envoy on Cyprus, A")."""
    mention = mention_at(seen, side) if side is not None else None
    return head == side or (mention is not None and mention.first <= head < mention.last)


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one ("re", "-", "election").

    >>> joined([(0, 2), (2, 3), (3, 11), (12, 15)])
    [(0, 11), (12, 15)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _heads(seen: Seen, at: int) -> Iterator[int]:
    """The nouns that say what an event word's event is about."""
    page, words = seen.page, seen.known.vocabulary.words
    yield from _discussed(seen, at)
    yield from _about(seen, at, words["topics.prepositions"])
    for clause in kids(page, at, *CLAUSES):
        yield from _discussed(seen, clause)
        if page.tokens[clause].lemma in words["topics.centre"]:
            yield from _about(seen, clause, words["topics.around"])
        if page.tokens[clause].lemma in words["topics.devoted"]:
            yield from _about(seen, clause, frozenset({"to"}))
    verb = next(governors(page, at), None)
    if verb is not None and page.tokens[at].dep == "nsubj" and page.tokens[verb].lemma in words["topics.centre"]:
        yield from _about(seen, verb, words["topics.around"])


def _after_side(seen: Seen, head: int) -> Iterator[int]:
    """What the parser ties to a participant though it belongs to the event ("spoke with the premier about fishing")."""
    if seen.page.tokens[head].tag in ("NNP", "NNPS"):
        yield from _about(seen, head, frozenset({"about", "regarding", "concerning", "on"}))


def _discussed(seen: Seen, verb: int) -> Iterator[int]:
    """The objects of a verb of discussing."""
    page = seen.page
    if is_verb(page, verb) and page.tokens[verb].lemma in seen.known.vocabulary.words["topics.discuss"]:
        found = [c for o in kids(page, verb, "dobj") for c in conjuncts(page, o)]
        yield from (head for head in found if _is_matter(seen, head))


def _about(seen: Seen, at: int, prepositions: frozenset[str]) -> Iterator[int]:
    """The nouns that these prepositions tie to a word, but for times and settings ("on Monday", "on the sidelines")."""
    yield from (head for head in after_preposition(seen.page, at, prepositions) if _is_matter(seen, head))


def _is_matter(seen: Seen, head: int) -> bool:
    """Whether a noun can be what is talked about: no time, no setting, no pronoun, no engagement of its own."""
    token, vocabulary = seen.page.tokens[head], seen.known.vocabulary
    if token.tag[:2] != "NN" or token.lemma in vocabulary.words["topics.setting"]:
        return False
    if any(e.start <= token.start < e.end for e in seen.reading.times):
        return False
    mention = mention_at(seen, head)
    return mention is None or mention.kind != "place"
