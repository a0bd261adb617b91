"""To pick out what a relationship's reader should see first: what is not settled, what is contested, what is new."""

from datetime import date

from msgspec import Struct

from memcon.record.record import Record
from memcon.show.web import addresses, wording
from memcon.show.web.listing import Asked, Line, condition, line


class Promise(Struct, frozen=True):
    """An undertaking that is not settled: who, what, since when, due when."""

    url: str
    kind: str
    state: str
    who: tuple[str, ...]
    words: str
    due: date | None


class Contest(Struct, frozen=True):
    """A fact that reports contradict each other on: of which event, who says what."""

    url: str
    about: str
    title: str
    left: str
    left_says: str
    right: str
    right_says: str


def promises(record: Record, countries: tuple[str, ...]) -> tuple[Promise, ...]:
    """Undertakings that are overdue or open, those due first in front."""
    rows = record.fields(
        "SELECT * FROM promises WHERE state IN ('open', 'overdue') AND list_has_all(countries, ?)"
        " ORDER BY state DESC, due NULLS LAST, n_reports DESC, event_id LIMIT 6",
        list(countries),
    )
    return tuple(
        Promise(addresses.event(row["event_id"]), row["kind"], row["state"], tuple(row["who"] or row["parties"]),
                row["words"], row["due"])
        for row in rows
    )  # fmt: skip


def contested(record: Record, countries: tuple[str, ...]) -> tuple[Contest, ...]:
    """Facts that reports contradict each other on, one row for each event and fact, the most told first."""
    rows = record.fields(
        "SELECT d.*, l.kind, l.parties FROM disagreements d JOIN listed l USING (event_id)"
        " WHERE list_has_all(l.countries, ?)"
        ' QUALIFY row_number() OVER (PARTITION BY event_id, about ORDER BY "left", "right", left_says, right_says) = 1'
        " ORDER BY l.n_reports DESC, event_id, about LIMIT 6",
        list(countries),
    )
    return tuple(
        Contest(addresses.event(row["event_id"]), row["about"], f"{row['kind']}, {' – '.join(row['parties'][:3])}",
                row["left_outlet"] or "one report", wording.interval(row["left_says"]),
                row["right_outlet"] or "another report", wording.interval(row["right_says"]))
        for row in rows
    )  # fmt: skip


def newest(record: Record, asked: Asked) -> tuple[Line, ...]:
    """Events whose latest telling was published last."""
    where, values = condition(asked)
    order = "newest DESC, n_reports DESC, event_id LIMIT 5"
    query = f"SELECT * FROM listed WHERE ({where}) AND newest IS NOT NULL ORDER BY {order}"
    return tuple(line(row) for row in record.fields(query, *values))
