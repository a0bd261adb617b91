"""To write the views of a record as one workbook for Excel and LibreOffice, a sheet for each."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from memcon.record.extract import VIEWS, Extract, Row

ROWS = 1_048_575
"""Rows that a sheet holds below its heading; more go to a further sheet."""
LONGEST = 32_767
"""Characters that a cell holds."""
CUT = " […]"
"""What ends a text that is longer."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts days rightly from here on; those before are written as texts."""
_LEFT_OUT = {"text", "why", "also"}
"""Columns of reports that are longer than a cell, or of no use in one."""


def write_xlsx(extract: Extract, out: Path) -> None:
    """A workbook with each view of the record, and its reports without their texts. No text can run as a formula."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": date(1980, 1, 1), "comments": "written by memcon"})
        formats = {"day": book.add_format({"num_format": "yyyy-mm-dd"}), "head": book.add_format({"bold": True})}
        for name in (*sorted(VIEWS, key=lambda view: view != "sheet"), "reports"):
            _sheets(book, formats, extract, name)


def _sheets(book: Any, formats: dict[str, Any], extract: Extract, name: str) -> None:
    """One sheet for a view, or as many as its rows need."""
    columns = [column for column, _ in extract.columns(name)]
    kept = [at for at, column in enumerate(columns) if name != "reports" or column not in _LEFT_OUT]
    rows = extract.rows(name)
    number = 1
    while True:
        some = islice(rows, ROWS)
        sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [columns[at] for at in kept], formats["head"])
        n = _fill(sheet, formats["day"], some, kept)
        if n < ROWS:
            return
        number += 1


def _fill(sheet: Any, day: Any, rows: Iterator[Row], kept: Sequence[int]) -> int:
    """Write rows below the heading; the number of them."""
    n = 0
    for n, row in enumerate(rows, 1):
        for at, column in enumerate(kept):
            value = row[column]
            if isinstance(value, date) and value >= _FIRST_DAY:
                sheet.write_datetime(n, at, value, day)
            elif isinstance(value, (int, float)):
                sheet.write_number(n, at, value)
            elif value is not None:
                sheet.write_string(n, at, _text(value))
    return n


def _text(value: Any) -> str:
    """What a cell can hold of a text, a list or an early day."""
    text = (
        value
        if isinstance(value, str)
        else str(value)
        if isinstance(value, date)
        else json.dumps(value, ensure_ascii=False)
    )
    return text if len(text.encode("utf-16-le")) // 2 <= LONGEST else _cut(text)


def _cut(text: str) -> str:
    """The start of a text that fits a cell, counted as Excel counts (UTF-16 units)."""
    units = text.encode("utf-16-le")[: 2 * (LONGEST - len(CUT))]
    return units.decode("utf-16-le", errors="ignore") + CUT
