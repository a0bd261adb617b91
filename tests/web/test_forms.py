"""Forms are taken from a page of the record alone: of its origin, with its token, as long as a form of ours can be."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest

from memcon.record.decisions import LOG
from memcon.show.web.app import Shown
from memcon.show.web.guard import LOOPBACK
from served import Answer, Server, serving

FORM = "application/x-www-form-urlencoded"


def token_of(server: Server) -> str:
    found = re.search(r'name="token" value="([^"]+)"', server.get("/review").body)
    assert found
    return found[1]


def claim_of(server: Server) -> str:
    """A claim of the queue."""
    items = json.loads(server.get("/review.json").body)["items"]
    return str(next(item["tellings"][0]["claim_id"] for item in items if item["tellings"]))


def send(server: Server, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
    """A form as a browser sends it from a page of the record."""
    told = {"Origin": server.base, "Content-Type": FORM, **(headers or {})}
    return server.get("/decide", method="POST", headers=told, data=urlencode(fields).encode())


def decisions_of(server: Server) -> int:
    log = server.record / LOG
    return len(log.read_text().splitlines()) if log.is_file() else 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "", "Referer": "http://evil.example/review"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://[::1"},
    ],
)
def test_a_form_of_another_origin_is_refused(own: Server, headers: Mapping[str, str]) -> None:
    told = send(own, {"token": token_of(own), "do": f"reject {claim_of(own)}", "why": "it is wrong"}, headers)
    assert (told.status, "<h1>Not taken from here</h1>" in told.body) == (403, True)
    assert decisions_of(own) == 0


@pytest.mark.parametrize("token", ["", "x", "ÿ", "x" * 32])
def test_a_form_without_the_token_is_refused(own: Server, token: str) -> None:
    assert send(own, {"token": token, "do": f"reject {claim_of(own)}", "why": "it is wrong"}).status == 403
    assert decisions_of(own) == 0


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"why=" + b"a" * 70_000, FORM, 413),
        (b"&".join(b"a=1" for _ in range(300)), FORM, 400),
        (b"why=%ff", FORM, 400),
        (b"\xff\xfe", FORM, 400),
        (b'{"do": "reject"}', "application/json", 415),
        (b"do=reject", "text/plain", 415),
        (b"", FORM, 403),
    ],
)
def test_what_is_no_form_of_ours_is_answered_with_a_page(own: Server, body: bytes, kind: str, status: int) -> None:
    told = own.get("/decide", method="POST", headers={"Origin": own.base, "Content-Type": kind}, data=body)
    assert (told.status, told.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert len(re.findall("<h1[ >]", told.body)) == 1
    assert decisions_of(own) == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"do": ""},
        {"do": "reject"},
        {"do": "burn it", "why": "x"},
        {"do": "reject nothing-of-that-name", "why": "it is wrong"},
        {"do": "reject CLAIM"},
        {"do": "set CLAIM status=eaten", "why": "it is wrong"},
        {"do": "set CLAIM", "set.who": "Nobody of That Name", "why": "it is wrong"},
        {"do": "undo 00000000", "why": "it is wrong"},
    ],
)
def test_what_cannot_be_decided_is_said_and_not_taken_down(own: Server, fields: Mapping[str, str]) -> None:
    asked = {"token": token_of(own), **fields, "do": fields["do"].replace("CLAIM", claim_of(own))}
    told = send(own, asked)
    assert (told.status, "<h1>That could not be done</h1>" in told.body) == (400, True)
    assert decisions_of(own) == 0


@pytest.mark.parametrize(
    "back", ["//evil.example", "http://evil.example/", "/\\evil.example", "javascript:x", "/a\r\nb"]
)
def test_no_form_leads_away(own: Server, back: str) -> None:
    told = own.get("/by", method="POST", headers={"Origin": own.base, "Content-Type": FORM},
                   data=urlencode({"token": token_of(own), "by": "Ana", "back": back}).encode())  # fmt: skip
    assert (told.status, told.headers["location"]) == (303, "/review")
    assert "httponly" in told.headers["set-cookie"].lower()
    assert "samesite=strict" in told.headers["set-cookie"].lower()


def test_a_record_that_is_only_shown_takes_nothing_and_says_so(demo: Server, tmp_path: Path) -> None:
    place = tmp_path / "shown"
    shutil.copytree(demo.record, place)
    for server in serving(place, Shown(LOOPBACK, "asked for")):
        queue = server.get("/review").body
        assert "This record is only shown: asked for" in queue
        assert "<button name=" not in queue
        assert "/correct/" not in server.get(json.loads(server.get("/relationship.json").body)["events"][0]["url"]).body
        assert send(server, {"token": "", "do": f"reject {claim_of(server)}", "why": "it is wrong"}).status == 403
        assert decisions_of(server) == 0
