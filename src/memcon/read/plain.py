"""To read a plain-text file: one file, one report, its text the file's content exactly."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

import msgspec

from memcon.model import Report
from memcon.read.fields import Fields, make, shown, unread
from memcon.read.refuse import LONGEST, too_long


def read_plain(file: Path) -> Iterator[Report]:
    """The one report of a text file, with the metadata of `FILE.meta.json` beside it; raises OSError if unreadable."""
    size = file.stat().st_size
    if size > 4 * LONGEST:  # UTF-8 takes at most four bytes a character
        yield unread(file, "skipped", too_long(f"{size:,} bytes"), raw=f"{file.name} {size}".encode(errors="replace"))
        return
    raw = file.read_bytes()
    try:
        text, fields = raw.removeprefix(BOM_UTF8).decode("utf-8"), _metadata(file)
    except UnicodeDecodeError as why:
        problem = f"is not UTF-8 (byte {why.start:,} is 0x{raw[why.start]:02x}); save it as UTF-8 text"
        yield unread(file, "failed", problem, raw=raw)
    except msgspec.MsgspecError as why:
        problem = f"its metadata file is not the JSON object expected ({why}); correct or remove it"
        yield unread(file, "failed", problem, raw=raw)
    else:
        yield make(text, fields, path=shown(file), place=Path(shown(file)).name)


def _metadata(file: Path) -> Fields:
    """The fields beside a text: `report.txt.meta.json`, else `report.meta.json`, else none."""
    for beside in (file.with_name(file.name + ".meta.json"), file.with_suffix(".meta.json")):
        if beside.is_file():
            return msgspec.json.decode(beside.read_bytes().removeprefix(BOM_UTF8), type=Fields)
    return Fields()
