"""To test that words of reports are only words in every export: they run nowhere, mark up nothing, leave no folder."""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
from lxml import etree, html

import memcon
from memcon.record.record import Record
from memcon.show.web.dossier import write_dossier
from memcon.show.web.site.write import write_site
from memcon.show.write import WRITERS, export

HARM = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><style>body { display: none }</style>"
    " [here](javascript:alert(1)) {{ 7 * 7 }} ]]> --> \u202e\u009b31m\x1b[31m\x07"
)
FORMULA = '=HYPERLINK("http://example.invalid","x")'
MEETING = "The Norwegian foreign minister met the Peruvian foreign minister in Oslo on 6 May 2003"
REPORTS = [
    {
        "id": "../../../escaped",
        "text": f'{MEETING}. {HARM}\n\n"{HARM}", the Norwegian foreign minister said.',
        "title": f"{FORMULA} {HARM}",
        "outlet": f"@SUM(1) Gazette {HARM}",
        "url": "javascript:alert(1)",
        "published": "2003-05-07",
    },
    {
        "id": "C:\\..\\CON",
        "text": f"{MEETING}.\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:more\r\n---\nadded: yes\n---\n{HARM}",
        "title": "../../escaped\x00/NUL",
        "outlet": FORMULA,
        "url": "data:text/html,<script>alert(1)</script>",
        "published": "2003-05-07",
    },
]
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
RUNS = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)
"""Addresses that run."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of reports whose every field would do harm if it could."""
    place = tmp_path_factory.mktemp("hostile")
    pile = place / "pile.jsonl"
    pile.write_text("".join(json.dumps(one) + "\n" for one in REPORTS), encoding="utf-8")
    record = memcon.build(pile, place / "record")
    assert record.rows("SELECT count(*) FROM claims WHERE kind = 'meeting'") > [(0,)]
    return record


def files(out: Path) -> list[Path]:
    return [out] if out.is_file() else sorted(one for one in out.rglob("*") if one.is_file())


def is_page(text: str) -> None:
    """That a page holds no script, style or attribute of a report's, and no address that runs."""
    tree = html.fromstring(text)
    assert all(one.get("src") and not one.text for one in tree.xpath("//script"))
    assert not tree.xpath("//img[@src='x']")
    assert not any("display: none }" in (one.text or "") for one in tree.xpath("//style"))
    assert not [name for name in tree.xpath("//@*/..") if any(key.startswith("on") for key in name.attrib)]
    assert not [url for url in tree.xpath("//@href | //@src | //@action") if RUNS.match(url)]
    assert not STEERING.search(text)


def is_sheet(text: str, delimiter: str) -> None:
    """That no cell of a sheet is a formula."""
    cells = [cell for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter) for cell in row]
    assert not [cell for cell in cells if re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)", cell)]


def is_workbook(file: Path) -> None:
    """That no cell is a formula or leads to an address that runs."""
    for sheet in openpyxl.load_workbook(file).worksheets:
        for row in sheet.iter_rows():
            assert not [cell.value for cell in row if cell.data_type == "f"]
            assert not [cell for cell in row if cell.hyperlink and RUNS.match(cell.hyperlink.target or "")]


def is_note(text: str) -> None:
    """That Markdown holds no tag, no link that runs, no character that steers and no property of a report's making."""
    head, _, body = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
    assert "\nadded: yes" not in head
    assert not re.search(r"(?<!\\)<(script|img|svg|style)", body)
    assert not re.search(r"(?<!\\)\]\((javascript|data):", body)
    assert not STEERING.search(text)


def is_calendar(file: Path) -> None:
    """That a calendar has no entry of a report's making."""
    read = icalendar.Calendar.from_ical(file.read_bytes())
    assert {str(one["UID"]).partition("@")[0] != "" for one in read.walk("VEVENT")} == {True}
    assert "more" not in {str(one.get("SUMMARY")) for one in read.walk("VEVENT")}
    assert not [one for one in read.walk("VEVENT") if RUNS.match(str(one.get("URL", "")))]


def told(value: Any) -> Iterator[tuple[str, str]]:
    """Every text of a JSON value with the key that it stands under."""
    pairs = (
        value.items() if isinstance(value, dict) else [("", one) for one in value] if isinstance(value, list) else ()
    )
    for key, one in pairs:
        yield from [(key, one)] if isinstance(one, str) else told(one)
        if isinstance(one, list):
            yield from ((key, item) for item in one if isinstance(item, str))


def is_data(text: str) -> None:
    """That what is followed as an address does not run."""
    try:
        values = [json.loads(text)]
    except json.JSONDecodeError:
        values = [json.loads(line) for line in text.splitlines()]
    assert not [
        pair for pair in told(values) if pair[0] in ("id", "source", "sourceUrl", "via") and RUNS.match(pair[1])
    ]


def is_project(file: Path) -> None:
    """That a project for coders is well-formed, its sources lying inside it."""
    with zipfile.ZipFile(file) as held:
        assert not [name for name in held.namelist() if ".." in name or name.startswith("/") or "\\" in name]
        etree.fromstring(held.read("project.qde"))


CHECKS: dict[str, Callable[[Path], None]] = {
    ".html": lambda file: is_page(file.read_text(encoding="utf-8")),
    ".csv": lambda file: is_sheet(file.read_bytes().decode(), ","),
    ".tsv": lambda file: is_sheet(file.read_bytes().decode(), "\t"),
    ".md": lambda file: is_note(file.read_bytes().decode()),
    ".xlsx": is_workbook,
    ".ics": is_calendar,
    ".json": lambda file: is_data(file.read_text(encoding="utf-8")),
    ".jsonl": lambda file: is_data(file.read_text(encoding="utf-8")),
    ".jsonld": lambda file: is_data(file.read_text(encoding="utf-8")),
    ".qdpx": is_project,
}
"""What is held of the files of each ending; tables for programs (Parquet, SQLite) hold the words as they are."""
NAMES = {
    "xlsx": "out.xlsx",
    "ics": "out.ics",
    "qdpx": "out.qdpx",
    "markdown": "out.md",
    "trips": "out.csv",
    "polecat": "out.tsv",
    "plover": "out.jsonl",
    "ftm": "out.jsonl",
    "annotations": "out.jsonld",
    "sqlite": "out.db",
}
"""What an export of one file is called here; others are folders."""


def write(record: Record, form: str, out: Path) -> None:
    """Write an export of any format, the dossier and the site too."""
    if form == "dossier":
        write_dossier(record, out, {})
    elif form == "site":
        write_site(record.path, out, most=100)
    else:
        export(record, form, out)


@pytest.mark.parametrize("form", [*WRITERS, "dossier", "site"])
def test_words_of_reports_are_only_words(hostile: Record, tmp_path: Path, form: str) -> None:
    place = tmp_path / "deep" / "er"
    place.mkdir(parents=True)
    out = place / {**NAMES, "dossier": "out.html"}.get(form, "out")
    write(hostile, form, out)
    assert files(tmp_path) == sorted(files(out)) != []
    for file in files(out):
        assert not re.search(r'[\x00-\x1f\x7f-\x9f\u202a-\u202e<>:"/\\|?*]', file.name), file.name
        if check := CHECKS.get(file.suffix):
            check(file)


def test_cards_of_a_notebook_hold_only_words(hostile: Record) -> None:
    event = hostile.engagement(hostile.rows("SELECT min(event_id) FROM engagements")[0][0])
    for card in (hostile._repr_html_(), event._repr_html_(), *(claim._repr_html_() for claim in event.evidence)):
        is_page(card)
