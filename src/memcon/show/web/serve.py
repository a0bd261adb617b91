"""To listen for requests and answer them until interrupted."""

import socket
from collections.abc import Sequence
from pathlib import Path

import click
import uvicorn
from starlette.applications import Starlette

from memcon.show.web.app import app
from memcon.show.web.guard import LOOPBACK


def serve(record: Path, host: str, port: int, names: Sequence[str] = ()) -> None:
    """Show the record at `record` until interrupted; requests have to name the host as it is called here.

    Raises NotARecord, and OSError where the port is taken.
    """
    shown = app(record, {*LOOPBACK, host if ":" not in host else f"[{host}]", *names})
    listening = _listening(host, port)
    where = "localhost" if host == "localhost" else host if ":" not in host else f"[{host}]"
    click.echo(f"http://{where}:{listening.getsockname()[1]}/ shows {record}; Ctrl-C ends it", err=True)
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


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens; OSError says what to do where it can't."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as wrong:
        made.close()
        raise OSError(f"{host}:{port} cannot be listened on ({wrong.strerror}); choose another with --port") from wrong
    return made
