"""To tell a comparison: counts, agreement by column, each difference with the words, what is missed and extra."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from memcon.record.record import Fields
from memcon.show.compare.match import Comparison, Pair
from memcon.show.compare.sheet import Row
from memcon.show.mark import safe
from memcon.show.phrases import days


def told(found: Comparison) -> RenderableType:
    """All of a comparison, for a terminal."""
    rows = len(found.pairs) + len(found.missed)
    differing = sum(bool(pair.differences) for pair in found.pairs)
    counts = f"{len(found.pairs)} found ({differing} differing), {len(found.missed)} missed"
    head = f"{rows} rows: {counts}; {len(found.extra)} extra"
    parts: list[RenderableType] = [Text(head, style="bold"), Text(), _agreement(found)]
    parts += [line for pair in found.pairs if pair.differences for line in (Text(), _difference(pair))]
    if found.missed:
        parts += [Text(), Text("Missed", style="bold"), *(Text(_row(row)) for row in found.missed)]
    if found.extra:
        parts += [Text(), Text("Extra", style="bold"), *(Text(_event(event)) for event in found.extra)]
    return Group(*parts)


def as_rows(found: Comparison) -> Fields:
    """All of a comparison, for a program."""
    return {
        "found": [
            {"line": pair.row.number, "event_id": pair.event["event_id"], "words": pair.event["words"],
             "differences": [{"column": d.column, "sheet": d.sheet, "record": d.record} for d in pair.differences]}
            for pair in found.pairs
        ],
        "missed": [{"line": row.number, **row.values} for row in found.missed],
        "extra": [{name: event[name] for name in _EXTRA} for event in found.extra],
        "agreement": [
            {"column": one.column, "n": one.n, "share": round(one.share, 3),
             "kappa": None if one.kappa is None else round(one.kappa, 3)}
            for one in found.agreement
        ],
    }  # fmt: skip


_EXTRA = ("event_id", "kind", "status", "edtf", "words")


def _agreement(found: Comparison) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("column", "filled in both", "agree", "kappa"):
        table.add_column(name, justify="left" if name == "column" else "right")
    for one in found.agreement:
        chance = "–" if one.kappa is None else f"{one.kappa:.2f}"
        table.add_row(one.column, str(one.n), f"{one.share:.2f}", chance)
    return table


def _difference(pair: Pair) -> RenderableType:
    """A row and its event where they differ, and the words that the record rests on."""
    lines = [Text(f"{_row(pair.row)}  =  {_event(pair.event)}")]
    lines += [
        Text(f"  {d.column}: sheet {safe(d.sheet)}, record {safe(d.record)}", style="yellow") for d in pair.differences
    ]
    return Group(
        *lines,
        Text(f"  “{safe(pair.event['words'])}” ({safe(pair.event['outlet']) or 'outlet not stated'})", style="dim"),
    )


def _row(row: Row) -> str:
    told = ", ".join(safe(value) for value in row.values.values() if value)
    return f"line {row.number}: {days(row.first, row.last)}, {told}"


def _event(event: Fields) -> str:
    sides = " – ".join(safe(event[side]) for side in ("side_a", "side_b") if event[side])
    short = event["event_id"].rpartition(":")[2][:6]
    return f"{short}: {days(event['first'], event['last'])}, {event['status']} {event['kind']}, {sides}"
