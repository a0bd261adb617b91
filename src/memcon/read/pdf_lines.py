"""To list the lines of a PDF with where they stand, as JSON, in a process that a hostile file may end.

    python -I pdf_lines.py FILE BYTES

BYTES is the memory it may take, where the system can hold it to that. Each line of output is a page, `[height, lines]`,
a line being `[words, left, right, upper, lower, size]`: points from the lower left corner of the page, `upper` and
`lower` the base lines of the first and the last of the lines that a hyphen (written U+0002) joins, `size` the height of
its type. A file that cannot be read is told as `"password"` or `"damaged"`.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_HYPHEN = "\x02"
_MOST = 20_000_000
"""Characters that are told of one file: a thousand long articles have six million."""

_GAP = 1.7
"""Times the height of its type from which a gap in a line is one between columns; between words it is half of it."""

Line = tuple[str, float, float, float, float, float]


def main(path: str, most_bytes: int) -> None:
    """Write the lines of the PDF at `path` to standard output."""
    with suppress(ImportError, ValueError, OSError):  # not every system holds a process to its memory
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    import pypdfium2  # noqa: PLC0415 — within its limits
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(open(path, "rb"))  # noqa: SIM115 — open until the process ends
        told = 0
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            lines = list(_lines(words, raw))
            told += sum(len(line[0]) for line in lines)
            print(json.dumps([page.get_height(), lines]))
            words.close()
            page.close()
            if told > _MOST:
                return
    except pypdfium2.PdfiumError as why:
        locked = getattr(why, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(why).lower()
        print(json.dumps("password" if locked else "damaged"))


def _lines(words: Any, raw: Any) -> Iterator[Line]:
    """The lines of a page, in the order in which they are written; where two columns stand side by side, two lines."""
    line: list[str] = []
    marks: list[int] = []
    for at in range(words.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(words, at))
        added = raw.FPDFText_IsGenerated(words, at)
        if char == "\n" or (added and char == " " and marks and _is_wide(words, marks[-1], at + 1)):
            yield from _line(line, marks, words=words, raw=raw)
            line, marks = [], []
        elif char >= " " or char == _HYPHEN:
            line.append(_HYPHEN if char == "\ufffe" else char)
            if char != " " and not added:
                marks.append(at)
    yield from _line(line, marks, words=words, raw=raw)


def _is_wide(words: Any, before: int, after: int) -> bool:
    """Whether the gap between two characters is one between columns, not between words."""
    if after >= words.count_chars():
        return False
    left, right = words.get_charbox(before, loose=True), words.get_charbox(after, loose=True)
    return bool(right[0] - left[2] > _GAP * (left[3] - left[1]))


def _line(line: list[str], marks: list[int], *, words: Any, raw: Any) -> Iterator[Line]:
    """One line of a page from its characters, and the places of those that are printed; none for a blank one."""
    if marks:
        first, middle, last = (
            words.get_charbox(at, loose=True) for at in (marks[0], marks[len(marks) // 2], marks[-1])
        )
        base = tuple(_base(words, at, raw) for at in (marks[0], marks[-1]))
        text = "".join(line).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
        yield text, first[0], last[2], base[0], base[1], middle[3] - middle[1]


def _base(words: Any, at: int, raw: Any) -> float:
    """The height of the base line that a character stands on."""
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(words, at, across, up)
    return up.value


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
