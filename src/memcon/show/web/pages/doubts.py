"""To make the pages of what is doubtful: disagreements and omissions, and sentences that were not read."""

from collections.abc import Mapping

from msgspec import Struct

from memcon.record.record import Record
from memcon.show.web import addresses
from memcon.show.web.listing import Line, line
from memcon.show.web.pages.accounts import Missing, Quarrel, missing, quarrel
from memcon.show.web.pages.narrowed import Listed, Source, narrowed


class Dispute(Struct, frozen=True):
    """An event with a fact on which two reports contradict each other."""

    event: Line
    quarrel: Quarrel


class DisagreementsPage(Struct, frozen=True):
    """The disagreements that a query asks for, and what one report tells and another of the same talks does not."""

    listed: Listed
    disputes: tuple[Dispute, ...]
    missing: tuple[Missing, ...]


_DISPUTES = Source(
    "/disagreements",
    "SELECT d.*, l.kind AS event_kind, l.countries, l.n_reports AS told"
    " FROM disagreements d JOIN listed l USING (event_id)"
    ' QUALIFY row_number() OVER (PARTITION BY event_id, about, left_says, right_says ORDER BY d."left", d."right") = 1',
    {"about": "about", "kind": "event_kind", "country": "countries"},
    'told DESC, event_id, about, "left", "right", left_says, right_says',
)


def disagreements_page(record: Record, query: Mapping[str, str]) -> DisagreementsPage:
    """The disagreements that a query asks for, those of the most told events first; omissions beside them."""
    listed, rows = narrowed(record, _DISPUTES, query)
    events = record.fields(
        "SELECT * FROM listed WHERE event_id IN (SELECT unnest(?))", sorted({row["event_id"] for row in rows})
    )
    named = {row["event_id"]: line(row) for row in events}
    disputes = tuple(Dispute(named[row["event_id"]], quarrel(row)) for row in rows)
    return DisagreementsPage(listed, disputes, missing(record, "true"))


class Unread(Struct, frozen=True):
    """A sentence that names actors of two states and an engagement but yielded no claim: where it stands, why."""

    url: str
    outlet: str
    words: str
    why: str


class UnreadPage(Struct, frozen=True):
    """The sentences that may tell of more."""

    listed: Listed
    sentences: tuple[Unread, ...]


_UNREAD = Source(
    "/unread",
    'SELECT u.*, r.outlet, substr(r.text, u."start" + 1, u."end" - u."start") AS words,'
    " regexp_replace(u.why, '“[^”]*”', '“…”', 'g') AS reason FROM unread u JOIN reports r USING (report_id)",
    {"reason": "reason", "outlet": "outlet"},
    'outlet NULLS LAST, report_id, "start", "end", why',
)


def unread_page(record: Record, query: Mapping[str, str]) -> UnreadPage:
    """The sentences that a query asks for, report by report."""
    listed, rows = narrowed(record, _UNREAD, query)
    return UnreadPage(
        listed,
        tuple(
            Unread(
                f"{addresses.report(row['report_id'])}#unread-{row['start']}",
                row["outlet"] or "outlet not stated",
                row["words"],
                row["why"],
            )
            for row in rows
        ),
    )
