"""To test that no bytes whatever, in a file of any ending, stop the reading of a pile."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.read import READERS, read

SAMPLES = (
    b"<html><head><meta charset='x'><script type='application/ld+json'>{}</script></head><body><p>Talks</p></body>",
    b"<?xml version='1.0'?><rss><channel><item><title>Talks</title><pubDate>Fri</pubDate></item></channel></rss>",
    b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Talks</p>\r\n--x--",
    b"From a@b.example Sat Mar  7 10:12:00 2009\nFrom: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"
    b"--x\nContent-Type: text/plain\n\nTalks\n--x\nContent-Type: message/rfc822\n\nSubject: Talks\n\nTalks\n--x--\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    b'{"text": "Talks in Oslo", "published": "2009"}\n{"maintext": 7}\n',
    gzip.compress(b"Talks in Oslo"),
    b"PK\x03\x04\x14\x00\x00\x00\x00\x00",
)


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A small sound file with a stretch of it put elsewhere, left out or overwritten; or any bytes at all."""
    raw = draw(st.sampled_from((*SAMPLES, b"")))
    at, width = draw(st.integers(0, len(raw))), draw(st.integers(0, 20))
    return raw[:at] + draw(st.binary(max_size=30)) + raw[at + width :]


@pytest.mark.parametrize("ending", [*READERS, ".zip", ".tar", ".tar.gz", ".gz", ".tar.zst", ".zst"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=broken())
def test_any_bytes_become_rows(tmp_path: Path, ending: str, raw: bytes) -> None:
    file = tmp_path / f"any{ending}"
    file.write_bytes(raw)
    for report in read([file]):
        assert report.outcome in ("coded", "skipped", "failed")
        assert report.problem or report.outcome == "coded"
        assert report.path.startswith(str(file))
        report.text.encode("utf-8")
        (report.problem or "").encode("utf-8")
