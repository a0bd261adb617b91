"""To test that every input, however hostile, becomes a report that is right or says what is wrong."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.limits import USUAL
from memcon.model import Report
from memcon.read import READERS, read

TEXT = "The foreign ministers of Norway and Peru met in Oslo on Tuesday. They signed nothing."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def one(*paths: Path) -> Report:
    (report,) = read(paths)
    return report


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (TEXT.encode(), TEXT),
        (b"\xef\xbb\xbf" + TEXT.encode(), TEXT),  # a byte-order mark is dropped
        (b"\r\n Lima \t\r\n\r\nquiet\x0c day ", "\r\n Lima \t\r\n\r\nquiet\x0c day "),  # nothing else is changed
        ("Talks 🇳🇴 in Oslo, مباحثات".encode(), "Talks 🇳🇴 in Oslo, مباحثات"),
        (b"1 < 2, and <b>bold</b> words do not make a page", "1 < 2, and <b>bold</b> words do not make a page"),
    ],
)
def test_a_text_file_is_read_exactly(tmp_path: Path, raw: bytes, text: str) -> None:
    report = one(write(tmp_path, "a.txt", raw))
    assert (report.text, report.outcome, report.problem) == (text, "coded", None)
    assert (report.outlet, report.outlet_basis, report.published.basis) == (None, "none", "none")


@pytest.mark.parametrize(
    ("name", "raw", "outcome", "says"),
    [
        ("empty.txt", b"", "failed", "empty.txt: holds no text"),
        ("blank.txt", b" \r\n\t ", "failed", "holds no text"),
        ("nul.txt", b"Talks\x00 in Oslo", "failed", "NUL"),
        ("utf16.txt", "Talks in Oslo".encode("utf-16-le"), "failed", "save it as UTF-8"),
        ("latin.txt", "Díaz-Canel".encode("latin-1"), "failed", "latin.txt: is not UTF-8 (byte 1 is 0xed)"),
        ("page.txt", "<!DOCTYPE html><html><p>Talks in Oslo</p></html>", "skipped", "is HTML"),
        ("part.txt", "<div><p>Talks</p><p>in</p><p>Oslo</p></div>", "skipped", "is HTML"),
        ("long.txt", "talks " * (USUAL.text // 6 + 1), "skipped", "too long"),
        ("line.txt", "x" * 5_000_000, "skipped", "too long (5,000,000 bytes"),
        ("paper.xls", b"\xd0\xcf\x11", "skipped", "no reader for the ending '.xls'"),
        ("README", b"Talks", "skipped", "no reader for the ending ''"),
        ("bad.jsonl", b'{"text": "Talks', "failed", "bad.jsonl line 1: is not a JSON object"),
        ("list.jsonl", b'["Talks"]', "failed", "Expected `object`"),
        ("none.jsonl", b'{"title": "Talks"}', "failed", "missing required field `text`"),
        ("type.jsonl", b'{"text": ["Talks"]}', "failed", "Expected `str`"),
        ("outlet.jsonl", b'{"text": "Talks", "outlet": 7}', "failed", "$.outlet"),
        ("half.jsonl", b'{"text": "Talks \\ud83d in Oslo"}', "failed", "half a surrogate pair"),
        ("halfid.jsonl", b'{"text": "Talks", "id": "\\udc00"}', "failed", "half a surrogate pair"),
        ("nul.jsonl", b'{"text": "Talks\\u0000"}', "failed", "NUL"),
        ("latin.jsonl", b'{"text": "D\xedaz"}', "failed", "line 1"),
        ("deep.jsonl", b'{"text": "Talks", "x": ' + b"[" * 100_000, "failed", "line 1"),
        ("html.jsonl", b'{"text": "<html><body>Talks</body></html>"}', "skipped", "html.jsonl line 1: is HTML"),
    ],
)
def test_a_hostile_input_costs_itself_and_says_why(
    tmp_path: Path, name: str, raw: str | bytes, outcome: str, says: str
) -> None:
    write(tmp_path, name, raw)
    good = write(tmp_path, "zz.txt", TEXT)
    bad, other = read([tmp_path])
    assert bad.outcome == outcome
    assert says in (bad.problem or "")
    assert (bad.path or "").startswith(str(tmp_path / name))
    assert (other.path, other.outcome) == (str(good), "coded")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_what_is_no_regular_file_is_accounted_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "way").symlink_to(tmp_path.parent)
    assert [(r.outcome, r.problem) for r in read([tmp_path])] == [
        ("failed", "gone.txt: is a link that leads nowhere; remove it, or give the file"),
        (
            "failed",
            "pipe.txt: is not a regular file but a pipe or a device; give a copy of its text, or - for standard input",
        ),
        ("failed", "way: is a link to a folder, which is not followed; give that folder itself"),
    ]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read every file")
def test_an_unreadable_file_costs_itself(tmp_path: Path) -> None:
    write(tmp_path, "secret.txt", TEXT).chmod(0)
    report = one(tmp_path)
    assert (report.outcome, "cannot be read" in (report.problem or "")) == ("failed", True)


def test_a_path_that_is_absent_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere: no such file or folder"):
        list(read([tmp_path / "nowhere"]))


def test_a_bad_line_costs_one_report(tmp_path: Path) -> None:
    lines = [
        '{"text": "One."}',
        "{bad",
        "",
        '{"text": "Two.", "id": "b-2", "unknown": {"more": 1}}',
        '{"text": "Three.", "id": 9}',
    ]
    file = write(tmp_path, "pile.jsonl", "\ufeff" + "\r\n".join(lines))
    found = {report.path.removeprefix(f"{file}#"): (report.text, report.outcome) for report in read([file])}
    assert found == {"1": ("One.", "coded"), "2": ("", "failed"), "b-2": ("Two.", "coded"), "9": ("Three.", "coded")}


def test_separators_inside_a_text_are_no_line_ends(tmp_path: Path) -> None:
    line = json.dumps({"text": "Talks\u2028in\x85Oslo"}, ensure_ascii=False)
    assert one(write(tmp_path, "pile.jsonl", line)).text == "Talks\u2028in\x85Oslo"


def test_an_over_long_line_costs_one_report(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * (20 * USUAL.text) + b'"}'
    first, second = read([write(tmp_path, "pile.jsonl", long + b'\n{"text": "Talks."}\n')])
    assert (first.outcome, second.outcome, second.path[-2:]) == ("skipped", "coded", "#2")


FIELDS = {
    "outlet": "Oslo Courier",
    "url": "https://courier.example/1",
    "title": "Talks",
    "language": "en",
    "published": "2019-11-02",
}


@pytest.mark.parametrize("beside", ["a.txt.meta.json", "a.meta.json"])
def test_metadata_beside_a_text_and_in_a_line_are_the_same(tmp_path: Path, beside: str) -> None:
    file = write(tmp_path / "text", "a.txt", TEXT)
    write(tmp_path / "text", beside, json.dumps(FIELDS))
    line = write(tmp_path / "line", "a.jsonl", json.dumps(FIELDS | {"text": TEXT}))
    from_file, from_line = one(tmp_path / "text"), one(tmp_path / "line")
    assert (from_file.path, from_line.path) == (str(file), f"{line}#1")
    for report in (from_file, from_line):
        assert (report.outlet, report.outlet_basis, report.title, report.language) == (
            "Oslo Courier",
            "given",
            "Talks",
            "en",
        )
        assert (report.published.first, report.published.basis) == (date(2019, 11, 2), "given")
    assert from_file.id == from_line.id


def test_broken_metadata_cost_the_report(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.txt.meta.json", "{outlet: Courier}")
    report = one(tmp_path)
    assert (report.outcome, "metadata file" in (report.problem or "")) == ("failed", True)


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        (2019, date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-11-02", date(2019, 11, 2), date(2019, 11, 2)),
        (" 2019-11-02T23:30:00Z", date(2019, 11, 2), date(2019, 11, 2)),
        ("2019-11-02 08:00:00.123+03:00", date(2019, 11, 2), date(2019, 11, 2)),
        ("2019-11-02T0800+0300", date(2019, 11, 2), date(2019, 11, 2)),
    ],
)
def test_a_given_day_of_publication(tmp_path: Path, given: str | int, first: date, last: date) -> None:
    report = one(write(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "published": given})))
    assert (report.published.first, report.published.last, report.published.basis) == (first, last, "given")
    (clue,) = report.published.clues
    assert (clue.rule, clue.words, clue.start, clue.days) == ("metadata", str(given).strip(), None, ((first, last),))


@pytest.mark.parametrize(
    "given", ["2019-13-01", "2019-02-30", "02/11/2019", "yesterday", "0000", "20191102", "2019-11-02 or so"]
)
def test_a_bad_day_of_publication_costs_the_day_alone(tmp_path: Path, given: str) -> None:
    report = one(write(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "published": given})))
    assert (report.outcome, report.published.basis) == ("coded", "none")
    assert "a.jsonl line 1: 'published' is" in (report.problem or "")


def test_blank_metadata_are_none(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT, "outlet": " ", "url": "", "title": None, "published": ""})
    report = one(write(tmp_path, "a.jsonl", line))
    assert (report.outlet, report.url, report.title, report.problem, report.published.basis) == (
        None,
        None,
        None,
        None,
        "none",
    )


def test_one_report_met_twice_is_one_report(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a.txt", TEXT), write(tmp_path, "deep/b.md", TEXT)
    other = write(tmp_path, "c.jsonl", json.dumps({"text": TEXT, "outlet": "Oslo Courier"}))
    found = [(report.path, report.also) for report in read([second, other, tmp_path])]
    assert found == [(str(first), (str(second),)), (f"{other}#1", ())]


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    files = [write(tmp_path, name, TEXT + name) for name in ("b.txt", "a.txt", "c/d.txt")]
    assert list(read(files)) == list(read(reversed(files))) == list(read([tmp_path]))


def test_hidden_files_and_records_in_a_folder_are_no_inputs(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, ".hidden.txt", TEXT)
    write(tmp_path, "record/run.json", "{}")
    write(tmp_path, "record/claims/part-0.parquet", b"PAR1")
    write(tmp_path, "record/decisions.jsonl", '{"id": 1}')
    assert [report.path for report in read([tmp_path])] == [str(tmp_path / "a.txt")]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode on this system")
def test_a_file_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as handle:
            handle.write(TEXT.encode())
    except OSError:
        pytest.skip("this file system takes no such name")
    assert one(tmp_path).path.endswith("caf�.txt")


@settings(deadline=None)
@given(raw=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@pytest.mark.parametrize("ending", READERS)
def test_any_bytes_at_all_become_reports_that_can_be_stored(
    tmp_path_factory: pytest.TempPathFactory, ending: str, raw: bytes
) -> None:
    file = write(tmp_path_factory.mktemp("any"), f"any{ending}", raw)
    for report in read([file]):
        assert (report.outcome == "coded") != bool(report.problem)
        for words in (report.text, report.path, report.problem or ""):
            words.encode("utf-8")
