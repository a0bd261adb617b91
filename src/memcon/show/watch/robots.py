"""To read what a site asks of robots (RFC 9309): which addresses to leave alone, how long to pause between requests."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from msgspec import Struct

LARGEST = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least."""

_LONGEST_PATTERN = 2_000


class Robots(Struct, frozen=True):
    """The rules for one robot, as (allowed, pattern), and the seconds it is asked to pause."""

    rules: tuple[tuple[bool, str], ...] = ()
    pause: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether a robot may fetch an address: the longest rule that matches decides, of two as long the kinder."""
        parts = urlsplit(url)
        path = unquote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        matching = [(len(pattern), allowed) for allowed, pattern in self.rules if _matches(pattern, path)]
        return max(matching)[1] if matching else True


NOTHING = Robots(((False, "/"),))
"""The rules of a site that does not say them: a server that fails may hold any."""


def read_robots(text: str, name: str) -> Robots:
    """The rules for the robot of that name in a robots.txt, else those for all."""
    groups: dict[str, list[tuple[str, str]]] = {}
    open_to: list[str] = []
    in_rules = False
    for key, value in _lines(text):
        if key == "user-agent":
            open_to = [value.lower()] if in_rules else [*open_to, value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for one in open_to:
                groups[one].append((key, value))
    own = next((rules for robot, rules in groups.items() if robot != "*" and robot and robot in name.lower()), None)
    rules = own if own is not None else groups.get("*", [])
    told = tuple((key == "allow", value) for key, value in rules if key != "crawl-delay" and value)
    return Robots(told, max((_seconds(value) for key, value in rules if key == "crawl-delay"), default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a robots.txt as key and value, comments left out."""
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()[:_LONGEST_PATTERN]


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says, in which `*` stands for anything and a closing `$` for the end."""
    anchored = pattern.endswith("$")
    parts = [re.escape(part) for part in unquote(pattern.removesuffix("$")).split("*")]
    first, *rest = parts
    at = re.match(first, path)
    position = at.end() if at else -1
    for part in rest if at else ():  # the leftmost place of each part: no pattern can make this slow
        found = re.compile(part).search(path, position)
        if found is None:
            return False
        position = found.end()
    if anchored and at:
        return position == len(path) or (len(parts) > 1 and bool(re.search(f"(?:{parts[-1]})$", path)))
    return at is not None


def _seconds(value: str) -> float:
    """A number of seconds; none for what is no number."""
    return float(value) if re.fullmatch(r"\d{1,5}(?:\.\d{1,3})?", value) else 0.0
