"""Mentions to actors: each name, nominal and pronoun of a page means one or several, or stays open with candidates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from memcon.model import Actor, Days, Mention, Page, Post, When
from memcon.names.chains import Chain, Told, choose, fits, gather, local, local_id, outranks, told_by
from memcon.names.home import home
from memcon.names.lone import goes_between
from memcon.names.nested import spoken as titles_of
from memcon.names.posts import NEAR, country_on, days_of, gap, on_days, rank_on, singular
from memcon.names.refer import refer
from memcon.names.scan import Scan
from memcon.names.title import Title
from memcon.reference import Reference

CENTRES = frozenset({"RUS", "SRB", "CZE"})
"""At their capitals sat the governments of the Soviet Union, Yugoslavia and Czechoslovakia."""
MANY = 3
"""So many times as often as another of his surname the report tells of somebody whom it then calls by that alone."""
HIGH, OFFICE = 2, 4
"""Ranks of posts: heads of state and government, and the lowest that a state is spoken for in."""
COMMUNITY, UNION, UNION_FROM = "body:eec", "body:eu", date(1993, 11, 1)


def settle(
    seen: Scan, mentions: Sequence[Mention], published: When
) -> tuple[tuple[Mention, ...], tuple[Actor, ...], tuple[Post, ...]]:
    """The mentions with their actors, every actor meant, and the posts they held: by the reference or as stated here.

    A person whom memcon does not know becomes an actor of this report alone; a choice that stays open lists candidates.
    """
    days, known = days_of(published), seen.known
    spoken = list(titles_of(seen))
    chains = _chains(seen, mentions, spoken, days=days)
    actors = {c.actor: known.actors.get(c.actor) or local(c) for c in chains if c.actor}
    named = [_of_its_time(m, days, known) for m in _named(mentions, chains, actors, known=known, days=days)]
    referred, made = refer(seen, named, actors, spoken=spoken, days=days)
    actors |= {a.id: a for a in made}
    for mention in referred:
        actors |= {id: known.actors[id] for id in mention.actors if id in known.actors}
    used = {id for m in referred for id in m.actors}
    actors = {id: _of_the_day(actors[id], days, known) for id in used}
    posts = [*_known_posts(used, known, days), *_stated(seen.page, chains, actors, known)]
    return tuple(referred), tuple(actors[id] for id in sorted(used)), tuple(posts)


def _of_the_day(actor: Actor, days: Days | None, known: Reference) -> Actor:
    """A known person as of the state served on the report's days (of the Soviet Union, later of Georgia)."""
    if actor.kind != "person" or actor.id not in known.actors or days is None:
        return actor
    return replace(actor, country=country_on(known, actor.id, days))


def _of_its_time(mention: Mention, days: Days | None, known: Reference) -> Mention:
    """A seat or place in the state that it was of on the day: Moscow is the Soviet Union's until 1991."""
    if mention.actors == (UNION,) and mention.role == "metonym" and days is not None and days[1] < UNION_FROM:
        return replace(mention, actors=(COMMUNITY,))
    former = known.former.get(mention.country or "")
    if former is None or days is None or (mention.role != "metonym" and mention.kind != "place"):
        return mention
    if mention.role == "metonym" and mention.country not in CENTRES:
        return mention  # Vilnius spoke for Lithuania before it was free
    if not former.held(*days):
        return mention
    actors = mention.actors if mention.kind == "place" else (former.state,)
    return replace(mention, actors=actors, country=former.state)


def _chains(seen: Scan, mentions: Sequence[Mention], spoken: Sequence[Title], *, days: Days | None) -> list[Chain]:
    """A chain a person, each with its actor where one is known or the name is full enough to make one."""
    known, starts = seen.known, {t.first: t for t in spoken}
    named = [
        told_by(seen.page, index, m, starts, known)
        for index, m in enumerate(mentions)
        if m.kind == "person" and m.role == "name"
    ]
    around = {m.country for m in mentions if m.country}
    full, short = gather([t for t in named if t.name])
    for chain in full:
        choose(chain, known, days, around)
    full = _merged(full)
    lone = _attach(full, short, known, days)
    for chain in lone:
        choose(chain, known, days, around)
    chains = _merged([*full, *lone])
    served = {t.index: country_on(known, c.actor, days) for c in chains if c.actor for t in c.told}
    placed = [replace(m, country=m.country or served.get(index)) for index, m in enumerate(mentions)]
    for chain in chains:
        if chain.actor is None and len(chain.name) == 1 and not chain.countries():
            _come_from(chain, seen, mentions)
        if chain.actor is None and not chain.candidates and _is_somebody(chain):
            chain.country = chain.country or home(chain, chains, placed, seen=seen)
            chain.actor = local_id(chain)
    return chains


def _come_from(chain: Chain, seen: Scan, mentions: Sequence[Mention]) -> None:
    """Give a single name the state that its journey tells: of the two states in the sentence not the one it goes to."""
    for told in chain.told:
        states = goes_between(seen, mentions, told.index)
        if states is not None:
            chain.country, chain.candidates = states[0], ()


def _is_somebody(chain: Chain) -> bool:
    """Whether a name that memcon does not know is enough to make an actor: two words, a title or a state."""
    return (
        len(chain.name) > 1
        or bool(chain.posts())
        or bool(chain.sex() or chain.countries() or chain.country)
        or len(chain.told) > 1
    )


def _attach(full: list[Chain], short: Sequence[Told], known: Reference, days: Days | None) -> list[Chain]:
    """Short names put to the full name they repeat; the rest as chains of their own, one a name and state told."""
    lone: list[Chain] = []
    by_word: defaultdict[str, list[Chain]] = defaultdict(list)
    for chain in full:
        for word in {*" ".join(chain.name).split(), *chain.name}:
            by_word[word].append(chain)
    by_name: defaultdict[tuple[str, ...], list[Chain]] = defaultdict(list)
    for told in short:
        last = told.name[0].rpartition(" ")[2]
        fitting = [c for c in by_word[last] if fits(c, told)]
        if len(fitting) > 1:
            fitting = _best(fitting, told, known, days)
        leader = _leader(fitting, told, known, days)
        if leader is not None and _is_told_of(fitting[0], short, known):
            fitting = []
        if not fitting:
            same = [c for c in by_name[told.name] if not _contradicts(c, told)]
            if same:
                same[0].add(told)
            else:
                lone.append(Chain.of(told))
                by_name[told.name].append(lone[-1])
        elif len(fitting) == 1 and not _contradicts(fitting[0], told):
            fitting[0].add(told)
        else:
            lone.append(Chain.of(told, tuple(sorted(c.actor for c in fitting if c.actor))))
    return lone


def _leader(fitting: Sequence[Chain], told: Told, known: Reference, days: Days | None) -> str | None:
    """Whom a bare surname means who outranks every one told in full by that name; None where nobody does."""
    found = [outranks(told, chain, known, days) for chain in fitting]
    return found[0] if found and None not in found else None


def _is_told_of(chain: Chain, short: Iterable[Told], known: Reference) -> bool:
    """Whether a bare surname may be that of a namesake in higher office, beside somebody whom the report names in
    full: this one is told of with no office, or the other by a title that is not the same ("President Trump")."""
    titles = known.titles
    own = {titles.post(post) for post in chain.posts()}
    others = (titles.post(t.post) for t in short if t.post and t.name[0] in chain.name)
    holds_office = any(titles.rank(post) <= OFFICE for post in own)
    return not holds_office or any(post not in own and titles.rank(post) <= HIGH for post in others)


def _contradicts(chain: Chain, told: Told) -> bool:
    """Whether what is told of a short name cannot be of a chain: another sex."""
    return bool(told.sex and chain.sex() and told.sex != chain.sex())


def _best(fitting: list[Chain], told: Told, known: Reference, days: Days | None) -> list[Chain]:
    """Of several persons of one surname whom a bare one means: by sex, state and title, else the highest in office."""
    for test in (
        lambda c: not told.sex or not c.sex() or c.sex() == told.sex,
        lambda c: told.country is None or not c.countries() or told.country in c.countries(),
        lambda c: told.post is None or told.post.lower() in {p.lower() for p in c.posts()},
        lambda c: told.post is None or _held(c.actor, told.post, known, days),
    ):
        fitting = [c for c in fitting if test(c)] or fitting
    ranks = [
        (rank_on(known, c.actor, days) if c.actor in known.actors else 6, -len(c.told)) for c in fitting if c.actor
    ]
    if len(ranks) < len(fitting):
        return fitting
    order = sorted(zip(ranks, range(len(fitting)), strict=True))
    if len(order) > 1 and order[0][0][0] < order[1][0][0] and order[0][0][0] <= 3:
        return [fitting[order[0][1]]]
    most, *others = sorted((len(c.told) for c in fitting), reverse=True)
    if others and most >= MANY * others[0]:  # "Mr. Kim" in a report on one of them
        return [max(fitting, key=lambda c: len(c.told))]
    return fitting


def _held(actor: str | None, words: str, known: Reference, days: Days | None) -> bool:
    """Whether a person held the very post that title words mean on the report's days."""
    held = (p for p in known.posts.get(actor or "", ()) if p.post == known.titles.post(words, p.country))
    return any((gap(p, days, known) or 0) <= NEAR for p in held)


def _merged(chains: Sequence[Chain]) -> list[Chain]:
    """Chains that turned out to mean one actor as one."""
    by_actor: dict[str, Chain] = {}
    rest = []
    for chain in chains:
        if chain.actor is None:
            rest.append(chain)
        elif chain.actor in by_actor:
            for told in chain.told:
                by_actor[chain.actor].add(told)
        else:
            by_actor[chain.actor] = chain
    return [*by_actor.values(), *rest]


def _named(
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    actors: dict[str, Actor],
    *,
    known: Reference,
    days: Days | None,
) -> list[Mention]:
    """The mentions with their chains' actors; a settled person's state is the one served on the day."""
    out = list(mentions)
    for chain in chains:
        for told in chain.told:
            mention = out[told.index]
            if chain.actor is None:
                out[told.index] = replace(mention, candidates=chain.candidates or mention.candidates)
                continue
            actor = actors[chain.actor]
            served = country_on(known, actor.id, days) if actor.id in known.actors else actor.country
            out[told.index] = replace(
                mention,
                actors=(actor.id,),
                candidates=(),
                country=served or mention.country or _served_as(replace(mention, actors=(actor.id,)), known),
                rule=f"{mention.rule}, settled",
            )
    return out


def _served_as(mention: Mention, known: Reference) -> str | None:
    """The state in which a person once held the post that a title still tells."""
    held = (p for a in mention.actors for p in known.posts.get(a, ()))
    return next(
        (p.country for p in held if mention.post and p.post == known.titles.post(mention.post, p.country)), None
    )


def _known_posts(used: Iterable[str], known: Reference, days: Days | None) -> Iterator[Post]:
    """The posts that persons held on or near the report's days, by the reference."""
    for actor in sorted(used):
        yield from on_days(known, actor, days)


def _stated(page: Page, chains: Sequence[Chain], actors: dict[str, Actor], known: Reference) -> Iterator[Post]:
    """The posts that the report itself states, where the reference tells none such of the person."""
    told_of: set[tuple[str, str]] = set()
    for chain in chains:
        if chain.actor is None:
            continue
        for told in chain.told:
            if not told.post or told.post.lower().startswith(("former", "ex-")):
                continue
            country = told.country or actors[chain.actor].country
            post = known.titles.post(singular(told.post), country)
            held = {p.post for p in known.posts.get(chain.actor, ())}
            is_known = any(h == post or h.startswith(f"{post} of") for h in held)
            if post in ("counterpart", "leader", "official") or is_known or (chain.actor, post) in told_of:
                continue
            told_of.add((chain.actor, post))
            source = _source(page, told)
            yield Post(chain.actor, post, country, None, None, source, known.titles.rank(post))


def _source(page: Page, told: Told) -> str:
    """The report and the span of the words that state a post."""
    at = page.report.text.find(told.post or "")
    return f"{page.report.id}:{max(at, 0)}-{max(at, 0) + len(told.post or '')}"
