"""To test that a saved page becomes its headline, deck and article, and that what is around them stays outside."""

from datetime import date
from pathlib import Path

import pytest
from trafilatura import load_html

from memcon.limits import USUAL
from memcon.model import Report
from memcon.read import read
from memcon.read.published import published
from memcon.text.divide import divide

TITLE = "Norway and Peru agree on a fisheries council"
DECK = "The two foreign ministers met in Oslo for a morning and left with a council, a calendar and no quarrel."
STORY = (
    "OSLO, March 3 - The foreign ministers of Norway and Peru met in Oslo on Tuesday and agreed to set up a council on"
    " fisheries, the Norwegian ministry said.",
    "The council is to sit twice a year, first in Lima in October, and will hear boat owners of both countries before"
    " quotas are set.",
    "“We have argued about anchovies for eleven years,” the Norwegian minister told reporters after the talks. “From"
    " today we argue in one room.”",
    "The Peruvian minister, who arrived on Monday, was received by the king and is due to fly to Helsinki on Thursday"
    " for talks with her Finnish colleague.",
    "Trade between the two countries has doubled since 2003, most of it fish meal, and both sides called the figure a"
    " beginning rather than an end.",
)
FURNITURE = "Zebra"
"""A word that stands in every piece of furniture below and nowhere in the story."""


def paragraphs(*between: str) -> str:
    """The story's paragraphs, with pieces of furniture after the first, the second …"""
    pieces = [*between, *[""] * (len(STORY) - len(between))]
    return "\n".join(f"<p>{text}</p>{piece}" for text, piece in zip(STORY, pieces, strict=True))


def document(body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{TITLE} | The Harbour Gazette</title>"
        f"<meta property='og:title' content='{TITLE}'><meta property='og:site_name' content='The Harbour Gazette'>"
        f"<meta property='article:published_time' content='2009-03-03T14:05:00Z'>{head}</head>"
        f"<body>{body}</body></html>"
    )


ELSEWHERE = (
    "Zebra numbers in the northern parks have risen for the third year in a row, the wildlife service said on Friday,"
    " and the minister for parks, who counted some of them herself, called the figures a relief."
)
LINKS = "".join(
    f"<li><a href='/story/{n}'>Zebra story number {n} with a headline of its own</a></li>" for n in range(6)
)
STYLES = {
    "plain": f"<h1>{TITLE}</h1>{paragraphs()}",
    "menus": f"<header><nav><ul>{LINKS}</ul></nav></header><main><h1>{TITLE}</h1>{paragraphs()}</main>"
    f"<aside><h2>Zebra corner</h2><ul>{LINKS}</ul></aside><footer><p>© Zebra Media, all rights reserved.</p></footer>",
    "teasers between paragraphs": f"<article><h1>{TITLE}</h1>"
    + paragraphs(
        "<div class='related-stories'><h3>Related</h3><p><a href='/z'>Zebra crossing closed until May</a></p></div>",
        f"<div class='infinite-scroll teaser'><p>{ELSEWHERE}</p></div>",
    )
    + "</article>",
    "gallery with captions": f"<article><h1>{TITLE}</h1><figure><img src='a.jpg'><figcaption>The ministers beside a"
    " zebra. Zebra Photo Agency</figcaption></figure>"
    + paragraphs(f"<div class='gallery'><p class='caption'>{ELSEWHERE}</p></div>")
    + "</article>",
    "paywall": f"<article><h1>{TITLE}</h1>{paragraphs()}<div id='paywall'><p>{ELSEWHERE} Subscribe"
    " now and read on.</p></div></article>",
    "comments": f"<article><h1>{TITLE}</h1>{paragraphs()}</article><section id='comments'><h3>3 comments</h3>"
    + "".join(f"<div class='comment'><p>Zebra fan {n} says: {ELSEWHERE}</p></div>" for n in range(3))
    + "</section>",
    "cookie banner": f"<div id='cookie-consent'><p>{ELSEWHERE} It stores information on your device.</p>"
    f"<button>Accept Zebra</button></div><article><h1>{TITLE}</h1>{paragraphs()}</article>",
    "print view": f"<table><tr><td><h1>{TITLE}</h1><hr>{paragraphs()}</td></tr></table>"
    "<form><button>Print Zebra</button></form>",
    "amp": f"<main><h1>{TITLE}</h1><div class='amp-ad'>Zebra savings bank</div>{paragraphs()}</main>"
    f"<div class='recommended'><ul>{LINKS}</ul></div>",
    "line breaks": f"<h1>{TITLE}</h1><div class='story'>{'<br><br>'.join(STORY)}</div>"
    f"<div class='most-read'><ol>{LINKS}</ol></div>",
    "boxes in the story": f"<article><h1>{TITLE}</h1>"
    + paragraphs(
        f"<div class='read-more-box'><p>{ELSEWHERE}</p></div>",
        f"<div class='video-player'><p>{ELSEWHERE}</p></div>",
        "<table class='infobox'><tr><td>Zebras</td><td>12</td></tr></table>",
        f"<div class='donate'><p>{ELSEWHERE} Support our journalism.</p></div>",
    )
    + "</article>",
    "live blog": f"<article><h1>{TITLE}</h1>{paragraphs()}</article>"
    f"<div class='liveblog-promo'><p>{ELSEWHERE}</p></div>"
    f"<div id='next-up'><h2>Next</h2><p>{ELSEWHERE}</p><p>{ELSEWHERE}</p></div>",
    "wire ticker": f"<div id='trending'><p>{ELSEWHERE}</p></div><pre>ZEBRA 0912</pre><article><h1>{TITLE}</h1>"
    f"{paragraphs()}</article><div class='tags'><a href='/t/1'>Zebra</a> <a href='/t/2'>Zebras</a></div>",
    "sharing and newsletter": f"<article><h1>{TITLE}</h1><div class='share-bar'><p>Share Zebra by mail</p></div>"
    + paragraphs(f"<div class='newsletter-box'><p>{ELSEWHERE} Sign up.</p></div>")
    + f"<ul>{LINKS}</ul></article>",
}


def saved(folder: Path, markup: str | bytes, name: str = "page.html") -> Report:
    file = folder / name
    file.write_bytes(markup.encode() if isinstance(markup, str) else markup)
    (report,) = read([file])
    return report


def test_what_a_name_alone_does_not_tell_is_marked_as_furniture(tmp_path: Path) -> None:
    pointer = "<p><strong>READ MORE: <a href='/z'>Zebra crossing in the harbour closed until May</a></strong></p>"
    page = divide(
        saved(tmp_path, document(f"<article><h1>{TITLE}</h1>{paragraphs(pointer)}<p>© Zebra Media</p></article>"))
    )
    roles = {s.role for s in page.sections if FURNITURE.lower() in page.report.text[s.start : s.end].lower()}
    assert roles == {"furniture"}
    assert page.sections[0].role == "headline"


def test_a_story_in_a_box_with_such_a_name_is_kept(tmp_path: Path) -> None:
    report = saved(
        tmp_path, document(f"<div class='video-story subscription-free read-more'><h1>{TITLE}</h1>{paragraphs()}</div>")
    )
    assert [text for text in STORY if text not in one_line(report.text)] == []


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("style", STYLES)
def test_a_page_becomes_its_headline_and_story_alone(tmp_path: Path, style: str) -> None:
    report = saved(tmp_path, document(STYLES[style]))
    assert (report.outcome, report.problem) == ("coded", None)
    assert report.text.startswith(f"{TITLE}\n\n")
    assert [text for text in STORY if text not in one_line(report.text)] == []
    assert FURNITURE.lower() not in report.text.lower()


def test_what_a_page_says_of_itself_is_metadata(tmp_path: Path) -> None:
    head = "<link rel='canonical' href='https://gazette.example/world/fisheries'>"
    report = saved(tmp_path, document(STYLES["plain"], head))
    assert (report.title, report.outlet, report.outlet_basis) == (TITLE, "The Harbour Gazette", "given")
    assert report.url == "https://gazette.example/world/fisheries"
    day = report.published
    assert (day.first, day.last, day.basis) == (date(2009, 3, 3), date(2009, 3, 3), "given")


def test_what_stands_beside_a_page_outdoes_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.meta.json").write_text('{"outlet": "Reprint Weekly", "published": "2009-03-05"}')
    report = saved(tmp_path, document(STYLES["plain"]))
    assert (report.outlet, report.title) == ("Reprint Weekly", TITLE)
    assert report.published.first == report.published.last == date(2009, 3, 5)


def test_the_deck_that_the_description_repeats_is_kept(tmp_path: Path) -> None:
    page = f"<h1>{TITLE}</h1><div class='lead'><p>{DECK}</p></div><div class='text'>{paragraphs()}</div>"
    report = saved(tmp_path, document(page, f'<meta name="description" content="{DECK}">'))
    assert report.text.count(DECK) == 1
    assert report.text.index(TITLE) < report.text.index(DECK) < report.text.index(STORY[0])


def test_a_description_that_the_page_does_not_show_is_no_text(tmp_path: Path) -> None:
    report = saved(tmp_path, document(STYLES["plain"], f'<meta name="description" content="{DECK}">'))
    assert DECK not in report.text


def test_a_name_in_a_link_stays_in_its_sentence(tmp_path: Path) -> None:
    page = STYLES["plain"].replace("the king", "<a class='person tag' href='/p/1'>the king</a>")
    assert STORY[3] in one_line(saved(tmp_path, document(page)).text)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("cp1252", "iso-8859-1"), ("utf-8", "iso-8859-1"), ("utf-16", "utf-16"), ("cp1250", "x-odd")],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(tmp_path: Path, encoding: str, declared: str) -> None:
    page = document(STYLES["plain"]).replace("charset='utf-8'", f"charset='{declared}'")
    assert one_line(STORY[2]) in one_line(saved(tmp_path, page.encode(encoding)).text)


STATED = "<meta property='article:published_time' content='2009-03-03T14:05:00Z'>"
SHOWN = "<p class='date'>Published {} 2009</p>"
OTHER = "<p>Fishing has been regulated since 4 May 2001.</p>"


@pytest.mark.parametrize(
    ("page", "url", "first", "last", "says"),
    [
        (f"<head>{STATED}</head><body>{OTHER}</body>", None, date(2009, 3, 3), date(2009, 3, 3), None),
        (f"<body>{SHOWN.format('3 March')}{OTHER}</body>", None, date(2009, 3, 3), date(2009, 3, 3), None),
        (f"<body>{OTHER}</body>", "https://gazette.example/2009/03/03/a", date(2009, 3, 3), date(2009, 3, 3), None),
        (
            f"<head>{STATED}</head><body>{SHOWN.format('20 February')}{OTHER}</body>",
            None,
            date(2009, 2, 20),
            date(2009, 3, 3),
            "two days of publication, 2009-03-03 and 2009-02-20",
        ),
        (f"<body>{OTHER}</body>", None, None, None, "names 2001-05-04 but not as its day of publication"),
        ("<body><p>Nobody says when.</p></body>", None, None, None, None),
    ],
)
def test_a_page_s_day_is_an_interval_that_holds_all_days_it_gives(
    page: str, url: str | None, first: date | None, last: date | None, says: str | None
) -> None:
    when, doubt = published(load_html(f"<html>{page}</html>"), url)
    assert (when.first, when.last, when.basis) == (first, last, "given" if first else "none")
    assert (says is None) == (doubt is None)
    assert (says or "") in (doubt or "")


@pytest.mark.parametrize(
    ("name", "markup", "outcome", "says"),
    [
        ("empty.html", "", "failed", "empty.html: is in no encoding"),
        ("nul.html", b"<html>\0\0\0</html>", "failed", "in no encoding"),
        ("menu.html", f"<html><body><ul>{LINKS}</ul></body></html>", "failed", "no article that stands out"),
        ("deep.html", "<div>" * 100_000 + "x", "failed", "no article that stands out"),
        ("large.html", " " * (USUAL.page + 1), "skipped", "too large"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, markup: str | bytes, outcome: str, says: str
) -> None:
    report = saved(tmp_path, markup, name)
    assert (report.outcome, report.text, report.path) == (outcome, "", str(tmp_path / name))
    assert says in (report.problem or "")


def test_a_page_is_read_whatever_its_linked_data_are(tmp_path: Path) -> None:
    data = f"<script type='application/ld+json'>{'[' * 100_000}</script>"
    report = saved(tmp_path, document(STYLES["plain"], data))
    assert (report.outcome, report.outlet) == ("coded", "The Harbour Gazette")
    assert STORY[0] in one_line(report.text)


def test_a_page_that_the_extractor_fails_on_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AttributeError("a bug")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    report = saved(tmp_path, document(STYLES["plain"]))
    assert (report.outcome, report.text) == ("failed", "")
    assert "holds markup that cannot be read (AttributeError)" in (report.problem or "")


def test_entities_of_a_page_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the combination is 4711")
    bomb = "<!DOCTYPE html [<!ENTITY a 'boom'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY s SYSTEM 'secret.txt'>]>"
    page = bomb + document(STYLES["plain"].replace("</h1>", "</h1><p>&b;&b; and &s; are what the page asks for.</p>"))
    report = next(iter(read([tmp_path / "secret.txt"])))
    assert "4711" in report.text
    assert "4711" not in saved(tmp_path, page).text
