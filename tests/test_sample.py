"""To hold memcon to what the sample pile was written to show: docs/sample.md lists its traps."""

import json
from datetime import date
from pathlib import Path

import pytest

from memcon.pipeline import build
from memcon.record.record import Record, open_record
from memcon.record.store import write
from pile import SAMPLE, code_file, reference

REPORTS = sorted(SAMPLE.glob("*.txt"))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record of the sample pile."""
    path = tmp_path_factory.mktemp("sample") / "record"
    write(build([code_file(report) for report in REPORTS], reference()), path, run={})
    return open_record(path)


def reports_of(record: Record, *, words: str, kinds: str) -> list[set[str]]:
    """For each event that one of `kinds` tells in a clause with `words`: the numbers of the reports that tell of it."""
    clause = """substr(r.text, c.start + 1, c."end" - c.start)"""
    query = "SELECT DISTINCT event_id FROM events JOIN claims c USING (claim_id) JOIN reports r USING (report_id)"
    query += f" WHERE contains({clause}, ?) AND list_contains(string_split(?, '|'), c.kind)"
    found = record.rows(query, words, kinds)
    tellers = "SELECT DISTINCT r.path FROM events JOIN claims USING (claim_id) JOIN reports r USING (report_id)"
    return [
        {Path(row[0]).name[:2] for row in record.rows(f"{tellers} WHERE event_id = ?", event)} for (event,) in found
    ]


def test_every_report_is_coded(record: Record) -> None:
    assert record.rows("SELECT outcome, count(*) FROM reports GROUP BY ALL") == [("coded", 11)]


def test_the_pile_has_its_traps() -> None:
    beside = [Path(f"{report}.meta.json") for report in REPORTS]
    assert [path.name[:2] for path in beside if not path.exists()] == ["03", "04", "08", "11"]
    assert all(date.fromisoformat(json.loads(path.read_text())["published"]) for path in beside if path.exists())


def test_copies_are_one_source(record: Record) -> None:
    copies = record.rows("SELECT path, copy_group FROM reports WHERE copy_group IS NOT NULL ORDER BY path")
    assert [Path(path).name[:2] for path, _ in copies] == ["06", "07"]
    assert len({group for _, group in copies}) == 1
    told = record.rows("SELECT n_outlets, n_sources FROM happenings WHERE kind = 'reception' AND n_reports = 2")
    assert (2, 1) in told


@pytest.mark.xfail(
    strict=True, reason="“ended two days of talks” of two coordinated leaders is read as the plan after it"
)
def test_geneva_is_one_event_of_several_sources(record: Record) -> None:
    (tellers,) = reports_of(record, words="ended two days of talks", kinds="meeting|summit|negotiation")
    assert tellers >= {"01", "02"}


def test_reykjavik_was_planned_and_happened(record: Record) -> None:
    (tellers,) = reports_of(record, words="will meet Soviet leader", kinds="meeting|summit")
    assert tellers == {"03", "04"}


def test_the_treaty_was_planned_and_signed(record: Record) -> None:
    (tellers,) = reports_of(record, words="signed a treaty on Tuesday", kinds="signing")
    assert tellers >= {"05", "06", "07"}


def test_no_event_joins_two_summits(record: Record) -> None:
    apart = record.rows('SELECT event_id FROM bearing GROUP BY event_id HAVING max("first") - min("last") > 60')
    assert apart == []


def test_nothing_called_off_is_told_as_a_fact(record: Record) -> None:
    told = record.rows("SELECT * FROM engagements WHERE status = 'happened' AND list_has_any(countries, ['CUB'])")
    assert told == []


@pytest.mark.parametrize(
    ("report", "role", "words"),
    [
        ("08", "furniture", "Share this page"),
        ("10", "questions", "Have Soviet troops begun"),
        ("10", "furniture", "All rights reserved"),
        ("01", "headline", "end Geneva talks"),
    ],
)
def test_parts_of_a_page_are_told_apart(record: Record, *, report: str, role: str, words: str) -> None:
    found = record.rows(
        """
        SELECT role FROM sections s JOIN reports r USING (report_id)
        WHERE contains(r.path, '/' || ? || '-') AND contains(substr(r.text, s.start + 1, s."end" - s.start), ?)
        """,
        report,
        words,
    )
    assert found == [(role,)]


def test_outlets_are_never_guessed(record: Record) -> None:
    unknown = record.rows("SELECT path FROM reports WHERE outlet IS NULL")
    assert {Path(path).name[:2] for (path,) in unknown} >= {"04", "08"}
