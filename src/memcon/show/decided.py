"""To list what people decided about a record, and what became of it in the last build."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from memcon.decisions.values import ACTOR_SLOT, WORDS_SLOT
from memcon.model import Anchor, Decision
from memcon.record.decisions import read_decisions
from memcon.record.record import Fields, Record
from memcon.show.mark import safe

QUEUE = ("lost", "reflagged", "moved")
"""Outcomes that a person should look at, the gravest first."""

_STYLES = {"lost": "red", "reflagged": "yellow", "moved": "yellow", "applied": "green", "agrees": "green"}


def rows(record: Record) -> Iterator[Fields]:
    """Each decision in the order in which they were taken, with its words and outcome."""
    outcomes = {row["decision_id"]: row for row in record.fields("SELECT * FROM decisions")}
    for one in read_decisions(record.path):
        if one.id in outcomes:
            words = " – ".join(dict.fromkeys(a.exact for a in _about(one)))
            yield outcomes[one.id] | {"at": one.at, "path": one.target.path, "words": words}


def _about(decision: Decision) -> Iterator[Anchor]:
    """What a decision is about: its words, or all actors that it names."""
    yield decision.target
    yield from decision.others if decision.slot == ACTOR_SLOT else ()


def table(found: Iterable[Fields]) -> RenderableType:
    """Decisions as text: what came of each, what was decided of which words, by whom and why."""
    listed = list(found)
    if not listed:
        return Text("No decision needs another look.")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for row in listed:
        grid.add_row(row["decision_id"], Text(row["outcome"], style=_STYLES.get(row["outcome"], "")), _entry(row))
    return grid


def _entry(row: Fields) -> Text:
    """What was decided, of what, and why."""
    to = (
        f" {row['slot']} = {safe(row['value'])}"
        if row["slot"] not in (None, ACTOR_SLOT, WORDS_SLOT)
        else f" {safe(row['value'])}"
        if row["value"]
        else ""
    )
    entry = Text.assemble((f"{row['op']}{to}", "bold"))
    if row["words"]:
        entry.append(f" of “{safe(row['words'][:120])}”")
    entry.append(f" in {safe(row['path'])}" if row["path"] else "")
    entry.append(f"\n{safe(row['by'])}, {row['at']}: {safe(row['why'])}", style="dim")
    if row["note"]:
        entry.append(f"\n{safe(row['note'])}", style="dim")
    return entry
