"""To write a record, or chosen events of it, in the formats that other tools read: `WRITERS` names each."""

from collections.abc import Callable, Mapping
from pathlib import Path

from memcon.record.extract import EVERYTHING, Extract, Watch
from memcon.record.record import Record
from memcon.show.write.annotations import write_annotations
from memcon.show.write.calendar import write_calendar
from memcon.show.write.ftm import write_ftm
from memcon.show.write.markdown import write_markdown
from memcon.show.write.obsidian import write_obsidian
from memcon.show.write.place import placed
from memcon.show.write.polecat import write_plover, write_polecat
from memcon.show.write.qdpx import write_qdpx
from memcon.show.write.sqlite import write_sqlite
from memcon.show.write.tables import write_csv, write_jsonl, write_parquet
from memcon.show.write.trips import write_trips
from memcon.show.write.xlsx import write_xlsx

Writer = Callable[[Extract, Path], None]

WRITERS: dict[str, Writer] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "jsonl": write_jsonl,
    "sqlite": write_sqlite,
    "xlsx": write_xlsx,
    "ics": write_calendar,
    "trips": write_trips,
    "polecat": write_polecat,
    "plover": write_plover,
    "annotations": write_annotations,
    "ftm": write_ftm,
    "qdpx": write_qdpx,
    "obsidian": write_obsidian,
    "markdown": write_markdown,
}
"""What writes each format: it takes an extract and the path of the file or folder to make, which is not there yet."""


def export(
    record: Record,
    form: str,
    out: Path,
    *,
    asked: Mapping[str, str | None] = EVERYTHING,
    watch: Watch = lambda *_: None,
) -> None:
    """Write a record, or the events asked for, to `out` in a format of `WRITERS`.

    It is made aside and put in place when complete. A file that is there is replaced, a folder only if an export wrote
    it and nothing was added or changed since; FileExistsError says so. ValueError if the format, or what is asked, is
    unknown.
    """
    if form not in WRITERS:
        raise ValueError(f"format {form!r}: write one of {', '.join(WRITERS)}")
    extract = Extract(record, asked, watch)
    with placed(out, form, WRITERS) as made:
        WRITERS[form](extract, made)
