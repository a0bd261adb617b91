"""To read the lines of a news archive's exports: days as archives write them, copyright lines, labels."""

import re
from collections.abc import Sequence

from msgspec import Struct

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "(?P<month>" + "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + "|sept\\.?)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_REST = rf"(?:,?\s+{_WEEKDAY})?(?:[\s,;]+\S.{{0,60}})?"
_DAYS = tuple(
    re.compile(rf"(?:{_WEEKDAY},?\s+)?{form}{_REST}", re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)",
        rf"(?P<day>\d{{1,2}})\.?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)",
        rf"{_MONTH},?\s+(?P<year>(?:19|20)\d\d)",
    )
)
_FEWEST = 150  # characters; fewer are an archive's own note
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\)).*|.{0,80}\ball rights reserved\b.{0,20}", re.IGNORECASE)


class Article(Struct, frozen=True, kw_only=True):
    """One article of an export: the fields of its header, and its paragraphs without any of them.

    `published` is `YYYY-MM-DD` or `YYYY-MM`.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    body: Sequence[str] = ()


def accounted(parts: Sequence[tuple[Sequence[str], Article | None]]) -> list[Article | None]:
    """The articles of an export's parts, None for a part that has words and no header; nothing where none has one."""
    long = [article for lines, article in parts if article or sum(map(len, lines)) > _FEWEST]
    return long if any(long) else []


def day_of(line: str) -> str | None:
    """The day or month that a line of a header gives, in ISO form; None for a line that is none."""
    for form in _DAYS:
        found = form.fullmatch(line.strip())
        if found:
            told = found.groupdict()
            month = next(n for n, name in enumerate(_MONTHS, start=1) if name.startswith(told["month"].lower()[:3]))
            return f"{told['year']}-{month:02}" + (f"-{int(told['day']):02}" if told.get("day") else "")
    return None


def is_copyright(line: str) -> bool:
    """Whether a line says who holds the rights."""
    return bool(_COPYRIGHT.fullmatch(line.strip()))


def signed(line: str) -> str | None:
    """Who signs, of a byline's words."""
    return re.sub(r"^by\b[:\s]*", "", one_line(line), flags=re.IGNORECASE) or None


def one_line(words: str) -> str:
    """The words with single blanks."""
    return " ".join(words.split())
