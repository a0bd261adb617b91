"""To give tests exports of news archives in the layouts that these have, with articles of our own."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

CHILE = (
    "The president of Chile left for Tokyo on Friday for talks with the Japanese prime minister, her office said in a"
    " statement that gave no end to the visit.",
    "Copper and lithium are on the agenda, and so is a tax treaty that both parliaments have had before them for four"
    " years without a vote.",
)
PERU = (
    "Norway's prime minister met the president of Peru in Lima on Thursday, and the two agreed to open embassies by the"
    " end of the year.",
    "“We have waited long enough,” the guest said. “A ship takes less time.”",
)

COVER = [
    *("User Name: Ana Writer", "Date and Time: Monday, March 9, 2009 9:12:00 AM EST", "Job Number: 81234567", ""),
    *(
        "Documents (2)",
        "1. Chile sends its president to Tokyo",
        "Client/Matter: -None-",
        "Search Terms: visit AND talks",
    ),
    *(
        "Search Type: Terms and Connectors",
        "Narrowed by:",
        "Content Type\tNarrowed by",
        "News\tTimeline: Jan 01, 2009",
        "",
    ),
    *(
        "2. Embassies agreed",
        "Client/Matter: -None-",
        "Search Terms: visit AND talks",
        "News\tTimeline: Jan 01, 2009",
        "",
    ),
]
NEXIS = [
    *("Chile sends its president to Tokyo", "The Harbour Gazette", "March 6, 2009 Friday", "Late Edition - Final", ""),
    *("Copyright 2009 Harbour Press Ltd. All Rights Reserved", "", "Section: FOREIGN; Pg. 4", "Length: 52 words"),
    *("Byline: By ANA WRITER; Ben Editor contributed from Tokyo", "Dateline: SANTIAGO", "Body", "", *CHILE, ""),
    *("Graphic", "", "PHOTO: The president at the airport (Photo by B. Editor)", "", "Classification", ""),
    *(
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        "Subject: HEADS OF STATE (90%)",
        "",
        "Load-Date: March 7, 2009",
    ),
    *("", "End of Document", ""),
    *("Embassies agreed", "Lima Courier (Peru)", "6 March 2009 Friday 10:15 PM GMT", ""),
    *("Copyright 2009 Lima Courier", "All Rights Reserved", "", "Length: 40 words", "Body", "", *PERU, ""),
    *("Load-Date: March 6, 2009", "URL: http://www.courier.example/2009/embassies", "End of Document", ""),
]
LEXIS = [
    *("1 of 2 DOCUMENTS", "", "Copyright 2009 Harbour Press Ltd.", "All Rights Reserved", "The Harbour Gazette", ""),
    *("March 6, 2009 Friday", "Late Edition - Final", "", "SECTION: FOREIGN; Pg. 4", "", "LENGTH: 52 words", ""),
    *("HEADLINE: Chile sends its president to Tokyo", "", "BYLINE: By ANA WRITER", "", "BODY:", *CHILE, ""),
    *("LOAD-DATE: March 7, 2009", "", "LANGUAGE: ENGLISH", "", "GRAPHIC: PHOTO: The president", ""),
    *(
        "PUBLICATION-TYPE: Newspaper",
        "",
        "2 of 2 DOCUMENTS",
        "",
        "Lima Courier (Peru)",
        "",
        "March 6, 2009, Friday",
        "",
    ),
    *("Embassies agreed", "", "BYLINE: C. Reporter", "", "LENGTH: 40 words", "", "DATELINE: LIMA", "", *PERU, ""),
    *("URL: http://www.courier.example/2009/embassies", "", "LOAD-DATE: March 6, 2009", ""),
]
CODES = [
    *("SE\tForeign", "HD\tChile sends its president to Tokyo", "BY\tBy Ana Writer", "WC\t52 words", "PD\t6 March 2009"),
    *("ET\t22:30", "SN\tThe Harbour Gazette", "SC\tHARGAZ", "PG\t4", "LA\tEnglish", "CY\tCopyright 2009 Harbour Press"),
    *(f"LP\t{CHILE[0]}", f"TD\t{CHILE[1]}", "NS\tgvisit : State Visits", "RE\tchil : Chile | japan : Japan"),
    *("IPD\tHeads of state", "PUB\tHarbour Press Ltd.", "AN\tDocument HARGAZ0020090307e53600012", ""),
    *("HD\tEmbassies agreed", "WC\t40 words", "PD\t6 March 2009", "SN\tLima Courier", "SC\tLIMCOU", "LA\tEnglish"),
    *("CY\t(c) 2009 Lima Courier", "LP", PERU[0], "TD", PERU[1], "AN\tDocument LIMCOU0020090306e53600003", ""),
]
DISPLAY = [
    *("Foreign", "Chile sends its president to Tokyo", "By Ana Writer", "52 words", "6 March 2009", "22:30"),
    *(
        "The Harbour Gazette",
        "HARGAZ",
        "Late Edition",
        "4",
        "English",
        "Copyright 2009 Harbour Press. All Rights Reserved.",
    ),
    *("", *CHILE, "", "Document HARGAZ0020090307e53600012", ""),
    *("Embassies agreed", "40 words", "6 March 2009", "Lima Courier", "LIMCOU", "English", "© 2009 Lima Courier", ""),
    *(
        *PERU,
        "Document LIMCOU0020090306e53600003",
        "",
        "Search Summary",
        "Text",
        "visit and talks",
        "Date",
        "In the last year",
    ),
    *("© 2009 Factiva, Inc. All rights reserved.",),
]
LAYOUTS: dict[str, list[str]] = {
    "Nexis Uni": NEXIS,
    "Nexis Uni with a cover": COVER + NEXIS,
    "LexisNexis": LEXIS,
    "Factiva with codes": CODES,
    "Factiva as displayed": DISPLAY,
}


def docx(lines: Sequence[str], *, document: str | None = None) -> bytes:
    """A Word document of paragraphs; those with tabs are rows of a table, a cell's further lines paragraphs in it."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = document or f"<w:document {space}><w:body>{''.join(map(_block, lines))}</w:body></w:document>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        out.writestr("word/header1.xml", f"<w:hdr {space}>{_paragraph('Page 1 of 2')}</w:hdr>")
        out.writestr("word/document.xml", body)
    return held.getvalue()


def _block(line: str) -> str:
    """A line as a paragraph, or as a table of one row."""
    if "\t" not in line:
        return _paragraph(line)
    cells = "".join(f"<w:tc><w:tcPr/>{_paragraph(cell)}</w:tc>" for cell in line.split("\t"))
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


def _paragraph(words: str) -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
    return f'<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>{run}</w:p>'


def rtf(lines: Sequence[str]) -> bytes:
    """A Rich Text document of the lines, with what archives put around them; tabs part the cells of a table's row."""
    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fswiss\fcharset204 Arial;}}"
        r"{\colortbl;\red0\green0\blue0;}{\*\generator Harbour 1.0;}{\header \pard Page \chpgn \par}"
        r"{\pict\pngblip 89504e47}\pard\f0 "
    )
    told = (
        rf"\trowd\cellx100\cellx900 {_escaped(line).replace(chr(9), chr(92) + 'cell ')}\cell\row" + "\n"
        if "\t" in line
        else _escaped(line) + "\\par\n"
        for line in lines
    )
    return (head + "".join(told) + "}").encode("ascii")


def _escaped(words: str) -> str:
    """Words with what RTF can't hold as escapes."""
    plain = words.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in plain)


def html(lines: Sequence[str]) -> bytes:
    """A page of the lines as paragraphs; those with tabs are rows of a table."""
    rows = (
        f"<table><tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line.split(chr(9)))}</tr></table>"
        if "\t" in line
        else f"<p>{escape(line)}</p>"
        for line in lines
    )
    return f"<html><head><title>Export</title></head><body><div>{''.join(rows)}</div></body></html>".encode()
