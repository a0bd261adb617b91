"""To gather what a dossier tells: each event with its tellings, each telling with its sentence, reports by number."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from memcon.record.extract import Extract
from memcon.record.record import Fields, Record
from memcon.show.mark import Piece, pieces, sentence
from memcon.show.phrases import dated, support


class Telling(Struct, frozen=True):
    """What a report says of an event: the sentence, its clause marked; the status, the outlet, the report's number."""

    words: tuple[Piece, ...]
    status: str
    outlet: str
    report: int


class Told(Struct, frozen=True):
    """An event with its row, its tellings, and how well it is supported."""

    id: str
    row: Fields
    support: str
    tellings: tuple[Telling, ...]


class Source(Struct, frozen=True):
    """A report by its number: title or first words, outlet, when it was published and how that is known, its file."""

    number: int
    title: str
    outlet: str
    day: str
    path: str


def gathered(extract: Extract) -> tuple[tuple[Told, ...], tuple[Source, ...]]:
    """The events of an extract by day, statements aside, and the reports that tell of them, numbered from 1 by day."""
    reports = sorted(extract.fields("reports"), key=lambda row: (str(row["first"]), row["path"], row["report_id"]))
    sources = tuple(
        Source(number, heading(row), row["outlet"] or "outlet not stated", dated(row), row["path"].split("/")[-1])
        for number, row in enumerate(reports, 1)
    )
    return _events(extract, reports), sources


def named(record: Record, dyad: str | None) -> str:
    """The countries asked for by their names, as far as the record has states of these codes."""
    query = "SELECT country, min(name) FROM actors WHERE kind = 'state' AND country IS NOT NULL GROUP BY country"
    names = dict(record.rows(query))
    return " – ".join(names.get(code, code) for code in dyad.split("-")) if dyad else "All events"


def heading(row: Fields) -> str:
    """What a report is called: its title, or its first line as far as it is short."""
    line = " ".join((row["text"] or "").strip().partition("\n")[0].split())
    short = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0]}…"
    return row["title"] or short or row["path"].split("/")[-1]


_LONGEST = 90
"""Characters of a first line that stand for a title."""


def title(row: Fields) -> str:
    """What happened, or its status and what it is, between whom and where: no plan is called as if it had happened."""
    what = row["kind"] if row["status"] == "happened" else f"{row['status']} {row['kind']}"
    parties = " – ".join(row["parties"][:4]) + (
        f" and {len(row['parties']) - 4} more" if len(row["parties"]) > 4 else ""
    )
    place = row["place"] if row["place"] not in row["parties"] else ""
    return ", ".join(part for part in (what, parties, place) if part)


def anchor(row: Fields) -> str:
    """The name of an event within a page."""
    return f"e{row['event_id'].rpartition(':')[2]}"


def _events(extract: Extract, reports: Sequence[Fields]) -> tuple[Told, ...]:
    """Each event by day, with a telling for each claim."""
    numbered = {row["report_id"]: (number, row["text"]) for number, row in enumerate(reports, 1)}
    told: dict[str, list[tuple[int, int, Telling]]] = defaultdict(list)
    for row in extract.fields("clauses"):
        number, text = numbered[row["report_id"]]
        within = sentence(text, row["start"], row["end"])
        words = tuple(pieces(text, within, [(row["start"], row["end"], "clause")]))
        telling = Telling(words, row["status"], row["outlet"] or "outlet not stated", number)
        told[row["event_id"]].append((number, row["start"], telling))
    rows = [row for row in extract.fields("happenings") if row["family"] != "statement"]
    rows.sort(
        key=lambda row: (str(row["first"] or row["last"] or "9999"), str(row["last"]), row["kind"], row["event_id"])
    )
    return tuple(
        Told(anchor(row), row, support(row), tuple(one for *_, one in sorted(told[row["event_id"]], key=_place)))
        for row in rows
    )


def _place(telling: tuple[int, int, Telling]) -> tuple[int, int]:
    """Where a telling stands: the report's number, the first character of its clause."""
    return telling[:2]
