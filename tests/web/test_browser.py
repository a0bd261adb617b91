"""In a real browser every page stands up: to a reader on a phone, by keyboard, in the dark, without JavaScript."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from chromium import NARROW, faults, launched, watched
from served import Server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for this file."""
    yield from launched()


def kinds_of(server: Server) -> list[str]:
    """The address of one page of each kind, the fullest of its kind."""
    home = json.loads(server.get("/relationship.json").body)
    told = json.loads(server.get("/relationship.json?order=told").body)["events"]
    reports = json.loads(server.get("/run.json").body)["reports"]
    event = json.loads(server.get(f"{told[0]['url']}.json").body)
    most = max(reports, key=lambda report: report["claims"])["url"]
    states = [choice["code"] for choice in sorted(home["choices"], key=lambda choice: -choice["n"])[:2]]
    of_event = [party["url"] for party in event["parties"] if party["url"]][:1]
    places = [place["url"] for place in home["places"]][:1]
    lists = "/promises /disagreements /statements /framing /unread /run /search?q=the /nowhere".split()
    items = json.loads(server.get("/review.json").body)["items"]
    claim = next(one["correct"] for item in items for one in item["tellings"])
    forms = ["/review", "/review?about=unread", "/decisions", claim, f"/correct{told[0]['url']}", f"/correct{most}"]
    lists += forms
    return ["/", f"/relationship/{'-'.join(sorted(states))}", told[0]["url"], most, *of_event, *places, *lists]


def test_every_page_is_sound_wide_and_narrow_in_light_and_dark(browser: Browser, demo: Server) -> None:
    context = browser.new_context()
    said: list[str] = []
    page = watched(context, demo.base, said)
    wrong = {path: found for path in kinds_of(demo) if (found := faults(page, demo.base + path))}
    context.close()
    assert wrong == {}
    assert [one for one in said if "404" not in one] == []


def test_without_javascript_facets_narrow_and_marks_can_be_hidden(browser: Browser, demo: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo.base}/relationship/SUN-USA")
    page.locator("details.facet", has_text="status").locator("summary").click()
    page.locator("details.facet a", has_text="scheduled").click()
    assert page.url.endswith("/relationship/SUN-USA?status=scheduled")
    assert {told.strip() for told in page.locator(".events .status").all_inner_texts()} == {"scheduled"}
    page.goto(demo.base + json.loads(demo.get("/run.json").body)["reports"][0]["url"])
    marks = page.locator(".text a.n.engagement")
    assert marks.first.is_visible()
    page.locator("#show-engagement").uncheck()
    assert not marks.first.is_visible()
    context.close()


def test_the_keyboard_reaches_the_content(browser: Browser, demo: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(demo.base)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    context.close()


def test_a_report_stands_on_its_page_as_it_was_read(browser: Browser, demo: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    for report in json.loads(demo.get("/run.json").body)["reports"]:
        told = json.loads(demo.get(f"{report['url']}.json").body)
        text = "".join(piece["words"] for stretch in told["stretches"] for piece in stretch["pieces"])
        page.goto(demo.base + report["url"])
        assert page.evaluate("document.querySelector('.text').textContent") == text
        painted = page.evaluate("[...document.querySelectorAll('.text mark')].map(one => one.textContent)")
        marked = [piece["words"] for stretch in told["stretches"] for piece in stretch["pieces"] if piece["looks"]]
        assert painted == marked
    context.close()


def test_words_of_reports_run_nothing(browser: Browser, hostile: Server) -> None:
    context = browser.new_context()
    said: list[str] = []
    page = watched(context, hostile.base, said)
    run = json.loads(hostile.get("/run.json").body)
    paths = [
        "/",
        "/statements",
        "/run",
        "/search?q=script",
        "/disagreements",
        "/review",
        *(one["url"] for one in run["reports"]),
    ]
    for path in [*paths, *(one["url"] for one in json.loads(hostile.get("/relationship.json").body)["events"])]:
        page.goto(hostile.base + path)
        assert "memcon" in page.title()
        assert page.locator("h1").is_visible()
        links = page.evaluate("[...document.links].map(one => one.protocol)")
        assert set(links) <= {"http:", "https:"}
    context.close()
    assert said == []


def test_a_long_name_of_a_file_widens_no_page(browser: Browser, hostile: Server) -> None:
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(f"{hostile.base}/run")
    assert page.get_by_text("long_long_").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    context.close()


def test_a_dossier_prints(browser: Browser, demo: Server, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{demo.base}/relationship/SUN-USA")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--agree')") == "#e3efe6"
    assert not page.locator(".top nav").is_visible()
    assert not page.locator(".facets").is_visible()
    printed = page.pdf(path=str(tmp_path / "dossier.pdf"), format="A4")
    assert re.match(rb"%PDF-", printed)
    context.close()
