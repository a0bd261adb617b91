"""To test that saved feeds and the lines of other programs become reports with their metadata."""

import json
from datetime import date
from pathlib import Path

import pytest

from memcon.model import Report
from memcon.read import read

STORY = "The president of Chile left for Tokyo on Friday for talks with the Japanese prime minister, her office said."
MORE = "The two leaders last met in Lima in November, on the sidelines of a summit, and parted without a statement."
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Harbour Gazette</title><language>en-gb</language>
<item><title>Chile &amp; Japan to talk</title><link>https://gazette.example/1</link>
<pubDate>Fri, 06 Mar 2009 22:30:00 -0300</pubDate><description>{STORY}</description>
<content:encoded><![CDATA[<p>{STORY}</p><p>{MORE} <img src="x.png"></p><script>track()</script>]]>
</content:encoded></item>
<item><title>Second</title><link>https://gazette.example/2</link><pubDate>soon</pubDate>
<description>{MORE}</description></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Gazette</title>
<entry><title>Chile and Japan to talk</title><link rel="self" href="https://gazette.example/self"/>
<link href="https://gazette.example/1"/><published>2009-03-06T22:30:00-03:00</published>
<summary type="html">&lt;p&gt;{STORY}&lt;/p&gt;</summary></entry></feed>"""


def reports(folder: Path, name: str, content: str) -> list[Report]:
    file = folder / name
    file.write_text(content)
    return list(read([file]))


def test_each_item_of_a_feed_is_a_report(tmp_path: Path) -> None:
    first, second = reports(tmp_path, "news.rss", RSS)
    assert first.text == f"Chile & Japan to talk\n\n{STORY}\n{MORE}"
    assert (first.title, first.outlet, first.url, first.language, first.path) == (
        "Chile & Japan to talk",
        "The Harbour Gazette",
        "https://gazette.example/1",
        "en-gb",
        f"{tmp_path / 'news.rss'}#1",
    )
    assert first.published.first == first.published.last == date(2009, 3, 6)
    assert (second.text, second.published.basis) == (f"Second\n\n{MORE}", "none")
    assert "news.rss item 2: 'published' is 'soon'" in (second.problem or "")


def test_an_atom_feed_is_read_as_well(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, "news.xml", ATOM)
    assert (report.text, report.url) == (f"Chile and Japan to talk\n\n{STORY}", "https://gazette.example/1")
    assert report.published.first == date(2009, 3, 6)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is no RSS or Atom feed"),
        ("<html><p>Hello</p></html>", "is no RSS or Atom feed"),
        ("<rss><channel><title>T</title></channel></rss>", "is a feed without items"),
        ("<rss><channel><item/></channel></rss>", "holds no text"),
        ("<a>" * 100_000, "is no RSS or Atom feed"),
    ],
)
def test_what_is_no_feed_says_so(tmp_path: Path, content: str, says: str) -> None:
    (report,) = reports(tmp_path, "news.xml", content)
    assert (report.outcome, report.text) == ("failed", "")
    assert says in (report.problem or "")


def test_entities_of_a_feed_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the combination is 4711")
    laughs = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))
    bomb = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}<!ENTITY s SYSTEM 'file://{tmp_path}/secret.txt'>]>"
    feed = f"{bomb}<rss><channel><item><title>{STORY}</title><description>&l9; &s;</description></item></channel></rss>"
    (report,) = reports(tmp_path, "news.rss", feed)
    assert "4711" not in report.text
    assert len(report.text) < 1_000


FOREIGN: dict[str, dict[str, object]] = {
    "news-please": {
        "maintext": STORY,
        "title": "To Tokyo",
        "source_domain": "gazette.example",
        "url": "https://gazette.example/1",
        "date_publish": "2009-03-06 22:30:00",
        "authors": ["A. Writer"],
        "language": "en",
    },
    "a GDELT export with texts": {
        "text": STORY,
        "title": "To Tokyo",
        "SourceCommonName": "gazette.example",
        "DocumentIdentifier": "https://gazette.example/1",
        "published": "2009-03-06",
        "GKGRECORDID": 7,
    },
    "LangExtract": {"document_id": "doc_1", "text": STORY, "extractions": [{"extraction_class": "visit"}]},
}


@pytest.mark.parametrize("program", FOREIGN)
def test_lines_of_other_programs_are_read_by_a_field_map(tmp_path: Path, program: str) -> None:
    line = FOREIGN[program]
    (report,) = reports(tmp_path, "pile.jsonl", json.dumps(line))
    assert (report.outcome, report.text, report.problem) == ("coded", STORY, None)
    if "title" in line:
        assert (report.title, report.outlet) == ("To Tokyo", "gazette.example")
        assert report.url == "https://gazette.example/1"
        assert report.published.first == report.published.last == date(2009, 3, 6)
    else:
        assert report.path == f"{tmp_path / 'pile.jsonl'}#doc_1"


def test_our_own_fields_come_before_those_of_others(tmp_path: Path) -> None:
    line = {"text": STORY, "maintext": MORE, "outlet": "Gazette", "source_domain": "x.example", "domain": 7}
    (report,) = reports(tmp_path, "pile.jsonl", json.dumps(line))
    assert (report.text, report.outlet) == (STORY, "Gazette")
