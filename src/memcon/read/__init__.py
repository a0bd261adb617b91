"""To read a pile of files into reports, accounting for every input."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from memcon.limits import USUAL, Limits, Overrun, timed
from memcon.model import UNKNOWN, Report
from memcon.read.archive import Refused, is_archive, unpack
from memcon.read.enclosed import Enclosed
from memcon.read.feed import read_feed
from memcon.read.fields import shown, unread
from memcon.read.html import read_html
from memcon.read.jsonl import read_jsonl
from memcon.read.mail import read_mail
from memcon.read.mbox import read_mbox
from memcon.read.mhtml import read_mhtml
from memcon.read.plain import read_plain
from memcon.read.refuse import too_long
from memcon.read.warc import read_warc
from memcon.read.whole import TooLarge

READERS: dict[str, Callable[[Path, Limits], Iterator[Report | Enclosed]]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".eml": read_mail,
    ".mbox": read_mbox,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}
"""What reads a file of each ending; a reader yields one report for each input, readable or not, and files within."""

_LONGEST_ENDING = 20


def read(paths: Iterable[str | Path], limits: Limits = USUAL) -> Iterator[Report]:
    """Every report under `paths` (files, or folders read whole), sorted by path, each once.

    Reports of one outlet, address and text are one report: the first path stands in `path`, the others in `also`. What
    cannot be read, or is beyond the `limits`, comes as a report with outcome skipped or failed. Raises
    FileNotFoundError where a path is absent.
    """
    reports: dict[str, Report] = {}
    for report in sorted(_all_reports(paths, limits), key=lambda report: report.path):
        first = reports.get(report.id)
        reports[report.id] = replace(first, also=(*first.also, report.path)) if first else report
    yield from reports.values()


def _all_reports(paths: Iterable[str | Path], limits: Limits) -> Iterator[Report]:
    """Every report of every file, each file once even if two of the paths lead to it."""
    files = {os.path.abspath(file): file for path in paths for file in reversed(list(_files(Path(path))))}
    for file in files.values():
        yield from (_held(report, limits) for report in _read_file(file, limits))


def _files(path: Path) -> Iterator[Path]:
    """The files of one path in order; a folder's hidden files, metadata files and records are no inputs."""
    if not path.exists():
        raise FileNotFoundError(
            f"{shown(path)}: no such file or folder; give text files, .jsonl files or folders of them"
        )
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and not _is_record(Path(folder, name)))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith(".meta.json"):
                yield Path(folder, name)


def _is_record(folder: Path) -> bool:
    """Whether a folder is a record that memcon wrote: rebuilding a pile must not read the record that lies in it."""
    return (folder / "run.json").is_file() and (folder / "claims").is_dir()


def _held(report: Report, limits: Limits) -> Report:
    """A report, skipped if its text is longer than what is coded."""
    if len(report.text) <= limits.text:
        return report
    problem = f"{Path(report.path).name}: {too_long(f'{len(report.text):,} characters', limits)}"
    return replace(report, outcome="skipped", problem=problem)


def _read_file(file: Path, limits: Limits, depth: int = 0) -> Iterator[Report]:
    """The reports of one file, or the one that says why it has none; `depth` archives lie around it."""
    name = file.name.lower()
    reader = READERS.get(".warc.gz" if name.endswith(".warc.gz") else file.suffix.lower())
    try:
        if not file.is_file():
            yield unread(file, "failed", "is not a regular file; give a copy of its text")
        elif is_archive(file):
            yield from _read_archive(file, limits, depth)
        elif reader is None:
            endings = ", ".join(READERS)
            problem = f"no reader for the ending {file.suffix!r}; readable are {endings} and archives of them"
            yield unread(file, "skipped", problem)
        else:
            for found in timed(reader(file, limits), limits.seconds):
                yield from _read_enclosed(found, limits, depth) if isinstance(found, Enclosed) else (found,)
    except Overrun as why:
        yield unread(file, "failed", str(why))
    except TooLarge as why:
        size = f"{file.name} {file.stat().st_size}"
        yield unread(file, "skipped", str(why), raw=size.encode(errors="replace"))
    except OSError as why:
        yield unread(file, "failed", f"cannot be read ({why.strerror or why}); check its rights, then build again")
    except Exception as why:  # a library of formats meets whatever users have; what it fails on costs this file
        yield unread(file, "failed", f"cannot be read ({type(why).__name__}: {why}); give its words as text")


def _read_archive(file: Path, limits: Limits, depth: int) -> Iterator[Report]:
    """The reports of an archive's files, as those of a folder; `path` is `ARCHIVE#MEMBER`. What is refused is told."""
    if depth == limits.depth:
        yield unread(file, "skipped", _too_deep(depth))
        return
    with TemporaryDirectory(prefix="memcon-") as made:
        folder = Path(made)
        yield from (_refused(file, refused) for refused in unpack(file, folder, limits))
        for inner in _files(folder):
            for report in _read_file(inner, limits, depth + 1):
                outside = f"{shown(file)}#{shown(inner.relative_to(folder))}"
                yield replace(report, path=outside + report.path.removeprefix(shown(inner)))


def _read_enclosed(held: Enclosed, limits: Limits, depth: int) -> Iterator[Report]:
    """The reports of a file that lies in another, as if it lay in a folder of its own."""
    if depth == limits.depth:
        yield unread(Path(held.path), "skipped", _too_deep(depth))
        return
    with TemporaryDirectory(prefix="memcon-") as made:
        file = Path(made, "file" + "".join(Path(held.name).suffixes[-2:])[-_LONGEST_ENDING:])
        file.write_bytes(held.raw)
        for report in _read_file(file, limits, depth + 1):
            inside = report.path.removeprefix(shown(file))
            problem = report.problem and report.problem.replace(file.name, held.name, 1)
            published = held.known if report.published == UNKNOWN else report.published
            yield replace(report, path=held.path + inside, problem=problem, published=published)


def _too_deep(depth: int) -> str:
    """The problem of an archive, or a file attached to a mail, around which there are as many as are opened."""
    return f"lies in {depth} archives or mails; unpack them, then build again, or raise --limit depth=N"


def _refused(file: Path, refused: Refused) -> Report:
    """The report that stands for a member that is not unpacked, or for an archive's rest."""
    if refused.name is None:
        return unread(file, "failed", refused.problem)
    told = Path(refused.name.encode("utf-8", "replace").decode())
    return replace(unread(told, "skipped", refused.problem), path=f"{shown(file)}#{told}")
