"""To hold the clear tier to claims whose rule is known to be right, in every view."""

import json

import pytest

import memcon
from memcon.record.record import Record
from memcon.record.tiers import Precision, Rules, load_rules

TEXT = (
    "OSLO, May 7 (Wire) — President Luis Rojas of Peru had a telephone conversation with Prime Minister Kari Berg of"
    " Norway on Tuesday. Berg then met Foreign Minister Ana Lund of Chile in Oslo on Tuesday."
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of a call, which is clear, and a meeting, which is not."""
    folder = tmp_path_factory.mktemp("tiers")
    (folder / "a.jsonl").write_text(json.dumps({"text": TEXT, "outlet": "Fjord Post", "published": "2003-05-07"}))
    return memcon.build(folder / "a.jsonl", folder / "rec")


def kinds(record: Record) -> list[str]:
    return sorted(row["kind"] for row in record.engagements)


def test_a_rule_is_clear_where_enough_of_its_claims_were_marked_and_are_right() -> None:
    rules = Rules(1, "", 0.97, 30, {"a": Precision(30, 30), "b": Precision(29, 29), "c": Precision(40, 38)})
    assert [rules.clears(rule) for rule in ("a", "b", "c", "d")] == [True, False, False, False]
    assert Precision(30, 30).at_least == pytest.approx(0.886, abs=0.001)
    assert Precision(0, 0).at_least == 0.0


def test_what_ships_names_its_version_and_rests_on_counts() -> None:
    rules = load_rules()
    assert rules.version >= 1
    assert (rules.least, rules.enough) == (0.97, 30)
    assert all(0 <= one.right <= one.n for one in rules.rules.values())
    assert rules.clears("noun:call.conversation")
    assert not rules.clears("verb:meeting.meet")


def test_every_view_is_narrowed_to_the_clear_tier(record: Record) -> None:
    assert kinds(record) == ["call", "meeting"]
    clear = record.clear()
    assert kinds(clear) == ["call"]
    assert {row["kind"] for row in clear.tellings} == {"call"}
    assert {row["kind"] for row in clear.sql("SELECT kind FROM happenings")} == {"call"}
    assert kinds(record) == ["call", "meeting"]


def test_what_a_person_decided_is_clear(record: Record) -> None:
    (met,) = [row["claim_id"] for row in record.claims if row["kind"] == "meeting"]
    decided = record.decide("set", met, "status=cancelled", why="called off")
    assert kinds(decided.clear()) == ["call", "meeting"]


def test_the_rules_are_a_view(record: Record) -> None:
    (row,) = record.sql("SELECT * FROM rules WHERE rule = 'noun:call.conversation'")
    assert row["clear"]
    assert row["right"] <= row["n"]
    assert row["at_least"] < row["precision"]
