"""To take apart an export of Nexis Uni, or of LexisNexis before it, into its articles."""

import re
from collections.abc import Sequence
from itertools import pairwise

from memcon.read.export_lines import Article, accounted, day_of, is_copyright, one_line, signed

_END = re.compile(r"end of document", re.IGNORECASE)
_COUNT = re.compile(r"(?:document\s+)?\d+ of \d+(?: documents?)?", re.IGNORECASE)
_LABEL = re.compile(
    r"(section|length|headline|byline|dateline|highlight|body|correction appended|distribution|type|series|cycle"
    r"|link to (?:image|original|pdf)|view (?:pdf|original)|url)\s*(:.*)?",
    re.IGNORECASE,
)
"""A line of the header: a label with its value, or alone (`Body`)."""

_TAIL = re.compile(
    r"(?:classification|graphic|notes|correction|link to (?:image|original|pdf)|view (?:pdf|original))"
    r"|(?:load[ -]date|graphic|language|publication[ -]type|document[ -]type|pub-type|journal[ -]code|subject|industry"
    r"|person|geographic|company|organization|ticker|country|state|city|correction-date|notes|url|acc-no|isbn|issn"
    r"|doc-type|sic|news subject)\s*:.*",
    re.IGNORECASE,
)
"""A line that follows the article: the picture's words, what the archive's indexers wrote."""

_EDITION = re.compile(r"\bedition\b|\bfinal\b|\bcycle\b|\d\d?:\d\d|^[A-Z]{3,4}$", re.IGNORECASE)
_NONE = re.compile(r"no headline in original", re.IGNORECASE)
_HEAD = 40
"""Lines of an article that may be its header, those of the export's cover aside."""


def nexis_articles(lines: Sequence[str]) -> list[Article | None]:
    """The articles of an export, given its paragraphs (blank ones included); nothing where it is none of these.

    None stands for what should be an article and has no header that can be read.
    """
    ends = [at + 1 for at, line in enumerate(lines) if _END.fullmatch(line.strip())]
    counts = [at for at, line in enumerate(lines) if _COUNT.fullmatch(line.strip()) and "doc" in line.lower()]
    starts = [0, *ends] if ends else counts
    parts = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return accounted([(part, _article(part)) for part in parts])


def _article(lines: Sequence[str]) -> Article | None:
    """The article of a stretch of lines; None where it has no header with a day."""
    told = [line.strip() for line in lines if not _END.fullmatch(line.strip())]
    dated = next((at for at, line in enumerate(told) if day_of(line) and _has_header(told, at)), None)
    if dated is None:
        return None
    start, fields = _header(told, dated)
    before = [line for line in told[:dated] if line and not is_copyright(line) and not _COUNT.fullmatch(line)]
    title = fields.get("headline") or (_title_after(told[dated + 1 : start]) if _is_old(told, dated) else before[-2:-1])
    words = one_line(title if isinstance(title, str) else " ".join(title))
    end = next((at for at in range(start, len(told)) if _TAIL.fullmatch(told[at])), len(told))
    body = [one_line(line) for line in told[start:end] if line and not _LABEL.fullmatch(line)]
    return Article(
        title=words if words and not _NONE.fullmatch(words) else None,
        outlet=before[-1] if before else None,
        author=signed(fields.get("byline", "")),
        published=day_of(told[dated]),
        url=_address(told),
        body=body,
    )


def _has_header(told: Sequence[str], dated: int) -> bool:
    """Whether the lines around a day are an article's header: a label or who holds the rights stands close by."""
    after = [line for line in told[dated + 1 : dated + 12] if line]
    return any(is_copyright(line) or _LABEL.fullmatch(line) for line in after[:8])


def _is_old(told: Sequence[str], dated: int) -> bool:
    """Whether an article is laid out as before Nexis Uni: counted, or with its labels in capitals."""
    labels = [line for line in told[dated:] if re.match(r"(?:SECTION|LENGTH|BYLINE):", line)]
    return bool(labels) or any(_COUNT.fullmatch(line) for line in told[:dated] if "DOC" in line)


def _header(told: Sequence[str], dated: int) -> tuple[int, dict[str, str]]:
    """The line on which the article begins, and the labelled fields before it.

    The header ends with the label `Body`, where there is one, else with the labels that stand together.
    """
    lines = [(at, told[at]) for at in range(dated + 1, min(len(told), dated + _HEAD)) if told[at]]
    labels = [(at, label.group(1).lower(), label.group(2)) for at, line in lines if (label := _LABEL.fullmatch(line))]
    fields = {name: (value or "").lstrip(": ") for _, name, value in reversed(labels)}
    opened = next((at for at, name, _ in labels if name == "body"), None)
    if opened is not None:
        return opened + 1, fields
    start = dated + 1
    for at, line in lines:
        if _LABEL.fullmatch(line) or is_copyright(line):
            start = at + 1
        elif start > dated + 1:
            break
    return start, fields


def _title_after(told: Sequence[str]) -> list[str]:
    """The title between the day and the labels of an old layout, the edition left out."""
    plain = [line for line in told if line and not _LABEL.fullmatch(line) and not is_copyright(line)]
    return [line for line in plain if not (len(line) < 40 and _EDITION.search(line))]


def _address(told: Sequence[str]) -> str | None:
    """The article's own address, where a line gives one that leads further than to the outlet."""
    found = next(
        (m for line in told if (m := re.fullmatch(r"url:\s*(https?://[^/\s]+/\S+)", line, re.IGNORECASE))), None
    )
    return found.group(1) if found else None
