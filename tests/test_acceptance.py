"""To hold memcon to what an analyst wants of the first five reports: sixteen things that have to be on screen.

The reports lie beside the repository. Each row asks for one thing: queries that must answer, and queries that must not.
"""

from pathlib import Path

import pytest

import memcon
from memcon.record.record import Record
from pile import SHARED

SEEDS = SHARED / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the first five reports lie beside the repository only")

TOLD = """(
    SELECT * FROM happenings JOIN (
        SELECT event_id, list_sort(list(DISTINCT regexp_extract(path, '(\\d{3})_[^/]*$', 1))) AS told_by
        FROM tellings GROUP BY event_id
    ) USING (event_id)
)"""


def met(*names: str, days: str, told_by: str, more: str = "true") -> str:
    """Events that these take part in, within days `first/last`, told by just these reports."""
    first, _, last = days.partition("/")
    parts = [f"len(list_filter(parties, lambda p: contains(p, '{name}'))) > 0" for name in names]
    within = f'coalesce("first", "last") >= DATE \'{first}\' AND "last" <= DATE \'{last or first}\''
    listed = ", ".join(f"'{one}'" for one in told_by.split())
    return f"SELECT * FROM {TOLD} WHERE {' AND '.join(parts)} AND {within} AND told_by = [{listed}] AND {more}"


DONE = "SELECT * FROM happenings WHERE status = 'happened' AND family = "
REPORT = "SELECT report_id FROM reports WHERE contains(path, '/{}_')"
WANTED: list[tuple[int, str, list[str], list[str]]] = [
    (1, "the talks of 2 November 2018, told by two reports",
     [met("Canel", "Putin", days="2018-11-02", told_by="002 003", more="status = 'happened'")], []),
    (2, "the joint statement signed that day, told by both",
     [met("Canel", "Putin", days="2018-11-02", told_by="002 003", more="kind IN ('signing', 'agreement')")], []),
    (3, "the meetings with Volodin, Zyuganov and Matviyenko, and the wreath",
     [f"SELECT * FROM {TOLD} WHERE told_by = ['002'] AND contains(parties::VARCHAR, '{name}')"
      for name in ("Volodin", "Zyuganov", "Matviyenko")]
     + [f"SELECT * FROM {TOLD} WHERE told_by = ['002'] AND kind = 'ceremony'"], []),
    (4, "a report that joins two visits, of 2018 and of 2019",
     [f"SELECT * FROM sections WHERE report_id IN ({REPORT.format('003')}) AND episode > 0"
      " AND \"first\" >= DATE '2019-01-01' AND \"last\" <= DATE '2019-12-31'"],
     ["SELECT event_id FROM bearing GROUP BY event_id"
      " HAVING min(year(\"last\")) <= 2018 AND max(year(\"first\")) >= 2019"]),
    (5, "the call of 24 January 2022, in a report of the 25th",
     [met("Canel", "Putin", days="2022-01-24", told_by="004", more="kind = 'call' AND status = 'happened'")], []),
    (6, "received on arrival by a deputy minister, in two reports of one outlet",
     [met("Canel", "Ryabkov", days="2025-05-04", told_by="000 001", more="support = 'same_source'")], []),
    (7, "Saint Petersburg, with its governor",
     [met("Canel", "Beglov", days="2025-05-04/2025-05-07", told_by="001", more="contains(place, 'Petersburg')")], []),
    (8, "the Kremlin meeting of 7 May 2025, planned and then held, one event of two reports",
     [met("Canel", "Putin", days="2025-05-07", told_by="000 001", more="status = 'happened' AND place = 'Kremlin'"),
      "SELECT * FROM planned_then WHERE outcome = 'happened' AND then_first = DATE '2025-05-07'"],
     ["SELECT 1 FROM engagements WHERE kind = 'meeting' AND \"first\" = \"last\" AND \"last\" = DATE '2025-05-07'"
      " GROUP BY parties HAVING count(*) > 1"]),
    (9, "meetings with others stay plans",
     [f"SELECT * FROM {TOLD} WHERE status = 'scheduled' AND contains(parties::VARCHAR, '{name}')"
      for name in ("Maduro", "Xi ")],
     [f"{DONE} 'engagement' AND contains(parties::VARCHAR, '{name}')" for name in ("Maduro", "Xi ")]),
    (10, "the ledger: invitations, and a loan that was close",
     ["SELECT * FROM promises WHERE kind = 'invitation' AND contains(whom::VARCHAR, 'Putin')",
      "SELECT * FROM promises WHERE kind = 'invitation' AND contains(who::VARCHAR, 'Medvedev')",
      "SELECT * FROM promises WHERE kind = 'loan' AND amount = 'EUR 38000000' AND stage <> 'signed'"
      " AND due IS NOT NULL"], []),
    (11, "who says what: Sullivan's bluster, Peskov's baseless; no deployment as a fact",
     ["SELECT * FROM statements WHERE contains(speaker, 'Sullivan') AND contains(quote, 'bluster')",
      "SELECT * FROM statements WHERE contains(speaker, 'Peskov') AND contains(quote, 'baseless')"],
     [f"{DONE} 'measure' AND list_contains(countries, 'RUS') AND year(\"last\") = 2022"]),
    (12, "the arms loan and the military ties told by one report are not mentioned by the other",
     [f"SELECT * FROM omissions WHERE told_by IN ({REPORT.format('003')})"
      f" AND absent_from IN ({REPORT.format('002')}) AND kind = 'loan'"], []),
    (13, "the outlets' own words: regime, propaganda; sister nation, fraternal",
     [f"SELECT * FROM framing WHERE contains(lower(words), '{word}')"
      for word in ("regime", "propaganda", "fraternal")], []),
    (14, "an outlet that the page does not state is not guessed",
     ["SELECT 1 FROM reports WHERE contains(path, '/002_') AND outlet IS NULL"], []),
    (15, "one person however spelt; questions and furniture of a page told apart",
     ["SELECT actor_id FROM names n JOIN actors a USING (actor_id) WHERE contains(strip_accents(a.name), 'Canel')"
      " GROUP BY ALL HAVING bool_or(contains(n.name, 'Díaz-Canel')) AND bool_or(contains(n.name, 'Diaz-Canel'))",
      "SELECT 1 FROM sections WHERE role = 'questions'", "SELECT 1 FROM sections WHERE role = 'furniture'"],
     ["SELECT 1 FROM actors WHERE contains(strip_accents(name), 'Diaz-Canel') HAVING count(*) > 1"]),
    (16, "four of five reports carry no full date, one has a dateline",
     ["SELECT 1 FROM reports WHERE outcome = 'coded' HAVING count(*) FILTER (basis = 'clues') = 4"
      " AND count(*) FILTER (basis = 'dateline') = 1"], []),
]  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record of the first five reports."""
    return memcon.build(Path(SEEDS), tmp_path_factory.mktemp("seeds") / "record")


@pytest.mark.parametrize(("number", "what", "has", "has_not"), WANTED, ids=[str(row[0]) for row in WANTED])
def test_an_analyst_finds_it(record: Record, number: int, what: str, has: list[str], has_not: list[str]) -> None:
    assert [query for query in has if not record.rows(query)] == [], (number, what)
    assert [query for query in has_not if record.rows(query)] == [], (number, what)
