"""To make small sound files of every format that is read, and broken ones out of them."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping

import zstandard
from hypothesis import strategies as st

from read.printed import printed

TITLE = "Chile sends its president to Tokyo"
TEXT = "The foreign ministers of Norway and Peru met in Oslo on Tuesday. They signed nothing."
STORY = (
    "SANTIAGO - The president of Chile left for Tokyo on Friday for talks with the Japanese prime minister, her office"
    " said in a statement that gave no end to the visit.",
    "Copper and lithium are on the agenda, and so is a tax treaty that both parliaments have had before them for four"
    " years without a vote.",
    "The two leaders last met in Lima in November, on the sidelines of a summit that neither of them had asked for.",
)
PAGE = (
    f'<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2009-05-08"}</script></head>'
    f"<body><h1>{TITLE}</h1><article>{''.join(f'<p>{text}</p>' for text in STORY)}</article></body></html>"
).encode()
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Gazette</title><item><title>Talks</title>'
    "<link>https://gazette.example/1</link><pubDate>Fri, 08 May 2009 10:00:00 GMT</pubDate>"
    f"<description><![CDATA[<p>{TEXT}</p>]]></description></item></channel></rss>"
).encode()
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><title>Talks</title>'
    f'<link href="https://gazette.example/1"/><updated>2009-05-08T10:00:00Z</updated><summary>{TEXT}</summary>'
    "</entry></feed>"
).encode()
MHTML = (
    b"From: <Saved>\r\nSnapshot-Content-Location: https://gazette.example/1\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n' + PAGE + b"\r\n--x--"
)
MAIL = (
    "From: Gazette <news@gazette.example>\r\nSubject: Talks\r\nDate: Fri, 08 May 2009 10:00:00 +0000\r\n"
    f"List-Id: <news.gazette.example>\r\nContent-Type: text/plain\r\n\r\n{TEXT}\r\n"
).encode()
RTF = rf"{{\rtf1\ansi{{\fonttbl{{\f0\fcharset204 A;}}}}{TEXT}\par\u1057\'e9 {STORY[0]}}}".encode()
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{WORDS}"><w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p></w:body></w:document>'
LINES = (json.dumps({"text": TEXT, "published": "2009"}) + "\n" + json.dumps({"maintext": STORY[0]}) + "\n").encode()


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of files by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return held.getvalue()


def tarred(files: Mapping[str, str | bytes], mode: str = "w") -> bytes:
    """A TAR archive of files by name; `mode` says how it is packed, as for tarfile."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as out:  # type: ignore[call-overload]
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            out.addfile(entry, io.BytesIO(data))
    return held.getvalue()


def entry(name: str, **fields: object) -> bytes:
    """A TAR archive of one entry without content: a link, a device, whatever `fields` of it say."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as out:
        one = tarfile.TarInfo(name)
        for field, value in fields.items():
            setattr(one, field, value)
        out.addfile(one)
    return held.getvalue()


def response(
    body: str | bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", url: str = "1"
) -> bytes:
    """A response of a web archive."""
    held = body.encode() if isinstance(body, str) else body
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + held
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Target-URI: https://gazette.example/{url}\r\nContent-Type: application/http;msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


FILES: dict[str, str | bytes] = {"a.txt": TEXT, "b/c.jsonl": LINES, "d.html": PAGE}
SOUND: dict[str, Callable[[], bytes]] = {
    ".txt": TEXT.encode,
    ".jsonl": lambda: LINES,
    ".html": lambda: PAGE,
    ".mhtml": lambda: MHTML,
    ".eml": lambda: MAIL,
    ".mbox": lambda: b"From news Fri May  8 10:00:00 2009\n" + MAIL.replace(b"\r\n", b"\n"),
    ".docx": lambda: zipped({"word/document.xml": DOCUMENT}),
    ".rtf": lambda: RTF,
    ".pdf": lambda: printed([TEXT], foot="Page {n}"),
    ".rss": lambda: FEED,
    ".atom": lambda: ATOM,
    ".xml": lambda: FEED,
    ".warc": lambda: response(PAGE) + response(TEXT, "text/plain"),
    ".warc.gz": lambda: gzip.compress(response(PAGE)) + gzip.compress(response(TEXT, "text/plain")),
    ".zip": lambda: zipped(FILES),
    ".tar": lambda: tarred(FILES),
    ".tar.gz": lambda: tarred(FILES, "w:gz"),
    ".tar.bz2": lambda: tarred(FILES, "w:bz2"),
    ".tar.xz": lambda: tarred(FILES, "w:xz"),
    ".tar.zst": lambda: zstandard.compress(tarred(FILES)),
    ".txt.gz": lambda: gzip.compress(TEXT.encode()),
    ".html.zst": lambda: zstandard.compress(PAGE),
}
"""A small sound file of each ending, each of which is read as one report or more."""

_PIECES = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\x1b[2J",
        b"\r\n\r\n",
        b"\n",
        b"--x",
        b"From ",
        b"\\ud83d",
    ),
    *(
        b"<p>",
        b"<div>",
        b"</div>",
        b"<![CDATA[",
        b"<!--",
        b"-->",
        b"&#0;",
        b"&a;",
        b"<!DOCTYPE a [",
        b"<script>",
        b"]]>",
    ),
    *(b'{"text":', b"[", b"1e999", b"NaN", b'"', b"Content-Length: 99999999999", b"charset=utf-16", b"charset=utf-7"),
    *(b"Content-Transfer-Encoding: base64\r\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.0\r\n"),
    *(
        b"---\ntitle: ",
        b"../",
        b"\\bin9999999 ",
        b"{\\*\\",
        b"\\u-1?",
        b"=?utf-8?b?",
        b"=E9",
        b"2009-99-99",
        b"9" * 400,
        b"<table><tr><td>",
        b"\x80\x81\x82",
    ),
)
"""What formats turn on, and what is hard to read in them."""


@st.composite
def broken(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file with stretches of it left out, overwritten, repeated or put elsewhere; at most some 100 kB."""
    raw = sound
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(raw)))
        width = draw(st.integers(0, 40) | st.integers(0, len(raw)))
        held = raw[at : at + width]
        piece = draw(st.sampled_from(_PIECES) | st.binary(max_size=30) | st.just(held))
        times = draw(st.sampled_from((1, 1, 1, 2, 50, 3000)))
        kept = held if draw(st.booleans()) else b""
        raw = raw[:at] + (piece * times)[:50_000] + kept + raw[at + width :]
    return raw[:100_000]
