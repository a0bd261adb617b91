"""To turn what a build found into the rows of a record's tables."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Protocol

from memcon.model import Claim, Clue, Coded, Event, Link, Outcome, When
from memcon.names.unify import as_told

Row = tuple[Any, ...]


class Built(Protocol):
    """What a build yields: each report coded, the links and events of all, the copy group of each copied report, the
    agency of each that prints one's text, and what became of people's decisions."""

    @property
    def coded(self) -> tuple[Coded, ...]: ...
    @property
    def links(self) -> Iterable[Link]: ...
    @property
    def events(self) -> tuple[Event, ...]: ...
    @property
    def copies(self) -> Mapping[str, str]: ...
    @property
    def wires(self) -> Mapping[str, str]: ...
    @property
    def outcomes(self) -> tuple[Outcome, ...]: ...


def _reports(built: Built) -> Iterator[Row]:
    for report in sorted((coded.report for coded in built.coded), key=lambda report: report.id):
        day = report.published
        about = (report.id, report.path, report.outlet, report.outlet_basis, report.title, report.language, report.url)
        dated = (report.text, day.first, day.last, day.basis, why(day))
        yield (
            *about,
            *dated,
            built.copies.get(report.id),
            report.outcome,
            report.problem,
            list(report.also),
            built.wires.get(report.id),
            report.author,
            report.fetched,
        )


def _sections(built: Built) -> Iterator[Row]:
    for coded in built.coded:
        for number, section in enumerate(coded.sections):
            now = section.now
            where = (coded.report.id, number, section.start, section.end, section.role)
            yield *where, now.first, now.last, section.episode, now.basis, why(now)


def _claims(built: Built) -> Iterator[Row]:
    for claim in _all_claims(built):
        what = (claim.id, claim.report, claim.section, claim.start, claim.end, claim.kind, claim.family, claim.status)
        how = (claim.stage, claim.form, claim.format, claim.voice.kind, claim.voice.speaker)
        when = (claim.when.first, claim.when.last, claim.when.basis)
        yield *what, *how, *when, claim.place, claim.rank, claim.plover, claim.mode, claim.rule, why(claim.when)


def _slots(built: Built) -> Iterator[Row]:
    for claim in _all_claims(built):
        for slot in claim.slots:
            yield claim.id, slot.part, slot.start, slot.end, slot.words, slot.actor, slot.value


def _actors(built: Built) -> Iterator[Row]:
    """Each actor once; where reports differ on one, the row that sorts first, whatever the order of the reports."""
    told = as_told(actor for coded in built.coded for actor in coded.actors)
    yield from ((actor.id, actor.name, actor.kind, actor.country) for actor in told.values())


def _names(built: Built) -> Iterator[Row]:
    counts: Counter[tuple[str, str]] = Counter()
    for coded in built.coded:
        for actor, name, times in coded.names:
            counts[actor, name] += times
    yield from ((*key, times) for key, times in counts.items())


def _posts(built: Built) -> Iterator[Row]:
    posts = {post for coded in built.coded for post in coded.posts}
    yield from ((post.actor, post.post, post.country, post.first, post.last, post.source, post.rank) for post in posts)


def _links(built: Built) -> Iterator[Row]:
    """Each link once, in order; there may be millions, so none is held longer than it takes."""
    for one, _ in groupby(map(_link, built.links)):
        yield one


def _link(link: Link) -> Row:
    return link.left, link.right, link.relation, link.judgement, link.score, link.why, link.judge


def _events(built: Built) -> Iterator[Row]:
    yield from ((event.id, claim) for event in built.events for claim in event.claims)


def _unread(built: Built) -> Iterator[Row]:
    yield from ((gap.report, gap.start, gap.end, gap.why) for coded in built.coded for gap in coded.unread)


def _decisions(built: Built) -> Iterator[Row]:
    for one in built.outcomes:
        made = one.decision
        value = json.dumps(made.value, ensure_ascii=False) if isinstance(made.value, dict) else made.value
        what = (made.id, made.op, one.outcome, made.target.report or None, one.claim, list(one.others), made.slot)
        yield *what, value, made.machine_was, one.machine_is, one.note, made.why or None, made.by or None


ROWS: dict[str, Callable[[Built], Iterator[Row]]] = {
    "reports": _reports,
    "sections": _sections,
    "claims": _claims,
    "slots": _slots,
    "actors": _actors,
    "names": _names,
    "posts": _posts,
    "links": _links,
    "events": _events,
    "unread": _unread,
    "decisions": _decisions,
}
"""What yields each table's rows, their values in the order of schema.sql."""

IN_ORDER = frozenset(["links", "reports"])
"""The tables whose rows come in order."""


def why(when: When) -> str:
    """The clues of a day as a JSON list."""
    return json.dumps([_clue(clue) for clue in when.clues], ensure_ascii=False)


def _clue(clue: Clue) -> dict[str, Any]:
    """One clue; its mask's first and last day stand for it, and all of the mask's intervals where it has several."""
    days = [(str(first), str(last)) for first, last in clue.days]
    told = {"start": clue.start, "end": clue.end, "words": clue.words, "rule": clue.rule}
    told |= {"first": days[0][0], "last": days[-1][1]} if days else {"first": None, "last": None}
    return told | ({"days": days} if len(days) > 1 else {})


def _all_claims(built: Built) -> Iterator[Claim]:
    return (claim for coded in built.coded for claim in coded.claims)
