"""To run memcon from a shell: read the command line, do what it asks, print the answer, tell errors in one line."""

import os
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from msgspec.structs import replace

from memcon.show.cli_ask import ask, sql
from memcon.show.cli_export import compare_command, dossier, export_command, import_command, site
from memcon.show.cli_grow import add, decide, diff, drop, review
from memcon.show.cli_serve import serve
from memcon.show.cli_watch import watch
from memcon.show.console import (
    ACTORS,
    CLEAR,
    ENGINE,
    EXIT_CODES,
    INPUTS,
    JSON,
    KIND,
    LIMIT,
    LISTS,
    QUIET,
    RECORD,
    SPARK_CONF,
    SPARK_MASTER,
    WORKERS,
    dump,
    engine,
    inputs,
    opened,
    put,
    tell,
    work,
)
from memcon.show.mark import safe

if TYPE_CHECKING:
    from memcon.record.record import Record


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="memcon")
def cli() -> None:
    """Turn a pile of press reports into a record of diplomatic engagement: who met, called, visited, invited or lent to
    whom, when and where, whether it happened or is only planned, and who says so, each datum with its words."""


@cli.command(name="build", short_help="Build a record from reports.", epilog=EXIT_CODES)
@INPUTS
@LISTS
@KIND
@click.option(
    "-o", "--out", metavar="REC", required=True, type=click.Path(path_type=Path), help="Where the record goes."
)
@ACTORS
@WORKERS
@ENGINE
@SPARK_MASTER
@SPARK_CONF
@LIMIT
@JSON
@QUIET
def build_command(paths: tuple[str, ...], lists: tuple[str, ...], kind: str, out: Path, **options: Any) -> None:
    """Build a record from texts (.txt, .md), saved pages (.html), feeds, JSONL files, folders and archives of them.

    A PATH may be a quoted glob ("**/*.html"), a list of files (@LIST), or - for standard input.

    A record that is at REC already is replaced when the new one is complete, and not before.
    """
    from memcon.show import make  # noqa: PLC0415

    where = engine(options.pop("engine"), options.pop("master"), options.pop("settings"))
    tell(make.make_record(inputs(paths, lists, kind), out, replace(work(**options), **where)), **options)


@cli.command(short_help="Build and show a record of the bundled reports.", epilog=EXIT_CODES)
@click.option("-o", "--out", metavar="REC", default="demo-record", type=click.Path(path_type=Path), show_default=True,
              help="Where the record goes.")  # fmt: skip
@JSON
@QUIET
def demo(out: Path, **options: Any) -> None:
    """Build a record from the bundled reports on the summits of 1985-88 and show what it tells."""
    from memcon.show import made, make  # noqa: PLC0415

    record = make.make_record(made.sample(), out, work(**options))
    if (options["form"], options["volume"]) == ("text", "normal"):
        _show(record, "", "text")
        click.echo()
    tell(record, **options)


@cli.command(short_help="Show a record, or one event or report of it.", epilog=EXIT_CODES)
@RECORD
@click.argument("key", metavar="[EVENT|REPORT]", default="")
@CLEAR
@JSON
def show(record: Path, key: str, tier: str, form: str) -> None:
    """Show what a record tells, or one event or report of it.

    An event or report is named by its id or the start of it, a report by its path or file name too.
    """
    _show(opened(record, tier), key, form)


@cli.command(short_help="Lay open the evidence of an event, claim or report.", epilog=EXIT_CODES)
@RECORD
@click.argument("key", metavar="ID")
@JSON
def why(record: Path, key: str, form: str) -> None:
    """Lay open the evidence of an event, a claim or a report: the words in their sentence, the rules, the clues."""
    _show(opened(record), key, form)


@cli.command(name="check", short_help="Check every datum of a record against its text.", epilog=EXIT_CODES)
@RECORD
@JSON
@QUIET
def check_command(record: Path, form: str, volume: str) -> None:
    """Check a record: read every datum again from its text, follow every id. Exits 1 if something is amiss."""
    from memcon.record.check import check, rules  # noqa: PLC0415

    found = check(opened(record))
    if form == "json":
        violations = [{"rule": one.rule, "where": one.where} for one in found]
        click.echo(dump({"rules": rules(), "violations": violations}))
    elif volume == "normal":
        for one in found[:50]:
            click.echo(safe(f"{one.rule}: {one.where}"))
        click.echo(f"{rules()} rules checked, {len(found):,} violations")
    if found:
        sys.exit(1)


@cli.command(name="digest", short_help="Print a hash of what a record says.", epilog=EXIT_CODES)
@RECORD
def digest_command(record: Path) -> None:
    """Print a hash of what a record says: the same for the same reports, in any order, folder or number of workers."""
    from memcon.record.record import digest  # noqa: PLC0415

    click.echo(digest(opened(record)))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; what goes wrong is told in one line (its traceback with MEMCON_TRACEBACK=1)."""
    try:
        code = cli.main(
            args=list(arguments) if arguments is not None else None, prog_name="memcon", standalone_mode=False
        )
    except click.ClickException as wrong:
        shown = StringIO()
        wrong.show(shown)
        click.echo("\n".join(map(safe, shown.getvalue().splitlines())), err=True)
        sys.exit(wrong.exit_code)
    except click.Abort:
        told = "interrupted; a record that was there is as it was, and the same command goes on from here"
        click.echo(f"memcon: {told}", err=True)
        sys.exit(130)
    except Exception as wrong:
        if os.environ.get("MEMCON_TRACEBACK"):
            raise
        told = str(wrong.args[0]) if isinstance(wrong, KeyError) and wrong.args else str(wrong)
        expected = isinstance(wrong, (OSError, ValueError, KeyError)) or type(wrong).__module__.startswith("memcon.")
        click.echo(f"memcon: {safe(told if expected and told else f'{type(wrong).__name__}: {told}')}", err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _show(record: "Record", key: str, form: str) -> None:
    """An event, claim or report with its evidence; without a key, all that the record tells."""
    from memcon.show import document, evidence, listing  # noqa: PLC0415
    from memcon.show.locate import locate  # noqa: PLC0415

    if form == "json":
        click.echo(dump(document.one(record, *locate(record, key)) if key else document.whole(record)))
    elif key:
        kind, whole = locate(record, key)
        put(evidence.SHOWN[kind](record, whole))
    else:
        put(listing.overview(record))


for command in (
    serve,
    add,
    drop,
    watch,
    diff,
    decide,
    review,
    ask,
    sql,
    export_command,
    import_command,
    dossier,
    site,
    compare_command,
):
    cli.add_command(command)
