"""To divide the tables of a large record into parts by the time of its reports, so that a change rewrites few."""

from collections.abc import Callable, Mapping
from typing import Any

from memcon.model import Coded, Report

ONE, YEAR, MONTH = "", "year", "month"
LARGE = 20_000
"""Reports of a record, or of a year, that are too many for one part."""

OWNER: Mapping[str, int] = {"reports": 0, "sections": 0, "claims": 1, "slots": 0, "events": 1, "links": 0, "unread": 0}
"""The column by which a row belongs to a report: its id, or a claim's, which begins with it."""


def spell_of(reports: int, years: int) -> str:
    """What a part spans in a record of so many reports of so many years."""
    return ONE if reports <= LARGE else YEAR if reports <= LARGE * years else MONTH


def part_of(report: Report, spell: str) -> str:
    """The part in which a report's rows stand."""
    if spell == ONE:
        return "part-0"
    day = report.published.first
    return "part-undated" if day is None else f"part-{day:%Y}" if spell == YEAR else f"part-{day:%Y-%m}"


def parter(coded: tuple[Coded, ...]) -> tuple[str, Callable[[str, tuple[Any, ...]], str]]:
    """What a part spans in a pile, and what tells the part of a row of a table."""
    years = {one.report.published.first.year for one in coded if one.report.published.first}
    spell = spell_of(len(coded), max(1, len(years)))
    if spell == ONE:
        return spell, lambda *_: "part-0"
    parts = {one.report.id: part_of(one.report, spell) for one in coded}
    home = {claim.id: parts[one.report.id] for one in coded for claim in one.claims} | parts

    def tells(table: str, row: tuple[Any, ...]) -> str:
        return home[row[OWNER[table]]] if table in OWNER else "part-0"

    return spell, tells
