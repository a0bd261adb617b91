"""To settle whom words without a name mean: "the Cuban leader", counterparts, "both sides", pronouns."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Actor, Days, Mention
from memcon.names.bare import aged, by_kind, delegation, realm, told_of
from memcon.names.groups import faced, holders_told, host_or_guest, persons, sides
from memcon.names.home import home_state
from memcon.names.lead import COUNTS, LEADS
from memcon.names.nominals import CROWNED, DELEGATION, IT, ONE_STATE
from memcon.names.own import owner_state
from memcon.names.posts import country_on, gap, holders, leading, meant, rank_on, singular
from memcon.names.pronouns import Said, antecedent, speech
from memcon.names.room import LATE, Room, owner_of
from memcon.names.scan import Scan
from memcon.names.title import COUNTERPARTS, Title

HOME_RANK = 3
"""A press writes "the Prime Minister" of its own state's; lower posts may be anybody's."""
AHEAD = 8
"""So many mentions ahead "their" finds whom its sentence names later."""
ARMY = frozenset({"gen", "lt", "maj", "brig"})
CROWNS = frozenset({"king", "queen", "emperor", "empress", "emir", "sultan", "pope"})


def refer(
    scan: Scan, mentions: Sequence[Mention], actors: dict[str, Actor], *, spoken: Sequence[Title], days: Days | None
) -> tuple[list[Mention], list[Actor]]:
    """The mentions with nominals and pronouns settled where they can be, and the office-holders made for them."""
    heads = {t.head: t for t in spoken}
    states = frozenset(m.country for m in mentions if m.country)
    room = Room(scan, scan.known, actors, days, heads, [], {}, {}, speech(scan), {}, states, tuple(mentions))
    for mention in mentions:
        _note(room, mention)
        _learn_sex(room, mention)
    for mention in mentions:
        if mention.rule == IT:
            room.out.append(_institution(room, mention))
        elif mention.role == "pronoun":
            room.out.append(_pronoun(room, mention))
        elif mention.role == "nominal" and not mention.actors:
            room.out.append(_nominal(room, mention))
        elif mention.rule == "officials of a state" and scan.words[mention.head] in ("diplomat", "envoy"):
            room.out.append(_diplomat(room, mention))
        else:
            room.out.append(mention)
        _learn_sex(room, room.out[-1])
    told = [
        m for m in room.out if m.actors or m.rule not in ("the realm told of", DELEGATION, IT)
    ]  # else just land, or a thing
    return told, list(room.made.values())


ENVOYS = frozenset({"ambassador", "envoy", "consul", "representative", "attache", "emissary"})


def _note(room: Room, mention: Mention) -> None:
    """Remember which posts the report states of whom; a "Gen." is a general."""
    if mention.rule.startswith("name") and len(mention.actors) == 1 and room.scan.words[mention.first] in ARMY:
        room.posts.setdefault(mention.actors[0], set()).add("general")
    if mention.kind == "person" and mention.role == "name" and mention.post and len(mention.actors) == 1:
        told = room.posts.setdefault(mention.actors[0], set())
        told.add(room.known.titles.post(singular(mention.post), mention.country))


def _diplomat(room: Room, mention: Mention) -> Mention:
    """ "the Soviet diplomat" as the one person of that state lately told of, if there is one."""
    found = told_of(room, mention) if room.scan.words[mention.first] == "the" else ()
    return replace(mention, kind="person", actors=found, rule="person of a state told of") if found else mention


def _without_title(room: Room, mention: Mention) -> Mention | None:
    """A nominal that is no title, settled where it can be; None for a title."""
    if mention.rule == "the realm told of":
        found = realm(room, mention)
        return replace(_found(mention, found, mention.rule), country=found[0] if found else None)
    if mention.rule == DELEGATION:
        found = delegation(room, mention)
        return replace(_found(mention, found, mention.rule), country=found[0] if found else None)
    if mention.rule == CROWNED:
        return _found(mention, _of_crown(room), mention.rule)
    if mention.rule == "the aged one":
        return _found(mention, aged(room, mention), mention.rule)
    if mention.kind == "state":
        return _found(mention, sides(room, mention), "the sides told of")
    if mention.rule in ("the sides told of", "the two told of"):
        return _found(mention, persons(room, mention), "the persons told of")
    if mention.rule in ("the host", "the guest", "the visitor"):
        owned = room.scan.words[mention.first] in ("his", "her")
        owners = _pronoun(room, owner_of(room.scan, mention)).actors if owned else ()
        return _found(mention, host_or_guest(room, mention, owners), mention.rule)
    if mention.rule == "person of a state" and mention.country:
        return _found(mention, _leader(room, mention.country), "person of a state")
    return None


def _nominal(room: Room, mention: Mention) -> Mention:
    settled = _without_title(room, mention)
    if settled is not None:
        return settled
    title = room.titles.get(mention.head)
    if title is None:
        return mention
    word = room.scan.words[mention.head]
    if room.scan.page.report.text[mention.end : mention.end + 2] in ("'s", "’s") and mention.head < mention.last - 1:
        return mention  # "the leader of Peru's opposition" is not Peru's
    if word in COUNTERPARTS:
        return _counterpart(room, mention, title)
    is_plural = room.scan.is_plural(mention.head)
    if len(title.countries) > 1 and (is_plural or word not in ENVOYS):
        chosen = [one for c in title.countries for one in _holder(room, title, c)[:1]]
        if len(chosen) < len(title.countries) and is_plural:
            return replace(mention, kind="state", actors=title.countries, rule="officials of a state")
        return _found(mention, tuple(chosen) if len(chosen) == len(title.countries) else (), "holders of a post")
    sent = title.countries[0] if title.countries else None  # "the Norwegian ambassador to Kenya" is Norway's
    listed = mention.country if word not in ONE_STATE else None  # "the Peruvian president and prime minister"
    country = sent or listed or _owner_country(room, mention, title)
    if country is not None:
        return _of_state(room, mention, title, country)
    if is_plural:
        if title.lead == "their":
            return _theirs(room, mention, title)
        plain = all(w in LEADS or w in COUNTS or w == "these" for w in room.scan.words[title.first : title.start])
        group = holders_told(room, mention, title) if plain else ()
        return _found(mention, group, "the persons told of")
    return _bare(room, mention, title)


def _bare(room: Room, mention: Mention, title: Title) -> Mention:
    """Whom a post without a state means: whoever was told of with it last, else the holder at the outlet's home."""
    wanted = _posts(room, title, None)
    latest = _latest(room, wanted) or by_kind(room, title, None) or _crowned(room, mention, wanted[0])
    latest = latest or _of_body(room, wanted) or _of_united_nations(room, mention, wanted[0], title.lead)
    press = home_state(room.scan) if not latest and title.lead == "the" else None
    if press and room.scan.big[mention.head] and room.known.titles.rank(wanted[0]) <= HOME_RANK:
        return _of_state(room, mention, title, press)
    country = country_on(room.known, latest[0], room.days) if latest and latest[0] in room.known.actors else None
    return replace(_found(mention, latest, "holder told of most"), country=country)


def _of_body(room: Room, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Who heads a body of many states on the report's days: "the UN chief"."""
    found = holders(room.known, "", wanted[:1], room.days)
    return found if len(found) == 1 else ()


def _of_united_nations(room: Room, mention: Mention, post: str, lead: str) -> tuple[str, ...]:
    """Whom "the Secretary-General", of no body told, means: the one of the United Nations on the report's days."""
    if post != UN_HEAD[0] or lead != "the" or not room.scan.big[mention.head]:
        return ()
    others = {a for a in room.actors if any(p.post.startswith(f"{post} of") for p in room.known.posts.get(a, ()))}
    found = holders(room.known, "", (UN_HEAD[1],), room.days)
    return found if len(found) == 1 and others <= set(found) else ()


UN_HEAD = ("secretary general", "secretary general of the united nations")


def _theirs(room: Room, mention: Mention, title: Title) -> Mention:
    """ "their foreign ministers": who holds the post in each state of those whom "their" means, else these states."""
    owners = _pronoun(room, owner_of(room.scan, mention)).actors
    states = [c for a in owners if (held := room.actor(a)) and (c := held.id if held.kind == "state" else held.country)]
    if len(set(states)) < 2:
        return mention
    chosen = [one for c in states for one in _holder(room, title, c)[:1]]
    if len(chosen) == len(states):
        return _found(mention, tuple(chosen), "holders of a post")
    return replace(mention, kind="state", actors=tuple(sorted(states)), rule="officials of a state")


def _crowned(room: Room, mention: Mention, post: str) -> tuple[str, ...]:
    """Whom "the Queen" means where nobody is named so: the one of the states told of that has one on the day."""
    if post not in CROWNS or not room.scan.big[mention.head]:
        return ()
    found = {a for country in sorted(room.states) for a in holders(room.known, country, (post,), room.days)}
    return tuple(found) if len(found) == 1 else ()


def _of_crown(room: Room) -> tuple[str, ...]:
    """Who of those told of last wears a crown, or is a prince."""
    for mention in reversed(room.out[-LATE:]):
        if mention.kind != "person" or len(mention.actors) != 1:
            continue
        known = (p.post for p in room.known.posts.get(mention.actors[0], ()))
        posts = {*room.posts.get(mention.actors[0], ()), *known}
        if any(set(post.split()) & {*CROWNS, "prince", "princess"} for post in posts):
            return mention.actors
    return ()


def _found(mention: Mention, actors: tuple[str, ...], rule: str) -> Mention:
    return replace(mention, actors=actors, rule=rule) if actors else mention


def _posts(room: Room, title: Title, country: str | None) -> tuple[str, ...]:
    return meant(room.known, room.scan.text(title.start, title.stop), country)


HEADS, LEAST = 2, 4
"""Ranks: of a head of state or government, and the lowest whose holder is somebody of his own."""


def _of_state(room: Room, mention: Mention, title: Title, country: str) -> Mention:
    """Who holds a state's post: somebody of the report, else of the reference, else an actor named by the post."""
    is_plural = room.scan.is_plural(mention.head)
    found = () if is_plural else _holder(room, title, country) or by_kind(room, title, country)
    vague = room.scan.words[mention.head] in room.known.titles.words["vague"]
    post = room.scan.text(title.start, title.stop)
    rank = room.known.titles.rank(room.known.titles.post(post, country))
    if title.lead in ("a", "an") and (not vague or room.scan.words[mention.head] == "leader"):
        if rank <= HEADS or title.past or room.scan.words[mention.head] == "leader":
            return replace(mention, candidates=found, country=country)  # "the first time a Cuban leader has …"
        return replace(mention, kind="state", actors=(country,), country=country, rule="officials of a state")
    if len(found) == 1:
        return replace(mention, actors=found, country=country, rule="holder of a post")
    if len(found) > 1 or title.past:
        return replace(mention, candidates=found, country=country)
    if is_plural:
        return replace(mention, kind="state", actors=(country,), country=country, rule="officials of a state")
    if rank > LEAST or vague:
        return replace(mention, kind="state", actors=(country,), country=country, rule="officials of a state")
    made = _unnamed(room, post, country)
    return replace(mention, actors=(made.id,), country=country, rule="unnamed holder of a post")


def _unnamed(room: Room, words: str, country: str) -> Actor:
    """An actor for an office-holder whom neither the report nor the reference names."""
    post = room.known.titles.post(words, country)
    of = room.known.actors[country].name
    of = f"the {of}" if of.startswith(("United", "Philippines", "Netherlands", "Soviet")) else of
    made = Actor(f"person:{post}:{country}", f"{words.lower()} of {of}", "person", country)
    return room.made.setdefault(made.id, made)


def _holder(room: Room, title: Title, country: str) -> tuple[str, ...]:
    """The holders of a state's post: those whom the report names with it, else those whom the reference knows."""
    if title.past:
        return ()
    wanted = _posts(room, title, country)
    said = [a for a, told in room.posts.items() if told.intersection(wanted) and _serves(room, a, country)]
    if len(said) == 1:
        return tuple(said)
    found = holders(room.known, country, wanted, room.days)
    here = tuple(a for a in found if a in room.actors)
    if not here and room.scan.words[title.start : title.stop] == ("leader",):
        here = _leading(room, country)
    return here or found or tuple(said)


def _leading(room: Room, country: str) -> tuple[str, ...]:
    """The one person told of before who heads a state or its government: who "the Turkish leader" is after his name."""
    told = {a for m in room.out[-LATE:] if m.kind == "person" and len(m.actors) == 1 for a in m.actors}
    ranks = room.known.titles.rank
    heads = [
        a
        for a in told
        if _serves(room, a, country)
        and (rank_on(room.known, a, room.days) <= 2 or any(ranks(p) <= 2 for p in room.posts.get(a, ())))
    ]
    return tuple(heads) if len(heads) == 1 else ()


def _serves(room: Room, actor: str, country: str) -> bool:
    """Whether an actor of the report is of a state, by the reference or the report."""
    held = room.actor(actor)
    return held is not None and (
        held.country == country or any(p.country == country for p in room.known.posts.get(actor, ()))
    )


def _leader(room: Room, country: str) -> tuple[str, ...]:
    """Whom "the Cuban" means: the highest person of that state told of before, else the state's leader that day."""
    told = list(
        dict.fromkeys(a for m in room.out[-LATE:] if m.kind == "person" and len(m.actors) == 1 for a in m.actors)
    )
    of = [a for a in told if _serves(room, a, country)]
    if of:
        return (min(of, key=lambda a: (rank_on(room.known, a, room.days), -told.index(a))),)
    found = holders(room.known, country, leading(room.known, country), room.days)
    return found if len(found) == 1 else ()


def _owner_country(room: Room, mention: Mention, title: Title) -> str | None:
    """The state of whose official somebody is: "Trump's adviser", "his foreign minister"."""
    if title.owner is not None:
        held = next((m for m in reversed(room.out) if m.first <= title.owner < m.last), None)
        return held.country if held else None
    if title.lead == "its":
        return owner_state(room.scan, room.out, mention.first)
    if title.lead in ("his", "her", "their"):
        return _pronoun(room, owner_of(room.scan, mention)).country
    return None


def _counterpart(room: Room, mention: Mention, title: Title) -> Mention:
    """ "his Russian counterpart": who holds in that state the post of the person spoken of."""
    subject = next((m for m in reversed(room.out) if m.kind == "person" and len(m.actors) == 1), None)
    if len(title.countries) > 1:
        if room.scan.page.report.text[mention.end : mention.end + 2] == ", " and _is_named(room, mention):
            return mention  # "her Kenyan and Chilean counterparts, A and B"
        chosen = [one for c in title.countries for one in (_opposite(room, subject, c) if subject else ())]
        if len(chosen) == len(title.countries):
            return replace(mention, actors=tuple(chosen), rule="counterpart")
        return replace(mention, kind="state", actors=title.countries, rule="officials of a state")
    if subject is None or title.country is None:
        return mention
    found = _opposite(room, subject, title.country)
    return replace(mention, actors=found, country=title.country, rule="counterpart" if found else mention.rule)


def _is_named(room: Room, mention: Mention) -> bool:
    """Whether a person's name stands right after a mention and its comma."""
    after = (m for m in room.given if m.start == mention.end + 2)
    return any(m.kind == "person" and m.role == "name" for m in after)


def _opposite(room: Room, subject: Mention, country: str) -> tuple[str, ...]:
    """The one who holds in a state the post of the person spoken of."""
    stated = room.posts.get(subject.actors[0], set())
    known = sorted(room.known.posts.get(subject.actors[0], ()), key=lambda p: p.rank)
    for post in [*sorted(stated), *(p.post for p in known)]:
        wanted = meant(room.known, post, country)
        said = [a for a, told in room.posts.items() if told.intersection(wanted) and _serves(room, a, country)]
        found = tuple(said) if len(said) == 1 else holders(room.known, country, wanted, room.days)
        if len(found) == 1:
            return found
    return ()


def _latest(room: Room, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The person told of most so far who holds the post, or one it may mean; the first told of equals."""
    late = room.out[-LATE:]
    told = [m.actors[0] for m in late if m.kind == "person" and len(m.actors) == 1 and m.role != "pronoun"]
    first = _secretaries(room, told) if wanted == ("secretary general",) else wanted[:1]
    for posts in (first, wanted[1:]):
        fitting = [a for a in dict.fromkeys(told) if _has(room, a, posts)]
        if fitting:
            return (max(fitting, key=told.count),)
    return ()


def _secretaries(room: Room, told: Sequence[str]) -> tuple[str, ...]:
    """The posts of secretary-general, of whatever body, that those told of have held."""
    return tuple({p.post for a in told for p in room.known.posts.get(a, ()) if p.post.startswith("secretary general")})


def _has(room: Room, actor: str, wanted: tuple[str, ...]) -> bool:
    """Whether a person holds one of these posts, by the reference or the report."""
    held = {p.post for p in room.known.posts.get(actor, ()) if room.days is None or _is_current(room, actor, p.post)}
    return bool((held | room.posts.get(actor, set())).intersection(wanted))


def _is_current(room: Room, actor: str, post: str) -> bool:
    distances = [gap(p, room.days, room.known) for p in room.known.posts.get(actor, ()) if p.post == post]
    return any(d is not None and d <= 60 for d in distances)


def _pronoun(room: Room, mention: Mention) -> Mention:
    """A pronoun with the person it means; its state is that person's."""
    at = len(room.out)
    known = Said(room.sexes, room.speech, faced(room, mention), room.given[at + 1 : at + 1 + AHEAD])
    actors, rule = antecedent(room.scan, room.out, mention, known=known)
    if not actors:
        return mention
    held = room.actor(actors[0]) if len(actors) == 1 else None
    country = next((m.country for m in reversed(room.out) if m.actors == actors), held.country if held else None)
    return replace(mention, actors=actors, country=country if len(actors) == 1 else None, rule=rule)


def _institution(room: Room, mention: Mention) -> Mention:
    """ "it" with the state that it stands for, where it does."""
    state = owner_state(room.scan, room.out, mention.first)
    return replace(mention, actors=(state,), country=state) if state else mention


def _learn_sex(room: Room, mention: Mention) -> None:
    """Remember the sex of a person told of, by the reference or a short title."""
    for actor in mention.actors if mention.kind == "person" else ():
        short = room.known.titles.short.get(room.scan.words[mention.first]) if mention.role == "name" else None
        sex = room.known.sexes.get(actor) or short
        if sex:
            room.sexes[actor] = sex
