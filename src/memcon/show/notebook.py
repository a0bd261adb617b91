"""To show a record, an event, a claim and a timeline in a notebook: inert HTML in which every word is escaped, SVG."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from memcon.show.mark import Piece, pieces, sentence
from memcon.show.phrases import support
from memcon.show.told import title
from memcon.show.web import wording
from memcon.show.web.pages.drawn import MOST_MARKS, dated
from memcon.show.web.svg.timeline import draw
from memcon.show.web.templates import environment

if TYPE_CHECKING:
    from memcon.record.claim import Claim
    from memcon.record.record import Event, Fields, Record


class Telling(Struct, frozen=True):
    """A sentence with its clause marked, who tells it, and as what."""

    words: tuple[Piece, ...]
    told_by: str
    status: str


class Svg(Struct, frozen=True):
    """A drawing that a notebook shows; `save` writes it to a file."""

    text: str

    def __repr__(self) -> str:
        """That it is a drawing, and how much there is of it."""
        return f"<Svg: {len(self.text):,} characters>"

    def _repr_svg_(self) -> str:
        """The drawing, as notebooks ask for it."""
        return self.text

    def save(self, path: str | Path) -> None:
        """Write the drawing to a file."""
        Path(path).write_text(self.text, encoding="utf-8")


def record_card(record: "Record") -> str:
    """What a record holds, in a few lines."""
    counts = {name: record.run.get("counts", {}).get(name, 0) for name in ("reports", "claims")}
    ((happenings, first, last),) = record.rows(
        'SELECT count(*), min("first"), max("last") FROM happenings WHERE family <> \'statement\''
    )
    query = "SELECT support, count(*) AS n FROM happenings WHERE family <> 'statement' GROUP BY ALL"
    held = record.rows(f"{query} ORDER BY n DESC, support")
    return _written("record", {
        "name": record.path.absolute().name, "memcon": record.run.get("memcon", ""), "tier": record.tier,
        "counts": [*counts.items(), ("events", happenings)], "days": wording.when(first, last),
        "support": [(wording.SUPPORT[name], n) for name, n in held],
    })  # fmt: skip


def event_card(event: "Event") -> str:
    """What is told of an event, each telling with its sentence."""
    row = event.row
    return _written("event", {
        "title": title(row), "days": wording.when(row["first"], row["last"]), "status": row["status"],
        "support": support(row), "tellings": [_telling(claim) for claim in event.evidence], "id": event.id,
    })  # fmt: skip


def claim_card(claim: "Claim") -> str:
    """A claim in its sentence, with its parts."""
    row = claim.row
    slots = [(slot["part"], slot["words"], _means(slot)) for slot in claim.slots if slot["part"] != "quote"]
    return _written("claim", {
        "title": f"{row['status']} {wording.plain(row['kind'])}", "days": wording.when(row["first"], row["last"]),
        "basis": wording.BASIS.get(row["basis"], row["basis"]), "telling": _telling(claim), "slots": slots,
        "rule": row["rule"], "start": row["start"], "end": row["end"], "id": claim.id,
    })  # fmt: skip


def timeline(record: "Record", asked: dict[str, str]) -> Svg:
    """The events that meet all that is asked, along a line of days; of more than 300 those told most."""
    rows = [row for row in record.events(**asked) if row["family"] != "statement" and (row["first"] or row["last"])]
    persons = {name for (name,) in record.rows("SELECT DISTINCT name FROM participants WHERE kind = 'person'")}
    kept = sorted(rows, key=lambda row: (-row["n_reports"], row["event_id"]))[:MOST_MARKS]
    marks = [_mark(row, persons) for row in sorted(kept, key=lambda row: (str(row["first"]), row["event_id"]))]
    note = f"the {MOST_MARKS} told most of {len(rows):,}" if len(rows) > MOST_MARKS else ""
    drawing = draw(marks, 1100, gutter=120)
    if drawing is None:
        raise ValueError("no event with a day meets all that is asked")
    return Svg(environment().get_template("timeline.svg").render(drawing=drawing, name="Timeline of events", note=note))


def _mark(row: "Fields", persons: set[str]) -> Any:
    short = [name.split()[-1] if name in persons else name for name in row["parties"]]
    return replace(dated({**row, "short": short}), url="")


def _telling(claim: "Claim") -> Telling:
    text, start, end = claim.text, claim.row["start"], claim.row["end"]
    words = tuple(pieces(text, sentence(text, start, end), [(start, end, "clause")]))
    return Telling(words, claim.row["outlet"] or "outlet not stated", claim.row["status"])


def _means(slot: "Fields") -> str:
    """What the words of a part come to."""
    return wording.interval(slot["value"]) if slot["value"] else slot["name"] or ""


def _written(kind: str, page: dict[str, Any]) -> str:
    return environment().get_template("notebook.html").render(kind=kind, page=page)
