"""To test that a search finds what has the words, and of very many findings the best of those that matter most."""

from pathlib import Path

import duckdb

from memcon.record.search import KINDS, RANKED, index, search

REPORTS = RANKED + 5
RECORD = f"""
CREATE TABLE actors AS FROM (VALUES ('p:1', 'Karin Ödegård'), ('p:2', 'Karin Lund')) t(actor_id, name);
CREATE TABLE names AS SELECT actor_id, name, 1 AS n FROM actors;
CREATE SCHEMA ready;
CREATE TABLE ready.listed AS SELECT 'event:1' AS event_id, 'meeting' AS kind, ['Karin Ödegård', 'Peru'] AS parties, 'Oslo' AS place,
    2 AS n_reports, DATE '2001-01-05' AS newest;
CREATE TABLE clauses AS
SELECT 'event:1' AS event_id, 'meeting' AS kind, 'they met in Oslo' AS clause, DATE '2001-01-05' AS told, 'engagement' AS family;
CREATE TABLE reports AS
SELECT format('r{{:05d}}', i) AS report_id, DATE '2020-01-01' - i::INTEGER AS "last",
    'the harbour was quiet' || CASE i WHEN {REPORTS - 1} THEN ', the harbour of Bergen' ELSE '' END AS text
FROM range({REPORTS}) t(i);
CREATE TABLE headings AS SELECT report_id, 'Notes' AS heading FROM reports;
"""  # noqa: E501
"""One meeting, and many reports on a harbour; the oldest of them tells of one more."""


def _indexed(folder: Path) -> Path:
    with duckdb.connect() as db:
        db.execute(RECORD)
        index(db, folder / "words")
    return folder / "words"


def test_search(tmp_path: Path) -> None:
    words = _indexed(tmp_path)
    found = {kind: [one.id for one in search(words, "odegard", kind)] for kind in KINDS}
    assert found == {"actor": ["p:1"], "event": ["event:1"], "report": []}
    assert {one.id for one in search(words, "kari", "actor")} == {"p:1", "p:2"}
    [met] = search(words, '"met in"', "event")
    assert met.snippet == (("they ", False), ("met in", True), (" Oslo", False))
    assert search(words, "''", "report") == search(words, "nowhere", "report") == []


def test_search_of_a_common_word(tmp_path: Path) -> None:
    words = _indexed(tmp_path)
    assert [one.id for one in search(words, "harbour", "report", most=2)] == ["r00000", "r00001"]
    assert [one.id for one in search(words, "harbour Bergen", "report")] == [f"r{REPORTS - 1:05}"]
