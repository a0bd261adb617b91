"""The dossier is one file that needs no other, opens from disk, and shows the words it rests on."""

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from chromium import OPTIONS, path
from memcon.record.record import Record
from memcon.show.web.dossier import write_dossier

ASKED = {"dyad": "USA-SUN"}


@pytest.fixture(scope="module")
def page(sample: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dossier") / "dossier.html"
    write_dossier(sample, out, ASKED)
    return out


def test_it_is_small_and_asks_for_nothing(page: Path) -> None:
    tree = html.fromstring(page.read_bytes())
    assert page.stat().st_size <= 400_000
    assert tree.xpath("//script | //link | //img | //iframe | //object | //embed | //form") == []
    led = [*tree.xpath("//@href"), *tree.xpath("//@src")]
    ids = set(tree.xpath("//@id"))
    assert led
    assert [target for target in led if not (target.startswith("#") and target[1:] in ids)] == []
    assert "url(" not in page.read_text(encoding="utf-8")


def test_it_shows_each_event_with_words_of_its_reports(sample: Record, page: Path) -> None:
    tree = html.fromstring(page.read_bytes())
    asked = {row["event_id"].rpartition(":")[2] for row in sample.events(**ASKED) if row["family"] != "statement"}
    assert {one.removeprefix("e") for one in tree.xpath("//article/@id")} == asked
    assert [one for one in tree.xpath("//article") if not one.xpath(".//blockquote/mark")] == []
    texts = [" ".join(text.split()) for (text,) in sample.rows("SELECT text FROM reports")]
    for words in tree.xpath("//blockquote/mark"):
        told = " ".join(words.text_content().split())
        assert any(told in text for text in texts)


def test_planned_is_never_shown_as_happened(sample: Record, page: Path) -> None:
    tree = html.fromstring(page.read_bytes())
    shown = {one.get("id"): one.xpath("string(.//span[@class='state'])") for one in tree.xpath("//article")}
    assert shown == {f"e{row['event_id'].rpartition(':')[2]}": row["status"] for row in sample.events(**ASKED)}


def test_a_browser_prints_it_from_disk(page: Path, tmp_path: Path) -> None:
    flags = ["--headless", *OPTIONS, f"--user-data-dir={tmp_path / 'profile'}"]
    pdf = tmp_path / "page.pdf"
    subprocess.run(
        [path(), *flags, f"--print-to-pdf={pdf}", page.as_uri()], check=True, capture_output=True, timeout=120
    )
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    for heading in ("United States", "Timeline", "Where", "Events", "Promises and agreements", "Reports"):
        assert heading in text
