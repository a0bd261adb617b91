"""To test that Word and Rich Text documents become reports of their words alone, and damaged ones say what to do."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from memcon.limits import USUAL, Limits
from memcon.model import Report
from memcon.read import read
from read.exports import CHILE, NEXIS, PERU, docx, rtf

SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def reports(folder: Path, name: str, content: bytes, limits: Limits = USUAL) -> list[Report]:
    file = folder / name
    file.write_bytes(content)
    return list(read([file], limits))


def body(inner: str) -> bytes:
    return docx((), document=f"<w:document {SPACE}><w:body>{inner}</w:body></w:document>")


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(("name", "content"), [("a.docx", docx(PERU)), ("a.rtf", rtf(PERU))])
def test_a_document_is_one_report_with_its_metadata_file(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / f"{name}.meta.json").write_text('{"outlet": "Gazette", "published": "2009-03-06"}')
    (report,) = reports(tmp_path, name, content)
    assert (report.text, report.outlet, report.path) == ("\n\n".join(PERU), "Gazette", str(tmp_path / name))
    assert report.published.first == date(2009, 3, 6)


WORDED: dict[str, tuple[str, str]] = {
    "what was inserted stays, what was struck out or moved away does not": (
        f"<w:p>{run('They ')}<w:ins>{run('met')}</w:ins><w:del><w:r><w:delText>quarrelled</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run(' never')}</w:moveFrom>{run(' in Lima.')}</w:p>",
        "They met in Lima.",
    ),
    "a link and a control are read as their words": (
        f"<w:p><w:hyperlink>{run('They met')}</w:hyperlink><w:sdt><w:sdtContent>{run(' in Lima.')}</w:sdtContent>"
        "</w:sdt></w:p>",
        "They met in Lima.",
    ),
    "breaks and hyphens": (
        "<w:p><w:r><w:t>They met</w:t><w:br/><w:t>at vice</w:t><w:noBreakHyphen/><w:t>ministers’ level.</w:t></w:r>"
        "</w:p>",
        "They met\nat vice-ministers’ level.",
    ),
    "a box in a paragraph is told once": (
        f"<w:p>{run('They met in Lima.')}<w:r><mc:AlternateContent><mc:Choice><w:p>{run('A box.')}</w:p></mc:Choice>"
        f"<mc:Fallback><w:p>{run('A box.')}</w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "A box.\n\nThey met in Lima.",
    ),
}


@pytest.mark.parametrize("case", WORDED)
def test_the_words_of_a_document_are_those_its_reader_sees(tmp_path: Path, case: str) -> None:
    inner, words = WORDED[case]
    (report,) = reports(tmp_path, "a.docx", body(inner))
    assert report.text == words


def zipped(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return held.getvalue()


LAUGHS = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))
HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "old.docx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "failed", "is encrypted, or written by Word before 2007"),
    "text.docx": (b"They met in Lima.", "failed", "is damaged or no Word document"),
    "sheet.docx": (zipped(sheet="<a/>"), "failed", "it has no word/document.xml"),
    "cut.docx": (docx(PERU)[:-90], "failed", "is damaged or no Word document"),
    "markup.docx": (docx((), document="<w:document><w:p>"), "failed", "open it in Word and save it again"),
    "deep.docx": (body("<w:p>" * 100_000), "failed", "is damaged or no Word document"),
    "empty.docx": (body("<w:p/>"), "failed", "holds no text"),
    "entities.docx": (
        docx((), document=f"<!DOCTYPE d [<!ENTITY l0 'ha'>{LAUGHS}]><w:document {SPACE}>{run('&l9;')}</w:document>"),
        "failed",
        "is damaged or no Word document",
    ),
    "text.rtf": (b"They met in Lima.", "failed", "is no RTF document"),
    "empty.rtf": (rb"{\rtf1\ansi}", "failed", "holds no text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_document_that_is_not_read_has_one_row_that_says_why(tmp_path: Path, name: str) -> None:
    content, outcome, says = HOSTILE[name]
    (report,) = reports(tmp_path, name, content)
    assert (report.outcome, report.text) == (outcome, "")
    assert says in (report.problem or "")


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    content = body(f"<w:p>{run(' ' * 200_000)}</w:p>")
    (report,) = reports(tmp_path, "bomb.docx", content, Limits(unpacked=100_000))
    assert (report.outcome, report.text) == ("skipped", "")
    assert "unpacks to more than 100,000 bytes" in (report.problem or "")


def test_a_document_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the combination is 4711")
    opened = f"<!DOCTYPE d [<!ENTITY s SYSTEM 'file://{tmp_path}/secret.txt'>]><w:document {SPACE}>"
    found = reports(tmp_path, "a.docx", docx((), document=f"{opened}<w:p>{run('It is &s;')}</w:p></w:document>"))
    assert not any("4711" in report.text for report in found)


RTF: dict[str, tuple[str, str]] = {
    "letters of another code page, by font": (
        r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}}"
        r"\f0 Mr \'d8rsted met {\f1 \'cf\'f3\'f2\'e8\'ed} in Lima.",
        "Mr Ørsted met Путин in Lima.",
    ),
    "characters in two halves, with what stands in for them": (
        r"\uc1 They met in Lima \u-10179?\u-8704?, M\u233\'e9xico {\uc0\u8211} and Quito.",
        "They met in Lima 😀, México – and Quito.",
    ),
    "a link by its words": (
        r'They met {\field{\*\fldinst{HYPERLINK "http://gazette.example/1"}}{\fldrslt{in Lima}}}.',
        "They met in Lima.",
    ),
    "raw bytes of a picture": (r"They met{\pict\wmetafile8\bin7 }{}\\{}} in Lima.", "They met in Lima."),
    "braces that never close": (r"{\b They {\i met} in Lima.", "They met in Lima."),
    "signs": (
        r"\{They\} met\~in vice\_ministers\rquote  Lima \emdash \ldblquote late\rdblquote .",
        "{They} met in vice-ministers’ Lima —“late”.",
    ),
}


@pytest.mark.parametrize("case", RTF)
def test_the_words_of_rich_text_are_those_its_reader_sees(tmp_path: Path, case: str) -> None:
    inner, words = RTF[case]
    (report,) = reports(tmp_path, "a.rtf", (r"{\rtf1\ansi\ansicpg1252 " + inner + "}").encode())
    assert report.text == words


def test_a_document_attached_to_an_archive_is_taken_apart_too(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        out.writestr("press/export.docx", docx(NEXIS))
    found = reports(tmp_path, "pile.zip", held.getvalue())
    assert [r.path for r in found] == [f"{tmp_path / 'pile.zip'}#press/export.docx#{n}" for n in (1, 2)]
    assert CHILE[0] in found[0].text
