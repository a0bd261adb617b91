"""To put what was written where it belongs: made aside and swapped in when complete, never over what is not ours."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

MARK = "EXPORT.txt"
"""The file by which a folder is known for an export; it lists the files that the export wrote, each with its hash."""


@contextmanager
def placed(out: Path, form: str, over: Collection[str]) -> Iterator[Path]:
    """Gives a path aside at which to make a file or folder, and puts it at `out` when that is done.

    A file that is there is replaced, a folder only if an export in one of the formats `over` wrote it and nothing was
    added or changed since; FileExistsError says so.
    """
    if refused := _refusal(out, over):
        raise FileExistsError(f"{out}: {refused}, so it is not replaced; choose another place")
    out.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.absolute().parent) as aside:
        made, old = Path(aside) / "new" / out.name, Path(aside) / "old"
        made.parent.mkdir()
        yield made
        if made.is_dir():
            _sign(made, form)
        if out.is_dir():
            out.replace(old)
        try:
            made.replace(out)
        except OSError:
            if old.is_dir():
                old.replace(out)
            raise


def _sign(made: Path, form: str) -> None:
    """Lay into a folder the file by which it is known."""
    files = "".join(f"{digest}  {name}\n" for name, digest in sorted(_files(made).items()))
    (made / MARK).write_text(f"{_opening(form)}\n\n{files}", encoding="utf-8")


def _opening(form: str) -> str:
    return f"An export of a record of memcon in the format {form}."


def _refusal(out: Path, over: Collection[str]) -> str:
    """Why what is at a place is not replaced; nothing if it may be."""
    if not out.is_dir() or not any(out.iterdir()):
        return ""
    mark = out / MARK
    lines = mark.read_text(encoding="utf-8", errors="replace").split("\n") if mark.is_file() else [""]
    if lines[0] not in map(_opening, over):
        return "a folder of other things"
    written = {name: digest for digest, _, name in (line.partition("  ") for line in lines[2:] if line)}
    there = _files(out)
    if added := sorted(there.keys() - written.keys()):
        return f"holds {added[0]}, which the export did not write"
    if changed := sorted(name for name, digest in there.items() if written[name] != digest):
        return f"{changed[0]} was changed since it was written"
    return ""


def _files(folder: Path) -> dict[str, str]:
    """The files of a folder, the mark left out, with the hash of each."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if name != MARK and not (path.is_dir() and not path.is_symlink()):
            found[name] = _hash(path)
    return found


def _hash(path: Path) -> str:
    if not path.is_file():
        return "no file"
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
