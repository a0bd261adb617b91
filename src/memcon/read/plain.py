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
    raw, text, wrong = characters(file, limits)
    fields, broken = beside(file)
    if wrong or broken:
        yield unread(file, "failed", wrong or broken or "", raw=raw)
    else:
        yield make(text, fields, path=shown(file), place=Path(shown(file)).name)


def characters(file: Path, limits: Limits) -> tuple[bytes, str, str | None]:
    """The bytes of a text file, its characters, and what is wrong if it is not UTF-8; raises TooLarge, OSError."""
    size = file.stat().st_size
    if size > 4 * limits.text:  # UTF-8 takes at most four bytes a character
        raise TooLarge(too_long(f"{size:,} bytes", limits))
    raw = file.read_bytes()
    if marked := wrong_mark(raw):
        return raw, "", marked
    try:
        return raw, raw.removeprefix(BOM_UTF8).decode("utf-8"), None
    except UnicodeDecodeError as why:
        return raw, "", f"is not UTF-8 (byte {why.start:,} is 0x{raw[why.start]:02x}); save it as UTF-8 text"
