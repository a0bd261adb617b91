"""To lend commands what they share: their arguments, how an answer is printed, where a record is opened."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from memcon.show.mark import UNSAFE

if TYPE_CHECKING:
    from rich.console import RenderableType

    from memcon.limits import Limits
    from memcon.record.record import Record
    from memcon.show.make import Work

EXIT_CODES = """\b
Exit codes: 0 done; 1 failed, or a check found something; 2 wrong usage; 130 interrupted.
Answers go to standard output, progress and errors to standard error."""

RECORD = click.argument("record", metavar="REC", type=click.Path(exists=True, file_okay=False, path_type=Path))
JSON = click.option("--json", "form", flag_value="json", default="text", help="Print one JSON document.")
QUIET = click.option("--quiet", "volume", flag_value="quiet", default="normal", help="Print errors only.")
CLEAR = click.option(
    "--clear", "tier", flag_value="clear", default="all", help="Look at claims alone whose rule is known to be right."
)


class _Input(click.ParamType[str]):
    """A path, a glob, a list or standard input; one that leads nowhere is wrong usage."""

    name = "path"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words as they were given."""
        from memcon.read.given import NOWHERE, leads_somewhere  # noqa: PLC0415

        if not leads_somewhere(value):
            self.fail(f"{value}: {NOWHERE}", param, ctx)
        return value


INPUTS = click.argument("paths", metavar="PATH...", nargs=-1, type=_Input())
LISTS = click.option(
    "--files-from",
    "lists",
    metavar="LIST",
    multiple=True,
    help="Read the files named in LIST, one a line; - is standard input.",
)
KIND = click.option("--as", "kind", metavar="KIND", default="", help="What standard input is: text, html, jsonl, zip…")
ACTORS = click.option(
    "--actors",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of your own actors: name, variants, country, post, from, to, source. They override the built-in ones.",
)
WORKERS = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 256),
    default=None,
    help="Processes that code reports; a small pile is coded by the command itself. [default: one for each core]",
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(["cores", "spark"]),
    default="cores",
    show_default=True,
    help="What codes reports: processes of this machine, or Spark, which needs Java and memcon[spark].",
)
SPARK_MASTER = click.option(
    "--spark-master",
    "master",
    metavar="URL",
    help="Where Spark runs: local[N], spark://HOST:PORT, yarn, k8s://…. [default: local[*], this machine's cores]",
)
SPARK_CONF = click.option(
    "--spark-conf",
    "settings",
    metavar="KEY=VALUE",
    multiple=True,
    help="A setting of Spark, as spark.executor.memory=2g. Repeatable.",
)


def engine(name: str, master: str | None, settings: Sequence[str]) -> dict[str, Any]:
    """The engine of a build and its cluster, as fields of `Work`; settings of Spark without Spark are wrong usage."""
    from memcon.engines.task import HERE, Cluster  # noqa: PLC0415

    if name != "spark" and (master or settings):
        raise click.UsageError("--spark-master and --spark-conf go with --engine spark")
    pairs = [one.partition("=") for one in settings]
    if wrong := [key for key, given, _ in pairs if not (key.startswith("spark.") and given)]:
        raise click.BadParameter(f"{wrong[0]!r}: give KEY=VALUE, the key as spark.executor.memory",
                                 param_hint="--spark-conf")  # fmt: skip
    cluster = Cluster(master or HERE.master, tuple((key, value) for key, _, value in pairs))
    return {"engine": name, "cluster": cluster}


def _limits(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> "Limits":
    """The limits as given on the command line; a wrong one is wrong usage."""
    from memcon.limits import limited  # noqa: PLC0415

    try:
        return limited(given)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from wrong


def inputs(paths: Sequence[str], lists: Sequence[str], kind: str) -> list[str]:
    """What a user gave to be read, standard input with the ending that stands for its kind; wrong usage if nothing."""
    from memcon.read import is_read  # noqa: PLC0415
    from memcon.read.given import STANDARD_INPUT  # noqa: PLC0415

    given = [*paths, *(f"@{one}" for one in lists)]
    ending = f".{_KINDS.get(kind, kind)}" if kind else ""
    if kind and (STANDARD_INPUT not in paths or not is_read(ending)):
        raise click.BadParameter("names the kind of standard input (-): text, markdown, html, jsonl, feed, mail, or any"
                                 " ending that is read, as jsonl.gz", param_hint="--as")  # fmt: skip
    if not given:
        raise click.UsageError("Missing argument 'PATH...': give reports, or --files-from LIST")
    return [f"{one}{ending}" if one == STANDARD_INPUT else one for one in given]


_KINDS = {"text": "txt", "markdown": "md", "feed": "rss", "mail": "eml"}


LIMIT = click.option(
    "--limit",
    "limits",
    metavar="NAME=N",
    multiple=True,
    callback=_limits,
    help="Move a limit: size, page, text, texts, seconds, depth, members, ratio, unpacked,"
    " memory; bytes as 200MB. Repeatable.",
)


def work(
    *, actors: Path | None = None, workers: int | None = 0, limits: "Limits | None" = None, **options: str
) -> "Work":
    """How to read and code, under a progress bar on standard error where that is a terminal."""
    from memcon.limits import USUAL  # noqa: PLC0415
    from memcon.show import make, progress  # noqa: PLC0415

    made = make.Work(actors, _cores() if workers is None else workers, limits=limits or USUAL)
    shown = options == {"form": "text", "volume": "normal"}
    return replace(made, watch=progress.bar) if shown else made


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def tell(record: "Record", *, form: str, volume: str, **_: Any) -> None:
    """Print the honest summary of a record."""
    from memcon.show import summary  # noqa: PLC0415

    found = summary.figures(record)
    if form == "json":
        click.echo(dump(found))
    elif volume == "normal":
        put(summary.table(found))


def opened(record: Path, tier: str = "all") -> "Record":
    """The record at a path, or its clear tier."""
    from memcon.record.record import open_record  # noqa: PLC0415

    return open_record(record, tier)


def dump(document: Any) -> str:
    """A document as JSON text; days are ISO dates, characters that could steer a terminal are escaped (`\\u009b`)."""
    text = json.dumps(document, ensure_ascii=False, indent=2, default=str)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def put(shown: "RenderableType") -> None:
    """Print to standard output as wide as the terminal is; words of reports are never taken for markup."""
    from rich.console import Console  # noqa: PLC0415

    Console(markup=False, emoji=False, highlight=False).print(shown)
