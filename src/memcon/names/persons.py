"""To find the names of persons on a page: what the parser says, what memcon knows, and what titles and repeats tell."""

import re
from collections.abc import Iterable, Iterator, Mapping

from memcon.names.lone import lone
from memcon.names.pairs import SUBJECTS
from memcon.names.scan import HYPHENS, Scan, folded
from memcon.names.title import Title
from memcon.spelling import alike

Stretch = tuple[int, int]

_ELIDED = re.compile(r"d['’][A-Z]")  # Giscard d'Estaing

# Labels that the parser gives to surnames it does not know (Díaz-Canel is an ORG to it in 22 of 31 cases).
DOUBTFUL = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
LONGEST = 7


def persons(scan: Scan, titles: Iterable[Title]) -> list[Stretch]:
    """Tokens `[first, last)` of each person's name in order, none overlapping another; titles are left out."""
    titles = list(titles)
    ends = {at: title.last for title in titles for at in range(title.head + 1, title.last)}
    found = [
        *_labelled(scan, ends),
        *_known(scan),
        *_misspelt(scan),
        *_titled(scan, titles),
        *_addressed(scan),
        *lone(scan, titles),
    ]
    kept = longest(s for s in found if not _is_other(scan, s))
    return longest([*kept, *_repeated(scan, kept)])


def longest(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The longest of overlapping stretches, in order."""
    taken: set[int] = set()
    kept = []
    for first, last in sorted(set(stretches), key=lambda s: (s[0] - s[1], s[0])):
        if last > first and not taken.intersection(range(first, last)):
            taken.update(range(first, last))
            kept.append((first, last))
    return sorted(kept)


def _labelled(scan: Scan, ends: Mapping[int, int]) -> Iterator[Stretch]:
    """The parser's PERSON names without titles before (`ends` tells where those end) and stray words after."""
    for name in scan.page.names:
        if name.label == "PERSON":
            first, last = max(name.first, ends.get(name.first, 0)), name.last
            while first < last and _is_before_name(scan, first, last):
                first += 1
            first = _after_state(scan, first, last)
            while last > first and not _may_end(scan, last - 1):
                last -= 1
            if last > first and "\n" not in scan.text(first, last):
                yield first, last


def _is_before_name(scan: Scan, at: int, last: int) -> bool:
    """Whether a token is no part of the name that the parser found: a title, a nation before one, a small word."""
    if _is_title_word(scan, at):
        return True
    is_nation = scan.words[at] in scan.known.demonyms and at + 1 < last and _is_title_word(scan, at + 1)
    return is_nation or not (scan.big[at] or scan.words[at] in scan.known.titles.particles)


def _after_state(scan: Scan, first: int, last: int) -> int:
    """Where a name begins that the parser glued to the state before it: "President of Chad Idriss Deby"."""
    if first >= last:
        return first
    hit = scan.starts.get(first)
    led = first > scan.bounds(first).first and (
        scan.words[first - 1] in ("of", "s") or scan.page.tokens[first - 1].tag == "POS"
    )
    if hit is None or hit.last >= last or not led or hit.key in scan.known.surnames:
        return first
    kinds = {scan.known.actors[i].kind for i in scan.known.names.get(hit.key, ())}
    return hit.last if kinds & {"state", "place"} else first


def _is_title_word(scan: Scan, at: int) -> bool:
    word, titles = scan.words[at], scan.known.titles
    return word in titles.heads or word in titles.short or word in titles.before or word == "the" or not word


def _may_end(scan: Scan, at: int) -> bool:
    """Whether a token may end a name."""
    token = scan.page.tokens[at]
    if _ELIDED.match(token.word):
        return True
    return (
        scan.big[at]
        and token.tag[:2] not in ("VB", "IN", "MD", "PO")
        and scan.words[at] not in scan.known.titles.words["calendar"]
        and scan.words[at] != "s"
    )


def _known(scan: Scan) -> Iterator[Stretch]:
    """The full names that memcon knows."""
    for hit in scan.starts.values():
        ids = scan.known.names.get(hit.key, ())
        if ids and scan.known.actors[ids[0]].kind == "person":
            yield run(scan, hit.first) if _grows(scan, hit.last) else (hit.first, hit.last)


def _misspelt(scan: Scan) -> Iterator[Stretch]:
    """Full names that the parser takes for something else, of persons whom memcon knows by another spelling."""
    known = scan.known
    for name in scan.page.names:
        if name.label not in DOUBTFUL or name.last - name.first < 2 or not all(scan.big[name.first : name.last]):
            continue
        ids = known.surnames.get(scan.words[name.last - 1], ())
        given = scan.words[name.first]
        theirs = (folded(known.actors[i].name).split() for i in ids)
        if any(len(words) > 1 and len(given) > 1 and alike(given, words[0]) for words in theirs):
            yield name.first, name.last


def _grows(scan: Scan, at: int) -> bool:
    """Whether a name goes on after its known part ("Miguel Diaz-Canel" Bermudez, Kim Jong "Un")."""
    return at < scan.bounds(at - 1).last and (scan.page.tokens[at].word in HYPHENS or _is_part(scan, at))


def _titled(scan: Scan, titles: Iterable[Title]) -> Iterator[Stretch]:
    """The capitalised run that follows a title, at once or after a comma."""
    for each in titles:
        at, end = each.last, scan.bounds(each.head).last
        comma = at < end and scan.words[at] == ","
        start = at + comma
        if start >= end or scan.is_plural(each.head):
            continue
        first, last = run(scan, start)
        entity = scan.entity.get(start)
        is_person = entity is not None and entity.label == "PERSON"
        if last > first and (not comma or is_person or scan.key(first, last) in scan.known.names or last - first > 2):
            if (comma and _is_title_word(scan, first)) or _leads_noun(scan, first, last):
                continue
            yield first, last


def _leads_noun(scan: Scan, first: int, last: int) -> bool:
    """Whether a lone word after a title is no name but leads a noun ("the Swedish Monitoring mission")."""
    if last - first > 1 or last >= scan.bounds(first).last or scan.key(first, last) in scan.known.surnames:
        return False
    return scan.entity.get(first) is None and scan.page.tokens[last].tag[:2] == "NN"


def _addressed(scan: Scan) -> Iterator[Stretch]:
    """The run after a short title ("Mr. Sharon")."""
    for at, word in enumerate(scan.words):
        if (
            word in scan.known.titles.short
            and scan.big[at]
            and word
            and at + 1 < scan.bounds(at).last
            and scan.big[at + 1]
        ):
            yield run(scan, at + 1)


def run(scan: Scan, first: int) -> Stretch:
    """The capitalised run that starts at a token, with particles and hyphens inside; empty if the token starts none."""
    end = min(scan.bounds(first).last, first + LONGEST)
    at = first
    while at < end:
        step = _step(scan, at, end=end, started=at > first)
        if step == 0:
            break
        at += step
    while at > first + 1 and not (_may_end(scan, at - 1) or scan.page.tokens[at - 2].word in HYPHENS):
        at -= 1
    return first, at


def _step(scan: Scan, at: int, *, end: int, started: bool) -> int:
    """How many tokens from `at` on are the next part of a name: a word, a particle with its word, a hyphened word."""
    if _is_part(scan, at):
        return 1
    if at + 1 < end and started and _is_hyphen(scan, at):
        return 2 if scan.page.tokens[at + 1].word.isalpha() else 0  # Kim Jong-un, Kang Kyung-wha
    if at + 1 < end and scan.words[at] in scan.known.titles.particles:
        if _is_part(scan, at + 1):
            return 2
        return 3 if at + 2 < end and _is_hyphen(scan, at + 1) and _is_part(scan, at + 2) else 0  # al-Assad
    return 0


def _is_hyphen(scan: Scan, at: int) -> bool:
    """Whether a token is a hyphen without blanks around it."""
    token, tokens = scan.page.tokens[at], scan.page.tokens
    return (
        token.word in HYPHENS
        and tokens[at - 1].end == token.start
        and at + 1 < len(tokens)
        and tokens[at + 1].start == token.end
    )


def _is_part(scan: Scan, at: int) -> bool:
    """Whether a token may be part of a name."""
    word, token = scan.words[at], scan.page.tokens[at]
    if _ELIDED.match(token.word):
        return True
    if not scan.big[at] or not word or not word[0].isalpha() or word in scan.known.titles.words["calendar"]:
        return False
    if token.tag in ("DT", "IN", "CC", "PRP", "PRP$", "WP", "WRB", "TO", "WDT", "POS"):
        return False
    if token.tag == "MD" and word not in scan.known.surnames:  # "Prime Minister May met"
        return False
    hit = scan.starts.get(at)
    if (
        hit is not None
        and hit.last - hit.first == 1
        and (hit.key in scan.known.demonyms or hit.key in scan.known.people)
    ):
        return False
    return not (
        word in scan.known.titles.heads
        and word not in ("prince", "major", "marshal", "king", "pope", "duke", "general")
    )


def _is_other(scan: Scan, stretch: Stretch) -> bool:
    """Whether a stretch is the name of a state, body, seat or known place, or no name at all."""
    first, last = stretch
    key = scan.key(first, last).removesuffix(" s")
    known = scan.known
    if key in known.metonyms or key in known.demonyms or key in known.people or not key:
        return True
    ids = known.names.get(key, ())
    if ids and known.actors[ids[0]].kind != "person":
        entity = scan.entity.get(first)
        is_town = known.actors[ids[0]].kind == "place" and key not in known.capitals
        return not (is_town and entity is not None and entity.label == "PERSON" and key in known.surnames)
    final = key.rpartition(" ")[2]
    if final in known.titles.words["things"] or (final in known.titles.heads and not ids and key not in known.surnames):
        return True
    return all(
        w in known.titles.heads
        or w in known.titles.before
        or w in known.titles.fields
        or w in scan.known.titles.words["calendar"]
        for w in key.split()
    )


def _repeated(scan: Scan, named: list[Stretch]) -> Iterator[Stretch]:
    """Later bare surnames (and lone first names) of the full names on the page, whatever the parser calls them."""
    tails: set[str] = set()
    for first, last in named:
        parts = scan.key(first, last).split()
        for size in range(1, min(3, len(parts)) + 1):
            tails.add(" ".join(parts[-size:]))
        if len(parts[0]) > 1 and parts[0] not in scan.known.titles.heads:
            tails.add(parts[0])
        if len(parts) > 2:
            tails.add(" ".join(parts[1:-1]))
    covered = {at for first, last in named for at in range(first, last)}
    for at, word in enumerate(scan.words):
        if at in covered or not scan.big[at] or not word:
            continue
        found = _tail_at(scan, at, tails)
        if found is not None and not covered.intersection(range(*found)) and _fits(scan, found):
            yield found


def _tail_at(scan: Scan, at: int, tails: set[str]) -> Stretch | None:
    """The longest surname of the page that starts at a token."""
    best, key = None, ""
    for last in range(at, min(at + 5, scan.bounds(at).last)):
        if scan.words[last]:
            key = f"{key} {scan.words[last]}" if key else scan.words[last]
            if key in tails:
                best = (at, last + 1)
    return best


def _fits(scan: Scan, stretch: Stretch) -> bool:
    """Whether a repeat is not part of a longer name of something else (the Trump Tower, Washington Post)."""
    first, last = stretch
    if scan.words[first] in scan.known.titles.words["calendar"] or (
        scan.starts.get(first) is not None and _is_other(scan, stretch)
    ):
        return False
    entity = scan.entity.get(first)
    if entity is None or entity.label == "PERSON":
        return scan.page.tokens[first].tag[:2] in ("NN", "JJ", "FW", "VB") or entity is not None
    longer = entity.last - entity.first > last - first
    if entity.label == "DATE" and not longer and scan.page.tokens[first].dep in SUBJECTS:
        return True  # "May is due in Paris"
    return entity.label in DOUBTFUL and not (longer and entity.label in ("ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW"))
