"""To turn the nouns that grammar finds into participants: mentions with their actors and countries."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.at_post import at_post, of_embassy
from memcon.claims.attending import among_them, of_group, spells_out
from memcon.claims.first_person import is_first_person, is_quoted, publisher_state, speaker_at
from memcon.claims.lists import listed_after
from memcon.claims.modifiers import body_at, club_at, is_region, joined, posted_to, state_at
from memcon.claims.seen import Seen, Side, countries, from_mention, host_state, is_thing, mention_at
from memcon.claims.syntax import after_preposition, conjuncts, governors, kids, sentence_of
from memcon.model import Mention
from memcon.reference import fold

EXAMPLES = ("including", "like", "as")
"""What names the members of a group: "representatives from countries such as"."""


COUNTS = frozenset({"number", "group", "series", "host", "handful", "couple", "range", "dozen", "variety"})


MODIFIERS = ("compound", "nmod", "amod")


COUNTERPART = "counterpart"
SOME = frozenset({"some", "many", "several"})

SITES = frozenset(
    """country nation republic kingdom capital city port town resort island village airport outskirts part region area
    province""".split()
)


SOILS = frozenset({"territory", "soil"})
"""Words for the land of a state, whose adjective tells which ("on Kenyan soil")."""


def sides(seen: Seen, heads: Iterable[int]) -> list[Side]:
    """The participants that these nouns name, each actor once."""
    found: dict[tuple[str | None, str | None], Side] = {}
    for head in _listed(seen, heads):
        for side in side_of(seen, head):
            found.setdefault((side.actor, None if side.actor else side.words), side)
    return list(found.values())


def _listed(seen: Seen, heads: Iterable[int]) -> Iterator[int]:
    """The nouns, and those of a list that the parser hangs elsewhere ("from Peru, Chile and Brazil")."""
    for head in heads:
        yield from _joined_before(seen, head)
        yield head
        mention = mention_at(seen, head)
        if mention is None or mention.kind not in ("state", "person"):
            continue
        if mention.kind == "person" and mention.role == "name":
            yield from _run_on(seen, head, mention)
        for other in kids(seen.page, head, "appos"):
            named = mention_at(seen, other)
            if named is not None and named.kind == mention.kind == "state" and named.actors != mention.actors:
                yield from conjuncts(seen.page, other)
        yield from listed_after(seen.page, seen.reading.mentions, seen.at[head])


def _joined_before(seen: Seen, head: int) -> Iterator[int]:
    """The name that "and" joins to a titled one, where the parser hangs it from the title ("A and Premier B met")."""
    index = seen.at.get(head)
    if not index or seen.reading.mentions[index].kind != "person":
        return
    before, own = seen.reading.mentions[index - 1], seen.reading.mentions[index]
    words = [t.word for t in seen.page.tokens[before.last : own.first]]
    hangs = any(own.first <= at < own.last for at in governors(seen.page, before.head))
    if words == ["and"] and hangs and before.kind == own.kind and before.role == own.role == "name":
        yield before.head


def _run_on(seen: Seen, head: int, mention: Mention) -> Iterator[int]:
    """The persons of a list that the parser hangs from its first ones ("A, King B of Jordan, C and D met")."""
    page = seen.page
    below = kids(page, head, "appos")
    below += [c for o in after_preposition(page, head, ("of",)) for c in kids(page, o, "conj", "appos")]
    for other in below:
        named = mention_at(seen, other)
        if named is None or named.kind != "person" or named.role != "name" or named.actors == mention.actors:
            continue
        for one in conjuncts(page, other):
            yield one
            yield from _run_on(seen, one, named)


def side_of(seen: Seen, head: int) -> list[Side]:
    """Whom one noun names: its mention's actors, else its apposition's, else those it is a group of."""
    mention = mention_at(seen, head)
    if mention is not None and mention.kind == "state" and len(mention.actors) < 2 and _are_counted(seen, head):
        return []
    if mention is not None and is_thing(seen, mention):
        return []
    if examples := _examples(seen, head):
        return of_group(mention, examples)
    if mention is not None and mention.kind != "place":
        found = posted_to(seen, head, mention) or from_mention(seen, mention)
        is_one = mention.rule == "officials of a state" and seen.page.tokens[head].tag == "NN"
        is_one = is_one or (mention.kind == "person" and not any(s.actor for s in found))
        if is_one and (name := _name_beside(seen, head)):
            return name  # "a Norwegian envoy, Minister of State X"
        if not any(s.actor or s.country for s in found):
            return _members(seen, head) or at_post(seen, head) or found
        return _leaders(seen, head, mention) or [*_joined_members(seen, head, mention, found), *found]
    for other in kids(seen.page, head, "appos", "npadvmod"):  # "his allies, the prime minister of … and …"
        named = [m for c in conjuncts(seen.page, other) if (m := mention_at(seen, c)) is not None and m.kind != "place"]
        if named:
            return [side for m in named for side in from_mention(seen, m)]
    if mention is None and seen.page.tokens[head].lemma in ("each", "both"):
        return sides(seen, after_preposition(seen.page, head, ("of",)))  # "met each of them"
    if mention is None:
        found = _speaking(seen, head) or _members(seen, head) or _commissioners(seen, head)
        return found or _aboard(seen, head) or of_embassy(seen, head) or at_post(seen, head)
    return from_mention(seen, mention)


def _aboard(seen: Seen, head: int) -> list[Side]:
    """Who travels in an aircraft of his ("the president's plane", "the aircraft of the foreign minister")."""
    if seen.page.tokens[head].lemma not in seen.known.vocabulary.words["group.aircraft"]:
        return []
    found = owner(seen, head) or sides(seen, after_preposition(seen.page, head, ("of",)))
    return [side for side in found if side.kind == "person"]


def _commissioners(seen: Seen, head: int) -> list[Side]:
    """Whose joint commission a noun names ("the Peruvian-Kenyan joint commission", "OAU committee")."""
    words = seen.known.vocabulary.words
    if seen.page.tokens[head].lemma.lower() not in words["group.commissions"]:
        return []
    before = kids(seen.page, head, *MODIFIERS)
    within = {seen.page.tokens[k].lemma.lower() for at in before for k in (at, *kids(seen.page, at, *MODIFIERS))}
    if within & words["group.clubs"]:
        return []
    found = [s for k in before for s in chained(seen, k) if s.kind != "place"]
    found += sides(seen, after_preposition(seen.page, head, ("of", "between")))
    found = list({(side.actor, side.start): side for side in found}.values())
    return found if len(countries(found)) > 1 or all(side.kind == "body" for side in found) else []


def _are_counted(seen: Seen, head: int) -> bool:
    """Whether a noun counts private people of a nation ("94,000 Indians", "some Indians", not "three officials")."""
    is_people = seen.page.tokens[head].tag in ("NNPS", "NNS") and not is_of_people(seen, head)
    number = [seen.page.tokens[k] for k in kids(seen.page, head, "nummod", "det", "amod")]
    return is_people and any(t.tag == "CD" or t.lemma in SOME for t in number)


def _speaking(seen: Seen, head: int) -> list[Side]:
    """Whom "I" or "we" means, worded so."""
    word, report = seen.page.tokens[head], seen.page.report
    if not is_first_person(word.word):
        return []
    speaker = speaker_at(seen.reading, word.start)
    if speaker is not None:
        said = [side for side in from_mention(seen, speaker) if side.actor]
        return [replace(side, words=seen.page.shown(word), start=word.start, end=word.end, head=head) for side in said]
    state = None if is_quoted(seen.reading, word.start) else publisher_state(report.outlet, seen.known)
    return [Side(seen.page.shown(word), word.start, word.end, state, "state", state, head)] if state else []


def is_of_people(seen: Seen, noun: int) -> bool:
    """Whether a noun is one for people or states of a group that can be a side ("officials", "a delegation")."""
    return seen.page.tokens[noun].lemma in seen.known.vocabulary.words["group.nouns"]


def _examples(seen: Seen, head: int) -> list[Side]:
    """The persons that are named of a group ("its leaders, including A and B")."""
    if seen.page.tokens[head].lemma in COUNTS:  # "a number of envoys, including"
        return [s for o in after_preposition(seen.page, head, ("of",)) for s in _examples(seen, o)]
    if not is_of_people(seen, head):
        return []
    named = after_preposition(seen.page, head, EXAMPLES) or _spelled_out(seen, head)
    told = [(k, m) for k in named if k != head and (m := mention_at(seen, k))]
    found = [s for k, m in told if m.kind == "person" or _is_envoy(seen, k, m) for s in from_mention(seen, m)]
    return found or among_them(seen, head)


def _is_envoy(seen: Seen, head: int, mention: Mention) -> bool:
    """Whether a mention of a state is one of somebody who stands for it ("the representative of Peru")."""
    return mention.kind == "state" and mention.role == "nominal" and is_of_people(seen, head)


def _spelled_out(seen: Seen, head: int) -> list[int]:
    """The nouns that a plural without a name is set apart for ("met three leaders: A, B and C")."""
    mention = mention_at(seen, head)
    if seen.page.tokens[head].tag != "NNS" or (mention is not None and mention.actors and not spells_out(seen, head)):
        return []
    told = kids(seen.page, head, "appos")
    if not told and seen.page.tokens[head + 1 : head + 2] and seen.page.tokens[head + 1].word == ":":
        last = sentence_of(seen.page, head).last
        told = [m.head for m in seen.reading.mentions if m.kind == "person" and head < m.first < last][:1]
    return [c for k in told for c in _strung(seen, k)]


def _strung(seen: Seen, at: int) -> list[int]:
    """A noun with those that hang from it as a list does, conjunct by conjunct or as one apposition of another."""
    more = kids(seen.page, at, "appos", "conj")
    return [at, *(c for k in more for c in _strung(seen, k))]


def _members(seen: Seen, head: int) -> list[Side]:
    """Whom a group stands for: who leads it, else those of whom it is ("the foreign ministers of A and B")."""
    page = seen.page
    if not is_of_people(seen, head):
        return []
    led = [k for k in kids(page, head, "acl") if page.tokens[k].lemma in seen.known.vocabulary.words["group.led"]]
    leaders = [o for k in led for o in after_preposition(page, k, ("by",))]
    own = after_preposition(page, head, ("of", "from", "by", *EXAMPLES))
    if mention_at(seen, head) is not None:
        before = [c for k in kids(page, head, "amod", "nmod", "compound", "poss") for c in joined(seen, k)]
        both = [m for k in own if (m := mention_at(seen, k)) and m.kind == "state" and len(m.actors) > 1]
        if both:  # "the home secretaries of the two countries"
            return from_mention(seen, both[0])
        told = [side for k in [*before, *own] if (side := state_at(seen, k))]
        told = told or [side for side in sides(seen, own) if side.kind == "state"]  # "of the members (Peru and Chile)"
        return told or [side for k in before for side in club_at(seen, k)]  # "the ASEAN foreign ministers"
    before = [c for k in kids(page, head, "amod", "nmod", "compound") for c in joined(seen, k)]
    before += [k for at in before for k in kids(page, at, "compound")]  # "EU member states"
    bodies = [s for k in before for s in body_at(seen, k)]
    near = after_preposition(page, head, ("in",)) if _is_at_home(seen, head) else []
    there = [host for side in places(seen, near) if (host := host_state(side))]
    bodies += [
        s for o in own if mention_at(seen, o) is None for k in kids(page, o, "compound") for s in body_at(seen, k)
    ]
    found = next((found for heads in (leaders, own) if (found := sides(seen, heads))), bodies)
    found = found or _owners(seen, head) or there[:1]
    # "an EU delegation led by Commissioner X": who leads a body's people is a side of its own
    return [replace(side, kind="body") if leaders and bodies and not side.country else side for side in found]


def _owners(seen: Seen, head: int) -> list[Side]:
    """The state for which those act who are somebody's own ("the premier's advance team", "aides to the president")."""
    lemma, words = seen.page.tokens[head].lemma, seen.known.vocabulary.words
    if lemma not in words["group.owned"]:
        return []
    near = [*kids(seen.page, head, "poss"), *after_preposition(seen.page, head, ("to",))]
    near = [at for at in near if seen.page.tokens[at].tag[:2] == "NN"]  # not those of "their aides"
    persons = [side for side in sides(seen, near) if side.kind == "person" and side.country]
    text, end = seen.page.report.text, seen.page.tokens[head].end
    return [
        replace(one, actor=one.country, kind="state", words=text[one.start : end], end=end, head=head)
        for one in persons[:1]
        if one.start is not None and one.start < end
    ] or [replace(one, actor=one.country, kind="state") for one in persons[:1]]


def _is_at_home(seen: Seen, head: int) -> bool:
    """Whether people told of with where they are serve that state ("officials in Lima", not "rebels in Lima")."""
    words, tokens = seen.known.vocabulary.words, seen.page.tokens
    said = {tokens[k].lemma for k in kids(seen.page, head, "amod", "compound", "nmod")}
    return tokens[head].lemma in words["group.home"] and not said & words["group.private"]


def _name_beside(seen: Seen, head: int) -> list[Side]:
    """The person whose name stands in apposition to a noun for nobody in particular."""
    named = (m for k in kids(seen.page, head, "appos") if (m := mention_at(seen, k)) is not None)
    found = next((from_mention(seen, m) for m in named if m.kind == "person" and m.role == "name" and m.actors), [])
    called = mention_at(seen, head)
    if called is None or COUNTERPART not in called.words.lower():
        return found
    text = seen.page.report.text  # "his counterpart, President X" is worded so, and known for one by it
    return [
        replace(one, start=called.start, words=text[called.start : one.end])
        for one in found
        if one.end is not None and called.start < one.end
    ]


def _leaders(seen: Seen, head: int, mention: Mention) -> list[Side]:
    """Who leads a state's delegation ("a Chadian delegation, led by Interior Minister X"), as of that state."""
    words = seen.known.vocabulary.words
    if mention.kind != "state" or seen.page.tokens[head].lemma not in words["company.groups"]:
        return []
    led = [k for k in kids(seen.page, head, "acl") if seen.page.tokens[k].lemma in words["group.led"]]
    found = sides(seen, [o for k in led for o in after_preposition(seen.page, k, ("by",))])
    return [side for side in found if side.kind == "person" and side.actor and side.key() == mention.country]


def _joined_members(seen: Seen, head: int, mention: Mention, found: Sequence[Side]) -> list[Side]:
    """The other states of which a group is, where "and" joins them ("North and South Korean officials")."""
    page = seen.page
    if mention.role != "nominal" or mention.kind != "state" or len(found) != 1:
        return []
    if not any(kids(page, k, "cc") for k in kids(page, head, "amod", "nmod", "compound")):
        return []
    return [side for side in _members(seen, head) if side.key() not in countries(found)]


def places(seen: Seen, heads: Iterable[int]) -> list[Side]:
    """The places that these nouns name; a state counts, for where it lies."""
    found = []
    for head in heads:
        mention = mention_at(seen, head)
        if mention is not None and mention.kind in ("place", "state") and _is_land(seen, mention):
            found += from_mention(seen, mention)
        elif (
            mention is None or mention.role == "nominal"
        ):  # "the capital, Oslo", "Oslo's airport", "the port of Lobito"
            near = [*kids(seen.page, head, "appos", "poss", "compound"), *after_preposition(seen.page, head, ("of",))]
            is_site = seen.page.tokens[head].lemma in SITES
            is_site = is_site or seen.page.tokens[head].tag == "NNP"  # a town we do not know: "in Posadas, Argentina"
            found += [side for k in near for side in _place_at(seen, k) if is_site or side.kind == "place"]
            if seen.page.tokens[head].lemma in SOILS:
                found += [s for k in kids(seen.page, head, "amod", "compound") for s in named_by(seen, k)]
    return found


def institutions(seen: Seen, heads: Iterable[int]) -> list[Side]:
    """The bodies and the missions of states that these nouns name, which one visits as one visits a state."""
    page, words = seen.page, seen.known.vocabulary.words
    found: list[Side] = []
    for head in heads:
        if page.tokens[head].lemma in words["group.seats"]:  # "NATO headquarters", "the headquarters of NATO"
            owners = [*kids(page, head, "compound", "poss", "nmod"), *after_preposition(page, head, ("of",))]
            found += [side for k in owners for side in body_at(seen, k)]
        is_mission = page.tokens[head].lemma in words["group.institutions"]
        found += [s for s in sides(seen, [head]) if s.kind == "body" or (s.kind == "state" and is_mission)]
    return found


def _is_land(seen: Seen, mention: Mention) -> bool:
    """Whether words for a place or state name land: a name, or "the country", "the Kenyan capital", not "the side"."""
    return mention.role != "nominal" or (bool(mention.actors) and seen.page.tokens[mention.head].lemma in SITES)


def _place_at(seen: Seen, token: int) -> list[Side]:
    """The place that a token names; here a seat of government is a place, whatever it stands for elsewhere."""
    mention = mention_at(seen, token)
    is_place = mention is not None and (mention.kind in ("place", "state") or mention.role == "metonym")
    return from_mention(seen, mention) if mention is not None and is_place else []


def owner(seen: Seen, noun: int) -> list[Side]:
    """Who a possessive before a noun names."""
    return sides(seen, [c for k in kids(seen.page, noun, "poss") for c in conjuncts(seen.page, k)])


def chained(seen: Seen, token: int) -> list[Side]:
    """The sides of a modifier and of what hangs before it ("Trump-Kim", "US-Russian")."""
    more = [s for k in kids(seen.page, token, *MODIFIERS, "conj", "npadvmod") for s in chained(seen, k)]
    return [*more, *named_by(seen, token)]


def named_by(seen: Seen, token: int) -> list[Side]:
    """The sides that a modifier token names ("Russian", "US" in "US-Russian talks")."""
    mention = mention_at(seen, token)
    if mention is not None and (token == mention.head or (mention.actors or mention.country)):
        return side_of(seen, token)
    last, text = seen.page.tokens[token], seen.page.report.text
    if token and seen.page.tokens[token - 1].word.lower() == "ethnic":
        return []  # "ethnic Hungarian rebels" are not Hungary's
    for start in [seen.page.tokens[token - 1].start, last.start] if token else [last.start]:  # "South Korean", "Cuban"
        words = text[start : last.end]  # in "two Cuban men" as well, who are nobody in particular
        country = seen.known.demonyms.get(fold(words)) if words[:1].isupper() else None
        if country and not is_region(seen, token, words):
            return [Side(words, start, last.end, country, "state", country, token)]
    return []
