"""To test that what a decision is about is found again in texts that were edited, and never in a wrong place."""

import pytest
from msgspec.structs import replace

from memcon.decisions.anchor import anchor, meant, places, stretch
from memcon.model import Claim, Report, Slot

TEXT = "Envoys from Chad and Togo met in Lomé on Friday. A day later envoys from Chad and Togo met in Lomé again."
MET = "met in Lomé"


def report(text: str, *, id: str = "r", path: str = "a.txt") -> Report:
    return Report(id, text, path)


def target(nth: int = 0) -> tuple[int, int]:
    start = TEXT.index(MET)
    start = TEXT.index(MET, start + 1) if nth else start
    return start, start + len(MET)


FOUND = [
    ("the same text", TEXT, 0, "r", "a.txt"),
    ("a line put before", "Correction appended.\n\n" + TEXT, 0, "s", "a.txt"),
    ("another tail", TEXT.replace("again", "once more"), 0, "s", "a.txt"),
    ("the second of two, a line put before", "Correction appended.\n\n" + TEXT, 1, "s", "a.txt"),
    ("the second of two, the first gone", TEXT.partition(". ")[2], 1, "s", "a.txt"),
    ("lines broken anew", TEXT.replace(" ", "\n"), 0, "s", "a.txt"),
    ("under another path, the same words around", TEXT, 0, "s", "b.txt"),
]


@pytest.mark.parametrize(("what", "text", "nth", "id", "path"), FOUND, ids=[row[0] for row in FOUND])
def test_words_are_found_again(what: str, text: str, nth: int, id: str, path: str) -> None:
    one = stretch(report(TEXT), *target(nth), kind="meeting")
    place = next(places(one, {id: report(text, id=id, path=path)}))
    assert " ".join(text[place.start : place.end].split()) == MET, what
    before = " ".join(text[: place.start].split())
    assert before.endswith("Chad and Togo")
    assert ("A day later" in before) is bool(nth)
    assert (place.moved is None) is (id == "r")


LOST = [
    ("the words are gone", TEXT.replace("met", "parted"), "a.txt"),
    ("another report with those words in another place", "Rivals from Mali and Benin met in Lomé yesterday.", "b.txt"),
    ("an empty text", "", "a.txt"),
]


@pytest.mark.parametrize(("what", "text", "path"), LOST, ids=[row[0] for row in LOST])
def test_words_that_are_gone_are_lost(what: str, text: str, path: str) -> None:
    one = stretch(report(TEXT), *target(), kind="meeting")
    assert list(places(one, {"s": report(text, id="s", path=path)})) == [], what


def test_a_whole_report_is_known_by_id_or_path() -> None:
    whole = replace(stretch(report(TEXT), 0, 1), start=None, end=None, exact="")
    assert [p.moved for p in places(whole, {"r": report(TEXT, path="moved.txt")})] == [None]
    assert [p.moved for p in places(whole, {"s": report("New.", id="s")})] == ["the report was edited"]
    assert list(places(whole, {"s": report(TEXT, id="s", path="b.txt")})) == []


def claim(kind: str, words: str, *sides: str) -> Claim:
    start = TEXT.index(words)
    slots = tuple(Slot("party", actor=side) for side in sides)
    family = "statement" if kind == "statement" else "engagement"
    return Claim(f"{kind}-{start}-{sides}", "r", 0, start, start + len(words), kind, family, "happened", slots, "hand")


def test_the_claim_meant_is_the_one_of_kind_and_sides() -> None:
    with_chad, with_togo = (
        claim("meeting", "met in Lomé on Friday", "chad"),
        claim("meeting", "met in Lomé on Friday", "togo"),
    )
    visit, said = claim("visit", "in Lomé on Friday", "chad"), claim("statement", "met in Lomé on Friday")
    elsewhere = claim("meeting", "Lomé again", "chad")
    told = [visit, elsewhere, with_togo, said, with_chad]
    one = anchor(with_chad, report(TEXT))
    place = next(places(one, {"r": report(TEXT)}))
    assert meant(one, place, told) == with_chad
    assert meant(one, place, [visit, elsewhere, said]) == visit
    assert meant(one, place, [elsewhere, said]) is None
    assert meant(anchor(said, report(TEXT)), place, [visit]) is None
