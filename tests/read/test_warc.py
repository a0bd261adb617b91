"""To test that web archives and pages saved as one file are read page by page, and what breaks off is told."""

import gzip
from pathlib import Path

import pytest

from inputs import response
from memcon.model import Report
from memcon.read import read

TITLE = "Chile sends its president to Tokyo"
STORY = (
    "SANTIAGO - The president of Chile left for Tokyo on Friday for talks with the Japanese prime minister, her office"
    " said in a statement that gave no end to the visit.",
    "Copper and lithium are on the agenda, and so is a tax treaty that both parliaments have had before them for four"
    " years without a vote.",
    "The two leaders last met in Lima in November, on the sidelines of a summit that neither of them had asked for.",
)
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    f"<article>{''.join(f'<p>{text}</p>' for text in STORY)}</article></body></html>"
)


def reports(folder: Path, name: str, content: bytes) -> list[Report]:
    file = folder / name
    file.write_bytes(content)
    return list(read([file]))


@pytest.mark.parametrize("packed", [False, True])
def test_each_page_of_a_web_archive_is_a_report(tmp_path: Path, *, packed: bool) -> None:
    records = [response(PAGE, url="a"), response(PAGE, url="b"), response(STORY[0], "text/plain", url="c")]
    content = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    name = "crawl.warc.gz" if packed else "crawl.warc"
    found = reports(tmp_path, name, content)
    assert [(r.path, r.url) for r in found] == [
        (f"{tmp_path / name}#{n}", f"https://gazette.example/{url}") for n, url in ((1, "a"), (2, "b"), (3, "c"))
    ]
    assert found[0].text.startswith(f"{TITLE}\n\n{STORY[0]}")
    assert found[2].text == STORY[0]


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    records = [response(PAGE), response(b"\x89PNG", "image/png"), response("gone", status="404 Not Found")]
    found = reports(tmp_path, "crawl.warc", b"".join(records))
    assert [r.outcome for r in found] == ["skipped", "coded"]
    assert "2 responses besides that are no pages (1 of image/png, 1 of status 404)" in (found[0].problem or "")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "holds no responses"),
        (b"nothing of the kind" * 9, "is no web archive, or a broken one"),
        (response(PAGE)[:-60], "is cut off"),
        (gzip.compress(response(PAGE))[:-60], "is cut off"),
    ],
    ids=["empty", "no archive", "cut", "packed and cut"],  # packed bytes hold the second of their packing
)
def test_a_web_archive_that_breaks_off_says_so(tmp_path: Path, content: bytes, says: str) -> None:
    name = "cut.warc.gz" if content[:2] == b"\x1f\x8b" else "cut.warc"
    found = reports(tmp_path, name, content)
    assert all(r.outcome == "failed" for r in found)
    assert any(says in (r.problem or "") for r in found)


def test_a_page_saved_as_one_file_is_read_without_its_pictures(tmp_path: Path) -> None:
    content = (
        "From: <Saved by Harbour>\r\nSnapshot-Content-Location: https://gazette.example/tokyo\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n--cut\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + PAGE.replace("=", "=3D").replace("</p>", "</p>=\r\n")
        + "\r\n--cut\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--cut--\r\n"
    )
    (report,) = reports(tmp_path, "saved.mhtml", content.encode())
    assert (report.title, report.url) == (TITLE, "https://gazette.example/tokyo")
    assert report.text.startswith(f"{TITLE}\n\n{STORY[0]}")


def test_a_saved_file_without_a_page_says_so(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, "saved.mht", b"From: nobody\r\n\r\nhello")
    assert (report.outcome, report.problem) == ("failed", "saved.mht: has no HTML part; save the page again, as HTML")
