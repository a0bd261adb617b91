"""To let a record grow and shrink: reports are added and taken out, and only what is new is coded."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from memcon.model import Report
from memcon.read import read
from memcon.record.cache import Kept, read_cache
from memcon.record.record import Record
from memcon.show.locate import locate
from memcon.show.make import NothingToRead, Work, assemble, made_with

SAME = ("memcon", "code", "data", "actors", "parser", "model")
"""What has to be as it was for a report's coding to be kept."""

_HOLDS_MANY = re.compile(
    r"(.*?\.(?:jsonl|ndjson|mbox|eml|docx|rtf|rss|atom|xml|warc|zip|tar|tgz|tzst|gz|bz2|xz|zst))#",
    re.IGNORECASE | re.DOTALL,
)


def add(record: Record, paths: Sequence[str | Path], work: Work) -> Record:
    """The record with the reports under `paths` added: it is what a build of all its reports would be.

    A file that was read before is read anew, and what was read from it then and is not in it now is taken out.
    """
    there = kept_reports(record)
    new = list(read(paths, work.limits))
    if not new:
        raise NothingToRead(f"{', '.join(map(str, paths))}: holds no files; give the reports to add")
    files = {_file(report.path) for report in new}
    old = [one for report in there.values() if (one := _without(report.read, files))]
    return _again(record, _joined([*old, *new]), work, kept=there)


def drop(record: Record, keys: Iterable[str], work: Work) -> Record:
    """The record without the reports that `keys` name (by id or its start, path or file name); KeyError for others."""
    there = kept_reports(record)
    gone = set()
    for key in keys:
        kind, found = locate(record, key)
        if kind != "report":
            raise KeyError(f"{key}: is the id of a {kind}; give that of a report: memcon show {record.path} {key}")
        gone.add(found)
    rest = [one.read for one in there.values() if one.read.id not in gone]
    if not rest:
        raise ValueError(f"{record.path}: would hold no report any more; remove its folder instead")
    return _again(record, rest, work, kept=there)


def replayed(record: Record, work: Work) -> Record:
    """The record with the decisions as they stand now; nothing is coded but what they change."""
    there = kept_reports(record)
    return _again(record, [one.read for one in there.values()], work, kept=there)


def kept_reports(record: Record) -> dict[str, Kept]:
    """What is kept of each report of a record, by id; the coding is left out where another memcon did it, or it failed.

    What took too long may now be given more time.
    """
    texts = dict(record.rows("SELECT report_id, text FROM reports"))
    now = made_with(own_actors(record))
    same = all(record.run.get(key) == now[key] for key in SAME)
    return {
        one.read.id: one if same and _is_sound(one) else replace(one, coded=None)
        for one in read_cache(record.path, texts)
    }


def _is_sound(one: Kept) -> bool:
    """Whether a report was coded as it was given, not given up."""
    return one.coded is not None and one.coded.report.outcome == one.given.outcome


def own_actors(record: Record) -> Path | None:
    """The user's file of actors that a record was built with; it lies in the record."""
    name = record.run.get("actors_file")
    return record.path / "given" / name if name else None


def _again(record: Record, reports: Sequence[Report], work: Work, *, kept: dict[str, Kept]) -> Record:
    """The record at the same place, of these reports."""
    mine = work if work.actors else replace(work, actors=own_actors(record))
    ordered = sorted(reports, key=lambda report: report.path)
    return assemble(ordered, record.path, mine, kept=kept)


def _file(path: str) -> str:
    """The file of a report's path: many reports may lie in one."""
    held = _HOLDS_MANY.match(path)
    return held[1] if held else path


def _without(report: Report, files: set[str]) -> Report | None:
    """A report as read from all other files than these; None where it was read from no other."""
    paths = [path for path in (report.path, *report.also) if _file(path) not in files]
    return replace(report, path=paths[0], also=tuple(paths[1:])) if paths else None


def _joined(reports: Iterable[Report]) -> list[Report]:
    """Each report once, as reading them all at once would give it: of the first path, the others beside it."""
    found: dict[str, Report] = {}
    for report in reports:
        one = found.get(report.id)
        paths = sorted({report.path, *report.also, *((one.path, *one.also) if one else ())})
        first = one if one is not None and one.path == paths[0] else report
        found[report.id] = replace(first, path=paths[0], also=tuple(paths[1:]))
    return list(found.values())
