"""To find single names that the parser misses: by the title after them, their state, or what only people do."""

from collections.abc import Iterable, Iterator, Sequence

from memcon.model import Mention, Page
from memcon.names.scan import HYPHENS, Scan
from memcon.names.title import Title, state_of

Stretch = tuple[int, int]

PLURALS = ("NNS", "NNPS")
NO_NAMES = ("calendar", "organs", "realms", "things", "sides", "roles", "compass")
MAY_BE_PERSON = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT"})


def lone(scan: Scan, titles: Iterable[Title]) -> Iterator[Stretch]:
    """Single capitalised words of no list that stand as persons do: "Otieno, the president of Kenya,"."""
    yield from _apposed(scan, titles)
    yield from _hyphened(scan)
    for at, token in enumerate(scan.page.tokens):
        if token.tag == "NNP" and _is_free(scan, at) and (_is_of_state(scan, at) or _travels(scan, at)):
            yield at, at + 1


def _apposed(scan: Scan, titles: Iterable[Title]) -> Iterator[Stretch]:
    """Words before a comma and a state's title: "Otieno, the president of Kenya,"."""
    for title in titles:
        at = title.first - 2
        if title.country is None or scan.page.tokens[title.head].tag in PLURALS or at < scan.bounds(title.head).first:
            continue
        token = scan.page.tokens[title.head]
        if scan.words[at + 1] == "," and token.dep == "appos" and token.head == at and _is_free(scan, at):
            yield at, at + 1


def _hyphened(scan: Scan) -> Iterator[Stretch]:
    """Two family names that a hyphen joins before a dealing: "the Trump-Kim summit"."""
    known, words = scan.known, scan.words
    for at, token in enumerate(scan.page.tokens):
        if token.word not in HYPHENS or not 0 < at < len(words) - 2:
            continue
        both = (words[at - 1], words[at + 1])
        is_dealing = words[at + 2] in known.titles.words["relations"]
        if is_dealing and scan.big[at - 1] and scan.big[at + 1] and all(w in known.surnames for w in both):
            yield at - 1, at
            yield at + 1, at + 2


def _is_free(scan: Scan, at: int) -> bool:
    """Whether a word is a name of one word that is on no list."""
    begin, end = scan.bounds(at).first, scan.bounds(at).last
    known, word = scan.known, scan.words[at]
    if not scan.big[at] or not word.isalpha() or len(word) < 3 or at in scan.starts or at in scan.ends:
        return False
    if (at > begin and scan.page.tokens[at - 1].tag in ("NNP", "NNPS", "DT")) or (
        at + 1 < end and scan.page.tokens[at + 1].tag in ("NNP", "NNPS", "POS", "HYPH")
    ):
        return False
    entity = scan.entity.get(at)
    if entity is not None and (entity.last - entity.first > 1 or entity.label not in MAY_BE_PERSON):
        return False
    lists = (known.titles.heads, known.titles.before, known.titles.fields, known.titles.government)
    return not any(word in words for words in (*lists, *(known.titles.words[w] for w in NO_NAMES)))


def _is_of_state(scan: Scan, at: int) -> bool:
    """Whether a state follows: "Castañeda of Peru"."""
    return of_state(scan, at + 1) is not None


def of_state(scan: Scan, at: int) -> str | None:
    """The state that stands after "of" at a token: "of Peru", "of the Netherlands"."""
    end = scan.bounds(at - 1).last
    if at >= end or scan.words[at] != "of":
        return None
    start = at + 1 + (at + 1 < end and scan.words[at + 1] == "the")
    hit = scan.starts.get(start)
    if hit is None or hit.last > end or hit.key in scan.known.demonyms:
        return None
    if hit.last < end and scan.page.tokens[hit.last].tag == "POS":
        return None
    return state_of(scan, hit)


def _travels(scan: Scan, at: int) -> bool:
    """Whether a word is the subject of a verb of going somewhere."""
    token = scan.page.tokens[at]
    verb = scan.page.tokens[token.head]
    return token.dep == "nsubj" and verb.tag[:2] == "VB" and verb.lemma in scan.known.titles.words["travelling"]


def goes_between(scan: Scan, mentions: Sequence[Mention], traveller: int) -> tuple[str, str] | None:
    """The state a mention comes from and the one it goes to, where its sentence names just two and the way."""
    here, tokens = mentions[traveller], scan.page.tokens
    if tokens[here.head].dep != "nsubj":
        return None
    verb, near = tokens[here.head].head, _in_sentence(scan, mentions, traveller)
    states = list(dict.fromkeys(m.country for m in near if m.kind == "state" and m.role != "nominal" and m.country))
    places = [m for m in near if m.kind == "place"]
    goals = {m.country for m in places if verb in (tokens[m.head].head, _above(scan.page, m.head))}
    if len(states) != 2 or len(goals.intersection(states)) != 1:
        return None
    goal = goals.intersection(states).pop() or ""
    return next(s for s in states if s != goal), goal


def _in_sentence(scan: Scan, mentions: Sequence[Mention], index: int) -> Sequence[Mention]:
    """The mentions of one mention's sentence."""
    sentence, first, last = scan.bounds(mentions[index].head), index, index + 1
    while first > 0 and mentions[first - 1].first >= sentence.first:
        first -= 1
    while last < len(mentions) and mentions[last].first < sentence.last:
        last += 1
    return mentions[first:last]


def _above(page: Page, at: int) -> int:
    """The token two steps above one, past its preposition."""
    return page.tokens[page.tokens[at].head].head
