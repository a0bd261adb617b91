"""In a notebook a record, an event, a claim and a timeline show themselves, and the example is what it says."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from lxml import etree, html

import memcon
from memcon.record.extract import TABLES, VIEWS
from memcon.record.record import Fields, Record
from notebook import executed, pages, read, shown

Exported = Callable[[str], Path]
Told = Callable[[str], list[Fields]]


def test_the_example_gives_the_outputs_that_stand_in_it() -> None:
    assert shown(executed()) == shown(read()), "run python eval/notebook.py"


def test_the_page_of_the_example_shows_it_as_it_is_kept() -> None:
    kept = pages(read())
    assert {file: file.read_text(encoding="utf-8") for file in kept} == kept, "run python eval/notebook.py"


def test_an_event_shows_each_telling_with_its_clause_marked(sample: Record) -> None:
    rows = sample.events(dyad="SUN-USA", kind="signing")
    assert len(rows) > 1
    for row in rows:
        event = sample.engagement(row["event_id"])
        tree = html.fromstring(event._repr_html_())
        marked = [one.text_content() for one in tree.xpath("//blockquote/mark")]
        assert marked == [claim.row["clause"] for claim in event.evidence] != []
        assert row["status"] in tree.text_content()


def test_a_claim_shows_its_parts_and_where_they_stand(sample: Record) -> None:
    (key,) = sample.rows("SELECT min(claim_id) FROM claims WHERE kind = 'signing' AND status = 'happened'")[0]
    claim = sample.claim(key)
    tree = html.fromstring(claim._repr_html_())
    assert claim.text[claim.row["start"] : claim.row["end"]] == tree.xpath("string(//mark)")
    parts = [one.text_content() for one in tree.xpath("//th")]
    assert parts == [slot["part"] for slot in claim.slots]
    assert f"characters {claim.row['start']}–{claim.row['end']}" in tree.text_content()
    with pytest.raises(KeyError, match="no claim ids begin"):
        sample.claim("nothing")


def test_a_record_shows_what_it_holds(sample: Record) -> None:
    told = html.fromstring(sample._repr_html_()).text_content()
    events = sample.rows("SELECT count(*) FROM happenings WHERE family <> 'statement'")[0][0]
    assert f"{len(sample.reports)} reports · {len(sample.claims)} claims · {events} events" in told


def test_a_timeline_is_a_picture_of_its_own(sample: Record, tmp_path: Path) -> None:
    drawing = sample.timeline("SUN", "USA", since="1987")
    drawing.save(tmp_path / "timeline.svg")
    tree = etree.parse(tmp_path / "timeline.svg")
    titles = tree.xpath("//s:g/s:title/text()", namespaces={"s": "http://www.w3.org/2000/svg"})
    rows = [row for row in sample.events(dyad="SUN-USA", since="1987") if row["family"] != "statement"]
    assert 10 < len(titles) <= len([row for row in rows if row["first"] or row["last"]])
    assert tree.xpath("//@href | //@class | //@style") == []
    assert len(sample.timeline) == sample.rows("SELECT count(*) FROM timeline")[0][0]
    with pytest.raises(ValueError, match="no event with a day"):
        sample.timeline("CUB", "ISL")


HARM = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_words_of_reports_are_inert(tmp_path: Path) -> None:
    text = f"The Norwegian foreign minister met the Peruvian foreign minister {HARM} in Oslo on 6 May 2003."
    line = {"text": text, "outlet": f"Gazette {HARM}", "title": HARM, "published": "2003-05-07"}
    (tmp_path / "pile.jsonl").write_text(json.dumps(line), encoding="utf-8")
    record = memcon.build(tmp_path / "pile.jsonl", tmp_path / HARM.replace("/", ""))
    event = record.engagement(record.events()[0]["event_id"])
    shows = [record._repr_html_(), event._repr_html_(), event.evidence[0]._repr_html_(), record.reports._repr_html_()]
    for shown_as in [*shows, record.timeline()._repr_svg_()]:
        assert set(html.fromstring(shown_as).xpath("//script | //img | //@onerror")) == set()
    assert "alert(1)" in event._repr_html_()


def test_views_come_as_frames_of_either_kind(told: Told, sample: Record) -> None:
    for name in ("sections", "claims"):
        view = getattr(sample, name)
        assert len(view.df()) == len(view.pl()) == view.arrow().num_rows == len(told(name))
        assert view.pl().columns == list(view.df().columns) == view.arrow().column_names
    assert f"{len(sample.claims)} rows" in sample.claims._repr_html_()


def test_without_polars_it_says_what_to_install(sample: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"pip install 'memcon\[polars\]'"):
        sample.claims.pl()


def test_three_readers_find_the_same_rows_in_every_table(told: Told, exported: Exported) -> None:
    for name in (*TABLES, *VIEWS):
        n = len(told(name))
        csv, lines, parquet = (exported(form) / f"{name}.{form}" for form in ("csv", "jsonl", "parquet"))
        assert len(pl.read_parquet(parquet)) == len(pd.read_parquet(parquet)) == n, name
        assert len(pl.read_csv(csv, infer_schema=False)) == n, name
        assert duckdb.execute("SELECT count(*) FROM read_csv(?, header = true)", [str(csv)]).fetchone() == (n,), name
        if n:
            assert len(pl.read_ndjson(lines, infer_schema_length=None)) == len(pd.read_json(lines, lines=True)) == n
