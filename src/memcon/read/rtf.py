"""To read a Rich Text document (RTF), which is how news archives export most."""

import re
from codecs import lookup
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from memcon.limits import Limits
from memcon.model import Report
from memcon.read.document import document
from memcon.read.fields import beside, unread
from memcon.read.whole import whole

_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    r"|(?P<brace>[{}])|(?P<words>[^\\{}\r\n]+)"
)
_SAID = {
    **dict.fromkeys(("par", "line", "sect", "page", "row", "nestrow"), "\n"),
    **dict.fromkeys(("tab", "cell", "nestcell"), "\t"),
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SIGNS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf footnote"
    " fldinst listtable listoverridetable revtbl rsidtbl object objdata nonshppict pntext pntxta pntxtb themedata"
    " datastore latentstyles xe tc rxe annotation atnid atnauthor".split()
)
"""Groups that hold no words of the text: tables of fonts, pictures, what stands above and below each page."""

_CHARSETS = {128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256}
_CHARSETS |= {186: 1257, 204: 1251, 222: 874, 238: 1250}
"""The code page of each character set that a font may have; any other has that of the document."""


class _Group(Struct, frozen=True):
    """What holds until a brace closes: whether words count, how many stand in for an escaped one, the font."""

    aside: str = ""
    stand_ins: int = 1
    font: int = 0


def read_rtf(file: Path, limits: Limits) -> Iterator[Report]:
    """The reports of an RTF file, one for each article where it is an archive's export; raises TooLarge, OSError."""
    raw = whole(file, limits)
    fields, wrong = beside(file)
    if not raw.lstrip().startswith(b"{\\rtf") or wrong:
        yield unread(file, "failed", wrong or "is no RTF document; open it and save it again as RTF or DOCX", raw=raw)
    else:
        yield from document(_Reading(raw.decode("latin-1")).lines(), file, fields)


class _Reading:
    """The words of an RTF document, read from its start to its end."""

    def __init__(self, source: str) -> None:
        """A document, its bytes as characters."""
        self._source = source
        self._out: list[str] = []
        self._bytes = bytearray()
        self._within: list[_Group] = []
        self._group = _Group()
        self._to_skip = 0
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}

    def lines(self) -> list[str]:
        """The lines of the document, blank ones too; cells of a table's row have tabs between them."""
        at = 0
        while token := _TOKEN.search(self._source, at):
            at = token.end()
            if token["byte"]:
                self._take_byte(int(token["byte"], 16))
                continue
            self._flush()
            if token["brace"]:
                self._turn(token["brace"])
            elif token["word"] == "bin":
                at += max(0, int(token["number"] or 0))
            elif token["word"]:
                self._obey(token["word"], int(token["number"]) if token["number"] else None)
            elif token["sign"] == "*":
                self._group = replace(self._group, aside=self._group.aside or "*")
            else:
                self._say(_SIGNS.get(token["sign"] or "", "") if token["sign"] else token["words"])
        self._flush()
        text = "".join(self._out)
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split("\n")

    def _turn(self, brace: str) -> None:
        """Open a group, or close one."""
        self._to_skip = 0
        if brace == "{":
            self._within.append(self._group)
        elif self._within:
            self._group = self._within.pop()

    def _obey(self, word: str, number: int | None) -> None:
        """Do what a control word says."""
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._to_skip = self._group.stand_ins
        elif word == "uc":
            self._group = replace(self._group, stand_ins=number or 0)
        elif word == "f" and number is not None:
            self._group = replace(self._group, font=number)
        elif word == "fcharset" and self._group.aside == "fonttbl" and number in _CHARSETS:
            self._fonts[self._group.font] = f"cp{_CHARSETS[number]}"
        elif word == "ansicpg":
            self._page = _known(f"cp{number}")
        elif word in _ASIDE:
            self._group = replace(self._group, aside=word)
        elif word in _SAID:
            self._say(_SAID[word])

    def _take_byte(self, byte: int) -> None:
        """Keep a byte of a character until it is known whether more belong to it."""
        if self._to_skip:
            self._to_skip -= 1
        elif not self._group.aside:
            self._bytes.append(byte)

    def _flush(self) -> None:
        """Make characters of the bytes that were kept."""
        if self._bytes:
            self._out.append(self._bytes.decode(self._fonts.get(self._group.font, self._page), "replace"))
            self._bytes.clear()

    def _say(self, words: str) -> None:
        """Take words into the text, but for those that stand in for a character already told."""
        said = words[self._to_skip :]
        self._to_skip = max(0, self._to_skip - len(words))
        if not self._group.aside:
            self._out.append(said)


def _known(codec: str) -> str:
    """The name of a codec; that of Western Windows for one that nobody knows."""
    try:
        return lookup(codec).name
    except LookupError:
        return "cp1252"
