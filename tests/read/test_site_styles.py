"""To hold the reading of pages to sites of many makes: what is story, headline, caption or furniture is marked so.

Each page in `pages/` names with `data-is` what its elements are; no other mark helps the reader, and the names of its
boxes say nothing.
"""

from pathlib import Path

import pytest
from lxml import html

from memcon.model import Report
from memcon.read import read
from memcon.text.divide import divide

PAGES = Path(__file__).parent / "pages"
STYLES = sorted(file.stem for file in PAGES.glob("*.html"))


def page(style: str) -> Report:
    (report,) = read([PAGES / f"{style}.html"])
    return report


def one_line(text: str) -> str:
    return " ".join(text.split())


def marked(style: str) -> list[tuple[str, str]]:
    """What each marked element is, and its words without those of marked elements within it."""
    tree = html.fromstring((PAGES / f"{style}.html").read_bytes())
    own = ".//text()[count(ancestor::*[@data-is]) = $depth]"
    found = []
    for element in tree.xpath("//*[@data-is]"):
        depth = len(element.xpath("ancestor-or-self::*[@data-is]"))
        found.append((element.get("data-is"), one_line("".join(element.xpath(own, depth=depth)))))
    return found


def told(report: Report) -> list[tuple[str, str]]:
    return [(one.role, one_line(report.text[one.start : one.end])) for one in divide(report).sections]


def test_there_are_pages_of_every_style_with_all_parts_marked() -> None:
    assert len(STYLES) >= 18
    for style in STYLES:
        parts = {part for part, words in marked(style) if words}
        assert "body" in parts, style
    assert {"body", "headline", "furniture", "caption"} == {part for s in STYLES for part, _ in marked(s)}


@pytest.mark.parametrize("style", STYLES)
def test_the_story_is_told_and_what_is_around_it_is_no_body(style: str) -> None:
    sections = told(page(style))
    for part, words in marked(style):
        roles = {role for role, text in sections if words in text}
        if part in ("body", "headline"):
            assert roles == {part}, words
        else:
            assert roles <= {part}, f"{part} is told as {roles}: {words}"


def test_a_caption_that_the_extractor_keeps_is_marked() -> None:
    assert ("caption", "Queen Sonja (L) listens to pupils of a school in Banda Aceh. REUTERS/Agus Wibowo") in told(
        page("gallery")
    )


def test_words_that_a_page_glues_together_are_parted() -> None:
    text = page("caption_joined").text
    assert "A wagon works for Kabwe\nThe works at Kabwe" in text
    assert "would be sought before the end" in page("related_inside").text


def test_a_story_in_pieces_of_a_page_without_any_name_is_kept_whole() -> None:
    assert page("pre_wire").text.count("Robaina") == 1
    assert page("transcript").text.count("Sita Rana") == 2
