"""To test by mutation that one changed fact of two accounts surfaces as a disagreement, and that other words do not."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct

from memcon.model import Coded
from memcon.pipeline import build, code
from memcon.read.fields import Fields, make
from memcon.record.record import Record, open_record
from memcon.record.store import write
from pile import reference


class Account(Struct, frozen=True):
    """What one outlet prints, and when."""

    outlet: str
    published: str
    text: str


class Pair(Struct, frozen=True):
    """Two accounts of one thing and how the second one is rewritten: pairs.toml says how."""

    name: str
    first: Account
    second: Account
    changed: tuple[tuple[str, str, str, str, str], ...]
    same: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


class Rewritten(Struct, frozen=True):
    """A pair with its second account rewritten: the fact that differs, and what each side says; none for other words.

    `is_other` tells of another thing beside the first: no contradiction, and not the same either.
    """

    pair: Pair
    old: str
    new: str
    about: str | None = None
    says: tuple[str, ...] = ()
    is_other: bool = False


def _pairs() -> tuple[Pair, ...]:
    table = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))["pair"]
    return tuple(
        Pair(
            row["name"],
            Account(**row["first"]),
            Account(**row["second"]),
            tuple(tuple(each) for each in row["changed"]),
            tuple(tuple(each) for each in row["same"]),
            tuple(tuple(each) for each in row.get("others", ())),
        )
        for row in table
    )


PAIRS = _pairs()
ROUNDS = max(len(pair.changed) for pair in PAIRS) + max(len(pair.same) + len(pair.others) for pair in PAIRS)


@cache
def _coded(account: Account, text: str) -> Coded:
    fields = Fields(outlet=account.outlet, published=account.published)
    return code(make(text.strip() + "\n", fields, path=f"{account.outlet}.txt", place=account.outlet), reference())


def _record(folder: Path, texts: Sequence[str]) -> Record:
    """The record of all pairs, the second account of each with this text: no two pairs have countries in common."""
    told = [_coded(pair.first, pair.first.text) for pair in PAIRS]
    told += [_coded(pair.second, text) for pair, text in zip(PAIRS, texts, strict=True)]
    write(build(told, reference()), folder / "record", run={})
    return open_record(folder / "record")


def _round(number: int) -> Iterator[Rewritten]:
    """The mutations of one record: the n-th of each pair that has one."""
    most = max(len(pair.changed) for pair in PAIRS)
    for pair in PAIRS:
        if number < len(pair.changed):
            about, old, new, *says = pair.changed[number]
            yield Rewritten(pair, old, new, about, tuple(says))
        elif 0 <= number - most < len(pair.same):
            yield Rewritten(pair, *pair.same[number - most])
        elif 0 <= number - most - len(pair.same) < len(pair.others):
            old, new = pair.others[number - most - len(pair.same)]
            yield Rewritten(pair, old, new, is_other=True)


def _applied(pair: Pair, rewritten: Sequence[Rewritten]) -> str:
    for one in rewritten:
        if one.pair is pair:
            assert pair.second.text.count(one.old) == 1, f"{pair.name}: {one.old} should stand once"
            return pair.second.text.replace(one.old, one.new)
    return pair.second.text


def _shared(record: Record, pair: Pair) -> int:
    """How many events both outlets of a pair tell of."""
    query = "SELECT event_id FROM tellings WHERE outlet IN (?, ?) GROUP BY event_id HAVING count(DISTINCT outlet) = 2"
    return len(record.rows(query, pair.first.outlet, pair.second.outlet))


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many events both outlets of each pair tell of as written; they disagree on nothing."""
    record = _record(tmp_path_factory.mktemp("pairs"), [pair.second.text for pair in PAIRS])
    assert list(record.disagreements) == []
    return {pair.name: _shared(record, pair) for pair in PAIRS}


def test_there_are_mutations_enough() -> None:
    assert len(PAIRS) >= 10
    assert sum(len(pair.changed) for pair in PAIRS) >= 30
    assert {row[0] for pair in PAIRS for row in pair.changed} == {
        "day",
        "place",
        "rank",
        "amount",
        "who",
        "signed",
        "status",
    }


@pytest.mark.parametrize("number", range(ROUNDS))
def test_one_changed_fact_is_told_with_both_sides_quoted(together: dict[str, int], tmp_path: Path, number: int) -> None:
    rewritten = list(_round(number))
    record = _record(tmp_path, [_applied(pair, rewritten) for pair in PAIRS])
    rows = list(record.disagreements)
    for one in rewritten:
        found = [row for row in rows if row["left_outlet"] in (one.pair.first.outlet, one.pair.second.outlet)]
        what = f"{one.pair.name}: {one.old} → {one.new}"
        if one.about:
            _is_told(one, found, what)
        else:
            assert found == [], what
            lost = together[one.pair.name] - _shared(record, one.pair)
            assert lost <= 0 or one.is_other, f"{what}: taken for two events"


def _is_told(one: Rewritten, found: list[dict[str, object]], what: str) -> None:
    """That the rows tell of the one fact, with what each outlet says and its clause."""
    assert {row["about"] for row in found} == {one.about}, what
    assert len({(row["left"], row["right"]) for row in found}) == len(found), f"{what}: told twice"
    row = found[0]
    sides = {row[f"{side}_outlet"]: (str(row[f"{side}_says"]), str(row[f"{side}_words"])) for side in ("left", "right")}
    for account, says in zip((one.pair.first, one.pair.second), one.says, strict=True):
        told, words = sides[account.outlet]
        assert says in told, what
        assert words in (account.text if account is one.pair.first else account.text.replace(one.old, one.new)), what
