"""To read a pile of files into reports, accounting for every input."""

import os
from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from memcon.limits import USUAL, Limits, Overrun, timed
from memcon.model import UNKNOWN, Report
from memcon.read.archive import Refused, Room, is_archive, unpack
from memcon.read.docx import read_docx
from memcon.read.enclosed import Enclosed
from memcon.read.feed import read_feed
from memcon.read.fields import shown, unread
from memcon.read.given import files, given
from memcon.read.item import BROKE_DOWN, is_breakdown
from memcon.read.jsonl import read_jsonl
from memcon.read.mail import read_mail
from memcon.read.markdown import read_markdown
from memcon.read.mbox import read_mbox
from memcon.read.mhtml import read_mhtml
from memcon.read.pdf import read_pdf
from memcon.read.plain import read_plain
from memcon.read.refuse import too_long
from memcon.read.rtf import read_rtf
from memcon.read.saved import read_saved
from memcon.read.warc import read_warc
from memcon.read.whole import TooLarge

READERS: dict[str, Callable[[Path, Limits], Iterator[Report | Enclosed]]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".html": read_saved,
    ".htm": read_saved,
    ".xhtml": read_saved,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".docx": read_docx,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    ".eml": read_mail,
    ".mbox": read_mbox,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}
"""What reads a file of each ending; a reader yields one report for each input, readable or not, and files within."""

ROW = 1000
"""Characters for which the row of a report counts beside its text: a file of a billion empty lines is a flood too."""

_LONGEST_ENDING = 20


def is_read(ending: str) -> bool:
    """Whether files of an ending (`.jsonl`, `.jsonl.gz`) are read."""
    return ending in READERS or is_archive(Path(f"file{ending}"))


def read(paths: Iterable[str | Path], limits: Limits = USUAL) -> Iterator[Report]:
    """Every report under `paths` (files, folders read whole, globs, `@LIST`, `-`), sorted by path, each once.

    Reports of one outlet, address and text are one report: the first path stands in `path`, the others in `also`. What
    cannot be read, or is beyond the `limits`, comes as a report with outcome skipped or failed. Raises
    FileNotFoundError where a path leads nowhere.
    """
    pile = Pile()
    reports = {report.id: report for report in pile.once(Inputs(paths, limits))}
    for report in sorted(reports.values(), key=lambda report: report.path):
        yield pile.with_others(report)


class Pile:
    """The paths under which reports were met, so that each is one report: of the path that comes first."""

    def __init__(self) -> None:
        """Nothing met yet."""
        self.paths: dict[str, list[str]] = {}

    def once(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Each report as it is met; one that was met before only where its path comes before those met then."""
        for report in reports:
            paths = self.paths.setdefault(report.id, [])
            is_first = not paths or report.path < paths[0]
            for path in (report.path, *report.also):
                if path not in paths:
                    insort(paths, path)
            if is_first and report.path == paths[0]:
                yield report

    def is_first(self, report: Report) -> bool:
        """Whether a report that was met is the one of its first path."""
        return self.paths[report.id][0] == report.path

    def with_others(self, report: Report) -> Report:
        """A report with the other paths at which it was met."""
        return replace(report, also=tuple(self.paths[report.id][1:]))


class Inputs:
    """Every report under some paths, as they are read: each file once even if two of the paths lead to it."""

    def __init__(self, paths: Iterable[str | Path], limits: Limits = USUAL) -> None:
        """Reports to be read; iterating raises FileNotFoundError where a path leads nowhere."""
        self.paths, self.limits = list(paths), limits
        self.done = self.total = 0

    def share(self) -> float | None:
        """How much of the files has been read, from 0 to 1; None before the first."""
        return self.done / self.total if self.total else None

    def __iter__(self) -> Iterator[Report]:
        """Read them; a report too long to be coded comes as skipped."""
        with TemporaryDirectory(prefix="memcon-") as made:
            wanted: dict[str, Path | Report] = {}
            for path in self.paths:
                for one in reversed(list(given(path, Path(made), self.limits))):
                    wanted[os.path.abspath(one) if isinstance(one, Path) else one.path] = one
            sizes = {key: _size(one) for key, one in wanted.items()}
            self.done, self.total = 0, sum(sizes.values())
            for key, one in wanted.items():
                for report in [one] if isinstance(one, Report) else _as_many_as_fit(one, self.limits):
                    yield _held(replace(report, path=report.path.removeprefix(f"{made}/")), self.limits)
                self.done += sizes[key]


def _size(one: Path | Report) -> int:
    """The bytes of a file; 0 for what is none."""
    try:
        return one.stat().st_size if isinstance(one, Path) else 0
    except OSError:
        return 0


def _as_many_as_fit(file: Path, limits: Limits) -> Iterator[Report]:
    """The reports of a file, as many as its texts' limit allows, and one that says so where there are more."""
    characters = 0
    for count, report in enumerate(_read_file(file, limits)):
        characters += len(report.text) + ROW
        if characters > limits.texts:
            problem = (
                f"holds more than {count:,} reports, which fill the room of one file ({limits.texts:,} characters); the"
                " others are not read, split the file or give it more room: --limit texts=N"
            )
            yield unread(file, "skipped", problem)
            return
        yield report


def _held(report: Report, limits: Limits) -> Report:
    """A report, skipped if its text is longer than what is coded."""
    if len(report.text) <= limits.text:
        return report
    problem = f"{Path(report.path).name}: {too_long(f'{len(report.text):,} characters', limits)}"
    return replace(report, outcome="skipped", problem=problem)


def _read_file(file: Path, limits: Limits, depth: int = 0, room: Room | None = None) -> Iterator[Report]:
    """The reports of one file, or the one that says why it has none.

    `depth` archives or mails lie around it, the outermost of which leave this `room`.
    """
    name = file.name.lower()
    reader = READERS.get(".warc.gz" if name.endswith(".warc.gz") else file.suffix.lower())
    try:
        if not file.is_file():
            yield unread(file, "failed", _no_file(file))
        elif is_archive(file):
            yield from _read_archive(file, limits, depth, room or Room(file.stat().st_size, limits))
        elif reader is None:
            endings = ", ".join(READERS)
            problem = f"no reader for the ending {file.suffix!r}; readable are {endings} and archives of them"
            yield unread(file, "skipped", problem)
        else:
            for found in timed(reader(file, limits), limits.seconds):
                yield from _read_enclosed(found, limits, depth, room) if isinstance(found, Enclosed) else (found,)
    except Overrun as why:
        yield unread(file, "failed", str(why))
    except TooLarge as why:
        size = f"{file.name} {file.stat().st_size}"
        yield unread(file, "skipped", str(why), raw=size.encode(errors="replace"))
    except OSError as why:
        yield unread(file, "failed", f"cannot be read ({why.strerror or why}); check its rights, then build again")
    except Exception as why:  # a library of formats meets whatever users have; what it fails on costs this file
        yield unread(file, "failed", f"cannot be read ({type(why).__name__}: {why}); give its words as text")
    except BaseException as why:
        if not is_breakdown(why):
            raise
        yield unread(file, "failed", BROKE_DOWN)


def _no_file(file: Path) -> str:
    """What is wrong with an input that is no regular file."""
    if file.is_symlink() and file.is_dir():
        return "is a link to a folder, which is not followed; give that folder itself"
    if file.is_symlink() and not file.exists():
        return "is a link that leads nowhere; remove it, or give the file"
    if file.is_dir():
        return "is a folder that cannot be opened; check its rights, then build again"
    return "is not a regular file but a pipe or a device; give a copy of its text, or - for standard input"


def _read_archive(file: Path, limits: Limits, depth: int, room: Room) -> Iterator[Report]:
    """The reports of an archive's files, as those of a folder; `path` is `ARCHIVE#MEMBER`. What is refused is told."""
    if depth == limits.depth:
        yield unread(file, "skipped", _too_deep(depth))
        return
    with TemporaryDirectory(prefix="memcon-") as made:
        folder = Path(made)
        refused = [_refused(file, refused) for refused in unpack(file, folder, room)]
        held = list(files(folder))
        yield from refused
        if not (held or refused):
            yield unread(file, "failed", "holds no files; remove it, or give an archive with the reports")
        for inner in held:
            for report in _read_file(inner, limits, depth + 1, room):
                outside = f"{shown(file)}#{shown(inner.relative_to(folder))}"
                yield replace(report, path=outside + report.path.removeprefix(shown(inner)))


def _read_enclosed(held: Enclosed, limits: Limits, depth: int, room: Room | None) -> Iterator[Report]:
    """The reports of a file that lies in another, as if it lay in a folder of its own."""
    if depth == limits.depth:
        yield unread(Path(held.path), "skipped", _too_deep(depth))
        return
    with TemporaryDirectory(prefix="memcon-") as made:
        file = Path(made, "file" + "".join(Path(held.name).suffixes[-2:])[-_LONGEST_ENDING:])
        file.write_bytes(held.raw)
        for report in _read_file(file, limits, depth + 1, room):
            inside = report.path.removeprefix(shown(file))
            problem = report.problem and report.problem.replace(file.name, held.name, 1)
            published = held.known if report.text and report.published == UNKNOWN else report.published
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
