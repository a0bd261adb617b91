"""To test that one person is one actor across reports, and that two stay two, in any order of reports."""

from itertools import permutations

from memcon.model import Actor, Claim, Coded, Report, Slot, Voice
from memcon.names.unify import unify
from memcon.reference import Reference


def coded(number: int, name: str, country: str | None = "DNK") -> Coded:
    """A report with one claim of one local actor."""
    id = f"person:{name.lower()}" + (f":{country}" if country else "")
    claim = Claim(
        f"c{number}", f"r{number}", 0, 0, 1, "meeting", "engagement", "happened", (Slot("who", actor=id),), "t",
        voice=Voice("person", id),
    )  # fmt: skip
    actor = Actor(id, name, "person", country)
    return Coded(Report(f"r{number}", "x", "x"), claims=(claim,), actors=(actor,), names=((id, name, 1),))


def ids(reports: tuple[Coded, ...]) -> dict[str, str | None]:
    return {c.report.id: c.claims[0].slots[0].actor for c in reports}


def test_spellings_initials_and_parts_become_one(known: Reference) -> None:
    reports = [
        coded(1, "Sergey Kolev"),
        coded(2, "Sergei Kolev"),
        coded(3, "S. Kolev"),
        coded(4, "Sergey Petrov Kolev"),
    ]
    assert len(set(ids(unify(reports, known)).values())) == 1


def test_other_states_and_other_given_names_stay_apart(known: Reference) -> None:
    reports = [coded(1, "Anna Berg"), coded(2, "Anna Berg", "SWE"), coded(3, "Hanna Berg"), coded(4, "Ole Berg")]
    assert len(set(ids(unify(reports, known)).values())) == 4


def test_an_initial_that_fits_two_stays_alone(known: Reference) -> None:
    found = ids(unify([coded(1, "Anna Berg"), coded(2, "Arne Berg"), coded(3, "A. Berg")], known))
    assert len(set(found.values())) == 3


def test_the_order_of_reports_changes_nothing(known: Reference) -> None:
    reports = [
        coded(1, "Dmitry Orlan"),
        coded(2, "Dmitri Orlan"),
        coded(3, "Dmitriy Ivanovich Orlan"),
        coded(4, "Ole Berg"),
    ]
    told = {tuple(sorted(ids(unify(order, known)).items())) for order in permutations(reports)}
    assert len(told) == 1


def test_every_id_of_a_report_is_rewritten(known: Reference) -> None:
    first, second = unify([coded(1, "Dmitri Orlan"), coded(2, "Dmitriy Ivanovich Orlan")], known)
    actor = first.actors[0].id
    assert first.actors == second.actors
    assert {first.claims[0].slots[0].actor, first.claims[0].voice.speaker, first.names[0][0]} == {actor}
