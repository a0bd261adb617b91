"""To test what becomes of each decision: applied, agreed with, flagged again, moved, lost, superseded or undone."""

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from memcon.decisions.anchor import anchor, stretch
from memcon.decisions.live import given
from memcon.decisions.replay import Ruled, replay, watched
from memcon.decisions.values import checked, told
from memcon.model import Actor, Anchor, Claim, Coded, Decision, Report, Section, Slot, When
from memcon.reference import Reference

TEXT = "Envoy Abla Kora met Minister Issa Ba in Lomé on Friday. She invited him to Accra."
REPORT = Report("r", TEXT, "a.txt")
ACTORS = (Actor("person:kora", "Abla Kora", "person", "GHA"), Actor("person:ba", "Issa Ba", "person", "TGO"))
FRIDAY = When(date(2001, 3, 2), date(2001, 3, 2), "resolved")


def claim(report: Report = REPORT, *, kind: str = "meeting", status: str = "happened") -> Claim:
    words = "met Minister Issa Ba in Lomé on Friday"
    start = report.text.index(words)
    slots = (Slot("who", actor="person:kora"), Slot("whom", actor="person:ba"))
    return Claim(f"{report.id}:met", report.id, 0, start, start + len(words), kind, "engagement", status, slots, "hand",
                 when=FRIDAY)  # fmt: skip


def coded(report: Report = REPORT, *claims: Claim) -> Coded:
    return Coded(report, (Section(0, len(report.text), "body"),), claims, ACTORS)


def made(op: str, **more: object) -> Decision:
    fields: dict[str, object] = {"target": anchor(claim(), REPORT), "by": "ann", "why": "read it again"}
    return Decision(f"d-{op}-{more.get('slot')}-{more.get('value')}", op, **(fields | more))  # type: ignore[arg-type]


def run(known: Reference, decisions: Sequence[Decision], *piles: Coded) -> Ruled:
    return replay(piles or (coded(REPORT, claim()),), decisions, known, lambda one, _: one)


def setting(value: str, *, was: str = "happened", slot: str = "status") -> Decision:
    return made("set", slot=slot, value=value, machine_was=was)


EDITED = Report("s", "Late edition.\n\n" + TEXT, "a.txt")
GONE = Report("s", "Envoys stayed at home.", "a.txt")

SET = [
    ("as the machine said then", coded(REPORT, claim()), "applied", "denied"),
    ("the machine has come to agree", coded(REPORT, claim(status="denied")), "agrees", "denied"),
    ("the machine now says a third thing", coded(REPORT, claim(status="possible")), "reflagged", "denied"),
    ("in an edited text", coded(EDITED, claim(EDITED)), "moved", "denied"),
    ("the words are gone", coded(GONE), "lost", None),
    ("no claim is made of the words", coded(REPORT), "lost", None),
]


@pytest.mark.parametrize(("what", "pile", "outcome", "status"), SET, ids=[row[0] for row in SET])
def test_a_value_that_was_set_holds(known: Reference, what: str, pile: Coded, outcome: str, status: str | None) -> None:
    ruled = run(known, [setting("denied")], pile)
    assert [one.outcome for one in ruled.outcomes] == [outcome], what
    assert [one.status for one in ruled.coded[0].claims] == ([status] if status else [])


def test_a_claim_that_was_set_says_so(known: Reference) -> None:
    (one,) = run(known, [setting("2001-03-09/2001-03-09", was="2001-03-02/2001-03-02", slot="when")]).coded[0].claims
    assert (one.rule, one.when.first, one.when.basis) == ("hand+decided", date(2001, 3, 9), "stated")
    assert one.when.clues[0].rule == "decided by ann: read it again"


VALUES = [
    ("kind", "visit", "visit"),
    ("rank", "2", "2"),
    ("whom", "Abla Kora", "person:kora"),
    ("place", "Togo", "TGO"),
    ("amount", "EUR 5000", "EUR 5000"),
    ("deadline", "2001-04-01", "2001-04-01/2001-04-01"),
    ("speaker", "", ""),
    ("format", "working", "working"),
    ("stage", "signed", "signed"),
]


@pytest.mark.parametrize(("slot", "given_value", "value"), VALUES)
def test_what_can_be_set_is_read_back(known: Reference, slot: str, given_value: str, value: str) -> None:
    actors = {**known.actors, **{a.id: a for a in ACTORS}}
    assert checked(slot, given_value, actors, known) == value
    whole = run(known, [setting(value, was="", slot=slot)]).coded[0]
    assert told(whole.claims[0], slot) == value
    meant = {s.actor for s in whole.claims[0].slots if s.actor} | ({whole.claims[0].place} - {None})
    assert meant <= {a.id for a in whole.actors}


REFUSED = [
    ("status", "done", "write one of happened"),
    ("colour", "red", "cannot be set; a claim has status"),
    ("kind", "party", "kind cannot be 'party'"),
    ("when", "last week", "is no day; write YYYY-MM-DD"),
    ("when", "2001-03-09/2001-03-01", "ends before it begins"),
    ("who", "Nobody Known", "is no actor of this record"),
]


@pytest.mark.parametrize(("slot", "value", "says"), REFUSED)
def test_a_wrong_value_is_refused_and_never_applied(known: Reference, slot: str, value: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        checked(slot, value, known.actors, known)
    ruled = run(known, [setting(value, slot=slot)])
    assert ruled.coded[0].claims == (claim(),)
    assert [(one.outcome, says in (one.note or "")) for one in ruled.outcomes] == [("lost", True)]


def test_a_rejected_claim_is_gone(known: Reference) -> None:
    ruled = run(known, [made("reject")])
    assert ruled.coded[0].claims == ()
    assert [one.outcome for one in ruled.outcomes] == ["applied"]
    assert [one.outcome for one in run(known, [made("reject")], coded(REPORT)).outcomes] == ["agrees"]
    other = run(known, [made("reject")], coded(REPORT, claim(kind="visit")))
    assert [one.outcome for one in other.outcomes] == ["reflagged"]
    assert len(other.coded[0].claims) == 1


def test_an_accepted_claim_is_watched(known: Reference) -> None:
    accepted = made("accept", machine_was=watched(claim()))
    assert [one.outcome for one in run(known, [accepted]).outcomes] == ["agrees"]
    changed = run(known, [accepted], coded(REPORT, claim(status="possible")))
    assert [one.outcome for one in changed.outcomes] == ["reflagged"]
    assert changed.coded[0].claims[0].status == "possible"
    assert [one.outcome for one in run(known, [accepted], coded(REPORT)).outcomes] == ["lost"]


def adding(**value: str) -> Decision:
    start = TEXT.index("She invited him to Accra")
    words = stretch(REPORT, start, start + len("She invited him to Accra"))
    return made("add", target=words, value={"kind": "invitation", "who": "person:kora"} | value)


def test_an_added_claim_stands_where_its_words_stand(known: Reference) -> None:
    ruled = run(known, [adding(whom="person:ba", object="Accra", status="happened")])
    (_, new) = ruled.coded[0].claims
    assert (TEXT[new.start : new.end], new.kind, new.family, new.rule) == (
        "She invited him to Accra", "invitation", "undertaking", "person:added")  # fmt: skip
    assert [(s.part, s.words, s.actor) for s in new.slots if s.part == "object"] == [("object", "Accra", None)]
    again = run(known, [adding(whom="person:ba", status="happened")], ruled.coded[0])
    assert [one.outcome for one in again.outcomes] == ["agrees"]
    assert len(again.coded[0].claims) == 2


@pytest.mark.parametrize("value", [{"kind": "party"}, {"status": "done"}, {"who": ""}])
def test_an_added_claim_has_to_be_one(known: Reference, value: dict[str, str]) -> None:
    ruled = run(known, [adding(**value)])
    assert ([one.outcome for one in ruled.outcomes], len(ruled.coded[0].claims)) == (["lost"], 1)


LATER = [
    ("the last value counts", [setting("denied"), setting("possible")], ["superseded", "applied"], "possible"),
    (
        "two values of two slots",
        [setting("denied"), setting("1", was="", slot="rank")],
        ["applied", "applied"],
        "denied",
    ),
    (
        "a claim set after it was rejected is back",
        [made("reject"), setting("denied")],
        ["superseded", "applied"],
        "denied",
    ),
    ("a claim rejected after it was set is gone", [setting("denied"), made("reject")], ["superseded", "applied"], None),
    ("undone", [setting("denied"), made("undo", value="d-set-status-denied")], ["undone"], "happened"),
]


@pytest.mark.parametrize(("what", "decisions", "outcomes", "status"), LATER, ids=[row[0] for row in LATER])
def test_a_later_decision_goes_before_an_earlier(
    known: Reference, what: str, decisions: list[Decision], outcomes: list[str], status: str | None
) -> None:
    ruled = run(known, decisions)
    assert [one.outcome for one in ruled.outcomes] == outcomes, what
    assert [one.status for one in ruled.coded[0].claims] == ([status] if status else [])


def test_an_undo_can_be_undone(known: Reference) -> None:
    first = setting("denied")
    undo = replace(made("undo", value=first.id), id="u1")
    again = replace(made("undo", value="u1"), id="u2")
    assert run(known, [first, undo, again]).coded[0].claims[0].status == "denied"


def test_a_report_is_coded_as_if_what_was_decided_had_come_with_it(known: Reference) -> None:
    whole = Anchor("r", "a.txt")
    day = made("set", target=whole, slot="published", value="2001-03-03/2001-03-03")
    outlet = made("set", target=whole, slot="outlet", value="Gulf Post")
    (read,) = given([REPORT], [day, outlet], known)
    assert (read.published.first, read.published.basis, read.outlet) == (date(2001, 3, 3), "given", "Gulf Post")
    ruled = run(known, [day, outlet, replace(outlet, id="later", value="Gulf Times")], coded(read, claim()))
    assert [one.outcome for one in ruled.outcomes] == ["applied", "superseded", "applied"]
    edited = given([Report("s", "New.", "a.txt")], [day], known)
    assert edited[0].published.first == date(2001, 3, 3)
    assert [o.outcome for o in run(known, [day], coded(Report("x", "New.", "x.txt"))).outcomes] == ["lost"]
