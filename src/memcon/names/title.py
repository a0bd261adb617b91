"""To read a title around its head word: "the visiting deputy foreign minister of Cuba"."""

from collections.abc import Iterator

from msgspec import Struct

from memcon.names.scan import HYPHENS, Hit, Scan

LEADS = frozenset({"the", "a", "an", "his", "her", "its", "their", "both", "two", "three", "four", "this", "our", "my"})
COUNTS = frozenset({"both", "two", "three", "four", "five", "six", "seven", "eight"})
GENERALS = frozenset(
    {"secretary", "attorney", "director", "governor", "consul", "inspector", "solicitor", "prosecutor"}
)
LINKS = frozenset({"of", "for", "to", "at"})


class Title(Struct, frozen=True):
    """A title's tokens `[first, last)`, its head, and its own words `[start, stop)` without article and country.

    `countries` are the states it names (several for "the Russian and Cuban leaders"), `owner` the token before "'s" of
    somebody else's ("Trump's adviser"), `lead` its article or number.
    """

    first: int
    last: int
    head: int
    start: int
    stop: int
    countries: tuple[str, ...] = ()
    owner: int | None = None
    lead: str = ""
    past: bool = False

    @property
    def country(self) -> str | None:
        """The one state a title names."""
        return self.countries[0] if len(self.countries) == 1 else None


def country_at(scan: Scan, token: int) -> tuple[int, str] | None:
    """The first token and state of an adjective, state name or seat that ends at a token."""
    hit = scan.ends.get(token)
    if hit is None:
        return None
    known = scan.known
    if hit.key in known.demonyms:
        return hit.first, known.demonyms[hit.key]
    for id in known.names.get(hit.key, ()):
        if known.actors[id].kind == "state":
            return hit.first, id
        if known.actors[id].kind == "body" and known.actors[id].country:
            return hit.first, str(known.actors[id].country)
    state = known.metonyms.get(hit.key) or known.capitals.get(hit.key)
    return (hit.first, state) if state else None


def titles(scan: Scan) -> Iterator[Title]:
    """The titles of a page in order, none inside another."""
    done = -1
    heads = scan.known.titles.heads
    for at, word in enumerate(scan.words):
        if at > done and word in heads and scan.page.tokens[at].tag[0] in "NJ" and not _is_modifier(scan, at):
            found = title(scan, at)
            done = found.last - 1
            yield found


def _is_modifier(scan: Scan, at: int) -> bool:
    """Whether a head word leads another one ("party leader", "secretary-general", "minister counsellor")."""
    end = scan.bounds(at).last
    following = at + 1
    while following < end and not scan.words[following]:
        following += 1
    if following >= end or scan.page.tokens[following].tag[0] != "N":
        return False
    after = scan.words[following]
    if after == "general" and scan.words[at] in GENERALS:
        return False
    if scan.words[at] == "general" and after in ("secretary", "assembly", "staff", "manager"):
        return True
    return after in scan.known.titles.heads and scan.words[at] in scan.known.titles.before


def title(scan: Scan, head: int) -> Title:
    """The title around a head word."""
    core, first, countries, owner, lead = _left(scan, head)
    stop, last, more = _right(scan, head)
    past = any(w in scan.known.titles.past for w in scan.words[first:head])
    states = tuple(dict.fromkeys([*countries, *more]))
    return Title(first, last, head, core, stop, states, owner, lead, past)


def _left(scan: Scan, head: int) -> tuple[int, int, list[str], int | None, str]:
    """First token of a title's own words, first token of all, states named, owner, and the article."""
    words, begin, known = scan.words, scan.bounds(head).first, scan.known
    core, first, at, loose = head, head, head - 1, 0
    countries: list[str] = []
    while at >= begin:
        word, tag = words[at], scan.page.tokens[at].tag
        state = country_at(scan, at)
        if state is not None:
            countries.insert(0, state[1])
            hit = scan.ends[at]
            if hit.key in known.names and known.actors[known.names[hit.key][0]].kind == "body":
                core = hit.first
            first, at, loose = hit.first, hit.first - 1, 0
            if at >= begin and words[at] == "and" and country_at(scan, at - 1) is not None and at - 1 >= begin:
                at -= 1
            elif at >= begin and words[at] in (",", "") and country_at(scan, at - 1) is not None and at - 1 >= begin:
                at -= 1
            continue
        body = scan.ends.get(at)
        if body is not None and _is_body(scan, body.key):
            core = first = body.first
            at = body.first - 1
            continue
        if word in ("s", "'") and tag == "POS":
            if country_at(scan, at - 1) is None:
                return core, first, countries, at - 1, "'s"
            at -= 1
            continue
        if not word and scan.page.tokens[at].word in HYPHENS and at - 1 >= begin:
            at -= 1
            continue
        if (
            word in known.titles.before
            or word in known.titles.fields
            or (word in known.titles.heads and at == head - 1)
        ):
            if not countries:
                core = at
            first, at = at, at - 1
            continue
        if word in LEADS or tag == "PRP$":
            return core, at, countries, None, word
        if word in ("and", "&") and not countries and words[at - 1] in known.titles.fields and core != head:
            at -= 1
            continue
        if tag in ("JJ", "VBG", "VBN", "JJS", "NN", "RB", "CD") and loose < 2 and not scan.big[at]:
            loose, at = loose + 1, at - 1
            continue
        break
    return core, first, countries, None, ""


def _is_body(scan: Scan, key: str) -> bool:
    ids = scan.known.names.get(key, ())
    return bool(ids) and scan.known.actors[ids[0]].kind == "body"


def _right(scan: Scan, head: int) -> tuple[int, int, list[str]]:
    """Token after a title's own words, token after all, and states named after the head."""
    words, end, known = scan.words, scan.bounds(head).last, scan.known
    at = head + 1
    if words[head] in GENERALS:
        skip = at + 1 if at < end and not words[at] else at
        if skip < end and words[skip] == "general":
            at = skip + 1
    if at + 1 < end and not words[at] and words[at + 1] in known.titles.future:
        at += 2
    elif at < end and words[at] in ("elect", "designate"):
        at += 1
    stop = last = at
    countries: list[str] = []
    while at + 1 < end and words[at] in LINKS:
        after, states, is_field = _complement(scan, at + 1, end=end, several=words[head].endswith("s"))
        if after is None:
            break
        countries += states
        at = last = after
        if is_field or not states:
            stop = after
    return stop, last, countries


def _complement(scan: Scan, at: int, *, end: int, several: bool) -> tuple[int | None, list[str], bool]:
    """What follows "of": the token after it, states it names, and whether it is the post's field ("of Foreign Affairs")."""
    words, known = scan.words, scan.known
    if at < end and words[at] in ("the", "his", "her", "its"):
        at += 1
    if (
        at + 2 < end
        and words[at] in ("republic", "government", "state")
        and words[at + 1] == "of"
        and at + 2 in scan.starts
    ):
        at += 2
    hit = scan.starts.get(at)
    if hit is not None:
        return _places_after(scan, at, end=end, several=several)
    field = at
    while field < end and (
        words[field] in known.titles.fields or words[field] in ("affairs", "relations", "cooperation")
    ):
        field += 1
        if field + 1 < end and words[field] in ("and", "&", ",") and words[field + 1] in known.titles.fields:
            field += 1
    if field > at:
        return field, [], True
    return None, [], False


def _places_after(scan: Scan, at: int, *, end: int, several: bool) -> tuple[int | None, list[str], bool]:
    """States, or a body, after "of": "Russia, Iran and Turkey" (after a plural), "the State Duma"."""
    state = state_of(scan, scan.starts[at])
    last = scan.starts[at].last
    if state is None:
        seat = country_at(scan, last - 1)
        return last, [seat[1]] if seat else [], True
    states = [state]
    while several:
        more = last
        while more < end and scan.words[more] in ("and", ",", "&", "the"):
            more += 1
        hit = scan.starts.get(more) if more > last else None
        another = state_of(scan, hit) if hit else None
        if hit is None or another is None or (hit.last < end and scan.page.tokens[hit.last].tag == "POS"):
            break
        states.append(another)
        last = hit.last
    return last, states, False


def state_of(scan: Scan, hit: Hit) -> str | None:
    """The state that a known name or adjective is of; None for other names."""
    for id in scan.known.names.get(hit.key, ()):
        if scan.known.actors[id].kind == "state":
            return id
    return scan.known.demonyms.get(hit.key)
