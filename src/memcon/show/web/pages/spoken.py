"""To list what was said: by somebody, of somebody, or by all, each utterance with its place in its report."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.web import addresses
from memcon.show.web.listing import PAGE

_MOST = 25


class Statement(Struct, frozen=True, kw_only=True):
    """An utterance: who said what, directly or as reported, in which outlet, when."""

    speaker: str
    speaker_url: str
    quote: str
    cue: str
    form: str
    voice: str
    outlet: str
    url: str
    first: date | None
    last: date | None


class Speaker(Struct, frozen=True):
    """Somebody who speaks, with the number of utterances, and the address that shows these alone."""

    name: str
    n: int
    url: str
    chosen: bool


class StatementsPage(Struct, frozen=True, kw_only=True):
    """What was said in the record, narrowed by speaker, outlet or form."""

    n: int
    asked: Mapping[str, str]
    speakers: tuple[Speaker, ...]
    outlets: tuple[Speaker, ...]
    statements: tuple[Statement, ...]
    page: int
    pages: int
    before: str
    after: str


_ALL = (
    "SELECT s.*, a.kind AS speaker_kind FROM statements s LEFT JOIN actors a ON a.actor_id = s.speaker_id"
    " JOIN reports r USING (report_id)"
)
_ORDER = 'ORDER BY r."first" DESC NULLS LAST, s.report_id, s."start", s.claim_id'


def by_actor(record: Record, actor_id: str) -> tuple[Statement, ...]:
    """What an actor says, the latest first."""
    return _told(record.fields(f"{_ALL} WHERE s.speaker_id = ? {_ORDER} LIMIT {_MOST}", actor_id))


def of_actor(record: Record, actor_id: str) -> tuple[Statement, ...]:
    """What others say in which an actor is named."""
    there = (
        "SELECT s.claim_id FROM statements s JOIN event_slots e ON e.report_id = s.report_id"
        ' WHERE e.actor_id = ? AND e.part <> \'speaker\' AND e."start" >= s."start" AND e."end" <= s."end"'
    )
    where = f"s.claim_id IN ({there}) AND s.speaker_id IS DISTINCT FROM ?"
    return _told(record.fields(f"{_ALL} WHERE {where} {_ORDER} LIMIT {_MOST}", actor_id, actor_id))


def _told(rows: Sequence[Fields]) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            speaker=row["speaker"] or "somebody not named",
            speaker_url=addresses.actor(row["speaker_id"], row["speaker_kind"]) if row["speaker_kind"] else "",
            quote=row["quote"] or "",
            cue=row["cue"] or "",
            form=row["form"] or "",
            voice=row["voice"],
            outlet=row["outlet"] or "outlet not stated",
            url=addresses.claim(row["report_id"], row["claim_id"]),
            first=row["first"],
            last=row["last"],
        )
        for row in rows
    )


_COLUMNS = {"speaker": "s.speaker", "outlet": "s.outlet", "form": "s.form"}


def statements_page(record: Record, query: Mapping[str, str]) -> StatementsPage:
    """The statements that a query asks for: of a speaker, an outlet, a form; with the page."""
    asked = {name: query[name][:120] for name in _COLUMNS if query.get(name)}
    where = " AND ".join(f"{_COLUMNS[name]} = ?" for name in asked) or "true"
    values = list(asked.values())
    n = record.rows(f"SELECT count(*) FROM statements s WHERE {where}", *values)[0][0]
    pages, given = max(1, -(-n // PAGE)), query.get("page", "1")
    page = min(pages, max(1, int(given) if given.isdecimal() and len(given) < 6 else 1))
    rows = record.fields(f"{_ALL} WHERE {where} {_ORDER} LIMIT {PAGE} OFFSET ?", *values, (page - 1) * PAGE)

    def url(**changed: str) -> str:
        return addresses.with_query("/statements", {**asked, **changed})

    def most(name: str) -> tuple[Speaker, ...]:
        counted = f"SELECT {_COLUMNS[name]} AS v, count(*) AS n FROM statements s WHERE v IS NOT NULL GROUP BY v"
        found = record.rows(f"{counted} ORDER BY n DESC, v LIMIT 24")
        chosen = asked.get(name)
        return tuple(Speaker(v, n, url(**{name: "" if v == chosen else v}), v == chosen) for v, n in found)

    return StatementsPage(
        n=n,
        asked=asked,
        speakers=most("speaker"),
        outlets=most("outlet"),
        statements=_told(rows),
        page=page,
        pages=pages,
        before=url(page=str(page - 1)) if page > 1 else "",
        after=url(page=str(page + 1)) if page < pages else "",
    )
