"""To read a form that one of our own pages sent: small, well-formed, of this origin, with the token of this server."""

import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MOST_BYTES, MOST_FIELDS = 65_536, 200
_KIND = "application/x-www-form-urlencoded"


class Form(Struct, frozen=True):
    """The fields of a form, each with all its values."""

    fields: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """The value of a field without blanks around it; empty where it was not sent."""
        return self.fields.get(name, ("",))[0].strip()

    def all(self, name: str) -> list[str]:
        """All values of a field that are not empty."""
        return [value.strip() for value in self.fields.get(name, ()) if value.strip()]


async def read_form(request: Request, token: str) -> Form:
    """The form that was sent; HTTPException 400, 403, 413 or 415 says what is wrong with it."""
    _same_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise HTTPException(415, f"A decision is sent as a form, {_KIND}.")
    form = _fields(await _body(request))
    if not hmac.compare_digest(form.one("token").encode(), token.encode()):
        raise HTTPException(403, "The form is of an earlier run of the server, or of another page. Load the page anew.")
    return form


def _same_origin(request: Request) -> None:
    """Refuse what the page of another site sends; a browser says of every form where it comes from."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    told = request.headers.get("origin") or request.headers.get("referer") or ""
    try:
        from_ = urlsplit(told)
    except ValueError:
        from_ = urlsplit("")
    is_ours = from_.scheme in ("http", "https") and from_.netloc.lower() == request.headers.get("host", "").lower()
    if site != "same-origin" or not is_ours:
        raise HTTPException(403, "Decisions are taken from the pages of this record alone.")


async def _body(request: Request) -> bytes:
    """All that was sent, unless it is more than any form of ours."""
    given = request.headers.get("content-length", "0")
    if not given.isdecimal() or len(given) > 12:
        raise HTTPException(400, "The length of the form is no number.")
    read = b""
    if int(given) <= MOST_BYTES:
        try:
            async for part in request.stream():
                read += part
                if len(read) > MOST_BYTES:
                    break
        except ClientDisconnect as gone:
            raise HTTPException(400, "The form ended before it was whole.") from gone
    if max(int(given), len(read)) > MOST_BYTES:
        raise HTTPException(413, f"The form is longer than {MOST_BYTES:,} bytes.", {"connection": "close"})
    return read


def _fields(body: bytes) -> Form:
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as wrong:
        raise HTTPException(400, "The form cannot be read.") from wrong
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return Form(fields)
