"""A record that grows and shrinks says what a build of all its reports says, down to the digest."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

import memcon
from memcon.links.copies import copies, copies_among, copies_near, sketch
from memcon.links.growing import Change, regrown
from memcon.links.link import linked
from memcon.links.name import named
from memcon.model import Actor, Claim, Coded, Link, Report
from memcon.pipeline import Built
from memcon.record import parts
from memcon.record.cache import Kept
from memcon.record.check import check
from memcon.record.index import Index
from memcon.record.record import Record, digest
from memcon.record.shelve import compared, rows_of, shelve
from piles import make_pile

BERG = "Norwegian Prime Minister Kari Berg"
TEXTS = [
    ("2003-05-06", f"OSLO, May 6 (Wire) — Peruvian President Luis Rojas met {BERG} in Oslo on Tuesday."),
    ("2003-05-07", f"OSLO, May 7 (Wire) — Peruvian President Luis Rojas met {BERG} again on Wednesday."),
    ("2003-05-07", "Ambassador Borys Kovalskyi of Ukraine met Luis Rojas, president of Peru, on Tuesday."),
    ("2003-05-08", "Ambassador Boris Kovalsky of Ukraine met Luis Rojas, president of Peru, on Tuesday."),
    ("2003-05-08", "Ambassador Boris Ivan Kovalsky of Ukraine met Luis Rojas, president of Peru, on Wednesday."),
    ("2003-05-05", f"{BERG} will visit Peru in August, her office said on Monday."),
    ("2003-08-12", f"LIMA, Aug 12 (Wire) — {BERG} visited Peru on Monday and met President Luis Rojas."),
]
LONG = " ".join(f"The harbour of town number {n} took {n * 7} ships last year, its office said." for n in range(12))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Reports of one story, two of them copies of a third, each in a file of its own."""
    told = [*TEXTS, ("2003-05-06", f"{TEXTS[0][1]} {LONG}"), ("2003-05-07", f"{LONG} More follows.")]
    made = [tmp_path / f"{n}.jsonl" for n in range(len(told))]
    for n, (published, text) in enumerate(told):
        made[n].write_text(json.dumps({"text": text, "outlet": f"Paper {n % 3}", "published": published}))
    return made


def index_of(record: Record) -> int:
    """Which file a record's index is: a build of the whole makes another."""
    return (record.path / ".index" / "links.db").stat().st_ino


def test_growth_by_steps_is_one_build(files: list[Path], tmp_path: Path) -> None:
    whole = digest(memcon.build(files, tmp_path / "whole"))
    record = memcon.build([files[4], files[1], files[5]], tmp_path / "rec")
    index = index_of(record)
    for some in ([files[8]], files[:4], files[6:8]):
        record = record.add(*some)
    assert (digest(record), index_of(record), check(record)) == (whole, index, [])
    counts = {table: record.rows(f"SELECT count(*) FROM {table}")[0][0] for table in record.run["counts"]}
    assert record.run["counts"] == counts
    record = record.drop("4.jsonl#1", "7.jsonl#1").add(files[7]).add(files[4])
    assert (digest(record), index_of(record)) == (whole, index)


def test_growth_without_an_index_is_one_build(files: list[Path], tmp_path: Path) -> None:
    """Decisions, an index that is gone, or one that is older than the record: then all is built."""
    record = memcon.build(files[:2], tmp_path / "rec")
    (tmp_path / "rec" / ".index" / "links.db").unlink()
    whole = memcon.build(files[:3], tmp_path / "whole")
    record = record.add(files[2])
    assert digest(record) == digest(whole)
    run = tmp_path / "rec" / "run.json"
    run.write_text(run.read_text().replace('"workers": 0', '"workers": 2'))
    index = index_of(record)
    record = memcon.open(tmp_path / "rec").add(files[0])
    assert (digest(record), index_of(record) != index) == (digest(whole), True)
    (claim,) = record.rows("SELECT claim_id FROM claims WHERE kind = 'meeting' ORDER BY claim_id LIMIT 1")[0]
    record = record.decide("reject", claim, why="not so").add(files[3])
    assert [row["outcome"] for row in record.decisions] == ["applied"]


def test_a_large_record_grows_in_parts(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the parts that change are written; all others are the same files."""
    whole = digest(memcon.build(files[:7], tmp_path / "whole"))
    monkeypatch.setattr(parts, "LARGE", 2)
    record = memcon.build(files[:6], tmp_path / "rec")
    assert sorted(part.stem for part in (tmp_path / "rec" / "claims").iterdir()) == ["part-2003-05"]
    may = (tmp_path / "rec" / "sections" / "part-2003-05.parquet").stat().st_ino
    record = record.add(files[6])
    assert (tmp_path / "rec" / "sections" / "part-2003-05.parquet").stat().st_ino == may
    assert sorted(part.stem for part in (tmp_path / "rec" / "claims").iterdir()) == ["part-2003-05", "part-2003-08"]
    assert digest(record) == whole


def linked_up(claims: Sequence[Claim], reports: Sequence[Report], actors: dict[str, Actor]) -> Built:
    """A made pile linked as a whole."""
    links, events = linked(claims, reports, actors)
    coded = {report.id: Coded(report) for report in reports}
    held = [Coded(one.report, claims=tuple(c for c in claims if c.report == id)) for id, one in coded.items()]
    return Built(tuple(held), links, named(events, claims, reports), {}, {})


def told(links: Sequence[Link]) -> dict[tuple[str, str, str], tuple[str, float | None, str]]:
    return {(x.left, x.right, x.relation): (x.judgement, x.score, x.why) for x in links}


@pytest.mark.parametrize(("seed", "years"), [(1, 0.3), (2, 0.03)])
def test_what_a_change_touches_is_linked_as_in_the_whole(seed: int, years: float) -> None:
    """Reports of a made pile come and go in any order; links, with their reasons, and events are those of the whole."""
    random, pile = Random(seed), make_pile(seed, 300, years=years)
    there, away = set(pile.reports[::2]), set(pile.reports[1::2])

    def some(reports: set[Report]) -> tuple[list[Claim], list[Report]]:
        ids = {report.id for report in reports}
        return [claim for claim in pile.claims if claim.report in ids], sorted(reports, key=lambda one: one.id)

    whole = linked_up(*some(there), pile.actors)
    index = Index(":memory:")
    shelve(index, whole, whole.links.same, [Kept(x.report, x.report, x) for x in whole.coded], "")  # type: ignore[attr-defined]
    links, home = told(list(whole.links)), {claim: event.id for event in whole.events for claim in event.claims}
    for _ in range(3):
        came = set(random.sample(sorted(away, key=lambda one: one.id), random.choice([1, 12])))
        gone = set(random.sample(sorted(there, key=lambda one: one.id), random.choice([0, 4])))
        there, away = (there | came) - gone, (away - came) | gone
        claims, reports = some(came)
        lost = index.rows("report", {report.id for report in gone})
        change = Change(tuple(lost), tuple(rows_of(claims, reports, {}, compared(claims))))
        grown = regrown(index, change, lambda ids: {one: pile.actors[one] for one in ids})
        links = {key: link for key, link in links.items() if key not in grown.gone}
        links |= {(*pair, "same"): (now, *links[*pair, "same"][1:]) for pair, now in grown.judged.items()}
        links |= told(grown.came)
        home = {claim: event for claim, event in home.items() if claim not in {row.claim.id for row in lost}}
        home |= grown.events
        whole = linked_up(*some(there), pile.actors)
        assert links == told(list(whole.links))
        assert home == {claim: event.id for event in whole.events for claim in event.claims}
    index.close()


@pytest.mark.parametrize("common", [100, 4])
def test_copies_are_found_near_what_changed(common: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where more reports share a run than are held against one another, each with each."""
    monkeypatch.setattr("memcon.links.copies.COMMON", common)
    random = Random(common)
    base = [" ".join(random.choices([f"w{n}" for n in range(300)], k=size)) for size in (3, 40, 120, 120)]
    texts = {f"r{n:03}": " ".join(random.choices(base, k=random.choice([1, 2]))) for n in range(60)}
    sketches = {report: sketch(text) for report, text in texts.items()}
    there, away = set(sorted(texts)[:40]), set(sorted(texts)[40:])
    groups = copies([Report(one, texts[one], one) for one in there], sketches)
    for _ in range(6):
        came, gone = set(random.sample(sorted(away), 2)), set(random.sample(sorted(there), 2))
        there, away = (there | came) - gone, (away - came) | gone
        now = {one: sketches[one] for one in there}
        near = copies_near({one: sketches[one] for one in came | gone}, now, groups)
        groups = {one: group for one, group in groups.items() if one in there - near}
        groups |= copies_among(near, now, texts.__getitem__)
        assert groups == copies([Report(one, texts[one], one) for one in there], sketches)
