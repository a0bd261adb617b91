"""To test that a promise ends in its own state in many wordings: kept, late, withdrawn, denied, forgotten, open."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct, convert

from memcon.model import Coded
from memcon.pipeline import build, code
from memcon.read.fields import Fields, make
from memcon.record.record import Record, open_record
from memcon.record.store import write
from pile import reference


class Row(Struct, frozen=True):
    """A promise, the state and deadline that it ends with, and what is told of it later, if anything; with days."""

    pile: str
    state: str
    kind: str
    first: str
    told: date
    then: str = ""
    later: date | None = None
    due: date | None = None


ROWS = convert(
    tomllib.loads(Path(__file__).with_name("promises.toml").read_text(encoding="utf-8"))["promise"], list[Row]
)


def _coded(text: str, day: date, name: str) -> Coded:
    return code(
        make(f"{text}\n", Fields(outlet=name, published=day.isoformat()), path=f"{name}.txt", place=name), reference()
    )


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """One record for each pile."""
    made = {}
    for pile in sorted({row.pile for row in ROWS}):
        told = []
        for number, row in enumerate(ROWS):
            if row.pile == pile:
                told.append(_coded(row.first, row.told, f"first {number}"))
                told += [_coded(row.then, row.later, f"then {number}")] if row.later else []
        folder = tmp_path_factory.mktemp("came") / "record"
        write(build(told, reference()), folder, run={})
        made[pile] = open_record(folder)
    return made


@pytest.mark.parametrize(
    "number", range(len(ROWS)), ids=lambda number: f"{number} {ROWS[number].state} {ROWS[number].kind}"
)
def test_a_promise_ends_in_its_own_state_with_quotes(records: dict[str, Record], number: int) -> None:
    row = ROWS[number]
    query = "SELECT * FROM promises WHERE kind = ? AND event_id IN (SELECT event_id FROM tellings WHERE outlet = ?)"
    (found,) = records[row.pile].fields(query, row.kind, f"first {number}")
    assert (found["state"], found["due"]) == (row.state, row.due)
    assert found["words"] in row.first
    assert (found["then_words"] or "") in row.then
    assert bool(found["then_words"]) is (row.state not in ("open", "overdue"))


def test_every_state_is_met_in_every_kind_that_can_end_so() -> None:
    assert {row.state for row in ROWS} == {"kept", "kept_late", "withdrawn", "denied", "overdue", "open"}
    assert {row.kind for row in ROWS} == {"invitation", "loan", "aid", "signing"}
