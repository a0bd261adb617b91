"""To let people change a record from a shell: add and drop reports, decide, review, and see what changed."""

from pathlib import Path
from typing import Any

import click

from memcon.show.console import (
    ACTORS,
    EXIT_CODES,
    INPUTS,
    JSON,
    KIND,
    LIMIT,
    LISTS,
    QUIET,
    RECORD,
    WORKERS,
    dump,
    inputs,
    opened,
    put,
    tell,
    work,
)


@click.command(short_help="Add reports to a record.", epilog=EXIT_CODES)
@RECORD
@INPUTS
@LISTS
@KIND
@ACTORS
@WORKERS
@LIMIT
@JSON
@QUIET
def add(record: Path, paths: tuple[str, ...], lists: tuple[str, ...], kind: str, **options: Any) -> None:
    """Add the reports under PATH to a record; only those that are new or changed are coded.

    The record is then what a build of all its reports would be. A file that was read before is read anew.
    """
    from memcon.show import grow  # noqa: PLC0415

    tell(grow.add(opened(record), inputs(paths, lists, kind), work(**options)), **options)


@click.command(short_help="Take reports out of a record.", epilog=EXIT_CODES)
@RECORD
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@JSON
@QUIET
def drop(record: Path, reports: tuple[str, ...], **options: Any) -> None:
    """Take reports, named by id, path or file name, out of a record; their files stay where they are."""
    from memcon.show import grow  # noqa: PLC0415

    tell(grow.drop(opened(record), reports, work(**options)), **options)


@click.command(short_help="Correct a record, with the reason; it holds from then on.", epilog=EXIT_CODES)
@RECORD
@click.argument(
    "op", metavar="OP", type=click.Choice("set reject accept add merge split same_as different undo".split())
)
@click.argument("key", metavar="KEY")
@click.argument("rest", metavar="[REST...]", nargs=-1)
@click.option("--why", metavar="TEXT", required=True, help="The reason; it is kept with the decision.")
@click.option("--by", metavar="NAME", default=None, help="Who decides. [default: MEMCON_BY, else the name of the user]")
@JSON
@QUIET
def decide(record: Path, op: str, key: str, rest: tuple[str, ...], **options: Any) -> None:
    """Decide what the machine got wrong. Decisions are kept in REC/decisions.jsonl and replayed by every build.

    \b
    set CLAIM status=happened       set REPORT published=1999-05-01
    reject CLAIM|EVENT              accept CLAIM|EVENT
    add REPORT "the clause" kind=meeting who=NAME whom=NAME when=1999-05-01
    merge EVENT EVENT...            split EVENT CLAIM...
    same_as CLAIM CLAIM...          different CLAIM CLAIM...
    same_as ACTOR ACTOR...          different ACTOR NAME|REPORT...
    accept REPORT "the words"       (they tell nothing)
    undo DECISION...
    """
    from memcon.show import decide as deciding  # noqa: PLC0415
    from memcon.show import decided  # noqa: PLC0415

    there = opened(record)
    before = len(there.decisions)
    made = deciding.decide(there, op, key, rest, deciding.Reason(options["why"], options["by"]))
    rows = list(decided.rows(made))[before:] if op != "undo" else list(decided.rows(made))
    if options["form"] == "json":
        click.echo(dump(rows))
    elif options["volume"] == "normal":
        put(decided.table(rows))


@click.command(short_help="List decisions that need another look.", epilog=EXIT_CODES)
@RECORD
@click.option("--all", "which", flag_value="all", default="queue", help="List every decision with what became of it.")
@JSON
def review(record: Path, which: str, form: str) -> None:
    """List the decisions that need another look: found in an edited text, lost, or no longer what the machine says."""
    from memcon.show import decided  # noqa: PLC0415

    rows = [row for row in decided.rows(opened(record)) if which == "all" or row["outcome"] in decided.QUEUE]
    if form == "json":
        click.echo(dump(rows))
    else:
        put(decided.table(rows))


@click.command(short_help="Show what changed between two records, and why.", epilog=EXIT_CODES)
@click.argument("left", metavar="REC", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("right", metavar="OTHER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@JSON
def diff(left: Path, right: Path, form: str) -> None:
    """Show what changed from REC to OTHER: reports, events that came, went or changed, and what made them change."""
    from memcon.show import differ  # noqa: PLC0415

    found = differ.differ(opened(left), opened(right))
    if form == "json":
        click.echo(dump(found))
    else:
        put(differ.table(found))
