"""To answer the forms by which people decide: what is asked is taken down, then the page shows what it changed."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from urllib.parse import quote, unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from memcon.record.place import BeingBuilt
from memcon.show.web import addresses
from memcon.show.web.desk import PATIENCE, Asked, Desk, Done
from memcon.show.web.form import Form, read_form

WHO = "memcon_by"
"""The cookie that keeps who decides."""
_REASONS = {"accept": "read and found right", "undo": "taken back"}
"""The reason of a decision for which none has to be given."""
_LONGEST_NAME, _YEAR = 60, 31_536_000


def routes(desk: Desk, show: Callable[[Request, str, object], Response]) -> list[Route]:
    """The addresses that take decisions; `show` writes a page by its template."""

    async def decide(request: Request) -> Response:
        form = await _form(request, desk)
        name = desk.take(_asked(form, who(request)))
        return await _outcome(desk, name, _local(form.one("back")))

    async def name(request: Request) -> Response:
        form = await _form(request, desk)
        answer = RedirectResponse(_local(form.one("back")), 303)
        kept = quote(form.one("by")[:_LONGEST_NAME])
        answer.set_cookie(WHO, kept, max_age=_YEAR, httponly=True, samesite="strict")
        return answer

    async def deciding(request: Request) -> Response:
        name, back = request.path_params["job"], _local(request.query_params.get("back", ""))
        if desk.job(name) is None:
            raise HTTPException(404, "No such decision is being worked on; /decisions lists those taken.")
        answer = await _outcome(desk, name, back)
        if answer.headers["location"].startswith("/deciding/"):
            return show(request, "deciding.html", answer.headers["location"])
        return answer

    return [
        Route("/decide", decide, methods=["POST"]),
        Route("/by", name, methods=["POST"]),
        Route("/deciding/{job}", deciding),
    ]


def who(request: Request) -> str:
    """Who decides, as far as the browser was told."""
    return unquote(request.cookies.get(WHO, ""))[:_LONGEST_NAME]


async def _form(request: Request, desk: Desk) -> Form:
    """The form; HTTPException where it is not to be taken."""
    if desk.closed:
        raise HTTPException(403, f"This record is only shown: {desk.closed}.")
    return await read_form(request, desk.token)


def _asked(form: Form, by: str) -> Asked:
    """What a form asks for: `do` holds operation, key and more, quoted; `also`, `clause` and `set.…` follow."""
    if len(words := form.one("do").split()) < 2:
        raise HTTPException(400, "The form does not say what is to be done.")
    op, key, *rest = map(unquote, words)
    rest += form.all("also")
    if clause := form.one("clause"):
        rest.append(clause)
    rest += _values(form)
    why = form.one("why") or _REASONS.get(op, "")
    return Asked(op, key, tuple(rest), why, form.one("by")[:_LONGEST_NAME] or by)


def _values(form: Form) -> Iterator[str]:
    """The values that differ from those that stood in the form when it was shown."""
    for field in form.fields:
        head, _, name = field.partition(".")
        if head == "set" and form.one(field) != form.one(f"was.{name}"):
            yield f"{name}={form.one(field)}"
    days = f"{form.one('first')}/{form.one('last')}"
    if "first" in form.fields and days != (form.one("was.when") or "/"):
        yield f"when={'' if days == '/' else days}"


async def _outcome(desk: Desk, name: str, back: str) -> Response:
    """Back to where the decision was asked for once it is taken; else to a page that waits for it."""
    job = desk.job(name)
    assert job is not None
    await run_in_threadpool(wait, [job], PATIENCE)
    if not job.done():
        return RedirectResponse(addresses.with_query(f"/deciding/{name}", {"back": back}), 303)
    _check(job)
    path = urlsplit(_there(back, job.result()))
    query = "&".join(part for part in (path.query, f"done={name}") if part)
    return RedirectResponse(f"{path.path}?{query}" + (f"#{path.fragment}" if path.fragment else ""), 303)


def _there(back: str, done: Done) -> str:
    """Where to go back to: of an event that is another now, to what it became."""
    urls = [change.url for change in done.changes if change.url]
    if not back.startswith("/event/") or not done.changes or back in urls:
        return back
    return urls[0] if urls else "/review"


def _check(job: Future[Done]) -> None:
    """HTTPException for what a person can put right."""
    match job.exception():
        case None:
            return
        case ValueError() | KeyError() as wrong:
            raise HTTPException(400, f"Nothing was taken down: {wrong.args[0]}") from wrong
        case BeingBuilt() as wrong:
            raise HTTPException(409, f"Nothing was taken down: {wrong}") from wrong
        case OSError() as wrong:
            raise HTTPException(503, f"Nothing was taken down: {wrong}") from wrong
        case wrong:
            raise wrong


def _local(path: str) -> str:
    """A path of ours to go back to; the review where it is none, or an answer to `done` of before."""
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and path.isascii()
    return path if is_local and len(path) < 1000 else "/review"
