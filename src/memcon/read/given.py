"""To find the files that a user means: paths, quoted globs, lists of files, standard input."""

import glob
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.fields import shown, unread
from memcon.read.sniff import HEAD, ending

STANDARD_INPUT = "-"
"""What stands for standard input; `-.ENDING` for it as a file of that ending."""

NOWHERE = (
    "no such file or folder, and no glob that matches any; give reports, folders of them, @LIST for a list of them, or"
    " - for standard input"
)
"""What is said of what leads nowhere."""

_PIECE = 1 << 20


def given(words: str | Path, spool: Path, limits: Limits) -> Iterator[Path | Report]:
    """The files of what a user gave, in order, and rows for what a list names that is not there.

    A path that exists is that path. Else `@LIST` stands for the paths and globs in a file, one a line (`@-`: standard
    input), and what holds `*`, `?` or `[` for the paths it matches, `**` for folders in one another. Standard input
    is kept in the folder `spool`. Raises FileNotFoundError for what leads nowhere.
    """
    text = str(words)
    if _exists(Path(text)):
        yield from files(Path(text))
    elif text == STANDARD_INPUT or text.startswith(f"{STANDARD_INPUT}."):
        yield from _standard_input(text.removeprefix(STANDARD_INPUT), spool, limits)
    elif text.startswith("@"):
        yield from _listed(text[1:], limits)
    elif matched := _matched(text):
        yield from matched
    else:
        raise FileNotFoundError(f"{shown(Path(text))}: {NOWHERE}")


def leads_somewhere(words: str) -> bool:
    """Whether what a user gave is a path, a glob that matches, a list that is there, or standard input."""
    if words.startswith("@") and not _exists(Path(words)):
        return words == f"@{STANDARD_INPUT}" or _exists(Path(words[1:]))
    first = f"{STANDARD_INPUT}."
    return words == STANDARD_INPUT or words.startswith(first) or _exists(Path(words)) or bool(_matched(words))


def files(path: Path) -> Iterator[Path]:
    """The files of a path that exists, in order; a folder's hidden files, metadata files and records are no inputs.

    Folders that cannot be opened, and links to folders, come as paths too: they are told, not followed.
    """
    if not path.is_dir():
        yield path
        return
    closed: list[Path] = []
    for folder, inner, names in os.walk(path, onerror=lambda why: closed.append(Path(why.filename))):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and not _is_record(Path(folder, name)))
        linked = [name for name in inner if Path(folder, name).is_symlink()]
        yield from (Path(folder, name) for name in sorted([*names, *linked]) if _is_input(name))
    yield from closed


def _is_input(name: str) -> bool:
    """Whether a file of this name is a report's, not hidden and no metadata."""
    return not name.startswith(".") and not name.endswith(".meta.json")


def _is_record(folder: Path) -> bool:
    """Whether a folder is a record that memcon wrote: rebuilding a pile must not read the record that lies in it."""
    try:
        return (folder / "run.json").is_file() and (folder / "claims").is_dir()
    except OSError:  # it cannot be opened, as will be told
        return False


def _matched(pattern: str) -> list[Path]:
    """The files that a glob matches, those of matched folders included; none where it is no glob."""
    if not glob.has_magic(pattern):
        return []
    paths = [Path(found) for found in sorted(glob.glob(pattern, recursive=True))]
    records = {folder for path in paths for folder in path.parents if _is_record(folder)}
    wanted = [path for path in paths if _is_input(path.name) and not records & {path, *path.parents}]
    return [file for path in wanted if not _is_record(path) for file in files(path)]


def _listed(name: str, limits: Limits) -> Iterator[Path | Report]:
    """The files that a list names, one a line (or with NULs between them); what is not there is a row."""
    if name == STANDARD_INPUT:
        raw = sys.stdin.buffer.read(limits.size)
    else:
        with Path(name).open("rb") as handle:
            raw = handle.read(limits.size)
    lines = raw.split(b"\0") if b"\0" in raw else raw.splitlines()
    for number, line in enumerate(lines, start=1):
        words = os.fsdecode(line.strip())
        if not words:
            continue
        found = list(files(Path(words))) if _exists(Path(words)) else _matched(words)
        yield from found
        if not found and not Path(words).is_dir():
            problem = f"stands in the list {Path(shown(Path(name))).name}, line {number}, but is not there; correct it"
            yield unread(Path(words), "failed", problem)


def _standard_input(told: str, spool: Path, limits: Limits) -> Iterator[Path | Report]:
    """Standard input as a file, named after its content, with the ending `told`, else that of what it looks like."""
    if any(spool.iterdir()):
        return  # it was given twice
    held, digest, size = spool / "held", hashlib.sha256(), 0
    with held.open("wb") as out:
        head = piece = sys.stdin.buffer.read(_PIECE)
        while piece and size <= limits.unpacked:
            size += len(piece)
            digest.update(piece)
            out.write(piece)
            piece = sys.stdin.buffer.read(_PIECE)
    if size > limits.unpacked:
        problem = f"is more than {limits.unpacked:,} bytes; give it in parts, or more room: --limit unpacked=N"
        yield unread(Path("stdin"), "failed", problem)
        return
    yield held.rename(spool / f"stdin-{digest.hexdigest()[:8]}{told or ending(head[:HEAD])}")


def _exists(path: Path) -> bool:
    """Whether a path leads somewhere, be it a link to nowhere; one too long for the system does not."""
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return False
