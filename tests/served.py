"""To serve a record on a free port, to ask it, and to walk from page to page."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path

import uvicorn
from msgspec import Struct

from memcon.show.web.app import Shown, app
from memcon.show.web.guard import LOOPBACK
from memcon.show.web.serve import config

ALONE = Shown(LOOPBACK)
"""A record that this machine alone may ask for, and decide on."""


class Answer(Struct):
    """What the server said: status, headers in small letters, body."""

    status: int
    headers: Mapping[str, str]
    body: str


class Server(Struct):
    """A server with the record that it shows."""

    port: int
    record: Path

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(
        self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, data: bytes | None = None
    ) -> Answer:
        """One answer; redirects are not followed."""
        asked = urllib.request.Request(self.base + path, data, dict(headers or {}), method=method)
        opener = urllib.request.build_opener(_Stay)
        try:
            with opener.open(asked, timeout=20) as told:
                return Answer(told.status, _small(told.headers), told.read().decode())
        except urllib.error.HTTPError as told:
            with told:
                return Answer(told.code, _small(told.headers), told.read().decode())

    def raw(self, request: bytes) -> str:
        """What is said to bytes as they are."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(request)
            return b"".join(iter(lambda: line.recv(65536), b"")).decode("latin-1")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """No redirect is followed."""


def _small(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def serving(record: Path, shown: Shown = ALONE) -> Iterator[Server]:
    """A server of a record, ended when the tests are done with it."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(config(app(record, shown)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Server(listening.getsockname()[1], record)
    server.should_exit = True
    thread.join(10)
    listening.close()


class Links(HTMLParser):
    """The addresses and the ids of a page, its tags and the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down what the start of an element says."""
        told = dict(attrs)
        self.tags.add(tag)
        self.attributes |= told.keys()
        ways = ("href",) if told.get("method") == "post" else ("href", "action")
        self.links |= {value for name in ways if (value := told.get(name))}
        self.ids += [value] if (value := told.get("id")) else []


def links_of(body: str) -> Links:
    found = Links()
    found.feed(body)
    return found


def pages_of(server: Server) -> dict[str, Answer]:
    """Pages that can be reached from the home page, of each kind the first twelve."""
    found: dict[str, Answer] = {}
    kinds: Counter[str] = Counter()
    todo = ["/", "/relationship"]
    while todo:
        path = todo.pop(0)
        kind = path.split("/")[1]
        if path in found or kinds[kind] >= 12:
            continue
        kinds[kind] += 1
        found[path] = server.get(path)
        told = links_of(found[path].body).links if "html" in found[path].headers["content-type"] else set()
        todo += sorted(link.partition("#")[0] for link in told if link.startswith("/") and "?" not in link)
    return found
