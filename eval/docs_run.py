"""To run what the tutorial and the how-to pages show, and to hold what they print against what is printed.

python eval/docs_run.py            says which outputs differ
python eval/docs_run.py --write    writes into the pages what is printed now

In a page, a block `console` holds commands (`$ memcon …`) with what they print, a line `…` standing for any lines; a
block after `<!-- file: PATH -->` is written to that file; one after `<!-- not run: WHY -->` is left alone. Commands run
in a folder with `reports/`, the sample pile, and `record/`, its record.
"""

import contextlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from msgspec import Struct

from memcon.show.cli import cli
from memcon.show.made import sample
from memcon.show.make import Work, make_record

DOCS = Path(__file__).parent.parent / "docs"
PAGES = [DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))]
RUN = ("console", "python", "sh", "sql", "r")
"""The languages of blocks that are run, or marked why not."""
_BLOCK = re.compile(r"^(?:<!-- (file|not run): ([^\n]+) -->\n+)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WIDTH = "100"


class Block(Struct, frozen=True):
    """A fenced block of a page: what the comment before it asks, its language, its lines."""

    asks: str
    about: str
    language: str
    body: str


class Shown(Struct, frozen=True):
    """A command with the lines that the page says it prints."""

    command: str
    lines: tuple[str, ...]


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page in order."""
    return [Block(*(part or "" for part in found)) for found in _BLOCK.findall(page.read_text(encoding="utf-8"))]


def shown(body: str) -> Iterator[Shown]:
    """The commands of a block, each with what it prints."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield Shown(command, tuple(lines))


def matches(lines: tuple[str, ...], printed: list[str]) -> bool:
    """Whether lines were printed; `…` is any lines, and a page that shows no line asks for none."""
    told = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line.rstrip()) + r"\n" for line in lines)
    return not lines or re.fullmatch(told, "".join(f"{line}\n" for line in printed)) is not None


def run(command: str) -> list[str]:
    """What a command of memcon prints, in the folder that one is in; raises ValueError where it fails."""
    name, *words = shlex.split(command, comments=True)
    if name != "memcon":
        raise ValueError(f"{command}: not a command of memcon; mark the block as not run, and why")
    done = CliRunner().invoke(cli, words, env={"COLUMNS": _WIDTH, "MEMCON_BY": "ana"})
    if done.exit_code != 0:
        raise ValueError(f"{command}: ended with {done.exit_code}\n{done.output}")
    return [line.rstrip() for line in done.stdout.splitlines()]


def differences(page: Path, folder: Path) -> Iterator[tuple[Shown, list[str]]]:
    """The commands of a page that print something else than it says, with what they print."""
    with contextlib.chdir(folder):
        for block in blocks(page):
            if block.asks == "file":
                Path(block.about).parent.mkdir(parents=True, exist_ok=True)
                Path(block.about).write_text(block.body, encoding="utf-8")
            elif block.asks == "" and block.language == "console":
                for one in shown(block.body):
                    printed = run(one.command)
                    if not matches(one.lines, printed):
                        yield one, printed
            elif block.asks == "" and block.language == "python":
                subprocess.run([sys.executable, "-c", block.body], check=True, capture_output=True, cwd=folder)


def made(folder: Path) -> Path:
    """A folder with the sample pile and its record, whose reports are named from there and not from this machine."""
    shutil.copytree(sample()[0].parent, folder / "reports")
    with contextlib.chdir(folder):
        make_record([Path("reports")], Path("record"), Work())
    return folder


def prepare(folder: Path, ready: Path) -> Path:
    """A folder in which a page can be run, as `ready` is."""
    shutil.copytree(ready, folder)
    return folder


def main() -> int:
    """Say what differs in each page, or write it anew."""
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        ready = made(Path(work) / "ready")
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            for one, printed in differences(page, prepare(Path(work) / page.stem, ready)):
                wrong += 1
                print(f"{page.name}: {one.command}\n" + "\n".join(printed[:30]))
                kept = printed if "…" not in one.lines else [*printed[: len(one.lines) - 1], "…"]
                text = text.replace(
                    "\n".join([f"$ {one.command}", *one.lines]), "\n".join([f"$ {one.command}", *kept]), 1
                )
            if "--write" in sys.argv[1:]:
                page.write_text(text, encoding="utf-8")
    return int(wrong > 0 and "--write" not in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
