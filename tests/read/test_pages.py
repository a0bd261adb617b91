"""To measure the reading of saved pages on the 58 that lie beside the repository."""

import re
from pathlib import Path

import pytest
from lxml import html

from memcon.read import read

PAGES = Path(__file__).parents[3] / "shared" / "data" / "html" / "kremlin"
STRETCH = 5
"""Words in a row that must stand in the text, for each of them to count as recovered."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def recovered(wanted: list[str], told: list[str]) -> int:
    """How many of the wanted words stand in a stretch that is told as well."""
    stretches = {tuple(told[at : at + STRETCH]) for at in range(len(told) - STRETCH + 1)}
    hit = [False] * len(wanted)
    for at in range(len(wanted) - STRETCH + 1):
        if tuple(wanted[at : at + STRETCH]) in stretches:
            hit[at : at + STRETCH] = [True] * STRETCH
    return sum(hit)


@pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages lie in ../shared beside the repository")
def test_text_title_and_day_of_real_pages_are_right() -> None:
    found = whole = titles = days = 0
    for report in read([PAGES]):
        tree = html.fromstring(Path(report.path).read_bytes().decode())
        inside = ".//text()[not(ancestor::*[contains(@class, 'tooltip')])]"
        blocks = tree.xpath("//*[contains(@class, 'read__lead')]//p | //*[@itemprop='articleBody']//p")
        shown = [b for b in blocks if not b.xpath("ancestor-or-self::*[contains(@class, 'read__status')]")]
        wanted = words(" ".join(" ".join(block.xpath(inside)) for block in shown))
        found, whole = found + recovered(wanted, words(report.text)), whole + len(wanted)
        titles += words(report.title or "") == words(tree.xpath("//h1")[0].text_content())
        (day,) = set(tree.xpath("//time[@itemprop='datePublished']/@datetime"))
        days += {str(report.published.first), str(report.published.last)} == {day}
    assert found / whole >= 0.995
    assert (titles, days) == (58, 58)
