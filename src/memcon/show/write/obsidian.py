"""To write a record as a vault of Obsidian: a note for each event, actor and report, linked to each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from memcon.record.extract import Extract
from memcon.record.record import Fields
from memcon.show.mark import pieces, sentence
from memcon.show.phrases import days, support
from memcon.show.told import heading, title
from memcon.show.write.markup import inert, properties, quoted
from memcon.show.write.names import Names

MOST = 2_000
"""Events that the first note lists; the others stand in their folder."""


class Notes(Struct, frozen=True):
    """Where each thing has its note, as a path without the ending, and what of each event is told where."""

    events: dict[str, str]
    actors: dict[str, str]
    reports: dict[str, str]
    told: defaultdict[str, list[tuple[str, str]]]
    """Of each event, for each of its tellings the report's id and the quotation with a link to its paragraph."""


def write_obsidian(extract: Extract, out: Path) -> None:
    """A folder of notes with properties (YAML) and links; put it into a vault, or open it as one.

    No word of a report is taken for markup, and names suit every file system.
    """
    happenings = [row for row in extract.fields("happenings") if row["family"] != "statement"]
    happenings.sort(key=lambda row: (str(row["first"] or row["last"] or "9999"), str(row["last"]), row["event_id"]))
    actors = list(extract.fields("actor_entities"))
    notes = _notes(extract, happenings, actors)
    for folder in ("events", "actors", "reports"):
        (out / folder).mkdir(parents=True)
    claims = defaultdict(list)
    for row in extract.fields("clauses"):
        if row["family"] != "statement":
            claims[row["report_id"]].append(row)
    for row in extract.fields("reports"):
        _put(out, notes.reports[row["report_id"]], _report(row, claims[row["report_id"]], notes))
    of_event, of_actor = _takes_part(extract, notes)
    for row in happenings:
        _put(out, notes.events[row["event_id"]], _event(row, of_event[row["event_id"]], notes))
    for row in actors:
        _put(out, notes.actors[row["actor_id"]], _actor(row, of_actor[row["actor_id"]], notes))
    _put(out, "Record", _first(extract, happenings, notes))


def _put(out: Path, name: str, lines: Iterator[str]) -> None:
    (out / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _notes(extract: Extract, happenings: Sequence[Fields], actors: Sequence[Fields]) -> Notes:
    """A name for every note, so that links can be written before what they lead to."""
    names = {folder: Names() for folder in ("events", "actors", "reports")}

    def note(folder: str, told: str, key: str) -> str:
        return f"{folder}/{names[folder].name(told, key)}"

    events = {row["event_id"]: note("events", _title(row), row["event_id"]) for row in happenings}
    named = {row["actor_id"]: note("actors", row["name"], row["actor_id"]) for row in actors}
    reports = {
        row["report_id"]: note("reports", f"{row['first'] or ''} {heading(row)}", row["report_id"])
        for row in extract.fields("reports")
    }
    return Notes(events, named, reports, defaultdict(list))


def _title(row: Fields) -> str:
    """What an event's note is called."""
    return f"{days(row['first'], row['last'])} {title(row)}"


def _link(note: str, place: str = "") -> str:
    """A link to a note, shown by its name."""
    return f"[[{note}{place}|{note.partition('/')[2]}]]"


def _takes_part(extract: Extract, notes: Notes) -> tuple[Any, Any]:
    """The actors of each event, the events of each actor."""
    of_event, of_actor = defaultdict(list), defaultdict(list)
    for row in extract.fields("participants"):
        if row["event_id"] in notes.events:
            of_event[row["event_id"]].append(row)
            of_actor[row["actor_id"]].append(row["event_id"])
    return of_event, of_actor


def _report(row: Fields, claims: Sequence[Fields], notes: Notes) -> Iterator[str]:
    """A report's text, paragraph by paragraph; one that holds a claim can be linked to."""
    url = row["url"] if (row["url"] or "").startswith(("http://", "https://")) else None
    yield properties({
        "type": "report", "tags": ["memcon/report"], "outlet": row["outlet"], "author": row["author"], "url": url,
        "first": row["first"], "last": row["last"], "dated": row["basis"], "language": row["language"],
        "file": row["path"].split("/")[-1], "report_id": row["report_id"], "memcon_outcome": row["outcome"],
    })  # fmt: skip
    if not (row["text"] or "").startswith(heading(row)):
        yield f"# {inert(heading(row))}\n"
    if row["problem"]:
        yield f"*{inert(row['outcome'])}: {inert(row['problem'])}*\n"
    yield from _paragraphs(row, sorted(claims, key=lambda one: (one["start"], one["end"], one["claim_id"])), notes)


def _paragraphs(row: Fields, claims: Sequence[Fields], notes: Notes) -> Iterator[str]:
    """The lines of a text; those that hold a claim with a name (`^p3`), under which the quotations of events link."""
    text, at, events = row["text"] or "", 0, dict[str, None]()
    for number, line in enumerate(text.split("\n"), 1):
        inside = [one for one in claims if at <= one["start"] < at + len(line) + 1]
        for one in inside:
            within = sentence(text, one["start"], one["end"])
            words = tuple(pieces(text, within, [(one["start"], one["end"], "clause")]))
            link = f"[[{notes.reports[row['report_id']]}#^p{number}|{_outlet(row)}]]"
            notes.told[one["event_id"]].append((row["report_id"], f"{quoted(words)} ({link}, {one['status']})\n"))
            events[one["event_id"]] = None
        if told := inert(line):
            yield f"{told} ^p{number}\n" if inside else f"{told}\n"
        at += len(line) + 1
    if events:
        yield "## Tells of\n"
        yield from (f"- {_link(notes.events[event])}" for event in events)


def _outlet(row: Fields) -> str:
    """Who published a report, as a link can show it."""
    return Names().name(row["outlet"] or "outlet not stated", row["report_id"])


def _event(row: Fields, parties: Sequence[Fields], notes: Notes) -> Iterator[str]:
    """What is told of an event, each telling with its words."""
    links = [_link(notes.actors[one["actor_id"]]) for one in parties if one["actor_id"]]
    tellings = notes.told[row["event_id"]]
    yield properties({
        "type": "event", "tags": ["memcon/event", f"memcon/{row['status']}"], "kind": row["kind"],
        "family": row["family"], "status": row["status"], "first": row["first"], "last": row["last"],
        "basis": row["basis"], "place": row["place"], "parties": list(dict.fromkeys(links)),
        "countries": list(row["countries"]), "support": row["support"], "n_reports": row["n_reports"],
        "n_sources": row["n_sources"], "reports": [_link(notes.reports[key]) for key in dict(tellings)],
        "event_id": row["event_id"],
    })  # fmt: skip
    yield f"# {inert(_title(row))}\n"
    yield f"**{row['status']}**; {support(row)}\n"
    yield from (told for _, told in tellings)
    others = [inert(one["name"]) for one in parties if not one["actor_id"]]
    if links or others:
        yield "## Who\n"
        yield from (f"- {one}" for one in dict.fromkeys([*links, *others]))


def _actor(row: Fields, events: Sequence[str], notes: Notes) -> Iterator[str]:
    """An actor with the names that reports give it, its posts and its events."""
    others = [name for name in row["names"] or [] if name != row["name"]]
    yield properties({
        "type": row["kind"], "tags": [f"memcon/{row['kind']}"], "aliases": others, "country": row["country"],
        "posts": row["posts"], "latitude": row["lat"], "longitude": row["lon"], "actor_id": row["actor_id"],
    })  # fmt: skip
    yield f"# {inert(row['name'])}\n"
    yield from (
        f"- {_link(notes.events[event])}" for event in sorted(dict.fromkeys(events), key=notes.events.__getitem__)
    )


def _first(extract: Extract, happenings: Sequence[Fields], notes: Notes) -> Iterator[str]:
    """The note to begin with: what the vault was made of, and its events by day."""
    ((day,),) = extract.rows("as_of")
    yield properties(
        {"type": "record", "tags": ["memcon/record"], "as_of": day, "memcon": extract.record.run.get("memcon")}
    )
    counts = f"{len(happenings):,} events, {len(notes.actors):,} actors and places, {len(notes.reports):,} reports"
    yield f"# The record\n\n{counts}, as of {day or 'an unknown day'}, the latest day of publication.\n\n## Events\n"
    yield from (f"- {_link(notes.events[row['event_id']])} ({row['status']})" for row in happenings[:MOST])
    if len(happenings) > MOST:
        yield f"\nand {len(happenings) - MOST:,} more in the folder `events`."
