"""To keep old event ids alive: which event an id of an earlier build has become, by the claims they share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import msgspec
from msgspec import Struct

from memcon.model import Claim
from memcon.record.rows import Built

LOG = "history.jsonl"


class Change(Struct, frozen=True):
    """An event id that is no more: `what` is renamed, merged, split or vanished; `became` are the ids it lives on in.

    The first of them holds most of its claims.
    """

    event: str
    what: str
    became: tuple[str, ...] = ()


Stretch = tuple[str, int, int, str]
"""A claim as it can be met again: its report, its characters and its family."""


def changes(old: Path, built: Built) -> Iterator[Change]:
    """What became of the events of the record at `old` whose ids a new build does not have, in order of id."""
    try:
        before = _events(old)
    except (duckdb.IOException, duckdb.InvalidInputException):
        return  # a damaged record has no history to tell; it is being built again
    home = {claim: event.id for event in built.events for claim in event.claims}
    claims = (claim for coded in built.coded for claim in coded.claims)
    yield from became_of(before, home, claims)


def became_of(
    before: Mapping[str, Mapping[str, Stretch]], home: Mapping[str, str], claims: Iterable[Claim]
) -> Iterator[Change]:
    """What became of events whose ids are no more, given the claims each had, and the event of each claim there is."""
    by_report: dict[str, list[tuple[Stretch, str | None]]] = defaultdict(list)
    for c in claims:
        by_report[c.report].append(((c.report, c.start, c.end, c.family), home.get(c.id)))
    came_from: dict[str, set[str]] = defaultdict(set)
    became: dict[str, list[str]] = {}
    for event, held in before.items():
        now = Counter(
            found for claim, where in held.items() if (found := home.get(claim) or _met_again(where, by_report))
        )
        became[event] = [one for one, _ in sorted(now.items(), key=lambda hit: (-hit[1], hit[0]))]
        for one in now:
            came_from[one].add(event)
    for event in sorted(before.keys() - set(home.values())):
        yield Change(event, _what(became[event], came_from), tuple(became[event]))


def _what(became: Sequence[str], came_from: Mapping[str, set[str]]) -> str:
    """What happened to an event that became these."""
    if not became:
        return "vanished"
    if len(became) > 1:
        return "split"
    return "merged" if len(came_from[became[0]]) > 1 else "renamed"


def _met_again(where: Stretch, by_report: Mapping[str, Sequence[tuple[Stretch, str | None]]]) -> str | None:
    """The event of the claim that overlaps a stretch of the same report most, and is of its family."""
    _, start, end, family = where
    near = [
        (min(end, e) - max(start, s), event)
        for (_, s, e, f), event in by_report.get(where[0], ())
        if f == family and s < end and start < e
    ]
    return max(near, default=(0, None), key=lambda hit: hit[0])[1]


def _events(record: Path) -> dict[str, dict[str, Stretch]]:
    """The claims of each event of a record, each with where it stands."""
    columns = 'event_id, claim_id, report_id, "start", "end", family'
    query = f"SELECT {columns} FROM {{}} AS e JOIN {{}} AS c USING (claim_id) ORDER BY ALL"
    tables = [f"read_parquet('{glob(record, table)}', union_by_name = true)" for table in ("events", "claims")]
    found: dict[str, dict[str, Stretch]] = defaultdict(dict)
    with duckdb.connect() as db:
        for event, claim, *where in db.execute(query.format(*tables)).fetchall():
            found[event][claim] = (where[0], where[1], where[2], where[3])
    return found


def glob(record: Path, table: str) -> str:
    """A table's parts as an SQL text; what a glob would read as a pattern in the path stands for itself."""
    plain = "".join(f"[{char}]" if char in "*?[" else char for char in str(record.absolute()))
    return f"{plain}/{table}/*.parquet".replace("'", "''")


def read_history(record: Path) -> list[Change]:
    """All changes of a record, the earliest first; a line that cannot be read is passed over."""
    log = record / LOG
    found = []
    for line in log.read_bytes().splitlines() if log.is_file() else []:
        try:
            found.append(msgspec.json.decode(line, type=Change))
        except msgspec.MsgspecError:
            continue
    return found


def lines(found: Sequence[Change]) -> bytes:
    """Changes as lines of the log."""
    return b"".join(msgspec.json.encode(change) + b"\n" for change in found)


def successors(event: str, history: Sequence[Change]) -> tuple[str, ...]:
    """What an id of an earlier build lives on in, followed to the end, the event with most of its claims first."""
    became = {change.event: change.became for change in history}
    seen: dict[str, None] = {}
    queue = list(became.get(event, ()))
    while queue:
        one = queue.pop(0)
        if one not in seen:
            seen[one] = None
            queue += became.get(one, ())
    return tuple(seen)
