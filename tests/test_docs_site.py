"""The docs as a site have every page, ask nothing of others, fit a telephone, and are searched where they lie."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from chromium import AXE, CONTRAST, NARROW, RUN_AXE, launched, watched

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; a link or an anchor that leads nowhere fails it."""
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "docs", place / "docs")
    (place / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    command = [str(Path(sys.executable).with_name("zensical")), "build", "--strict"]
    env = os.environ | {"NO_COLOR": "1"}
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from launched()


def address(site: Path, page: Path) -> Path:
    """The file of a page of the docs."""
    return site / page.relative_to(ROOT / "docs").with_suffix(".html")


def test_it_has_every_page_and_asks_nothing_of_others(site: Path) -> None:
    for page in PAGES:
        html = address(site, page).read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:link|script|img)\b[^>]*\b(?:href|src)=([^ >]+)", html)
        assert [one for one in loaded if "//" in one] == [], page
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [str(page) for page in PAGES if str(page.relative_to(ROOT / "docs")) not in menu] == []


def test_no_page_is_wider_than_a_telephone(site: Path, browser: Browser) -> None:
    said: list[str] = []
    with browser.new_context(viewport=NARROW, java_script_enabled=False) as context:
        page = watched(context, site.as_uri(), said)
        for one in PAGES:
            page.goto(address(site, one).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], one
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(
    site: Path, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    said: list[str] = []
    with browser.new_context(color_scheme=scheme) as context:
        page = watched(context, site.as_uri(), said)
        for name in ("notebook", "tutorial"):
            page.goto((site / f"{name}.html").as_uri())
            page.evaluate(AXE)
            assert page.evaluate(RUN_AXE, CONTRAST) == []
    assert said == []


def test_it_is_searched_when_opened_from_disk(site: Path, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / "how-to" / "cite.html").as_uri())
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("neutralised")
        found = page.get_by_role("option").filter(has_text="Cells that a spreadsheet would run")
        expect(found).to_be_visible()
        found.click()
        expect(page).to_have_url(re.compile(r"/how-to/other-tools\.html#spreadsheets"))
