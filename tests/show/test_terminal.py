"""To test that nothing that a report holds, or is called, reaches a terminal raw."""

import json
import re
from collections.abc import Callable

import pytest

import memcon
from memcon.record.record import Record

Run = Callable[..., tuple[int, str, str]]
STEER = "\x1b]0;owned\x07\x1b[2J\x9b1m\u202e\u2066\b\x7f[bold]"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TEXT = (
    f"OSLO, May 7 - President Luis Rojas of Peru met Prime Minister Kari Berg {STEER} of Norway in Oslo on Tuesday. He"
    f" said: “We agree {STEER} on all.” Peru promised Norway {STEER} 5 million dollars."
)


@pytest.fixture(scope="module")
def steering(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record of reports that try to steer a terminal by their words, titles, outlets, ids and names."""
    folder = tmp_path_factory.mktemp("steering")
    given = {
        "text": TEXT,
        "title": STEER,
        "outlet": f"Post {STEER}",
        "url": STEER,
        "id": STEER,
        "published": "2003-05-07",
    }
    (folder / "a.jsonl").write_text(json.dumps(given) + "\n" + json.dumps({"text": "", "id": STEER}) + "\n")
    (folder / "a.txt.meta.json").write_text(json.dumps({"published": STEER}))
    (folder / "a.txt").write_text(TEXT)
    (folder / f"b{STEER}.txt".replace("/", "")).write_text("")
    (folder / f"c.{STEER}").write_text("Talks")
    return memcon.build(folder, folder / "rec")


def test_nothing_raw_reaches_the_terminal(run: Run, steering: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    place = steering.path
    ((event,),) = steering.rows("SELECT event_id FROM engagements ORDER BY event_id LIMIT 1")
    ((report, claim),) = steering.rows("SELECT report_id, claim_id FROM claims ORDER BY kind LIMIT 1")
    commands = [["show", place], ["show", place, report], ["why", place, claim], ["why", place, report]]
    commands += [["show", place, event], ["ask", place], ["ask", place, "--csv"], ["check", place], ["review", place]]
    commands += [["sql", place, "SELECT * FROM reports"], ["sql", place, "SELECT * FROM slots", "--csv"]]
    commands += [["show", place, STEER], ["ask", place, "--who", STEER], ["build", place.parent, "-o", place]]
    commands += [[*command, "--json"] for command in commands if "--csv" not in command and command[0] != "build"]
    for command in commands:
        with monkeypatch.context() as terminal:
            terminal.setattr("sys.stdout.isatty", lambda: "--csv" in command, raising=False)  # noqa: B023
            _, out, err = run(*command)
        assert out or err
        raw = [line for line in (out + err).split("\n") if RAW.search(line)]
        assert raw == [], command


def test_json_and_files_hold_the_words_as_they_are(run: Run, steering: Record) -> None:
    query = "SELECT text FROM reports WHERE outcome = 'coded' LIMIT 1"
    _, out, _ = run("sql", steering.path, query, "--json")
    assert json.loads(out) == [{"text": TEXT}]
    _, out, _ = run("sql", steering.path, query, "--csv")
    assert TEXT in out
