"""To load all that memcon knows of the world into one frozen `Reference`, which refuses data that is not consistent."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from memcon.almanac import Almanac, load_almanac
from memcon.model import Actor, Days, Post
from memcon.spelling import fold, skeleton
from memcon.titles import Titles, load_titles
from memcon.users import Given, Sheet, read_users
from memcon.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Place", "Reference", "Titles", "fold", "load_reference"]

# Languages of these states put the family name first; elsewhere it comes last.
FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "KHM"})
# Here the press calls people by the first name, or by either.
GIVEN_NAME = frozenset(
    {"SGP", "VNM", "MMR", "THA", "ETH", "ERI", "MYS", "IDN", "MNG", "SOM", "ISL", "BTN", "LAO", "LKA"}
)


_OWNING = re.compile(r"(\w)['’]s\b")


class Place(Struct, frozen=True):
    """A city, venue or region with its state (alpha-3, None at sea) and its coordinates in degrees."""

    actor: str
    name: str
    country: str | None
    kind: str
    lat: float | None
    lon: float | None
    source: str


class Former(Struct, frozen=True):
    """The state that a present one was part of, from the first day to the one on which it was no more."""

    state: str
    first: date
    until: date

    def held(self, first: date, last: date) -> bool:
        """Whether it was so on all of these days."""
        return self.first <= first and last < self.until


class Reference(Struct, frozen=True):
    """All that memcon knows before it reads: words, days, actors with the posts they held, and what each is called.

    `posts` is by actor id and `holders` by (country, post); `seen` gives the days on which an undated (actor, post) is
    attested; `names` leads from folded words to actor ids, `surnames` from a folded family or single name to persons,
    `sounds` from a family name's skeleton; `longest` from a first word to the number of words of its longest name.
    `demonyms` (adjectives), `people` (plurals), `metonyms` and `capitals` lead from folded words to a state.
    `former` tells of a state which larger one it was part of and when; `press` leads from an outlet to its state.
    `shouted` holds folded names that count only in capitals ("US"); `sexes` is by person, `leaders` by state.
    """

    vocabulary: Vocabulary
    almanac: Almanac
    titles: Titles
    actors: Mapping[str, Actor]
    posts: Mapping[str, tuple[Post, ...]]
    holders: Mapping[tuple[str, str], tuple[Post, ...]]
    seen: Mapping[tuple[str, str], tuple[Days, ...]]
    names: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    sounds: Mapping[str, tuple[str, ...]]
    longest: Mapping[str, int]
    name_words: frozenset[str]
    demonyms: Mapping[str, str]
    people: Mapping[str, str]
    metonyms: Mapping[str, str]
    capitals: Mapping[str, str]
    places: Mapping[str, Place]
    sexes: Mapping[str, str]
    leaders: Mapping[str, str]
    former: Mapping[str, Former]
    press: Mapping[str, str]
    shouted: frozenset[str]


class _Row(NamedTuple):
    """One row of a table, with what to say where it is wrong."""

    file: str
    line: int
    cells: list[str]

    def wrong(self, why: str) -> ValueError:
        """The error that names file, line and key."""
        return ValueError(f"{self.file}, line {self.line}: {why}")


class _Draft:
    """A reference under construction."""

    def __init__(self) -> None:
        self.actors: dict[str, Actor] = {}
        self.called: dict[str, list[str]] = {}
        self.posts: defaultdict[str, list[Post]] = defaultdict(list)
        self.seen: dict[tuple[str, str], tuple[Days, ...]] = {}
        self.demonyms: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.metonyms: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.sexes: dict[str, str] = {}
        self.leaders: dict[str, str] = {}
        self.former: dict[str, Former] = {}
        self.press: dict[str, str] = {}
        self.own: set[str] = set()  # actors of the user's table

    def add(self, row: _Row, actor: Actor, variants: Iterable[str]) -> None:
        """An actor under all its names; its id must be new and its state known."""
        if actor.id in self.actors:
            raise row.wrong(f"the id {actor.id!r} stands twice; give each actor one row")
        if actor.country and actor.kind != "state" and actor.country not in self.actors:
            raise row.wrong(f"the state {actor.country!r} of {actor.id!r} is not in states.csv")
        self.actors[actor.id] = actor
        self.called[actor.id] = [actor.name, *(v for v in variants if v)]


def load_reference(extra: Path | Sheet | None = None) -> Reference:
    """All that ships with the package, and a user's own actors on top; ValueError names file, line and key."""
    return _shipped() if extra is None else _build(extra)


@cache
def _shipped() -> Reference:
    return _build(None)


def _build(extra: Path | Sheet | None) -> Reference:
    draft = _Draft()
    for row in _rows("states.csv", 8):
        _add_state(draft, row)
    for row in _rows("former.csv", 5):
        _add_former(draft, row)
    for row in _rows("metonyms.csv", 4):
        draft.metonyms[fold(row.cells[0])] = row.cells[1]
    for row in _rows("outlets.csv", 3):
        draft.press[row.cells[0]] = row.cells[1]
    for row in _rows("bodies.csv", 5):
        id, name, variants, country, _ = row.cells
        draft.add(row, Actor(id, name, "body", country or None), variants.split(";"))
    for row in _rows("places.csv", 8):
        _add_place(draft, row)
    for row in _rows("persons.csv", 6):
        id, name, variants, country, sex, _ = row.cells
        draft.add(row, Actor(id, name, "person", country or None), variants.split(";"))
        if sex:
            draft.sexes[id] = sex
    for row in _rows("posts.csv", 8):
        _add_post(draft, row)
    titles = load_titles()
    if extra is not None:
        for given in read_users(extra, draft.leaders.keys(), titles):
            _add_user(draft, given)
    return _frozen(draft, titles)


def _add_user(draft: _Draft, given: Given) -> None:
    """A user's row: the known actor of that name and state, or a new one; its names become nobody else's."""
    actor = next((a for a in draft.actors.values() if a.id == given.actor.id or _is_same(a, given.actor)), given.actor)
    called = [given.actor.name, *given.variants]
    taken = {fold(name) for name in called}
    for id, names in draft.called.items():
        if id != actor.id:
            draft.called[id] = [name for name in names if fold(name) not in taken]
    draft.actors.setdefault(actor.id, actor)
    draft.own.add(actor.id)
    draft.called[actor.id] = list(dict.fromkeys([*draft.called.get(actor.id, ()), *called]))
    if actor.kind == "state":
        draft.leaders.setdefault(actor.id, "president")
        draft.demonyms |= {fold(word): actor.id for word in given.adjectives}
        draft.people |= {f"{fold(word)}s": actor.id for word in given.adjectives if word.endswith(("n", "i"))}
    if given.post is not None:
        post = replace(given.post, actor=actor.id)
        draft.posts[actor.id] = [*(p for p in draft.posts[actor.id] if not _overrides(post, p)), post]


def _is_same(known: Actor, given: Actor) -> bool:
    return known.kind == given.kind and known.country == given.country and fold(known.name) == fold(given.name)


def _overrides(new: Post, old: Post) -> bool:
    """Whether a user's post takes the place of a shipped one: the same post at overlapping days."""
    meet = (new.first or date.min) <= (old.last or date.max) and (old.first or date.min) <= (new.last or date.max)
    return meet and new.post == old.post


def _rows(name: str, width: int) -> Iterator[_Row]:
    """The rows of one shipped table, its heading left out."""
    text = (files("memcon") / "data" / name).read_text(encoding="utf-8")
    for line, cells in enumerate(csv.reader(StringIO(text, newline="")), 1):
        if len(cells) != width:
            raise ValueError(f"{name}, line {line}: {width} columns expected, {len(cells)} found")
        if line > 1:
            yield _Row(name, line, cells)


def _add_state(draft: _Draft, row: _Row) -> None:
    id, name, variants, adjectives, people, capital, leader, _ = row.cells
    draft.add(row, Actor(id, name, "state", id), variants.split(";"))
    for words, table in ((adjectives, draft.demonyms), (people, draft.people)):
        for word in words.split(";"):
            if word and table.setdefault(fold(word), id) != id and word != "Congolese":
                raise row.wrong(f"{word!r} already means {table[fold(word)]}; give a demonym to one state")
            if word.isupper():
                table.setdefault(_spelt(fold(word)), id)
    if capital:
        draft.capitals.setdefault(fold(capital), id)
    if leader:
        draft.leaders[id] = leader


def _add_former(draft: _Draft, row: _Row) -> None:
    state, former, first, until, _ = row.cells
    if state not in draft.actors or former not in draft.actors:
        raise row.wrong(f"the states {state!r} and {former!r} must be in states.csv")
    try:
        draft.former[state] = Former(former, date.fromisoformat(first), date.fromisoformat(until))
    except ValueError as why:
        raise row.wrong(f"first and until must be days YYYY-MM-DD ({why})") from why


def _add_place(draft: _Draft, row: _Row) -> None:
    id, name, variants, country, kind, lat, lon, source = row.cells
    draft.add(row, Actor(id, name, "place", country or None), variants.split(";"))
    try:
        draft.places[id] = Place(id, name, country or None, kind, float(lat), float(lon), source)
    except ValueError as why:
        raise row.wrong(f"lat and lon of {id!r} must be degrees, {lat!r} and {lon!r} found") from why


def _add_post(draft: _Draft, row: _Row) -> None:
    actor, post, country, first, last, seen, rank, source = row.cells
    if actor not in draft.actors:
        raise row.wrong(f"the actor {actor!r} is not in persons.csv")
    if country and country not in draft.actors:
        raise row.wrong(f"the state {country!r} is not in states.csv")
    try:
        days = date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
        draft.posts[actor].append(Post(actor, post, country or None, *days, source, int(rank)))
        if seen:
            days_seen = date.fromisoformat(seen[:10]), date.fromisoformat(seen[11:])
            draft.seen[actor, post] = (*draft.seen.get((actor, post), ()), days_seen)
    except ValueError as why:
        raise row.wrong(f"first, last and seen must be days YYYY-MM-DD and rank a number ({why})") from why


def _frozen(draft: _Draft, titles: Titles) -> Reference:
    """The draft as a reference, with its indexes."""
    names, surnames, shouted = _index(draft, titles)
    longest: dict[str, int] = {}
    for key in (*names, *draft.metonyms, *draft.demonyms, *draft.people):
        first, count = key.partition(" ")[0], key.count(" ") + 1
        if count > longest.get(first, 0):
            longest[first] = count
    return Reference(
        vocabulary=load_vocabulary(),
        almanac=load_almanac(),
        titles=titles,
        actors=draft.actors,
        posts={actor: tuple(posts) for actor, posts in draft.posts.items()},
        holders=_holders(draft),
        seen=draft.seen,
        names={key: tuple(ids) for key, ids in names.items()},
        surnames={key: tuple(ids) for key, ids in surnames.items()},
        sounds=_sounds(surnames),
        longest=longest,
        name_words=_words(draft, titles.common, names, surnames),
        demonyms=draft.demonyms,
        people=draft.people,
        metonyms=draft.metonyms,
        capitals=draft.capitals,
        places=draft.places,
        sexes=draft.sexes,
        leaders=draft.leaders,
        former=draft.former,
        press=draft.press,
        shouted=shouted,
    )


def _holders(draft: _Draft) -> dict[tuple[str, str], tuple[Post, ...]]:
    """The posts by (country, post), earliest first."""
    found: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
    for posts in draft.posts.values():
        for post in posts:
            found[post.country or "", post.post].append(post)
    return {key: tuple(sorted(posts, key=lambda p: p.first or date.min)) for key, posts in found.items()}


def _index(draft: _Draft, titles: Titles) -> tuple[dict[str, list[str]], dict[str, list[str]], frozenset[str]]:
    """Names by folded words, persons by folded single name, and the names that count in capitals only."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    surnames: defaultdict[str, list[str]] = defaultdict(list)
    shouted = set()
    for id, called in draft.called.items():
        actor = draft.actors[id]
        for name in called:
            key = fold(name)
            if actor.kind == "person":
                if " " in key or id in draft.own:
                    _put(names, key, id)  # whom a user lists under one name is called so
                    if "." in name:
                        _put(names, fold(name.replace(".", " ")), id)  # "K. R. Narayanan", and "K R" as some write
                country = actor.country or next((p.country for p in draft.posts.get(id, ()) if p.country), None)
                for short in short_names(name, country, titles.particles):
                    _put(surnames, short, id)
                continue
            _put(names, key.removeprefix("the "), id)
            if _OWNING.search(name):
                _put(names, fold(_OWNING.sub(r"\1 s", name)).removeprefix("the "), id)  # as the parser cuts it
            if name.isupper() and len(name) <= 6:
                shouted.add(key)
                _put(names, _spelt(key), id)
    return names, surnames, frozenset(shouted)


def _spelt(acronym: str) -> str:
    """An acronym as radio scripts write it ("U-N"), folded."""
    return " ".join(acronym.replace(" ", ""))


def _sounds(surnames: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Persons by the skeleton of a family name, so that other spellings of it are met."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, ids in surnames.items():
        found[skeleton(name.rpartition(" ")[2])] += ids
    return {key: tuple(dict.fromkeys(ids)) for key, ids in found.items()}


def _put(table: defaultdict[str, list[str]], key: str, id: str) -> None:
    if id not in table[key]:
        table[key].append(id)


def short_names(name: str, country: str | None, particles: frozenset[str]) -> list[str]:
    """The folded single names by which the press calls a person: family name with and without particles."""
    parts = [
        p for p in name.replace(",", "").split() if p.rstrip(".").lower() not in ("jr", "sr", "ii", "iii", "iv", "i")
    ]
    if len(parts) < 2:
        return [fold(name)]
    last = fold(parts[-1])
    if country in FAMILY_FIRST:
        return [fold(parts[0]), *([last] if len(parts) == 2 and len(last) > 2 else ())]
    found = [last, *([fold(parts[0])] if country in GIVEN_NAME else ())]
    if last.split()[0] in particles and " " in last:
        found.append(last.partition(" ")[2])
    at = len(parts) - 1
    while at > 1 and fold(parts[at - 1]) in particles:
        at -= 1
        found.append(fold(" ".join(parts[at:])))
    if len(parts) > 2 and len(parts[1].rstrip(".")) > 1:
        found.append(fold(" ".join(parts[1:])))  # a double family name ("Peña Nieto", "Couve de Murville")
    return list(dict.fromkeys(found))


def _words(draft: _Draft, common: frozenset[str], *tables: Mapping[str, list[str]]) -> frozenset[str]:
    """The single words that are names or parts of them, but those that are mostly something else."""
    found = {w for t in (draft.demonyms, draft.people, draft.capitals) for key in t for w in key.split()}
    for table in tables:
        for key, ids in table.items():
            kind = draft.actors[ids[0]].kind
            if kind == "body" and " " in key:
                continue
            if kind != "person" or any(p.rank <= 3 for p in draft.posts.get(ids[0], ())):
                found.update(key.split())
    return frozenset(w for w in found if w not in common and (len(w) > 1))
