"""To find the news agency whose text a report prints: two outlets with one agency's text are one source of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from memcon.model import Report

HEAD, TAIL = 300, 160  # characters at the beginning and the end in which a credit line stands
_CREDIT = re.compile(r"\(([^()\d\n]{2,40})\)|/([^/\d\n]{2,30})/")
_LINE = re.compile(r"(?:source|credit|by|from|via)?\s*[:—–-]*\s*(.{2,40}?)\s*[.,;:—–-]*", re.IGNORECASE)
_LEAD = re.compile(r"(?:[^\n]{0,60}[,.]\s*)?([A-Z][\w .-]{1,30}?)\s*(?:—|–|--|:|\s-)\s")


def wires(reports: Iterable[Report]) -> dict[str, str]:
    """The agency of each report that is one's own or credits exactly one, by report id.

    A credit line opens the text ("PARIS, May 7 (AFP) –", "/TASS/") or ends it ("(Xinhua)", "Source: Reuters"). Where
    several agencies are credited the outlet has written its own text from theirs, and none is told.
    """
    names = _names()
    found = ((report.id, set(_credited(report, names))) for report in reports)
    return {report: agencies.pop() for report, agencies in found if len(agencies) == 1}


@cache
def _names() -> Mapping[str, str]:
    """The agency of each of its names, in lower case."""
    table = msgspec.json.decode(files("memcon").joinpath("data/wires.json").read_bytes(), type=dict[str, list[str]])
    return {name: agency for agency, names in table.items() for name in names}


def _credited(report: Report, names: Mapping[str, str]) -> Iterator[str]:
    """The agencies of a report: the outlet itself, and those that its first and last lines credit."""
    if (report.outlet or "").lower() in names:
        yield names[(report.outlet or "").lower()]
        return
    head, tail = report.text[:HEAD], report.text[HEAD:][-TAIL:]
    for piece in (head, tail):
        for credit in _CREDIT.finditer(piece):
            yield from _known(credit[1] or credit[2], names)
    paragraphs = [line for line in head.splitlines() if line.strip()]
    for line in (*paragraphs[:4], *tail.splitlines()[-2:]):
        if whole := _LINE.fullmatch(line.strip()):
            yield from _known(whole[1], names)
        if lead := _LEAD.match(line):
            yield from _known(lead[1], names)


def _known(words: str, names: Mapping[str, str]) -> Iterator[str]:
    """The agencies that a credit names, as in "Xinhua", "AFP/Reuters" or "AP Photo" (which credits a picture only)."""
    for part in re.split(r"[/,&]| and ", words):
        name = " ".join(part.lower().split())
        if name in names:
            yield names[name]
