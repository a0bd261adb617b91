"""To test what the differ calls gained, lost, changed and the same."""

from msgspec.structs import replace

from differ import Told, compare, shown

MET = Told(
    report="r1",
    path="lima.txt",
    start=0,
    end=40,
    kind="meeting",
    status="happened",
    stage=None,
    days="1997-05-13..1997-05-13",
    place="Lima",
    voice="outlet",
    slots="who=the minister",
    clause="The minister met his guest in Lima.",
)
LATER = replace(MET, start=50, end=90, kind="visit", clause="He will visit Oslo.", status="scheduled")


def test_same_claims_are_the_same() -> None:
    assert compare({"r1": [MET, LATER]}, {"r1": [LATER, MET]}).same == 2


def test_gained_and_lost() -> None:
    difference = compare({"r1": [MET]}, {"r1": [LATER]})
    assert (difference.gained, difference.lost, difference.changed) == ((LATER,), (MET,), ())


def test_a_clause_read_otherwise_is_changed() -> None:
    planned = replace(MET, status="scheduled", end=38)
    difference = compare({"r1": [MET, LATER]}, {"r1": [planned, LATER]})
    assert difference.changed == ((MET, planned),)
    assert "    status: happened → scheduled" in list(shown(difference))


def test_the_claim_of_the_same_kind_is_preferred() -> None:
    visit = replace(MET, kind="visit", days="1997-05-01..1997-05-31")
    moved = replace(MET, days="1997-05-01..1997-05-31")
    difference = compare({"r1": [MET]}, {"r1": [visit, moved]})
    assert difference.changed == ((MET, moved),)
    assert difference.gained == (visit,)
