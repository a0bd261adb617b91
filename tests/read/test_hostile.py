"""To test that a hundred hostile inputs cost one row each, with a reason to act on, and nothing else of their pile."""

import bz2
import gzip
import io
import json
import lzma
import stat
import struct
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import zstandard
from msgspec.structs import replace

from inputs import FEED, MHTML, PAGE, STORY, TEXT, entry, response, tarred, zipped
from memcon.limits import Limits
from memcon.read import read

Rows = Mapping[str, tuple[str | bytes, str]]
LIMITS = Limits(size=3_000_000, page=2_000_000, unpacked=1_000_000, members=20, seconds=20)
ZEROS = b"\0" * 3_000_000
MANY = {f"{number}.txt": f"{TEXT} {number}" for number in range(25)}
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def named(name: str) -> bytes:
    """A ZIP archive of one file of this name, whatever the library thinks of it."""
    return zipped({"#" * len(name.encode()): TEXT}).replace(b"#" * len(name.encode()), name.encode())


def zip_link() -> bytes:
    """A ZIP archive of a link to a file outside."""
    held, one = io.BytesIO(), zipfile.ZipInfo("secret.txt")
    one.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(held, "w") as out:
        out.writestr(one, "/etc/passwd")
    return held.getvalue()


def patched(raw: bytes, local: tuple[int, bytes], central: tuple[int, bytes]) -> bytes:
    """A ZIP archive whose one member is described otherwise: bytes put at places of its two headers."""
    held = bytearray(raw)
    for start, (place, new) in ((0, local), (raw.index(b"PK\x01\x02"), central)):
        held[start + place : start + place + len(new)] = new
    return bytes(held)


def nested(times: int) -> bytes:
    """A text in so many ZIP archives."""
    name, content = "a.txt", TEXT.encode()
    for depth in range(times):
        content, name = zipped({name: content}), f"{depth}.zip"
    return content


def cut(raw: bytes, part: float = 0.5) -> bytes:
    """The first part of a file."""
    return raw[: int(len(raw) * part)]


def line(**fields: object) -> str:
    """A line of JSONL."""
    return json.dumps({"text": TEXT} | fields)


ONE = zipped({"a.txt": TEXT})
SPANISH = (
    "El presidente de Chile se reunió en Lima con el ministro de Asuntos Exteriores del Perú, que lo recibió en el"
    " palacio de gobierno y le habló de un tratado que los dos países no han firmado."
)
EMPTY: Rows = {
    "empty.txt": (b"", "holds no text"),
    "blank.md": (b" \r\n\t\n", "holds no text"),
    "bom.txt": (b"\xef\xbb\xbf", "holds no text"),
    "empty.jsonl": (b"", "holds no lines"),
    "blank.ndjson": (b"\n \n\n", "holds no lines"),
    "notext.jsonl": (b'{"text": ""}', "holds no text"),
    "empty.html": (b"", "save"),
    "empty.rss": (b"", "is no RSS or Atom feed"),
    "empty.warc": (b"", "holds no responses"),
    "empty.warc.gz": (b"", "holds no responses"),
    "empty.mhtml": (b"", "has no HTML part"),
    "empty.zip": (zipped({}), "holds no files"),
    "empty.tar": (tarred({}), "holds no files"),
    "hidden.zip": (zipped({".a.txt": TEXT}), "holds no files"),
}
ENCODINGS: Rows = {
    "latin.txt": ("Díaz-Canel".encode("latin-1"), "is not UTF-8 (byte 1 is 0xed)"),
    "utf16.txt": (TEXT.encode("utf-16"), "is UTF-16 by its byte-order mark; save it as UTF-8"),
    "utf16be.txt": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "is UTF-16 by its byte-order mark"),
    "utf16bare.txt": (TEXT.encode("utf-16-le"), "holds NUL characters"),
    "utf32.txt": (TEXT.encode("utf-32"), "is UTF-32 by its byte-order mark"),
    "utf7.txt": (b"+/v8-" + TEXT.encode(), "is UTF-7 by its byte-order mark"),
    "ebcdic.txt": (TEXT.encode("cp500"), "is not UTF-8"),
    "jis.txt": ("首脳会談が行われた".encode("shift-jis"), "is not UTF-8"),
    "utf16.jsonl": (line().encode("utf-16"), "is UTF-16 by its byte-order mark"),
    "utf32.jsonl": (line().encode("utf-32"), "is UTF-32 by its byte-order mark"),
    "latin.jsonl": ('{"text": "Díaz"}'.encode("latin-1"), "line 1"),
    "cut.txt": (b"Talks in Troms\xc3", "is not UTF-8"),
    "nul.txt": (b"Talks\0 in Oslo", "NUL characters"),
    "nul.jsonl": (line(text="Talks\0"), "NUL characters"),
    "nul.html": (PAGE.replace(b"Chile", b"\0\x01\xff\xfe"), "save it as UTF-8"),
    "half.txt": (b"Talks \xed\xa0\xbd in Oslo", "is not UTF-8"),
    "half.jsonl": (line(text="Talks \ud83d"), "half a surrogate pair"),
    "halfid.jsonl": (line(id="\udc00"), "half a surrogate pair"),
    "halftitle.jsonl": (line(title="\udc00"), "half a surrogate pair"),
    "escapes.txt": (b"\x1b[2\x07 \x7f\xc2\x9b", "holds no words"),
}
LINE_BY_LINE: Rows = {
    "cut.jsonl": ('{"text": "Talks', "line 1"),
    "list.jsonl": ('["Talks"]', "Expected `object`"),
    "string.jsonl": ('"Talks"', "Expected `object`"),
    "number.jsonl": ("1e999", "line 1"),
    "bare.jsonl": ("Talks in Oslo", "line 1"),
    "types.jsonl": (line(text=["Talks"]), "Expected `str`"),
    "null.jsonl": (line(text=None), "Expected `str`"),
    "outlet.jsonl": (line(outlet={"name": "Post"}), "$.outlet"),
    "nan.jsonl": ('{"text": "Talks", "score": NaN}', "line 1"),
    "big.jsonl": ('{"text": "Talks", "id": 1e400}', "line 1"),
    "deep.jsonl": ('{"text": "Talks", "x": ' + "[" * 100_000, "line 1"),
    "deepshut.jsonl": ('{"text": "Talks", "x": ' + "[" * 50_000 + "]" * 50_000 + "}", "line 1"),
    "long.jsonl": (line(text="x" * 4_000_000), "too long"),
    "longtext.jsonl": (line(text="Talks. " * 40_000), "--limit text=N"),
    "page.jsonl": (line(text="<html><body>Talks</body></html>"), "is HTML"),
}
TEXTS: Rows = {
    "line.txt": ("x" * 1_000_000, "--limit text=N"),
    "word.md": ("Talks " * 40_000, "--limit text=N"),
    "page.txt": (PAGE, "is HTML"),
    "spanish.txt": (SPANISH, "language 'es'"),
    "README": (TEXT, "no reader for the ending ''"),
    "virus.exe": (b"MZ\x90\0", "no reader for the ending '.exe'"),
    "photo.jpg": (b"\xff\xd8\xff", "no reader for the ending '.jpg'"),
}  # fmt: skip
PAGES: Rows = {
    "large.html": (b" " * 2_000_001, "--limit page=N"),
    "bare.html": (b"<html><body><a href='/'></a><img src='a.png'></body></html>", "holds no article"),
    "script.html": (b"<html><script>" + b"var a = 1;" * 500 + b"</script></html>", "holds no article"),
    "frames.html": (b"<frameset><frame src='a.html'></frameset>", "holds no article"),
    "deep.html": (b"<div>" * 100_000 + b"Talks" + b"</div>" * 100_000, "save the article's words"),
    "deeper.html": (b"<b><i><p>" * 5_000, "save the article's words"),
    "entities.html": (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>", "holds no article"),
    "image.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "save"),
    "parts.mhtml": (MHTML.replace(b"text/html", b"text/css"), "has no HTML part"),
    "bound.mhtml": (MHTML.replace(b'boundary="x"', b"boundary="), "has no HTML part"),
    "base64.mhtml": (b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%", "save"),
    "mail.eml": (b"Talks in Oslo", "is no mail"),
}
FEEDS: Rows = {
    "laughs.rss": (f'<!DOCTYPE r [<!ENTITY a0 "ha">{LAUGHS}]><rss><item>&a9;</item></rss>', "no text"),
    "dtd.atom": ('<!DOCTYPE feed SYSTEM "http://127.0.0.1:1/a.dtd"><feed><title>Post</title></feed>', "without items"),
    "include.xml": ('<x xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="/etc/passwd"/></x>', "is no RSS"),
    "other.xml": ("<catalog><item>Talks</item></catalog>", "is no RSS"),
    "none.rss": ("<rss><channel><title>Post</title></channel></rss>", "without items"),
    "cut.rss": (cut(FEED, 0.2), "without items"),
    "deep.rss": ("<rss>" + "<a>" * 100_000, "feed"),
    "large.rss": (b" " * 3_000_001, "--limit size=N"),
}  # fmt: skip
WEB: Rows = {
    "bare.warc": (b"WARC/1.0\r\n\r\n", "holds no responses"),
    "odd.warc": (b"Talks in Oslo", "is no web archive"),
    "cut.warc": (cut(response(PAGE), 0.8), "is cut off"),
    "lies.warc": (response(PAGE).replace(b"Content-Length: ", b"Content-Length: 9"), "is cut off"),
    "cut.warc.gz": (cut(gzip.compress(response(PAGE)), 0.7), "cut"),
    "image.warc": (response(b"\x89PNG", "image/png"), "no pages"),
    "gone.warc": (response("gone", status="404 Not Found"), "no pages"),
    "big.warc": (response(b" " * 2_000_001), "--limit page=N"),
}
PACKED: Rows = {
    "cut.txt.gz": (cut(gzip.compress(TEXT.encode() * 9), 0.9), "unpack it by hand"),
    "odd.txt.gz": (b"Talks in Oslo", "unpack it by hand"),
    "sum.txt.gz": (gzip.compress(TEXT.encode())[:-8] + b"\0" * 8, "CRC"),
    "cut.txt.zst": (cut(zstandard.compress(TEXT.encode() * 9)), "ends too early"),
    "odd.txt.zst": (TEXT, "unpack it by hand"),
    "cut.txt.xz": (cut(lzma.compress(TEXT.encode() * 9)), "unpack it by hand"),
    "odd.txt.bz2": (TEXT, "unpack it by hand"),
    "cut.tar.zst": (cut(zstandard.compress(tarred(MANY))), "broken or cut off"),
    "odd.tar": (b"Talks in Oslo" * 99, "broken or cut off"),
    "odd.tgz": (b"Talks in Oslo" * 99, "broken or cut off"),
    "odd.zip": (b"PK\x03\x04 nothing", "broken or cut off"),
    "cut.zip": (cut(ONE), "broken or cut off"),
    "locked.zip": (patched(ONE, (6, b"\1"), (8, b"\1")), "is encrypted"),
    "sizes.zip": (patched(ONE, (22, struct.pack("<I", 9)), (24, struct.pack("<I", 9))), "unpack it by hand"),
    "method.zip": (patched(ONE, (8, b"\x63"), (10, b"\x63")), "unpack it by hand"),
    "sum.zip": (patched(ONE, (14, b"\0" * 4), (16, b"\0" * 4)), "CRC"),
}
ODD_MEMBERS: Rows = {
    "up.zip": (zipped({"../out.txt": TEXT}), "leads outside"),
    "up.tar": (tarred({"a/../../out.txt": TEXT}), "leads outside"),
    "back.zip": (named("..\\out.txt"), "leads outside"),
    "root.zip": (named("/out.txt"), "leads outside"),
    "root.tar": (tarred({"/out.txt": TEXT}), "leads outside"),
    "drive.zip": (named("C:\\out.txt"), "leads outside"),
    "dot.tar": (tarred({".": TEXT}), "has no name"),
    "far.tar": (tarred({"a/" * 150 + "b.txt": TEXT}), "more than 100 folders"),
    "name.zip": (zipped({"x" * 300 + ".txt": TEXT}), "unpack it by hand"),
    "link.zip": (zip_link(), "is a link"),
    "link.tar": (entry("a.txt", type=tarfile.SYMTYPE, linkname="/etc/passwd"), "is a link or a device"),
    "hard.tar": (entry("a.txt", type=tarfile.LNKTYPE, linkname="/etc/passwd"), "is a link or a device"),
    "char.tar": (entry("a.txt", type=tarfile.CHRTYPE, devmajor=1, devminor=5), "is a link or a device"),
    "block.tar": (entry("a.txt", type=tarfile.BLKTYPE), "is a link or a device"),
    "pipe.tar": (entry("a.txt", type=tarfile.FIFOTYPE), "is a link or a device"),
    "endless.tar": (entry("a.txt", type=tarfile.XHDTYPE, size=1 << 33), "broken or cut off"),
    "twice.zip": (
        zipped({"a.txt": TEXT, "b.txt": STORY[0]}).replace(b"b.txt", b"a.txt"),
        "stands in the archive twice",
    ),
}
FLOODS: Rows = {
    "bomb.zip": (zipped({"a.txt": ZEROS}), "--limit unpacked=N"),
    "bomb.txt.gz": (gzip.compress(ZEROS), "--limit unpacked=N"),
    "bomb.txt.bz2": (bz2.compress(ZEROS), "--limit unpacked=N"),
    "bomb.txt.xz": (lzma.compress(ZEROS), "--limit unpacked=N"),
    "bomb.txt.zst": (zstandard.compress(ZEROS), "--limit unpacked=N"),
    "bomb.tar.gz": (tarred({"a.txt": ZEROS}, "w:gz"), "--limit unpacked=N"),
    "deep.zip": (nested(4), "--limit depth=N"),
    "mixed.tar.gz": (tarred({"a.tar": tarred({"b.zip": zipped({"c.txt.gz": gzip.compress(b"Talks")})})}, "w:gz"),
                     "--limit depth=N"),
    "many.zip": (zipped(MANY), "--limit members=N"),
    "many.tar": (tarred(MANY), "--limit members=N"),
}  # fmt: skip
KINDS = (
    EMPTY,
    ENCODINGS,
    LINE_BY_LINE,
    TEXTS,
    PAGES,
    FEEDS,
    WEB,
    PACKED,
    ODD_MEMBERS,
    FLOODS,
)
HOSTILE = {name: row for kind in KINDS for name, row in kind.items()}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_input_costs_one_row_with_a_reason(tmp_path: Path, name: str) -> None:
    content, says = HOSTILE[name]
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    (tmp_path / "zz.jsonl").write_text(line(id="good"))
    found = list(read([tmp_path], LIMITS))
    refused = [report for report in found if report.outcome != "coded"]
    assert [(report.path, report.problem) for report in refused if says not in (report.problem or "")] == []
    assert len(refused) == 1
    assert refused[0].path.startswith(str(tmp_path / name))
    assert refused[0].problem.startswith(name.split(".", maxsplit=1)[0]) or "#" in refused[0].path  # type: ignore[union-attr]
    assert f"{tmp_path}/zz.jsonl#good" in [path for report in found for path in (report.path, *report.also)]
    assert "root:" not in "".join(report.text for report in found)


def test_archives_in_archives_share_their_room(tmp_path: Path) -> None:
    inner = zipped({"a.txt": TEXT + " " * 600_000})
    (tmp_path / "pile.zip").write_bytes(zipped({"1.zip": inner, "2.zip": zipped({"b.txt": STORY[0] + " " * 600_000})}))
    found = list(read([tmp_path], replace(LIMITS, text=1_000_000)))
    assert [(r.path[-5:], r.outcome) for r in found] == [("a.txt", "coded"), ("2.zip", "failed")]
    assert "--limit unpacked=N" in (found[1].problem or "")


def test_a_feed_names_no_file_outside(tmp_path: Path) -> None:
    feed = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>Talks &x;</title></item>'
    (tmp_path / "a.rss").write_text(feed + "</channel></rss>")
    (report,) = read([tmp_path])
    assert report.text == "Talks &x;"


def test_a_file_gives_no_more_reports_than_fit(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(line(text=f"{TEXT} {number}") + "\n" for number in range(20)))
    (tmp_path / "b.jsonl").write_text("{}\n" * 20)
    found = list(read([tmp_path], replace(LIMITS, texts=10_000)))
    assert [report.outcome for report in found] == ["skipped", *["coded"] * 9, "skipped", *["failed"] * 1]
    assert "holds more than 9 reports" in (found[0].problem or "")


def test_lines_before_a_break_are_kept(tmp_path: Path) -> None:
    lines = "".join(line(text=f"{TEXT} {number}") + "\n" for number in range(2000))
    (tmp_path / "pile.jsonl.gz").write_bytes(cut(gzip.compress(lines.encode(), 0)))
    found = list(read([tmp_path]))
    assert sum(report.outcome == "coded" for report in found) > 800
    refused = next(report for report in found if report.outcome != "coded")
    assert "pile.jsonl: breaks off (Compressed file ended before" in (refused.problem or "")


def test_there_are_a_hundred() -> None:
    assert len(HOSTILE) == sum(map(len, KINDS)) >= 100
