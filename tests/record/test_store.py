"""To test that a record is written whole, read as written, and never harmed by a build that fails."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from memcon.model import Link
from memcon.record.check import check
from memcon.record.record import Record, digest, open_record
from memcon.record.rows import ROWS
from memcon.record.store import NotARecord, refuse_foreign, write


def test_every_table_is_read_as_it_was_written(rich_pile: Any, rich_record: Record) -> None:
    for table, make in ROWS.items():
        found = [tuple(row) for row in rich_record.rows(f"SELECT * FROM {table}")]
        assert sorted(map(str, found)) == sorted(map(str, map(tuple, make(rich_pile)))), table


@pytest.mark.parametrize("table", ROWS)
def test_an_empty_record_has_every_table_typed(tmp_path: Path, rich_pile: Any, table: str) -> None:
    write(type(rich_pile)(), tmp_path / "rec", run={})
    (part,) = (tmp_path / "rec" / table).glob("*.parquet")
    types = {field.name: str(field.type) for field in pq.read_schema(part)}
    assert {name: types[name] for name in types if name in ("first", "last")} in (
        {},
        {"first": "date32[day]", "last": "date32[day]"},
    )
    assert {types[name] for name in types if name in ("start", "end")} <= {"int32"}
    assert list(getattr(open_record(tmp_path / "rec"), table)) == []


def test_every_view_can_be_read_of_an_empty_record(tmp_path: Path, rich_pile: Any) -> None:
    write(type(rich_pile)(), tmp_path / "rec", run={})
    record = open_record(tmp_path / "rec")
    told = set(record.views()) - {"as_of", "rules"}
    assert {view: list(getattr(record, view)) for view in told} == {view: [] for view in told}
    assert check(record) == []


def test_a_folder_of_any_name_can_be_a_record(tmp_path: Path, rich_pile: Any) -> None:
    write(rich_pile, tmp_path / "it's [a] *?", run={})
    assert len(open_record(tmp_path / "it's [a] *?").reports) == 5


def test_run_json_tells_the_format_and_the_counts(rich_record: Record) -> None:
    run = json.loads((rich_record.path / "run.json").read_text())
    assert (run["format"], run["memcon"], run["counts"]["reports"], run["counts"]["claims"]) == (2, "test", 5, 8)
    assert [(rich_record.path / name).read_text() for name in ("decisions.jsonl", "history.jsonl")] == ["", ""]


def test_rebuilding_keeps_decisions_and_what_the_user_put_there(rich_record: Record, rich_pile: Any) -> None:
    (rich_record.path / "decisions.jsonl").write_text('{"op": "split"}\n')
    (rich_record.path / "notes").mkdir()
    (rich_record.path / "notes" / "mine.md").write_text("my notes")
    write(replace(rich_pile, coded=rich_pile.coded[:1], events=rich_pile.events[:0]), rich_record.path, run={})
    assert (rich_record.path / "decisions.jsonl").read_text() == '{"op": "split"}\n'
    assert (rich_record.path / "notes" / "mine.md").read_text() == "my notes"
    assert len(open_record(rich_record.path).reports) == 1
    assert [entry.name for entry in rich_record.path.parent.iterdir()] == ["rec"]


def test_a_build_that_fails_leaves_the_record_as_it_was(rich_record: Record, rich_pile: Any) -> None:
    before = digest(rich_record)
    broken = replace(rich_pile, links=(Link("a", "b", "same", "same", "not a number", "", ""),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="not a number"):
        write(broken, rich_record.path, run={})
    assert digest(open_record(rich_record.path)) == before
    assert [entry.name for entry in rich_record.path.parent.iterdir()] == ["rec"]


@pytest.mark.parametrize("what", ["a file", "a folder of other things"])
def test_what_is_no_record_is_not_overwritten(tmp_path: Path, rich_pile: Any, what: str) -> None:
    target = tmp_path / "mine"
    mine = target if what == "a file" else target / "thesis.txt"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("years of work")
    with pytest.raises(NotARecord, match="not overwritten"):
        write(rich_pile, target, run={})
    assert mine.read_text() == "years of work"


@pytest.mark.parametrize("inside", ["mine.txt/rec", "mine.txt/deep/rec"])
def test_a_place_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path, inside: str) -> None:
    (tmp_path / "mine.txt").write_text("no folder")
    with pytest.raises(PermissionError, match="takes no new folder"):
        refuse_foreign(tmp_path / inside)


def test_an_empty_folder_may_become_a_record(tmp_path: Path, rich_pile: Any) -> None:
    (tmp_path / "rec").mkdir()
    write(rich_pile, tmp_path / "rec", run={})
    assert len(open_record(tmp_path / "rec").claims) == 8


@pytest.mark.parametrize(
    ("run", "says"),
    [
        ('{"format": 0}', "format 0, this memcon reads format 2; build it again: memcon build"),
        ('{"format": 99}', "update memcon"),
        ("{}", "build it again"),
        ("{", "not a JSON object"),
        ("[]", "not a JSON object"),
    ],
)
def test_another_format_is_refused_with_the_remedy(rich_record: Record, run: str, says: str) -> None:
    (rich_record.path / "run.json").write_text(run)
    with pytest.raises(NotARecord, match=says):
        open_record(rich_record.path)


def test_what_is_no_record_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="no record here; make one with: memcon build"):
        open_record(tmp_path)


def test_a_record_without_a_table_is_not_opened(rich_record: Record) -> None:
    (rich_record.path / "slots" / "part-0.parquet").unlink()
    with pytest.raises(NotARecord, match="its table slots has no part"):
        open_record(rich_record.path)


def test_the_digest_does_not_hang_on_the_order_of_reports(tmp_path: Path, rich_pile: Any) -> None:
    found = set()
    for number, order in enumerate(list(permutations(rich_pile.coded))[::17]):
        shuffled = replace(rich_pile, coded=order, events=rich_pile.events[::-1])
        write(shuffled, tmp_path / str(number), run={"timings": {"code": number}})
        found.add(digest(open_record(tmp_path / str(number))))
    assert len(found) == 1


def test_the_digest_does_not_hang_on_shards_or_folders(rich_record: Record, rich_pile: Any) -> None:
    before = digest(rich_record)
    for table in ("claims", "slots", "reports"):
        part = rich_record.path / table / "part-0.parquet"
        rows = pq.read_table(part)
        pq.write_table(rows.slice(0, 2), part.with_name("part-1.parquet"))
        pq.write_table(rows.slice(2), part)
    moved = tuple(
        replace(one, report=replace(one.report, path="elsewhere/" + one.report.path)) for one in rich_pile.coded
    )
    write(replace(rich_pile, coded=moved), rich_record.path.with_name("moved"), run={})
    assert digest(open_record(rich_record.path)) == before
    assert digest(open_record(rich_record.path.with_name("moved"))) == before


def test_the_digest_changes_with_one_datum(rich_record: Record, rich_pile: Any) -> None:
    first = rich_pile.coded[0]
    other = replace(first, claims=(replace(first.claims[0], status="possible"),))
    write(replace(rich_pile, coded=(other, *rich_pile.coded[1:])), rich_record.path.with_name("other"), run={})
    assert digest(open_record(rich_record.path.with_name("other"))) != digest(rich_record)
