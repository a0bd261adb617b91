"""To write what a record tells of two countries as one page that holds all it needs, to be mailed, kept and printed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from memcon.record.extract import Extract
from memcon.record.record import Fields, Record
from memcon.show.mark import Piece, pieces, sentence
from memcon.show.phrases import dated, support
from memcon.show.web.pages.drawn import dated as mark_of
from memcon.show.web.svg.map import Spot
from memcon.show.web.svg.timeline import Dated
from memcon.show.web.templates import environment

MOST_MARKS = 300
"""Beyond this many events the timeline would say less than the list."""


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
    """A report by its number: title or first words, outlet, and when it was published."""

    number: int
    title: str
    outlet: str
    day: str
    path: str


class Dossier(Struct, frozen=True):
    """All that the page shows."""

    title: str
    as_of: str
    made_by: str
    marks: tuple[Dated, ...]
    spots: tuple[Spot, ...]
    events: tuple[Told, ...]
    promises: tuple[Fields, ...]
    disagreements: tuple[Fields, ...]
    sources: tuple[Source, ...]


def write_dossier(record: Record, out: Path, asked: Mapping[str, str | None]) -> None:
    """Write the dossier of the events asked for as one HTML file; ValueError if what is asked cannot be."""
    page = gather(record, asked)
    static = files("memcon.show.web").joinpath("static")
    around = {
        "css": Markup(static.joinpath("memcon.css").read_text(encoding="utf-8")),
        "world": Markup(static.joinpath("world.svg").read_text(encoding="utf-8")) if page.spots else "",
    }
    html = environment().get_template("dossier.html").render(page=page, **around)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(html, encoding="utf-8")


def gather(record: Record, asked: Mapping[str, str | None]) -> Dossier:
    """What the page shows of the events asked for, by day."""
    extract = Extract(record, asked)
    reports = {row["report_id"]: row for row in extract.fields("reports")}
    ordered = sorted(reports.values(), key=lambda row: (str(row["first"]), row["path"]))
    numbers = {row["report_id"]: number for number, row in enumerate(ordered, 1)}
    events = _events(extract, reports, numbers)
    ((day,),) = extract.rows("as_of")
    persons = {row["name"] for row in extract.fields("participants") if row["kind"] == "person"}
    kept = [one for one in events if one.row["first"] or one.row["last"]]
    return Dossier(
        title=_named(record, asked.get("dyad")),
        as_of=str(day or "an unknown day"),
        made_by=f"memcon {record.run.get('memcon', '')}".strip(),
        marks=tuple(_mark(one, persons) for one in kept) if len(kept) <= MOST_MARKS else (),
        spots=tuple(_spots(extract)),
        events=events,
        promises=tuple(extract.fields("promises")),
        disagreements=tuple(extract.fields("disagreements")),
        sources=tuple(
            Source(numbers[row["report_id"]], _title(row), row["outlet"] or "outlet not stated", dated(row),
                   row["path"].split("/")[-1]) for row in ordered
        ),
    )  # fmt: skip


def _events(extract: Extract, reports: Mapping[str, Fields], numbers: Mapping[str, int]) -> tuple[Told, ...]:
    """Each event by day, with a telling for each claim."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for row in extract.fields("clauses"):
        report = reports[row["report_id"]]
        within = sentence(report["text"], row["start"], row["end"])
        words = tuple(pieces(report["text"], within, [(row["start"], row["end"], "clause")]))
        outlet = row["outlet"] or "outlet not stated"
        told[row["event_id"]].append(Telling(words, row["status"], outlet, numbers[row["report_id"]]))
    rows = [row for row in extract.fields("happenings") if row["family"] != "statement"]
    rows.sort(
        key=lambda row: (str(row["first"] or row["last"] or "9999"), str(row["last"]), row["kind"], row["event_id"])
    )
    return tuple(
        Told(_anchor(row), row, support(row), tuple(sorted(told[row["event_id"]], key=lambda one: one.report)))
        for row in rows
    )


def _named(record: Record, dyad: str | None) -> str:
    """The countries asked for by their names, as far as the record has states of these codes."""
    query = "SELECT country, min(name) FROM actors WHERE kind = 'state' AND country IS NOT NULL GROUP BY country"
    names = dict(record.rows(query))
    return " – ".join(names.get(code, code) for code in dyad.split("-")) if dyad else "All events"


def _anchor(row: Fields) -> str:
    return f"e{row['event_id'].rpartition(':')[2]}"


def _mark(event: Told, persons: Collection[str]) -> Dated:
    """An event as the timeline draws it, leading to where it stands on the page."""
    short = [name.split()[-1] if name in persons else name for name in event.row["parties"]]
    return replace(mark_of({**event.row, "short": short}), url=f"#{event.id}")


def _spots(extract: Extract) -> Iterable[Spot]:
    """Places with how many events they saw, each leading to the first of them."""
    found: dict[str, list[Fields]] = defaultdict(list)
    for row in extract.fields("sheet"):
        if row["place"] and row["latitude"] is not None:
            found[row["place"]].append(row)
    for name, rows in sorted(found.items()):
        solid = sum(row["status"] in ("happened", "ongoing") for row in rows)
        yield Spot(name, f"#{_anchor(rows[0])}", rows[0]["latitude"], rows[0]["longitude"], len(rows), solid)


def _title(row: Fields) -> str:
    return row["title"] or " ".join(row["text"][:90].split())
