"""A leader's journey is one row, with the summit it was for and the ceremonies held on it, each in words told."""

import csv
import json

import pytest

import memcon
from memcon.show.write import export

REPORTS = {
    "2005-05-10": "MOSCOW, May 10 (Courier) - President George W. Bush visited Moscow on Monday. "
    "He attended the Victory Day parade on Red Square.",
    "2008-11-22": "LIMA, Nov. 22 (Courier) - President George W. Bush arrived in Lima on Friday for the APEC summit.",
    "2005-04-08": "ROME, April 8 (Courier) - President Jacques Chirac attended the funeral of Pope John Paul II "
    "in Rome on Friday.",
    "2012-05-14": "KABUL, May 14 (Courier) - Afghan President Hamid Karzai will travel to Chicago next week "
    "to attend a NATO summit.",
    "2010-06-27": "TORONTO, June 27 (Courier) - President Hu Jintao attended the Group of Twenty summit in Toronto "
    "on Sunday. Prime Minister Stephen Harper attended the Group of Twenty summit in Toronto too.",
    "1985-11-21": "GENEVA, Nov. 21 (Courier) - Ronald Reagan and Mikhail Gorbachev held a summit in Geneva "
    "on Wednesday.",
    "": "The Norwegian prime minister, Kari Berg, arrived in Lima. She laid a wreath at the National Pantheon in Lima "
    "and held talks with Foreign Minister Luis Rojas of Peru.",
}
"""Our own words by day of publication; the last has none."""

Trips = dict[tuple[str, str], dict[str, str]]

COLUMNS = ("multilateral_event", "ceremonies", "hosts_met", "agreements_signed")
TOLD = [
    ("George W. Bush", "RUS", "ceremonies", "He attended the Victory Day parade on Red Square"),
    ("Kari Berg", "PER", "ceremonies", "She laid a wreath at the National Pantheon in Lima"),
    ("Kari Berg", "PER", "hosts_met", "Luis Rojas"),
    ("Jacques Chirac", "ITA", "ceremonies", "attended the funeral of Pope John Paul II in Rome"),
    ("Hu Jintao", "CAN", "multilateral_event", "Group of Twenty (President Hu Jintao attended the Group"),
    ("Hu Jintao", "CAN", "hosts_met", "Stephen Harper"),
    ("George W. Bush", "PER", "multilateral_event", "scheduled: APEC (President George W. Bush arrived"),
    ("Hamid Karzai", "USA", "multilateral_event", "NATO (Afghan President Hamid Karzai will travel"),
]


@pytest.fixture(scope="module")
def trips(tmp_path_factory: pytest.TempPathFactory) -> Trips:
    """The rows of the export by who travels whither."""
    folder = tmp_path_factory.mktemp("trips")
    lines = [{"text": text, "outlet": "Courier"} | ({"published": day} if day else {}) for day, text in REPORTS.items()]
    (folder / "pile.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    export(memcon.build(folder / "pile.jsonl", folder / "record"), "trips", folder / "trips.csv")
    with (folder / "trips.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {(row["traveller"], row["to"]): row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize(("who", "to", "column", "words"), TOLD)
def test_a_journey_holds_what_reports_tell_of_it(trips: Trips, who: str, to: str, column: str, words: str) -> None:
    row = trips[who, to]
    assert words in row[column]
    assert row["status"] == ("scheduled" if who == "Hamid Karzai" else "happened")


def test_a_journey_holds_no_more(trips: Trips) -> None:
    assert trips["Ronald Reagan", "CHE"]["multilateral_event"] == "", "a summit of two is not multilateral"
    assert ("Stephen Harper", "CAN") not in trips, "nobody travels to a summit at home"
    filled = {(*key, column) for key, row in trips.items() for column in COLUMNS if row[column]}
    assert filled == {(who, to, column) for who, to, column, _ in TOLD}
