"""To test the commands as a user runs them: what they print, where, and how they exit."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from msgspec.structs import replace

from memcon.record.record import Record
from memcon.record.store import write
from memcon.show.cli import cli

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a pile of one report and an empty folder in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pile").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "pile" / "a.txt").write_text("Talks.")
    return tmp_path


def squeezed(text: str) -> str:
    """The text with runs of blanks as one, so that a test does not hang on where lines break."""
    return re.sub(r"\s+", " ", text)


SHOWN = [
    "2003-05-06 happened meeting Kari Berg – Luis Rojas, Oslo",
    "e-a-me · 5 reports, 2 sources, contested · day: “Tuesday” (weekday)",
    "Promises and agreements (2), as of 2003-06-30, the latest report",
    "open invitation Kari Berg to Luis Rojas e-b-in · offered · due 2004-12-31 · 1 report",
    "overdue loan Peru to Norway: EUR 5000000",
    "Disagreements (1)",
    "Courier: happened · Post: denied",
]


def test_inputs_may_come_by_glob_list_and_standard_input(
    run: Run, somewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (somewhere / "list").write_text("pile/*.txt\n")
    code, out, _ = run("build", "pile/*", "@list", "--files-from", "list", "-o", "rec", "--json")
    assert (code, json.loads(out)["reports"]) == (0, 1)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "Talks in Lima."}')))
    code, out, _ = run("add", "rec", "-", "--as", "jsonl", "--json")
    assert (code, json.loads(out)["reports"]) == (0, 2)
    for wrong in (["no*where"], [], ["pile", "--as", "text"], ["-", "--as", "pages"]):
        assert run("build", *wrong, "-o", "rec")[0] == 2


def test_a_limit_is_moved_from_the_command_line(run: Run, somewhere: Path) -> None:
    code, out, _ = run("build", "pile", "-o", "rec", "--limit", "text=5", "--limit", "size=1GB", "--json")
    assert (code, json.loads(out)["outcomes"]) == (0, {"skipped": 1})
    assert "--limit text=N" in json.loads(out)["left_out"][0]["problem"]
    assert json.loads((somewhere / "rec" / "run.json").read_text())["limits"]["size"] == 1_000_000_000
    code, _, err = run("build", "pile", "-o", "rec", "--limit", "hours=1")
    assert (code, "seconds" in err) == (2, True)


@pytest.mark.parametrize("columns", ["60", "80", "100", "160"])
def test_show_lists_what_a_record_tells(
    run: Run, rich_record: Record, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    code, out, err = run("show", rich_record.path)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= int(columns)
    if columns != "60":
        assert [line for line in SHOWN if line not in squeezed(out)] == []


EVENT = [
    "meeting Kari Berg – Luis Rojas 2003-05-06, Oslo happened",
    "scheduled meeting, told by Courier, a.txt, body",
    "“Kari Berg will meet Luis Rojas in Oslo on May 6.”",
    "who “Kari Berg” = Kari Berg [p.berg]",
    "when 2003-05-06 (resolved): “Tuesday” (weekday) → 2003-05-06",
    "told by outlet not stated, d.txt",
    "voice person Luis Rojas",
    "rule hand (no claim of it was marked by hand), characters 0–43, claim b-meeting-0",
    "disagree on the status: Courier: happened; Post: denied",
    "planned scheduled for 2003-05-06, then happened",
]


@pytest.mark.parametrize("command", ["show", "why"])
def test_an_event_is_told_with_its_evidence(run: Run, rich_record: Record, command: str) -> None:
    code, out, _ = run(command, rich_record.path, "e-a")
    assert code == 0
    assert [line for line in EVENT if line not in squeezed(out)] == []


@pytest.mark.parametrize("key", ["d", "d.txt", "pile/d.txt"])
def test_a_report_is_found_by_id_and_path(run: Run, rich_record: Record, key: str) -> None:
    code, out, _ = run("show", rich_record.path, key)
    assert code == 0
    for line in (
        "outlet not stated, 2003-06 (given)",
        "amount “5 million euros” = EUR 5000000",
        "not read “Mini”: hand",
    ):
        assert line in squeezed(out)


def test_why_of_a_claim(run: Run, rich_record: Record) -> None:
    code, out, _ = run("why", rich_record.path, "b-inv")
    assert code == 0
    assert "happened invitation, told by Courier, b.txt, body “She invited him to Lima “next year”.”" in squeezed(out)


@pytest.mark.parametrize(
    ("key", "says"), [("nix", "no event, claim or report of"), ("e-", "several events are called so: e-a-meeting-0")]
)
def test_what_is_not_found_is_said_in_one_line(run: Run, rich_record: Record, key: str, says: str) -> None:
    code, out, err = run("why", rich_record.path, key)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert says in err


def test_documents_hold_what_is_shown(run: Run, rich_record: Record) -> None:
    whole = json.loads(run("show", rich_record.path, "--json")[1])
    assert [row["parties"] for row in whole["engagements"]] == [["Kari Berg", "Luis Rojas"]]
    assert {row["state"] for row in whole["promises"]} == {"open", "overdue"}
    event = json.loads(run("why", rich_record.path, "e-a", "--json")[1])
    assert event["claims"][1]["why"][0]["words"] == "Tuesday"
    assert event["claims"][1]["slots"][0]["words"] == "Kari Berg"
    claim = json.loads(run("why", rich_record.path, "b-inv", "--json")[1])
    assert (claim["claim"]["kind"], claim["links"]) == ("invitation", [])
    report = json.loads(run("show", rich_record.path, "d", "--json")[1])
    assert (report["report"]["outlet"], len(report["claims"]), report["unread"][0]["why"]) == (None, 2, "hand")


def test_check_passes_a_sound_record_and_names_what_is_amiss(run: Run, rich_record: Record, rich_pile: Any) -> None:
    code, out, _ = run("check", rich_record.path)
    assert (code, out.endswith("rules checked, 0 violations\n")) == (0, True)
    broken = rich_record.path.with_name("broken")
    write(replace(rich_pile, events=rich_pile.events[1:]), broken, run={})
    code, out, _ = run("check", broken)
    assert code == 1
    assert "a claim has a kind and belongs to an event: a-meeting-0" in out
    assert run("check", broken, "--quiet") == (1, "", "")
    assert len(json.loads(run("check", broken, "--json")[1])["violations"]) == 5


def test_digest_prints_one_hash(run: Run, rich_record: Record) -> None:
    code, out, _ = run("digest", rich_record.path)
    assert (code, bool(re.fullmatch(r"[0-9a-f]{64}\n", out))) == (0, True)


WRONG = [
    ((), 2, "Usage"),
    (("bild",), 2, "No such command 'bild'"),
    (("build", "-o", "rec"), 2, "Missing argument 'PATH...'"),
    (("build", "nowhere", "-o", "rec"), 2, "nowhere: no such file or folder"),
    (("build", "pile"), 2, "Missing option '-o'"),
    (("show", "nowhere"), 2, "'nowhere' does not exist"),
    (("show", "pile"), 1, "memcon: pile: no record here; make one with: memcon build PATH… -o pile"),
    (("build", "empty", "-o", "rec"), 1, "memcon: empty: holds no files"),
    (("build", "pile", "-o", "pile"), 1, "memcon: pile: not a record, so it is not overwritten"),
    (("build", "pile", "-o", "rec", "--workers", "0"), 2, "--workers"),
]


@pytest.mark.parametrize(("arguments", "code", "says"), WRONG)
def test_wrong_use_is_told_without_a_traceback(
    run: Run, somewhere: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    got, out, err = run(*arguments)
    assert got == code
    assert says in out + err
    assert "Traceback" not in err
    assert not (somewhere / "rec").exists()


def test_help_is_instant_and_loads_nothing_heavy() -> None:
    told = "import sys, memcon.show.cli; print([m for m in ('spacy', 'duckdb', 'pandas', 'rich') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_runs_as_a_module() -> None:
    told = subprocess.run([sys.executable, "-m", "memcon", "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("memcon")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_reference_page_names_every_command_and_option(name: str) -> None:
    page = REFERENCE.read_text(encoding="utf-8")
    assert f"## memcon {name}" in page
    section = page.split(f"## memcon {name}")[1].split("\n## ")[0]
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option):
            assert [option for option in parameter.opts if option not in section] == []
    assert "Exit codes" in page
