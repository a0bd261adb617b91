"""To run the browser that the system brings; in CI it has to be there, elsewhere what needs it is skipped."""

import importlib.resources
import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """
    async (only) => (await axe.run({resultTypes: ['violations'], ...only})).violations
        .map(one => one.id + ': ' + one.nodes.map(node => node.html).slice(0, 3).join(' '))
"""
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours; no other finds in the dark what it does not find in the light."""
OPTIONS = ("--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
           " --disable-component-update --disable-sync").split()  # fmt: skip


def path() -> str:
    """Where the browser is."""
    if CHROMIUM is None:
        reason = "no Chromium on the PATH; install the package chromium, or name it in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return CHROMIUM


def launched() -> Iterator[Browser]:
    """A browser, ended when the tests are done with it."""
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=path(), args=OPTIONS)
        yield made
        made.close()


def faults(page: Page, url: str) -> list[str]:
    """What is wrong with a page at both widths, in the light and in the dark: rules of access, scrolling sideways."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    page.goto(url)
    page.evaluate(AXE)
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found += [f"{size['width']} light {fault}" for fault in page.evaluate(RUN_AXE, {})]
        page.emulate_media(color_scheme="dark")
        found += [f"{size['width']} dark {fault}" for fault in page.evaluate(RUN_AXE, CONTRAST)]
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append(f"{size['width']} scrolls sideways")
    return found


def watched(context: BrowserContext, base: str, said: list[str]) -> Page:
    """A page that takes down what it asks of others and what it complains of."""
    page = context.new_page()
    page.on("request", lambda asked: None if asked.url.startswith(base) else said.append(f"asked {asked.url}"))
    page.on("console", lambda told: said.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda wrong: said.append(str(wrong)))
    return page
