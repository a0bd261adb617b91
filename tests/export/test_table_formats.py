"""Exports of tables hold every row, are read by other tools, and make the same record again."""

import csv
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from memcon.model import Coded, Report
from memcon.record.extract import TABLES, VIEWS, Extract
from memcon.record.place import BeingBuilt, held
from memcon.record.record import Fields, Record, digest, open_record
from memcon.record.restore import READERS, restore
from memcon.record.store import NotARecord, write
from memcon.show.write import export
from memcon.show.write.tables import cell, csv_file, jsonl_file

Exported = Callable[[str], Path]
Told = Callable[[str], list[Fields]]
FOLDERS = ("csv", "jsonl", "parquet")


@pytest.mark.parametrize("form", FOLDERS)
def test_a_round_trip_is_identity(sample: Record, exported: Exported, tmp_path: Path, form: str) -> None:
    again = restore(exported(form), tmp_path / "again")
    assert digest(again) == digest(sample)
    for table in TABLES:
        query = f"SELECT * FROM {table} ORDER BY ALL"
        assert again.rows(query) == sample.rows(query), table
    for name in ("run.json", "decisions.jsonl", "history.jsonl"):
        assert (again.path / name).read_bytes() == (sample.path / name).read_bytes()


def test_pandas_reads_every_row_of_csv(sample: Record, told: Told, exported: Exported) -> None:
    for name in (*TABLES, *VIEWS):
        frame = pd.read_csv(exported("csv") / f"{name}.csv")
        assert len(frame) == len(told(name)), name
        assert all(list(row) == list(frame.columns) for row in told(name))
    texts = pd.read_csv(exported("csv") / "reports.csv").set_index("report_id").text
    assert dict(texts) == dict(sample.rows("SELECT report_id, text FROM reports"))


def test_duckdb_reads_every_row_of_parquet_and_json(told: Told, exported: Exported) -> None:
    for name in (*TABLES, *VIEWS):
        expected = sorted(str(tuple(row.values())) for row in told(name))
        found = duckdb.execute(f"FROM '{exported('parquet')}/{name}.parquet'").fetchall()
        assert sorted(map(str, found)) == expected, name
        lines = (exported("jsonl") / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        assert len(lines) == len(expected) + 1
        assert all(isinstance(json.loads(line), dict) for line in lines[:-1])
    days = duckdb.execute(f"SELECT typeof(\"first\") FROM '{exported('parquet')}/claims.parquet' LIMIT 1").fetchall()
    assert days == [("DATE",)]


def test_sqlite_holds_every_row_and_finds_words(told: Told, exported: Exported) -> None:
    db = sqlite3.connect(exported("sqlite"))
    for name in (*TABLES, *VIEWS):
        assert db.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(told(name)),), name
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = db.execute("SELECT count(*) FROM reports_fts WHERE reports_fts MATCH 'finnbogadottir'").fetchone()
    assert found[0] >= 1
    assert db.execute('SELECT typeof("first") FROM claims WHERE "first" IS NOT NULL LIMIT 1').fetchone() == ("text",)
    db.close()


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_can_run_as_a_formula(text: str) -> None:
    (row,) = csv.reader([cell(text)])
    assert row == [f"'{text}"]


@pytest.mark.parametrize("text", ["Oslo", "'tis", "a=b", "", "it's -1"])
def test_other_texts_stand_as_they_are(text: str) -> None:
    (row,) = csv.reader([cell(text)])
    assert row == [text]


ODD = (
    "",
    "'",
    "\r\n",
    'a "b", c\nd',
    "=cmd|' /C calc'!A0",
    "😀 é \u2028 \\N \\n",
    "NULL",
    "null",
    " ",
    "\ufeffx",
    "1e5",
)


def titled(base: Any, texts: Sequence[str], path: Path) -> Extract:
    """An extract of a record that has a report for each title, and no claim."""
    reports = [Report(f"r{n:03}", text, f"{n}.txt", title=text, also=(text, "b; c")) for n, text in enumerate(texts)]
    skipped = tuple(Coded(replace(one, outcome="skipped", problem=one.title)) for one in reports)
    write(replace(base, coded=skipped, events=(), links=(), copies={}), path, run={})
    return Extract(open_record(path))


def read_again(extract: Extract, form: str, file: Path) -> list[tuple[Any, ...]]:
    """The table of reports, written and read again."""
    {"csv": csv_file, "jsonl": jsonl_file, "parquet": Extract.write_parquet}[form](extract, "reports", file)
    return duckdb.execute(READERS[form](str(file), dict(extract.columns("reports")))).fetchall()


@pytest.mark.parametrize("form", FOLDERS)
def test_odd_texts_come_back_as_they_were(rich_pile: Any, tmp_path: Path, form: str) -> None:
    extract = titled(rich_pile, (*ODD, *FORMULAS), tmp_path / "rec")
    assert read_again(extract, form, tmp_path / "file") == list(extract.rows("reports"))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=9, max_size=50)
)
def test_any_text_comes_back_as_it_was(rich_pile: Any, tmp_path: Path, texts: list[str]) -> None:
    extract = titled(rich_pile, texts, tmp_path / "rec")
    for form in ("csv", "jsonl"):
        assert read_again(extract, form, tmp_path / "file") == list(extract.rows("reports"))


def test_a_choice_of_events_is_a_record_of_its_own(sample: Record, told: Told, tmp_path: Path) -> None:
    asked = {"dyad": "USA-GBR", "status": "happened"}
    export(sample, "csv", tmp_path / "out", asked=asked)
    chosen = restore(tmp_path / "out", tmp_path / "chosen")
    wanted = [row["event_id"] for row in sample.events(**asked)]
    assert wanted
    assert sorted({row["event_id"] for row in chosen.happenings}) == sorted(wanted)
    whole = {row["event_id"]: row for row in told("engagements")}
    assert all(row == whole[row["event_id"]] for row in chosen.engagements)


def test_an_export_that_was_tampered_with_is_refused(exported: Exported, tmp_path: Path) -> None:
    shutil.copytree(exported("csv"), tmp_path / "out")
    file = tmp_path / "out" / "reports.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Geneva", "Genf"), encoding="utf-8")
    with pytest.raises(NotARecord, match="rows break its rules"):
        restore(tmp_path / "out", tmp_path / "again")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("missing", ["claims", "posts"])
def test_an_export_that_is_not_whole_is_refused(exported: Exported, tmp_path: Path, missing: str) -> None:
    shutil.copytree(exported("csv"), tmp_path / "out")
    (tmp_path / "out" / f"{missing}.csv").unlink()
    with pytest.raises(NotARecord, match=missing):
        restore(tmp_path / "out", tmp_path / "again")


def test_an_import_waits_for_no_build_and_replaces_what_is_there(rich_record: Record, tmp_path: Path) -> None:
    export(rich_record, "csv", tmp_path / "out")
    there = restore(tmp_path / "out", tmp_path / "again")
    with held(there.path), pytest.raises(BeingBuilt, match="another build is at work"):
        restore(tmp_path / "out", there.path)
    assert digest(restore(tmp_path / "out", there.path)) == digest(there)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "out", "rec"]


def test_an_export_replaces_an_export_and_nothing_else(rich_record: Record, tmp_path: Path) -> None:
    export(rich_record, "csv", tmp_path / "out")
    export(rich_record, "jsonl", tmp_path / "out")
    assert not (tmp_path / "out" / "claims.csv").exists()
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="thesis"):
        export(rich_record, "csv", tmp_path / "thesis")
    with pytest.raises(ValueError, match="format 'doc'"):
        export(rich_record, "doc", tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "rec", "thesis"]


def test_what_is_written_is_counted(rich_record: Record, tmp_path: Path) -> None:
    counted: Counter[str] = Counter()
    extract = Extract(rich_record, watch=lambda name, n: counted.update({name: n}))
    csv_file(extract, "claims", tmp_path / "claims.csv")
    csv_file(extract, "slots", tmp_path / "slots.csv")
    assert counted == {name: len(getattr(rich_record, name)) for name in ("claims", "slots")}
