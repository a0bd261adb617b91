"""To run the docs: commands print what the pages show, and the reference names what there is."""

import json
import re
from pathlib import Path

import duckdb
import pytest

from docs_run import PAGES, RUN, blocks, differences, made, prepare, shown
from kinds_page import PAGE as KINDS
from kinds_page import page as kinds_page
from memcon.dates.clues import CLUES
from memcon.engines import ENGINES
from memcon.read import READERS
from memcon.record.extract import VIEWS
from memcon.record.record import open_record
from memcon.record.rows import ROWS
from memcon.show.web.api.feed import FEEDS
from memcon.show.web.app import PAGES as WEB
from memcon.show.write import WRITERS
from reference_pages import PAGES as WRITTEN
from reference_pages import written

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
EXTENDED = {"READERS": READERS, "CLUES": CLUES, "WRITERS": WRITERS, "ENGINES": ENGINES, "PAGES": WEB}


def named(page: str, head: str) -> list[str]:
    """The words in code in the first column of a page's table, by the head of that column."""
    _, _, text = (REFERENCE / page).read_text(encoding="utf-8").partition(f"| {head} |")
    rows = re.findall(r"^\| (`[^|]*) \|", text.partition("\n\n")[0], re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("docs") / "ready")


@pytest.fixture(scope="module")
def record(ready: Path) -> Path:
    return ready / "record"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_print_what_is_shown(page: Path, ready: Path, tmp_path: Path) -> None:
    wrong = [
        f"$ {one.command}\n" + "\n".join(printed[:40])
        for one, printed in differences(page, prepare(tmp_path / "folder", ready))
    ]
    assert wrong == [], "run python eval/docs_run.py --write, and read what it has written"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_is_run_or_says_why_not(page: Path) -> None:
    for block in blocks(page):
        runs = block.language == "python" or (block.language == "console" and list(shown(block.body)))
        assert block.language not in RUN or runs or block.about, block.body


def test_there_are_pages_for_what_people_ask() -> None:
    assert len(PAGES) == 10
    assert sum(len(list(shown(block.body))) for page in PAGES for block in blocks(page) if not block.asks) > 30


@pytest.mark.parametrize("page", WRITTEN)
def test_what_the_reference_takes_from_the_code_is_as_the_code_has_it(page: str) -> None:
    assert (REFERENCE / page).read_text(encoding="utf-8") == written(page), "run python eval/reference_pages.py"


def test_every_table_and_column_is_documented(record: Path) -> None:
    told = (REFERENCE / "record.md").read_text(encoding="utf-8").partition("\n## Tables\n")[2]
    tables = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^#|\Z)", told, re.MULTILINE | re.DOTALL))
    assert list(tables) == list(ROWS)
    db = open_record(record)
    for table, body in tables.items():
        rows = re.findall(r"^\| `(\w+)` \| ([A-Z]+(?:\[\])?) \| .{3}", body, re.MULTILINE)
        assert rows == [row[:2] for row in db.rows(f"DESCRIBE {table}")], table


def test_addresses_of_pages_are_there() -> None:
    there = {path.split("/")[1] for path in (*WEB, *FEEDS)} | {"", "person", "state", "body", "place"}
    told = [name.split("?")[0] for name in named("web.md", "address")]
    assert len(told) > 20
    assert [path for path in told if path.split("/")[1] not in there] == []


def test_views_are_those_documented(record: Path) -> None:
    told = (REFERENCE / "views.md").read_text(encoding="utf-8")
    assert [view for view in VIEWS if f"`{view}`" not in told] == []
    db = open_record(record)
    for view in named("views.md", "view"):
        try:
            db.rows(f"SELECT * FROM {view} LIMIT 0")
        except duckdb.Error as wrong:
            raise AssertionError(f"docs/reference/views.md names {view}") from wrong


def test_formats_are_those_documented() -> None:
    assert set(named("exports.md", "format")) == set(WRITERS)


def test_kinds_are_those_known() -> None:
    assert KINDS.read_text(encoding="utf-8") == kinds_page(), "run python eval/kinds_page.py"


def test_pages_are_those_documented() -> None:
    told = "".join((REFERENCE / page).read_text(encoding="utf-8") for page in ("web.md", "api.md"))
    first = {re.sub(r"/\{.*", "", path) for path in (*WEB, *FEEDS, "/openapi.json")}
    assert [path for path in sorted(first) if path and path not in told] == []


def test_extension_points_are_those_documented() -> None:
    page = (ROOT / "docs" / "how-to" / "add-a-format.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([A-Z]+)` \| `([^`]+)` \|", page, re.MULTILINE))
    assert rows.keys() == EXTENDED.keys()
    for name, file in rows.items():
        assert re.search(rf"^{name}: ", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), name
        assert EXTENDED[name]


def test_accuracy_is_told_as_it_is_kept() -> None:
    page = (ROOT / "docs" / "explain" / "accuracy.md").read_text(encoding="utf-8")
    floors = json.loads((ROOT / "eval" / "floors.json").read_text(encoding="utf-8"))["floors"]
    rows = re.findall(r"\| ([\d.]+) \| `([\w.]+)` \|", page)
    assert len(rows) > 8
    assert [(name, told) for told, name in rows if float(told) > floors[name]] == []
