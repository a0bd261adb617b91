"""To put questions to a record from a shell: events by what is asked of them, and SQL that only reads."""

import csv
import sys
from pathlib import Path

import click

from memcon.show.console import CLEAR, EXIT_CODES, JSON, RECORD, dump, opened, put
from memcon.show.mark import safe

CSV = click.option("--csv", "form", flag_value="csv", help="Print comma-separated values with a heading.")


@click.command(short_help="Ask for events by who, when and how sure.", epilog=EXIT_CODES)
@RECORD
@click.option("--dyad", metavar="A-B", help="Two countries (RUS-CUB, or by name), or one.")
@click.option("--from", "since", metavar="DAY", help="On or after YYYY, YYYY-MM or YYYY-MM-DD, as far as is known.")
@click.option("--to", "until", metavar="DAY", help="On or before it, as far as is known.")
@click.option("--status", help="happened, ongoing, scheduled, proposed, possible, cancelled, denied.")
@click.option("--support", help="corroborated, several_outlets, same_source, single_source, contested.")
@click.option("--kind", help="meeting, visit, call, loan, …; statement for what was said.")
@click.option("--family", help="engagement, undertaking, stance, measure, statement.")
@click.option("--place", help="Part of the place's name.")
@click.option("--who", help="Part of the name of somebody who takes part.")
@click.option("--words", help="Words that a telling has.")
@CLEAR
@JSON
@CSV
def ask(record: Path, tier: str, form: str, **asked: str | None) -> None:
    """List the events that meet all that is asked, by day. Several words of one option are joined by commas."""
    from memcon.record.ask import events  # noqa: PLC0415
    from memcon.show import listing  # noqa: PLC0415

    rec = opened(record, tier)
    rows = events(rec, asked)
    if form == "text":
        put(listing.found(rec, rows))
    else:
        _print(list(rows[0]) if rows else [], [list(row.values()) for row in rows], form)


@click.command(short_help="Run a query of SQL that only reads.", epilog=EXIT_CODES)
@RECORD
@click.argument("query")
@CLEAR
@JSON
@CSV
def sql(record: Path, query: str, tier: str, form: str) -> None:
    """Run one query over a record's tables and views. It can read nothing else, and change nothing."""
    from memcon.record.ask import select  # noqa: PLC0415
    from memcon.show import listing  # noqa: PLC0415

    columns, rows = select(opened(record, tier), query)
    if form == "text":
        put(listing.grid(columns, rows))
    else:
        _print(columns, [list(row) for row in rows], form)


def _print(columns: list[str], rows: list[list[object]], form: str) -> None:
    """Rows as JSON or comma-separated values."""
    if form == "json":
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        click.echo(dump(found))
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    steady = safe if sys.stdout.isatty() else str  # a file gets the words as they are, a terminal what cannot steer it
    for row in rows:
        told = ["; ".join(map(str, value)) if isinstance(value, list) else value for value in row]
        writer.writerow([steady(value) if isinstance(value, str) else value for value in told])
