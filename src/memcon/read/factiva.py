"""To take apart an export of Factiva, with its field codes or as it is displayed, into its articles."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from memcon.read.export_lines import Article, accounted, day_of, is_copyright, one_line, signed

_CODE = re.compile(
    r"(SE|HD|CLM|BY|CR|WC|PD|ET|SN|SC|NGC|GC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|ART|DLN|CX|CO|IN|NS|RE|IPD|IPC|PUB|RST|AN)"
    r"(?:\s*\t\s*(.*)|\s{2,}(\S.*)|\s*)",
    re.DOTALL,
)
_FIRST = ("SE", "HD")
_LAST = re.compile(r"document\s+([a-z][a-z0-9]{11,39})", re.IGNORECASE)
"""The number under which Factiva keeps an article, its last line: four letters of its source, then digits and more."""

_COUNT = re.compile(r"(\d[\d,.]*) words?", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d?:\d\d(?: ?[ap]m)?(?: [A-Z]{3,4})?", re.IGNORECASE)
_SUMMARY = re.compile(r"search summary", re.IGNORECASE)
_LANGUAGES = frozenset(
    "english french german spanish portuguese italian russian chinese japanese arabic turkish dutch polish".split()
)
_HEAD = 25


def factiva_articles(lines: Sequence[str]) -> list[Article | None]:
    """The articles of an export, given its paragraphs (blank ones included); nothing where it is none of these.

    None stands for what should be an article and has no header that can be read.
    """
    coded = [(list(chain(*fields.values())), _from_fields(fields)) for fields in _fields(lines)]
    return accounted(coded) or _displayed(lines)


def _fields(lines: Sequence[str]) -> Iterator[dict[str, list[str]]]:
    """The paragraphs under each code, article by article; an article begins with its section or headline."""
    held: dict[str, list[str]] = {}
    under, words = "", ""
    for line in lines:
        code = _CODE.fullmatch(line.strip())
        if code and (code[1] in _FIRST or code[1] not in held):
            under, words = code[1], code[2] or code[3] or ""
            if "HD" in held and under in _FIRST:
                yield held
                held = {}
            held[under] = []
        else:
            words = line
        if under and words.strip():
            held[under].append(one_line(words))
        if held.get("AN"):
            yield held
            held, under = {}, ""
    if held:
        yield held


def _from_fields(fields: dict[str, list[str]]) -> Article | None:
    """The article of coded fields; None where they lack what every article has."""
    if not ("HD" in fields and ("PD" in fields or "SN" in fields) and ("LP" in fields or "TD" in fields)):
        return None
    return Article(
        title=" ".join(fields["HD"]) or None,
        outlet=" ".join(fields.get("SN", ())) or None,
        author=signed("; ".join(fields.get("BY", ()))),
        published=day_of(" ".join(fields.get("PD", ()))),
        body=[*fields.get("LP", ()), *fields.get("TD", ())],
    )


def _displayed(lines: Sequence[str]) -> list[Article | None]:
    """The articles of an export as Factiva displays them, each closed by its number."""
    told = [line.strip() for line in lines]
    summed = next((at for at, line in enumerate(told) if _SUMMARY.match(line)), len(told))
    ends = [at for at, line in enumerate(told[:summed]) if _LAST.fullmatch(line)]
    if not ends:
        return []
    parts = [told[start:end] for start, end in zip([0, *(at + 1 for at in ends)], [*ends, summed], strict=True)]
    return accounted([(part, _from_display(part)) for part in parts])


def _from_display(lines: Sequence[str]) -> Article | None:
    """The article of a stretch of lines; None where it lacks the count of its words with the day after it."""
    told = [one_line(line) for line in lines if line]
    counted = next((at for at, line in enumerate(told[:_HEAD]) if _COUNT.fullmatch(line)), None)
    if counted is None:
        return None
    after = told[counted + 1 : counted + 10]
    dated = next((at for at, line in enumerate(after[:3]) if day_of(line)), None)
    if dated is None:
        return None
    outlet = next((line for line in after[dated + 1 :] if not _CLOCK.fullmatch(line)), None)
    return Article(
        title=_title(told[:counted]),
        outlet=outlet,
        author=signed(next((line for line in told[:counted] if line.lower().startswith("by ")), "")),
        published=day_of(after[dated]),
        body=told[_body(told, counted + dated + 2) :],
    )


def _title(told: Sequence[str]) -> str | None:
    """The headline among the lines before the count of words: a section may stand above it, names below it."""
    plain = [line for line in told if not line.lower().startswith("by ")]
    return max(plain, key=len) if plain else None


def _body(told: Sequence[str], start: int) -> int:
    """The line on which the article begins: after who holds the rights, else after the language."""
    head = range(start, min(len(told), start + 10))
    rights = [at for at in head if is_copyright(told[at])]
    spoken = [at for at in head if told[at].lower() in _LANGUAGES]
    return 1 + max(rights[:2] or spoken[:1] or [start + 1])
