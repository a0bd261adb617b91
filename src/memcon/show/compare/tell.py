"""To tell a comparison: counts, agreement by column, each difference with the words, what is missed and extra."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from memcon.record.record import Fields, Record
from memcon.show.compare.match import Comparison, Pair
from memcon.show.compare.sheet import Row
from memcon.show.mark import safe, sentence
from memcon.show.phrases import days

Sentences = Mapping[str, tuple[str, str, str]]
"""The sentence of each claim, in three: what stands before its clause, the clause, what stands behind it."""


def sentences(record: Record, found: Comparison) -> Sentences:
    """The sentences in which the record tells of the events that were found."""
    query = """SELECT c.claim_id, r.text, c."start", c."end" FROM claims c JOIN reports r USING (report_id)
        WHERE c.claim_id IN (SELECT unnest(?::VARCHAR[]))"""
    said = {}
    for claim, text, start, end in record.rows(query, [pair.event["claim_id"] for pair in found.pairs]):
        first, last = sentence(text, start, end)
        said[claim] = (text[first:start], text[start:end], text[end:last])
    return said


def told(found: Comparison, said: Sentences) -> RenderableType:
    """All of a comparison, for a terminal."""
    rows = len(found.pairs) + len(found.missed)
    differing = sum(bool(pair.differences) for pair in found.pairs)
    counts = f"{len(found.pairs)} found ({differing} differing), {len(found.missed)} missed"
    head = f"{rows} rows: {counts}; {len(found.extra)} extra"
    parts: list[RenderableType] = [Text(head, style="bold"), Text(), _agreement(found)]
    parts += [line for pair in found.pairs if pair.differences for line in (Text(), _difference(pair, said))]
    if found.missed:
        parts += [Text(), Text("Missed", style="bold"), *(Text(_row(row)) for row in found.missed)]
    if found.extra:
        parts += [Text(), Text("Extra", style="bold"), *(Text(_event(event)) for event in found.extra)]
    return Group(*parts)


def as_rows(found: Comparison, said: Sentences) -> Fields:
    """All of a comparison, for a program."""
    return {
        "found": [
            {"line": pair.row.number, "event_id": pair.event["event_id"], "words": pair.event["words"],
             "sentence": "".join(said[pair.event["claim_id"]]),
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


def _difference(pair: Pair, said: Sentences) -> RenderableType:
    """A row and its event where they differ, and the sentence that the record rests on, its clause bold."""
    lines = [Text(f"{_row(pair.row)}  =  {_event(pair.event)}")]
    lines += [
        Text(f"  {d.column}: sheet {safe(d.sheet)}, record {safe(d.record)}", style="yellow") for d in pair.differences
    ]
    before, clause, behind = map(safe, said[pair.event["claim_id"]])
    outlet = safe(pair.event["outlet"]) or "outlet not stated"
    quoted = Text.assemble("  “", before, (clause, "bold"), behind, f"” ({outlet})")
    return Group(*lines, quoted)


def _row(row: Row) -> str:
    told = ", ".join(safe(value) for value in row.values.values() if value)
    return f"line {row.number}: {days(row.first, row.last)}, {told}"


def _event(event: Fields) -> str:
    sides = " – ".join(safe(event[side]) for side in ("side_a", "side_b") if event[side])
    short = event["event_id"].rpartition(":")[2][:6]
    return f"{short}: {days(event['first'], event['last'])}, {event['status']} {event['kind']}, {sides}"
