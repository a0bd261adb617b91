"""To answer with a page as data: what is asked is checked, answers bear the record's hash, long lists go in steps."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from memcon.record.ready import kept_digest
from memcon.show.web import addresses
from memcon.show.web.api.cursor import cursor, list_of, page_of
from memcon.show.web.api.params import ORDER, PAGED, Param, Refused, checked, filters, number, text
from memcon.show.web.api.problem import problem
from memcon.show.web.live import Live, View
from memcon.show.web.pages.actor import ActorPage
from memcon.show.web.pages.apart import ApartPage
from memcon.show.web.pages.correct import ClaimForm, EventForm, ReportForm
from memcon.show.web.pages.decisions import DecisionsPage
from memcon.show.web.pages.doubts import DisagreementsPage, UnreadPage
from memcon.show.web.pages.event import EventPage
from memcon.show.web.pages.find import SearchPage
from memcon.show.web.pages.framing import FramingPage
from memcon.show.web.pages.promises import PromisesPage
from memcon.show.web.pages.queue import QueuePage
from memcon.show.web.pages.relationship import Relationship
from memcon.show.web.pages.report import ReportPage
from memcon.show.web.pages.run import RunPage
from memcon.show.web.pages.spoken import StatementsPage

Make = Callable[[View, Request], object]


class Moved(Exception):  # noqa: N818 — read as a sentence: "raises Moved"
    """The page asked for has another address."""

    def __init__(self, url: str) -> None:
        """The address that it has."""
        super().__init__(url)
        self.url = url


class Twin(Struct, frozen=True):
    """A page as data: the type of the page, what it tells, and what its query may hold."""

    page: type[Struct]
    words: str
    params: tuple[Param, ...] = ()

    @property
    def steps(self) -> bool:
        """Whether it has a list that is gone through in steps."""
        return PAGED[0] in self.params


def _list(words: str, page: type[Struct], *columns: str) -> Twin:
    """A list that can be narrowed by the values of its columns."""
    narrowing = (Param(name, f"Rows of this {name}, by a value of `listed.narrow`.", text(160)) for name in columns)
    return Twin(page, words, (*narrowing, *PAGED))


_EVENTS = (*filters(), ORDER, *PAGED)
_CLAUSE = tuple(Param(name, f"The {name} of the clause to add.", number(0, 99_999_999)) for name in ("start", "end"))
TWINS: Mapping[str, Twin] = {
    "/relationship": Twin(Relationship, "The events of all states.", _EVENTS),
    "/relationship/{countries}": Twin(Relationship, "The events of a state, or of two or more.", _EVENTS),
    "/event/{event}": Twin(EventPage, "An event, with what each report says of it."),
    "/report/{report}": Twin(ReportPage, "A report: its text, its days, its claims."),
    "/promises": _list("What was undertaken, and what came of it.", PromisesPage, "state", "kind", "country"),
    "/disagreements": _list("Where reports contradict each other.", DisagreementsPage, "about", "kind", "country"),
    "/statements": _list("What was said.", StatementsPage, "speaker", "outlet", "form"),
    "/framing": Twin(FramingPage, "The words in which outlets judge."),
    "/unread": _list("Sentences that may tell of more.", UnreadPage, "reason", "outlet"),
    "/review": _list("What a person should look at, the weightiest first.", QueuePage, "about", "on"),
    "/decisions": _list("What people decided.", DecisionsPage, "what", "outcome", "by"),
    "/correct/claim/{key}": Twin(ClaimForm, "What a claim says, as it can be corrected."),
    "/correct/event/{key}": Twin(EventForm, "The claims of an event, and events that it may be."),
    "/correct/report/{key}": Twin(ReportForm, "What a report is held to be, as it can be corrected.", _CLAUSE),
    "/search": Twin(SearchPage, "Actors, events and reports that have the words.", (
        Param("q", "The words, the last one also as the beginning of a word.", text(200)),)),
    "/run": Twin(RunPage, "What the record was made of and with."),
    "/run/diff": Twin(ApartPage, "What changed from the record that `--compare` names."),
    "/{kind}/{actor}": Twin(ActorPage, "A person, state, body or place.", PAGED),
}  # fmt: skip
"""Each page's path with what describes it as data."""


def twin(live: Live, path: str, make: Make) -> Callable[[Request], Response]:
    """What answers with a page as JSON."""

    def answer(request: Request) -> Response:
        view = live.view()
        try:
            return _answer(view, request, TWINS[path], make)
        except Moved as moved:
            to, _, query = moved.url.partition("?")
            return RedirectResponse(f"{to}.json" + (f"?{query}" if query else ""), 303)
        except Refused as wrong:
            return problem(400, str(wrong))
        except KeyError as wrong:
            return problem(404, str(wrong.args[0]))

    return answer


def _answer(view: View, request: Request, described: Twin, make: Make) -> Response:
    """The page that is asked for, or that it is as it was."""
    asked = checked(described.params, request)
    digest = kept_digest(view.record.path, view.stamp)
    of = list_of(request.url.path, asked, digest)
    if given := asked.pop("cursor", ""):
        found = page_of(given, of)
        if found is None:
            raise KeyError("cursor: of another list, or the record has changed since; begin again without it")
        asked["page"] = str(found)
    page = make(view, Request({**request.scope, "query_string": urlencode(asked).encode()}))
    if not described.steps:
        return tagged(request, digest, msgspec.json.encode(page))
    follows = _next(request, asked, page, of)
    told = {name: getattr(page, name) for name in described.page.__struct_fields__} | {"next": follows}
    return tagged(request, digest, msgspec.json.encode(told), follows=follows)


def _next(request: Request, asked: Mapping[str, str], page: Any, of: str) -> str:
    """The address of the next step of a list, "" after the last."""
    where = getattr(page, "listed", page)
    if where.page >= where.pages:
        return ""
    kept = {name: value for name, value in asked.items() if name != "page"}
    path = str(request.scope["raw_path"].decode("latin-1"))
    return addresses.with_query(path, {**kept, "cursor": cursor(where.page + 1, of)})


def tagged(
    request: Request, digest: str, body: bytes, *, media: str = "application/json", follows: str = ""
) -> Response:
    """An answer that bears the record's hash; 304 without a body where the asker has it already."""
    tag = f'W/"{digest}"'
    headers = {"etag": tag, "cache-control": "no-cache"} | ({"link": f'<{follows}>; rel="next"'} if follows else {})
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if known & {tag.removeprefix("W/"), "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media, headers=headers)
