"""To test that archives are read like folders, and that a hostile one costs a row with a reason and no more."""

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from inputs import tarred, zipped
from memcon.limits import USUAL, Limits
from memcon.model import Report
from memcon.read import archive, read

TEXT = "The foreign ministers of Norway and Peru met in Oslo on Tuesday. They signed nothing."
OTHER = "The president of Chile left for Tokyo on Friday, her office said."
FILES = {
    "a.txt": TEXT,
    "2009/b.txt": OTHER,
    "2009/b.meta.json": '{"outlet": "The Harbour Gazette"}',
    "2009/.hidden.txt": "not to be read",
}


def reports(folder: Path, name: str, content: bytes, limits: Limits = USUAL) -> list[Report]:
    file = folder / name
    file.write_bytes(content)
    return list(read([file], limits))


PACKED: dict[str, Callable[[], bytes]] = {
    "pile.zip": lambda: zipped(dict(FILES)),
    "pile.tar": lambda: tarred(dict(FILES)),
    "pile.tar.gz": lambda: tarred(dict(FILES), "w:gz"),
    "pile.tgz": lambda: tarred(dict(FILES), "w:gz"),
    "pile.tar.bz2": lambda: tarred(dict(FILES), "w:bz2"),
    "pile.tar.xz": lambda: tarred(dict(FILES), "w:xz"),
    "pile.tar.zst": lambda: zstandard.compress(tarred(dict(FILES))),
}


@pytest.mark.parametrize("name", PACKED)
def test_an_archive_is_read_like_the_folder_it_holds(tmp_path: Path, name: str) -> None:
    found = reports(tmp_path, name, PACKED[name]())
    assert [(r.path.removeprefix(str(tmp_path)), r.text, r.outlet) for r in found] == [
        (f"/{name}#2009/b.txt", OTHER, "The Harbour Gazette"),
        (f"/{name}#a.txt", TEXT, None),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt.gz", gzip.compress(TEXT.encode())), ("a.txt.zst", zstandard.compress(TEXT.encode()))],
    ids=["gz", "zst"],  # bytes as names would hold the second of the packing, another one in each worker
)
def test_a_packed_file_is_read_as_the_file_it_was(tmp_path: Path, name: str, content: bytes) -> None:
    (report,) = reports(tmp_path, name, content)
    assert (report.text, report.path) == (TEXT, f"{tmp_path / name}#a.txt")


def test_lines_of_a_packed_pile_keep_their_names(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "r{n}", "text": "{TEXT} {n}"}}\n' for n in range(2))
    found = reports(tmp_path, "pile.jsonl.gz", gzip.compress(lines.encode()))
    assert [r.path for r in found] == [f"{tmp_path / 'pile.jsonl.gz'}#pile.jsonl#r{n}" for n in range(2)]


def linked() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as out:
        entry = tarfile.TarInfo("secret.txt")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        out.addfile(entry)
    return held.getvalue()


def zip_link() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        entry = zipfile.ZipInfo("secret.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(entry, "/etc/passwd")
    return held.getvalue()


def encrypted() -> bytes:
    raw = bytearray(zipped({"a.txt": TEXT}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def nested(times: int) -> bytes:
    content: bytes = TEXT.encode()
    name = "a.txt"
    for depth in range(times):
        content, name = zipped({name: content}), f"{depth}.zip"
    return content


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "up.zip": (lambda: zipped({"../out.txt": TEXT}), "up.zip#../out.txt", "leads outside the archive"),
    "up.tar": (lambda: tarred({"a/../../out.txt": TEXT}), "up.tar#a/../../out.txt", "leads outside the archive"),
    "root.tar": (lambda: tarred({"/out.txt": TEXT}), "root.tar#/out.txt", "leads outside the archive"),
    "drive.zip": (lambda: zipped({"C:\\out.txt": TEXT}), "drive.zip#C:\\out.txt", "leads outside the archive"),
    "link.tar": (linked, "link.tar#secret.txt", "is a link or a device"),
    "link.zip": (zip_link, "link.zip#secret.txt", "is a link"),
    "locked.zip": (encrypted, "locked.zip#a.txt", "is encrypted"),
    "deep.zip": (lambda: nested(4), "deep.zip#2.zip#1.zip#0.zip", "lies in 3 archives"),
    "bad.zip": (lambda: b"PK\x03\x04 nothing", "bad.zip", "is broken or cut off"),
    "cut.gz": (lambda: gzip.compress(TEXT.encode() * 99)[:-20], "cut.gz#cut", "cannot be unpacked"),
    "cut.zst": (lambda: zstandard.compress(TEXT.encode() * 99)[:-20] + b"x" * 20, "cut.zst#cut", "cannot be unpacked"),
    "bad.tar.zst": (lambda: b"nothing" * 99, "bad.tar.zst", "is broken or cut off"),
    "odd.gz": (lambda: b"nothing", "odd.gz#odd", "cannot be unpacked"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_unpacked_has_a_row_that_says_why(tmp_path: Path, name: str) -> None:
    make, path, says = HOSTILE[name]
    (report,) = reports(tmp_path, name, make())
    assert (report.path, report.text) == (f"{tmp_path}/{path}", "")
    assert report.outcome in ("skipped", "failed")
    assert says in (report.problem or "")
    assert sorted(file.name for file in tmp_path.iterdir()) == [name]


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, "deep.zip", nested(3))
    assert (report.text, report.path) == (TEXT, f"{tmp_path / 'deep.zip'}#1.zip#0.zip#a.txt")


def test_a_name_that_stands_twice_is_read_once(tmp_path: Path) -> None:
    content = zipped({"a.txt": TEXT, "b.txt": OTHER}).replace(b"b.txt", b"a.txt")
    found = reports(tmp_path, "twice.zip", content)
    assert {r.text for r in found} == {TEXT, ""}
    assert [r.problem for r in found if not r.text] == ["a.txt: stands in the archive twice; the first is read"]


def test_a_bomb_is_read_to_its_limit_and_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE", 1_000_000)
    bomb = zipped({"a.txt": TEXT, "b.txt": b"\0" * 50_000_000, "c.txt": OTHER})
    found = reports(tmp_path, "bomb.zip", bomb, Limits(ratio=10))
    assert TEXT in [r.text for r in found]
    assert OTHER not in [r.text for r in found]
    assert any("unpacks to more than 1,000,000 bytes" in (r.problem or "") for r in found)


def test_no_more_members_than_allowed_are_read(tmp_path: Path) -> None:
    found = reports(tmp_path, "many.zip", zipped({f"{n}.txt": f"{TEXT} {n}" for n in range(4)}), Limits(members=2))
    assert sum(r.outcome == "coded" for r in found) == 2
    assert any("more than 2 members" in (r.problem or "") for r in found)


def test_a_tar_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    found = reports(tmp_path, "cut.tar", tarred({"a.txt": TEXT, "b.txt": OTHER * 99})[:2_000])
    assert TEXT in [r.text for r in found]
    assert [r.problem for r in found if not r.text] == [
        "cut.tar: is broken or cut off (unexpected end of data); what came before is read",
        "b.txt: cannot be unpacked (unexpected end of data); unpack it by hand, if it can be",
    ]
