"""In a real browser a person corrects, joins, parts and takes back; what was decided outlives a build of everything."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import faults, launched, watched
from memcon.record.decisions import read_decisions
from memcon.show.made import sample
from memcon.show.make import Work, make_record
from served import Server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for this file; a decision may take long where the machine has much to do."""
    expect.set_options(timeout=90_000)
    yield from launched()
    expect.set_options(timeout=5_000)


def data(server: Server, path: str) -> Any:
    return json.loads(server.get(path).body)


def open_item(page: Page, server: Server, about: str) -> Any:
    """Open the queue of one kind, with its first item in focus; what the item says."""
    asked = about.replace(" ", "+").replace("?", "%3F")
    page.goto(f"{server.base}/review?about={asked}")
    page.keyboard.press("j")
    item = data(server, f"/review.json?about={asked}")["items"][0]
    assert page.evaluate("document.activeElement.id") == item["id"]
    return item


def reason(page: Page, words: str) -> None:
    """Give the reason that a key asked for."""
    assert page.evaluate("document.activeElement.name") == "why"
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text(words)


def test_a_session_of_review(browser: Browser, own: Server) -> None:
    context = browser.new_context()
    context.set_default_timeout(90_000)
    said: list[str] = []
    page = watched(context, own.base, said)
    page.goto(f"{own.base}/review")
    page.get_by_label("You decide as").fill("Ana Ruiz")
    page.get_by_role("button", name="Keep").click()
    days = _corrects_a_day(page, own)
    joined = _joins_two_events(page, own)
    _parts_one_and_takes_it_back(page, own, joined)
    assert {one.by for one in read_decisions(own.record)} == {"Ana Ruiz"}
    make_record(sample(), own.record, Work())
    page.goto(f"{own.base}{days['url']}")
    expect(page.locator("#content")).to_contain_text("14 March 1986")
    assert len(data(own, f"{joined['url']}.json")["grid"]["columns"]) == joined["columns"]
    wrong = {path: found for path in ("/decisions", "/run/diff") if (found := faults(page, own.base + path))}
    context.close()
    assert wrong == {}
    assert said == []


def _corrects_a_day(page: Page, own: Server) -> dict[str, Any]:
    """The day of the first telling of the first item, by key and form; the page of its report."""
    item = open_item(page, own, "weak rule")
    page.keyboard.press("c")
    page.wait_for_url("**/correct/claim/**")
    page.get_by_label("from").fill("1986-03-14")
    page.get_by_label("to", exact=True).fill("1986-03-14")
    page.locator("#why-set").fill("the paper of that week says so")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.locator(".done")).to_contain_text("set when to 14 March 1986")
    assert page.url.startswith(own.base + item["tellings"][0]["url"].partition("#")[0])
    return {"url": page.locator(".done li a").first.get_attribute("href")}


def _joins_two_events(page: Page, own: Server) -> dict[str, Any]:
    """Two events of the queue, by keys; the page of the one they are, and how many reports tell of it."""
    item = next(one for one in data(own, "/review.json?about=one+event%3F")["items"] if len(one["events"]) == 2)
    page.goto(f"{own.base}/review?about=one+event%3F#{item['id']}")
    assert page.evaluate("document.activeElement.id") == item["id"]
    page.keyboard.press("m")
    reason(page, "one and the same day")
    expect(page.locator(".done")).to_contain_text("joined events")
    homes = {claim_home(own, one["claim_id"]) for one in item["tellings"]}
    assert len(homes) == 1
    url = homes.pop()
    return {"url": url, "columns": len(data(own, f"{url}.json")["grid"]["columns"]), "claims": item["tellings"]}


def claim_home(server: Server, claim: str) -> str:
    """The page of the event that a claim tells of."""
    return str(data(server, f"/correct/claim/{claim}.json")["event"]["url"])


def _parts_one_and_takes_it_back(page: Page, own: Server, joined: dict[str, Any]) -> None:
    """A telling leaves its event by a ticked box, and comes back by a key."""
    claim = joined["claims"][1]["claim_id"]
    page.goto(f"{own.base}/correct{joined['url']}")
    page.locator(f'input[value="{claim}"]').check()
    page.locator("#why-split").fill("that was the day after")
    page.get_by_role("button", name="Part those ticked").click()
    expect(page.locator(".done")).to_contain_text("parted from its event")
    assert claim_home(own, claim) != claim_home(own, joined["claims"][0]["claim_id"])
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".done")).to_contain_text("took back")
    assert claim_home(own, claim) == claim_home(own, joined["claims"][0]["claim_id"])


def test_without_javascript_the_review_works_by_plain_forms(browser: Browser, own: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own.base}/review?about=weak+rule")
    item = page.locator(".item").first
    name = item.get_attribute("id")
    item.get_by_role("button", name="Accept").click()
    while page.locator("[data-wait]").count():
        page.locator("[data-wait]").click()
    expect(page.locator(".done")).to_contain_text("accepted as it stands")
    assert page.locator(f"#{name}").count() == 0
    context.close()
