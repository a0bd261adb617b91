"""To make one request of HTTP to a checked place: never longer than a deadline, never more than a number of bytes."""

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPException
from importlib import metadata
from typing import Any

from msgspec import Struct

from memcon.show.watch.guard import Place, placed

_PIECE = 65_536


class Manners(Struct, frozen=True):
    """How the web is asked: seconds, counts, bytes, and the networks that may be visited though they are not public."""

    deadline: float = 60.0
    """Seconds for one request and its answer, whatever the other side does."""
    wait: float = 15.0
    """Seconds of silence after which a connection is given up."""
    pause: float = 2.0
    """Seconds between two requests to one host; more where its robots.txt asks for more."""
    tries: int = 4
    """Times that a request is made which fails, or is answered 429 or 5xx."""
    back_off: float = 1.0
    """Seconds before the second try; twice as many before each further one."""
    longest: float = 60.0
    """Seconds that are waited for a host; one that asks for more is left to a later pass."""
    redirects: int = 5
    """Addresses that one may lead on to."""
    private: tuple[str, ...] = ()
    """Networks that may be visited though they are not public."""


class Failed(Exception):  # noqa: N818 — read as a sentence: "raises Failed"
    """A request brought no whole answer; the message says why. Another try may."""


class TooMuch(Exception):  # noqa: N818 — read as a sentence: "raises TooMuch"
    """An answer is larger than is allowed, or packed in a way that is not read."""


class Answer(Struct, frozen=True):
    """What a server answered; the names of `headers` are in lower case, `body` is unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(url: str, headers: Mapping[str, str], most: int, manners: Manners) -> Answer:
    """The answer to one GET, redirects not followed; a body is read where the status is 200.

    Raises Refused for an address that is not to be visited, Failed, and TooMuch for more than `most` bytes.
    """
    started = time.monotonic()
    try:
        place = placed(url, manners.private, manners.deadline)
        with _connection(place, manners, manners.deadline - (time.monotonic() - started)) as connection:
            sent = {"Host": _host(place), "User-Agent": agent(), "Accept-Encoding": "gzip", **headers}
            connection.request("GET", place.target, headers=sent, preload_content=False, decode_content=False,
                               enforce_content_length=False)  # fmt: skip
            found = connection.getresponse()
            told = {name.lower(): value for name, value in found.headers.items()}
            body = b"".join(_unpacked(_pieces(found, told, most), told, most)) if found.status == 200 else b""
    except (OSError, HTTPException, _http_errors(), ValueError) as why:
        late = time.monotonic() - started >= manners.deadline
        told_why = f"no whole answer in {manners.deadline:g} seconds" if late else str(why) or type(why).__name__
        raise Failed(told_why) from why
    if time.monotonic() - started >= manners.deadline:  # the connection was cut, which looks like the answer's end
        raise Failed(f"no whole answer in {manners.deadline:g} seconds")
    return Answer(url, found.status, told, body)


def agent() -> str:
    """How memcon names itself to servers."""
    return f"memcon/{metadata.version('memcon')}"


def _http_errors() -> type[Exception]:
    """What the library of HTTP raises."""
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 — seldom needed

    return HTTPError


def _host(place: Place) -> str:
    """The header that names the host."""
    name = f"[{place.host}]" if ":" in place.host else place.host.encode("idna").decode()
    return name if place.port in (80, 443) else f"{name}:{place.port}"


@contextmanager
def _connection(place: Place, manners: Manners, seconds: float) -> Iterator[Any]:
    """A connection to a checked address that is cut when the seconds are over, however busy it looks."""
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415 — seldom needed

    wait = max(0.01, min(manners.wait, seconds))
    if place.scheme == "https":
        name = place.host.encode("idna").decode() if ":" not in place.host else place.host
        context = ssl.create_default_context()
        held: Any = HTTPSConnection(
            place.ip, place.port, timeout=wait, ssl_context=context, server_hostname=name, assert_hostname=name
        )
    else:
        held = HTTPConnection(place.ip, place.port, timeout=wait)
    sockets: list[Any] = []
    watchdog = threading.Timer(max(0.01, seconds), _cut, (held, sockets))
    watchdog.daemon = True
    watchdog.start()
    try:
        held.connect()
        sockets.append(held.sock)
        yield held
    finally:
        watchdog.cancel()
        held.close()


def _cut(connection: Any, sockets: list[Any]) -> None:
    """End a connection under whoever waits for it; one that only an answer still holds is known by its socket."""
    for one in (connection.sock, *sockets):
        with suppress(OSError, AttributeError):
            one.shutdown(socket.SHUT_RDWR)


def _pieces(found: Any, headers: Mapping[str, str], most: int) -> Iterator[bytes]:
    """The bytes of an answer as they are sent; raises TooMuch, Failed where it ends before its announced length."""
    announced = headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise TooMuch(f"is larger than {most:,} bytes")
    taken = 0
    while piece := found.read(_PIECE, decode_content=False):
        taken += len(piece)
        if taken > most:
            raise TooMuch(f"is larger than {most:,} bytes")
        yield piece
    if announced.isdigit() and taken < int(announced):
        raise Failed(f"is cut off after {taken:,} of {int(announced):,} bytes")


def _unpacked(pieces: Iterator[bytes], headers: Mapping[str, str], most: int) -> Iterator[bytes]:
    """The bytes of an answer unpacked; raises TooMuch where they unpack to more than `most`, or cannot be unpacked."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        yield from pieces
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise TooMuch(f"is packed as {packing[:40]!r}, which was not asked for")
    unpacker, taken = zlib.decompressobj(wbits=47), 0
    for piece in pieces:
        rest = piece
        while rest and not unpacker.eof:
            try:
                out = unpacker.decompress(rest, _PIECE)
            except zlib.error as why:
                raise TooMuch(f"is packed in a way that cannot be unpacked ({why})") from why
            rest, taken = unpacker.unconsumed_tail, taken + len(out)
            if taken > most:
                raise TooMuch(f"unpacks to more than {most:,} bytes")
            yield out
    yield unpacker.flush()
    if not unpacker.eof:
        raise Failed("is cut off before the end of what is packed")
