"""To make the page of what people decided: of which words, why, and what became of it."""

from collections.abc import Mapping

from msgspec import Struct

from memcon.record.record import Record
from memcon.show import decided
from memcon.show.web import addresses
from memcon.show.web.pages.narrowed import Listed, Source, narrowed
from memcon.show.web.pages.queue import what_was_decided


class Taken(Struct, frozen=True):
    """A decision: what, of which words, by whom, when, why, and what became of it."""

    id: str
    what: str
    words: str
    url: str
    by: str
    at: str
    why: str
    outcome: str
    note: str


class DecisionsPage(Struct, frozen=True):
    """The decisions that a query asks for, the latest first."""

    listed: Listed
    decisions: tuple[Taken, ...]


_DECISIONS = Source(
    "/decisions", "SELECT * FROM decisions", {"outcome": "outcome", "what": "op", "by": '"by"'}, "decision_id", 100_000
)


def decisions_page(record: Record, query: Mapping[str, str]) -> DecisionsPage:
    """The decisions that a query asks for."""
    listed, rows = narrowed(record, _DECISIONS, query)
    asked = {row["decision_id"]: row for row in rows}
    log = [row for row in decided.rows(record) if row["decision_id"] in asked]
    return DecisionsPage(listed, tuple(
        Taken(
            row["decision_id"],
            what_was_decided(row),
            row["words"] or "",
            _url(row["report_id"], row["claim_id"]),
            row["by"] or "somebody",
            row["at"] or "",
            row["why"] or "",
            row["outcome"],
            row["note"] or "",
        )
        for row in reversed(log)
    ))  # fmt: skip


def _url(report: str | None, claim: str | None) -> str:
    """Where the words stand, as far as they do."""
    if claim:
        return addresses.claim(claim.partition(":")[0], claim)
    return addresses.report(report) if report else ""
