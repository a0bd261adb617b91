"""To hold memcon to what it promises of any pile of reports, whatever it says."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

import memcon
from memcon.model import Claim, Coded, Decision, Report, Slot
from memcon.pipeline import Built, build, code
from memcon.read.fields import Fields, make
from memcon.record.claims import claim_anchor, claim_of
from memcon.record.record import Record, digest, open_record
from memcon.record.rows import ROWS
from memcon.record.store import write
from pile import reference

PEOPLE = (
    "President Nelson Mandela",
    "Chancellor Angela Merkel",
    "Prime Minister Jawaharlal Nehru",
    "the Foreign Minister of Chile",
    "President Vladimir Putin of Russia",
    "King Hussein of Jordan",
    "Foreign Secretary Robin Cook",
)
PLACES = ("Oslo", "Nairobi", "Lima", "Moscow", "Jakarta", "Ottawa")
SENTENCES = (
    "{a} met {b} in {place} on Tuesday.",
    "{a} held talks with {b} in {place} on 14 May 1997, officials said.",
    "{a} will visit {place} next month.",
    "{a} has invited {b} to {place}.",
    "“We are ready to talk,” {a} told reporters.",
    "{a} telephoned {b} on Monday evening.",
    "{a} and {b} signed a joint declaration in {place} last week.",
    "{a} denied that a meeting with {b} had taken place.",
    "{b} was received by {a} at {place} airport, and they discussed trade.",
    "It is not known whether {a} will meet {b} before the end of the year.",
)
OUTLETS = ("Harbour Courier", "Lakeland Herald", "Northern Line", None)
MET = "President Nelson Mandela met President Vladimir Putin of Russia."
NEUTRAL = "The harvest was good in the valleys, and apples were cheap."

sentences = st.builds(
    lambda words, a, b, place: words.format(a=a, b=b, place=place),
    st.sampled_from(SENTENCES),
    st.sampled_from(PEOPLE[:4]),
    st.sampled_from(PEOPLE[4:]),
    st.sampled_from(PLACES),
)
bodies = st.lists(st.lists(sentences, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3)
days = st.one_of(st.none(), st.dates(date(1994, 1, 1), date(2004, 12, 31)).map(str))
pressish = st.text(st.sampled_from("“”\"'().,:;—-\n\t 1979MayMr. metvisitKremlin"), max_size=400)
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def report_of(text: str, *, outlet: str | None = None, published: str | None = None) -> Report:
    """A report as it is read from a file of that text."""
    return make(text, Fields(outlet=outlet, published=published), path="report.txt", place="report.txt")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of a headline and some paragraphs on meetings, calls, plans and denials."""
    text = "\n\n".join([draw(sentences).rstrip("."), *draw(bodies)])
    return report_of(text, outlet=draw(st.sampled_from(OUTLETS)), published=draw(days))


piles = st.lists(reports(), min_size=1, max_size=4, unique_by=lambda report: report.id)


def coded(report: Report) -> Coded:
    """What the report yields by itself."""
    return code(report, reference())


def built(pile: Sequence[Report]) -> Built:
    """The pile coded and linked."""
    return build([coded(report) for report in pile], reference())


def kept(pile: Built, folder: str) -> Record:
    """The pile written as a record and opened again."""
    path = Path(folder, "record")
    write(pile, path, run={})
    return open_record(path)


def held(one: Coded) -> Iterator[tuple[int | None, int | None, str | None]]:
    """Every stretch with the words that it is said to hold."""
    for claim in one.claims:
        yield from ((slot.start, slot.end, slot.words) for slot in claim.slots)
        yield from ((clue.start, clue.end, clue.words) for clue in claim.when.clues)
    for when in (one.report.published, *(section.now for section in one.sections)):
        yield from ((clue.start, clue.end, clue.words) for clue in when.clues)


def assert_traceable(one: Coded) -> None:
    """Every datum stands in the text where it says; sections cover the text in order."""
    text = one.report.text
    for start, end, words in held(one):
        if start is not None and end is not None:
            assert text[start:end] == words
    for claim in one.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.slots
    ends = [(section.start, section.end) for section in one.sections]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    ids = [claim.id for claim in one.claims]
    assert len(ids) == len(set(ids))


@few
@given(reports())
def test_every_datum_holds_its_words(report: Report) -> None:
    assert_traceable(coded(report))


@few
@given(st.one_of(st.text(max_size=400), pressish))
def test_any_text_at_all_is_coded(text: str) -> None:
    report = report_of(text)
    if report.outcome == "coded":
        assert_traceable(coded(report))
    else:
        assert report.problem


HOSTILE = {
    "only dates": "1 May 1999, 2 May 1999. Tuesday. Last week, next year, the 80th anniversary. " * 20,
    "one long line": "The ministers of Chad and Togo met. " * 400,
    "emoji": "🇨🇺 met 🇷🇺 in 😀. President Putin 👍 visited Havana on Tuesday.",
    "right to left": "وصل الرئيس إلى القاهرة. President Hosni Mubarak met King Hussein of Jordan in القاهرة on Monday.",
    "markup": "<html><p>President Mandela met <b>Queen Elizabeth</b>.</p><script>var a = 1;</script></html>",
    "brackets": "((((((((((" * 60 + "President Mandela met Nehru" + "))))))))))" * 60,
    "no letters": "— — —\n\n* * *\n\n....",
    "one word": "Talks",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_coded(text: str) -> None:
    report = report_of(text)
    if report.outcome == "coded":
        assert_traceable(coded(report))
    else:
        assert report.problem


@few
@example(headline=MET, body=[MET, MET.replace("met", "later telephoned")], published="1999-01-05")
@given(headline=sentences, body=bodies, published=days)
def test_a_neutral_paragraph_only_moves_spans(headline: str, body: list[str], published: str | None) -> None:
    head = headline.rstrip(".")
    plain = coded(report_of("\n\n".join([head, *body]), published=published))
    longer = coded(report_of("\n\n".join([head, NEUTRAL, *body]), published=published))
    moved, at = len(NEUTRAL) + 2, len(head) + 2
    assert [told(claim, moved=moved, at=at) for claim in plain.claims] == [
        told(claim, moved=0, at=0) for claim in longer.claims
    ]


def told(claim: Claim, *, moved: int, at: int) -> dict[str, Any]:
    """A claim without its ids and section, its offsets from `at` on moved."""

    def shift(offset: int | None) -> int | None:
        return offset if offset is None or offset < at else offset + moved

    slots = [asdict(replace(slot, start=shift(slot.start), end=shift(slot.end))) for slot in claim.slots]
    when = (claim.when.first, claim.when.last, claim.when.basis)
    fields = asdict(replace(claim, start=shift(claim.start) or 0, end=shift(claim.end) or 0))
    left_out = ("id", "report", "section", "slots", "when")
    return {key: value for key, value in fields.items() if key not in left_out} | {"slots": slots, "when": when}


@few
@given(piles, st.randoms())
def test_the_order_of_reports_changes_nothing(pile: list[Report], chance: Any) -> None:
    shuffled = list(pile)
    chance.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert digest(kept(built(pile), one)) == digest(kept(built(shuffled), other))


@few
@given(piles)
def test_adding_a_report_changes_no_other(pile: list[Report]) -> None:
    before = built(pile[:-1])
    after = {one.report.id: one for one in built(pile).coded}
    for one in before.coded:
        assert own(one) == own(after[one.report.id])


def own(one: Coded) -> list[Any]:
    """What no other report may change: the report's days and sections, and each claim's span, kind, status and days."""
    claims = [(claim.start, claim.end, claim.kind, claim.status, claim.stage, claim.when) for claim in one.claims]
    return [one.report.published, one.sections, claims, [words(claim.slots) for claim in one.claims]]


def words(slots: Sequence[Slot]) -> list[tuple[str, str | None]]:
    """The parts and words of slots, without the actors that a pile may make one."""
    return [(slot.part, slot.words) for slot in slots]


@few
@given(piles)
def test_every_claim_is_in_one_event(pile: list[Report]) -> None:
    whole = built(pile)
    claims = sorted(claim.id for one in whole.coded for claim in one.claims)
    assert sorted(claim for event in whole.events for claim in event.claims) == claims


@few
@given(piles)
def test_written_is_what_is_read(pile: list[Report]) -> None:
    whole = built(pile)
    with tempfile.TemporaryDirectory() as folder:
        record = kept(whole, folder)
        for table, rows in ROWS.items():
            read = record.rows(f"SELECT * FROM {table}")
            assert sorted(map(repr, read)) == sorted(map(repr, map(tuple, rows(whole))))


@few
@given(reports(), st.sampled_from(["Evening Post", "Morning Star of Elsewhere"]))
def test_two_copies_never_count_as_two_sources(report: Report, outlet: str) -> None:
    day = report.published.first
    twin = report_of(report.text, outlet=outlet, published=str(day) if day else None)
    with tempfile.TemporaryDirectory() as folder:
        record = kept(built([report, twin]), folder)
        supports = {row[0] for row in record.rows("SELECT support FROM engagements")}
    assert "corroborated" not in supports


def decided(record: Record, chance: Any) -> tuple[Decision, str, str]:
    """A decision about one claim of a record, drawn by chance, with the claim and the status that it sets."""
    claims = sorted(row["claim_id"] for row in record.claims if row["family"] != "statement")
    one, status = chance.choice(claims), chance.choice(["denied", "possible", "ongoing"])
    was = claim_of(record, one).status
    target = claim_anchor(record, one)
    return Decision("d", "set", target, slot="status", value=status, machine_was=was, by="ann"), one, status


@few
@given(piles.filter(lambda pile: any(coded(one).claims for one in pile)), st.randoms())
def test_a_decision_survives_a_rebuild_and_an_edited_text(pile: list[Report], chance: Any) -> None:
    """Built again it holds for the same claim; with a paragraph put before it, for the claim that has its words."""
    with tempfile.TemporaryDirectory() as folder:
        record = kept(built(pile), folder)
        assume([row for row in record.claims if row["family"] != "statement"])
        decision, one, status = decided(record, chance)
    again = build([coded(report) for report in pile], reference(), [decision])
    (outcome,) = again.outcomes
    assert (outcome.outcome, outcome.claim) == ("agrees" if decision.machine_was == status else "applied", one)
    assert {claim.status for each in again.coded for claim in each.claims if claim.id == one} == {status}
    changed = [
        r if r.id != decision.target.report else replace(r, id="edited", text=f"{NEUTRAL}\n\n{r.text}") for r in pile
    ]
    moved = build([coded(report) for report in changed], reference(), [decision])
    (outcome,) = moved.outcomes
    found = [claim for each in moved.coded for claim in each.claims if claim.id == outcome.claim]
    if found:  # the paragraph may have become the headline, and the claim gone with its section
        assert [claim.status for claim in found] == [status]
    assert outcome.outcome in ("moved", "agrees", "reflagged") if found else outcome.outcome == "lost"


@settings(few, max_examples=4)
@given(piles.filter(lambda pile: len(pile) > 1), st.randoms())
def test_what_is_added_or_dropped_leaves_no_trace(pile: list[Report], chance: Any) -> None:
    """Reports added in any portions give the digest of one build of all; dropped, that of a build without them."""
    folder = Path(tempfile.mkdtemp())
    try:
        for number, report in enumerate(pile):
            line = {
                "id": number,
                "text": report.text,
                "outlet": report.outlet,
                "published": str(report.published.first),
            }
            (folder / f"{number}.jsonl").write_text(
                json.dumps(line if report.published.first else line | {"published": None})
            )
        files = sorted(folder.glob("*.jsonl"))
        chance.shuffle(files)
        cut = chance.randrange(1, len(files))
        whole = memcon.build(files, folder / "whole")
        part = memcon.build(files[:cut], folder / "part")
        before = digest(part)
        grown = part.add(*files[cut:])
        assert digest(grown) == digest(whole)
        assert grown.run["coded"] == len(whole.reports) - len(files[:cut])
        assert digest(grown.drop(*(f"{file.name}#{file.stem}" for file in files[cut:]))) == before
    finally:
        shutil.rmtree(folder)
