"""To write events as a dossier in Markdown: by day, each with the words it rests on, and what came of promises."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from memcon.record.extract import Extract
from memcon.record.record import Fields
from memcon.show.phrases import days
from memcon.show.told import Source, Told, gathered, named, title
from memcon.show.write.markup import inert, quoted


def write_markdown(extract: Extract, out: Path) -> None:
    """One Markdown file (CommonMark with tables); no word of a report is taken for markup."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for line in _dossier(extract):
            file.write(line + "\n")


def _dossier(extract: Extract) -> Iterator[str]:
    events, sources = gathered(extract)
    ((day,),) = extract.rows("as_of")
    yield f"# {inert(named(extract.record, extract.asked.get('dyad')))}\n"
    yield f"{len(events):,} events in {len(sources):,} reports, as of {day or 'an unknown day'}, the latest day of"
    yield f"publication. Written by memcon {extract.record.run.get('memcon', '')} from the words of the reports;"
    yield "the clause that tells of the event is bold, the number behind it is that of the report.\n"
    yield "## Events\n"
    for event in events:
        yield from _event(event)
    yield from _table(
        "Promises and agreements", "State|Due|Who|Words", [_promise(row) for row in _of(extract, "promises")]
    )
    told = [_disagreement(row) for row in _of(extract, "disagreements")]
    yield from _table("Disagreements", "About|One says|Another says", told)
    yield "## Reports\n"
    yield from (_source(source) for source in sources)


def _of(extract: Extract, name: str) -> list[Fields]:
    return list(extract.fields(name))


def _event(event: Told) -> Iterator[str]:
    row = event.row
    headline = f"{days(row['first'], row['last'])}: {title(row)}"
    yield f"### {inert(headline)}\n"
    basis = "; day inferred" if row["basis"] == "inferred" else ""
    yield f"**{row['status']}**; {event.support}{basis}\n"
    for one in event.tellings:
        told = f", told as {one.status}" if one.status != row["status"] else ""
        yield f"{quoted(one.words)} ({inert(one.outlet)}{told}, \\[{one.report}\\])\n"


def _promise(row: Fields) -> Sequence[str]:
    then = f"; then “{inert(row['then_words'])}”" if row["then_words"] else ""
    who = inert(" – ".join(row["parties"]))
    return row["state"].replace("_", " "), str(row["due"] or ""), who, f"“{inert(row['words'])}”{then}"


def _disagreement(row: Fields) -> Sequence[str]:
    said = [
        f"{inert(row[f'{side}_outlet'] or 'outlet not stated')}: “{inert(row[f'{side}_words'])}”" for side in _SIDES
    ]
    return row["about"], *said


_SIDES = ("left", "right")


def _table(title: str, head: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table with its title; nothing if it has no row."""
    if rows:
        columns = head.split("|")
        yield f"## {title}\n"
        yield f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"
        yield from (f"| {' | '.join(row)} |" for row in rows)
        yield ""


def _source(source: Source) -> str:
    told = ", ".join(inert(part) for part in (source.title, source.outlet, source.day, source.path))
    return f"{source.number}. {told}"
