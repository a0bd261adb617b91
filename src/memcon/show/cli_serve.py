"""To show a record in a browser from a shell: `memcon serve`."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import click

from memcon.show.console import EXIT_CODES


@click.command(short_help="Show a record in a browser.", epilog=EXIT_CODES)
@click.argument(
    "record", metavar="[REC]", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--demo", "source", flag_value="demo", default="record", help="Build and show the bundled reports.")
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; others let the network in.",
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name under which others may ask for it.")
@click.option("--read-only", "mode", flag_value="asked for", default="", help="Take no decisions.")
@click.option(
    "--compare",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="OTHER",
    help="Show too what changed since this other record.",
)
def serve(record: Path | None, source: str, mode: str, compare: Path | None, **at: Any) -> None:
    """Show a record in a browser: relationships, events, reports with their words marked, promises, disagreements.

    What the machine got wrong can be decided there, as with `memcon decide`. The pages are for this machine alone
    unless --host says otherwise; they are then only read. Nothing is fetched from anywhere.
    """
    from memcon.show.web.serve import At  # noqa: PLC0415
    from memcon.show.web.serve import serve as serving  # noqa: PLC0415

    if (record is None) is (source == "record"):
        raise click.UsageError("name a record, or say --demo")
    if record is not None:
        serving(record, At(**at), mode, compare)
        return
    with tempfile.TemporaryDirectory(prefix="memcon-") as folder:
        demo = Path(folder) / "demo"
        _lay_out(demo)
        serving(demo, At(**at), mode, compare)


def _lay_out(demo: Path) -> None:
    """Put the record of the bundled reports in a place where it can be decided on: as made beforehand, else built."""
    from memcon.show import made  # noqa: PLC0415

    if there := made.prepared():
        shutil.copytree(there, demo)
        return
    from memcon.show import make  # noqa: PLC0415

    make.make_record(made.sample(), demo, make.Work())
