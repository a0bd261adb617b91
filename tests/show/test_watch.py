"""To test the watching of feeds against a real server: what is fetched, what is asked for, what is refused."""

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from memcon.limits import USUAL
from memcon.show.watch.fetch import Answer, Failed, Manners, TooMuch, agent
from memcon.show.watch.follow import MOST_PASSES, Found, follow
from memcon.show.watch.guard import Refused
from memcon.show.watch.state import load
from memcon.show.watch.visit import Visitor, asked_to_wait

LOCAL = ("127.0.0.1/32",)
QUICK = Manners(deadline=0.6, wait=0.3, pause=0.0, tries=2, back_off=0.01, longest=5.0, private=LOCAL)
MOST = 100_000
STORY = "OSLO, May 7 - President Luis Rojas of Peru met Prime Minister Kari Berg of Norway in Oslo on Tuesday. They"
PAGE = f"<html><title>Oslo</title><body><h1>Oslo</h1><p>{STORY} talked about cod for two hours.</p></body></html>"
Run = Callable[..., tuple[int, str, str]]


class Site(ThreadingHTTPServer):
    """A server on this machine that answers as it is told, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def holds(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = lambda to: to.give(raw, status, {"Content_Type": "text/html", **headers})

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        with suppress(OSError):
            self.server.pages.get(self.path, missing)(self)

    def give(self, body: bytes, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def missing(to: Handler) -> None:
    to.give(b"", 404, {})


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def rss(*links: str) -> str:
    found = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return f"<rss><channel><title>Fjord Post</title>{found}</channel></rss>"


def get(site: Site, path: str, manners: Manners = QUICK) -> Answer:
    return Visitor(manners).get(site.url(path), MOST)


def passed(site: Site, record: Path, manners: Manners = QUICK) -> list[Found]:
    return list(follow([site.url("/feed")], record, Visitor(manners), USUAL, load(record)))


def outcomes(found: list[Found]) -> list[tuple[str, str]]:
    return [(one.what, one.outcome) for one in found]


def test_a_feed_s_pages_are_fetched_once_with_address_and_time(site: Site, tmp_path: Path) -> None:
    site.holds("/feed", rss(site.url("/a?x=1#top"), "b"), ETag='"7"', Last_Modified="Tue, 06 May 2003 10:00:00 GMT")
    site.holds("/a?x=1", PAGE)
    site.holds("/b", PAGE)
    record = tmp_path / "rec"
    assert outcomes(passed(site, record)) == [("feed", "read"), ("page", "new"), ("page", "new")]
    files = sorted((tmp_path / "rec.watch" / "pages" / "127.0.0.1").glob("*.html"))
    assert [file.read_text() for file in files] == [PAGE, PAGE]
    told = [json.loads(file.with_name(file.name + ".meta.json").read_text()) for file in files]
    assert {one["url"] for one in told} == {site.url("/a?x=1"), site.url("/b")}
    assert all(abs((datetime.now(UTC) - datetime.fromisoformat(one["fetched"])).total_seconds()) < 60 for one in told)
    assert outcomes(passed(site, record)) == [("feed", "read")]
    assert site.paths() == ["/feed", "/a?x=1", "/b", "/feed"]
    assert all(headers["user-agent"] == agent() for _, headers in site.asked)


def test_a_feed_is_asked_for_news_only(site: Site, tmp_path: Path) -> None:
    def changed_or_not(to: Handler) -> None:
        known = to.headers.get("If-None-Match") == '"7"' and to.headers.get("If-Modified-Since") == "yesterday"
        to.give(b"" if known else rss().encode(), 304 if known else 200, {"ETag": '"7"', "Last_Modified": "yesterday"})

    site.pages["/feed"] = changed_or_not
    assert outcomes(passed(site, tmp_path / "rec")) == [("feed", "read")]
    assert outcomes(passed(site, tmp_path / "rec")) == [("feed", "unchanged")]


def test_who_is_asked_to_wait_waits(site: Site) -> None:
    answers = iter([429, 503, 200])

    def busy(to: Handler) -> None:
        to.give(b"at last", next(answers), {"Retry_After": "3"})

    site.pages["/a"] = busy
    waited: list[float] = []
    manners = Manners(pause=0.0, tries=3, back_off=0.01, longest=5.0, private=LOCAL)
    assert Visitor(manners, waited.append).get(site.url("/a"), MOST).body == b"at last"
    assert waited == [3.0, 3.0]


def test_who_is_asked_to_wait_long_comes_again_in_a_later_pass(site: Site, tmp_path: Path) -> None:
    site.holds("/feed", rss("a"))
    site.holds("/a", "", 429, Retry_After="3600")
    assert [one.outcome for one in passed(site, tmp_path / "rec")] == ["read", "later"]
    assert [one.outcome for one in passed(site, tmp_path / "rec")] == ["read"]
    assert site.paths() == ["/feed", "/a", "/feed"]
    site.holds("/feed", "", 503, Retry_After="3600")
    assert [one.outcome for one in passed(site, tmp_path / "rec")] == ["later"]
    count = len(site.asked)
    assert [one.outcome for one in passed(site, tmp_path / "rec")] == ["later"]
    assert len(site.asked) == count


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [("120", 120, 120), ("Wed, 21 Oct 2065 07:28:00 GMT", 1e8, 1e10), ("soon", 0, 0), ("-1", 0, 0), ("", 0, 0),
     ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0)],
)  # fmt: skip
def test_the_time_to_wait_is_a_number_or_a_day(words: str, least: float, most: float) -> None:
    assert least <= asked_to_wait(words) <= most


def test_failures_are_tried_again_so_many_times(site: Site) -> None:
    answers = iter([500, 200])
    site.pages["/once"] = lambda to: to.give(b"ok", next(answers), {})
    assert get(site, "/once").body == b"ok"
    site.holds("/never", "", 502)
    with pytest.raises(Failed, match="status 502"):
        get(site, "/never")
    assert site.paths().count("/never") == QUICK.tries


def test_redirects_are_followed_to_an_end(site: Site) -> None:
    for n in range(3):
        site.holds(f"/{n}", "", 302, Location=f"/{n + 1}#x")
    site.holds("/3", PAGE)
    assert get(site, "/0").url == site.url("/3")
    site.holds("/loop", "", 301, Location="/loop")
    for n in range(4, 20):
        site.holds(f"/{n}", "", 307, Location=f"/{n + 1}")
    for endless in ("/loop", "/4"):
        with pytest.raises(Refused, match="leads on without end"):
            get(site, endless)


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2/", "http://[::1]/", "http://169.254.169.254/latest", "file:///etc/passwd", "ftp://x.example/",
     "http://user:word@127.0.0.1/"],
)  # fmt: skip
def test_a_redirect_is_checked_as_an_address_is(site: Site, target: str) -> None:
    site.holds("/a", "", 302, Location=target)
    with pytest.raises(Refused, match=r"not public|no address of the web|holds a name"):
        get(site, "/a")


def drip(to: Handler) -> None:
    to.send_response(200)
    to.end_headers()
    for _ in range(100):
        to.wfile.write(b"x")
        to.wfile.flush()
        time.sleep(0.05)


def drip_headers(to: Handler) -> None:
    for char in "HTTP/1.1 200 OK\r\nX-Long: " + "x" * 100:
        to.wfile.write(char.encode())
        to.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("slow", [drip, drip_headers, lambda _: time.sleep(1.5)], ids=["body", "headers", "silence"])
def test_a_server_that_dawdles_is_left_at_the_deadline(site: Site, slow: Callable[[Handler], None]) -> None:
    site.pages["/a"] = slow
    visitor = Visitor(Manners(deadline=0.4, wait=0.3, pause=0.0, tries=1, private=LOCAL))
    with pytest.raises(Failed, match=r"0\.4 seconds|timed out"):
        visitor.get(site.url("/a"), MOST)


def short(to: Handler) -> None:
    to.give(b"x" * 1_000, 200, {"Content_Length": "10000000"})


def short_pieces(to: Handler) -> None:
    to.send_response(200)
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    to.wfile.write(b"400\r\nabc")


def endless(to: Handler) -> None:
    to.send_response(200)
    to.end_headers()
    while True:
        to.wfile.write(b"x" * 65_536)


BOMB = gzip.compress(b"\0" * 20_000_000)
BODIES: dict[str, tuple[Callable[[Handler], None], type[Exception], str, int]] = {
    "ten megabytes announced, cut off": (short, Failed, "cut off after 1,000 of 10,000,000", 10_000_000),
    "pieces cut off": (short_pieces, Failed, "IncompleteRead|InvalidChunkLength", MOST),
    "more announced than is read": (short, TooMuch, "larger than 100,000", MOST),
    "no end": (endless, TooMuch, "larger than 100,000", MOST),
    "a bomb": (lambda to: to.give(BOMB, 200, {"Content_Encoding": "gzip"}), TooMuch, "unpacks to more", MOST),
    "a packing cut off": (lambda to: to.give(BOMB[:40], 200, {"Content_Encoding": "gzip"}), Failed, "cut off", MOST),
    "no packing": (
        lambda to: to.give(b"plain", 200, {"Content_Encoding": "gzip"}),
        TooMuch,
        "cannot be unpacked",
        MOST,
    ),
    "a packing not asked for": (lambda to: to.give(b"x", 200, {"Content_Encoding": "br"}), TooMuch, "not asked", MOST),
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_whole_and_no_larger_than_allowed(site: Site, body: str) -> None:
    give, raised, says, most = BODIES[body]
    site.pages["/a"] = give
    with pytest.raises(raised, match=says):
        Visitor(QUICK).get(site.url("/a"), most)


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.holds("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert get(site, "/a").body == PAGE.encode()


def test_what_is_no_page_is_told_and_given_up_in_the_end(site: Site, tmp_path: Path) -> None:
    site.holds("/feed", rss("film", "gone"))
    site.holds("/film", b"\0", Content_Type="video/mp4")
    found = passed(site, tmp_path / "rec")
    assert [one.problem for one in found[1:]] == ["is no page but video/mp4", "is answered with status 404"]
    for _ in range(MOST_PASSES + 2):
        passed(site, tmp_path / "rec")
    assert site.paths().count("/film") == MOST_PASSES


def test_robots_are_asked_and_heeded(site: Site, tmp_path: Path) -> None:
    site.holds("/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /private/press")
    site.holds("/feed", rss("private/a", "private/press/b"))
    site.holds("/private/press/b", PAGE)
    found = passed(site, tmp_path / "rec")
    assert outcomes(found) == [("feed", "read"), ("page", "refused"), ("page", "new")]
    assert "robots.txt asks not to" in (found[1].problem or "")
    assert site.paths() == ["/feed", "/private/press/b"]


@pytest.mark.parametrize(("status", "fetched"), [(404, True), (403, True), (503, False)])
def test_a_site_without_robots_txt_is_open_and_one_that_fails_is_not(site: Site, status: int, *, fetched: bool) -> None:
    site.holds("/robots.txt", "", status)
    site.holds("/a", PAGE)
    if fetched:
        assert get(site, "/a").status == 200
        return
    with pytest.raises(Failed, match="503"):
        get(site, "/a")
    assert site.paths() == []


def test_a_host_is_not_hurried(site: Site) -> None:
    site.holds("/robots.txt", "User-agent: *\nCrawl-delay: 7")
    site.holds("/a", PAGE)
    waited: list[float] = []
    visitor = Visitor(Manners(pause=2.0, private=LOCAL), waited.append)
    visitor.get(site.url("/a"), MOST)
    visitor.get(site.url("/a"), MOST)
    assert [round(wait) for wait in waited] == [7, 7]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
def test_a_private_address_is_refused_unless_allowed(site: Site, host: str) -> None:
    site.holds("/a", PAGE)
    with pytest.raises(Refused, match="not public"):
        Visitor(Manners(tries=1)).get(f"http://{host}:{site.server_port}/a", MOST)
    assert site.asked == []


def test_a_pass_that_is_interrupted_remembers_what_it_fetched(site: Site, tmp_path: Path) -> None:
    site.holds("/feed", rss("a", "b"))
    site.holds("/a", PAGE)
    site.holds("/b", PAGE)
    record = tmp_path / "rec"
    going = follow([site.url("/feed")], record, Visitor(QUICK), USUAL, load(record))
    assert [next(going).what, next(going).what] == ["feed", "page"]
    with pytest.raises(KeyboardInterrupt):
        going.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
    assert [page.file is not None for page in load(record).pages.values()] == [True, False]
    assert outcomes(passed(site, record)) == [("feed", "read"), ("page", "new")]


def test_watch_makes_a_record_and_lets_it_grow(site: Site, tmp_path: Path, run: Run) -> None:
    site.holds("/feed", rss("a"))
    site.holds("/a", PAGE)
    site.holds("/b", PAGE.replace("cod", "herring"))
    record = tmp_path / "rec"
    code, out, err = run("watch", site.url("/feed"), "-o", record)
    assert (code, record.exists()) == (1, False)
    assert "not public" in err
    code, out, err = run("watch", site.url("/feed"), "-o", record, "--allow-private", "--json")
    told = json.loads(out)
    assert (code, told["record"]["reports"]) == (0, 1)
    assert [one["outcome"] for one in told["found"]] == ["read", "new"]
    site.holds("/feed", rss("a", "b"))
    code, out, err = run("watch", site.url("/feed"), "-o", record, "--allow-private")
    assert code == 0, err
    assert "pages: 1 new" in out
    code, out, _ = run("sql", record, "SELECT url, fetched, first, last, basis FROM reports ORDER BY url", "--json")
    rows = json.loads(out)
    assert [row["url"] for row in rows] == [site.url("/a"), site.url("/b")]
    assert all(row["fetched"] and row["last"] for row in rows)
