"""To make the review queue: what a decision would change most, first; each with its words and what may be done."""

import json
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from msgspec import Struct

from memcon.decisions.values import ACTOR_SLOT, WORDS_SLOT
from memcon.record.record import Fields, Record
from memcon.show.mark import Piece, pieces, sentence
from memcon.show.web import addresses, wording
from memcon.show.web.listing import Line, line
from memcon.show.web.pages.narrowed import Listed, Source, narrowed
from memcon.show.web.pages.tellings import Telling, tellings


class Action(Struct, frozen=True):
    """What may be done: words, what the form asks for, the key that does it, what else a press without it needs.

    An action with a `url` leads to a form of its own.
    """

    words: str
    key: str
    do: str = ""
    url: str = ""
    reason: str = "required"


class Item(Struct, frozen=True, kw_only=True):
    """Something to look at: why, how many reports' tellings hang on it, its events, its tellings, what may be done.

    `each` is what may be done with each telling by itself.
    """

    id: str
    about: str
    title: str
    note: str
    reports: int
    effect: float
    events: tuple[Line, ...]
    tellings: tuple[Telling, ...]
    each: tuple[tuple[Action, ...], ...]
    says: tuple[str, ...]
    words: tuple[Piece, ...]
    where: str
    actions: tuple[Action, ...]


class QueuePage(Struct, frozen=True):
    """What a query asks of the queue, and the items of one page of it."""

    listed: Listed
    items: tuple[Item, ...]


_QUEUE = Source(
    "/review",
    "SELECT q.*, d.op, d.slot, d.value, d.why AS decided_why, d.\"by\" AS decided_by, r.text FROM queue q"
    " LEFT JOIN decisions d USING (decision_id)"
    " LEFT JOIN reports r ON r.report_id = q.report_id AND q.\"start\" IS NOT NULL",
    {"about": "about", "on": "fact"},
    "effect DESC, about, event_id, claim_id, other_claim, fact, report_id, \"start\", decision_id, item",
    12,
)  # fmt: skip
_NO_REASON = ""


def queue_page(record: Record, query: Mapping[str, str]) -> QueuePage:
    """The items that a query asks for, those on which most hangs first."""
    listed, rows = narrowed(record, _QUEUE, query)
    claims = tellings(record, [c for row in rows for c in (row["claim_id"], row["other_claim"]) if c])
    events = [e for row in rows for e in (row["event_id"], row["other_event"]) if e]
    found = record.fields("SELECT * FROM listed WHERE event_id IN (SELECT unnest(?))", sorted(set(events)))
    named = {row["event_id"]: line(row) for row in found}
    return QueuePage(listed, tuple(_item(row, claims, named) for row in rows))


def _item(row: Fields, claims: Mapping[str, Telling], events: Mapping[str, Line]) -> Item:
    told = tuple(claims[key] for key in (row["claim_id"], row["other_claim"]) if key in claims)
    title, note = _TITLES[row["about"]](row)
    words: tuple[Piece, ...] = ()
    where = addresses.report(row["report_id"]) if row["report_id"] else ""
    if row["text"] is not None:
        spans = [(row["start"], row["end"], "clause")]
        words = tuple(pieces(row["text"], sentence(row["text"], row["start"], row["end"]), spans))
        where += f"#unread-{row['start']}"
    return Item(
        id=f"item-{row['item']}",
        about=row["about"],
        title=title,
        note=note,
        reports=row["reports"],
        effect=row["effect"],
        events=tuple(events[key] for key in (row["event_id"], row["other_event"]) if key in events),
        tellings=told,
        says=tuple(wording.interval(one) for one in (row["says"], row["other_says"]) if one) if len(told) > 1 else (),
        words=words,
        where=where,
        actions=tuple(_ACTIONS[row["about"]](row)),
        each=tuple(_of_telling(one, "cC"[n], "rR"[n]) for n, one in enumerate(told)),
    )


def _of_telling(one: Telling, correct: str, reject: str) -> tuple[Action, ...]:
    """What may always be done with a telling, and the keys that do it."""
    return Action("Correct", correct, url=one.correct), Action("Reject", reject, f"reject {one.claim_id}")


def _contested(row: Fields) -> Iterator[Action]:
    left, right, event, other = row["claim_id"], row["other_claim"], row["event_id"], row["other_event"]
    slot = {"day": "when", "status": "status", "signed": "status"}.get(row["fact"])
    if slot:
        yield Action("The first is right", "1", f"set {right} {slot}={row['says']}")
        yield Action("The second is right", "2", f"set {left} {slot}={row['other_says']}")
    yield Action("Both stand", "a", f"accept {left} {right}", reason=_NO_REASON)
    yield (
        Action("One event", "m", f"merge {event} {other}")
        if other
        else Action("Two events", "s", f"split {event} {right}")
    )


def _doubted(row: Fields) -> Iterator[Action]:
    left, right, event, other = row["claim_id"], row["other_claim"], row["event_id"], row["other_event"]
    yield Action("One event", "m", f"merge {event} {other}" if other else f"same_as {left} {right}")
    yield Action("Two events", "s", f"different {left} {right}")


def _early(row: Fields) -> Iterator[Action]:
    yield Action("It did happen", "a", f"accept {row['claim_id']}", reason=_NO_REASON)
    yield Action("It was planned", "1", f"set {row['claim_id']} status=scheduled")


def _late(row: Fields) -> Iterator[Action]:
    yield Action("No more is known", "a", f"accept {row['claim_id']}", reason=_NO_REASON)
    yield Action("It took place", "1", f"set {row['claim_id']} status=happened")
    yield Action("It did not", "2", f"set {row['claim_id']} status=cancelled")


def _weak(row: Fields) -> Iterator[Action]:
    yield Action("Accept", "a", f"accept {row['claim_id']}", reason=_NO_REASON)


def _decided(row: Fields) -> Iterator[Action]:
    claim = row["claim_id"]
    if claim and row["op"] == "set":
        yield Action("Hold to it", "a", f"set {claim} {row['slot']}={plain(row['value'])}")
    elif claim and row["op"] in ("accept", "reject"):
        yield Action(f"{row['op'].capitalize()} it again", "a", f"{row['op']} {claim}")
    yield Action("Take it back", "t", f"undo {row['decision_id']}")


def _persons(row: Fields) -> Iterator[Action]:
    yield Action("One person", "m", f"same_as {quote(row['actor'])} {quote(row['other_actor'])}")
    yield Action("Two persons", "s", f"different {quote(row['actor'])} {quote(row['other_actor'])}")


def _unread(row: Fields) -> Iterator[Action]:
    asked = {"start": str(row["start"]), "end": str(row["end"])}
    passed = f"accept {row['report_id']} {row['start']}-{row['end']}"
    yield Action("Nothing to tell here", "a", passed, reason=_NO_REASON)
    yield Action(
        "Add what it tells", "c", url=addresses.with_query(addresses.correct("report", row["report_id"]), asked)
    )


_ACTIONS: Mapping[str, Callable[[Fields], Iterator[Action]]] = {
    "contested": _contested,
    "one event?": _doubted,
    "one person?": _persons,
    "told before its day": _early,
    "plan told late": _late,
    "weak rule": _weak,
    "decided": _decided,
    "unread": _unread,
}
_OUTCOMES = {
    "lost": "What a person decided could not be found again",
    "reflagged": "What a person decided is no longer what the machine was asked about",
    "moved": "What a person decided was found again in an edited text",
}
_TITLES: Mapping[str, Callable[[Fields], tuple[str, str]]] = {
    "contested": lambda row: (f"Two reports contradict each other on the {wording.plain(row['fact'])}", ""),
    "one event?": lambda row: (
        "Are these two events?" if row["other_event"] is None else "Are these one event?",
        (row["says"] or "").partition(" [")[0],
    ),
    "one person?": lambda row: (f"Are {row['says']} and {row['other_says']} one person?", ""),
    "told before its day": lambda row: (f"Told as {row['fact']} before the day on which it would be", ""),
    "plan told late": lambda row: (f"Told as {row['fact']} when its day was over, and no report says more", ""),
    "weak rule": lambda row: (
        "Rests on one weak rule alone", f"{row['fact']} is right {row['says']} times, where it was marked by hand"
    ),
    "decided": lambda row: (_OUTCOMES[row["fact"]], _decision(row)),
    "unread": lambda row: ("A sentence that may tell of more", row["says"] or ""),
}  # fmt: skip


def _decision(row: Fields) -> str:
    """What was decided, by whom, why, and what became of it."""
    what = what_was_decided(row)
    told = f"{what}, by {row['decided_by'] or 'somebody'}: {row['decided_why']}"
    return f"{told} · {row['says']}" if row["says"] else told


def plain(value: str | None) -> str:
    """The value of a decision, which is kept as JSON where it is more than a word."""
    try:
        return str(json.loads(value or '""'))
    except ValueError:
        return value or ""


def what_was_decided(row: Fields) -> str:
    """The operation, and the value that was set."""
    if row["slot"] == WORDS_SLOT:
        return "nothing to tell"
    if row["slot"] and row["slot"] != ACTOR_SLOT:
        return f"{row['op']} {row['slot']} = {plain(row['value'])}"
    return {"same_as": "held for one", "different": "held for two"}.get(row["op"], str(row["op"]))
