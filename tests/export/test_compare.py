"""A sheet coded by hand is matched row by row: found, missed, extra, differing, and how well columns agree."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from memcon.record.extract import Extract
from memcon.record.record import Record
from memcon.show.compare.match import Comparison, compare, kappa
from memcon.show.compare.sheet import read_sheet

HEAD = "Date,Traveller,Host,Type,City,Status"
ROWS = (
    "1987-12-07,Gorbachev,USA,visit,Washington,happened",
    "1987-12-09,Mikhail Gorbachev,Ronald Reagan,signing,Washington,happened",
    "1986-10-12,Mikhail Gorbachev,Ronald Reagan,meeting,Reykjavík,happened",
    "1991-07-30,George Bush,Mikhail Gorbachev,visit,Moscow,happened",
)


@pytest.fixture(scope="module")
def found(sample: Record, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    file = tmp_path_factory.mktemp("hand") / "sheet.csv"
    file.write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    return compare(read_sheet(file, {}), list(Extract(sample).fields("sheet")))


def test_rows_are_found_or_missed(found: Comparison) -> None:
    assert [pair.row.number for pair in found.pairs] == [2, 3, 4]
    assert [(pair.event["kind"], pair.event["first"].year) for pair in found.pairs] == [
        ("visit", 1987), ("signing", 1987), ("meeting", 1986)
    ]  # fmt: skip
    assert [row.number for row in found.missed] == [5]


def test_differences_name_column_and_both_values(found: Comparison) -> None:
    visit, signing, meeting = found.pairs
    assert visit.differences == ()
    assert [(d.column, d.sheet, d.record) for d in signing.differences] == [
        ("first", "1987-12-09", "1987-12-08"), ("last", "1987-12-09", "1987-12-08")
    ]  # fmt: skip
    assert meeting.differences == (), "who met whom is told both ways, and an accent is no difference"


def test_extra_events_lie_in_the_sheets_days_and_kinds(found: Comparison) -> None:
    assert found.extra
    assert {event["kind"] for event in found.extra} <= {"visit", "signing", "meeting"}
    ids = {pair.event["event_id"] for pair in found.pairs}
    assert not ids & {event["event_id"] for event in found.extra}


def test_agreement_counts_pairs_that_both_fill(found: Comparison) -> None:
    agreed = {one.column: one for one in found.agreement}
    assert (agreed["first"].n, round(agreed["first"].share, 3)) == (3, 0.667)
    assert (agreed["kind"].share, agreed["kind"].kappa) == (1.0, 1.0)
    assert agreed["status"].kappa is None, "all say the same, so chance alone would make them agree"


@pytest.mark.parametrize(
    ("both", "expected"),
    [
        ([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")], 0.5),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a")], None),
    ],
)
def test_kappa(both: list[tuple[str, str]], expected: float | None) -> None:
    assert kappa(both) == expected


def test_a_records_own_sheet_agrees_with_it(sample: Record, tmp_path: Path) -> None:
    rows = [
        row for row in Extract(sample).fields("sheet") if row["time_precision"] == 1 and row["side_a"] and row["side_b"]
    ]
    with (tmp_path / "own.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    found = compare(read_sheet(tmp_path / "own.csv", {}), rows)
    assert (len(found.pairs), found.missed, found.extra) == (len(rows), (), ())
    assert [pair.differences for pair in found.pairs if pair.differences] == []


@pytest.mark.parametrize(
    ("text", "mapped", "told"),
    [
        ("when,who\n1987,x\n", {}, "needs a column of days"),
        ("when,who\nlast May,x\n", {"first": "when"}, "line 2: the day 'last May'"),
        ("when,who\n1987,x\n", {"first": "day"}, "no column 'day'"),
        ("when,who\n1987,x\n", {"mood": "who"}, "--map mood"),
        ("date,who\n1987-02-30,x\n", {}, "the day '1987-02-30'"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str, mapped: dict[str, str], told: str) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="--map" if told.startswith("--map") else told):
        read_sheet(file, mapped)


CODED = """\
Leader,Country,Host country,Trip start,Trip end,Type,Held?,City,Host leader
Mikhail Gorbachev,Soviet Union,United States,7 Dec 1987,,Visit,yes,Washington DC,Ronald Reagan
Reagan,USA,USSR,"May 29, 1988",31/05/1988,State visit,held,Moscow,
Gorbachev,365,2,12/7/1987,,visit,happened,Washington,
"""


def test_sheets_are_read_as_scholars_write_them(sample: Record, tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text(CODED, encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 4: the day '12/7/1987' cannot be read: it could be two days"):
        read_sheet(file, {})
    file.write_text(CODED.replace("12/7/1987", "1987-12-07"), encoding="utf-8")
    first, second, third = read_sheet(file, {})
    assert (str(first.first), str(second.first), str(second.last)) == ("1987-12-07", "1988-05-29", "1988-05-31")
    assert [row.values["side_a_countries"] for row in (first, second, third)] == ["SUN", "USA", "RUS;SUN"]
    assert (second.values["kind"], second.values["status"]) == ("visit", "happened")
    for row, differing in ((first, ["side_b"]), (third, [])):
        (pair,) = compare([row], list(Extract(sample).fields("sheet"))).pairs
        assert (pair.event["kind"], str(pair.event["first"])) == ("visit", "1987-12-07")
        assert [one.column for one in pair.differences] == differing, (
            "a host country is found though nobody names its host"
        )


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_may_part_the_fields(tmp_path: Path, sign: str) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text("\n".join([HEAD, *ROWS]).replace(",", sign), encoding="utf-8")
    assert [row.values["place"] for row in read_sheet(file, {})] == ["Washington", "Washington", "Reykjavík", "Moscow"]


def test_a_sheet_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_bytes("\n".join([HEAD, *ROWS]).encode("cp1252"))
    with pytest.raises(ValueError, match=r"sheet\.csv: byte .* is not UTF-8"):
        read_sheet(file, {})


def test_the_command_takes_a_sheet_with_columns_of_its_own(sample: Record, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Reise;x,Wer,Wann\nMoscow,Gorbachev,1988-12-07\n", encoding="utf-8")
    words = ["compare", str(sample.path), str(sheet), "--map", "first=Wann", "--map", "side_a=Wer", "--json"]
    command = [sys.executable, "-c", "from memcon.show.cli import main; main()", *words]
    document: Any = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert [one["line"] for one in document["found"]] == [2]
    (pair,) = document["found"]
    assert pair["words"] in pair["sentence"]
    assert pair["sentence"].endswith((".", "”", '"'))
