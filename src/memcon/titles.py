"""To read the words of a title as the post that they mean and its rank."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from memcon.spelling import fold

PARTY_POSTS = ("general secretary", "first secretary")
"""Posts that are what they are whatever organ of the party they are of."""
_BODY_HEAD = re.compile(r"^(secretary general|president|chairperson|head|director general)\b.* of ")


class Titles(Struct, frozen=True):
    """Words of posts: heads with (post, rank), fields, forms that mean one post, ranks, and what leads or follows them.

    `government` and `institutions` are nouns that stand for a state led by its name; `persons` nouns of whoever acts
    for a state, with the posts they may mean; `implied` gives the country that a title alone tells.
    `kinds` gives the words of posts that a bare head may mean, `realms` the states called island or kingdom,
    `prefixes` what stands for a state before another's adjective ("Sino-Soviet").
    `particles` are small words inside names; `common` parts of names that capitals mostly mean otherwise;
    `words` other lists by which names are read.
    """

    heads: Mapping[str, tuple[str, int]]
    short: Mapping[str, str]
    fields: Mapping[str, str]
    before: frozenset[str]
    past: frozenset[str]
    future: frozenset[str]
    same: Mapping[str, str]
    ranks: Mapping[str, int]
    implied: Mapping[str, str]
    persons: Mapping[str, tuple[str, ...]]
    government: frozenset[str]
    institutions: frozenset[str]
    civil: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    realms: Mapping[str, frozenset[str]]
    prefixes: Mapping[str, str]
    particles: frozenset[str]
    common: frozenset[str]
    words: Mapping[str, frozenset[str]]

    def post(self, words: str, country: str | None = None) -> str:
        """The post that a title's words mean, in one form for all wordings ("Minister of Foreign Affairs")."""
        folded = fold(words).replace(" & ", " and ").removeprefix("the ").removeprefix("us ")
        if country in self.civil.get(folded, ()):
            return folded
        return _post(self, folded)

    def rank(self, post: str) -> int:
        """The rank of a post in its one form: 1 head of state … 5 other."""
        if post in self.ranks:
            return self.ranks[post]
        if post.startswith(("deputy ", "vice ", "assistant ", "under ")):
            return 4
        if _BODY_HEAD.match(post):
            return 3
        known = [
            self.heads[word][1] for word in re.split(" (?:of|to) ", post, maxsplit=1)[0].split() if word in self.heads
        ]
        return known[-1] if known else 5


@lru_cache(maxsize=8192)
def _reduced(folded: str) -> str:
    """Title words without "and …" after the first field, and with "for" written "of"."""
    return re.sub(r"\b(minister|secretary) for\b", r"\1 of", re.split(r" and | \(|[;,]", folded)[0])


def _post(titles: Titles, folded: str) -> str:
    """The one form of folded title words."""
    if folded in titles.same:
        return titles.same[folded]
    first, _, rest = folded.partition(" ")
    start, _, end = folded.rpartition(" ")
    if start and end in titles.future:
        return _post(titles, start)
    if first in titles.past or first in titles.future or first in titles.words["manner"]:
        return _post(titles, rest) if rest else folded
    if folded.partition(" of ")[0] in PARTY_POSTS:
        return folded.partition(" of ")[0]
    if first in ("deputy", "vice", "assistant", "first") and rest and folded != "vice president" and rest != "lady":
        return f"{first} {_post(titles, rest)}".replace("vice foreign", "deputy foreign")
    reduced = _reduced(folded)
    if reduced in titles.same:
        return titles.same[reduced]
    return _field_post(titles, reduced)


def _field_post(titles: Titles, folded: str) -> str:
    """ "minister of trade", "oil minister" → "trade minister", "energy minister"; other words as they are."""
    head, _, field = folded.partition(" of ")
    field = field.removeprefix("the ").removeprefix("state of ").removeprefix("national ")
    if head in ("minister", "secretary") and field:
        return titles.same.get(f"{head} of {field}", f"{titles.fields.get(field, field)} minister")
    left, _, last = folded.rpartition(" ")
    if last in ("minister", "secretary") and left in titles.fields:
        return f"{titles.fields[left]} minister"
    head_post = titles.heads.get(folded)
    return head_post[0] if head_post else folded


def load_titles() -> Titles:
    """The titles that ship with the package."""
    with (files("memcon") / "data" / "titles.toml").open("rb") as file:
        rows: dict[str, Any] = tomllib.load(file)
    return Titles(
        heads={k: (v[0], v[1]) for k, v in rows["heads"].items()},
        short=rows["short"],
        fields=rows["fields"],
        before=frozenset(rows["before"]["words"]),
        past=frozenset(rows["past"]["words"]),
        future=frozenset(rows["past"]["future"]),
        same=rows["same"],
        ranks=rows["ranks"],
        implied=rows["implies"],
        persons={k: tuple(v) for k, v in rows["persons"].items()},
        government=frozenset(rows["government"]["nouns"]),
        institutions=frozenset(rows["government"]["institutions"]),
        civil={k: frozenset(v) for k, v in rows["civil"].items()},
        kinds={k: frozenset(v) for k, v in rows["kinds"].items()},
        realms={k: frozenset(v) for k, v in rows["realms"].items()},
        prefixes=rows["prefixes"],
        particles=frozenset(rows["names"]["particles"].split()),
        common=frozenset(rows["names"]["common"].split()),
        words={k: frozenset(v.split()) for k, v in rows["words"].items()},
    )
