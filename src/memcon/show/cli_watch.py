"""To follow feeds from a shell: fetch what they name that is new, add it to the record, now or again and again."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memcon.show.console import ACTORS, EXIT_CODES, JSON, LIMIT, QUIET, WORKERS, dump, opened, put, tell, work

if TYPE_CHECKING:
    from memcon.record.record import Record
    from memcon.show.watch.follow import Found
    from memcon.show.watch.state import State


@click.command(short_help="Fetch the new pages of feeds and add them to a record.", epilog=EXIT_CODES)
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@click.option(
    "-o", "--out", metavar="REC", required=True, type=click.Path(path_type=Path), help="The record to add to, or make."
)
@click.option(
    "--every",
    metavar="MINUTES",
    type=click.FloatRange(1),
    help="Pass again and again, so many minutes apart; Ctrl-C ends it.",
)
@click.option(
    "--allow-private",
    "reach",
    flag_value="private",
    default="public",
    help="Fetch private, loopback and link-local addresses too.",
)
@ACTORS
@WORKERS
@LIMIT
@JSON
@QUIET
def watch(feeds: tuple[str, ...], out: Path, every: float | None, reach: str, **options: Any) -> None:
    """Ask RSS and Atom feeds, given by their addresses, for news; fetch the pages they name, and add them to REC.

    Pages and what is known of them lie in REC.watch. A page is fetched once. What cannot be fetched is told.
    """
    from memcon.show.watch.fetch import Manners  # noqa: PLC0415
    from memcon.show.watch.guard import EVERYWHERE  # noqa: PLC0415

    manners = Manners(private=EVERYWHERE if reach == "private" else ())
    while True:
        reached = one_pass(feeds, out, manners, options)
        if every is None:
            sys.exit(0 if reached else 1)
        time.sleep(60 * every)


def one_pass(feeds: tuple[str, ...], out: Path, manners: Any, options: dict[str, Any]) -> bool:
    """Follow the feeds once and let the record grow by what is new; whether any feed could be read."""
    from memcon.record.store import refuse_foreign  # noqa: PLC0415
    from memcon.show.mark import safe  # noqa: PLC0415
    from memcon.show.watch.follow import follow  # noqa: PLC0415
    from memcon.show.watch.state import load  # noqa: PLC0415
    from memcon.show.watch.visit import Visitor  # noqa: PLC0415

    refuse_foreign(out)
    state, doing = load(out), work(**options)
    found = []
    for one in follow(feeds, out, Visitor(manners), doing.limits, state):
        found.append(one)
        if one.problem and options["volume"] == "normal":
            click.echo(safe(f"memcon: {one.url}: {one.problem}"), err=True)
    record = grown(out, state, doing)
    _tell(found, record, **options)
    return any(one.what == "feed" and one.outcome in ("read", "unchanged") for one in found)


def grown(out: Path, state: "State", doing: Any) -> "Record | None":
    """The record with the pages added that are new; None where there is none and nothing to make it of."""
    from memcon.record.store import is_record  # noqa: PLC0415
    from memcon.show import grow, make  # noqa: PLC0415
    from memcon.show.watch.follow import new_files  # noqa: PLC0415
    from memcon.show.watch.state import save  # noqa: PLC0415

    files = new_files(state, out)
    if not files:
        return opened(out) if is_record(out) else None
    paths = list(files.values())
    record = grow.add(opened(out), paths, doing) if is_record(out) else make.make_record(paths, out, doing)
    for url in files:
        state.pages[url].added = 1
    save(state, out)
    return record


def _tell(found: list["Found"], record: "Record | None", *, form: str, volume: str, **_: Any) -> None:
    """Print what a pass found, and the summary of the record."""
    from msgspec import to_builtins  # noqa: PLC0415

    from memcon.show import summary  # noqa: PLC0415

    if form == "json":
        told = {"found": to_builtins(found), "record": summary.figures(record) if record else None}
        click.echo(dump(told))
        return
    if volume != "normal":
        return
    pages = [one.outcome for one in found if one.what == "page"]
    feeds = [one.outcome for one in found if one.what == "feed"]
    counted = ", ".join(
        f"{pages.count(name)} {name}" for name in ("new", "later", "refused", "failed") if name in pages
    )
    click.echo(
        f"{len(feeds)} feeds asked ({feeds.count('unchanged')} unchanged); pages: {counted or 'none that is new'}"
    )
    if record is not None:
        tell(record, form=form, volume=volume)
    else:
        put("no record yet: no page has been fetched")
