"""To test that the views say of an event no more than its tellings do, and who stands behind it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from memcon.model import Link, Slot
from memcon.record.record import Record, open_record
from memcon.record.rows import ROWS
from memcon.record.store import write

DAY, NEXT = "2003-05-06", "2003-05-07"
Telling = tuple[str | None, str, str | None, str]

SUPPORT: list[tuple[str, list[Telling], str]] = [
    ("one report", [("Post", "happened", DAY, "")], "single_source"),
    ("one outlet twice", [("Post", "happened", DAY, ""), ("Post", "happened", DAY, "")], "same_source"),
    ("two outlets", [("Post", "happened", DAY, ""), ("Sun", "happened", DAY, "")], "corroborated"),
    (
        "outlets not stated are sources of their own",
        [(None, "happened", DAY, ""), (None, "happened", DAY, "")],
        "corroborated",
    ),
    (
        "two outlets on one speaker",
        [("Post", "happened", DAY, "p.berg"), ("Sun", "happened", DAY, "p.berg")],
        "several_outlets",
    ),
    (
        "two outlets on two speakers",
        [("Post", "happened", DAY, "p.berg"), ("Sun", "happened", DAY, "p.rojas")],
        "corroborated",
    ),
    (
        "two outlets on one readout",
        [("Post", "happened", DAY, "document"), ("Sun", "happened", DAY, "document")],
        "several_outlets",
    ),
    (
        "two outlets print one agency's text",
        [("Post via AFP", "happened", DAY, ""), ("Sun via AFP", "happened", DAY, "")],
        "same_source",
    ),
    (
        "two outlets print two agencies' texts",
        [("Post via AFP", "happened", DAY, ""), ("Sun via TASS", "happened", DAY, "")],
        "corroborated",
    ),
    (
        "an agency's text and a correspondent's",
        [("Post via AFP", "happened", DAY, ""), ("Sun via AFP", "happened", DAY, ""), ("Sun", "happened", DAY, "")],
        "same_source",
    ),
    ("one outlet saw, one quotes", [("Post", "happened", DAY, ""), ("Sun", "happened", DAY, "p.berg")], "corroborated"),
    ("denied by another", [("Post", "happened", DAY, ""), ("Sun", "denied", None, "p.rojas")], "contested"),
    ("days that cannot meet", [("Post", "happened", DAY, ""), ("Sun", "happened", NEXT, "")], "contested"),
    (
        "a plan is no second telling that it happened",
        [("Post", "scheduled", DAY, ""), ("Sun", "happened", DAY, "")],
        "single_source",
    ),
    (
        "a plan that moved is not contested",
        [("Post", "scheduled", NEXT, ""), ("Sun", "happened", DAY, "")],
        "single_source",
    ),
    ("a plan called off", [("Post", "scheduled", DAY, ""), ("Sun", "cancelled", DAY, "")], "single_source"),
    (
        "a plan told by two",
        [("Post", "scheduled", DAY, ""), ("Sun", "scheduled", "2003-05-01/2003-05-31", "")],
        "corroborated",
    ),
]


@pytest.mark.parametrize(("what", "tellings", "support"), SUPPORT, ids=[row[0] for row in SUPPORT])
def test_support_counts_those_who_tell_what_is_shown(
    one_event: Callable[[list[Telling]], Record], what: str, tellings: list[Telling], support: str
) -> None:
    (row,) = one_event(tellings).engagements
    assert row["support"] == support, what
    assert row["n_reports"] == len(tellings)


STATUS: list[tuple[list[Telling], str]] = [
    ([("Post", "scheduled", DAY, ""), ("Sun", "happened", DAY, "")], "happened"),
    ([("Post", "scheduled", DAY, ""), ("Sun", "scheduled", DAY, "")], "scheduled"),
    ([("Post", "scheduled", DAY, ""), ("Sun", "cancelled", None, "")], "cancelled"),
    ([("Post", "proposed", DAY, ""), ("Sun", "scheduled", None, "")], "scheduled"),
    ([("Post", "proposed", DAY, ""), ("Sun", "denied", None, "")], "denied"),
    ([("Post", "ongoing", DAY, ""), ("Sun", "possible", None, "")], "ongoing"),
    ([("Post", "happened", DAY, ""), ("Sun", "denied", None, "")], "happened"),
]


@pytest.mark.parametrize(("tellings", "status"), STATUS)
def test_status_is_that_of_the_strongest_telling(
    one_event: Callable[[list[Telling]], Record], tellings: list[Telling], status: str
) -> None:
    assert [row["status"] for row in one_event(tellings).engagements] == [status]


DAYS: list[tuple[str, list[str | None], str | None, str | None]] = [
    ("one day", [DAY], DAY, DAY),
    ("unknown stays unknown", [None, None], None, None),
    ("unknown does not widen", [DAY, None], DAY, DAY),
    ("a month holds a day", ["2003-05-01/2003-05-31", DAY], DAY, DAY),
    ("two intervals meet", ["2003-05-01/2003-05-10", "2003-05-06/2003-05-20"], "2003-05-06", "2003-05-10"),
    ("an open end is bounded by another", ["2003-05-06/", "2003-05-01/2003-05-31"], "2003-05-06", "2003-05-31"),
    ("an open end alone stays open", ["2003-05-06/"], "2003-05-06", None),
    ("days that cannot meet are all shown", [DAY, NEXT], DAY, NEXT),
]


@pytest.mark.parametrize(("what", "told", "first", "last"), DAYS, ids=[row[0] for row in DAYS])
def test_days_are_where_the_tellings_meet(
    one_event: Callable[[list[Telling]], Record], what: str, told: list[str | None], first: str | None, last: str | None
) -> None:
    (row,) = one_event([(f"outlet {n}", "happened", when, "") for n, when in enumerate(told)]).engagements
    assert (row["first"], row["last"]) == tuple(date.fromisoformat(end) if end else None for end in (first, last)), what


def test_days_of_a_plan_do_not_narrow_what_happened(one_event: Callable[[list[Telling]], Record]) -> None:
    (row,) = one_event([("Post", "scheduled", NEXT, ""), ("Sun", "happened", DAY, "")]).engagements
    assert (row["first"], row["last"]) == (date(2003, 5, 6), date(2003, 5, 6))


def test_a_copy_is_no_source_of_its_own_however_the_ties_run(rich_record: Record) -> None:
    """Herald copies a report of Courier's: with the report whose outlet is not stated, two sources."""
    (row,) = rich_record.engagements
    assert (row["n_reports"], row["n_outlets"], row["n_sources"], row["support"]) == (5, 3, 2, "contested")


def test_a_state_stands_back_where_a_person_of_it_takes_part(rich_record: Record) -> None:
    (row,) = rich_record.engagements
    assert (row["parties"], row["countries"], row["place"]) == (["Kari Berg", "Luis Rojas"], ["NOR", "PER"], "Oslo")
    (loan,) = [row for row in rich_record.promises if row["kind"] == "loan"]
    assert (loan["who"], loan["whom"], loan["amount"]) == (["Peru"], ["Norway"], "EUR 5000000")


def promise(record: Record, kind: str) -> dict[str, Any]:
    (row,) = [row for row in record.promises if row["kind"] == kind]
    return row


def test_a_promise_is_overdue_only_as_of_the_latest_report(rich_record: Record) -> None:
    loan, invitation = promise(rich_record, "loan"), promise(rich_record, "invitation")
    assert (loan["state"], str(loan["due"]), str(loan["as_of"])) == ("overdue", "2003-05-20", "2003-06-30")
    assert (invitation["state"], str(invitation["due"])) == ("open", "2004-12-31")


STAGES = [
    ("fulfilled", "kept"),
    ("withdrawn", "withdrawn"),
    ("denied", "denied"),
    ("signed", "concluded"),
    ("agreed", "overdue"),
]


@pytest.mark.parametrize(("stage", "state"), STAGES)
def test_how_far_a_promise_has_come_decides_its_state(rich_pile: Any, tmp_path: Path, stage: str, state: str) -> None:
    lent = rich_pile.coded[3]
    loan = replace(lent.claims[1], stage=stage)
    changed = replace(lent, claims=(lent.claims[0], loan))
    write(replace(rich_pile, coded=(*rich_pile.coded[:3], changed, rich_pile.coded[4])), tmp_path / "rec", run={})
    assert promise(open_record(tmp_path / "rec"), "loan")["state"] == state


@pytest.mark.parametrize(
    ("judgement", "state"),
    [("same", "kept"), ("unsure", "open"), ("different", "open")],
)
def test_a_later_claim_that_fulfils_keeps_a_promise(rich_pile: Any, tmp_path: Path, judgement: str, state: str) -> None:
    link = Link(
        "d-meeting-0", "b-invitation-45", "fulfils", judgement, 3.0, "the same persons, within the time invited for"
    )
    write(replace(rich_pile, links=(link,)), tmp_path / "rec", run={})
    row = promise(open_record(tmp_path / "rec"), "invitation")
    assert (row["state"], row["by_event"]) == (state, "e-a-meeting-0" if state == "kept" else None)


def test_a_value_that_is_no_interval_is_no_deadline(rich_pile: Any, tmp_path: Path) -> None:
    lent = rich_pile.coded[3]
    loan = replace(lent.claims[1], slots=(Slot("deadline", value="soon"), Slot("deadline", value="2003-05-10/")))
    changed = replace(lent, claims=(lent.claims[0], loan))
    write(replace(rich_pile, coded=(*rich_pile.coded[:3], changed, rich_pile.coded[4])), tmp_path / "rec", run={})
    assert (promise(open_record(tmp_path / "rec"), "loan")["state"]) == "open"


@pytest.mark.parametrize(("day", "due"), [("2003-05-10/2003-05-10", None), ("2003-07-10/2003-07-12", "2003-07-12")])
def test_a_day_that_was_past_when_told_is_no_deadline(
    rich_pile: Any, tmp_path: Path, day: str, due: str | None
) -> None:
    """The report is of June."""
    lent = rich_pile.coded[3]
    changed = replace(lent, claims=(lent.claims[0], replace(lent.claims[1], slots=(Slot("day", value=day),))))
    write(replace(rich_pile, coded=(*rich_pile.coded[:3], changed, rich_pile.coded[4])), tmp_path / "rec", run={})
    found = promise(open_record(tmp_path / "rec"), "loan")["due"]
    assert (str(found) if found else None) == due


def test_statements_tell_speaker_words_and_cue(rich_record: Record) -> None:
    (row,) = rich_record.statements
    assert (row["speaker"], row["quote"], row["cue"], row["outlet"]) == ("Luis Rojas", "I was in Lima,", "said", "Post")


def test_disagreements_tell_both_sides_and_copies_once(rich_record: Record) -> None:
    sides = {
        (row["about"], row["left_outlet"], row["left_says"], row["right_outlet"], row["right_says"])
        for row in rich_record.disagreements
    }
    assert sides == {("status", outlet, "happened", "Post", "denied") for outlet in ("Courier", "Herald", None)}


def test_planned_then_tells_what_came_of_a_plan(rich_record: Record) -> None:
    rows = [
        (row["planned_claim"], row["planned"], row["then_claim"], row["outcome"]) for row in rich_record.planned_then
    ]
    assert rows == [("a-meeting-0", "scheduled", f"{name}-meeting-0", "happened") for name in "bcd"]


def test_omissions_tell_who_is_silent_on_what(rich_record: Record) -> None:
    """Of the reports that tell of the meeting, only b tells of the invitation and only d of the loan."""
    silent: dict[str, set[str]] = {}
    for row in rich_record.omissions:
        silent.setdefault(row["event_id"], set()).add(row["absent_from"])
    assert silent == {"e-b-invitation-45": set("acde"), "e-d-loan-41": set("abce")}


def test_the_timeline_has_engagements_and_undertakings_by_day(rich_record: Record) -> None:
    assert [(row["kind"], str(row["first"])) for row in rich_record.timeline] == [
        ("invitation", "2003-05-06"),
        ("meeting", "2003-05-06"),
        ("loan", "None"),
    ]


def test_framing_counts_an_outlet_s_own_words(rich_pile: Any, tmp_path: Path) -> None:
    said = rich_pile.coded[4]
    at = said.report.text.index("denied")
    claim = replace(said.claims[0], slots=(*said.claims[0].slots, Slot("tone", "denied", at, at + 6, "p.rojas")))
    changed = replace(said, claims=(claim, *said.claims[1:]))
    write(replace(rich_pile, coded=(*rich_pile.coded[:4], changed)), tmp_path / "rec", run={})
    (row,) = open_record(tmp_path / "rec").framing
    assert (row["outlet"], row["party"], row["words"], row["n"]) == ("Post", "Luis Rojas", "denied", 1)


def test_a_record_answers_in_frames_rows_and_words(rich_record: Record) -> None:
    frame = rich_record.engagements.df()
    assert list(frame["kind"]) == ["meeting"]
    assert rich_record.claims.arrow().num_rows == len(rich_record.claims) == 8
    assert repr(rich_record) == f"<Record {rich_record.path}: 5 reports, 8 claims, 1 engagements>"
    assert "meeting" in repr(rich_record.engagements)
    event = rich_record.engagement("e-a")
    assert repr(event).endswith("Kari Berg – Luis Rojas, Oslo, 2003-05-06/2003-05-06, happened, contested>")
    assert [claim["outlet"] for claim in event.claims] == ["Courier", "Courier", "Herald", None, "Post"]
    assert {slot["words"] for slot in event.claims[4]["slots"]} == {"he", "Ms. Berg"}
    assert {"engagements", "promises", "statements", "timeline", "reports"} <= set(dir(rich_record))


def test_what_is_not_there_is_said(rich_record: Record) -> None:
    with pytest.raises(AttributeError, match=r"a record has no 'meetings'; it has .*engagements"):
        _ = rich_record.meetings
    with pytest.raises(KeyError, match="no event ids begin with 'z'"):
        rich_record.engagement("z")
    with pytest.raises(KeyError, match="several event ids begin with 'e-'"):
        rich_record.engagement("e-")


def test_every_view_is_documented_with_an_example_that_runs(rich_record: Record) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "views.md").read_text(encoding="utf-8")
    examples = re.findall(r'^memcon sql record/ "(.*)"$', page, re.MULTILINE)
    for example in examples:
        assert rich_record.sql(example) is not None, example
    inner = {"tellings", "verdicts", "bearing", "event_days", "sources", "origins", "event_parties", "event_countries"}
    inner |= {"event_places", "event_support", "followed", "due", "ended", "claim_sides", "titles_told", "figures"}
    inner |= {
        "sided",
        "held_posts",
        "sheet_sides",
        "sheet_says",
        "sheet_terms",
        "matters",
        "compared",
        *ROWS,
    } - {"unread"}
    told = " ".join(examples)
    assert [view for view in rich_record.views() if view not in inner and not re.search(rf"\b{view}\b", told)] == []
