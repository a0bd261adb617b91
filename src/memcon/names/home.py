"""To tell the state of a person whom memcon does not know: as stated, by whom it stands beside, by post or dateline."""

import re
from collections.abc import Iterator, Sequence

from memcon.model import Mention, Page
from memcon.names.chains import Chain
from memcon.names.lead import country_at
from memcon.names.own import owner_state
from memcon.names.posts import singular
from memcon.names.press import press_state
from memcon.names.scan import Scan, folded
from memcon.names.title import state_of
from memcon.reference import Reference

_LISTED = re.compile(  # an unread title may stand between: "and Cabinet Secretary for Water X"
    r"\s*(?:,|;|,?\s+(?:and|as well as|along with|together with))\s*(?:[A-Z][\w'’.-]*\s+(?:(?:of|for|and)\s+)?){0,5}"
)
_SERVING = re.compile(r",\s+(?:an?|the)?\s*[\w\s-]{3,50}\s(?:to|of|for)\s+(?:the\s+)?", re.IGNORECASE)
_OWN_MAN = re.compile(  # ", Obama's special envoy,"
    r"['’]s?\s+(?:[\w-]+\s+){0,3}(?:envoy|emissary|adviser|advisor|aide|spokesman|spokeswoman|representative|minister|"
    r"ambassador|secretary|deputy|negotiator|successor|predecessor)\b",
    re.IGNORECASE,
)
_PART_OF_OFFICE = re.compile(r"['’]s(?:\s+[\w-]+){1,5},?\s+(?:Mr\.?\s+)?")
ANYWHERE = frozenset({"speaker", "governor", "mayor"})
"""Posts by which a press names those of any state whom its own leaders meet."""
_LED = re.compile(  # "the Mongolian Ministry of External Relations headed by its Vice-Minister"
    r"(?:\s+(?:of|for)(?:\s+\w+){1,5})?,?\s*(?:which (?:is|was) |being )?"
    r"(?:led|headed|chaired) by\s+(?:the |its |his )?",
    re.IGNORECASE,
)
_PRIVATE = frozenset(
    "professor historian expert specialist scholar analyst correspondent critic student author writer reporter".split()
)
"""Who is so called may be of any state that the words after tell of ("a scholar of Russian history")."""
MOST_APPOSED = 16
_SEATED = 4
"""Posts of this rank or higher are a state's; of its own the press of a capital does not say which."""


def home(chain: Chain, chains: Sequence[Chain], mentions: Sequence[Mention], *, seen: Scan) -> str | None:
    """The state of an unknown person: by title, by namesakes, by those listed beside, by the post or the seat.

    `mentions` carry the states of persons already settled.
    """
    told = chain.countries()
    if told:
        return told[0]
    kin = {seen.known.actors[c.actor].country for c in _namesakes(chain, chains, seen.known) if c.actor}
    if len(kin) == 1:
        return kin.pop()
    first = min(chain.told, key=lambda t: t.index).index
    beside = (
        _possessed(seen, mentions, first)
        or _owned(seen, mentions, first)
        or _leads(seen, mentions, first)
        or _apposed(seen, mentions[first])
    )
    beside = beside or _relative(seen, mentions, first) or _sender(seen, mentions, first)
    beside = beside or _of_office(seen, mentions, first) or _master(seen.page, mentions, first)
    if beside or not chain.posts():
        return beside
    if set(chain.posts()) == {"counterpart"}:
        return _opposite(seen, mentions, first)
    return _beside(seen, mentions, first) or _of_post(chain, mentions, seen.known) or _at_home(chain, seen)


def _namesakes(chain: Chain, chains: Sequence[Chain], known: Reference) -> Iterator[Chain]:
    """The chains of known persons with the same last name."""
    return (c for c in chains if c.actor and c.actor in known.actors and c.name[-1] == chain.name[-1])


def _beside(seen: Scan, mentions: Sequence[Mention], index: int) -> str | None:
    """The state of whoever is listed just before, or sends one: "the Peruvian president and Foreign Minister X"."""
    here = mentions[index]
    for before in reversed(mentions[max(0, index - 1) : index]):
        between = seen.page.report.text[before.end : here.start]
        is_one = before.role == "nominal" and between.strip() == ","  # "a Saudi envoy, Minister of State X"
        listed = before.kind == "person" and before.role == "name" and _LISTED.fullmatch(between)
        sent = set(folded(between).split()) & seen.known.titles.words["sending"] and len(between.split()) < 4
        if before.country and (is_one or listed or sent) and seen.sentence[before.head] == seen.sentence[here.head]:
            return before.country
    return None


def _possessed(seen: Scan, mentions: Sequence[Mention], index: int) -> str | None:
    """The state in the genitive before a name: "Peru's Ana Rojas"."""
    before, here = mentions[max(0, index - 1)], mentions[index]
    between = seen.page.report.text[before.end : here.start]
    is_state = before.kind == "state" and before.role == "name"
    return before.country if is_state and between.strip().lower() in ("'s", "’s", "'", "’") else None


def _owned(seen: Scan, mentions: Sequence[Mention], index: int) -> str | None:
    """The state that calls somebody its own: "Peru said its foreign minister, X"."""
    at = mentions[index].first
    return owner_state(seen, mentions[:index], at) if seen.words[at] == "its" else None


def _leads(seen: Scan, mentions: Sequence[Mention], index: int) -> str | None:
    """The state whose delegation somebody leads: "A Chadian delegation, led by the interior minister, X"."""
    if index == 0 or mentions[index - 1].kind != "state":
        return None
    before, here = mentions[index - 1], mentions[index]
    between = seen.page.report.text[before.end : here.start]
    return before.country if _LED.fullmatch(between) else None


def _apposed(seen: Scan, mention: Mention) -> str | None:
    """The first state in what a name is called after a comma: "X, member of the bureau of the Vietnamese party"."""
    tokens, end = seen.page.tokens, min(seen.bounds(mention.head).last, mention.last + MOST_APPOSED)
    at = mention.last
    if (
        at + 1 >= end
        or seen.words[at] != ","
        or tokens[at + 1].tag not in ("DT", "JJ", "NN", "VBG")
        or seen.big[at + 1]
    ):
        return None
    for here in range(at + 1, end):
        if tokens[here].tag in ("VBD", "VBZ", "VBP", "MD", "WP") or seen.words[here] in _PRIVATE:
            return None
        hit = seen.starts.get(here)
        state = state_of(seen, hit) if hit is not None else None
        if state is not None:
            return state
    return None


def _opposite(seen: Scan, mentions: Sequence[Mention], index: int) -> str | None:
    """The other of two states told so far, for "her counterpart X"; None where more, or no other, are told."""
    here = mentions[index]
    told = [m for m in mentions[:index] if m.country and m.kind in ("person", "state")]
    inside = [m for m in mentions[:index] if seen.sentence[m.head] == seen.sentence[here.head] and m.kind == "person"]
    named = [m for m in inside if m.country]
    subject = named[0] if named else None
    if subject is not None and inside[0].role == "pronoun":  # "he was received by X and met his counterpart Y"
        subject = next((m for m in reversed(told) if m.kind == "person" and m.head < inside[0].head), None)
    if subject is None:
        return None
    others = {m.country for m in told} - {subject.country}
    return others.pop() if len(others) == 1 else None


def _relative(seen: Scan, mentions: Sequence[Mention], index: int) -> str | None:
    """The state of whose relative somebody is: "Premier Y and his wife, X"."""
    here = mentions[index]
    at = here.first - 2 if here.first and seen.words[here.first - 1] == "," else here.first - 1
    if at < seen.bounds(here.first).first or seen.words[at] not in seen.known.titles.words["kin"]:
        return None
    near = (m for m in reversed(mentions[:index]) if m.kind == "person" and m.role == "name")
    before = next(near, None)
    return before.country if before and seen.sentence[before.head] == seen.sentence[here.head] else None


def _master(page: Page, mentions: Sequence[Mention], index: int) -> str | None:
    """The state of whom somebody serves: "X, an adviser to Prime Minister Y", "X, Y's envoy"."""
    if index + 1 >= len(mentions):
        return None
    here, after = mentions[index], mentions[index + 1]
    between = page.report.text[here.end : after.start] if after.start - here.end < 60 else ""
    beside = page.report.text[after.end : after.end + 40]
    serves = _SERVING.fullmatch(between) or (between.strip() == "," and _OWN_MAN.match(beside))
    return after.country if after.kind == "person" and after.role == "name" and serves else None


def _sender(seen: Scan, mentions: Sequence[Mention], index: int) -> str | None:
    """The state whose leader sends somebody: "a special envoy of President Y, X"."""
    if index == 0:
        return None
    here = mentions[index]
    for sender in (mentions[index - 1], *mentions[index + 1 : index + 2]):
        lead = seen.words[max(0, sender.first - 2) : sender.first]
        is_sent = len(lead) == 2 and lead[0] in seen.known.titles.words["messengers"] and lead[1] in ("of", "from")
        between = seen.page.report.text[sender.end : here.start].strip() if sender.end < here.start else ""
        inside = sender.start < here.end  # one name with his title: "the envoy of President Y, X"
        if (
            is_sent
            and sender.kind == "person"
            and (inside or (sender.start < here.start and between in ("", ",", "(")))
        ):
            return sender.country
    return None


def _of_office(seen: Scan, mentions: Sequence[Mention], index: int) -> str | None:
    """The state of whose ministry somebody heads a part: "head of the Peruvian Foreign Ministry's Asia Bureau X"."""
    here = mentions[index]
    before = mentions[index - 1] if index else here
    between = seen.page.report.text[before.end : here.start]
    if before is here or before.role != "nominal" or not _PART_OF_OFFICE.fullmatch(between):
        return _of_ministry(seen, here)
    return before.country if set(folded(before.words).split()) & seen.known.titles.words["of_offices"] else None


def _of_ministry(seen: Scan, here: Mention) -> str | None:
    """The state whose ministry leads a title: "Peruvian Defence Ministry State Secretary X"."""
    first = seen.bounds(here.first).first
    lead = range(here.first - 1, max(first, here.first - 4), -1)  # a title we do not know: "Ministry Undersecretary X"
    at = next((k for k in lead if seen.words[k] in ("ministry", "department") or not seen.big[k]), first)
    if at == first or not seen.big[at]:
        return None
    found = (country_at(seen, k) for k in range(at - 1, max(first, at - 5) - 1, -1) if seen.big[k])
    return next((state[1] for state in found if state is not None), None)


def _of_post(chain: Chain, mentions: Sequence[Mention], known: Reference) -> str | None:
    """The one state whose holder of that post the report tells of without a name: "Greece's foreign minister"."""
    posts = {known.titles.post(singular(words)) for words in chain.posts()}
    unnamed = {
        m.country
        for m in mentions
        if m.role == "nominal" and m.post and m.country and known.titles.post(singular(m.post), m.country) in posts
    }
    named = {
        m.country for m in mentions if m.role == "name" and m.post and known.titles.post(singular(m.post)) in posts
    }
    states = unnamed - named
    return states.pop() if len(states) == 1 else None


def _at_home(chain: Chain, seen: Scan) -> str | None:
    """The state of the press that names a minister without one: where its report is dated, else whose outlet it is."""
    titles = seen.known.titles
    ranks = [titles.rank(titles.post(singular(words))) for words in chain.posts() if _is_seated(words, seen.known)]
    if min(ranks, default=5) > _SEATED:
        return None
    anywhere = all(set(folded(words).split()) & ANYWHERE for words in chain.posts())
    return _seat(seen) or (None if anywhere else press_state(seen.page.report.outlet, seen.known))


def home_state(seen: Scan) -> str | None:
    """Whose a post without a state is: that of the capital at which the report is dated, else of its outlet."""
    return _seat(seen) or press_state(seen.page.report.outlet, seen.known)


def _seat(seen: Scan) -> str | None:
    """The state at whose capital the report is dated."""
    titles, text = seen.known.titles, seen.page.report.text
    for dateline in seen.page.datelines[:1]:
        town = folded(re.split(r"[,:(/—–-]", text[dateline.start : dateline.end])[0])
        if town not in titles.words["crossroads"]:
            return seen.known.capitals.get(town)
    return None


def _is_seated(words: str, known: Reference) -> bool:
    """Whether a post is held at its state's seat, not abroad or at the head of troops."""
    heads = [w for w in folded(words).split() if w in known.titles.heads]
    if heads == ["secretary"] and known.titles.rank(known.titles.post(singular(words))) < _SEATED:
        return True  # a foreign secretary, not an embassy's
    return bool(heads) and not set(heads) & known.titles.words["away"]
