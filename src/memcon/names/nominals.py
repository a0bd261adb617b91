"""To find words that stand for actors without naming them: "the two leaders", "both sides", "his counterpart", "he"."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from memcon.names.lead import COUNTS, is_body
from memcon.names.posts import singular
from memcon.names.scan import HYPHENS, Scan
from memcon.names.states import Found
from memcon.names.title import POSTED, Title

PARTIES = frozenset({"sides", "parties", "countries", "delegations", "neighbors", "neighbours"})
SINGLE = frozenset({"guest", "host", "visitor"})
DELEGATED = (("the",), ("this",), ("the", "visiting"))
DELEGATION = "the delegation told of"
TRIOS = frozenset({"trio", "threesome", "quartet"})
STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "iobj", "dative", "pobj"})
EXPLETIVE = frozenset({"be", "seem", "appear", "happen", "emerge", "remain", "take", "turn", "rain"})
IT = "the state told of"
BOTH = COUNTS | {"the", "these", "those"}
# A post that one may hold of nobody: without a country or an article such a word is no mention.


ONE_STATE = frozenset({"pope", "pontiff", "taoiseach"})
"""Posts that only one state has."""


def named_titles(scan: Scan, titles: Iterable[Title]) -> Iterator[Found]:
    """Titles without a name as nominals: whoever holds the post, or for officials and envoys their state."""
    before: Title | None = None
    listed = list(titles)
    for title, after in zip(listed, [*listed[1:], None], strict=False):
        before = _of_the_same(scan, _of_the_next(scan, title, after), before)
        found = _of_title(scan, before)
        if found is not None:
            yield found


def _of_the_same(scan: Scan, title: Title, before: Title | None) -> Title:
    """A title with the state of the one it is listed after: "the Peruvian president, speaker and prime minister"."""
    if before is None or not before.country or before.owner or title.countries or title.owner:
        return title
    between = [word for word in scan.words[before.last : title.first] if word not in HOUSE]
    is_listed = 0 < len(between) < 3 and all(word in JOINTS for word in between) and title.lead in ("", "the")
    no_post = {*scan.known.titles.words["vague"], *scan.known.titles.government}
    is_post = scan.words[title.head] not in no_post and not scan.is_plural(title.head)
    if not is_listed or not is_post or scan.is_plural(before.head) or before.lead in ("a", "an"):
        return title
    return replace(title, countries=before.countries)


def _of_the_next(scan: Scan, title: Title, after: Title | None) -> Title:
    """A title with the state behind the one that "and" joins to it: "the president and vice president of Peru"."""
    if title.countries or title.owner or after is None or not after.country or after.lead or scan.is_plural(title.head):
        return title
    no_post = {*scan.known.titles.words["vague"], *scan.known.titles.government}
    is_joined = scan.words[title.last : after.first] == ("and",) and scan.words[title.head] not in no_post
    is_behind = "of" in scan.words[after.head : after.last]
    return replace(title, countries=after.countries) if is_joined and is_behind else title


HOUSE = frozenset({"of", "the", "parliament", "assembly", "house", "senate", "national"})
"""Words for what a speaker presides over."""
JOINTS = frozenset({"and", "&", ",", ""})


def _of_title(scan: Scan, title: Title) -> Found | None:
    words, known = scan.words, scan.known
    head = words[title.head]
    plural = scan.is_plural(title.head)
    if plural and not title.countries and (hit := scan.starts.get(title.start)) and is_body(scan, hit):
        return None  # "the ASEAN foreign ministers" are the body
    is_ranked = not plural and _is_of_rank(scan, title)  # "the top diplomat"
    if head in known.titles.government and not title.owner and head not in ("ministers", "leaders") and not is_ranked:
        if not title.countries and plural and COUNTS.intersection(words[title.first : title.start]):
            return Found(title.first, title.last, title.head, "person", "nominal", (), "holders of a post")
        if not title.countries:
            return None
        return Found(
            title.first,
            title.last,
            title.head,
            "state",
            "nominal",
            title.countries,
            "officials of a state",
            title.country,
        )
    lone = not title.countries and title.owner is None
    if lone and title.lead in ("", "the") and _is_head_of_body(scan, title):
        return Found(title.first, title.last, title.head, "person", "nominal", (), "holder of a post")
    if lone and not title.lead and (plural or not scan.big[title.head] or head in known.titles.words["vague"]):
        return None
    if lone and title.lead == "the" and head in known.titles.kinds and not plural and head not in ONE_STATE:
        return Found(title.first, title.last, title.head, "person", "nominal", (), "holder of a post")
    is_vague = head in known.titles.words["vague"] and not _is_of_rank(scan, title)
    if lone and (is_vague or title.lead in ("a", "an")) and head not in ("counterpart", "colleague"):
        return None
    rule = "holders of a post" if plural else "holder of a post"
    away = next((at for at in range(title.head, title.last) if words[at] == "to" and head in POSTED), title.last)
    alone = known.titles.implied.get(head) if head in ONE_STATE and not title.countries else None
    return Found(title.first, away, title.head, "person", "nominal", (), rule, title.country or alone)


def _is_of_rank(scan: Scan, title: Title) -> bool:
    """Whether a title is one of several words that says whom it means: "the two heads of state"."""
    words = singular(scan.text(title.start, title.stop)).lower()
    return " " in words and words in scan.known.titles.persons


def _is_head_of_body(scan: Scan, title: Title) -> bool:
    """Whether a title is that of the head of an international body: "the UN chief", "the secretary-general"."""
    known, post = scan.known, scan.known.titles.post(scan.text(title.start, title.stop))
    return ("", post) in known.holders or (post == "secretary general" and title.lead == "the")


def realms(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """ "the island", "the kingdom" for a state, and "the 46-year-old" for a person."""
    for at, word in enumerate(scan.words):
        begin, end = scan.bounds(at).first, scan.bounds(at).last
        following = scan.page.tokens[at + 1].tag if at + 1 < end else "."
        led = at > begin and scan.words[at - 1] == "the"
        opens = at in taken or following[:1] in ("N", "J")
        if led and word in scan.known.titles.realms and not scan.big[at] and not opens and following != "IN":
            yield Found(at - 1, at + 1, at, "state", "nominal", (), "the realm told of")
        first = _age_from(scan, at) if word.endswith("old") and following not in ("NN", "NNP", "JJ") else None
        if first is not None:
            yield Found(first, at + 1, at, "person", "nominal", (), "the aged one")


def _halves(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """The first half of a land that is named with the other ("North and South Korea", "East and West German")."""
    for hit in scan.starts.values():
        half, _, land = hit.key.partition(" ")
        at = hit.first - 2
        if half not in HALVES or at < scan.bounds(hit.first).first or scan.words[at + 1] not in ("and", "or"):
            continue
        other = f"{scan.words[at]} {land}"
        ids = (id for id in scan.known.names.get(other, ()) if scan.known.actors[id].kind == "state")
        state = next(ids, None) or scan.known.demonyms.get(other)
        if scan.words[at] == HALVES[half] and state is not None and at not in taken:
            yield Found(at, at + 1, at, "state", "name", (state,), "the other half of a land", state)


def _prefixes(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """The state of a prefix before another state's adjective: "Sino-Soviet", "Franco-German"."""
    for at in range(len(scan.words) - 2):
        state = scan.known.titles.prefixes.get(scan.words[at])
        hit = scan.starts.get(at + 2) if state and scan.page.tokens[at + 1].word in HYPHENS else None
        if state and hit is not None and hit.key in scan.known.demonyms and at not in taken:
            yield Found(at, at + 1, at, "state", "name", (state,), "prefix of a state", state)


HALVES = {"north": "south", "south": "north", "east": "west", "west": "east"}


def _age_from(scan: Scan, at: int) -> int | None:
    """The token of "the" before "46-year-old" that ends at a token, however it is cut."""
    first = at
    while first > scan.bounds(at).first and at - first < 5 and scan.words[first] != "the":
        first -= 1
    words = scan.key(first, at + 1).split()
    is_age = len(words) == 4 and words[0] == "the" and words[1].isdigit() and words[2:] == ["year", "old"]
    return first if is_age else None


def pronouns(scan: Scan) -> Iterator[Found]:
    """Personal pronouns of the third person."""
    for at, word in enumerate(scan.words):
        if word in scan.known.titles.words["pronouns"] and scan.page.tokens[at].tag[:3] == "PRP":
            yield Found(at, at + 1, at, "person", "pronoun", (), "pronoun")


def institutions(scan: Scan) -> Iterator[Found]:
    """ "it" as a subject that acts, which may stand for a state ("Norway said it had summoned the envoy")."""
    page, tokens, readiness = scan.page, scan.page.tokens, scan.known.vocabulary.governs["complements"]
    for at, word in enumerate(scan.words):
        if word != "it" or tokens[at].dep not in ("nsubj", "nsubjpass"):
            continue
        verb = tokens[at].head
        is_ready = any(tokens[k].lemma in readiness for k in page.children[verb] if tokens[k].dep == "acomp")
        if is_ready or tokens[verb].lemma not in EXPLETIVE:
            yield Found(at, at + 1, at, "state", "pronoun", (), IT)


OFFICIALS = frozenset({"officials", "diplomats", "negotiators", "politicians", "statesmen", "dignitaries"})
KNOWN = frozenset({"the", "both", "these"})
"""Words by which a group is one told of before."""


def bare_pairs(scan: Scan) -> Iterator[Found]:
    """ "both", "the two" and "the pair" without a noun."""
    for at, word in enumerate(scan.words):
        if word not in ("both", "two", "pair", "duo") or scan.page.tokens[at].dep not in STANDING:
            continue
        led = at > scan.bounds(at).first and scan.words[at - 1] in ("the", "these")
        following = scan.words[at + 1] if at + 1 < scan.bounds(at).last else ""
        if (led or word == "both") and following != "of":
            yield Found(at - led, at + 1, at, "person", "nominal", (), "the two told of")


def hosted(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """ "his host", "her guest": the other of two."""
    for at, word in enumerate(scan.words):
        if word in SINGLE and at > scan.bounds(at).first and scan.words[at - 1] in ("his", "her") and at not in taken:
            yield Found(at - 1, at + 1, at, "person", "nominal", (), "the " + word)


CROWNED = "the crowned one told of"


def crowned(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """ "His Majesty", "Her Highness" alone: whoever of such a rank was told of last."""
    for at, word in enumerate(scan.words):
        is_led = at > scan.bounds(at).first and scan.words[at - 1] in ("his", "her") and at not in taken
        if word not in ("majesty", "highness") or not is_led or not scan.big[at]:
            continue
        following = at + 1 if at + 1 < scan.bounds(at).last else at
        is_named = following != at and (scan.big[following] or scan.words[following] == "the")
        if not is_named:  # "His Majesty King Abdullah", "His Highness the Emir"
            yield Found(at - 1, at + 1, at, "person", "nominal", (), CROWNED)


def groups(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """ "both sides", "the two countries", "the visitor", "negotiators from both countries"."""
    for at, word in enumerate(scan.words):
        if at in taken or (
            word not in scan.known.titles.words["sides"] and word not in scan.known.titles.words["roles"]
        ):
            continue
        first = at
        begin = scan.bounds(at).first
        while first - 1 >= begin and (
            scan.page.tokens[first - 1].tag in ("JJ", "VBG", "CD", "VBN") or scan.words[first - 1] in BOTH
        ):
            first -= 1
            if scan.words[first] in BOTH and scan.page.tokens[first].tag in ("DT", "PDT"):
                break
        lead = scan.words[first:at]
        if word in OFFICIALS and not KNOWN.intersection(lead):
            continue  # "three officials said"
        if (
            any(w in COUNTS for w in lead)
            or (word in PARTIES and lead == ("the",))
            or (word == "sides" and "the" in lead)
            or (word in TRIOS and "the" in lead)
        ):
            kind = "state" if word in scan.known.titles.words["sides"] else "person"
            yield Found(first, at + 1, at, kind, "nominal", (), "the sides told of")
        elif word == "delegation" and lead in DELEGATED and not _is_specified(scan, at):
            yield Found(first, at + 1, at, "state", "nominal", (), DELEGATION)
        elif word in SINGLE and "the" in lead and len(lead) <= 2:
            yield Found(first, at + 1, at, "person", "nominal", (), "the " + word)


def _is_specified(scan: Scan, at: int) -> bool:
    """Whether words after a group tell which one it is ("the delegation of Peru", "the delegation, led by")."""
    following = scan.words[at + 1 : min(at + 3, scan.bounds(at).last)]
    return bool({"of", "from", "led", "headed", "that", "which"}.intersection(following))


def _between_koreas(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """Both sides of what is "inter-Korean"."""
    for at in range(len(scan.words) - 2):
        if scan.words[at : at + 3] == ("inter", "", "korean") and not taken & {at, at + 1, at + 2}:
            yield Found(at, at + 3, at + 2, "state", "nominal", ("KOR", "PRK"), "both Koreas")


def compass(scan: Scan, taken: set[int]) -> Iterator[Found]:
    """ "the North" and "the South" where a Korea is spoken of, "North" of "North and South Yemen"."""
    yield from _halves(scan, taken)
    yield from _prefixes(scan, taken)
    koreas = {"north": "PRK", "south": "KOR"}
    yield from _between_koreas(scan, taken)
    if not any("korea" in h.key for h in scan.starts.values()) and "koreas" not in scan.words:
        return
    for at, word in enumerate(scan.words):
        if word == "koreas" and scan.big[at] and at not in taken:
            first = at - 1 if at and scan.words[at - 1] in COUNTS else at
            yield Found(first, at + 1, at, "state", "nominal", ("KOR", "PRK"), "both Koreas")
        if (
            word in koreas
            and at not in taken
            and scan.big[at]
            and at
            and scan.words[at - 1] == "the"
            and at not in scan.starts
        ):
            following = scan.page.tokens[at + 1].tag if at + 1 < len(scan.words) else "."
            if following[:1] != "N" and following != "IN":
                state = koreas[word]
                yield Found(at - 1, at + 1, at, "state", "name", (state,), "the North or South of Korea", state)
