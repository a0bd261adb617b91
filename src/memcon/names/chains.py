"""To gather a report's mentions of one person into a chain, and to choose the person whom memcon knows by it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from memcon.model import Actor, Days, Mention, Page, Post
from memcon.names.posts import FAR, NEAR, gap, meant, rank_on
from memcon.names.scan import folded
from memcon.names.title import Title
from memcon.reference import Reference
from memcon.spelling import alike, skeleton

ENOUGH_FULL, ENOUGH_SHORT, CLEAR = 2.0, 3.0, 1.0
FAMOUS = {1: 3.0, 2: 3.0, 3: 2.0, 4: 1.0}
YEAR = 365
UNKNOWN_YET = -2.0
"""Against a bare name of somebody who holds no office known until later."""


_OWNING = re.compile(r"[`´]s$", re.IGNORECASE)  # typed for "'s", which the parser knows
_DOTTED = re.compile(r"(?<=\b[A-Z]\.)(?=[A-Z])")


class Told(Struct, frozen=True):
    """What one mention tells of a person: folded name words, state, title words, and sex by "Mr." or "Mrs."."""

    index: int
    name: tuple[str, ...]
    country: str | None
    post: str | None
    sex: str
    shown: str


class Chain(Struct):
    """The mentions of one person: all that they tell, and whom they mean once it is settled."""

    told: list[Told]
    name: tuple[str, ...]
    actor: str | None = None
    candidates: tuple[str, ...] = ()
    country: str | None = None

    @classmethod
    def of(cls, told: Told, candidates: tuple[str, ...] = ()) -> "Chain":
        """The chain that one mention begins."""
        return cls([told], told.name, candidates=candidates)

    def add(self, told: Told) -> None:
        """One more mention; the name is its longest form."""
        self.told.append(told)
        if len(told.name) > len(self.name):
            self.name = told.name

    def countries(self) -> list[str]:
        """The states told, the one told most first."""
        told = [t.country for t in self.told if t.country]
        return sorted(dict.fromkeys(told), key=lambda c: -told.count(c))

    def posts(self) -> list[str]:
        """The titles told."""
        return list(dict.fromkeys(t.post for t in self.told if t.post))

    def sex(self) -> str:
        """m or f as short titles tell it, else empty."""
        return next((t.sex for t in self.told if t.sex), "")


def told_by(page: Page, index: int, mention: Mention, titles: Mapping[int, Title], known: Reference) -> Told:
    """What a mention of a name tells; the name's words come after its title (`titles` are by first token)."""
    inside = [titles[t] for t in range(mention.first, mention.last) if t in titles and titles[t].last < mention.last]
    first, short = max((title.last for title in inside), default=mention.first), ""
    lead = next((page.tokens[t.first : t.head + 1] for t in inside if t.first == mention.first), ())
    post = mention.post or " ".join(token.word for token in lead) or None
    while first < mention.last - 1:
        word = folded(page.tokens[first].word)
        if word not in known.titles.short and word not in ("", ","):
            break
        if folded(page.report.text[page.tokens[first].start : mention.end]) in known.names:
            break  # "Lord Owen" is a name of his
        short, first = short or known.titles.short.get(word, ""), first + 1
    shown = _OWNING.sub("", page.report.text[page.tokens[first].start : mention.end])
    words = (folded(part.strip(",;")) for part in _DOTTED.sub(" ", shown).split())
    name = tuple(w for w in words if w and w not in ("s", "jr", "sr"))
    return Told(index, name, mention.country, post, short, shown.title() if shown.isupper() else shown)


def gather(told: Sequence[Told]) -> tuple[list[Chain], list[Told]]:
    """Chains of full names, and the short names that wait for them."""
    chains: list[Chain] = []
    by_end: defaultdict[str, list[Chain]] = defaultdict(list)  # a report of 1 MB names thousands
    for each in told:
        if len(each.name) < 2:
            continue
        ends = {skeleton(each.name[0]), skeleton(each.name[-1])}
        near = (c for end in sorted(ends) for c in by_end[end])
        chain = next((c for c in near if is_same_name(c.name, each.name)), None)
        if chain is None:
            chain = Chain.of(each)
            chains.append(chain)
        else:
            chain.add(each)
        for end in ends:
            if all(c is not chain for c in by_end[end]):
                by_end[end].append(chain)
    return chains, [t for t in told if len(t.name) < 2]


def is_same_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two full names of one report are one person's: equal, or one inside the other, spellings aside."""
    if left == right or " ".join(left) == " ".join(right):
        return True
    short, long = sorted((left, right), key=len)
    if short[-1] == long[-1] or (len(short[-1]) > 4 and skeleton(short[-1]) == skeleton(long[-1])):
        return alike(short[0], long[0])
    return set(short) <= set(long) and (short[0] == long[0] or short[-1] == long[-1])


def fits(chain: Chain, short: Told) -> bool:
    """Whether a bare name may be of a chain: the end, or the start, of its full name."""
    name, bare = " ".join(chain.name).split(), " ".join(short.name).split()
    size = len(bare)
    return name[-size:] == bare or name[:size] == bare or short.name[0] in chain.name


def choose(chain: Chain, known: Reference, days: Days | None, around: set[str]) -> None:
    """Set whom a chain means among those memcon knows; left open (with candidates) where two fit as well."""
    scored = sorted(
        ((_score(chain, actor, known, days=days, around=around), actor) for actor in possible(chain, known)),
        reverse=True,
    )
    enough = ENOUGH_FULL if len(chain.name) > 1 else ENOUGH_SHORT
    good = [(score, actor) for score, actor in scored if score >= enough]
    if not good:
        return
    if len(good) > 1 and good[0][0] - good[1][0] < CLEAR:
        chain.candidates = tuple(sorted(actor for score, actor in good if good[0][0] - score < CLEAR))
    else:
        chain.actor = good[0][1]


def possible(chain: Chain, known: Reference) -> list[str]:
    """The persons that memcon knows under a chain's name, other spellings included."""
    name = chain.name
    if len(name) == 1:
        sound = skeleton(name[0].split()[-1])
        alike_named = known.sounds.get(sound, ()) if len(sound) > 2 else ()
        return list(dict.fromkeys((*known.surnames.get(name[0], ()), *alike_named)))
    found: dict[str, None] = {}
    for told in (t.name for t in chain.told if len(t.name) > 1):
        plain = tuple(w for w in told if len(w) > 1)
        for key in (told, plain, (told[0], told[-1]), told[:2], (told[0], told[-2])):
            found |= dict.fromkeys(i for i in known.names.get(" ".join(key), ()) if known.actors[i].kind == "person")
        found |= dict.fromkeys(known.surnames.get(" ".join(told), ()))
        for bare in (" ".join(told[1:]), told[-1]):  # the reference may know no more than the family name
            found |= dict.fromkeys(i for i in known.surnames.get(bare, ()) if folded(known.actors[i].name) == bare)
        if not found:  # the family name first, or last, against custom
            turned = " ".join((*told[1:], told[0]))
            found |= dict.fromkeys(i for i in known.names.get(turned, ()) if known.actors[i].kind == "person")
        if not found:
            found |= dict.fromkeys(_alike(told, known))
    return list(found)


def _alike(name: tuple[str, ...], known: Reference) -> Iterable[str]:
    """Persons whose family name sounds alike and whose given name may be the same."""
    ids = known.surnames.get(name[-1], ()) or known.sounds.get(skeleton(name[-1]), ())
    for actor in (*ids, *known.surnames.get(name[0], ())):
        theirs = folded(known.actors[actor].name).split()
        if len(theirs) > 1 and _is_alike(name, theirs):
            yield actor


def _is_alike(name: tuple[str, ...], theirs: Sequence[str]) -> bool:
    """Whether two full names may be spellings of one."""
    if len(skeleton(name[-1])) < 3 and name[-1] != theirs[-1]:
        return False
    ends = name[-1] == theirs[-1] or (
        skeleton(name[-1]) == skeleton(theirs[-1]) and abs(len(name[-1]) - len(theirs[-1])) < 3
    )
    whole = " ".join(skeleton(w) for w in name) == " ".join(skeleton(w) for w in theirs)
    return whole or (ends and len(name[0]) > 1 and alike(name[0], theirs[0]))


def _score(chain: Chain, actor: str, known: Reference, *, days: Days | None, around: set[str]) -> float:
    """How well a known person fits what a chain tells: name, state, post and day."""
    score = 0.0
    if len(chain.name) > 1:
        exact = any(actor in known.names.get(" ".join(t.name), ()) for t in chain.told)
        score += 3.5 if exact else 1.5
    elif actor not in known.surnames.get(chain.name[0], ()):
        score -= 2.0  # another spelling of the family name: it takes a post and a day, or a state
    elif known.surnames[chain.name[0]] == (actor,) and known.actors[actor].country in around:
        score += 1.0  # nobody else of that name
    score += _country_score(chain, actor, known, around)
    score += _post_score(chain, actor, known, days)
    score += _day_score(actor, known, days, is_short=len(chain.name) == 1)
    sex = known.sexes.get(actor)
    return score - 3.0 if sex and chain.sex() and sex != chain.sex() else score


def _country_score(chain: Chain, actor: str, known: Reference, around: set[str]) -> float:
    served = {p.country for p in known.posts.get(actor, ())} | {known.actors[actor].country}
    told = chain.countries()
    if told:
        same = served.intersection(told) or served.intersection(*[successors(c) for c in told[:1]])
        return 3.0 if same else -4.0
    return 1.0 if served & around else 0.0


def successors(country: str) -> set[str]:
    """States that the press names for one another: the Soviet Union and Russia, Yugoslavia and Serbia."""
    pairs = ({"SUN", "RUS"}, {"YUG", "SRB", "SCG", "MNE"}, {"CSK", "CZE", "SVK"}, {"DDR", "DEU"})
    return {country}.union(*(p for p in pairs if country in p))


def _post_score(chain: Chain, actor: str, known: Reference, days: Days | None) -> float:
    """3 for a stated post held near the day, 1.5 for one held on days unknown; one held at other times is against."""
    scores = []
    for words in chain.posts():
        country = next(iter(chain.countries()), known.actors[actor].country)
        wanted = meant(known, words, country)
        held = [(p, gap(p, days, known)) for p in known.posts.get(actor, ()) if p.post in wanted]
        near = [p for p, distance in held if distance is not None and distance <= NEAR]
        far = bool(held) and all(d is not None and d > _slack(p) for p, d in held) and rank_on(known, actor, days) > 3
        by_surname = " ".join(chain.name) not in known.names
        against = -1.0 if by_surname else 0.0
        if days is not None and held and all(_is_yet_to_hold(p, days) for p, _ in held):
            against, far = -2.0, True  # nobody is called by a post to come
        if not held and by_surname and known.titles.rank(wanted[0]) <= 3:
            against, far = -2.0, True  # a namesake of whoever holds the post stated
        scores.append((3.0 if near[0].post == wanted[0] else 2.0) if near else against if far else 1.5 if held else 0.0)
    return max(scores, default=0.0)


def _is_yet_to_hold(post: Post, days: Days) -> bool:
    """Whether a post is taken up only long after a report's days."""
    return post.first is not None and (post.first - days[1]).days > NEAR


def _slack(post: Post) -> int:
    """How many days off a post still tells nothing against: more where it is only attested, its term unknown."""
    return FAR if post.first or post.last else 5 * FAR


def _day_score(actor: str, known: Reference, days: Days | None, *, is_short: bool) -> float:
    """How near a person's posts lie to a report's days; a bare name needs somebody in high office, then or before."""
    posts = [(d, p) for p in known.posts.get(actor, ()) if (d := gap(p, days, known)) is not None]
    if not posts:
        return 0.0
    if is_short:
        by_then = [(d, p.rank) for d, p in posts if days is None or not _is_yet_to_hold(p, days)]
        return max((FAMOUS.get(rank, 0.0) - min(6.0, d / YEAR / 10) for d, rank in by_then), default=UNKNOWN_YET)
    nearest = min(d for d, _ in posts)
    return 2.0 if nearest <= NEAR else 1.0 if nearest <= FAR else -min(1.0, nearest / YEAR / 20)


def outranks(told: Told, chain: Chain, known: Reference, days: Days | None) -> str | None:
    """Whom a bare surname means beside a relative told in full: the president, though Ivanka Trump is named."""
    own = rank_on(known, chain.actor, days) if chain.actor is not None and chain.actor in known.actors else 6
    home = known.actors[chain.actor].country if chain.actor is not None and chain.actor in known.actors else None
    highest = [a for a in known.surnames.get(told.name[0], ()) if rank_on(known, a, days) <= 2 and a != chain.actor]
    if days is None or own <= 2 or len(highest) != 1:
        return None
    if told.name[0] == chain.name[0] and folded(known.actors[highest[0]].name).split()[0] != told.name[0]:
        return None  # a given name, unless the family name comes first in both ("Kim")
    sex, countries = known.sexes.get(highest[0]), {told.country, *chain.countries(), home} - {None}
    if (told.sex and sex and told.sex != sex) or (countries and known.actors[highest[0]].country not in countries):
        return None
    return highest[0]


def local(chain: Chain) -> Actor:
    """An actor of this report alone, named by the longest form of the name in it."""
    shown = max(chain.told, key=lambda t: len(t.name)).shown
    return Actor(local_id(chain), shown, "person", chain.country)


def local_id(chain: Chain) -> str:
    """The id of an actor of one report: the folded name, and the state where it is told."""
    return f"person:{' '.join(chain.name)}" + (f":{chain.country}" if chain.country else "")
