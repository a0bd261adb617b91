"""To make the page of promises: what was undertaken, by whom to whom, due when, and what came of it in this pile."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.web import addresses
from memcon.show.web.pages.narrowed import Listed, Source, narrowed


class Undertaking(Struct, frozen=True, kw_only=True):
    """An undertaking in its words, with what became of it in theirs."""

    url: str
    kind: str
    state: str
    stage: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    first: date | None
    last: date | None
    words: str
    amount: str
    due: date | None
    deadline: str
    n_reports: int
    then_words: str
    then_url: str


class PromisesPage(Struct, frozen=True):
    """The undertakings that a query asks for, as of the latest report."""

    as_of: date | None
    listed: Listed
    promises: tuple[Undertaking, ...]


_STATES = "['overdue', 'open', 'kept_late', 'kept', 'concluded', 'withdrawn', 'denied']"
_SOURCE = Source(
    "/promises",
    "SELECT * FROM promises",
    {"state": "state", "kind": "kind", "country": "countries"},
    f'list_position({_STATES}, state), due NULLS LAST, "first" DESC NULLS LAST, event_id',
)


def promises_page(record: Record, query: Mapping[str, str]) -> PromisesPage:
    """The undertakings that a query asks for: those overdue first, then the open, then what came of the others."""
    listed, rows = narrowed(record, _SOURCE, query)
    return PromisesPage(record.rows("SELECT day FROM as_of")[0][0], listed, tuple(map(_undertaking, rows)))


def _undertaking(row: Fields) -> Undertaking:
    """A row of `promises`."""
    then = row["then_claim"]
    return Undertaking(
        url=addresses.event(row["event_id"]),
        kind=row["kind"],
        state=row["state"],
        stage=row["stage"] or "",
        who=tuple(row["who"] or row["parties"]),
        whom=tuple(row["whom"] if row["who"] else ()),
        first=row["first"],
        last=row["last"],
        words=row["words"] or "",
        amount=row["amount"] or "",
        due=row["due"],
        deadline=row["deadline"] or "",
        n_reports=row["n_reports"],
        then_words=row["then_words"] or "",
        then_url=addresses.claim(then.partition(":")[0], then) if then else "",
    )
