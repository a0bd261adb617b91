"""To let a record grow and shrink: reports are added and taken out, and only what is new is coded."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from memcon.article import with_article
from memcon.model import Report
from memcon.read import read
from memcon.record.cache import Kept, file_of, read_cache
from memcon.record.record import Record
from memcon.show.locate import locate
from memcon.show.made import made_with
from memcon.show.make import NothingToRead, Work, assemble
from memcon.show.step import SAME, Arrived, arrived, grown, joined, own_actors, without


def add(record: Record, paths: Sequence[str | Path], work: Work) -> Record:
    """The record with the reports under `paths` added: it is what a build of all its reports would be.

    A file that was read before is read anew, and what was read from it then and is not in it now is taken out.
    """
    new = list(read(paths, work.limits))
    if not new:
        raise NothingToRead(f"{', '.join(map(str, paths))}: holds no files; give the reports to add")
    files = {file_of(report.path) for report in new}
    if (quick := grown(record, _mine(record, work), lambda index: arrived(record, index, new, files))) is not None:
        return quick
    there = kept_reports(record)
    old = [one for report in there.values() if (one := without(report.read, files))]
    return _again(record, joined([*old, *new]), work, kept=there)


def drop(record: Record, keys: Iterable[str], work: Work) -> Record:
    """The record without the reports that `keys` name (by id or its start, path or file name); KeyError for others."""
    gone = set()
    for key in keys:
        kind, found = locate(record, key)
        if kind != "report":
            raise KeyError(
                f"{key}: is the id of {with_article(kind)}; give that of a report: memcon show {record.path} {key}"
            )
        gone.add(found)
    if len(gone) == record.rows("SELECT count(*) FROM reports")[0][0]:
        raise ValueError(f"{record.path}: would hold no report any more; remove its folder instead")
    if (quick := grown(record, _mine(record, work), lambda _: Arrived([], gone, []))) is not None:
        return quick
    there = kept_reports(record)
    return _again(record, [one.read for one in there.values() if one.read.id not in gone], work, kept=there)


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


def _again(record: Record, reports: Sequence[Report], work: Work, *, kept: dict[str, Kept]) -> Record:
    """The record at the same place, of these reports."""
    ordered = sorted(reports, key=lambda report: report.path)
    return assemble(ordered, record.path, _mine(record, work), kept=kept)


def _mine(record: Record, work: Work) -> Work:
    """The work with the user's actors that the record was built with, unless others are given."""
    return work if work.actors else replace(work, actors=own_actors(record))
