"""To write the trips of US leaders and the visits of foreign leaders to the US, with whom each met, to visits.csv."""

import re
from collections.abc import Iterator
from datetime import date

from sources import day, diaries, write
from states_of import country_of

from memcon.reference import FAMILY_FIRST, GIVEN_NAME, Reference, load_reference
from memcon.spelling import fold

NAME = re.compile(r"[A-Z][\w'’-]+")
HOST = "USA"
SOURCE = "US Office of the Historian"


def in_office(actor: str, when: date, known: Reference) -> bool:
    """Whether somebody held a post of a state, or was seen in one, on a day."""
    for post in known.posts.get(actor, ()):
        if post.first and post.first <= when and (post.last is None or when <= post.last):
            return True
        if any(first <= when <= last for first, last in known.seen.get((actor, post.post), ())):
            return True
    return False


def holders(name: str, when: date, known: Reference, country: str | None = None) -> list[str]:
    """Those of a family name who were in office on a day, of one state if it is given."""
    found = [a for a in known.surnames.get(fold(name), ()) if in_office(a, when, known)]
    return [a for a in found if country in (None, known.actors[a].country)]


def leading(actors: list[str], when: date, known: Reference) -> list[str]:
    """Of several of one name those who led a state or its government on a day, if there are any."""
    top = [
        a
        for a in actors
        if any(p.rank <= 2 and p.first and p.first <= when <= (p.last or when) for p in known.posts[a])
    ]
    return top if len(actors) > 1 and top else actors


def person(words: str, when: date, known: Reference, country: str | None) -> str | None:
    """Whom a diary's name means: the only one of that full or family name in office on the day."""
    names = NAME.findall(words.replace(",", ""))
    full = [
        a for a in known.names.get(fold(" ".join(words.split()[1:])), ()) if country in (None, known.actors[a].country)
    ]
    if len(full) == 1:
        return full[0]
    for name in reversed(names):
        found = holders(name, when, known, country)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def met(text: str, when: date, known: Reference, taken: str) -> list[str]:
    """Those in office on the day whose family names alone, among all in office, stand in a diary's remark."""
    found = ((name, leading(holders(name, when, known), when, known)) for name in NAME.findall(text))
    single = {one[0] for name, one in found if len(one) == 1 and is_family(name, one[0], known)}
    return sorted((single | set(in_full(text, when, known))) - {taken})


def in_full(text: str, when: date, known: Reference) -> Iterator[str]:
    """Those in office on the day whom a text names in full."""
    words = re.findall(r"[\w'’.-]+", text)
    for at in range(len(words)):
        for size in (2, 3, 4):
            ids = known.names.get(fold(" ".join(words[at : at + size])), ())
            if len(ids) == 1 and known.actors[ids[0]].kind == "person" and in_office(ids[0], when, known):
                yield ids[0]


def is_family(name: str, actor: str, known: Reference) -> bool:
    """Whether a word is not just the first name of somebody whose state puts the family name last."""
    parts = fold(known.actors[actor].name).split()
    return known.actors[actor].country in FAMILY_FIRST | GIVEN_NAME or fold(name).split()[-1] == parts[-1]


def president(when: date, known: Reference) -> list[str]:
    """The President of the US in office on a day."""
    posts = known.holders.get((HOST, "president"), ())
    return [p.actor for p in posts if p.first and p.first <= when and (p.last is None or when < p.last)]


def visit_rows(known: Reference) -> Iterator[tuple[object, ...]]:
    """Traveller, state, places, first and last day, and whom the traveller met."""
    for row in diaries():
        first, last = day(row["start"]), day(row["end"] or row["start"])
        country = country_of(row["country"])
        if first.year < 1945 or country is None or last < first or (last - first).days > 40:
            continue
        home = country if row["kind"] == "visit_to_us" else HOST
        actor = person(row["who"] if home != HOST else f"- {row['who']}", first, known, home)
        if actor is None:
            continue
        others = met(row["text"] or "", first, known, actor)
        if home == HOST:
            places = "|".join(p.strip().lower() for p in (row["place"] or "").split(",") if p.strip())
            yield actor, country, places, first, last, ";".join(others), SOURCE
        else:
            yield actor, HOST, "", first, last, ";".join(sorted({*others, *president(first, known)})), SOURCE


def build_visits() -> None:
    """`visits.csv`, sorted; persons and posts come first."""
    rows = sorted(set(visit_rows(load_reference())), key=str)
    write("visits.csv", ("actor", "country", "places", "first", "last", "met", "source"), rows)
