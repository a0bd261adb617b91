"""To serve records on free ports: the sample pile, and one whose reports would do harm if they could."""

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path

import pytest
import uvicorn
from msgspec import Struct

from memcon.show.make import Work, make_record, sample
from memcon.show.web.app import app
from memcon.show.web.guard import LOOPBACK
from memcon.show.web.serve import config


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

    def get(self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """One answer; redirects are not followed."""
        asked = urllib.request.Request(self.base + path, method=method, headers=dict(headers or {}))
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


def serving(record: Path) -> Iterator[Server]:
    """A server of a record, ended when the tests are done with it."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(config(app(record, LOOPBACK)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Server(listening.getsockname()[1], record)
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample pile."""
    place = tmp_path_factory.mktemp("web") / "demo"
    make_record(sample(), place, Work())
    yield from serving(place)


HARM = (
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
    "<svg onload=\"document.title='taken'\"><style>body { display: none }</style> {{ 7 * 7 }} \u202e\u009b31m"
)
MEETING = "The Norwegian foreign minister met the Peruvian foreign minister in Oslo on 6 May 2003."


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A record of reports that hold script, style, addresses that run, control characters and words of a template."""
    place = tmp_path_factory.mktemp("harm")
    first = {
        "text": f"{MEETING} {HARM}",
        "title": HARM,
        "outlet": f"Gazette {HARM}",
        "url": "javascript:document.title='x'",
    }
    quoted = f'{HARM}\n\n{MEETING} "{HARM}", the Norwegian foreign minister said.'
    second = {"text": quoted, "title": "Talks", "outlet": "Courier", "url": "data:text/html,<script>alert(1)</script>"}
    reports = [one | {"published": "2003-05-07"} for one in (first, second)]
    file = place / "pile.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in reports), encoding="utf-8")
    make_record([file], place / "record", Work())
    yield from serving(place / "record")
