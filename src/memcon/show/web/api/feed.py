"""To tell news of a record to programs that ask again and again: an Atom feed (RFC 4287) and a calendar (RFC 5545)."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from memcon.record.ready import kept_digest
from memcon.record.record import Fields
from memcon.show.mark import UNSAFE
from memcon.show.web import addresses, wording
from memcon.show.web.api.params import DYAD, Param, Refused, checked, filters, number
from memcon.show.web.api.problem import problem
from memcon.show.web.api.twins import tagged
from memcon.show.web.listing import Asked, asked_of, condition
from memcon.show.web.live import Live, View
from memcon.show.write.calendar import calendar

_UNHELD = re.compile("[\ufffe\uffff]")
"""What XML may not hold and pages may."""
_LIMIT = Param("limit", "How many events at most, 60 if not given.", number(1, 500))
_MANY = Param("limit", "How many engagements at most, the latest first; 2,000 if not given.", number(1, 10_000))


class Feed(Struct, frozen=True):
    """What is told so: its type, what it tells, what its query may hold, what writes it."""

    media: str
    words: str
    params: tuple[Param, ...]
    write: Callable[[View, Request, dict[str, str]], Iterator[str]]


def answering(live: Live, path: str) -> Callable[[Request], Response]:
    """What answers at the path of a feed."""
    feed = FEEDS[path]

    def answer(request: Request) -> Response:
        view = live.view()
        try:
            asked = checked(feed.params, request)
            body = "".join(feed.write(view, request, asked)).encode()
        except Refused as wrong:
            return problem(400, str(wrong))
        except KeyError as wrong:
            return problem(404, str(wrong.args[0]))
        return tagged(request, kept_digest(view.record.path, view.stamp), body, media=feed.media)

    return answer


def _chosen(view: View, asked: dict[str, str]) -> Asked:
    """The events that are asked for; KeyError names a country that the record does not have."""
    countries = tuple(code for code in asked.get("dyad", "").split("-") if code)
    for code in countries:
        if not view.record.rows("SELECT 1 FROM pairs WHERE one = ? AND other = ?", code, code):
            raise KeyError(f"{code}: no state of this record has this code")
    return asked_of(countries, asked)


def _atom(view: View, request: Request, asked: dict[str, str]) -> Iterator[str]:
    """The events told last, newest telling first."""
    chosen = _chosen(view, asked)
    where, values = condition(chosen)
    rows = view.record.fields(
        f"SELECT * FROM listed WHERE ({where}) ORDER BY newest DESC NULLS LAST, n_reports DESC, event_id LIMIT ?",
        *values,
        int(asked.get("limit", "60")),
    )
    base = f"{request.url.scheme}://{request.headers['host']}"
    ((as_of,),) = view.record.rows("SELECT day FROM as_of")
    here = addresses.with_query("/feed.atom", asked)
    page = addresses.relationship(chosen.countries, **chosen.query())
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<id>{_urn(view.name + here)}</id>\n<title>{_text(_title(view, chosen))}</title>\n"
    yield f"<updated>{_instant(as_of)}</updated>\n<author><name>memcon</name></author>\n"
    yield f'<link rel="self" type="application/atom+xml" href={_quoted(base + here)}/>\n'
    yield f'<link rel="alternate" type="text/html" href={_quoted(base + page)}/>\n'
    words = _words(view, rows)
    for row in rows:
        yield from _entry(row, words[row["event_id"]], base)
    yield "</feed>\n"


def _title(view: View, chosen: Asked) -> str:
    return " · ".join(part for part in ("-".join(chosen.countries) or "All relationships", view.name, "memcon") if part)


def _words(view: View, rows: Sequence[Fields]) -> dict[str, str]:
    """The clause of each event's newest telling."""
    query = (
        "SELECT event_id, arg_max(clause, (told_until, claim_id)) FROM clauses"
        " WHERE event_id IN (SELECT unnest(?)) GROUP BY event_id"
    )
    return dict(view.record.rows(query, [row["event_id"] for row in rows]))


def _entry(row: Fields, words: str, base: str) -> Iterator[str]:
    """An event; its id stays, its time is that of the newest report that tells it."""
    days, kind = wording.when(row["first"], row["last"]), wording.plain(row["kind"])
    sides = " – ".join(row["parties"][:4]) or "nobody named"
    place = f", {row['place']}" if row["place"] else ""
    yield f"<entry>\n<id>{_urn(row['event_id'])}</id>\n"
    title = f"{days}: {kind} ({wording.plain(row['status'])}) {sides}{place}"
    yield f"<title>{_text(title)}</title>\n"
    yield f"<updated>{_instant(row['newest'])}</updated>\n"
    yield f'<link rel="alternate" type="text/html" href={_quoted(base + addresses.event(row["event_id"]))}/>\n'
    yield f"<category term={_quoted(row['kind'])}/><category term={_quoted(row['status'])}/>\n"
    yield f"<summary>{_text(_told(row, words))}</summary>\n</entry>\n"


def _told(row: Fields, words: str) -> str:
    return f"“{words}” ({wording.plural(row['n_reports'], 'report')}, {wording.plain(row['support'])})"


def _calendar(view: View, _: Request, asked: dict[str, str]) -> Iterator[str]:
    """Engagements whose days are known, and promises of the same states that are due."""
    chosen = _chosen(view, asked)
    where, values = condition(chosen)
    rows = view.record.fields(
        f"SELECT * FROM ({_DAYS} WHERE ({where}) AND family = 'engagement'"
        ' AND "last" - "first" < 31 ORDER BY "first" DESC, event_id LIMIT ?) ORDER BY "first", event_id',
        *values,
        int(asked.get("limit", "2000")),
    )
    words = _words(view, rows)
    due = (
        "SELECT * FROM promises WHERE due IS NOT NULL AND list_has_all(countries, ?) ORDER BY due, event_id LIMIT 2000"
    )
    promises = view.record.fields(due, list(chosen.countries))
    ((as_of,),) = view.record.rows("SELECT day FROM as_of")
    return calendar([{**row, "words": words[row["event_id"]]} for row in rows], promises, as_of)


_DAYS = """
SELECT *, lat AS latitude, lon AS longitude, NULL AS url, coalesce(parties[1], '') AS side_a,
    array_to_string(parties[2:], ', ') AS side_b, nullif(outlets[1], '') AS outlet,
    CASE WHEN "first" = "last" THEN 1 ELSE 2 END AS time_precision, "first" || '/' || "last" AS edtf
FROM listed
"""
"""The events as a calendar shows them."""


def _instant(day: date | None) -> str:
    return f"{day or date(1970, 1, 1)}T00:00:00Z"


def _urn(name: str) -> str:
    """A name that no other thing has, the same at each asking."""
    return uuid5(NAMESPACE_URL, f"memcon:{name}").urn


def _text(value: str) -> str:
    """Words as XML holds them, without characters that it may not hold."""
    return escape(_UNHELD.sub("\ufffd", UNSAFE.sub("\ufffd", value)))


def _quoted(value: str) -> str:
    return quoteattr(_UNHELD.sub("\ufffd", UNSAFE.sub("\ufffd", value)))


FEEDS = {
    "/feed.atom": Feed(
        "application/atom+xml",
        "The events told last, as an Atom feed; one that a newer report tells too is told anew.",
        (DYAD, *filters(), _LIMIT),
        _atom,
    ),
    "/calendar.ics": Feed(
        "text/calendar",
        "Engagements whose days are known within a month, and promises that are due, as a calendar.",
        (DYAD, *filters(), _MANY),
        _calendar,
    ),
}
"""Each feed by its path."""
