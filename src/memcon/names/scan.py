"""To read a page's tokens once: their folded words, which look like names, and the known names among them."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from memcon.model import Name, Page, Sentence, Token
from memcon.reference import Reference, fold
from memcon.spelling import mostly_capitals

folded = lru_cache(maxsize=1 << 16)(fold)

HYPHENS = frozenset("-–—")
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
SHOUTED_SHARE = 0.8
SMALL = {"six": 3}
"""First words of names that are written small, with how many words at least the name has ("the six-party talks")."""
AMERICANS = frozenset({"american", "americans"})
PARTS = frozenset({"central", "latin", "south", "north", "native", "pan"})
"""Parts of a continent: a "Central American" leader is no American one."""
FEWEST_LETTERS = 12


class Hit(Struct, frozen=True):
    """Tokens `[first, last)` that spell a name, adjective or seat that memcon knows; `key` is its folded form."""

    first: int
    last: int
    key: str


PLURALS = frozenset({"NNS", "NNPS"})


class Scan(Struct, frozen=True):
    """A page's tokens as folded words, which look like parts of names, and the known names by first and last token.

    `told` holds the states that the page names, `entity` gives for each token the parser's name that covers it,
    `sentence` its sentence's index.
    """

    page: Page
    known: Reference
    words: tuple[str, ...]
    big: tuple[bool, ...]
    sentence: tuple[int, ...]
    told: frozenset[str]
    entity: dict[int, Name]
    starts: dict[int, Hit]
    ends: dict[int, Hit]

    def text(self, first: int, last: int) -> str:
        """The page's characters from token `first` to before token `last`."""
        tokens = self.page.tokens
        return self.page.report.text[tokens[first].start : tokens[last - 1].end]

    def bounds(self, token: int) -> Sentence:
        """The sentence of a token."""
        return self.page.sentences[self.sentence[token]]

    def is_plural(self, head: int) -> bool:
        """Whether a title's head stands for several ("the Foreign Ministers of"); "chargé d'affaires" is one."""
        if self.words[head] == "daffaires":
            return False
        plain = self.words[head].removesuffix("s")
        heads = self.known.titles.heads
        return self.page.tokens[head].tag in PLURALS or (plain != self.words[head] and plain in heads)

    def key(self, first: int, last: int) -> str:
        """The folded words of tokens, hyphens left out."""
        return " ".join(w for w in self.words[first:last] if w)


def scan(page: Page, known: Reference) -> Scan:
    """A page's tokens with everything that later steps ask of them."""
    words = tuple(folded(token.word) for token in page.tokens)
    big: list[bool] = [False] * len(words)
    fewest: list[int] = [0] * len(words)
    sentence: list[int] = [0] * len(words)
    hits: list[Hit] = []
    for index, each in enumerate(page.sentences):
        loud = _is_shouted(page, each)
        for at in range(each.first, each.last):
            sentence[at] = index
            token = page.tokens[at]
            big[at] = token.word[:1].isupper() and (not loud or token.tag[:3] == "NNP" or words[at] in known.name_words)
            big[at] = big[at] and not _is_told(token, words[at], known)
            fewest[at] = (
                1 if big[at] or words[at].partition(" ")[0] in ("al", "el") else 2 if loud else SMALL.get(words[at], 0)
            )
        hits += _hits(page, known, words, fewest=fewest, span=(each.first, each.last))
    entity = {at: name for name in page.names for at in range(name.first, name.last)}
    starts, ends = {h.first: h for h in hits}, {h.last - 1: h for h in hits}
    told = frozenset(state for hit in hits for state in _states(known, hit.key))
    return Scan(page, known, words, tuple(big), tuple(sentence), told, entity, starts, ends)


def _is_told(token: Token, word: str, known: Reference) -> bool:
    """Whether a headline's capital stands on a verb or event noun, and on no name ("Premier Begins Visit")."""
    words = known.vocabulary
    forms = words.verb_lemmas if token.tag[:2] == "VB" else words.noun_lemmas if token.tag in ("NN", "NNS") else {}
    return word in forms and word not in known.name_words and word not in known.titles.heads


def _states(known: Reference, key: str) -> Iterator[str]:
    """The states that a known name or adjective tells of."""
    if key in known.demonyms:
        yield known.demonyms[key]
    if key in known.people:
        yield known.people[key]
    yield from (id for id in known.names.get(key, ()) if known.actors[id].kind == "state")


def _is_shouted(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence is written in capitals."""
    return mostly_capitals(page.report.text[sentence.start : sentence.end], FEWEST_LETTERS, SHOUTED_SHARE)


def _hits(
    page: Page, known: Reference, words: tuple[str, ...], *, fewest: list[int], span: tuple[int, int]
) -> Iterator[Hit]:
    """The longest known names of a sentence, left to right, none overlapping another.

    `fewest` is how many words a name that starts at a token must have, 0 where none may start.
    """
    at, end = span
    longest = known.longest
    while at < end:
        first = words[at].partition(" ")[0]
        size = longest.get(first, 0) if fewest[at] else 0
        found = _longest(known, words, at, end=min(end, at + 2 * size)) if size else None
        if found is not None and _counts(page, known, found) and found.key.count(" ") + 1 >= fewest[at]:
            yield found
            at = found.last
        else:
            at += 1


def _longest(known: Reference, words: tuple[str, ...], first: int, *, end: int) -> Hit | None:
    """The longest known name that starts at a token."""
    best, key = None, ""
    for last in range(first, end):
        word = words[last]
        if word:
            key = f"{key} {word}" if key else word
            if key in known.names or key in known.metonyms or key in known.demonyms or key in known.people:
                best = Hit(first, last + 1, key)
    return best


def _counts(page: Page, known: Reference, hit: Hit) -> bool:
    """Whether a hit is meant: acronyms are written in capitals ("US", not "us"), or as they are spoken ("Nato")."""
    token = page.tokens[hit.first]
    if hit.key in AMERICANS and hit.first and page.tokens[hit.first - 1].word.lower() in PARTS:
        return False
    if hit.key not in known.shouted:
        return True
    written = page.shown(token)
    is_shown = written.isupper() or (written.istitle() and hit.key in known.titles.words["spoken"])
    return hit.last - hit.first > 1 or (is_shown and token.tag[:3] in ("NNP", "JJ", "NN", "NNS"))
