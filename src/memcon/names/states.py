"""To find states, their governments and seats, bodies and places on a page, and the groups that stand for a state."""

from collections.abc import Iterator

from msgspec import Struct

from memcon.names.lead import ISLANDERS
from memcon.names.scan import HYPHENS, PLACE_LABELS, Hit, Scan
from memcon.names.title import state_of

# "ties with Moscow", "pressure on Tehran": after these a capital is its government.
SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "csubj", "agent", "dobj", "iobj", "dative"})
COLLECTIVE = ("ese", "ish", "sh", "ch", "ss")
UNION_SEAT, UNION = "brussels", "body:eu"
"""What acts there is the union's, but where Belgium is spoken of."""
WITHIN = frozenset({"ORG", "WORK_OF_ART", "FAC", "EVENT", "LAW", "PRODUCT", "PERSON"})


class Found(Struct, frozen=True):
    """Tokens that stand for actors of one kind, before they are a mention."""

    first: int
    last: int
    head: int
    kind: str
    role: str
    actors: tuple[str, ...]
    rule: str
    country: str | None = None
    candidates: tuple[str, ...] = ()


def states(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """States, bodies, seats and places in order, outside the tokens already taken by persons and titles."""
    done = -1
    for at in sorted(scan.starts):
        hit = scan.starts[at]
        if at <= done or taken.intersection(range(hit.first, hit.last)):
            continue
        found = _found(scan, hit, taken)
        if found is not None:
            done = found.last - 1
            yield found


def _found(scan: Scan, hit: Hit, taken: set[int]) -> Found | None:
    """What one known name stands for where it stands."""
    known = scan.known
    ids = known.names.get(hit.key, ())
    kinds = {known.actors[i].kind: i for i in reversed(ids)}
    if "body" not in kinds and _inside_other(scan, hit):
        return None
    if hit.first > scan.bounds(hit.first).first and scan.words[hit.first - 1] == "ethnic":
        return None  # ethnic Albanians are not Albania
    group = _group(scan, hit, taken)
    if group is not None:
        return group
    if "state" in kinds and not _is_adjective(scan, hit):
        return _of_state(hit, kinds["state"])
    if hit.key in known.metonyms or (hit.key in known.capitals and "place" in kinds):
        return _seat(scan, hit, kinds.get("place"))
    if hit.key in known.people:
        first, state = _community(scan, hit) or (hit.first, known.people[hit.key])
        return Found(first, hit.last, hit.last - 1, "state", "nominal", (state,), "people of a state", state)
    if hit.key in known.demonyms:
        return _bare_adjective(scan, hit)
    if "body" in kinds:
        id = kinds["body"]
        return Found(hit.first, hit.last, hit.last - 1, "body", "name", (id,), "known body", known.actors[id].country)
    if "place" in kinds and _is_place(scan, hit):
        return _place(scan, hit, ids)
    return None


def _community(scan: Scan, hit: Hit) -> tuple[int, str] | None:
    """The first token and state of a people within another state: "Bosnian Serbs", "Bosnia's Serbs"."""
    at = hit.first - 1
    if at > scan.bounds(hit.first).first and scan.page.tokens[at].tag == "POS":
        at -= 1
    before = scan.ends.get(at) if at >= scan.bounds(hit.first).first else None
    state = state_of(scan, before) if before is not None else None
    if before is None or state is None or scan.known.people[hit.key] == ISLANDERS:
        return None
    return before.first, state


def _inside_other(scan: Scan, hit: Hit) -> bool:
    """Whether a hit is part of a longer name of something else ("Washington Post", "Bank of Russia")."""
    entity = scan.entity.get(hit.first)
    if entity is None or entity.label not in WITHIN:
        return False
    first, last = entity.first, entity.last
    while first < last and scan.words[first] in ("the", ""):
        first += 1
    while last > first and (scan.words[last - 1] in ("s", "", ",") or not scan.big[last - 1]):
        last -= 1  # the parser takes "Kenya annexed the" for one name
    longer = (last - first) > (hit.last - hit.first)
    following = scan.key(hit.last, last).split()
    if (
        longer
        and following
        and (
            following[-1] in scan.known.titles.government
            or following[-1] in scan.known.titles.words["landings"]
            or following[0] in scan.known.titles.heads
            or (following[0] in scan.known.titles.institutions and following[1:2] in (["of"], ["for"]))
        )
    ):
        return False
    if longer and _is_governed(scan, hit.first - 1, first):
        return False
    names = [a for a in range(first, last) if a in scan.starts and not hit.first <= a < hit.last]
    return longer and not names and entity.label != "LAW"


def _is_governed(scan: Scan, at: int, first: int) -> bool:
    """Whether "the Government of" leads to the token after another, in a name that begins at `first`."""
    at -= at > first and scan.words[at] == "the"
    return at > first and scan.words[at] == "of" and scan.words[at - 1] in scan.known.titles.government


def _is_adjective(scan: Scan, hit: Hit) -> bool:
    """Whether a name that is also an adjective ("U.S.", "Thai") modifies the next noun."""
    if hit.key not in scan.known.demonyms:
        return False
    token = scan.page.tokens[hit.last - 1]
    return (
        token.dep in ("amod", "compound", "nmod")
        and hit.last < scan.bounds(hit.first).last
        and token.head > hit.last - 1
    )


def _of_state(hit: Hit, state: str) -> Found:
    """A state under its own name."""
    return Found(hit.first, hit.last, hit.last - 1, "state", "name", (state,), "name of a state", state)


def _group(scan: Scan, hit: Hit, taken: set[int]) -> Found | None:
    """ "the Russian government", "Cuban officials", "U.S. and Chinese negotiators", "Iran's Foreign Ministry"."""
    led = [hit]
    at, end = hit.last, scan.bounds(hit.first).last
    while True:
        while (
            at < end
            and scan.words[at] in ("and", ",", "", "or")
            and (scan.words[at] or scan.page.tokens[at].word in HYPHENS)
        ):
            at += 1
        another = scan.starts.get(at)
        if at == led[-1].last or another is None or state_of(scan, another) is None:
            break
        led.append(another)
        at = another.last
    at = led[-1].last
    if at < end and scan.page.tokens[at].tag == "POS":
        led = led[-1:]
        if led[0] is not hit:
            return None
        at += 1
    found = [s for h in led if (s := state_of(scan, h) or _seat_state(scan, h))]
    noun = _government_noun(scan, at, end)
    if noun is None or len(found) < len(led) or taken.intersection(range(hit.first, noun + 1)):
        return None
    adjectives = all(h.key in scan.known.demonyms or h is led[-1] for h in led)
    if not adjectives:
        return None
    return Found(
        _with_article(scan, hit.first),
        noun + 1,
        noun,
        "state",
        "nominal",
        tuple(dict.fromkeys(found)),
        "group of a state",
        found[0] if len(set(found)) == 1 else None,
    )


def _seat_state(scan: Scan, hit: Hit) -> str | None:
    return scan.known.metonyms.get(hit.key) or scan.known.capitals.get(hit.key)


def _with_article(scan: Scan, first: int) -> int:
    """The token of the article before, if any stands there."""
    begin = scan.bounds(first).first
    at = first
    while (
        at - 1 >= begin
        and scan.page.tokens[at - 1].tag in ("JJ", "VBG", "JJS")
        and not scan.big[at - 1]
        and first - at < 2
    ):
        at -= 1
    if at - 1 >= begin and scan.words[at - 1] in ("the", "a", "an", "both", "some", "top", "senior"):
        return at - 1
    return first


def _government_noun(scan: Scan, at: int, end: int) -> int | None:
    """The token of the noun that stands for a government, after at most three words of its own ("deputy foreign")."""
    nouns, titles = scan.known.titles.government, scan.known.titles
    for noun in range(at, min(at + 5, end)):
        word, token = scan.words[noun], scan.page.tokens[noun]
        if word in nouns and token.tag[:1] == "N":
            following = noun + 1
            if (
                following < end
                and scan.words[following] in nouns | {"ministry", "department"}
                and scan.page.tokens[following].tag[:1] == "N"
            ):
                continue
            return noun
        if not (
            word in titles.fields
            or word in titles.before
            or token.tag[:2] in ("JJ", "NN", "HY", "VB")
            or word in ("and", "")
        ):
            return None
        if token.tag[:2] == "VB" and token.tag not in ("VBG", "VBN"):
            return None
    return None


def _bare_adjective(scan: Scan, hit: Hit) -> Found | None:
    """ "the Cuban" is a person, "the French" a people; an adjective of another noun is nobody."""
    state, begin = scan.known.demonyms[hit.key], scan.bounds(hit.first).first
    token = scan.page.tokens[hit.last - 1]
    if token.dep in ("amod", "compound", "nmod") and token.head > hit.last - 1:
        return None
    if hit.first == begin or scan.words[hit.first - 1] not in ("the", "a", "visiting") or token.tag in ("VB", "VBD"):
        return None
    if hit.key.endswith(COLLECTIVE):
        return Found(hit.first - 1, hit.last, hit.last - 1, "state", "nominal", (state,), "people of a state", state)
    if scan.words[hit.first - 1] == "a":
        return None
    return Found(hit.first - 1, hit.last, hit.last - 1, "person", "nominal", (), "person of a state", state)


def _seat(scan: Scan, hit: Hit, place: str | None) -> Found | None:
    """A seat of government: the place after words of place, else the government."""
    if hit.key == UNION_SEAT and _acts(scan, hit) and "BEL" not in scan.told:
        return Found(hit.first, hit.last, hit.last - 1, "body", "metonym", (UNION,), "seat of the union")
    state = _seat_state(scan, hit)
    if place is not None and not _acts(scan, hit):
        return _place(scan, hit, (place,))
    if state is None or (place is None and not _acts(scan, hit)):
        return None
    return Found(_the(scan, hit), hit.last, hit.last - 1, "state", "metonym", (state,), "seat of a government", state)


def _the(scan: Scan, hit: Hit) -> int:
    begin = scan.bounds(hit.first).first
    return hit.first - 1 if hit.first > begin and scan.words[hit.first - 1] == "the" else hit.first


def _acts(scan: Scan, hit: Hit) -> bool:
    """Whether a seat stands for its government by grammar: a subject, an owner, one of two that have ties."""
    tokens, at = scan.page.tokens, hit.last - 1
    for _ in range(4):  # a joined name has the grammar of the first
        if tokens[at].dep == "conj" and tokens[at].head != at:
            at = tokens[at].head
    token = tokens[at]
    above = tokens[token.head]
    if hit.first > 1 and scan.words[hit.first - 1] == "for" and (_goes(scan, hit.first - 2) or _goes(scan, above.head)):
        return False  # "leaves for Hanoi to sign"
    if token.dep in ("dobj", "iobj", "dative"):
        return above.word.lower() not in scan.known.titles.words["going"]
    if token.dep == "poss" and hit.last < len(tokens) and tokens[hit.last].tag == "POS":
        return True
    if token.dep in SUBJECTS:
        return True
    if token.dep == "pobj":
        word = above.word.lower()
        if word in scan.known.titles.words["locative"]:
            return False
        governor = tokens[above.head].word.lower()
        return (
            word in ("between", "with", "by", "against")
            or (word in scan.known.titles.words["acting"] and governor in scan.known.titles.words["relations"])
            or word == "on"
        )
    seat = hit.key in scan.known.metonyms
    return (seat and token.dep not in ("pobj", "npadvmod")) or token.dep == "appos"


def _goes(scan: Scan, at: int) -> bool:
    """Whether a token is a word of going somewhere."""
    return scan.page.tokens[at].lemma in scan.known.titles.words["travelling"]


def _is_place(scan: Scan, hit: Hit) -> bool:
    """Whether a town of the gazetteer is meant: the parser takes it for a place, or it has several words."""
    before = scan.words[hit.first - 1] if hit.first else ""
    is_town = any(id in scan.known.places and scan.known.places[id].kind == "city" for id in scan.known.names[hit.key])
    if is_town and before in scan.known.titles.words["compass"] and scan.big[hit.first - 1]:
        return False  # South Carolina is no Carolina
    if hit.last - hit.first > 1 or hit.key in scan.known.capitals:
        return True
    entity = scan.entity.get(hit.first)
    if entity is not None and entity.label in PLACE_LABELS:
        return True
    is_alone = entity is None or entity.last - entity.first == 1  # the parser takes a town for a people or a person
    return is_town and is_alone and _is_where(scan, hit.first, is_named=entity is not None and entity.label != "NORP")


def _is_where(scan: Scan, at: int, *, is_named: bool) -> bool:
    """Whether a name stands for where one travels ("flew to Bouake") or, unless it may name another, where one is."""
    token, words = scan.page.tokens[at], scan.known.vocabulary
    prep = scan.page.tokens[token.head]
    above = scan.page.tokens[prep.head].lemma
    travels = words.nouns.get(above) == "visit" or any(frame.kind == "visit" for frame in words.frames.get(above, ()))
    is_object = token.tag == "NNP" and token.dep == "pobj"
    return is_object and ((prep.lemma == "in" and not is_named) or (travels and prep.lemma in ("to", "from", "for")))


def _place(scan: Scan, hit: Hit, ids: tuple[str, ...]) -> Found:
    """A place: the one whose country follows, else the first that the gazetteer lists; the others are candidates."""
    places = [i for i in ids if scan.known.actors[i].kind == "place"]
    chosen = _near(scan, hit, places)
    rest = tuple(p for p in places if p != chosen)
    return Found(
        hit.first,
        hit.last,
        hit.last - 1,
        "place",
        "name",
        (chosen,),
        "known place",
        scan.known.actors[chosen].country,
        rest,
    )


def _near(scan: Scan, hit: Hit, places: list[str]) -> str:
    """Of places of one name the one whose country follows ("Hamburg, Germany") or is told of, else the first."""
    after = scan.starts.get(hit.last + 1) if hit.last + 1 < len(scan.words) and scan.words[hit.last] == "," else None
    state = state_of(scan, after) if after else None
    named = (p for p in places if scan.known.actors[p].country == state)
    return next(named, None) or next((p for p in places if scan.known.actors[p].country in scan.told), places[0])
