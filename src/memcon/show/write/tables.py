"""To write the tables and views of a record as files of their own: CSV, lines of JSON, Parquet.

What a reader needs to make the record again (its tables exactly, and what lies beside them in `kept`) is all there.
"""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from memcon.record.extract import TABLES, VIEWS, Extract
from memcon.record.restore import BESIDE, KEPT

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet might run, or that an apostrophe before it already keeps from being run."""


def write_csv(extract: Extract, out: Path) -> None:
    """A folder with one CSV file for each table and view: UTF-8, every text in quotation marks, NULL an empty field.

    A text that a spreadsheet could take for a formula has an apostrophe before it. A list is a JSON list.
    """
    _each(extract, out, "csv", csv_file)


def write_jsonl(extract: Extract, out: Path) -> None:
    """A folder with one file of JSON lines for each table and view: one object a row, days as ISO texts, NULL null."""
    _each(extract, out, "jsonl", jsonl_file)


def write_parquet(extract: Extract, out: Path) -> None:
    """A folder with one Parquet file for each table and view, typed as in the record."""
    _each(extract, out, "parquet", Extract.write_parquet)


def _each(extract: Extract, out: Path, ending: str, write: Callable[[Extract, str, Path], None]) -> None:
    """Write each table and view to a file named after it, and lay beside them what a record keeps beside its tables."""
    out.mkdir()
    for name in (*TABLES, *VIEWS):
        write(extract, name, out / f"{name}.{ending}")
    (out / KEPT).mkdir()
    for name in BESIDE:
        source = extract.record.path / name
        if source.is_file():
            shutil.copy2(source, out / KEPT / name)


def csv_file(extract: Extract, name: str, file: Path) -> None:
    """Write one table or view as a CSV file."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        lines.write(",".join(f'"{column}"' for column, _ in extract.columns(name)) + "\n")
        for rows in extract.batches(name):
            lines.writelines(",".join(map(cell, row)) + "\n" for row in rows)


def cell(value: Any) -> str:
    """A value as a field of CSV.

    >>> [cell(value) for value in ("Oslo", "", None, 3, "=1+1", "'tis", ["a", "b"])]
    ['"Oslo"', '""', '', '3', '"\\'=1+1"', '"\\'tis"', '"[""a"", ""b""]"']
    """
    if value is None:
        return ""
    if isinstance(value, (int, float, date)):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return '"' + inert(text).replace('"', '""') + '"'


def jsonl_file(extract: Extract, name: str, file: Path) -> None:
    """Write one table or view as a file of JSON lines."""
    columns = [column for column, _ in extract.columns(name)]
    encode = msgspec.json.Encoder().encode
    with file.open("wb") as lines:
        for rows in extract.batches(name):
            lines.writelines(encode(dict(zip(columns, row, strict=True))) + b"\n" for row in rows)


def inert(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text
