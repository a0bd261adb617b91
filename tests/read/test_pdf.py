"""To test that a PDF's lines become the paragraphs that were printed, and that what holds no text says what to do."""

from pathlib import Path

import pytest

from memcon.model import Report
from memcon.read import read
from read.exports import CHILE, CODES, COVER, DISPLAY, NEXIS, PERU
from read.printed import HEIGHT, LEFT, assembled, drawn, pdf, printed

TITLE = "Chile sends its president to Tokyo"
DAYS = ("first", "second", "third", "fourth", "fifth", "sixth")
STORY = [f"On the {day} day {words}" for day in DAYS for words in (*CHILE, *PERU)]


def reports(folder: Path, name: str, content: bytes) -> list[Report]:
    file = folder / name
    file.write_bytes(content)
    return list(read([file]))


@pytest.mark.parametrize("indent", [0, 4])
@pytest.mark.parametrize("gap", [0, 6, 12])
def test_paragraphs_are_whole_across_lines_and_pages(tmp_path: Path, gap: int, indent: int) -> None:
    (report,) = reports(tmp_path, "a.pdf", printed(STORY, gap=gap, indent=indent))
    assert report.text.split("\n\n") == STORY
    assert (report.outcome, report.problem, report.title) == ("coded", None, None)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Ministry of Foreign Affairs - Press Service", "Page {n} of 2"),
        ("3/6/2009, 10:12 PM The Harbour Gazette", "https://gazette.example/tokyo {n}/3"),
        ("", "- {n} -"),
        ("The Harbour Gazette {n}", ""),
    ],
)
def test_what_stands_above_and_below_every_page_is_left_out(tmp_path: Path, head: str, foot: str) -> None:
    (report,) = reports(tmp_path, "a.pdf", printed(STORY, head=head, foot=foot))
    assert report.text.split("\n\n") == STORY


def test_a_page_alone_keeps_its_letterhead_and_loses_its_number(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, "a.pdf", printed(PERU, head="Ministry of Foreign Affairs", foot="1"))
    assert report.text.split("\n\n") == ["Ministry of Foreign Affairs", *PERU]


def test_what_stands_at_the_top_of_pages_by_chance_stays(tmp_path: Path) -> None:
    same = "The Harbour Gazette"
    pages = [
        [(LEFT, 720.0 - 12 * n, 10, line) for n, line in enumerate([same, *words])] for words in (CHILE, PERU, CHILE)
    ]
    (report,) = reports(tmp_path, "a.pdf", pdf(pages))
    assert report.text.count(same) == 3


BROKEN: dict[str, tuple[list[str], str]] = {
    "a word": (["The two went to the parlia-", "ment of Peru."], "The two went to the parliament of Peru."),
    "a compound that stands elsewhere": (
        ["The trade-off of Lima: what a trade-", "off means there."],
        "The trade-off of Lima: what a trade-off means there.",
    ),
    "a compound of two words that stand elsewhere": (
        ["The deputy is a minister, a deputy-", "minister of Peru."],
        "The deputy is a minister, a deputy-minister of Peru.",
    ),
    "a compound of names": (["They held talks on Franco-", "German ties."], "They held talks on Franco-German ties."),
    "a number": (["They were 20-", "odd years old."], "They were 20-odd years old."),
}


@pytest.mark.parametrize("case", BROKEN)
def test_words_broken_at_a_lines_end_are_whole(tmp_path: Path, case: str) -> None:
    lines, words = BROKEN[case]
    filled = [PERU[0][:78].rsplit(" ", 1)[0], *lines]
    page = [(LEFT + 6.0 * (78 - len(line)) * (n == 1), 700 - 12 * n, 10, line) for n, line in enumerate(filled)]
    (report,) = reports(tmp_path, "a.pdf", pdf([[(left and LEFT, y, size, line) for left, y, size, line in page]]))
    assert words in report.text.replace("\n\n", " ")


def test_columns_are_read_one_after_the_other_under_their_headline(tmp_path: Path) -> None:
    lines = [CHILE[0][n : n + 30] for n in range(0, 150, 30)]
    columns = [
        (LEFT + 250.0 * side, 640.0 - 12 * n, 10, f"{words}x".ljust(36, "y"))
        for side in (0, 1)
        for n, words in enumerate(lines)
    ]
    (report,) = reports(tmp_path, "a.pdf", pdf([[(LEFT, 700.0, 18, TITLE), *columns]]))
    assert report.text.startswith(f"{TITLE}\n\n")
    assert report.text.count("\n\n") == 1


PRINTED = {"Nexis Uni": COVER + NEXIS, "Factiva with codes": CODES, "Factiva as displayed": DISPLAY}


@pytest.mark.parametrize("layout", PRINTED)
def test_an_export_that_was_printed_is_taken_apart(tmp_path: Path, layout: str) -> None:
    lines = [line for line in PRINTED[layout] if line]
    found = reports(tmp_path, "export.pdf", printed(lines, head=TITLE, foot="Page {n} of 2", gap=6))
    assert [(r.title, (r.outlet or "").removesuffix(" (Peru)"), str(r.published.first)) for r in found] == [
        (TITLE, "The Harbour Gazette", "2009-03-06"),
        ("Embassies agreed", "Lima Courier", "2009-03-06"),
    ]
    assert [r.text.split("\n\n")[1:] for r in found] == [list(CHILE), list(PERU)]


LOCKED = "/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<{}>/U<{}>>>/ID[<00><00>]".format("41" * 32, "42" * 32)
REFUSED: dict[str, tuple[bytes, str]] = {
    "scan.pdf": (pdf([[], []]), "holds pictures of pages and no text; run it through text recognition"),
    "locked.pdf": (pdf([[(LEFT, 700, 10, TITLE)]], trailer=LOCKED), "is encrypted; save it without a password"),
    "text.pdf": (TITLE.encode(), "is damaged or no PDF"),
    "empty.pdf": (b"", "is damaged or no PDF"),
    "cut.pdf": (printed(STORY)[:400], "is damaged or no PDF"),
    "pageless.pdf": (assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]), "is damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_that_is_not_read_has_one_row_that_says_why(tmp_path: Path, name: str) -> None:
    content, says = REFUSED[name]
    (report,) = reports(tmp_path, name, content)
    assert (report.outcome, report.text) == ("failed", "")
    assert says in (report.problem or "")


def test_pages_without_text_among_others_are_told(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, "a.pdf", pdf([[(LEFT, HEIGHT / 2, 10, f"{PERU[0][:70]}.")], []]))
    assert (report.outcome, report.text) == ("coded", f"{PERU[0][:70]}.")
    assert report.problem == "a.pdf: 1 of 2 pages are pictures without text and are not read"


def test_a_pdf_that_takes_too_much_memory_ends_its_own_process_alone(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, "bomb.pdf", drawn([b"BT /F1 9 Tf (a) Tj ET\n" * 2_000_000]))
    assert (report.outcome, report.text) == ("failed", "")
    assert "cannot be read in 600,000,000 bytes of memory" in (report.problem or "")
