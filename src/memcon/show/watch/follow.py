"""To follow feeds: each pass asks them for news, fetches the pages they name for the first time, and keeps these."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from memcon.limits import Limits
from memcon.read.feed import items
from memcon.show.watch.fetch import Answer, Failed, TooMuch
from memcon.show.watch.guard import Refused
from memcon.show.watch.state import FeedState, PageState, State, folder, save
from memcon.show.watch.visit import Later, Visitor

MOST_PASSES = 5
"""Passes in which a page is tried that cannot be fetched."""

MOST_ITEMS = 1_000
"""Items of one feed that are followed; feeds have 10 to 200."""

_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


class Found(Struct, frozen=True):
    """What a pass found: a line of the form `what` (feed or page), address, and what became of it."""

    what: str
    url: str
    outcome: str
    problem: str | None = None


Now = Callable[[], datetime]


def follow(feeds: Sequence[str], record: Path, visitor: Visitor, limits: Limits, state: State) -> Iterator[Found]:
    """One pass over feeds; the pages fetched lie in `REC.watch/pages`, and `state` knows which are not added yet.

    What cannot be fetched costs itself and is told. The state is saved however the pass ends.
    """
    try:
        for feed in feeds:
            named: list[str] = []
            yield _ask(feed, visitor, limits, state.feeds.setdefault(feed, FeedState()), named)
            for url in named:
                state.pages.setdefault(url, PageState(feed))
        for url, page in state.pages.items():
            if page.feed in feeds and page.file is None and page.tries < MOST_PASSES and _is_due(page.not_before):
                yield _keep(url, page, visitor, limits, record)
    finally:
        save(state, record)


def new_files(state: State, record: Path) -> dict[str, Path]:
    """The pages that were fetched and are not in the record yet, by address."""
    held = {url: folder(record) / page.file for url, page in state.pages.items() if page.file and not page.added}
    return {url: file for url, file in held.items() if file.is_file()}


def _ask(feed: str, visitor: Visitor, limits: Limits, known: FeedState, named: list[str]) -> Found:
    """Ask a feed for news; the addresses of its items are put into `named`."""
    if not _is_due(known.not_before):
        return Found("feed", feed, "later", f"asks not to be asked before {known.not_before}")
    marks = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    try:
        answer = visitor.get(feed, limits.size, {name: mark for name, mark in marks.items() if mark})
    except Later as why:
        known.not_before = _in(why.seconds)
        return Found("feed", feed, "later", str(why))
    except (Refused, Failed, TooMuch) as why:
        return Found("feed", feed, "failed", str(why))
    known.not_before = None
    if answer.status == 304:
        return Found("feed", feed, "unchanged")
    if answer.status != 200:
        return Found("feed", feed, "failed", f"is answered with status {answer.status}")
    links = items(answer.body)
    if links is None:
        return Found("feed", feed, "failed", "is no RSS or Atom feed")
    known.etag, known.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    named += dict.fromkeys(urljoin(answer.url, link.strip()).partition("#")[0] for link in links[:MOST_ITEMS])
    return Found("feed", feed, "read")


def _keep(url: str, page: PageState, visitor: Visitor, limits: Limits, record: Path) -> Found:
    """Fetch a page and keep it with its address and time; what is wrong is remembered."""
    page.tries += 1
    try:
        answer = visitor.get(url, limits.page)
        page.file = _kept(answer, url, record)
    except Later as why:
        page.not_before, page.problem = _in(why.seconds), str(why)
        return Found("page", url, "later", page.problem)
    except (Refused, Failed, TooMuch) as why:
        page.problem = str(why)
        return Found("page", url, "refused" if isinstance(why, Refused) else "failed", page.problem)
    page.problem, page.fetched = None, _now().isoformat()
    return Found("page", url, "new")


def _kept(answer: Answer, url: str, record: Path) -> str:
    """Write a page and, beside it, its metadata; its path in the folder. Raises Failed, TooMuch for what is no page."""
    if answer.status != 200:
        raise Failed(f"is answered with status {answer.status}")
    kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in _ENDINGS:
        raise TooMuch(f"is no page but {kind[:60]}")
    site = re.sub(r"[^a-z0-9.-]", "_", (urlsplit(url).hostname or "").lower())[:100]
    name = f"pages/{site}/{hashlib.sha256(url.encode()).hexdigest()[:16]}{_ENDINGS[kind]}"
    file = folder(record) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    fields = {"url": answer.url, "fetched": _now().isoformat()}
    file.with_name(file.name + ".meta.json").write_text(json.dumps(fields, ensure_ascii=False) + "\n", encoding="utf-8")
    file.write_bytes(answer.body)
    return name


def _now() -> datetime:
    """The time, to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def _in(seconds: float) -> str:
    """The time in so many seconds; a server cannot ask for more than a week."""
    return (_now() + timedelta(seconds=min(seconds, 7 * 86_400))).isoformat()


def _is_due(not_before: str | None) -> bool:
    """Whether the time has come."""
    return not_before is None or datetime.fromisoformat(not_before) <= _now()
