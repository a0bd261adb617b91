"""To take records out and in from a shell: exports in the formats of other tools, and the way back."""

from pathlib import Path

import click

from memcon.show.console import CLEAR, EXIT_CODES, JSON, QUIET, RECORD, dump, opened, put

FORMATS = "csv parquet jsonl sqlite xlsx ics trips polecat plover annotations ftm qdpx obsidian markdown".split()
"""The formats of `memcon.show.write.WRITERS`, named here so that `memcon --help` need not load them."""


@click.command(name="export", short_help="Write a record in the format of another tool.", epilog=EXIT_CODES)
@RECORD
@click.option("--format", "form", metavar="F", type=click.Choice(FORMATS), required=True, help=", ".join(FORMATS))
@click.option(
    "-o", "--out", metavar="OUT", required=True, type=click.Path(path_type=Path), help="The file or folder to make."
)
@click.option("--dyad", metavar="A-B", help="Events of two countries (RUS-CUB, or by name), or of one.")
@click.option("--from", "since", metavar="DAY", help="Events on or after YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--to", "until", metavar="DAY", help="Events on or before it.")
@click.option("--status", help="happened, ongoing, scheduled, proposed, possible, cancelled, denied.")
@click.option("--support", help="corroborated, several_outlets, same_source, single_source, contested.")
@click.option("--kind", help="meeting, visit, call, loan, …")
@click.option("--family", help="engagement, undertaking, stance, measure, statement.")
@CLEAR
@QUIET
def export_command(record: Path, form: str, out: Path, tier: str, volume: str, **asked: str | None) -> None:
    """Write a record, or the events that meet all that is asked, in a format that other tools read."""
    from memcon.show.progress import counter  # noqa: PLC0415
    from memcon.show.write import export  # noqa: PLC0415

    with counter(volume) as watch:
        export(opened(record, tier), form, out, asked=asked, watch=watch)
    if volume == "normal":
        click.echo(f"{out}: {form}")


@click.command(name="import", short_help="Make a record from an export of its tables.", epilog=EXIT_CODES)
@click.argument("folder", metavar="EXPORT", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o", "--out", metavar="REC", required=True, type=click.Path(path_type=Path), help="Where the record goes."
)
@QUIET
def import_command(folder: Path, out: Path, volume: str) -> None:
    """Make a record from a folder that memcon export wrote as csv, jsonl or parquet; one that is at REC is replaced."""
    from memcon.record.restore import restore  # noqa: PLC0415

    record = restore(folder, out)
    if volume == "normal":
        click.echo(repr(record).strip("<>"))


@click.command(short_help="Write events as one page to keep, mail and print.", epilog=EXIT_CODES)
@RECORD
@click.argument("out", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dyad", metavar="A-B", help="Events of two countries (RUS-CUB, or by name), or of one.")
@click.option("--from", "since", metavar="DAY", help="Events on or after YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--to", "until", metavar="DAY", help="Events on or before it.")
@CLEAR
@QUIET
def dossier(record: Path, out: Path, tier: str, volume: str, **asked: str | None) -> None:
    """Write what a record tells as one HTML file that needs no other: timeline, map, events, words, sources."""
    from memcon.show.web.dossier import write_dossier  # noqa: PLC0415

    write_dossier(opened(record, tier), out, asked)
    if volume == "normal":
        click.echo(f"{out}: {out.stat().st_size / 1000:,.0f} kB")


@click.command(short_help="Write the pages of a record as files.", epilog=EXIT_CODES)
@RECORD
@click.argument("out", metavar="OUT", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--most",
    metavar="N",
    default=5_000,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    help="Events, reports, actors and relationships that get a page: of each, those told most.",
)
@QUIET
def site(record: Path, out: Path, most: int, volume: str) -> None:
    """Write the pages that memcon serve shows as a folder that a browser opens from disk and any web server can show.

    A folder at OUT is replaced only if it is such a site, and nothing was added to it or changed since.
    """
    from memcon.show.progress import paged  # noqa: PLC0415
    from memcon.show.web.site.write import write_site  # noqa: PLC0415

    with paged(volume) as watch:
        pages = write_site(record, out, most=most, watch=watch)
    if volume == "normal":
        click.echo(f"{out / 'index.html'}: {pages:,} pages")


@click.command(name="compare", short_help="Compare a record with a sheet coded by hand.", epilog=EXIT_CODES)
@RECORD
@click.argument("sheet", metavar="SHEET", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "mapped", metavar="NAME=COLUMN", multiple=True, help="What a column of the sheet is. Repeatable."
)
@CLEAR
@JSON
def compare_command(record: Path, sheet: Path, mapped: tuple[str, ...], tier: str, form: str) -> None:
    """Compare a record with a CSV file coded by hand: rows found, missed, extra and differing, agreement by column."""
    from memcon.record.extract import Extract  # noqa: PLC0415
    from memcon.show.compare.match import compare  # noqa: PLC0415
    from memcon.show.compare.sheet import read_sheet  # noqa: PLC0415
    from memcon.show.compare.tell import as_rows, sentences, told  # noqa: PLC0415

    if wrong := [one for one in mapped if "=" not in one]:
        raise click.BadParameter(f"{wrong[0]}: write NAME=COLUMN", param_hint="--map")
    names = {name: column for name, _, column in (one.partition("=") for one in mapped)}
    coded = opened(record, tier)
    found = compare(read_sheet(sheet, names), list(Extract(coded).fields("sheet")))
    said = sentences(coded, found)
    if form == "json":
        click.echo(dump(as_rows(found, said)))
    else:
        put(told(found, said))
