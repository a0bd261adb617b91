"""To test that each article of an archive's export is a report with its header's fields and its own words alone."""

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
    for report, words in zip(found, (CHILE, PERU), strict=True):
        assert report.text == "\n\n".join((report.title or "", *words))
        assert [(s.role, report.text[s.start : s.end].strip()) for s in divide(report).sections] == [
            ("headline", report.title),
            ("body", "\n\n".join(words)),
        ]
