"""Page to the mentions on it: names with their titles, nominals and pronouns, who is meant left to be settled."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from memcon.model import Mention
from memcon.names.lead import delegated
from memcon.names.lone import of_state
from memcon.names.nested import spoken
from memcon.names.nominals import (
    bare_pairs,
    compass,
    crowned,
    groups,
    hosted,
    institutions,
    named_titles,
    pronouns,
    realms,
)
from memcon.names.pairs import SUBJECTS
from memcon.names.persons import Stretch, persons
from memcon.names.scan import Scan
from memcon.names.states import Found, states
from memcon.names.title import Title, state_of, title
from memcon.reference import Reference


def match(seen: Scan) -> tuple[Mention, ...]:
    """The mentions of a scanned page in order, none overlapping another; persons and nominals still open."""
    found_titles = list(spoken(seen))
    named = persons(seen, found_titles)
    people, used = _with_titles(seen, named, found_titles)
    taken = {at for m in people for at in range(m.first, m.last)}
    free = [t for t in found_titles if t not in used and not taken.intersection(range(t.head, t.head + 1))]
    found = [*_outside(named_titles(seen, free), taken), *hosted(seen, taken), *crowned(seen, taken)]
    taken |= {at for f in found for at in range(f.first, f.last)}
    later = [*states(seen, taken), *_outside(pronouns(seen), taken), *institutions(seen)]
    taken |= {at for f in later for at in range(f.first, f.last)}
    later += [
        *_outside(groups(seen, taken), taken),
        *_outside(bare_pairs(seen), taken),
        *_outside(compass(seen, taken), taken),
        *_outside(realms(seen, taken), taken),
    ]
    mentions = [*people, *(_mention(seen, f) for f in (*found, *later))]
    return tuple(sorted(mentions, key=lambda m: (m.first, m.last)))


def _outside(found: Iterable[Found], taken: set[int]) -> Iterator[Found]:
    return (f for f in found if not taken.intersection(range(f.first, f.last)))


def _with_titles(scan: Scan, named: Sequence[Stretch], found: Sequence[Title]) -> tuple[list[Mention], set[Title]]:
    """Each person's name with the title before it or in apposition after it, and the titles so used."""
    before = {t.last: t for t in found}
    after = {t.first: t for t in found}
    begun = {first for first, _ in named}
    used: set[Title] = set()
    mentions = []
    for first, last in named:
        title = _before_rank(scan, first, before) or before.get(first) or _before_comma(scan, first, last, before)
        short = _short(scan, first)
        leads = title is not None and not scan.is_plural(title.head)
        if title is not None and leads:
            used.add(title)
            start = title.first
            start, title = _with_other_posts(scan, title, before, used)
            title = _with_outer(scan, title, before)
            title = title if title.countries else replace(title, countries=delegated(scan, start))
        else:
            start, title = short, None
        tail = (_apposition(scan, last, after) or _as_heard(scan, first, before)) if title is None else None
        tail = None if tail is not None and tail.last in begun else tail  # "… Ahmed, Prime Minister of India Modi"
        if tail is not None:
            used.add(tail)
        mentions.append(_person(scan, (start, first, last), title or tail, tail is not None))
    return mentions, used


def _as_heard(scan: Scan, first: int, before: dict[int, Title]) -> Title | None:
    """The title of a name in parentheses, as monitors write what they only heard: "Vice Foreign Minister (Vo Kuan)"."""
    title = before.get(first - 1) if first and scan.page.tokens[first - 1].word == "(" else None
    return None if title is None or scan.is_plural(title.head) else title


def _with_other_posts(scan: Scan, title: Title, before: dict[int, Title], used: set[Title]) -> tuple[int, Title]:
    """Where a person's titles begin who holds several ("Slovenian Deputy Prime Minister and Foreign Minister X"), and
    the last of them with the state that they tell."""
    start, joint = title.first, title
    while not joint.lead and not joint.countries and start and scan.words[start - 1] in ("and", "&", ","):
        other = before.get(start - 1)
        if other is None or not _is_other_post(scan, other, title) or (scan.words[start - 1] == "," and joint is title):
            break
        used.add(other)
        start, joint = other.first, other
    return start, title if title.countries else replace(title, countries=joint.countries)


def _is_other_post(scan: Scan, other: Title, title: Title) -> bool:
    """Whether a title may be another post of the person who holds one: it is capitalised, and leads its state."""
    alone = scan.key(other.start, other.stop) in scan.known.titles.words["sole"]
    is_shown = scan.page.tokens[other.start].word[:1].isupper() and scan.page.tokens[other.head].word[:1].isupper()
    return (
        is_shown and not alone and not other.lead and not scan.is_plural(other.head) and not scan.is_plural(title.head)
    )


def _with_outer(scan: Scan, title: Title, before: dict[int, Title]) -> Title:
    """A title with the state of the one it stands beside: "a Norwegian envoy, Minister of State X"."""
    outer = before.get(title.first - 1) if title.first and scan.words[title.first - 1] == "," else None
    if outer is None or title.countries or scan.is_plural(outer.head):
        return title
    return replace(title, countries=outer.countries)


def _before_comma(scan: Scan, first: int, last: int, before: dict[int, Title]) -> Title | None:
    """The title before a comma that a name stands in apposition to: "the president of Cuba, Miguel Díaz-Canel,"."""
    if not first or scan.words[first - 1] != ",":
        return None
    title = before.get(first - 1)
    if title is not None and _opens_clause(scan, title, last):
        return None
    return title if scan.page.tokens[last - 1].dep == "appos" or last - first > 1 else None


def _opens_clause(scan: Scan, title: Title, last: int) -> bool:
    """Whether the clause of which a name is the subject begins behind the comma: "In a note to the premier, X said"."""
    tokens = scan.page.tokens
    verb = tokens[last - 1].head
    is_closed = last < len(scan.words) and scan.words[last] in (",", "-", "–", "—")
    if is_closed or tokens[last - 1].dep not in SUBJECTS or verb <= title.head:
        return False
    at = title.head
    while tokens[at].head != at and tokens[at].dep not in SUBJECTS:
        at = tokens[at].head
    return at == verb


def _before_rank(scan: Scan, first: int, before: dict[int, Title]) -> Title | None:
    """The title before a rank that a name carries: "the vice president, Lt. Gen. Moses Arap"."""
    begin, at = scan.bounds(first).first, first
    while at > begin and (scan.words[at - 1] in scan.known.titles.short or scan.words[at - 1] in ("", *_ranks(scan))):
        at -= 1
    if at == first or at <= begin:
        return None
    outer = before.get(at) or (before.get(at - 1) if scan.words[at - 1] == "," else None)
    return outer if outer is not None and scan.words[outer.head] not in _ranks(scan) else None


def _ranks(scan: Scan) -> frozenset[str]:
    return scan.known.titles.words["ranks"]


def _short(scan: Scan, first: int) -> int:
    """The first token of a short title before a name ("Mr."), else the name's own."""
    begin = scan.bounds(first).first
    return first - 1 if first - 1 >= begin and scan.words[first - 1] in scan.known.titles.short else first


def _apposition(scan: Scan, last: int, after: dict[int, Title]) -> Title | None:
    """The title that follows a name after a comma: "Vladimir Putin, the Russian president,"."""
    if last >= len(scan.words) or scan.words[last] != ",":
        return None
    title = after.get(last + 1)
    if title is None or scan.is_plural(title.head):
        return None
    if title.last < len(scan.words) and scan.page.tokens[title.last].tag == "POS":
        return None  # "Ivanka Trump, the president's daughter"
    closing = scan.words[title.last] if title.last < len(scan.words) else "."
    token = scan.page.tokens[title.head]
    return title if token.dep == "appos" or closing in (",", ".", "and", "who", ";", ")") else None


def _person(scan: Scan, where: tuple[int, int, int], title: Title | None, apart: bool) -> Mention:  # noqa: FBT001
    """A person's name as a mention; a title in apposition gives post and country but stays outside its words."""
    start, first, last = where
    name = scan.key(first, last).removesuffix(" s")
    words = scan.text(title.start, title.stop) if title else None
    country = (title.country if title else _before_short(scan, start, first)) or of_state(scan, last)
    rule = "title and name" if title and not apart else "name and apposition" if title else "name"
    return Mention(
        start=scan.page.tokens[start].start,
        end=scan.page.tokens[last - 1].end,
        first=start,
        last=last,
        head=head_of(scan, start, last),
        words=scan.text(start, last),
        kind="person",
        role="name",
        candidates=candidates(scan, name, country),
        country=country or scan.known.titles.implied.get(_folded(scan, title) if title else scan.words[start]),
        post=f"former {words}" if words and title and title.past and "former" not in words.lower() else words,
        rule=rule,
    )


def _before_short(scan: Scan, start: int, first: int) -> str | None:
    """The state that stands before a rank written short: "U.S. Adm. John Reed"."""
    if start == first or scan.words[start] not in MILITARY:
        return None
    led = range(max(scan.bounds(first).first, start - 3), start)
    hit = next((scan.starts[at] for at in led if at in scan.starts and scan.starts[at].last == start), None)
    return state_of(scan, hit) if hit is not None else None


MILITARY = frozenset({"gen", "adm", "lt", "col", "maj", "brig", "capt", "cmdr"})
"""Ranks written short before a name."""


def _folded(scan: Scan, title: Title) -> str:
    return scan.key(title.start, title.stop)


def candidates(scan: Scan, name: str, country: str | None) -> tuple[str, ...]:
    """The persons that memcon knows under a full or single name, those of a stated country if there are any."""
    known = scan.known
    ids = [i for i in known.names.get(name, ()) if known.actors[i].kind == "person"] or known.surnames.get(name, ())
    fitting = [i for i in ids if country is None or country == known.actors[i].country or _served(known, i, country)]
    return tuple(fitting or ids)


def _served(known: Reference, actor: str, country: str) -> bool:
    return any(p.country == country for p in known.posts.get(actor, ()))


def head_of(scan: Scan, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it, the last of several."""
    tokens = scan.page.tokens
    outside = [at for at in range(first, last) if not first <= tokens[at].head < last or tokens[at].head == at]
    nouns = [at for at in outside if tokens[at].tag[:1] in ("N", "P", "J", "F")]
    return (nouns or outside or [last - 1])[-1 if len(nouns) <= 1 else 0]


def _mention(scan: Scan, found: Found) -> Mention:
    """What was found as a mention; a nominal's title words are its post."""
    tokens = scan.page.tokens
    is_post = found.role == "nominal" and found.kind == "person"
    return Mention(
        start=tokens[found.first].start,
        end=tokens[found.last - 1].end,
        first=found.first,
        last=found.last,
        head=found.head,
        words=scan.text(found.first, found.last),
        kind=found.kind,
        role=found.role,
        actors=found.actors,
        candidates=found.candidates,
        country=found.country,
        post=_post_words(scan, found) if is_post else None,
        rule=found.rule,
    )


def _post_words(scan: Scan, found: Found) -> str | None:
    """A nominal's title words, without article and country."""
    for each in titles_in(scan, found):
        return scan.text(each.start, each.stop)
    return None


def titles_in(scan: Scan, found: Found) -> Iterator[Title]:
    """The title of which a nominal is made."""
    if scan.words[found.head] in scan.known.titles.heads:
        yield title(scan, found.head)
