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
from memcon.show.told import Source, Told, anchor, gathered, named, title
from memcon.show.web.pages.drawn import dated as mark_of
from memcon.show.web.svg.map import Spot
from memcon.show.web.svg.timeline import Dated
from memcon.show.web.templates import environment
from memcon.show.web.wording import when

MOST_MARKS = 300
"""Beyond this many events the timeline would say less than the list."""


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
    html = environment().get_template("dossier.html").render(page=page, titled=title, **around)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(html, encoding="utf-8")


def gather(record: Record, asked: Mapping[str, str | None]) -> Dossier:
    """What the page shows of the events asked for, by day."""
    extract = Extract(record, asked)
    events, sources = gathered(extract)
    ((day,),) = extract.rows("as_of")
    persons = {row["name"] for row in extract.fields("participants") if row["kind"] == "person"}
    kept = [one for one in events if one.row["first"] or one.row["last"]]
    return Dossier(
        title=named(record, asked.get("dyad")),
        as_of=when(day, day) if day else "an unknown day",
        made_by=f"memcon {record.run.get('memcon', '')}".strip(),
        marks=tuple(_mark(one, persons) for one in kept) if len(kept) <= MOST_MARKS else (),
        spots=tuple(_spots(extract)),
        events=events,
        promises=tuple(extract.fields("promises")),
        disagreements=tuple(extract.fields("disagreements")),
        sources=sources,
    )


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
        yield Spot(name, f"#{anchor(rows[0])}", rows[0]["latitude"], rows[0]["longitude"], len(rows), solid)
