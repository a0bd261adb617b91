"""To say what is wrong with a request as data: problem details (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

MEDIA = "application/problem+json"


class Problem(Struct, frozen=True, kw_only=True):
    """What is wrong with a request: the status, its words, and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer that says what is wrong."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return Response(msgspec.json.encode(told), status, headers, MEDIA)


def wants_data(request: Request) -> bool:
    """Whether a program asks: by its address, or because it takes JSON and no page."""
    if request.url.path.endswith((".json", ".atom", ".ics")):
        return True
    accepted = request.headers.get("accept", "")
    return "json" in accepted and "html" not in accepted
