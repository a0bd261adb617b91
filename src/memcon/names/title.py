"""To read a title around its head word: "the visiting deputy foreign minister of Cuba"."""

from collections.abc import Iterator

from msgspec import Struct

from memcon.names.lead import Lead, country_at, is_body
from memcon.names.scan import HYPHENS, Hit, Scan

GENERALS = frozenset(
    {"secretary", "attorney", "director", "governor", "consul", "inspector", "solicitor", "prosecutor"}
)
LINKS = frozenset({"of", "for", "to"})
SENT = frozenset("ambassador envoy emissary representative delegate adviser advisor aide secretary nuncio".split())
"""Posts that are held to somebody; of any other "to" begins something else."""
POSTED = frozenset("ambassador envoy emissary representative delegate nuncio mediator negotiator coordinator".split())
"""Of these the state they are sent to, or deal with, is not their own."""
COUNTERPARTS = frozenset({"counterpart", "counterparts", "colleague", "colleagues"})
"""Words for who holds the same post in another state, which may follow "from"."""
SHORT = frozenset({"pm", "pms", "fm", "fms"})
"""Headlines' capitals for posts, which in small letters, or after a number, are something else."""
MATTERS = ("affairs", "relations", "cooperation")
MOST_LEADING = 6
"""So many words may lead the noun of a long name ("Democratic People's Republic of")."""


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


def titles(scan: Scan) -> Iterator[Title]:
    """The titles of a page in order, none inside another."""
    done = -1
    heads = scan.known.titles.heads
    for at, word in enumerate(scan.words):
        if at > done and word in heads and scan.page.tokens[at].tag[0] in "NJ" and _is_head(scan, at):
            found = title(scan, at)
            done = found.last - 1
            yield found


def _is_head(scan: Scan, at: int) -> bool:
    """Whether a word heads a title: it leads no other head ("party leader") and is half of no adjective ("head-on")."""
    tokens, end = scan.page.tokens, scan.bounds(at).last
    if scan.words[at] in SHORT and not (tokens[at].word[:2].isupper() and at and tokens[at - 1].tag != "CD"):
        return False  # "3 pm", an FM station
    if scan.words[at] == "executive" and scan.words[at - 1 if at else at] != "chief":
        return False
    if at + 2 < end and tokens[at + 1].word in HYPHENS and tokens[at + 2].start == tokens[at + 1].end:
        after = scan.words[at + 2]
        if after not in scan.known.titles.future and after not in ("general", "president", "in"):
            return False
    return not _is_modifier(scan, at)


def _is_modifier(scan: Scan, at: int) -> bool:
    """Whether a head word leads another one ("party leader", "minister counsellor")."""
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
    lead = Lead(scan, head)
    stop, last, more = _right(scan, head)
    past = any(w in scan.known.titles.past for w in scan.words[lead.first : head])
    states = tuple(dict.fromkeys([*lead.countries, *more]))
    return Title(lead.first, last, head, lead.core, stop, states, lead.owner, lead.article, past)


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
    while at + 1 < end and (
        words[at] in LINKS
        or (words[head] in POSTED and (words[at] == "on" or _is_seat(scan, at, end)))
        or (words[head] in COUNTERPARTS and words[at] == "from")
    ):
        if words[at] == "to" and words[head].removesuffix("s") not in SENT:
            break  # "the visit of a British premier to Chile"
        after, states, is_field = _complement(scan, at + 1, end=end, several=words[head].endswith("s"))
        if after is None:
            break
        is_away = words[at] != "of" and words[head].removesuffix("s") in POSTED  # "ambassador to Peru" is not Peru's
        countries += [] if is_away else states
        at = last = after
        if is_field or is_away or not states:
            stop = after
    return stop, last, countries


def _is_seat(scan: Scan, at: int, end: int) -> bool:
    """Whether "in" leads an envoy's seat with the envoy's name after ("Peru's ambassador in Oslo Ana Quispe")."""
    hit = scan.starts.get(at + 1)
    if scan.words[at] != "in" or hit is None or hit.last + 1 >= end:
        return False
    return all(
        scan.big[k] and scan.page.tokens[k].tag == "NNP" and scan.words[k] not in DAYS for k in (hit.last, hit.last + 1)
    )


DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _office_end(scan: Scan, at: int, end: int) -> int | None:
    """The token after somebody's office that a title and "'s" lead ("president's staff"); None where none begins."""
    words = scan.words
    while at < end and (words[at] in scan.known.titles.before or words[at] in scan.known.titles.fields):
        at += 1
    is_led = at + 2 < end and words[at] in scan.known.titles.heads and scan.page.tokens[at + 1].tag == "POS"
    return at + 3 if is_led and words[at + 2] in OFFICES else None


OFFICES = frozenset({"staff", "office", "administration", "secretariat", "cabinet", "bureau", "department"})


def _complement(scan: Scan, at: int, *, end: int, several: bool) -> tuple[int | None, list[str], bool]:
    """What follows "of": the token after it, states it names, and whether it is the post's field."""
    words, known = scan.words, scan.known
    if at < end and words[at] in ("the", "his", "her", "its"):
        at += 1
    at = _long_form(scan, at, end)
    hit, organ = scan.starts.get(at), _organ(scan, at, end)
    if organ is not None and (hit is None or hit.last < organ):
        state = country_at(scan, hit.last - 1) if hit else None
        return organ, [state[1]] if state else [], True
    if at < end and hit is None and words[at] in known.titles.words["home"] and scan.big[at]:
        return at + 1, [], True  # "the President of the Republic"
    if hit is not None and (office := _office_end(scan, hit.last, end)) is not None:
        state = country_at(scan, hit.last - 1)
        return office, [state[1]] if state else [], True  # "the chief of the Peruvian president's staff"
    if hit is not None and several and is_body(scan, hit) and country_at(scan, hit.last - 1) is None:
        return None, [], False  # "the foreign ministers of ASEAN": they are the body's members
    matters = _more_matters(scan, _matters(scan, at, end) or _portfolio(scan, at, end), end)
    if matters is not None and (hit is None or hit.last < matters):
        return matters, [], True
    if hit is not None:
        return (None, [], False) if _owns_people(scan, hit) else _places_after(scan, at, end=end, several=several)
    field = at
    while field < end and (words[field] in known.titles.fields or words[field] in MATTERS):
        field += 1
        if field + 1 < end and words[field] in ("and", "&", ",") and words[field + 1] in known.titles.fields:
            field += 1
    if field > at:
        return field, [], True
    return None, [], False


def _matters(scan: Scan, at: int, end: int) -> int | None:
    """The token after a field that ends in such a word: "African Affairs", "South and Central Asian Affairs"."""
    for last in range(at, min(at + MOST_LEADING, end)):
        if scan.words[last] in MATTERS and (scan.big[last] or scan.big[at]):  # "African Affairs", "African affairs"
            return last + 1 if last > at else None
        if not scan.big[last] and scan.words[last] not in ("and", ""):
            return None
    return None


def _more_matters(scan: Scan, last: int | None, end: int) -> int | None:
    """The token after all fields, where more are joined to the first: "… and International Cooperation"."""
    while last is not None and last + 1 < end and scan.words[last] in ("and", "&", "", ","):
        more = _portfolio(scan, last + 1, end)
        is_listed = more is not None and more < end and scan.words[more] in ("and", "&")
        if more is None or (scan.words[last] == "," and not is_listed):
            return last
        last = more
    return last


def _portfolio(scan: Scan, at: int, end: int) -> int | None:
    """The token after a field in capitals: "National Defense", "Social Protection"."""
    for last in range(at, min(at + MOST_LEADING, end)):
        if not scan.big[last]:
            return None
        following = scan.words[last + 1] if last + 1 < end else ""
        if scan.words[last] in scan.known.titles.words["portfolios"]:
            return _portfolio(scan, last + 1, end) if following in scan.known.titles.words["portfolios"] else last + 1
    return None


def _long_form(scan: Scan, at: int, end: int) -> int:
    """Where the short name begins in a long one of no list: "the Hashemite Kingdom of" Jordan."""
    short = at
    for form in range(at, min(at + MOST_LEADING, end - 2)):
        word, after_hyphen = scan.words[form], form > at and not scan.words[form - 1]
        if word in scan.known.titles.words["realms"] and scan.words[form + 1] == "of":
            short = form + 2 + (scan.words[form + 2] == "the")
        elif word and not scan.big[form] and word not in ("of", "the") and not after_hyphen:
            break
    hit = scan.starts.get(short)
    return short if hit is not None and state_of(scan, hit) is not None else at


def _organ(scan: Scan, at: int, end: int) -> int | None:
    """The token after an organ of state or party: "State Affairs Commission", "CPSU Central Committee"."""
    for last in range(at, min(at + MOST_LEADING, end)):
        if not scan.big[last] and scan.words[last] not in ("and", "s", ""):
            return None
        following = scan.words[last + 1] if last + 1 < end else ""
        if last > at and scan.words[last] in scan.known.titles.words["organs"]:
            return last + 1 if following not in scan.known.titles.words["organs"] else last + 2
    return None


def _owns_people(scan: Scan, hit: Hit) -> bool:
    """Whether a state's name opens that of a people or part in it: the leader of "Cyprus's Turks" does not lead Cyprus,
    nor those of "Georgia's breakaway regions" Georgia."""
    if hit.last >= len(scan.words) or scan.page.tokens[hit.last].tag != "POS":
        return False
    people, owned = scan.starts.get(hit.last + 1), scan.page.tokens[scan.page.tokens[hit.last].head].head
    is_people = people is not None and people.key in scan.known.people
    return is_people or scan.words[owned].removesuffix("s") in scan.known.titles.words["parts"]


def _places_after(scan: Scan, at: int, *, end: int, several: bool) -> tuple[int | None, list[str], bool]:
    """States, or a body, after "of": "Russia, Iran and Turkey" (after a plural), "the State Duma"."""
    state = state_of(scan, scan.starts[at])
    last = scan.starts[at].last
    if state is None:
        seat = country_at(scan, last - 1)
        return last if seat else _more_regions(scan, last, end), [seat[1]] if seat else [], True
    states = [state]
    if scan.starts[at].key in scan.known.demonyms:
        organ = _organ_noun(scan, last, end)
        if organ is not None or not several or scan.starts[at].key not in scan.known.names:
            return organ or last, states, False
    if last < end and scan.words[last] in (
        "republic",
        "federation",
        "kingdom",
        "state",
        "government",
        "people",
        "darussalam",
    ):
        return last + 1, states, False
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


def _more_regions(scan: Scan, last: int, end: int) -> int:
    """The token after the regions joined to one: "envoy for Latin America and the Caribbean"."""
    while last + 1 < end and scan.words[last] in ("and", ",", "&"):
        hit = scan.starts.get(last + 1 + (scan.words[last + 1] == "the"))
        if hit is None or state_of(scan, hit) is not None or country_at(scan, hit.last - 1) is not None:
            return last
        last = hit.last
    return last


def _organ_noun(scan: Scan, at: int, end: int) -> int | None:
    """The token after what an adjective of a state leads: "for the Danish Foreign Ministry"."""
    for noun in range(at, min(at + 4, end)):
        if scan.words[noun] in scan.known.titles.government and scan.page.tokens[noun].tag[:1] == "N":
            following = scan.words[noun + 1] if noun + 1 < end else ""
            return noun + 2 if following in ("ministry", "department", "office") else noun + 1
        if scan.words[noun] not in scan.known.titles.fields and scan.words[noun] not in scan.known.titles.before:
            return None
    return None


def state_of(scan: Scan, hit: Hit) -> str | None:
    """The state that a known name or adjective is of; None for other names."""
    for id in scan.known.names.get(hit.key, ()):
        if scan.known.actors[id].kind == "state":
            return id
    return scan.known.demonyms.get(hit.key)
