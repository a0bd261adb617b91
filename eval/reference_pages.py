"""To write what the reference pages take from the code: how each command is called, columns of tables and views.

python eval/reference_pages.py

A part of a page stands between `<!-- NAME: written by … -->` and `<!-- end of NAME -->`; all else is written by hand.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill

import click

from memcon.pipeline import Built
from memcon.record.record import open_record
from memcon.record.store import tables, write
from memcon.show.cli import cli

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
BY = "written by `python eval/reference_pages.py`"
WIDTH = 140
HARD = "\u00a0"
"""A blank at which no line breaks."""
_TABLE = re.compile(r"^-- ([^\n]+)\nCREATE TABLE (\w+) \(\n(.*?)^\);", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r'^ +"?(\w+)"? ([A-Z]+(?:\[\])?),? -- (.+)$', re.MULTILINE)


def usage(name: str, command: click.Command) -> str:
    """How a command is called: what it needs, then what it takes."""
    told = [param for param in command.params if not (isinstance(param, click.Option) and param.hidden)]
    words = ["memcon", name, *(_argument(one) for one in told if isinstance(one, click.Argument))]
    options = [one for one in told if isinstance(one, click.Option)]
    words += [_called(one) for one in options if one.required]
    words += [f"[{_called(one)}]" + "..." * one.multiple for one in options if not one.required]
    whole = " ".join(word.replace(" ", HARD) for word in words)
    return fill(f"`{whole}`", WIDTH, break_long_words=False, break_on_hyphens=False).replace(HARD, " ")


def _argument(param: click.Argument) -> str:
    told = (param.metavar or (param.name or "").upper()).strip("[].") + "..." * (param.nargs == -1)
    return told if param.required else f"[{told}]"


def _called(option: click.Option) -> str:
    """An option with what it takes; by its letter where it has one."""
    name = min(option.opts, key=len)
    if option.is_flag:
        return name
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    return f"{name} {option.metavar or '|'.join(map(str, choices)) or (option.name or '').upper()}"


def commands() -> str:
    """All commands in a line each."""
    rows = [f"{f'memcon {name}'.ljust(16)}  {one.short_help}\n" for name, one in cli.commands.items()]
    return f"```\n{''.join(rows)}```"


def columns() -> Iterator[str]:
    """A table of columns for each table of a record."""
    for means, name, body in _TABLE.findall(tables()):
        yield f"### `{name}`\n\n{means}\n\n| column | type | is |\n|---|---|---|"
        yield from (f"| `{column}` | {kind} | {told} |" for column, kind, told in _COLUMN.findall(body))
        yield ""


def views() -> Iterator[str]:
    """The columns of each view that the page on views names, in order."""
    listed = (REFERENCE / "views.md").read_text(encoding="utf-8").partition("| view |")[2].partition("\n\n")[0]
    with TemporaryDirectory() as folder:
        write(Built((), (), (), {}, {}), Path(folder) / "record", run={})
        record = open_record(Path(folder) / "record")
        yield "| view | columns |\n|---|---|"
        for name in re.findall(r"^\| `(\w+)`", listed, re.MULTILINE):
            yield f"| `{name}` | `{', '.join(row[0] for row in record.rows(f'DESCRIBE {name}'))}` |"


def parts(page: str) -> dict[str, str]:
    """The parts of a page that are written by this, by name."""
    if page == "record.md":
        return {"tables": "\n".join(columns()).rstrip()}
    if page == "views.md":
        return {"columns": "\n".join(views())}
    return {"commands": commands(), **{name: usage(name, one) for name, one in cli.commands.items()}}


def written(page: str) -> str:
    """A page with its parts as they should be; raises ValueError where the place of one is missing."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    for name, body in parts(page).items():
        begin, end = f"<!-- {name}: {BY} -->", f"<!-- end of {name} -->"
        if begin not in text or end not in text:
            raise ValueError(f"docs/reference/{page} has no place for {name}: {begin} … {end}")
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}\n\n{body}\n\n{end}{rest.partition(end)[2]}"
    return text


PAGES = ("cli.md", "record.md", "views.md")
"""The pages of which parts are written so."""


if __name__ == "__main__":
    for one in PAGES:
        (REFERENCE / one).write_text(written(one), encoding="utf-8")
