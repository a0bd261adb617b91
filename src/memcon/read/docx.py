"""To read a Word document (DOCX): the paragraphs of its text, as they stand after all changes are taken."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.archive import Flooded, Room
from memcon.read.document import document
from memcon.read.fields import beside, unread

_OLD = b"\xd0\xcf\x11\xe0"
_PIECE = 1 << 16
_SAID = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNSAID = ("pPr", "rPr", "moveFrom", "del", "Fallback")
"""What holds no words of the text: settings, what was moved or struck out, a box told twice for older programs."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError, ValueError)


def read_docx(file: Path, limits: Limits) -> Iterator[Report]:
    """The reports of a Word document, one for each article where it is an archive's export; raises OSError."""
    with file.open("rb") as handle:
        old = handle.read(4) == _OLD
    fields, wrong = beside(file)
    if old or wrong:
        told = wrong or "is encrypted, or written by Word before 2007; save it as .docx without a password"
        yield unread(file, "failed", told)
        return
    try:
        paragraphs = _paragraphs(file, limits)
    except Flooded as why:
        yield unread(file, "skipped", str(why))
    except _BROKEN as why:
        yield unread(file, "failed", f"is damaged or no Word document ({why}); open it in Word and save it again")
    else:
        yield from document(paragraphs, file, fields)


def _paragraphs(file: Path, limits: Limits) -> list[str]:
    """The paragraphs of a document, of blank ones one; a cell of a table follows the one before it after a tab.

    Raises Flooded where it unpacks to more than is allowed, ValueError where it is damaged.
    """
    from lxml import etree  # noqa: PLC0415 — seldom needed

    listener = _Listener()
    parser = etree.XMLParser(target=listener, resolve_entities=False, no_network=True)
    room = Room(file.stat().st_size, limits)
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_main(archive)) as part:
            while piece := part.read(_PIECE):
                room.take(len(piece))
                parser.feed(piece)
            parser.close()
    except etree.XMLSyntaxError as why:
        raise ValueError(str(why)) from why
    return listener.paragraphs


def _main(archive: zipfile.ZipFile) -> str:
    """The name of the part that holds the text; raises ValueError where there is none."""
    found = next((name for name in archive.namelist() if name.lower() == "word/document.xml"), None)
    if found is None:
        raise ValueError("it has no word/document.xml")
    return found


class _Listener:
    """What hears a document's elements one after the other and keeps the words: no tree, whatever its length."""

    def __init__(self) -> None:
        """Before the first element."""
        self.paragraphs: list[str] = []
        self._open: list[list[str]] = []  # a box in a paragraph holds paragraphs of its own
        self._unsaid = 0
        self._is_text = False
        self._is_next_cell = False

    def start(self, tag: str, _: Any) -> None:
        """An element opens."""
        kind = tag.rpartition("}")[2]
        if kind in _UNSAID:
            self._unsaid += 1
        elif self._unsaid:
            return
        elif kind == "p":
            self._open.append([])
        elif kind == "t":
            self._is_text = True
        elif kind in _SAID and self._open:
            self._open[-1].append(_SAID[kind])

    def data(self, words: str) -> None:
        """Words stand in the element that is open."""
        if self._is_text and self._open:
            self._open[-1].append(words)

    def end(self, tag: str) -> None:
        """An element closes."""
        kind = tag.rpartition("}")[2]
        if kind in _UNSAID:
            self._unsaid -= 1
        elif self._unsaid:
            return
        elif kind == "t":
            self._is_text = False
        elif kind == "p" and self._open:
            self._take("".join(self._open.pop()))
        elif kind in ("tc", "tr"):
            self._is_next_cell = kind == "tc"

    def close(self) -> None:
        """The document ends."""

    def _take(self, words: str) -> None:
        """Keep a paragraph; of several blank ones the first."""
        if self._is_next_cell and self.paragraphs:
            self.paragraphs[-1] += "\t" + words
        elif words.strip() or (self.paragraphs and self.paragraphs[-1].strip()):
            self.paragraphs.append(words)
        self._is_next_cell = False
