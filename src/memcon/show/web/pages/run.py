"""To make the page of the record itself: what it was made of and with, what was left out and why, what changed."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from memcon.record.history import read_history
from memcon.record.record import Record
from memcon.show import summary
from memcon.show.web import addresses

_MOST = 200


class Left(Struct, frozen=True):
    """An input that was not coded, or of which something is noted, and why."""

    path: str
    outcome: str
    problem: str


class Source(Struct, frozen=True):
    """A report that was coded."""

    url: str
    name: str
    outlet: str
    dated: str
    claims: int


class Decided(Struct, frozen=True):
    """A decision of a person: what, of what, why, and what became of it."""

    id: str
    op: str
    what: str
    why: str
    by: str
    outcome: str


class Gone(Struct, frozen=True):
    """An event id of an earlier build, and what became of it."""

    event: str
    what: str
    became: tuple[str, ...]


class RunPage(Struct, frozen=True, kw_only=True):
    """The record as a whole."""

    figures: tuple[tuple[str, str], ...]
    made_with: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    seconds: Mapping[str, float]
    left: tuple[Left, ...]
    n_left: int
    reports: tuple[Source, ...]
    n_reports: int
    decisions: tuple[Decided, ...]
    gone: tuple[Gone, ...]


def run_page(record: Record) -> RunPage:
    """The page of a record: its figures, what it was made with, its reports, what was decided, ids that are no more."""
    told = summary.figures(record)
    left = [*told["left_out"], *({**one, "outcome": "note"} for one in told["noted"])]
    plain = {**told, "left_out": [], "noted": []}
    return RunPage(
        figures=tuple((name, words) for name, words in summary.lines(plain) if words and name),
        made_with=tuple(_made_with(record.run)),
        counts=record.run.get("counts", {}),
        seconds=record.run.get("seconds", {}),
        left=tuple(Left(one["path"], one["outcome"], one["problem"] or "") for one in left[:_MOST]),
        n_left=len(left),
        reports=_reports(record),
        n_reports=told["outcomes"].get("coded", 0),
        decisions=_decisions(record),
        gone=_gone(record),
    )


def _made_with(run: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Versions and hashes, in words."""
    told = []
    for name in ("memcon", "format", "code", "data", "actors_file", "parser", "model", "characters", "workers"):
        value = run.get(name)
        if value is not None:
            words = " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)
            words = f"{value:,}" if isinstance(value, int) else words
            told.append((name.replace("_", " "), words))
    return told


def _reports(record: Record) -> tuple[Source, ...]:
    """The coded reports, the latest first."""
    rows = record.rows(
        "SELECT report_id, heading, coalesce(outlet, 'outlet not stated'),"
        " strftime(\"last\", '%Y-%m-%d'), n FROM reports JOIN headings USING (report_id)"
        " LEFT JOIN (SELECT report_id, count(*) AS n FROM clauses GROUP BY report_id) USING (report_id)"
        f" WHERE outcome = 'coded' ORDER BY \"last\" DESC NULLS LAST, path, report_id LIMIT {_MOST}"
    )
    return tuple(Source(addresses.report(key), name, outlet, day or "", n or 0) for key, name, outlet, day, n in rows)


def _decisions(record: Record) -> tuple[Decided, ...]:
    rows = record.rows(
        "SELECT decision_id, op, concat_ws(' ', coalesce(claim_id, report_id), slot, value), why, \"by\", outcome"
        " FROM decisions"
        f" ORDER BY decision_id LIMIT {_MOST}"
    )
    return tuple(Decided(*(value or "" for value in row)) for row in rows)


def _gone(record: Record) -> tuple[Gone, ...]:
    """Event ids that are no more, the latest first."""
    changes = read_history(record.path)[-_MOST:]
    there = {row[0] for row in record.rows("SELECT DISTINCT event_id FROM events")}
    return tuple(
        Gone(one.event, one.what, tuple(addresses.event(heir) for heir in one.became if heir in there))
        for one in reversed(changes)
    )
