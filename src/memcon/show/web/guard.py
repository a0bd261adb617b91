"""To keep pages to themselves: only asked by their own name, with nothing from outside in them."""

from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""What a browser is told with every answer."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_LONGEST = 4000


class Guard:
    """Refuses what no page of ours would ask, and tells the browser what it may do with an answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], too_long: ASGIApp) -> None:
        """Pages may be asked by these names of the host, whatever the port; `too_long` answers for long addresses."""
        self._app, self._hosts = app, frozenset(host.lower() for host in hosts)
        self._too_long = too_long

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request that is sound, with the headers put on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, sent)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        """Why a request is refused; a page of another site that has this machine's name for its own is one reason."""
        given = [value for name, value in scope["headers"] if name == b"host"]
        host = given[0].decode("latin-1").lower() if len(given) == 1 else ""
        name = host if host.endswith("]") else host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name not in self._hosts:
            return PlainTextResponse("This record is not shown under that name of the host.\n", 421)
        if len(scope["raw_path"]) + len(scope["query_string"]) > _LONGEST:
            return self._too_long
        return None
