"""To test that what a user names is found: paths, globs, lists of files, standard input of any kind."""

import bz2
import gzip
import io
import lzma
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zstandard

from inputs import FEED, LINES, MAIL, MHTML, PAGE, SOUND, STORY, TEXT, response, tarred, zipped
from memcon.limits import Limits
from memcon.read import is_read, read
from memcon.read.given import leads_somewhere
from memcon.read.sniff import ending


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder with a text at its top, two below, and a record's and hidden files among them."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "a.txt",
        "deep/b.txt",
        "deep/er/c.txt",
        "deep/.hidden.txt",
        "deep/b.txt.meta.json",
        "rec/claims/d.txt",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"{TEXT} {name}" if name.endswith("txt") else "{}")
    Path("rec/run.json").write_text("{}")
    return tmp_path


def paths(*given: str) -> list[str]:
    return [report.path for report in read(given)]


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("*.txt", ["a.txt"]),
        ("**/*.txt", ["a.txt", "deep/b.txt", "deep/er/c.txt"]),
        ("d*", ["deep/b.txt", "deep/er/c.txt"]),
        ("**", ["a.txt", "deep/b.txt", "deep/er/c.txt"]),
        ("deep/[ab].*", ["deep/b.txt"]),
    ],
)
def test_a_glob_finds_what_it_matches_once(pile: Path, glob: str, found: list[str]) -> None:
    assert (pile / "a.txt").exists()
    assert paths(glob) == paths(glob, found[0]) == found


def test_a_file_whose_name_looks_like_a_glob_is_that_file(pile: Path) -> None:
    (pile / "[a].txt").write_text(TEXT)
    assert paths("[a].txt") == ["[a].txt"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\0"])
def test_a_list_names_files_and_globs(pile: Path, end: str) -> None:
    (pile / "list").write_bytes(end.join(["deep/b.txt", "", "a.*", "gone.txt", "deep/er"]).encode())
    found = list(read(["@list"]))
    assert [report.path for report in found] == ["a.txt", "deep/b.txt", "deep/er/c.txt", "gone.txt"]
    assert found[3].problem == "gone.txt: stands in the list list, line 4, but is not there; correct it"


def test_a_list_may_come_from_standard_input(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"a.txt\n")
    assert pile.exists()
    assert paths("@-") == ["a.txt"]


@pytest.mark.parametrize("words", ["nowhere", "no*where", "@nolist", "x" * 5000])
def test_what_leads_nowhere_is_an_error(pile: Path, words: str) -> None:
    assert pile.exists()
    assert not leads_somewhere(words)
    with pytest.raises(FileNotFoundError):
        list(read([words]))


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Give content to standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


KINDS = {
    ".txt": TEXT.encode(),
    ".jsonl": b"\xef\xbb\xbf" + LINES,
    ".html": PAGE,
    ".mhtml": MHTML,
    ".eml": MAIL,
    ".mbox": SOUND[".mbox"](),
    ".md": f"---\ntitle: Talks\n---\n{TEXT}".encode(),
    ".rss": FEED,
    ".warc": response(PAGE),
    ".warc.gz": gzip.compress(response(PAGE)),
    ".zip": zipped({"a.txt": TEXT}),
    ".docx": SOUND[".docx"](),
    ".rtf": SOUND[".rtf"](),
    ".tar": tarred({"a.txt": TEXT}),
    ".tar.xz": tarred({"a.txt": TEXT}, "w:xz"),
    ".jsonl.gz": gzip.compress(LINES),
    ".html.bz2": bz2.compress(PAGE),
    ".txt.xz": lzma.compress(TEXT.encode()),
    ".jsonl.zst": zstandard.compress(LINES * 999),
}


@pytest.mark.parametrize("kind", KINDS)
def test_standard_input_is_read_as_what_it_is(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ending(KINDS[kind][:65_536]) == kind
    assert is_read(kind)
    feed(monkeypatch, KINDS[kind])
    found = list(read(["-", "-"]))
    assert {(report.outcome, report.path[:6]) for report in found} == {("coded", "stdin-")}
    assert f"{kind}#" in f"{found[0].path}#"


def test_the_kind_of_standard_input_may_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"# Talks\n\n**They** met in Oslo on Tuesday.")
    (report,) = read(["-.txt"])
    assert report.text.startswith("# Talks")


@pytest.mark.parametrize(
    "content", [b"", b"PK\3\4", b"\x1f\x8b", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"<", b"{", b"\0" * 9]
)
def test_any_standard_input_is_a_row(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, content)
    (report,) = read(["-"])
    assert report.problem


def test_standard_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"talks " * 1_000_000)
    (report,) = read(["-"], Limits(unpacked=1_000_000))
    assert "--limit unpacked=N" in (report.problem or "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_sockets_and_devices_are_refused_unopened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "round.txt").symlink_to("round.txt")
    found = list(read([tmp_path, "/dev/null"]))
    assert [report.outcome for report in found] == ["failed"] * 4
    assert sum("a pipe or a device" in (report.problem or "") for report in found) == 3
    assert STORY[0] not in [report.text for report in found]


@pytest.mark.skipif(not hasattr(os, "seteuid") or os.geteuid() != 0, reason="only the superuser can become nobody")
def test_folders_and_files_without_permission_cost_a_row_each() -> None:
    with TemporaryDirectory() as temporary:  # not in the tests' own, whose parents nobody may enter
        folder = Path(temporary)
        folder.chmod(0o755)
        for name in ("shut/a.txt", "open/b.txt", "open/c.txt"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(f"{TEXT} {name}")
        (folder / "shut").chmod(0)
        (folder / "open" / "b.txt").chmod(0)
        os.seteuid(65534)
        try:
            found = list(read([folder]))
        finally:
            os.seteuid(0)
    assert [(report.outcome, (report.problem or "")[:40]) for report in found] == [
        ("failed", "b.txt: cannot be read (Permission denied"),
        ("coded", ""),
        ("failed", "shut: is a folder that cannot be opened;"),
    ]
