"""To take a claim out of a record again as the noun that was written, and to anchor a decision about it."""

import json
import re
from datetime import date

from memcon.decisions.anchor import anchor, stretch
from memcon.model import Anchor, Claim, Clue, Report, Slot, Voice, When
from memcon.record.record import Fields, Record


def claim_of(record: Record, claim_id: str) -> Claim:
    """The claim of that id; KeyError if there is none."""
    rows = record.fields("SELECT * FROM claims WHERE claim_id = ?", claim_id)
    if not rows:
        raise KeyError(f"{claim_id}: no claim of {record.path}")
    row = rows[0]
    slots = record.fields(
        'SELECT * FROM slots WHERE claim_id = ? ORDER BY "start" NULLS LAST, part, actor_id', claim_id
    )
    plain = ("section", "start", "end", "kind", "family", "status", "rule", "stage", "form", "format", "place", "rank")
    return Claim(
        id=claim_id,
        report=row["report_id"],
        slots=tuple(Slot(s["part"], s["words"], s["start"], s["end"], s["actor_id"], s["value"]) for s in slots),
        voice=Voice(row["voice"], row["speaker"]),
        when=When(row["first"], row["last"], row["basis"], tuple(map(_clue, json.loads(row["why"] or "[]")))),
        plover=row["plover"],
        mode=row["mode"],
        **{name: row[name] for name in plain},
    )


def _clue(told: Fields) -> Clue:
    """A clue as its JSON tells it; its strength is not told."""
    ends = told.get("days") or ([(told["first"], told["last"])] if told["first"] else [])
    days = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in ends)
    return Clue(told["rule"], told["words"], told["start"], told["end"], days, 0)


def report_of(record: Record, report_id: str) -> Report:
    """The id, text and paths of a report; KeyError if there is none."""
    rows = record.rows("SELECT text, path, also FROM reports WHERE report_id = ?", report_id)
    if not rows:
        raise KeyError(f"{report_id}: no report of {record.path}")
    text, path, also = rows[0]
    return Report(report_id, text, path, also=tuple(also or ()))


def claim_anchor(record: Record, claim_id: str) -> Anchor:
    """The anchor of a claim."""
    claim = claim_of(record, claim_id)
    return anchor(claim, report_of(record, claim.report))


def words_anchor(record: Record, report_id: str, words: str) -> Anchor:
    """The anchor of the first stretch of a report with these words, or of that from START-END; KeyError if none is."""
    report = report_of(record, report_id)
    if (ends := re.fullmatch(r"(\d{1,9})-(\d{1,9})", words)) and int(ends[1]) < int(ends[2]) <= len(report.text):
        return stretch(report, int(ends[1]), int(ends[2]))
    start = report.text.find(words)
    if start < 0 or not words.strip():
        raise KeyError(f"{words!r} does not stand in {report.path}; copy the clause from the report as it stands")
    return stretch(report, start, start + len(words))
