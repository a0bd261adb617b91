"""To answer requests: each address with the page that it names, as HTML or, with .json behind it, as data."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from memcon.article import with_article
from memcon.record.record import Record
from memcon.record.store import NotARecord
from memcon.show.locate import locate
from memcon.show.web import addresses, deciding
from memcon.show.web.api.describe import described
from memcon.show.web.api.feed import FEEDS, answering
from memcon.show.web.api.problem import problem, wants_data
from memcon.show.web.api.twins import Make, Moved, twin
from memcon.show.web.desk import Desk, Done
from memcon.show.web.guard import Guard
from memcon.show.web.live import Live, View
from memcon.show.web.pages.actor import actor_page, joined_to
from memcon.show.web.pages.apart import apart_page
from memcon.show.web.pages.correct import claim_form, event_form, report_form
from memcon.show.web.pages.decisions import decisions_page
from memcon.show.web.pages.doubts import disagreements_page, unread_page
from memcon.show.web.pages.event import event_page
from memcon.show.web.pages.find import search_page
from memcon.show.web.pages.framing import framing_page
from memcon.show.web.pages.promises import promises_page
from memcon.show.web.pages.queue import queue_page
from memcon.show.web.pages.relationship import relationship
from memcon.show.web.pages.report import report_page
from memcon.show.web.pages.run import run_page
from memcon.show.web.pages.spoken import statements_page
from memcon.show.web.templates import written


class Error(Struct, frozen=True):
    """What went wrong with a request."""

    status: int
    words: str


def _relationship(view: View, request: Request) -> object:
    codes = request.path_params.get("countries", "")
    if one := request.query_params.get("one"):
        other = request.query_params.get("other", "")
        raise Moved(addresses.relationship(tuple(sorted({code for code in (one, other) if code}))))
    return relationship(view.record, tuple(code for code in codes.split("-") if code), request.query_params)


def _event(view: View, request: Request) -> object:
    key = request.path_params["event"]
    there = view.record.rows("SELECT 1 FROM listed WHERE event_id = ?", f"event:{key}")
    kind, whole = ("event", f"event:{key}") if there else locate(view.record, key)
    if kind != "event":
        raise KeyError(f"{key}: is {with_article(kind)}, not an event")
    if addresses.event(whole) != _path(request).removesuffix(".json"):
        raise Moved(addresses.event(whole))
    return event_page(view.record, whole)


def _report(view: View, request: Request) -> object:
    key = request.path_params["report"]
    if not view.record.rows("SELECT 1 FROM reports WHERE report_id = ?", key):
        kind, whole = locate(view.record, key)
        if kind != "report":
            raise KeyError(f"{key}: is {with_article(kind)}, not a report")
        raise Moved(addresses.report(whole))
    return report_page(view.record, key)


def _actor(view: View, request: Request) -> object:
    kind, key = request.path_params["kind"], request.path_params["actor"]
    if kind not in addresses.KINDS:
        raise KeyError(f"/{kind}: no page of a record is called so")
    query = "SELECT actor_id FROM actors WHERE kind = ? AND actor_id IN (?, ?) ORDER BY actor_id LIMIT 1"
    found = view.record.rows(query, kind, key, f"{kind}:{key}")
    if not found:
        if now := joined_to(view.record, kind, key):
            raise Moved(addresses.actor(now, kind))
        raise KeyError(f"{key}: no {kind} of this record is called so")
    return actor_page(view.record, found[0][0], request.query_params)


def _correct(make: Callable[[Record, str, Mapping[str, str]], object], kind: str) -> Make:
    """The forms by which a claim, event or report is corrected; ids of earlier builds lead on."""

    def made(view: View, request: Request) -> object:
        found, whole = locate(view.record, request.path_params["key"])
        if found != kind:
            raise KeyError(f"{request.path_params['key']}: is {with_article(found)}, not {with_article(kind)}")
        return make(view.record, whole, request.query_params)

    return made


def _apart(view: View, request: Request) -> object:
    return apart_page(view.record, request.app.state.compared)


def _search(view: View, request: Request) -> object:
    return search_page(view.record, view.words, request.query_params.get("q", ""))


def _of_query(make: Callable[[Record, Mapping[str, str]], object]) -> Make:
    """A page that takes what stands in the query of its address."""
    return lambda view, request: make(view.record, request.query_params)


def _of_record(make: Callable[[Record], object]) -> Make:
    """A page of the record as a whole."""
    return lambda view, _: make(view.record)


PAGES: dict[str, tuple[str, Make]] = {
    "/relationship": ("relationship.html", _relationship),
    "/relationship/{countries}": ("relationship.html", _relationship),
    "/event/{event}": ("event.html", _event),
    "/report/{report}": ("report.html", _report),
    "/promises": ("promises.html", _of_query(promises_page)),
    "/disagreements": ("disagreements.html", _of_query(disagreements_page)),
    "/statements": ("statements.html", _of_query(statements_page)),
    "/framing": ("framing.html", _of_record(framing_page)),
    "/unread": ("unread.html", _of_query(unread_page)),
    "/search": ("search.html", _search),
    "/review": ("review.html", _of_query(queue_page)),
    "/decisions": ("decisions.html", _of_query(decisions_page)),
    "/correct/claim/{key}": ("correct_claim.html", _correct(claim_form, "claim")),
    "/correct/event/{key}": ("correct_event.html", _correct(event_form, "event")),
    "/correct/report/{key}": ("correct_report.html", _correct(report_form, "report")),
    "/run": ("run.html", _of_record(run_page)),
    "/run/diff": ("apart.html", _apart),
    "/{kind}/{actor}": ("actor.html", _actor),
}
"""Each address with its template and what makes its page. With `.json` behind it, it is that page as data."""


class Shown(Struct, frozen=True):
    """How a record is shown: for whom, why no decisions are taken (empty where they are), held against which other."""

    hosts: Collection[str]
    closed: str = ""
    compared: Path | None = None


def app(record: Path, shown: Shown) -> Starlette:
    """The pages of a record; raises NotARecord."""
    live = Live(record)
    desk = Desk(live, shown.closed)
    routes = [Route("/", _page(live, "relationship.html", _relationship), name="home")]
    routes += deciding.routes(desk, _written)
    routes += [Route(path, answering(live, path)) for path in FEEDS]
    routes.append(Route("/openapi.json", _description))
    for path, (template, make) in PAGES.items():
        routes.append(Route(f"{path}.json", twin(live, path, make)))
        routes.append(Route(path, _page(live, template, make)))
    static = StaticFiles(directory=Path(__file__).parent / "static")
    made = Starlette(
        routes=[Mount("/static", static), *routes],
        middleware=[Middleware(Guard, hosts=shown.hosts, too_long=_too_long)],
        exception_handlers={HTTPException: _failed, 500: _failed},
    )
    made.state.live, made.state.desk, made.state.compared = live, desk, shown.compared
    return made


def _description(_: Request) -> Response:
    """What the pages are as data."""
    return Response(msgspec.json.encode(described()), media_type="application/json")


def _page(live: Live, template: str, make: Make) -> Callable[[Request], Response]:
    """What answers with a page as HTML."""

    def answer(request: Request) -> Response:
        view = live.view()
        try:
            page = make(view, request)
        except Moved as moved:
            return RedirectResponse(_with_notice(moved.url, request), 303)
        except KeyError as wrong:
            raise HTTPException(404, str(wrong.args[0])) from wrong
        return HTMLResponse(written(template, page, _around(request, view)))

    return answer


def _with_notice(url: str, request: Request) -> str:
    """The address that a page has moved to; what was just decided is told there."""
    name = request.query_params.get("done", "")
    return f"{url}{'&' if '?' in url else '?'}done={name}" if name.isalnum() else url


def _around(request: Request, view: View) -> dict[str, object]:
    """What every page shows around it: the record's name, where one is, the address of the page as data, what was
    just decided, and what a form needs."""
    desk: Desk = request.app.state.desk
    path = _path(request) if _path(request) != "/" else "/relationship"
    asked = {name: value for name, value in request.query_params.items() if name != "done"}
    return {
        "record": view.name,
        "path": path,
        "rooms": PAGES,
        "twin": addresses.with_query(f"{path}.json", asked),
        "back": addresses.with_query(_path(request), asked),
        "token": "" if desk.closed else desk.token,
        "closed": desk.closed,
        "by": deciding.who(request) or desk.by,
        "done": _done(desk, request.query_params.get("done", "")),
        "compared": request.app.state.compared,
    }


def _done(desk: Desk, name: str) -> Done | None:
    """The decision of that name, if it was taken."""
    job = desk.job(name)
    return job.result() if job is not None and job.done() and job.exception() is None else None


def _path(request: Request) -> str:
    """The path as it was asked for, its characters still quoted."""
    return str(request.scope["raw_path"].decode("latin-1").partition("?")[0])


def _written(request: Request, template: str, page: object) -> Response:
    """A page that is no twin of data."""
    around = _around(request, request.app.state.live.view()) | {"twin": ""}
    return HTMLResponse(written(template, page, around))


def _failed(request: Request, wrong: Exception) -> Response:
    """A page that says what went wrong, in words of ours."""
    status = wrong.status_code if isinstance(wrong, HTTPException) else 500
    words = wrong.detail if isinstance(wrong, HTTPException) else "The page could not be made. The record is unharmed."
    if isinstance(wrong, NotARecord):
        words = str(wrong)
    headers = wrong.headers if isinstance(wrong, HTTPException) else None
    if wants_data(request):
        return problem(status, words, headers)
    told = _written(request, "error.html", Error(status, words))
    return HTMLResponse(told.body, status, headers)


async def _too_long(scope: Scope, receive: Receive, send: Send) -> None:
    """A page that says that its address is too long."""
    answer = _failed(
        Request({**scope, "raw_path": b"/", "query_string": b""}), HTTPException(414, "The address is too long.")
    )
    await answer(scope, receive, send)
