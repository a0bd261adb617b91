"""To hold memcon to what a reader finds in each golden report."""

import pytest
from _pytest.mark import ParameterSet

from expect import GOLDEN, Expected, Published, days, meeting, nearest, read_golden, told
from memcon.model import Coded
from pile import SAMPLE, code_file

FOLDERS = [folder for folder in sorted(GOLDEN.iterdir()) if folder.name != "sample"]
CASES = {folder.name: (folder / "report.txt", folder / "claims.toml") for folder in FOLDERS}
CASES |= {file.stem: (SAMPLE / f"{file.stem}.txt", file) for file in sorted(GOLDEN.glob("sample/*.toml"))}


def rows(part: str) -> list[ParameterSet]:
    """One test case for each expectation of each golden report; a known gap is a strict xfail with its reason."""
    cases = []
    for name, (_, golden) in CASES.items():
        for number, expected in enumerate(getattr(read_golden(golden), part), start=1):
            gap = [pytest.mark.xfail(strict=True, reason=expected.gap)] if expected.gap else []
            cases.append(pytest.param(name, expected, id=f"{name}-{number}-{expected.kind}", marks=gap))
    return cases


def coded(name: str) -> Coded:
    """The golden report of that name, coded once."""
    return code_file(CASES[name][0])


@pytest.mark.parametrize(("name", "expected"), rows("claim"))
def test_claim_is_found(name: str, expected: Expected) -> None:
    assert any(meeting(expected, coded(name))), nearest(expected, coded(name))


@pytest.mark.parametrize(("name", "expected"), rows("must_not"))
def test_nothing_false_is_told(name: str, expected: Expected) -> None:
    false = [told(claim, coded(name)) for claim in meeting(expected, coded(name))]
    assert not false, f"{expected.why}: {false}"


@pytest.mark.parametrize("name", CASES)
def test_publication_is_dated(name: str, request: pytest.FixtureRequest) -> None:
    expected = read_golden(CASES[name][1]).published
    assert expected is not None, f"{name}: say when it was published"
    if expected.gap:
        request.applymarker(pytest.mark.xfail(strict=True, reason=expected.gap))
    check_published(expected, coded(name))


def check_published(expected: Published, coded: Coded) -> None:
    """Compare the interval of publication, its basis and the number of episodes."""
    when = coded.report.published
    told_as = f"{when.first}..{when.last} ({when.basis}: {[clue.words for clue in when.clues]})"
    if expected.contains:
        true = days(expected.contains)[0]
        assert when.first is None or when.first <= true, told_as
        assert when.last is None or when.last >= true, told_as
    if expected.within:
        first, last = days(expected.within)
        assert when.first is not None, told_as
        assert when.last is not None, told_as
        assert first <= when.first <= when.last <= last, told_as
    if expected.basis:
        assert when.basis == expected.basis, told_as
    assert len({section.episode for section in coded.sections}) == expected.episodes


@pytest.mark.parametrize("name", CASES)
def test_golden_words_stand_in_the_report(name: str) -> None:
    report, golden = CASES[name][0].read_text(encoding="utf-8").casefold(), read_golden(CASES[name][1])
    quoted = [one.words for one in (*golden.claim, *golden.must_not) if one.words]
    assert [words for words in quoted if words.casefold() not in report] == []
