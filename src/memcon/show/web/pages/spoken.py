"""To list what was said: by somebody, of somebody, or by all, each utterance with its place in its report."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.web import addresses
from memcon.show.web.pages.narrowed import Listed, Source, narrowed

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


class StatementsPage(Struct, frozen=True):
    """What was said in the record, narrowed by speaker, outlet or form."""

    listed: Listed
    statements: tuple[Statement, ...]


_ALL = (
    'SELECT s.*, a.kind AS speaker_kind, r."first" AS told FROM statements s JOIN reports r USING (report_id)'
    " LEFT JOIN actors a ON a.actor_id = s.speaker_id"
)
_ORDER = 'told DESC NULLS LAST, report_id, "start", claim_id'
_SOURCE = Source("/statements", _ALL, {"speaker": "speaker", "outlet": "outlet", "form": "form"}, _ORDER)


def by_actor(record: Record, actor_id: str) -> tuple[Statement, ...]:
    """What an actor says, the latest first."""
    return _told(record.fields(f"{_ALL} WHERE s.speaker_id = ? ORDER BY {_ORDER} LIMIT {_MOST}", actor_id))


def of_actor(record: Record, actor_id: str) -> tuple[Statement, ...]:
    """What others say in which an actor is named."""
    there = (
        "SELECT s.claim_id FROM statements s JOIN event_slots e ON e.report_id = s.report_id"
        ' WHERE e.actor_id = ? AND e.part <> \'speaker\' AND e."start" >= s."start" AND e."end" <= s."end"'
    )
    where = f"s.claim_id IN ({there}) AND s.speaker_id IS DISTINCT FROM ?"
    return _told(record.fields(f"{_ALL} WHERE {where} ORDER BY {_ORDER} LIMIT {_MOST}", actor_id, actor_id))


def statements_page(record: Record, query: Mapping[str, str]) -> StatementsPage:
    """The statements that a query asks for."""
    listed, rows = narrowed(record, _SOURCE, query)
    return StatementsPage(listed, _told(rows))


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
