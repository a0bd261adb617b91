"""To hold the docs to the code: every path, command, script and block of Python in them works."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo_lines import BEGIN, END, LINES, demo
from docs_run import PAGES as RUN_ELSEWHERE
from memcon.show.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FOLDERS = ("src/", "tests/", "scripts/", "docs/", "eval/", "bench/", ".ci/")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_RUN = re.compile(r"<!-- not run: [^\n]+ -->\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
CODE = re.compile(r"`([^`\n]+)`")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def blocks(page: Path, *languages: str) -> list[str]:
    """The fenced blocks of a page in one of the languages ("" is none)."""
    return [body for language, body in BLOCK.findall(page.read_text(encoding="utf-8")) if language in languages]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return BLOCK.sub("", page.read_text(encoding="utf-8"))


def commands(page: Path) -> Iterator[list[str]]:
    """The command lines of a page's shell blocks, as words; output and comments are left out."""
    for body in blocks(page, "", "sh", "bash", "console"):
        for line in body.splitlines():
            words = line.removeprefix("$ ")
            if re.match(r"(\./)?(scripts/|(\.venv/bin/)?memcon |python (eval|bench)/)", words):
                yield shlex.split(words, comments=True)


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    broken = [target for target in LINK.findall(prose(page)) if not (page.parent / target).exists()]
    assert broken == []


@every_page
def test_paths_exist(page: Path) -> None:
    told = [word.split()[0] for word in CODE.findall(prose(page))]
    paths = [word.rstrip("/") for word in told if word.startswith(FOLDERS) and not re.search(r"[<>*{}…]", word)]
    assert [path for path in paths if not (ROOT / path).exists()] == []


@every_page
def test_scripts_in_commands_exist(page: Path) -> None:
    told = [word for words in commands(page) for word in words[:2] if word.removeprefix("./").startswith(FOLDERS)]
    assert [path for path in told if not (ROOT / path).exists()] == []


def test_readme_opens_with_a_sentence_and_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first, commands_shown = readme.split("\n\n")[1], BLOCK.search(readme)
    assert first.endswith(".")
    assert len(first.splitlines()) == 1
    assert commands_shown is not None
    assert len(commands_shown[2].strip().splitlines()) == 2


@every_page
def test_commands_and_options_exist(page: Path) -> None:
    for words in commands(page):
        if Path(words[0]).name == "memcon" and words[1:]:
            command = cli.commands.get(words[1])
            assert command is not None, " ".join(words)
            options = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words[2:] if word.startswith("-")} <= options, " ".join(words)


OTHERS = {"--check", "--readme", "--py-files", "--noise", "--pairs"}
"""Options of scripts and of other tools that pages name."""


@every_page
def test_commands_and_options_named_in_a_sentence_exist(page: Path) -> None:
    options = {option for command in cli.commands.values() for one in command.params for option in one.opts}
    told = CODE.findall(prose(page))
    named = {word for one in told for word in re.findall(r"(?<![\w-])--[a-z][\w-]*", one)}
    assert named <= options | OTHERS | {"--help", "--version"}
    assert {found[1] for one in told if (found := re.match(r"memcon ([a-z]+)\b(?!\.)", one))} <= cli.commands.keys()


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if f"memcon {name}" not in page] == []
    assert [name for name, command in cli.commands.items() if not command.help] == []


@every_page
def test_python_runs(page: Path) -> None:
    marked = NOT_RUN.findall(page.read_text(encoding="utf-8"))
    for body in [] if page in RUN_ELSEWHERE else blocks(page, "python"):
        if body in marked:
            continue
        done = subprocess.run([sys.executable, "-c", body], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{body}\n{done.stderr}"


def test_readme_shows_what_the_demo_prints() -> None:
    _, _, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition(BEGIN)
    shown = [line for line in rest.partition(END)[0].splitlines() if line.strip() and not line.startswith("```")]
    assert len(shown) == LINES
    printed = demo()
    assert [line for line in shown if line not in printed] == [], "run python eval/demo_lines.py"


def test_changelog_has_unreleased() -> None:
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_locks_name_no_address() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert [line for line in pins if "==" not in line] == []
        assert text.count("--hash=sha256:") >= len(pins)
