"""To score whom nominals, pronouns, short names and seats of government mean, on marked texts of our own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from memcon.model import Actor, Mention
from memcon.reference import Reference, fold
from told_names import read

HERE = Path(__file__).parent
MARK = re.compile(r"\{([^{}=]+)=([^{}]*)\}")


class Mark(Struct, frozen=True):
    """Characters `[start, end)` of a text, and whom they mean as the table says it."""

    start: int
    end: int
    wanted: str


class Marked(Struct, frozen=True):
    """A text with its day and its marks."""

    day: str
    text: str
    marks: tuple[Mark, ...]


def texts(name: str) -> Iterator[Marked]:
    """The texts of a table; a line that is no comment and has no day is an error."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            day, marked = line.split(" | ", 1)
            yield unmarked(day, marked)


def unmarked(day: str, marked: str) -> Marked:
    """A text without its braces, the marks at their characters in it."""
    text, marks, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[1]), found[2]))
        text, at = text + found[1], found.end()
    return Marked(day, text + marked[at:], tuple(marks))


def is_right(mark: Mark, mention: Mention | None, actors: dict[str, Actor], known: Reference) -> bool:
    """Whether the mention at a mark means whom the table says."""
    meant = [actors[id] for id in mention.actors] if mention else []
    if mark.wanted == "?":
        return not meant
    wanted = mark.wanted.split(" + ")
    if mark.wanted.startswith("place:"):
        return len(meant) == 1 and meant[0].kind == "place" and fold(meant[0].name) == fold(wanted[0][6:])
    return len(wanted) == len(meant) and all(any(is_called(a, w, known) for a in meant) for w in wanted)


def is_called(actor: Actor, wanted: str, known: Reference) -> bool:
    """Whether an actor bears a name, and is of the country after it where one is told."""
    name, _, country = wanted.partition("/")
    called = actor.id == name or fold(actor.name) == fold(name) or actor.id in known.names.get(fold(name), ())
    return called and (not country or actor.country == country)


def judged(marked: Marked, known: Reference) -> Iterator[tuple[Mark, Mention | None, bool]]:
    """Each mark with the mention that shares most of its characters, and whether that is right."""
    mentions, actors, _ = read(marked.text, marked.day, known)
    by_id = {actor.id: actor for actor in actors}
    for mark in marked.marks:
        over = [m for m in mentions if m.start < mark.end and m.end > mark.start]
        mention = max(over, key=lambda m: min(m.end, mark.end) - max(m.start, mark.start), default=None)
        yield mark, mention, is_right(mark, mention, by_id, known)


@pytest.mark.parametrize(("name", "floor"), [("referred_seen.txt", 0.97), ("referred_held.txt", 0.96)])
def test_words_mean_whom_the_table_says(name: str, floor: float, known: Reference) -> None:
    found = [(marked.text, *one) for marked in texts(name) for one in judged(marked, known)]
    misses = [f"{text[m.start : m.end]!r} is {m.wanted}, {mention}" for text, m, mention, right in found if not right]
    assert len(found) > 120
    assert 1 - len(misses) / len(found) >= floor, "\n".join(misses)


def test_what_is_told_of_nobody_is_rarely_somebody(known: Reference) -> None:
    found = [
        one for name in ("referred_seen.txt", "referred_held.txt") for t in texts(name) for one in judged(t, known)
    ]
    wrong = [mark for mark, mention, right in found if not right and mention is not None and mention.actors]
    assert len(wrong) <= 0.04 * len(found), wrong
