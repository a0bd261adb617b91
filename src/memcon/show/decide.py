"""To take down what a person decides about a record, with who and why, and to build the record by it."""

import getpass
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from memcon.article import with_article
from memcon.decisions.replay import watched
from memcon.decisions.values import REPORT_FIELDS, WORDS_SLOT, checked, told
from memcon.model import Actor, Anchor, Decision
from memcon.record.claims import claim_anchor, claim_of, report_of, words_anchor
from memcon.record.decisions import LOG, append, read_decisions
from memcon.record.record import Record
from memcon.reference import load_reference
from memcon.show.decide_actors import actor_named, joined_actors, parted_actors
from memcon.show.grow import kept_reports, replayed
from memcon.show.locate import locate
from memcon.show.made import made_with
from memcon.show.make import Work
from memcon.show.step import own_actors


class Reason(Struct, frozen=True):
    """Why a person decided, and who it was."""

    why: str
    by: str | None = None


class _Case(Struct, frozen=True):
    """A record with what a person names of it: a key, and the rest of what was said."""

    record: Record
    op: str
    key: str
    rest: Sequence[str]


def decide(record: Record, op: str, key: str, rest: Sequence[str], reason: Reason) -> Record:
    """The record as decided; ValueError or KeyError say what was wrong, and nothing is then taken down.

    set CLAIM status=happened, set REPORT published=1999-05-01 · reject or accept CLAIM|EVENT · add REPORT "the clause"
    kind=meeting who=… · merge EVENT EVENT… · split EVENT CLAIM… · same_as or different CLAIM CLAIM…, ACTOR ACTOR… ·
    different ACTOR NAME|REPORT… (that mean another) · accept REPORT "words" (that tell nothing) · undo DECISION….
    """
    if op not in MAKERS:
        raise ValueError(f"{op!r} cannot be decided; write one of {', '.join(MAKERS)}")
    if not reason.why.strip():
        raise ValueError("a decision needs a reason; say why")
    case = _Case(record, op, key, rest)
    kept_reports(record)  # a record that cannot grow cannot be decided on: better told before than after
    by = reason.by or os.environ.get("MEMCON_BY") or getpass.getuser()
    at, engine = datetime.now(UTC).isoformat(timespec="seconds"), made_with(None)
    made = [
        replace(one, why=reason.why, by=by, at=at, engine=f"{engine['memcon']} {engine['code']}")
        for one in MAKERS[op](case)
    ]
    log = record.path / LOG
    before = log.read_bytes() if log.is_file() else b""
    append(record.path, made)
    try:
        return replayed(record, Work())
    except BaseException:
        log.write_bytes(before)
        raise


def _set(case: _Case) -> Iterator[Decision]:
    """One value of a claim, or of a report as a whole."""
    if not case.rest:
        raise ValueError("say what is to be set, such as status=happened")
    kind, found = locate(case.record, case.key)
    claim = None if kind == "report" else _one_claim(case.record, kind, found)
    known, actors = load_reference(own_actors(case.record)), _actors(case.record)
    for told_value in case.rest:
        slot, sign, given = told_value.partition("=")
        if not sign:
            raise ValueError(f"{told_value!r}: write what is to be set as NAME=VALUE, such as status=happened")
        if (slot in REPORT_FIELDS) is not (claim is None):
            raise ValueError(
                f"{slot} is set of a {'report' if slot in REPORT_FIELDS else 'claim'}; {found} is {with_article(kind)}"
            )
        value = checked(slot, given, {**known.actors, **actors}, known)
        if claim is None:
            was = case.record.rows(
                'SELECT outlet, concat("first", \'/\', "last") FROM reports WHERE report_id = ?', found
            )
            anchor, says = _whole(case.record, found), was[0][slot == "published"] or ""
        else:
            anchor, says = claim_anchor(case.record, claim), told(claim_of(case.record, claim), slot)
        yield Decision(
            "", "set", anchor, slot=slot, value=value, machine_was=_machine(case.record, claim, slot) or says
        )


def _machine(record: Record, claim: str | None, slot: str) -> str | None:
    """What the machine says where a person has set it before."""
    query = "SELECT machine_is FROM decisions WHERE claim_id = ? AND slot = ? AND outcome NOT IN ('lost', 'undone')"
    found = record.rows(query, claim, slot) if claim else []
    return found[-1][0] if found else None


def _accept(case: _Case) -> Iterator[Decision]:
    """A claim, or all of an event's, or words of which no claim is made, accepted as they are."""
    kind, found = locate(case.record, case.key)
    if kind != "report":
        yield from _of_claims(case)
        return
    if not case.rest:
        raise ValueError('to accept that words tell nothing, name the report and the words: accept REPORT "the words"')
    for words in case.rest:
        yield Decision("", "accept", words_anchor(case.record, found, words), slot=WORDS_SLOT, machine_was="no claim")


def _of_claims(case: _Case) -> Iterator[Decision]:
    """A claim, or all of an event's, rejected or accepted."""
    for claim in _claims(case.record, case.key, *case.rest):
        was = watched(claim_of(case.record, claim))
        yield Decision("", case.op, claim_anchor(case.record, claim), machine_was=was)


def _add(case: _Case) -> Iterator[Decision]:
    """A claim that the machine did not find."""
    kind, report = locate(case.record, case.key)
    if kind != "report" or not case.rest:
        raise ValueError(
            'to add a claim, name the report, its clause and what it tells: add REPORT "the clause" kind=…'
        )
    known = load_reference(own_actors(case.record))
    actors = {**known.actors, **_actors(case.record)}
    pairs = [one.partition("=") for one in case.rest[1:]]
    if bad := next((slot for slot, sign, _ in pairs if not sign), None):
        raise ValueError(f"{bad!r}: write what the claim tells as NAME=VALUE, such as kind=meeting")
    value = {slot: checked(slot, given, actors, known) for slot, _, given in pairs}
    if "kind" not in value:
        raise ValueError("say what kind of event the clause tells of, such as kind=meeting")
    yield Decision("", "add", words_anchor(case.record, report, case.rest[0]), value=value)


def _joined(case: _Case) -> Iterator[Decision]:
    """Claims or events that are one event, or actors that are one."""
    if case.op == "same_as" and (actor := actor_named(case.record, case.key)):
        yield from joined_actors(case.record, case.op, actor, case.rest)
        return
    anchors = _anchors(case.record, _claims(case.record, case.key, *case.rest))
    if len(anchors) < 2 or not case.rest:
        raise ValueError(f"{case.op} needs two or more; name the others too")
    yield Decision("", case.op, anchors[0], tuple(anchors[1:]), machine_was=_together(case))


def _different(case: _Case) -> Iterator[Decision]:
    """A claim, event or actor that is another than the others."""
    if actor := actor_named(case.record, case.key):
        yield from parted_actors(case.record, case.op, actor, case.rest)
        return
    left, right = _claims(case.record, case.key), _claims(case.record, *case.rest)
    if not left or not right or set(left) & set(right):
        raise ValueError("different needs two claims, or two events, that are not the same one")
    for claim in left:
        others = tuple(_anchors(case.record, right))
        yield Decision("", "different", claim_anchor(case.record, claim), others, machine_was=_together(case))


def _split(case: _Case) -> Iterator[Decision]:
    """Claims that leave their event, together; the others stay."""
    kind, event = locate(case.record, case.key)
    whole = _claims(case.record, event)
    leaving = [claim for key in case.rest for claim in _claims(case.record, key)]
    if kind != "event" or not leaving or not set(leaving) < set(whole):
        raise ValueError("split needs an event and some of its claims, not all, that leave it: split EVENT CLAIM…")
    staying = tuple(_anchors(case.record, [claim for claim in whole if claim not in leaving]))
    for claim in leaving:
        yield Decision("", "split", claim_anchor(case.record, claim), staying, machine_was="one event")
    if len(leaving) > 1:
        anchors = _anchors(case.record, leaving)
        yield Decision("", "same_as", anchors[0], tuple(anchors[1:]), machine_was="one event")


def _undo(case: _Case) -> Iterator[Decision]:
    """Decisions taken back."""
    made = read_decisions(case.record.path)
    for key in (case.key, *case.rest):
        found = [one for one in made if one.id.startswith(key)]
        if len(found) != 1:
            told_ids = ", ".join(one.id for one in made[-8:]) or "none"
            raise KeyError(f"{key}: {'several' if found else 'no'} decisions are called so; the latest are {told_ids}")
        yield Decision("", "undo", found[0].target, value=found[0].id)


MAKERS: dict[str, Callable[[_Case], Iterator[Decision]]] = {
    "set": _set,
    "reject": _of_claims,
    "accept": _accept,
    "add": _add,
    "merge": _joined,
    "same_as": _joined,
    "split": _split,
    "different": _different,
    "undo": _undo,
}
"""What makes the decisions of each operation from what a person names."""


def _claims(record: Record, *keys: str) -> list[str]:
    """The claims that keys name: themselves, or all of an event's, in the order of the text."""
    found: list[str] = []
    for key in keys:
        kind, whole = locate(record, key)
        if kind == "report":
            raise KeyError(f"{key}: is a report; name a claim or an event of it: memcon show {record.path} {key}")
        query = 'SELECT claim_id FROM tellings WHERE event_id = ? ORDER BY report_id, "start", claim_id'
        found += [row[0] for row in record.rows(query, whole)] if kind == "event" else [whole]
    return found


def _one_claim(record: Record, kind: str, found: str) -> str:
    """The claim itself, or the only one of an event; KeyError lists them where there are several."""
    claims = _claims(record, found)
    if len(claims) > 1:
        raise KeyError(f"{found}: this {kind} has several claims, name one: {', '.join(claims)}")
    return claims[0]


def _anchors(record: Record, claims: Sequence[str]) -> list[Anchor]:
    return [claim_anchor(record, claim) for claim in dict.fromkeys(claims)]


def _whole(record: Record, report: str) -> Anchor:
    """The anchor of a report as a whole."""
    return Anchor(report, report_of(record, report).path)


def _together(case: _Case) -> str:
    """Whether the record holds what is named for one event."""
    claims = _claims(case.record, case.key, *case.rest)
    events = case.record.rows("SELECT DISTINCT event_id FROM events WHERE claim_id IN (SELECT unnest(?))", claims)
    return "one event" if len(events) == 1 else f"{len(events)} events"


def _actors(record: Record) -> dict[str, Actor]:
    """The actors of a record by id."""
    return {row[0]: Actor(*row) for row in record.rows("SELECT actor_id, name, kind, country FROM actors")}
