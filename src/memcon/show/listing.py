"""To list what a record tells: engagements by day, promises and what came of them, disagreements."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from memcon.record.record import Record
from memcon.show.mark import safe
from memcon.show.phrases import STYLES, Fields, days, reasons, sides, support, value

_HOW = """
SELECT event_id, b.why, s."first", s."last", s.basis
FROM bearing b JOIN event_days d USING (event_id) LEFT JOIN sections s USING (report_id, section)
WHERE b.basis = d.basis AND b.basis IN ('resolved', 'inferred')
QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY b."last" - b."first" NULLS LAST, claim_id) = 1
"""
"""Of each event whose day no claim states outright: the clues of its narrowest claim, and the "now" of its telling."""
_NOW = {
    "dateline": ", the report dated by its dateline",
    "clues": ", the report dated by clues",
}
"""What a day told from the report's own day rests on, where that is not given."""


_NOTHING = "No report of this record tells of an engagement; memcon show REC REPORT says what was read of one."


def overview(record: Record) -> RenderableType:
    """All engagements, promises and disagreements of a record."""
    short = short_ids(record)
    parts = [engagements(record, short), promises(record, short), disagreements(record, short)]
    shown = [line for part in parts if part for line in (Text(), part)]
    return Group(*shown[1:]) if len(shown) > 2 or record.rows("SELECT 1 FROM events LIMIT 1") else Text(_NOTHING)


def short_ids(record: Record) -> dict[str, str]:
    """What tells each event from all others: the start of its id (after `event:`), six characters at least."""
    ids = sorted((row[0].rpartition(":")[2], row[0]) for row in record.rows("SELECT DISTINCT event_id FROM events"))
    if not ids:
        return {}
    shared = [0, *(_shared(a, b) for (a, _), (b, _) in pairwise(ids)), 0]
    return {
        one: bare[: max(6, *(end + 1 for end in ends))] for (bare, one), ends in zip(ids, pairwise(shared), strict=True)
    }


def engagements(record: Record, short: dict[str, str]) -> RenderableType:
    """Engagements by day: status, kind and who, where, how well told, and how a day that is not stated was found."""
    return _events(record, list(record.engagements), short, title="Engagements")


def found(record: Record, rows: Sequence[Fields]) -> RenderableType:
    """Events that were asked for, listed as engagements are."""
    return _events(record, rows, short_ids(record), title="Events")


def grid(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """The rows of any query under the names of their columns."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(safe(column), overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else safe(str(value)) for value in row))
    return table


def _events(record: Record, rows: Sequence[Fields], short: dict[str, str], *, title: str) -> RenderableType:
    """Events by day, each with what is known of it in grey."""
    how = {row["event_id"]: row for row in record.fields(_HOW)}
    if not rows:
        return Text(f"No {title.lower()} found.")
    table = _table(title, len(rows))
    for row in rows:
        head = Text.assemble(f"{safe(row['kind'])}  ", (sides(row["parties"]), "bold"))
        if row["place"] and row["place"] not in row["parties"]:
            head.append(f", {safe(row['place'])}")
        notes = [short[row["event_id"]], support(row)]
        table.add_row(
            days(row["first"], row["last"]), _status(row["status"]), _entry(head, notes, how.get(row["event_id"]))
        )
    return table


def promises(record: Record, short: dict[str, str]) -> Table | None:
    """Undertakings with what came of them as of the latest report; None if there are none."""
    rows = list(record.promises)
    if not rows:
        return None
    table = _table(
        "Promises and agreements", len(rows), note=f"as of {rows[0]['as_of'] or 'an unknown day'}, the latest report"
    )
    for row in rows:
        terms = ": ".join(safe(row[part]) for part in ("object", "amount") if row[part])
        whom = f" to {sides(row['whom'], between=', ')}" if row["whom"] else ""
        who = sides(row["who"], between=", ") + whom if row["who"] else sides(row["parties"])
        head = Text.assemble(f"{safe(row['kind'])}  ", (who, "bold"), f": {terms}" if terms else "")
        due = row["due"] if row["state"] in ("open", "overdue") else None
        told = [row["stage"] or row["status"], f"due {due}" if due else ""]
        by = f"by {short[row['by_event']]}" if row["by_event"] else ""
        notes = [short[row["event_id"]], *told, by, support(row)]
        table.add_row(days(row["first"], row["last"]), _status(row["state"]), _entry(head, notes, None))
    return table


def disagreements(record: Record, short: dict[str, str]) -> Table | None:
    """Where two reports contradict each other; None if they don't."""
    rows = record.fields(
        "SELECT d.*, h.kind, h.parties FROM disagreements d JOIN happenings h USING (event_id)"
        ' QUALIFY row_number() OVER (PARTITION BY event_id, about, left_says, right_says ORDER BY "left", "right") = 1'
        " ORDER BY event_id, about"
    )
    if not rows:
        return None
    table = _table("Disagreements", len(rows))
    for row in rows:
        head = Text.assemble(f"{safe(row['kind'])}  ", (sides(row["parties"]), "bold"))
        says = [
            f"{safe(row[f'{side}_outlet']) or 'one report'}: {value(row[f'{side}_says'])}" for side in ("left", "right")
        ]
        table.add_row(row["about"], "", _entry(head, [short[row["event_id"]], *says], None))
    return table


def _entry(head: Text, notes: Iterable[str], how: Fields | None) -> RenderableType:
    """One entry: what it is, then in grey what is known of it and how its day was found."""
    found = reasons(how["why"])[:3] if how else []
    day = f"day: {'; '.join(found)}{_NOW.get(how['basis'], '')}" if how and found else ""
    return Group(head, Text(" · ".join(note for note in [*notes, day] if note), style="dim"))


def _table(title: str, rows: int, *, note: str = "") -> Table:
    """A table of three columns: when, how it stands, what."""
    heading = f"{title} ({rows:,})" + (f", {note}" if note else "")
    table = Table(title=heading, title_justify="left", title_style="bold", box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold", min_width=10, max_width=17)
    table.add_column(no_wrap=True, min_width=9)
    table.add_column(ratio=1)
    return table


def _status(word: str) -> Text:
    """A status or state in its colour."""
    return Text(word.replace("_", " "), style=STYLES.get(word, ""))


def _shared(a: str, b: str) -> int:
    """How many characters two ids have in common at their start."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
