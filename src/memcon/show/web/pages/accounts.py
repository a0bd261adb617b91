"""To hold accounts against each other: contradictions, what one does not mention, plan and outcome."""

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.web import addresses, wording


class Turn(Struct, frozen=True):
    """A plan and what came of it, each in its words."""

    planned: str
    planned_days: str
    planned_words: str
    planned_url: str
    planned_by: str
    outcome: str
    outcome_days: str
    outcome_words: str
    outcome_url: str
    outcome_by: str
    other_event: str


class Quarrel(Struct, frozen=True):
    """A fact that two reports contradict each other on, each side quoted."""

    about: str
    how: str
    left: str
    left_says: str
    left_words: str
    left_url: str
    right: str
    right_says: str
    right_words: str
    right_url: str


class Teller(Struct, frozen=True):
    """A report by its outlet and day."""

    label: str
    url: str


class Missing(Struct, frozen=True):
    """An undertaking told beside an engagement by one report and not mentioned by others of the same engagement."""

    url: str
    kind: str
    words: str
    told_by: Teller
    absent_from: tuple[Teller, ...]


def trail(record: Record, event_id: str) -> tuple[Turn, ...]:
    """What was planned of this event, or what this event came of, each pair of words once."""
    rows = record.fields(
        "SELECT p.*, a.outlet AS planned_by, b.outlet AS then_by, a.told AS planned_told, b.told AS then_told"
        " FROM planned_then p JOIN clauses a ON a.claim_id = planned_claim AND a.event_id = p.event_id"
        " JOIN clauses b ON b.claim_id = then_claim AND b.event_id = p.then_event WHERE ? IN (p.event_id, p.then_event)"
        " QUALIFY row_number() OVER (PARTITION BY planned_claim ORDER BY b.strength, b.told NULLS LAST, then_claim) = 1"
        " ORDER BY a.told NULLS LAST, planned_claim LIMIT 20",
        event_id,
    )
    return tuple(
        Turn(
            wording.plain(row["planned"]),
            wording.when(row["first"], row["last"]),
            row["planned_words"],
            addresses.claim(row["planned_report"], row["planned_claim"]),
            row["planned_by"] or "outlet not stated",
            wording.plain(row["outcome"]),
            wording.when(row["then_first"], row["then_last"]),
            row["then_words"],
            addresses.claim(row["then_report"], row["then_claim"]),
            row["then_by"] or "outlet not stated",
            _other(event_id, row),
        )
        for row in rows
    )


def _other(event_id: str, row: Fields) -> str:
    """The page of the plan, or of what it came to, where that is another event than the one shown."""
    others = [one for one in (row["event_id"], row["then_event"]) if one != event_id]
    return addresses.event(others[0]) if others else ""


def quarrels(record: Record, where: str, *values: str) -> tuple[Quarrel, ...]:
    """Disagreements that meet a condition, each pair of sayings once."""
    rows = record.fields(
        f"SELECT * FROM disagreements WHERE {where}"
        ' QUALIFY row_number() OVER (PARTITION BY event_id, about, left_says, right_says ORDER BY "left", "right") = 1'
        ' ORDER BY event_id, about, "left", "right" LIMIT 200',
        *values,
    )
    return tuple(map(quarrel, rows))


def quarrel(row: Fields) -> Quarrel:
    """A row of `disagreements`."""
    return Quarrel(
        row["about"],
        row["how"],
        row["left_outlet"] or "outlet not stated",
        wording.interval(row["left_says"]),
        row["left_words"],
        addresses.claim(row["left"].partition(":")[0], row["left"]),
        row["right_outlet"] or "outlet not stated",
        wording.interval(row["right_says"]),
        row["right_words"],
        addresses.claim(row["right"].partition(":")[0], row["right"]),
    )


def missing(record: Record, where: str, *values: str) -> tuple[Missing, ...]:
    """Omissions that meet a condition: each undertaking as one report tells it, with those that don't mention it."""
    rows = record.fields(
        "SELECT o.event_id, told_by, any_value(kind) AS kind, any_value(words) AS words, any_value(a.label) AS label,"
        " list(DISTINCT [b.label, absent_from] ORDER BY [b.label, absent_from]) AS absent"
        " FROM omissions o JOIN headings a ON a.report_id = told_by JOIN headings b ON b.report_id = absent_from"
        f" WHERE {where} GROUP BY o.event_id, told_by ORDER BY o.event_id, told_by LIMIT 200",
        *values,
    )
    return tuple(
        Missing(
            addresses.event(row["event_id"]),
            row["kind"],
            row["words"],
            Teller(row["label"], addresses.report(row["told_by"])),
            tuple(Teller(label, addresses.report(key)) for label, key in row["absent"]),
        )
        for row in rows
    )
