"""To say what changed from one record to another, and why: by new reports, by decisions, by the machine."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from memcon.record.history import read_history, successors
from memcon.record.record import Fields, Record
from memcon.show.mark import safe
from memcon.show.phrases import sides

FIELDS = ("kind", "status", "first", "last", "place", "parties", "support", "n_reports", "n_sources")
"""What an event says that can change."""

_CLAIM = ("kind", "status", "stage", "first", "last", "place", "voice", "speaker", "rule")


def differ(left: Record, right: Record, claims: Collection[str] | None = None) -> Fields:
    """Reports and events that came, went or changed from one record to the other, each with its reasons.

    With `claims`, only the events that held these claims, or that hold them or what was told beside them.
    """
    old = _events(left, claims)
    near = None if claims is None else {*claims, *(claim for row in old.values() for claim in row["claims"])}
    new = _events(right, near)
    pairs = _pairs(left, right, old, new)
    reports = _reports(left), _reports(right)
    met = set(pairs.values())
    changed = []
    for one, other in sorted(pairs.items()):
        fields = {f: (old[one][f], new[other][f]) for f in FIELDS if _differ(old[one][f], new[other][f])}
        if fields or one != other:
            why = _why(old[one]["claims"], new[other]["claims"], reports)
            changed.append({"event": other, "was": one, "what": _told(new[other]), "changes": fields, "why": why})
    return {
        "reports": {
            "added": [path for key, path in reports[1].items() if key not in reports[0]],
            "dropped": [path for key, path in reports[0].items() if key not in reports[1]],
        },
        "made_with": {
            key: [left.run.get(key), right.run.get(key)]
            for key in ("memcon", "code", "data", "actors", "parser", "model")
            if left.run.get(key) != right.run.get(key)
        },
        "added": [_one(new[key], {}, reports) | {"event": key} for key in sorted(new.keys() - met)],
        "dropped": [_gone(old[key], reports) | {"event": key} for key in sorted(old.keys() - pairs.keys())],
        "changed": changed,
    }


def _events(record: Record, of: Collection[str] | None) -> dict[str, Fields]:
    """Each event that is no statement, with its claims by id; those `of` some claims, or all."""
    where = "family <> 'statement'"
    if of is not None:
        where += " AND event_id IN (SELECT event_id FROM events WHERE claim_id IN (SELECT unnest(?)))"
    values = [] if of is None else [sorted(of)]
    claims: dict[str, dict[str, Fields]] = defaultdict(dict)
    for row in record.fields(f"SELECT * FROM clauses WHERE {where}", *values):
        claims[row["event_id"]][row["claim_id"]] = row
    rows = record.fields(f"SELECT * FROM happenings WHERE {where}", *values)
    return {row["event_id"]: row | {"claims": claims[row["event_id"]]} for row in rows}


def _differ(was: Any, now: Any) -> bool:
    """Whether a value changed; in what order sides are named is nothing that was told."""
    return bool(sorted(was) != sorted(now) if isinstance(was, list) and isinstance(now, list) else was != now)


def _reports(record: Record) -> dict[str, str]:
    return dict(record.rows("SELECT report_id, path FROM reports ORDER BY path"))


def _pairs(left: Record, right: Record, old: Mapping[str, Fields], new: Mapping[str, Fields]) -> dict[str, str]:
    """Each old event that lives on, with the new one: by id, by the history of either record, by shared claims."""
    home = {claim: key for key, row in new.items() for claim in row["claims"]}
    history = [*read_history(left.path), *read_history(right.path)]
    pairs: dict[str, str] = {}
    for key, row in old.items():
        shared = Counter(home[claim] for claim in row["claims"] if claim in home)
        tried = [
            key,
            *successors(key, history),
            *(one for one, _ in sorted(shared.items(), key=lambda s: (-s[1], s[0]))),
        ]
        found = next((one for one in tried if one in new), None)
        if found:
            pairs[key] = found
    return pairs


def _why(before: Mapping[str, Fields], after: Mapping[str, Fields], reports: tuple[dict[str, str], ...]) -> list[str]:
    """What made an event change."""
    return [*_gained(before, after, reports), *_lost(before, after, reports), *_edited(before, after)]


def _gained(
    before: Mapping[str, Fields], after: Mapping[str, Fields], reports: tuple[dict[str, str], ...]
) -> Iterable[str]:
    for claim in sorted(after.keys() - before.keys()):
        row = after[claim]
        told = f"{row['kind']}, {row['status']}"
        if row["report_id"] not in reports[0]:
            yield f"new report {row['path']} tells of it ({told})"
        else:
            yield f"{row['path']}: a claim joined ({told}, {row['rule']})"


def _lost(
    before: Mapping[str, Fields], after: Mapping[str, Fields], reports: tuple[dict[str, str], ...]
) -> Iterable[str]:
    for claim in sorted(before.keys() - after.keys()):
        row = before[claim]
        gone = row["report_id"] not in reports[1]
        yield (
            f"report {row['path']} is gone" if gone else f"{row['path']}: a claim left ({row['kind']}, {row['status']})"
        )


def _edited(before: Mapping[str, Fields], after: Mapping[str, Fields]) -> Iterable[str]:
    for claim in sorted(before.keys() & after.keys()):
        one, other = before[claim], after[claim]
        told = [f"{f} {_word(one[f])} → {_word(other[f])}" for f in _CLAIM if one[f] != other[f]]
        if told:
            by = " (decided by a person)" if str(other["rule"]).endswith("+decided") else ""
            yield f"{other['path']}: {'; '.join(told)}{by}"


def _one(row: Fields, before: Mapping[str, Fields], reports: tuple[dict[str, str], ...]) -> Fields:
    return {"what": _told(row), "why": list(_gained(before, row["claims"], reports))}


def _gone(row: Fields, reports: tuple[dict[str, str], ...]) -> Fields:
    return {"what": _told(row), "why": list(_lost(row["claims"], {}, reports))}


def _told(row: Fields) -> str:
    """An event in one line."""
    return f"{row['status']} {row['kind']} of {sides(row['parties'])}, {row['first'] or '…'}/{row['last'] or '…'}"


def _word(value: Any) -> str:
    return "nothing" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def table(found: Fields) -> RenderableType:
    """The differences as text: one entry each, with its reasons below."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for what in ("added", "dropped"):
        for path in found["reports"][what]:
            grid.add_row(f"report {what}", safe(path))
    for key, (was, now) in found["made_with"].items():
        grid.add_row("made with", f"{key}: {was} → {now}")
    for what, style in (("added", "green"), ("dropped", "red"), ("changed", "yellow")):
        for row in found[what]:
            grid.add_row(Text(f"event {what}", style=style), _entry(row))
    return grid if grid.row_count else Text("The two records say the same.")


def _entry(row: Fields) -> Text:
    """One event with what changed and why."""
    entry = Text.assemble((safe(row["what"]), "bold"), f"  {row['event']}")
    if row.get("was", row["event"]) != row["event"]:
        entry.append(f", was {row['was']}", style="dim")
    for field, (was, now) in row.get("changes", {}).items():
        entry.append(f"\n{field}: {safe(_word(was))} → {safe(_word(now))}")
    for reason in row["why"]:
        entry.append(f"\nbecause {safe(reason)}", style="dim")
    return entry
