"""To run the browser that the system brings; in CI it has to be there, elsewhere what needs it is skipped."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
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


def watched(context: BrowserContext, base: str, said: list[str]) -> Page:
    """A page that takes down what it asks of others and what it complains of."""
    page = context.new_page()
    page.on("request", lambda asked: None if asked.url.startswith(base) else said.append(f"asked {asked.url}"))
    page.on("console", lambda told: said.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda wrong: said.append(str(wrong)))
    return page
