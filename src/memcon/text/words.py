"""To load the words that mark a page's parts (`data/lang/pages.toml`) into frozen patterns."""

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from re import Pattern
from typing import Any

from msgspec import Struct

NAME = r"[A-Z][\w.’'-]*"


class PageWords(Struct, frozen=True):
    """Patterns of furniture, stories, questions, captions, bylines, datelines and background."""

    opens: Pattern[str]
    stubs: Pattern[str]
    whole: frozenset[str]
    holds: Pattern[str]
    ends: Pattern[str]
    tail: Pattern[str]
    teasers: Pattern[str]
    lists: Pattern[str]
    headings: Pattern[str]
    addressed: Pattern[str]
    credits: Pattern[str]
    captions: Pattern[str]
    sides: Pattern[str]
    byline_words: frozenset[str]
    outlets: frozenset[str]
    agencies: Pattern[str]
    towns: frozenset[str]
    eras: Pattern[str]
    present: Pattern[str]


@cache
def page_words() -> PageWords:
    """The page words that ship with the package; ValueError names the table and key that does not hold."""
    return read_words(files("memcon").joinpath("data/lang/pages.toml").read_text(encoding="utf-8"))


def read_words(toml: str) -> PageWords:
    """Page words from the text of a TOML file; ValueError names the table and key that does not hold."""
    data = tomllib.loads(toml)
    phrases = {
        "opens": _phrases(data, "furniture", "opens"),
        "stubs": _phrases(data, "furniture", "stubs"),
        "ends": _phrases(data, "furniture", "ends"),
        "teasers": _phrases(data, "stories", "teasers"),
        "lists": _phrases(data, "stories", "lists"),
        "headings": _phrases(data, "questions", "headings"),
        "addressed": _phrases(data, "questions", "addressed"),
        "captions": _phrases(data, "caption", "opens"),
        "holds": _phrases(data, "furniture", "holds"),
        "agencies": _phrases(data, "dateline", "agencies"),
        "eras": _phrases(data, "background", "eras"),
        "present": _phrases(data, "background", "present"),
    }
    return PageWords(
        **phrases,
        whole=frozenset(_entries(data, "furniture", "whole")),
        tail=_patterns(data, "furniture", "tail", flags=re.IGNORECASE),
        credits=_patterns(data, "caption", "credits", flags=0),
        sides=_patterns(data, "caption", "sides", flags=0),
        towns=frozenset((*_capitals(), *_entries(data, "dateline", "towns"))),
        byline_words=frozenset(_entries(data, "byline", "small") + _entries(data, "byline", "roles")),
        outlets=frozenset(_entries(data, "byline", "outlets")),
    )


def _capitals() -> list[str]:
    """The capitals of all states."""
    lines = files("memcon").joinpath("data/states.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [row["capital"] for row in rows if row["capital"]]


def _entries(data: dict[str, Any], table: str, key: str) -> list[str]:
    """The strings under a key, one string counting as a list of one."""
    found = data.get(table, {}).get(key)
    entries = [found] if isinstance(found, str) else found
    if not entries or not all(isinstance(entry, str) and entry for entry in entries):
        raise ValueError(f"pages.toml: [{table}] {key}: expected a list of words; fill it or restore the file")
    return list(entries)


def _phrases(data: dict[str, Any], table: str, key: str) -> Pattern[str]:
    """One pattern for all phrases under a key, whole words only, in any case and with any spacing."""
    return re.compile("|".join(_phrase(entry) for entry in _longest_first(_entries(data, table, key))), re.IGNORECASE)


def _longest_first(entries: Iterable[str]) -> list[str]:
    """The phrases with the longest first, so that no phrase hides a longer one."""
    return sorted(entries, key=lambda entry: (-len(entry), entry))


def _phrase(entry: str) -> str:
    """The pattern of one phrase."""
    words = r"\s+".join(re.escape(word) for word in entry.split())
    before = r"(?<!\w)" if entry[0].isalnum() else ""
    return before + words + (r"(?!\w)" if entry.rstrip()[-1].isalnum() else "")


def _patterns(data: dict[str, Any], table: str, key: str, *, flags: int) -> Pattern[str]:
    """One pattern from the patterns under a key; `{name}` stands for a capitalised word."""
    parts = [f"(?:{entry.replace('{name}', NAME)})" for entry in _entries(data, table, key)]
    try:
        return re.compile("|".join(parts), flags)
    except re.error as error:
        raise ValueError(f"pages.toml: [{table}] {key}: not a pattern ({error}); mend it") from error
