"""Pages do no harm: reports' words are only words, nothing is asked of the outside, nobody else can ask."""

import re

import pytest

from served import Server, links_of, pages_of

WAYS_OUT = ("/static/../app.py", "/static/..%2f..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd",
            "/report/..%2f..%2frun", "/relationship/..%2f..%2fetc%2fpasswd")  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/relationship.json", "/static/memcon.css", "/nowhere"])
def test_a_browser_is_told_to_trust_nothing(demo: Server, path: str) -> None:
    headers = demo.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_a_page_brings_its_own_only(demo: Server) -> None:
    for path, told in pages_of(demo).items():
        if "text/html" in told.headers["content-type"]:
            loaded = re.findall(
                r'<(?:link|script|img|use|image|iframe|source)\b[^>]*?(?:href|src)="([^"]+)"', told.body
            )
            assert [url for url in loaded if not url.startswith("/")] == [], path
            assert re.findall(r"<script\b(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style", told.body) == [], path


def test_words_of_reports_are_only_words(hostile: Server) -> None:
    pages = {path: told.body for path, told in pages_of(hostile).items() if "html" in told.headers["content-type"]}
    for path, body in pages.items():
        found = links_of(body)
        assert found.tags & {"img", "style", "iframe", "object"} == set(), path
        assert {name for name in found.attributes if name.startswith("on") or name == "style"} == set(), path
        assert re.findall(r"<script\b[^>]*>", body) in ([], ['<script src="/static/review.js" defer>']), path
        assert [link for link in found.links if not re.match(r"/|#|https?://", link)] == [], path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x80-\x9f]", body), path
        assert ">49<" not in body, path
    assert any("&lt;script&gt;" in body for body in pages.values())


@pytest.mark.parametrize("path", WAYS_OUT)
def test_no_path_leads_out(demo: Server, path: str) -> None:
    told = demo.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert told.startswith("HTTP/1.1 404"), told[:80]
    assert "root:" not in told


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "localhost, a"])
def test_another_name_of_the_host_is_refused(demo: Server, host: str) -> None:
    assert demo.get("/", headers={"Host": host}).status in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:9", "LOCALHOST:80"])
def test_its_own_names_are_answered(demo: Server, host: str) -> None:
    assert demo.get("/relationship.json", headers={"Host": host}).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/static/memcon.css"])
def test_pages_are_only_read(demo: Server, path: str, method: str) -> None:
    told = demo.get(path, method=method)
    assert (told.status, "<h1>Not done this way</h1>" in told.body) == (405, True)


@pytest.mark.parametrize(
    "request_",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET /%ff%fe%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"POST /decide HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
        b"POST /decide HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
        b"GET /relationship?page=-1&year=%00&order=%27;DROP HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ],
)
def test_malformed_requests_are_answered_cleanly(demo: Server, request_: bytes) -> None:
    assert re.match(r"HTTP/1\.1 (200|400|403|404|405|413|414|415|421|431)", demo.raw(request_))
    assert demo.get("/relationship.json").status == 200
