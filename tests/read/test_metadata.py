"""To test what pages, feeds and lines say of themselves: authors, address, the day of any year, when fetched."""

import json
from datetime import date
from pathlib import Path

import pytest
from trafilatura import load_html

from memcon.model import Report
from memcon.read import read
from memcon.read.about import about
from memcon.read.published import published
from memcon.read.stated import stated

STORY = (
    "OSLO - The foreign ministers of Norway and Peru met in Oslo and agreed to set up a council on fisheries, which is"
    " to sit twice a year and will hear boat owners of both countries before quotas are set."
)


def linked(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


LINE = "line above the story"
NESTED = {"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "1988-06-02T09:00:00Z"}]}
STATED = [
    ("a tag of an old page", "<meta name='DC.date.issued' content='1987-12-08'>", ("meta tag", "1987-12-08")),
    ("digits alone", "<meta name='pubdate' content='19910817'>", ("meta tag", "1991-08-17")),
    ("linked data in a graph", linked(NESTED), ("linked data", "1988-06-02")),
    ("a null day", linked({"datePublished": "1970-01-01"}), None),
    ("no day of any calendar", "<meta name='date' content='1989-02-31'>", None),
    ("a marked time", "<time itemprop='datePublished' datetime='1989-05-15'>x</time>", ("time element", "1989-05-15")),
    ("a time of something else", "<time datetime='1989-05-15'>x</time>", None),
    ("no JSON", "<script type='application/ld+json'>{'datePublished'</script>", None),
    ("nested without end", f"<script type='application/ld+json'>{'[' * 100_000}</script>", None),
    ("a line", "<h1>T</h1><p>Posted on <a href='/x'>November 9, 1989</a> by Ana</p>", (LINE, "1989-11-09")),
    ("a line, day first", "<h1>T</h1><span>Thursday, 3 Sept. 1992, 14:05</span>", (LINE, "1992-09-03")),
    ("a day in a sentence", "<h1>T</h1><p>On 3 September 1992 the ministers met in Oslo.</p>", None),
    ("a day above the heading", "<p>3 September 1992</p><h1>T</h1>", None),
    ("a day below the story", f"<h1>T</h1><p>{STORY}</p><p>3 September 1992</p>", None),
    ("no month", "<h1>T</h1><p>3 Zebra 1992</p>", None),
]  # fmt: skip


@pytest.mark.parametrize(("new", "page", "found"), STATED, ids=[row[0] for row in STATED])
def test_the_day_that_a_page_states_is_read_whatever_its_year(
    new: str, page: str, found: tuple[str, str] | None
) -> None:
    assert stated(load_html(f"<html><body>{page}<p>{STORY}</p></body></html>")) == found, new


def test_days_of_three_kinds_that_differ_are_all_held_open() -> None:
    page = "<head><meta property='article:modified_time' content='2009-03-05'></head>"
    body = f"<h1>T</h1><p>Published 2 March 2009</p><p>{STORY}</p>"
    when, doubt = published(load_html(f"<html>{page}<body>{body}</body></html>"), "https://x.example/2009/03/03/a.html")
    assert (when.first, when.last) == (date(2009, 3, 2), date(2009, 3, 3))
    assert "2009-03-03 and 2009-03-02; both are held open" in (doubt or "")
    assert {clue.rule for clue in when.clues} == {"metadata", LINE}


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("<meta name='author' content='Ana Díaz'>", "Ana Díaz"),
        (linked({"@context": "https://schema.org", "@type": "Article",
                 "author": [{"name": "Ana Díaz"}, {"name": "Jon Berg"}]}),
         "Ana Díaz; Jon Berg"),
        ("<p>by <a rel='author' href='/a'>Ana Díaz</a></p>", "Ana Díaz"),
        ("<p>by somebody</p>", None),
    ],
)  # fmt: skip
def test_who_signs_a_page_is_its_author(head: str, author: str | None) -> None:
    assert (
        about(load_html(f"<html><head><title>T</title>{head}</head><body><p>{STORY}</p></body></html>")).author
        == author
    )


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("<link rel='canonical' href='https://x.example/a'>", "https://x.example/a"),
        ("<link rel='canonical' href='javascript:x'>", "https://x.example/a?utm_source=feed"),
        ("", "https://x.example/a?utm_source=feed"),
    ],
)
def test_the_canonical_address_comes_first(canonical: str, url: str) -> None:
    shared = "<meta property='og:url' content='https://x.example/a?utm_source=feed'>"
    assert about(load_html(f"<html><head>{shared}{canonical}</head><body><p>{STORY}</p></body></html>")).url == url


def one(folder: Path, name: str, content: str) -> Report:
    (folder / name).write_text(content)
    (report,) = read([folder / name])
    return report


FEED = (
    "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>G</title><item><title>Oslo</title>"
    "<description>{}</description>{}</item></channel></rss>"
)


@pytest.mark.parametrize(
    ("name", "content", "author"),
    [
        ("a.rss", FEED.format(STORY, "<dc:creator>Ana Díaz</dc:creator>"), "Ana Díaz"),
        ("a.rss", FEED.format(STORY, "<author>desk@x.example (Ana Díaz)</author>"), "Ana Díaz"),
        ("a.atom", f"<feed><entry><title>Oslo</title><summary>{STORY}</summary><author><name>Ana Díaz</name>"
         "<email>a@x.example</email></author></entry></feed>", "Ana Díaz"),
        ("a.jsonl", json.dumps({"text": STORY, "author": " Ana  Díaz "}), "Ana Díaz"),
        ("a.jsonl", json.dumps({"text": STORY, "authors": ["Ana Díaz", "", "Jon Berg"]}), "Ana Díaz; Jon Berg"),
        ("a.jsonl", json.dumps({"text": STORY, "author": {"id": 7}}), None),
    ],
)  # fmt: skip
def test_feeds_and_lines_name_authors(tmp_path: Path, name: str, content: str, author: str | None) -> None:
    report = one(tmp_path, name, content)
    assert (report.outcome, report.author) == ("coded", author)


@pytest.mark.parametrize(
    ("fetched", "last"),
    [
        ("2020-01-01T08:00:00Z", date(2020, 1, 1)),
        ("2020-01-01T20:00:00Z", date(2020, 1, 2)),  # it is tomorrow in the east already
        ("2020-01-01T20:00:00-05:00", date(2020, 1, 2)),
        ("soon", None),
        ("9999-12-31T23:59:59Z", None),
    ],
)
def test_what_says_no_day_was_published_by_the_day_it_was_fetched(
    tmp_path: Path, fetched: str, last: date | None
) -> None:
    report = one(tmp_path, "a.jsonl", json.dumps({"text": STORY, "fetched": fetched}))
    assert (report.outcome, report.published.first, report.published.last) == ("coded", None, last)
    dated = one(tmp_path, "b.jsonl", json.dumps({"text": STORY, "fetched": fetched, "published": "2019-11-02"}))
    assert (dated.published.first, dated.published.last) == (date(2019, 11, 2), date(2019, 11, 2))
    assert dated.fetched == (fetched if fetched != "soon" else None)
