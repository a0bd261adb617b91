"""To fill the index of a record from a whole build, so that it can grow."""

import hashlib
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy as np

from memcon.links import growing, occasions
from memcon.links.facts import Facts, is_compared, tellings, terms
from memcon.links.kept import Same
from memcon.links.shelf import Row, number
from memcon.links.weights import link_weights
from memcon.model import Actor, Claim, Coded, Post, Report
from memcon.names.unify import as_told
from memcon.record.cache import Kept, file_of
from memcon.record.index import CLAIM, PAIR, POST, Index, claim_row, packed
from memcon.record.parts import part_of
from memcon.record.rows import Built

AT_ONCE = 50_000
"""Rows that are put in at once."""
Places = Iterable[tuple[int, set[tuple[int, int]]]]
"""What stands, with where."""


FOLDER, NAME, VERSION = ".index", "links.db", "1"
"""Where the index lies in a record, and the version of what it keeps; one of another version is made anew."""


def write_index(record: Path, built: Built, kept: Sequence[Kept], spell: str) -> None:
    """Write the index of a record that is otherwise written; none where people decided, or coding was not kept."""
    same = getattr(built.links, "same", None)
    (record / FOLDER).mkdir()  # an empty one keeps that of an earlier build from being carried over
    if built.outcomes or not kept or same is None or not len(same.claims):
        return
    index = Index(record / FOLDER / NAME)
    try:
        index.db.execute("PRAGMA synchronous = OFF")
        index.db.execute("PRAGMA journal_mode = OFF")
        shelve(index, built, same, kept, spell)
        index.tell("version", VERSION)
        index.tell("spell", spell)
    finally:
        index.close()


def sign_index(record: Path) -> None:
    """Note in the index of a record, if it has one, for which `run.json` it was made."""
    if (record / FOLDER / NAME).is_file():
        index = Index(record / FOLDER / NAME)
        index.tell("run", run_print(record))
        index.close()


def run_print(record: Path) -> str:
    """What tells whether an index was made for a record as it is."""
    return hashlib.sha256((record / "run.json").read_bytes()).hexdigest()


def open_index(record: Path) -> Index | None:
    """The index of a record; None where there is none, or it is of another version or another state of the record."""
    if not (record / FOLDER / NAME).is_file():
        return None
    index = Index(record / FOLDER / NAME)
    try:
        if (index.told("version"), index.told("run")) == (VERSION, run_print(record)):
            return index
    except sqlite3.DatabaseError:
        pass
    index.close()
    return None


def shelve(index: Index, built: Built, same: Same, kept: Sequence[Kept], spell: str) -> None:
    """Fill an empty index with a build, whose `same` links are these; `spell` is what a part of a table spans."""
    claims = [claim for coded in built.coded for claim in coded.claims]
    reports = [coded.report for coded in built.coded]
    home = {claim: event.id for event in built.events for claim in event.claims}
    said = _said(claims, same)
    rows = sorted(rows_of(claims, reports, home, said), key=lambda row: row.order)
    facts = {said[one.ids[0]]: one for one in same.reasons.comparer.told}
    db = index.db
    db.execute("BEGIN")
    db.executemany(CLAIM, map(claim_row, rows))
    _stand(index, chain(_telling_places(facts), _event_places(rows, facts)))
    _pairs(index, same)
    machine = (x for x in built.links.others if x.relation != "restates" and x.judge == "machine")  # type: ignore[attr-defined]
    db.executemany(
        "INSERT OR IGNORE INTO related VALUES (?, ?, ?)", sorted((x.left, x.right, x.relation) for x in machine)
    )
    db.executemany("INSERT INTO copied VALUES (?, ?)", sorted(built.copies.items()))
    put_reports(index, kept, spell)
    told = Counter(actor for one in kept if one.coded for actor in one.coded.actors)
    db.executemany("INSERT INTO variant VALUES (?, ?, ?, ?, ?)", sorted(variant(actor, n) for actor, n in told.items()))
    db.executemany("INSERT INTO final VALUES (?, ?, ?, ?)", sorted(finals(built.coded)))
    index.tenures(Counter(post for one in kept if one.coded for post in given_posts(one.coded)))
    index.make_findable()
    db.execute("COMMIT")


def _said(claims: Iterable[Claim], same: Same) -> dict[str, int]:
    """The number of what each compared claim says; claims that say the same are asked once."""
    by_id = {claim.id: claim for claim in claims}
    told = ((one, telling(by_id[one.ids[0]])) for one in same.reasons.comparer.told)
    return {claim: found for one, found in told for claim in one.ids}


def telling(claim: Claim) -> int:
    """The number of what a claim says."""
    return int.from_bytes(terms(claim, link_weights())[:8], signed=True)


def compared(claims: Iterable[Claim]) -> dict[str, int]:
    """The number of what each claim says that can be compared."""
    return {claim.id: telling(claim) for claim in claims if is_compared(claim, link_weights())}


def rows_of(
    claims: Iterable[Claim], reports: Sequence[Report], events: Mapping[str, str], said: Mapping[str, int]
) -> Iterator[Row]:
    """Claims as they are kept, given the event of each and the number of what each compared one says."""
    told = tellings(reports)
    published = {report.id: (report.published.first or date.max).toordinal() for report in reports}
    for claim in claims:
        yield Row(claim, told.get(claim.report), published[claim.report], said.get(claim.id), events.get(claim.id, ""))


def _telling_places(facts: Mapping[int, Facts]) -> Places:
    yield from ((n, growing.stands(one)) for n, one in facts.items())


def _event_places(rows: Iterable[Row], facts: Mapping[int, Facts]) -> Places:
    events: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        events[row.event].append(row)
    yield from ((number(own[0].claim.id), occasions.stands(occasions.made_of(own, facts))) for own in events.values())


def _stand(index: Index, places: Places) -> None:
    """Put everything where it stands, in the order of the places, which is quickest."""
    flat, stood = array("q"), []
    for item, held in places:
        for place, at in held:
            flat.extend((place, at, item))
        if held:
            stood.append((item, packed(held)))
    rows = np.frombuffer(flat, dtype=np.int64).reshape(-1, 3)
    rows = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
    for start in range(0, len(rows), AT_ONCE):
        index.db.executemany(POST, rows[start : start + AT_ONCE].tolist())
    index.db.executemany("INSERT INTO stood VALUES (?, ?)", sorted(stood))


def _pairs(index: Index, same: Same) -> None:
    """Put in all scored pairs, both ways round."""
    numbers = np.array([number(claim) for claim in same.claims], dtype=np.int64)
    ends = numbers[same.pairs.left], numbers[same.pairs.right]
    one, other = np.concatenate(ends), np.concatenate(ends[::-1])
    order = np.lexsort((other, one))
    found = (same.pairs.score, same.judgements, growing.prints(same.codes, same.why))
    for start in range(0, len(order), AT_ONCE):
        at = order[start : start + AT_ONCE]
        row = at % len(same.judgements)
        columns = [one[at], other[at], *(column[row] for column in found)]
        index.db.executemany(PAIR, zip(*(column.tolist() for column in columns), strict=True))


def put_reports(index: Index, kept: Iterable[Kept], spell: str) -> None:
    """Put in reports as they were read and coded: where they lie, their sketches and whom they mention."""
    coded = [(one.read, one.coded) for one in kept if one.coded]
    rows = [_report(one, one.coded, spell) for one in kept if one.coded]
    index.db.executemany("INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?, ?, ?)", sorted(rows))
    index.db.executemany(
        "INSERT OR REPLACE INTO lies VALUES (?, ?, ?)", sorted(x for read, _ in coded for x in lies(read))
    )
    mentions = sorted({(actor.id, c.report.id) for _, c in coded for actor in c.actors})
    index.db.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?)", mentions)


def _report(one: Kept, coded: Coded, spell: str) -> tuple[Any, ...]:
    """A report as the index keeps it; it is sound where it was coded as it was given, not given up."""
    report = coded.report
    is_sound = report.outcome == one.given.outcome
    return report.id, part_of(report, spell), len(report.text), report.outcome, int(is_sound), coded.sketch


def given_posts(coded: Coded) -> set[Post]:
    """The posts of a report's actors that the report does not state itself."""
    return {post for post in coded.posts if not post.source.startswith(f"{coded.report.id}:")}


def lies(report: Report) -> Iterator[tuple[str, str, str]]:
    """Where a report lies: its id, each path and the file of that."""
    return zip(repeat(report.id), paths := (report.path, *report.also), map(file_of, paths))


def variant(actor: Actor, n: int) -> tuple[Any, ...]:
    """How often an actor is told in one way; a state that is not known is kept as an empty text."""
    return actor.id, actor.name, actor.kind, actor.country or "", n


def finals(coded: Iterable[Coded]) -> Iterator[tuple[str, str, str, str]]:
    """The actors as the tables tell them."""
    told = as_told(actor for one in coded for actor in one.actors)
    yield from ((a.id, a.name, a.kind, a.country or "") for a in told.values())
