"""To give tests PDFs: pages of lines in a type whose letters are all of one width."""

import textwrap
import zlib
from collections.abc import Iterable, Sequence

WIDTH, HEIGHT, SIZE = 612, 792, 10
LEFT, TOP, STEP, COLUMNS, ROWS = 72, 700, 12, 78, 44

Placed = tuple[float, float, int, str]
"""Left end, base line, size and words of a line."""


def pdf(pages: Sequence[Iterable[Placed]], *, trailer: str = "") -> bytes:
    """A PDF of such pages; `trailer` is added to its trailer."""
    return drawn([b"\n".join(map(_shown, page)) for page in pages], trailer)


def drawn(pages: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of pages, each given by what draws it."""
    numbers = [4 + 2 * n for n in range(len(pages))]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(f'{n} 0 R' for n in numbers)}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in zip(numbers, pages, strict=True):
        content = zlib.compress(page, 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {number + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content))
    return assembled(objects, trailer)


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of objects, the first of them its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    end = f"{head}trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def _shown(line: Placed) -> bytes:
    """What draws a line."""
    left, base, size, words = line
    held = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %d Tf 1 0 0 1 %f %f Tm (%s) Tj ET" % (size, left, base, held)


def printed(paragraphs: Sequence[str], *, head: str = "", foot: str = "", indent: int = 0, gap: int = STEP) -> bytes:
    """A PDF of paragraphs, wrapped and broken over pages; `{n}` in head and foot is the page's number.

    `gap` points part two paragraphs, `indent` letters open each; a paragraph with a tab is a row of two columns.
    """
    pages: list[list[Placed]] = [[]]
    base: float = TOP
    for paragraph in paragraphs:
        code, tab, rest = paragraph.partition("\t")
        left = LEFT + 60 if tab else LEFT
        lines = textwrap.wrap(rest if tab else paragraph, COLUMNS - 10 * bool(tab), break_on_hyphens=False)
        for number, line in enumerate(lines):
            if base < TOP - STEP * ROWS:
                pages.append([])
                base = TOP
            if tab and not number:
                pages[-1].append((LEFT, base, SIZE, code))
            pages[-1].append((left + 6 * indent * (not number), base, SIZE, line))
            base -= STEP
        base -= gap
    edges = [(LEFT, HEIGHT - 40, head), (300, 40, foot)]
    return pdf(
        [
            [*((left, base, 8, words.replace("{n}", str(number))) for left, base, words in edges if words), *page]
            for number, page in enumerate(pages, start=1)
        ]
    )
