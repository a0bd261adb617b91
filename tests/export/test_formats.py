"""Each format is read by a program of its own, which finds what the views hold."""

import json
import re
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import icalendar
import openpyxl
import pandas as pd
import pytest
from followthemoney import model
from lxml import etree
from pyld import jsonld
from pyrefiqda import RefiProject
from xsdata.exceptions import ParserError

from memcon.record.extract import VIEWS
from memcon.record.record import Fields, Record
from memcon.show.cli_export import FORMATS
from memcon.show.write import WRITERS, export
from memcon.show.write.polecat import COLUMNS, QUAD

Exported = Callable[[str], Path]
Told = Callable[[str], list[Fields]]


def test_the_command_line_names_every_format() -> None:
    assert list(WRITERS) == list(FORMATS)


@pytest.mark.parametrize(
    "form", [form for form in WRITERS if form not in ("csv", "parquet", "jsonl", "sqlite", "xlsx", "obsidian")]
)
def test_the_same_record_gives_the_same_bytes(sample: Record, exported: Exported, tmp_path: Path, form: str) -> None:
    export(sample, form, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == exported(form).read_bytes()


@contextmanager
def datasette(database: Path) -> Iterator[str]:
    """The address of a Datasette that serves a database on a free port, ended when the test is done with it."""
    tool = Path(sys.executable).with_name("datasette")
    command = [str(tool), "serve", str(database), "--port", "0", "--nolock"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            told = next(line for line in server.stderr or () if "running on" in line)
            yield re.findall(r"http://[\d.:]+", told)[0]
        finally:
            server.terminate()


def test_datasette_serves_the_database(sample: Record, told: Told, exported: Exported, tmp_path: Path) -> None:
    database = tmp_path / "record.db"
    database.write_bytes(exported("sqlite").read_bytes())
    with datasette(database) as base:

        def ask(path: str) -> Any:
            with urllib.request.urlopen(f"{base}/{path}", timeout=60) as answer:
                return json.load(answer)

        rows = ask("record/engagements.json?_shape=objects&_facet=status")
        words = ask("record/reports.json?_search=Reykjavik&_shape=array")
        counted = ask("record.json?" + urllib.parse.urlencode({"sql": "SELECT count(*) FROM claims"}))
    statuses = {facet["value"]: facet["count"] for facet in rows["facet_results"]["status"]["results"]}
    assert rows["filtered_table_rows_count"] == len(told("engagements"))
    assert statuses == Counter(row["status"] for row in told("engagements"))
    assert len(words) == sample.rows("SELECT count(*) FROM reports WHERE text ILIKE '%Reykjavik%'")[0][0]
    assert counted["rows"] == [[len(told("claims"))]]


def test_openpyxl_reads_every_view(told: Told, exported: Exported) -> None:
    book = openpyxl.load_workbook(BytesIO(exported("xlsx").read_bytes()), read_only=True)
    assert sorted(book.sheetnames) == sorted([*VIEWS, "reports"])
    for name in VIEWS:
        rows = list(book[name].iter_rows(values_only=True))
        assert len(rows) - 1 == len(told(name)), name
    head, *rows = book["sheet"].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    first = {row["event_id"]: row["first"] for row in told("sheet")}
    assert {row["event_id"]: row["first"] and row["first"].date() for row in found} == first
    assert {cell.data_type for row in book["sheet"].iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}


def test_icalendar_reads_engagements_and_promises(told: Told, exported: Exported) -> None:
    calendar: Any = icalendar.Calendar.from_ical(exported("ics").read_bytes())
    assert calendar.errors == []
    events = {str(one["UID"]): one for one in calendar.walk("VEVENT")}
    near = [
        row for row in told("engagements") if row["first"] and row["last"] and (row["last"] - row["first"]).days < 31
    ]
    assert len(events) == len(near)
    status = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "cancelled": "CANCELLED", "denied": "CANCELLED"}
    for row in near:
        event = events[f"{row['event_id'].replace(':', '-')}@memcon"]
        assert event["DTSTART"].dt == row["first"]
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == (row["last"] - row["first"]).days + 1
        assert str(event["STATUS"]) == status.get(row["status"], "TENTATIVE")
        assert event.errors == []
    assert len(calendar.walk("VTODO")) == sum(row["due"] is not None for row in told("promises"))
    assert max(len(line) for line in exported("ics").read_bytes().split(b"\r\n")) <= 75


def test_a_calendar_keeps_what_text_means_something_to_it(told: Told, exported: Exported) -> None:
    calendar: Any = icalendar.Calendar.from_ical(exported("ics").read_bytes())
    texts = {str(one["UID"]): str(one["DESCRIPTION"]) for one in calendar.walk("VEVENT")}
    words = {row["event_id"].replace(":", "-") + "@memcon": row["words"] for row in told("sheet")}
    assert any("," in words[key] for key in texts)
    assert all(f"“{' '.join(words[key].split())}”" in " ".join(text.split()) for key, text in texts.items())


def test_pandas_reads_a_row_for_each_traveller(told: Told, exported: Exported) -> None:
    trips = pd.read_csv(exported("trips"))
    assert len(trips) == len(told("trips")) == trips.trip_id.nunique()
    journeys = {row["event_id"] for row in told("engagements") if row["kind"] in ("visit", "summit", "ceremony")}
    assert set(trips.event_id) <= journeys
    washington = trips[(trips.traveller == "Mikhail Gorbachev") & (trips["first"] == "1987-12-07")].iloc[0]
    assert (washington["from_cow"], washington["to"], washington["to_cow"], washington["status"]) == (
        365,
        "USA",
        2,
        "happened",
    )
    assert washington["hosts_met"] == "George Shultz; Ronald Reagan"
    assert "Mr. Reagan welcomed him" in washington["ceremonies"]
    assert "treaty" in washington["agreements_signed"]
    planned = trips[trips.status != "happened"]
    assert planned[["hosts_met", "agreements_signed", "ceremonies"]].isna().all().all()


def test_pandas_reads_polecats_columns(told: Told, exported: Exported) -> None:
    table = pd.read_csv(exported("polecat"), sep="\t", quoting=3)
    coded = [row["event_id"] for row in told("sheet") if row["plover"]]
    assert tuple(table.columns) == COLUMNS
    assert set(table["Event ID"]) == set(coded)
    assert len(table) == len(coded)
    assert set(table["Event Type"]) <= set(QUAD)
    assert table["Event Date"].dropna().map(date.fromisoformat).between(date(1970, 1, 1), date(1990, 1, 1)).all()


def test_plovers_records_have_their_keys(sample: Record, told: Told, exported: Exported) -> None:
    found = [json.loads(line) for line in exported("plover").read_text(encoding="utf-8").splitlines()]
    texts = dict(sample.rows("SELECT report_id, text FROM reports"))
    assert len(found) == len(told("plover_events"))
    for one in found:
        assert {"id", "date", "actor", "event"} <= one.keys()
        at = one["text_info"]
        assert texts[one["comment"]["report_id"]][at["start"] : at["end"]] == one["event_text"]


OA, DC, RDF = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
AS = "http://www.w3.org/ns/activitystreams#"
TERMS = {
    "@context": {
        "id": "@id",
        "type": "@type",
        "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
        **{name: f"{AS}{name}" for name in ("AnnotationPage",)},
        "AnnotationPage": f"{AS}OrderedCollectionPage",
        **{name: f"{OA}{name}" for name in ("Annotation", "TextPositionSelector", "TextQuoteSelector", "TextualBody")},
        **{name: f"{OA}{name}" for name in ("start", "end", "exact", "prefix", "suffix")},
        "body": {"@id": f"{OA}hasBody", "@type": "@id"},
        "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
        "source": {"@id": f"{OA}hasSource", "@type": "@id"},
        "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
        "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
        **{name: f"{OA}{name}" for name in ("classifying", "identifying", "tagging")},
        "value": f"{RDF}value",
    }
}
"""The terms of the vocabulary that memcon uses, by the addresses that its recommendation gives them."""


def test_every_annotation_expands_to_words_that_stand_where_it_says(
    sample: Record, told: Told, exported: Exported
) -> None:
    def load(url: str, _options: Any) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": TERMS}

    page = json.loads(exported("annotations").read_bytes())
    (found,) = jsonld.expand(page, {"documentLoader": load})
    items = found[f"{AS}items"][0]["@list"]
    texts = dict(sample.rows("SELECT report_id, text FROM reports"))
    slots = sample.rows('SELECT count(*) FROM slots WHERE "start" IS NOT NULL')[0][0]
    assert len(items) == len(told("claims")) + slots
    assert len({one["@id"] for one in items}) == len(items)
    assert found.keys() == {"@id", "@type", f"{AS}items"}
    for one in items:
        assert one["@type"] == [f"{OA}Annotation"]
        target = one[f"{OA}hasTarget"][0]
        at, words = target[f"{OA}hasSelector"]
        start, end = at[f"{OA}start"][0]["@value"], at[f"{OA}end"][0]["@value"]
        text = texts[target[f"{OA}hasSource"][0]["@id"].rpartition(":")[2]]
        assert text[start:end] == words[f"{OA}exact"][0]["@value"]
        assert text[:start].endswith(words[f"{OA}prefix"][0]["@value"])
        assert text[end:].startswith(words[f"{OA}suffix"][0]["@value"])


def test_a_reader_made_from_the_standards_schema_takes_the_project(
    told: Told, exported: Exported, tmp_path: Path
) -> None:
    project = RefiProject.load(exported("qdpx"), extract_dir=str(tmp_path))
    codes = {code.guid: code.name for group in project.code_book.codes.code for code in group.code}
    found = []
    for source in project.sources.text_source:
        text = (tmp_path / source.plain_text_path.replace("internal://", "sources/")).read_bytes().decode("utf-8")
        for one in source.plain_text_selection:
            coded = sorted(codes[coding.code_ref.target_guid] for coding in one.coding)
            found.append((text[one.start_position : one.end_position], coded))
    said = [[row["part"]] if row["part"] else sorted((row["kind"], row["status"])) for row in told("stretches")]
    assert sorted(found) == sorted(zip((row["exact"] for row in told("stretches")), said, strict=True))


QDA = "{urn:QDA-XML:project:1.0}"


def test_elements_stand_in_order_with_ids_of_their_own_and_a_time(exported: Exported) -> None:
    with zipfile.ZipFile(exported("qdpx")) as archive:
        project = etree.fromstring(archive.read("project.qde"))
    assert [child.tag for child in project] == [QDA + name for name in ("Users", "CodeBook", "Sources")]
    guids = [one.get("guid") for one in project.iter() if one.get("guid")]
    assert len(guids) == len(set(guids))
    assert [guid for guid in guids if str(UUID(guid)) != guid] == []
    for name in ("TextSource", "PlainTextSelection", "Coding"):
        assert {one.get("creationDateTime") for one in project.iter(QDA + name)} == {"1988-12-08T00:00:00Z"}


@pytest.mark.parametrize(
    ("whole", "broken"),
    [('startPosition="', 'startPosition="x'), ("endPosition=", "end="), ("<TextSource ", "<Text ")],
)
@pytest.mark.filterwarnings("ignore:Failed to convert")
def test_that_reader_refuses_what_the_schema_does_not_have(
    exported: Exported, tmp_path: Path, whole: str, broken: str
) -> None:
    with zipfile.ZipFile(exported("qdpx")) as archive, zipfile.ZipFile(tmp_path / "x.qdpx", "w") as copy:
        copy.writestr("project.qde", archive.read("project.qde").decode().replace(whole, broken))
    with pytest.raises((ParserError, ValueError)):
        RefiProject.load(tmp_path / "x.qdpx", extract_dir=str(tmp_path / "out"))


SCHEMAS = {
    "Person": "name alias country position",
    "PublicBody": "name alias country",
    "Organization": "name alias country",
    "Address": "name country full latitude longitude",
    "Article": "title bodyText publisher author publishedAt fileName sourceUrl language",
    "Event": "name summary location recordId involved addressEntity keywords startDate endDate",
    "Documentation": "entity document role summary status recordId",
}
"""The schemata that memcon writes and the properties it fills; followthemoney itself holds them to its model below."""


def entities(exported: Exported) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported("ftm").read_text(encoding="utf-8").splitlines()]


def test_entities_refer_to_entities(told: Told, exported: Exported) -> None:
    found = entities(exported)
    ids = {one["id"] for one in found}
    assert len(ids) == len(found)
    for one in found:
        assert one["properties"].keys() <= set(SCHEMAS[one["schema"]].split())
        for name in ("involved", "addressEntity", "entity", "document"):
            assert set(one["properties"].get(name, [])) <= ids
    events = [one for one in found if one["schema"] == "Event"]
    assert len(events) == len(told("sheet"))
    assert [
        one for one in events if "scheduled" in one["properties"]["keywords"] and "startDate" in one["properties"]
    ] == []


def test_followthemoney_takes_every_entity(exported: Exported) -> None:
    for one in entities(exported):
        schema = model.get(one["schema"])
        assert schema is not None
        schema.validate(one)
        kept = model.get_proxy(one, cleaned=True)
        assert {prop.name for prop in kept.iterprops()} == one["properties"].keys(), one


def test_the_command_writes_what_is_asked(sample: Record, tmp_path: Path) -> None:
    words = ["export", str(sample.path), "--format", "polecat", "-o", str(tmp_path / "x.tsv"), "--dyad", "SUN-GBR"]
    done = subprocess.run([sys.executable, "-c", "from memcon.show.cli import main; main()", *words], check=True)
    assert done.returncode == 0
    told = pd.read_csv(tmp_path / "x.tsv", sep="\t", quoting=3)
    assert len(told) == len([row for row in sample.events(dyad="SUN-GBR") if row["family"] != "statement"])
