"""To listen for requests and answer them until interrupted."""

import socket
from ipaddress import ip_address
from pathlib import Path

import click
import uvicorn
from msgspec import Struct
from starlette.applications import Starlette

from memcon.show.web.app import Shown, app
from memcon.show.web.guard import LOOPBACK


class At(Struct, frozen=True):
    """Where requests are taken: address, port (0 is a free one), and other names under which they may ask."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()


def serve(record: Path, at: At, closed: str = "", compared: Path | None = None) -> None:
    """Show the record at `record` until interrupted; requests have to name the host as it is called here.

    `closed` says why no decisions are taken; beyond this machine none are. Raises NotARecord, and OSError where the
    port is taken.
    """
    closed = closed or ("" if _is_here(at.host) else "it is shown beyond this machine")
    bracketed = f"[{at.host}]" if ":" in at.host else at.host
    shown = app(record, Shown({*LOOPBACK, bracketed, *at.names}, closed, compared))
    listening = _listening(at.host, at.port)
    told = f"; it is only shown: {why}" if (why := shown.state.desk.closed) else ""
    click.echo(f"http://{bracketed}:{listening.getsockname()[1]}/ shows {record}{told}; Ctrl-C ends it", err=True)
    with listening:
        uvicorn.Server(config(shown)).run(sockets=[listening])


def config(shown: Starlette) -> uvicorn.Config:
    """How requests are taken: plain HTTP, no log of who asked, nothing said of the server."""
    return uvicorn.Config(
        shown,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        limit_concurrency=200,
        h11_max_incomplete_event_size=32_768,
        lifespan="off",
        ws="none",
    )


def _is_here(host: str) -> bool:
    """Whether only this machine can ask under an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens; OSError says what to do where it can't."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)  # who reads the address may ask at once
    except OSError as wrong:
        made.close()
        raise OSError(f"{host}:{port} cannot be listened on ({wrong.strerror}); choose another with --port") from wrong
    return made
