"""To test that saved mails become reports with what the mail gives of them, and that hostile ones cost a row each."""

from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from memcon.limits import USUAL, Limits
from memcon.model import Report
from memcon.read import read
from memcon.text.divide import divide

CHILE = (
    "The president of Chile left for Tokyo on Friday for talks with the Japanese prime minister, her office said in a"
    " statement that gave no end to the visit."
)
PERU = (
    "Norway's prime minister met the president of Peru in Lima on Thursday, and the two agreed to open embassies by the"
    " end of the year."
)
SENT = "Fri, 06 Mar 2009 22:30:00 -0300"
DAY = date(2009, 3, 6)


def letter(plain: str | None = CHILE, **headers: str) -> EmailMessage:
    """A mail of one person to another; `headers` with underscores for hyphens replace the usual ones."""
    message = EmailMessage()
    told = {"Subject": "The visit", "From": "Ana Writer <ana@desk.example>", "Date": SENT}
    for name, value in (told | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        message[name] = value
    if plain is not None:
        message.set_content(plain)
    return message


def newsletter(markup: str, plain: str = "See the web page.") -> EmailMessage:
    message = letter(plain, Subject="Morning brief", From='"The Harbour Gazette" <news@gazette.example>')
    message["List-Unsubscribe"] = "<https://gazette.example/leave>"
    message.add_alternative(markup, subtype="html")
    return message


def reports(folder: Path, name: str, content: bytes | EmailMessage) -> list[Report]:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.as_bytes())
    return list(read([file]))


def box(*mails: EmailMessage) -> bytes:
    """Mails in one file, as mail programs write it."""
    lines = (mail.as_bytes().replace(b"\nFrom ", b"\n>From ") for mail in mails)
    return b"".join(b"From ana@desk.example Sat Mar  7 10:12:00 2009\n" + raw + b"\n" for raw in lines)


def test_a_letter_is_written_by_the_day_it_was_sent_by_nobody_knows_whom(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, "a.eml", letter())
    assert (report.text, report.title, report.outlet, report.path) == (
        CHILE,
        "The visit",
        None,
        str(tmp_path / "a.eml"),
    )
    assert (report.published.first, report.published.last, report.published.basis) == (None, DAY, "given")


def test_a_newsletter_is_published_by_being_sent_and_its_sender_is_its_outlet(tmp_path: Path) -> None:
    page = f"<html><body><h1>Morning brief</h1><article><p>{CHILE}</p><p>{PERU}</p></article></body></html>"
    (report,) = reports(tmp_path, "a.eml", newsletter(page))
    assert report.text == f"Morning brief\n\n{CHILE}\n{PERU}"
    assert (report.title, report.outlet, report.published.first, report.published.last) == (
        "Morning brief",
        "The Harbour Gazette",
        DAY,
        DAY,
    )


def test_a_metadata_file_outdoes_the_mail(tmp_path: Path) -> None:
    (tmp_path / "a.eml.meta.json").write_text('{"outlet": "Gazette", "published": "2009-03-01", "title": "Tokyo"}')
    (report,) = reports(tmp_path, "a.eml", letter())
    assert (report.outlet, report.title, report.published.first) == ("Gazette", "Tokyo", date(2009, 3, 1))


def test_every_story_of_a_newsletter_is_kept_and_its_small_print_is_no_body(tmp_path: Path) -> None:
    def cell(words: str) -> str:
        return f"<table><tr><td>{words}</td></tr></table>"

    stories = "".join(
        cell(f"<h2><a href='x'>{title}</a></h2><p>{words}</p><p><a href='x'>Read more</a></p>")
        for title, words in (("To Tokyo", CHILE), ("In Lima", PERU), ("Again", CHILE.replace("Chile", "Peru")))
    )
    foot = "You receive this mail because you signed up. <a href='x'>Unsubscribe</a>"
    hidden = "<div style='display: none'>All the news before breakfast</div>"
    page = f"<html><body>{hidden}{cell(cell('<a href=x>View in browser</a>') + stories + cell(foot))}</body></html>"
    (report,) = reports(tmp_path, "a.eml", newsletter(page))
    body = "".join(report.text[s.start : s.end] for s in divide(report).sections if s.role == "body")
    assert body.count("president of") == 3
    assert "breakfast" not in report.text
    assert not any(words in body for words in ("browser", "Unsubscribe", "Read more", "signed up"))


ENCODED: dict[str, tuple[str, str, bytes]] = {
    "quoted-printable Latin-1": ("iso-8859-1", "quoted-printable", b"Mr D=EDaz met Mr P=E9rez=\n in Lima."),
    "base64 UTF-8": ("utf-8", "base64", b"TXIgRMOtYXogbWV0IE1yIFDDqXJleiBpbiBMaW1hLg==\n"),
    "Windows quotes called Latin-1": ("iso-8859-1", "8bit", "Mr Díaz met Mr Pérez in Lima.".encode("cp1252")),
    "UTF-8 called ASCII": ("us-ascii", "8bit", "Mr Díaz met Mr Pérez in Lima.".encode()),
    "Latin-1 called UTF-8": ("utf-8", "8bit", "Mr Díaz met Mr Pérez in Lima.".encode("latin-1")),
    "an encoding nobody knows": ("x-desk-7", "8bit", "Mr Díaz met Mr Pérez in Lima.".encode()),
}


@pytest.mark.parametrize("case", ENCODED)
def test_words_are_unpacked_and_read_in_the_encoding_that_fits(tmp_path: Path, case: str) -> None:
    charset, packing, words = ENCODED[case]
    head = (
        f"From: ana@desk.example\r\nSubject: =?utf-8?q?D=C3=ADaz?=\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {packing}\r\n\r\n"
    )
    (report,) = reports(tmp_path, "a.eml", head.encode() + words)
    assert (report.text.strip(), report.title) == ("Mr Díaz met Mr Pérez in Lima.", "Díaz")


def test_what_is_attached_is_read_as_files_of_its_own(tmp_path: Path) -> None:
    inner = letter(PERU, Subject="Lima", Date="Thu, 05 Mar 2009 09:00:00 +0000")
    inner.add_attachment(f'{{"text": "{CHILE}"}}', subtype="json", filename="lines.jsonl")
    outer = letter("See attached.")
    outer.add_attachment(CHILE, filename="note.txt")
    outer.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="../scan.png")
    outer.add_attachment(inner)
    found = {r.path.removeprefix(f"{tmp_path}/"): r for r in reports(tmp_path, "a.eml", outer)}
    assert {path: (r.outcome, r.text.strip(), r.published.last) for path, r in found.items()} == {
        "a.eml": ("coded", "See attached.", DAY),
        "a.eml#note.txt": ("coded", CHILE, DAY),
        "a.eml#scan.png": ("skipped", "", None),
        "a.eml#3.eml": ("coded", PERU, date(2009, 3, 5)),
        "a.eml#3.eml#lines.jsonl#1": ("coded", CHILE, date(2009, 3, 5)),
    }
    assert (found["a.eml#scan.png"].problem or "").startswith("scan.png: no reader for the ending '.png'")


def test_pictures_in_the_text_and_signatures_are_no_inputs(tmp_path: Path) -> None:
    message = newsletter(f"<html><body><article><p>{CHILE}</p><p>{PERU}</p></article></body></html>")
    page = message.get_body(("html",))
    assert isinstance(page, EmailMessage)
    page.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    message.add_attachment(b"0", maintype="application", subtype="pkcs7-signature", disposition="inline")
    (report,) = reports(tmp_path, "a.eml", message)
    assert CHILE in report.text


def test_mails_in_mails_are_opened_only_so_deep(tmp_path: Path) -> None:
    message = letter()
    for number in range(USUAL.depth + 2):
        outer = letter(f"See below, {number}.")
        outer.add_attachment(message)
        message = outer
    found = reports(tmp_path, "a.eml", message)
    assert [r.outcome for r in found] == ["coded"] * (USUAL.depth + 1) + ["skipped"]
    assert f"lies in {USUAL.depth} archives or mails" in (found[-1].problem or "")


def test_each_mail_of_a_box_is_a_report(tmp_path: Path) -> None:
    quoted = f"{PERU}\nFrom Lima the guest went on to Quito at 10:12 on Friday, 6 March 2009.\n"
    second = letter(quoted)
    second.add_attachment(CHILE + " She flies on.", filename="note.txt")
    found = reports(tmp_path, "desk.mbox", box(letter(), second))
    assert [(r.path.removeprefix(f"{tmp_path}/"), r.text.strip()) for r in found] == [
        ("desk.mbox#1", CHILE),
        ("desk.mbox#2", quoted.strip()),
        ("desk.mbox#2#note.txt", CHILE + " She flies on."),
    ]


def deep() -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    return b"From: ana@desk.example\n" + opened.encode() + b"\n" + CHILE.encode()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.eml": (lambda: b"", "is no mail"),
    "note.eml": (CHILE.encode, "is no mail"),
    "sealed.eml": (
        lambda: b"From: a@b.example\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nzzz\n--x--\n",
        "is encrypted; open it in the mail program that can",
    ),
    "parts.eml": (
        lambda: b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nx\n" * 11_000,
        "10,000 parts",
    ),
    "lines.eml": (lambda: b"a:b\n" * 1_000_001, "more than 1,000,000 lines"),
    "deep.eml": (deep, "cannot be read (RecursionError); give its words as text"),
    "picture.eml": (
        lambda: b"From: a@b.example\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
        "holds no text",
    ),
    "page.mbox": (lambda: b"<html></html>", "is no box of mails"),
    "empty.mbox": (lambda: b"", "is no box of mails"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_mail_that_is_not_read_has_one_row_that_says_why(tmp_path: Path, name: str) -> None:
    make, says = HOSTILE[name]
    (report,) = reports(tmp_path, name, make())
    assert (report.outcome, report.text) == ("failed", "")
    assert says in (report.problem or "")
    assert (report.problem or "").startswith(name)


def test_a_mail_of_a_box_that_is_too_large_costs_itself_alone(tmp_path: Path) -> None:
    file = tmp_path / "desk.mbox"
    file.write_bytes(box(letter(), letter(CHILE * 100), letter(PERU)))
    found = list(read([file], Limits(size=5_000)))
    assert [r.outcome for r in found] == ["coded", "skipped", "coded"]
    assert "desk.mbox#2: is too large" in (found[1].problem or "")


def test_headers_longer_than_any_person_writes_are_left_unread(tmp_path: Path) -> None:
    raw = (
        b"Subject: " + b"=?utf-8?q?a?= " * 9_000 + b"\nFrom: " + b"a <b@c.example>, " * 9_000 + b"\n\n" + CHILE.encode()
    )
    (report,) = reports(tmp_path, "a.eml", raw)
    assert (report.text, report.title, report.outlet) == (CHILE, None, None)
