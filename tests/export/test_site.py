"""A site is what the server shows, as files: every link leads to one, nothing is asked of anybody else."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import Browser

from chromium import launched, watched
from memcon.record.record import Record
from memcon.show.web.site.links import relinked
from memcon.show.web.site.plan import Known, Plan
from memcon.show.web.site.write import write_site
from memcon.show.write import export
from served import Links, links_of

FEW = 4


@pytest.fixture(scope="session")
def site(sample: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample's record."""
    out = tmp_path_factory.mktemp("site") / "out"
    write_site(sample.path, out, most=1000)
    return out


@pytest.fixture(scope="session")
def small(sample: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the things told most."""
    out = tmp_path_factory.mktemp("small") / "out"
    write_site(sample.path, out, most=FEW)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for this file."""
    yield from launched()


def pages(folder: Path) -> dict[Path, Links]:
    """The links of each page."""
    return {page.resolve(): links_of(page.read_text(encoding="utf-8")) for page in folder.rglob("*.html")}


def broken(folder: Path) -> list[str]:
    """Links that lead to no file of the site, or to no place on its page."""
    found = pages(folder)
    wrong = []
    for page, told in found.items():
        assert len(told.ids) == len(set(told.ids)), page
        for link in told.links:
            path, _, anchor = link.partition("#")
            there = (page.parent / unquote(path)).resolve() if path else page
            if link.startswith("https://"):
                continue
            if not there.is_file() or (anchor and there in found and unquote(anchor) not in found[there].ids):
                wrong.append(f"{page.name}: {link}")
    return wrong


def test_every_link_leads_to_a_file_and_a_place_on_it(site: Path, small: Path) -> None:
    assert broken(site) == []
    assert broken(small) == []


def test_everything_told_has_a_page(sample: Record, site: Path) -> None:
    there = {kind: len(list((site / kind).glob("*.html"))) for kind in ("event", "report", "person", "state")}
    of_kind = dict(sample.rows("SELECT kind, count(*) FROM actors GROUP BY kind"))
    events = sample.rows("SELECT count(*) FROM happenings WHERE family <> 'statement'")[0][0]
    assert (there["event"], there["report"]) == (events, len(sample.reports))
    assert (there["person"], there["state"]) == (of_kind["person"], of_kind["state"])


def test_a_report_stands_there_as_it_was_read(sample: Record, site: Path) -> None:
    for key, text in sample.rows("SELECT report_id, text FROM reports"):
        tree = html.fromstring((site / "report" / f"{key}.html").read_bytes())
        assert tree.xpath("string(//article)") == text


def test_a_bounded_site_says_what_has_no_page(small: Path) -> None:
    assert len(list((small / "event").glob("*.html"))) == FEW
    home = html.fromstring((small / "index.html").read_bytes())
    assert f"the {FEW} told most have a page" in home.xpath("string(//footer)")
    rows = home.xpath("//table[contains(@class, 'events')]//td[@class='what']/a")
    assert 0 < len([one for one in rows if one.get("href")]) <= FEW < len(rows)


def test_it_opens_from_disk_and_asks_nobody(browser: Browser, site: Path) -> None:
    said: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = watched(context, site.as_uri(), said)
    for one in ["index", "relationship/SUN-USA", "run", "promises", "statements", "framing", "disagreements", "unread"]:
        page.goto((site / f"{one}.html").as_uri())
        assert page.locator("h1").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).borderBottomStyle") == "solid"
    page.goto((site / "index.html").as_uri())
    page.locator(".events a").first.click()
    page.locator(".facts thead a").first.click()
    assert "/report/" in page.url
    assert page.locator("article mark").count() > 0
    context.close()
    assert said == []


def test_its_search_finds_names_whatever_their_accents(browser: Browser, site: Path) -> None:
    said: list[str] = []
    context = browser.new_context()
    page = watched(context, site.as_uri(), said)
    page.goto((site / "promises.html").as_uri())
    page.locator(".find input").fill("Finnbogadóttir VIGDÍS")
    page.locator(".find button").click()
    page.locator(".found a").first.click()
    assert page.locator("h1").inner_text() == "Vigdis Finnbogadottir"
    page.goto((site / "search.html").as_uri() + "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    assert "Nothing has “<img src=x onerror=alert(1)>”" in page.locator(".sum").inner_text()
    context.close()
    assert said == []


def test_without_javascript_there_is_no_search(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "search.html").as_uri())
    assert not page.locator(".find").is_visible()
    assert not page.locator(".seek").is_visible()
    assert page.locator("noscript a").first.is_visible()
    context.close()


def test_only_a_site_is_replaced_and_only_as_it_was_written(sample: Record, small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_site(sample.path, out, most=FEW)
    assert {one.name: one.read_bytes() for one in out.rglob("*.html")} == {
        one.name: one.read_bytes() for one in small.rglob("*.html")
    }
    write_site(sample.path, out, most=1)
    assert len(list((out / "event").glob("*.html"))) == 1
    (out / "event" / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match=r"event/mine\.txt, which the export did not write"):
        write_site(sample.path, out, most=1)
    export(sample, "csv", tmp_path / "tables")
    with pytest.raises(FileExistsError, match="a folder of other things"):
        write_site(sample.path, tmp_path / "tables", most=1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "tables"]


NAMED = {
    "/person/con": "person/con_",
    "/person/a%20b:SUN": "person/a-b-SUN_",
    "/person/Ann": "person/Ann.html",
    "/person/ann": "person/ann_",
    "/statements?speaker=A.+B%2FC&page=2": "statements/all.speaker-A.-B-C.page-2_",
    "/relationship?year=1987": "relationship/all.year-1987.html",
    "/relationship": "index.html",
    "/search": "search.html",
}


def test_file_names_suit_every_file_system() -> None:
    known = Known({"actor": frozenset(name for name in NAMED if name.startswith("/person"))}, {})
    plan = Plan(known, 9)
    found = {address: plan.file(address) for address in NAMED}
    assert {address: name[: len(NAMED[address])] for address, name in found.items()} == NAMED
    assert len({name.lower() for name in found.values()}) == len(NAMED)


@pytest.mark.parametrize(
    "address",
    ["/person/nobody", "/relationship?status=happened", "/promises?state=open&kind=loan", "/promises?page=201", "/x"],
)
def test_what_needs_a_server_has_no_file(address: str) -> None:
    assert Plan(Known({"actor": frozenset()}, {}), 9).file(address) == ""


def test_links_are_relative_and_words_stay_as_they_are() -> None:
    page = '<a href="/event/1?a=1&amp;b=2#c">x</a><a href="#d">y</a> &#34; href="https://x" href=&#34;/event/2&#34;'
    told = relinked(page, "report/1.html", lambda address: "event/1 é.html" if address == "/event/1?a=1&b=2" else "")
    assert told == page.replace("/event/1?a=1&amp;b=2#c", "../event/1%20%C3%A9.html#c")
