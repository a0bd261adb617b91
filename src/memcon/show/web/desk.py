"""To take decisions from pages, one after another, and to say what each changed; the same code as `memcon decide`."""

import getpass
import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from msgspec import Struct

from memcon.decisions.values import ACTOR_SLOT, WORDS_SLOT
from memcon.model import Decision
from memcon.record.decisions import read_decisions
from memcon.record.record import Record, open_record
from memcon.show import differ
from memcon.show.web import addresses, wording
from memcon.show.web.live import Live
from memcon.show.web.pages.apart import event_line, word

_REMEMBERED = 200
PATIENCE = 10.0
"""Seconds for which a page waits for its decision before it says that it is being worked on."""


class Change(Struct, frozen=True):
    """What became of an event: changed, new or gone; in one line, with what was and what is."""

    how: str
    event: str
    url: str
    fields: tuple[tuple[str, str, str], ...]


class Done(Struct, frozen=True):
    """A decision that was taken down: the ids of its lines, what was decided, why, by whom, what it changed."""

    ids: tuple[str, ...]
    told: str
    why: str
    by: str
    changes: tuple[Change, ...]


class Asked(Struct, frozen=True):
    """What is to be decided, as `memcon decide` takes it."""

    op: str
    key: str
    rest: tuple[str, ...]
    why: str
    by: str


class Desk:
    """Takes decisions about the record that is shown; `closed` says why it takes none, and is empty where it does."""

    def __init__(self, live: Live, closed: str) -> None:
        """A desk with a token of its own, which every form has to bring."""
        self.token = secrets.token_urlsafe(24)
        self.closed, self.by = closed or unwritable(live.path), _user()
        self._live, self._lock = live, threading.Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="decide")
        self._jobs: OrderedDict[str, Future[Done]] = OrderedDict()

    def take(self, asked: Asked) -> str:
        """Have a decision taken; the name of the job."""
        name = secrets.token_hex(6)
        with self._lock:
            self._jobs[name] = self._worker.submit(self._decide, asked)
            while len(self._jobs) > _REMEMBERED:
                self._jobs.popitem(last=False)
        return name

    def job(self, name: str) -> Future[Done] | None:
        """The job of that name, as long as it is remembered."""
        return self._jobs.get(name)

    def _decide(self, asked: Asked) -> Done:
        """Decide, and hold the events that are touched against what they were."""
        from memcon.show.decide import Reason, decide  # noqa: PLC0415 — a record is shown without what codes reports

        before = self._live.view().record
        with self._live.changing():
            record = open_record(self._live.path)
            known = len(read_decisions(record.path))
            decide(record, asked.op, asked.key, asked.rest, Reason(asked.why, asked.by or None))
        made = read_decisions(self._live.path)[known:]
        return Done(
            ids=tuple(one.id for one in made),
            told=told(made),
            why=made[0].why or "",
            by=made[0].by or "",
            changes=tuple(changes(before, self._live.view().record, made)),
        )


def _user() -> str:
    """Who decides where nobody says so."""
    try:
        return os.environ.get("MEMCON_BY") or getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return ""


def unwritable(record: Path) -> str:
    """Why decisions cannot be taken down in a record; empty where they can."""
    places = (record.resolve(), record.resolve().parent)
    return "" if all(os.access(place, os.W_OK | os.X_OK) for place in places) else "its folder cannot be written"


def told(made: Sequence[Decision]) -> str:
    """What was decided, in a line."""
    one = made[0]
    said = [f"{d.slot} to {value_words(d.slot, d.value)}" for d in made if d.op == "set"]
    if one.slot == ACTOR_SLOT:
        return "held for one" if one.op == "same_as" else "held for two"
    if one.slot == WORDS_SLOT:
        return "nothing to tell here"
    words = {
        "set": f"set {', '.join(said)}",
        "accept": "accepted as it stands",
        "reject": "rejected",
        "add": "added a claim",
        "merge": "joined events",
        "same_as": "held for one event",
        "split": "parted from its event",
        "different": "held for two events",
        "undo": "took back",
    }
    return words.get(one.op, one.op)


def value_words(slot: str | None, value: Any) -> str:
    """A value that was set, as a reader says it."""
    return wording.interval(str(value)) if slot in ("when", "published") and value else str(value or "nothing")


def changes(before: Record, after: Record, made: Collection[Decision]) -> list[Change]:
    """The events that decisions changed, as they were and are."""
    found = differ.differ(before, after, _claims(before, after, made))
    gone = [Change("gone", event_line(row["what"]), "", ()) for row in found["dropped"]]
    new = [Change("new", event_line(row["what"]), addresses.event(row["event"]), ()) for row in found["added"]]
    changed = [
        Change("changed", event_line(row["what"]), addresses.event(row["event"]),
               tuple((wording.plain(name), word(was), word(now)) for name, (was, now) in row["changes"].items()))
        for row in found["changed"]
    ]  # fmt: skip
    return [*changed, *new, *gone]


def _claims(before: Record, after: Record, made: Collection[Decision]) -> set[str]:
    """The claims that decisions are about; of one about a whole report, all of it."""
    found: set[str] = set()
    by_id = {one.id: one for one in read_decisions(after.path)}
    for decision in (by_id.get(str(one.value), one) if one.op == "undo" else one for one in made):
        for anchor in (decision.target, *decision.others):
            for record in (before, after):
                query = "SELECT claim_id FROM claims WHERE report_id = ?"
                if decision.slot == ACTOR_SLOT:
                    of = "SELECT claim_id FROM event_slots WHERE actor_id IN (SELECT unnest(?))"
                    found |= {row[0] for row in record.rows(of, anchor.sides)}
                elif anchor.start is None:
                    found |= {row[0] for row in record.rows(query, anchor.report)}
                else:
                    within = f'{query} AND "start" < ? AND "end" > ?'
                    found |= {row[0] for row in record.rows(within, anchor.report, anchor.end, anchor.start)}
    return found
