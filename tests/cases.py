"""To read tables of sentences with the claims that they tell."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class Told(Struct, frozen=True):
    """One expected claim: kind, status, sides (all in `parties` where neither leads), place and time words."""

    kind: str
    status: str
    who: str | None
    whom: str | None
    parties: tuple[str, ...]
    place: str | None
    time: str | None


class Case(Struct, frozen=True):
    """A sentence, what is new about it, and all that it tells."""

    new: str
    sentence: str
    told: tuple[Told, ...]


def read(path: Path) -> Iterator[Case]:
    """The cases of one table; ValueError names the line that is not in the format."""
    new, sentence, told = "", "", []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("  "):
            if line.strip() != "nothing":
                told.append(_told(line.strip(), f"{path.name}:{number}"))
        elif line.startswith("#"):
            new = line[1:].strip()
        elif line.strip():
            sentence, told = line.replace(" ¶ ", "\n\n"), []  # a headline and the text below it
        elif sentence:
            yield Case(new, sentence, tuple(told))
            sentence = ""


def _told(line: str, where: str) -> Told:
    """One expected claim from its line."""
    head, _, rest = line.partition(": ")
    if len(head.split()) != 2 or not rest:
        raise ValueError(f"{where}: expected `kind status: who > whom`, found {line!r}")
    rest, _, time = rest.partition(" ~ ")
    rest, _, place = rest.partition(" @ ")
    kind, status = head.split()
    parties = tuple(rest.split(" + ")) if " + " in rest else ()
    who, _, whom = ("", "", "") if parties else rest.partition(" > ")
    return Told(kind, status, who or None, whom or None, parties, place or None, time or None)


class Row(Struct, frozen=True):
    """A sentence, what is new about it, and a line for each claim of the sort that its table judges."""

    new: str
    sentence: str
    lines: tuple[str, ...]


def rows(path: Path) -> list[Row]:
    """The rows of a table of lines, divided by empty lines; the opening comment is none."""
    blocks = [block.splitlines() for block in path.read_text(encoding="utf-8").split("\n\n")[1:]]
    told = ((new, sentence, [line.strip() for line in lines]) for new, sentence, *lines in blocks)
    return [Row(new[2:], sentence, tuple(line for line in lines if line != "nothing")) for new, sentence, lines in told]
