"""To read a plain-text file: one file, one report, its text the file's content exactly."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.decode import wrong_mark
from memcon.read.fields import beside, make, shown, unread
from memcon.read.refuse import too_long
from memcon.read.whole import TooLarge


def read_plain(file: Path, limits: Limits) -> Iterator[Report]:
    """The one report of a text file, with the metadata of `FILE.meta.json` beside it; raises TooLarge, OSError."""
    size = file.stat().st_size
    if size > 4 * limits.text:  # UTF-8 takes at most four bytes a character
        raise TooLarge(too_long(f"{size:,} bytes", limits))
    raw = file.read_bytes()
    try:
        text = raw.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as why:
        problem = f"is not UTF-8 (byte {why.start:,} is 0x{raw[why.start]:02x}); save it as UTF-8 text"
        yield unread(file, "failed", wrong_mark(raw) or problem, raw=raw)
        return
    if marked := wrong_mark(raw):
        yield unread(file, "failed", marked, raw=raw)
        return
    fields, wrong = beside(file)
    yield unread(file, "failed", wrong, raw=raw) if wrong else make(text, fields, path=shown(file), place=_name(file))


def _name(file: Path) -> str:
    """The file's name as text that can be stored."""
    return Path(shown(file)).name
