"""To test that each article of an archive's export is a report with its header's fields and its own words alone."""

import re
from datetime import date
from pathlib import Path

import pytest

from memcon.read import read
from memcon.text.divide import divide
from read.exports import CHILE, LAYOUTS, PERU, docx, html, rtf

DAY = date(2009, 3, 6)
WRITERS = {".docx": docx, ".rtf": rtf, ".html": html}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_article_is_a_report_with_its_header_as_given(tmp_path: Path, layout: str, ending: str) -> None:
    file = tmp_path / f"export{ending}"
    file.write_bytes(WRITERS[ending](LAYOUTS[layout]))
    found = list(read([file]))
    assert [(r.path, r.outcome, r.problem) for r in found] == [(f"{file}#{n}", "coded", None) for n in (1, 2)]
    assert [
        (r.title, (r.outlet or "").removesuffix(" (Peru)"), r.published.first, r.published.last) for r in found
    ] == [
        ("Chile sends its president to Tokyo", "The Harbour Gazette", DAY, DAY),
        ("Embassies agreed", "Lima Courier", DAY, DAY),
    ]
    assert "WRITER" in (found[0].author or "").upper()
    assert not (found[0].author or "").lower().startswith("by")
    for report, words in zip(found, (CHILE, PERU), strict=True):
        assert report.text == "\n\n".join((report.title or "", *words))
        assert [(s.role, report.text[s.start : s.end].strip()) for s in divide(report).sections] == [
            ("headline", report.title),
            ("body", "\n\n".join(words)),
        ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article_without_a_header_has_a_row_and_costs_no_other(tmp_path: Path, layout: str) -> None:
    """Days in words of another language, as archives write them for its papers."""
    lines = LAYOUTS[layout]
    second = max(at for at, line in enumerate(lines) if "6 March 2009" in line or line.startswith("March 6, 2009"))
    file = tmp_path / "export.docx"
    file.write_bytes(
        docx([*lines[:second], re.sub("6 March|March 6", "el seis de marzo de", lines[second]), *lines[second + 1 :]])
    )
    first, last = read([file])
    assert (first.outcome, first.outlet) == ("coded", "The Harbour Gazette")
    if layout == "Factiva with codes":  # its other fields bear codes of their own
        assert (last.outcome, last.outlet, last.published.basis) == ("coded", "Lima Courier", "none")
    else:
        told = "has no header with a day and an outlet; give its words as a text of their own"
        assert (last.outcome, last.problem) == ("failed", f"export.docx#2: {told}")


def test_an_export_that_breaks_off_keeps_its_last_article(tmp_path: Path) -> None:
    file = tmp_path / "export.docx"
    file.write_bytes(docx(LAYOUTS["Nexis Uni"][:-5]))
    first, last = read([file])
    assert (first.outlet, last.outlet, last.text.count(PERU[0])) == ("The Harbour Gazette", "Lima Courier (Peru)", 1)
