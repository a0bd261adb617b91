"""To hold builds to their promise under faults: what is killed goes on, what cannot be written harms nothing."""

from pathlib import Path

import pytest

from engines.faults import LIGHT, ended, jumping, kill, left_beside, pile, sound, start, until, workers
from memcon.record.place import BeingBuilt, held, swap, work_folder
from memcon.record.record import digest, open_record

linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found by /proc, on Linux alone")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports for some six shards."""
    return pile(tmp_path_factory.mktemp("pile") / "pile.jsonl", 120)


@pytest.fixture(scope="module")
def whole(given: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of their record when nothing goes wrong."""
    return sound(given, tmp_path_factory.mktemp("whole") / "record", run=LIGHT)


@linux
def test_a_build_killed_again_and_again_ends_like_one_that_was_not(given: Path, whole: str, tmp_path: Path) -> None:
    out = tmp_path / "record"
    finished = work_folder(out)
    first = start(given, out, run=LIGHT)
    assert until(lambda: len(workers(first)) > 2, first)
    assert kill(max(workers(first)))
    assert until(lambda: any(finished.glob("*.parquet")), first)
    assert kill(first.pid)
    assert ended(first)[0] == -9
    parts = {part.name for part in finished.glob("*.parquet")}
    second = start(given, out, run=LIGHT)
    assert until(lambda: any(tmp_path.glob(".record.*.new")), second)
    assert kill(second.pid)
    assert ended(second)[0] == -9
    assert not out.exists()
    assert parts <= {part.name for part in finished.glob("*.parquet")}
    assert sound(given, out, run=LIGHT) == whole
    assert left_beside(out) == []


@linux
def test_what_cannot_be_written_is_told_and_harms_nothing(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "record"
    before = sound(pile(tmp_path / "old.jsonl", 5), out, run=LIGHT)
    bounded = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000)); {LIGHT}"
    code, told = ended(start(given, out, run=bounded))
    assert (code, told.count("\n")) == (1, 1)
    assert "cannot be written (" in told
    assert "File too large" in told
    assert digest(open_record(out)) == before


@linux
def test_a_clock_that_jumps_changes_nothing(given: Path, whole: str, tmp_path: Path) -> None:
    assert sound(given, tmp_path / "jumped", run=LIGHT, folder=jumping(tmp_path / "jumping")) == whole


def test_a_record_is_built_by_one_at_a_time(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with held(record) as folder:
        (folder / "one.parquet").touch()
        with pytest.raises(BeingBuilt, match="another build is at work"), held(record):
            pass
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KeyError):
        broken_off(record, "one.parquet")
    with held(record) as again:
        assert (again / "one.parquet").exists()
    with pytest.raises(KeyError):
        broken_off(record, "one.reports")
    assert list(tmp_path.iterdir()) == []


def broken_off(record: Path, leaving: str) -> None:
    """Begin to build and fail, a file lying in the work folder."""
    with held(record) as folder:
        (folder / leaving).touch()
        raise KeyError


def test_what_a_killed_build_left_is_cleared_and_a_record_out_of_its_place_is_put_back(tmp_path: Path) -> None:
    record, other = tmp_path / "record", tmp_path / ".recorder.settings.old"
    for folder in (tmp_path / ".record.half.new", tmp_path / ".record.whole.old", other):
        folder.mkdir()
        (folder / "run.json").touch()
    with held(record):
        assert {entry.name for entry in tmp_path.iterdir()} == {"record", ".record.work", other.name}


def test_folders_change_places(tmp_path: Path) -> None:
    record = tmp_path / "record"
    for name in ("first", "second"):
        new = tmp_path / f".record.{name}.new"
        new.mkdir()
        (new / name).touch()
        swap(new, record)
        assert [entry.name for entry in record.iterdir()] == [name]
        assert list(tmp_path.iterdir()) == [record]
