"""To run memcon from a shell: read the command line, do what it asks, print the answer, tell errors in one line."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from memcon.record.record import Record

EXIT_CODES = """\b
Exit codes: 0 done; 1 failed, or a check found something; 2 wrong usage; 130 interrupted.
Answers go to standard output, progress and errors to standard error."""

EXISTING = click.Path(exists=True, path_type=Path)
RECORD = click.argument("record", metavar="REC", type=click.Path(exists=True, file_okay=False, path_type=Path))
JSON = click.option("--json", "form", flag_value="json", default="text", help="Print one JSON document.")
QUIET = click.option("--quiet", "volume", flag_value="quiet", default="normal", help="Print errors only.")
ACTORS = click.option(
    "--actors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of your own actors: name, variants, country, post, from, to, source. They override the built-in ones.",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=None,
    help="Processes that code reports; a small pile is coded in one. [default: one for each core]",
)


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="memcon")
def cli() -> None:
    """Turn a pile of press reports into a record of diplomatic engagement: who met, called, visited, invited or lent to
    whom, when and where, whether it happened or is only planned, and who says so, each datum with its words."""


@cli.command(name="build", short_help="Build a record from reports.", epilog=EXIT_CODES)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=EXISTING)
@click.option(
    "-o", "--out", metavar="REC", required=True, type=click.Path(path_type=Path), help="Where the record goes."
)
@ACTORS
@WORKERS
@JSON
@QUIET
def build_command(paths: tuple[Path, ...], out: Path, **options: Any) -> None:
    """Build a record from text files (.txt, .md), JSONL files and folders of them.

    A record that is at REC already is replaced when the new one is complete, and not before.
    """
    _tell(_build(paths, out, **options), **options)


@cli.command(short_help="Build and show a record of the bundled reports.", epilog=EXIT_CODES)
@click.option("-o", "--out", metavar="REC", default="demo-record", type=click.Path(path_type=Path), show_default=True,
              help="Where the record goes.")  # fmt: skip
@JSON
@QUIET
def demo(out: Path, **options: Any) -> None:
    """Build a record from the bundled reports on the summits of 1985-88 and show what it tells."""
    from memcon.show import make  # noqa: PLC0415

    record = _build(make.sample(), out, **options)
    if (options["form"], options["volume"]) == ("text", "normal"):
        _show(record, "", "text")
        click.echo()
    _tell(record, **options)


@cli.command(short_help="Show a record, or one event or report of it.", epilog=EXIT_CODES)
@RECORD
@click.argument("key", metavar="[EVENT|REPORT]", default="")
@JSON
def show(record: Path, key: str, form: str) -> None:
    """Show what a record tells, or one event or report of it.

    An event or report is named by its id or the start of it, a report by its path or file name too.
    """
    _show(_open(record), key, form)


@cli.command(short_help="Lay open the evidence of an event, claim or report.", epilog=EXIT_CODES)
@RECORD
@click.argument("key", metavar="ID")
@JSON
def why(record: Path, key: str, form: str) -> None:
    """Lay open the evidence of an event, a claim or a report: the words in their sentence, the rules, the clues."""
    _show(_open(record), key, form)


@cli.command(name="check", short_help="Check every datum of a record against its text.", epilog=EXIT_CODES)
@RECORD
@JSON
@QUIET
def check_command(record: Path, form: str, volume: str) -> None:
    """Check a record: read every datum again from its text, follow every id. Exits 1 if something is amiss."""
    from memcon.record.check import check, rules  # noqa: PLC0415

    found = check(_open(record))
    if form == "json":
        violations = [{"rule": one.rule, "where": one.where} for one in found]
        click.echo(json.dumps({"rules": rules(), "violations": violations}, ensure_ascii=False, indent=2))
    elif volume == "normal":
        for one in found[:50]:
            click.echo(f"{one.rule}: {one.where}")
        click.echo(f"{rules()} rules checked, {len(found):,} violations")
    if found:
        sys.exit(1)


@cli.command(name="digest", short_help="Print a hash of what a record says.", epilog=EXIT_CODES)
@RECORD
def digest_command(record: Path) -> None:
    """Print a hash of what a record says: the same for the same reports, in any order, folder or number of workers."""
    from memcon.record.record import digest  # noqa: PLC0415

    click.echo(digest(_open(record)))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; what goes wrong is told in one line (its traceback with MEMCON_TRACEBACK=1)."""
    try:
        code = cli.main(
            args=list(arguments) if arguments is not None else None, prog_name="memcon", standalone_mode=False
        )
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except click.Abort:
        click.echo("memcon: interrupted; a record that was there is as it was", err=True)
        sys.exit(130)
    except Exception as wrong:
        if os.environ.get("MEMCON_TRACEBACK"):
            raise
        told = str(wrong.args[0]) if isinstance(wrong, KeyError) and wrong.args else str(wrong)
        expected = isinstance(wrong, (OSError, ValueError, KeyError)) or type(wrong).__module__.startswith("memcon.")
        click.echo(f"memcon: {told if expected and told else f'{type(wrong).__name__}: {told}'}", err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _build(
    paths: Sequence[Path], out: Path, *, actors: Path | None = None, workers: int | None = 1, **options: str
) -> "Record":
    """The record built, under a progress bar on standard error where that is a terminal."""
    from memcon.show import make, progress  # noqa: PLC0415

    watch = progress.bar if options == {"form": "text", "volume": "normal"} else lambda coded, _: coded
    return make.make_record(paths, out, actors=actors, workers=workers or _cores(), watch=watch)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(record: "Record", *, form: str, volume: str, **_: Any) -> None:
    """The honest summary of a record."""
    from memcon.show import summary  # noqa: PLC0415

    found = summary.figures(record)
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif volume == "normal":
        _print(summary.table(found))


def _show(record: "Record", key: str, form: str) -> None:
    """An event, claim or report with its evidence; without a key, all that the record tells."""
    from memcon.show import document, evidence, listing  # noqa: PLC0415
    from memcon.show.locate import locate  # noqa: PLC0415

    if form == "json":
        click.echo(document.dump(document.one(record, *locate(record, key)) if key else document.whole(record)))
    elif key:
        kind, whole = locate(record, key)
        _print(evidence.SHOWN[kind](record, whole))
    else:
        _print(listing.overview(record))


def _open(record: Path) -> "Record":
    from memcon.record.record import open_record  # noqa: PLC0415

    return open_record(record)


def _print(shown: "RenderableType") -> None:
    """Print to standard output as wide as the terminal is; words of reports are never taken for markup."""
    from rich.console import Console  # noqa: PLC0415

    Console(markup=False, emoji=False, highlight=False).print(shown)
