"""To bring a record up to date with reports that came, went or moved, reading and writing what they touch."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import replace

from memcon.links.copies import copies_among, copies_near
from memcon.links.growing import Change, Grown, regrown
from memcon.links.wires import wires
from memcon.model import Actor, Claim, Coded, Event, Link, Outcome, Report
from memcon.names.respell import Respelling, respelling
from memcon.names.unify import respelt
from memcon.record.cache import Kept, read_some
from memcon.record.history import Change as Renamed
from memcon.record.history import became_of
from memcon.record.index import Index
from memcon.record.parts import part_of
from memcon.record.patch import Patch, empty, joined
from memcon.record.rows import ROWS
from memcon.record.shelve import compared, given_posts, put_reports, rows_of

WHOLE = "part-0"


class Piece(Struct, frozen=True):
    """Some reports of a pile, as rows are made of them."""

    coded: tuple[Coded, ...]
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    copies: Mapping[str, str] = {}
    wires: Mapping[str, str] = {}
    outcomes: tuple[Outcome, ...] = ()


class Arrivals(Struct, frozen=True):
    """What is to change: reports coded anew (in place of those of their ids), ids that go, reports that moved."""

    fresh: tuple[Kept, ...]
    gone: frozenset[str]
    moved: tuple[Report, ...] = ()


class Stepped(Struct, frozen=True):
    """What a step changes: a patch of each table, further rows of the cache, the history, characters of all texts."""

    patches: Mapping[str, Patch]
    kept: Sequence[Kept]
    history: Sequence[Renamed]
    characters: int


class Step:
    """One change of one record: what it finds stays at hand until the patches are made."""

    def __init__(self, record: Path, index: Index, known: Mapping[str, Actor]) -> None:
        """The record as it stands, its index, and the actors whom the reference knows."""
        self.record, self.index, self.known = record, index, known
        self.spell = index.told("spell") or ""
        self.patches = empty()
        self.parts: dict[str, str] = {}
        self.before: dict[str, str] = {}

    def take(self, arrivals: Arrivals) -> Stepped:
        """What changes; the index is brought up to date, in a transaction that the caller ends."""
        fresh = {one.read.id: one for one in arrivals.fresh}
        out = arrivals.gone | fresh.keys()
        before = self.index.characters()
        lost = read_some(self.record, self.index.known(out))
        old, new, how = self._people(lost, fresh)
        self.before = self.index.parts(old.keys())
        self.parts |= self.before | {id: part_of(one.report, self.spell) for id, one in new.items()}
        change = self._claims(out, old, new, how)
        shaken = self._copies(lost, fresh)
        grown = regrown(self.index, replace(change, shaken=shaken | fresh.keys()), self._actors)
        self._rows(old, new, fresh, change)
        self._names(old, new)
        self._links(grown, old, new, out)
        kept = [*fresh.values(), *self._moved(arrivals.moved)]
        return Stepped(self.patches, kept, self._history(grown, new), self.index.characters() - before)

    def _people(
        self, lost: Mapping[str, Kept], fresh: Mapping[str, Kept]
    ) -> tuple[dict[str, Coded], dict[str, Coded], Respelling]:
        """The reports touched, as they were and as they are told, and how their actors were and are."""
        went = {id: one.coded for id, one in lost.items() if one.coded}
        came = {id: one.coded for id, one in fresh.items() if one.coded}
        told = self.index.variants()
        now = told + _told(came.values())
        now.subtract(_told(went.values()))
        now = Counter({actor: n for actor, n in now.items() if n > 0})
        how = respelling(told, now, _ids([*went.values(), *came.values()]), self.known.keys())
        touched = self.index.mentioning(how.changed) - went.keys() - came.keys()
        stay = {id: one.coded for id, one in read_some(self.record, touched).items() if one.coded}
        if stay:
            how = respelling(told, now, _ids([*went.values(), *came.values(), *stay.values()]), self.known.keys())
        self.index.recount(now, told)
        old = {id: respelt(one, how.spelt[0]) for id, one in (went | stay).items()}
        new = {id: respelt(one, how.spelt[1]) for id, one in (came | stay).items()}
        self._finals(how, old, new)
        return old, new, how

    def _finals(self, how: Respelling, old: Mapping[str, Coded], new: Mapping[str, Coded]) -> None:
        """The rows of actors that are told otherwise, or no more, or for the first time."""
        ids = {actor.id for one in (*old.values(), *new.values()) for actor in one.actors}
        for id in sorted(ids):
            before, after = how.told[0].get(id), how.told[1].get(id)
            if before == after:
                continue
            if before:
                self.patches["actors"].take(WHOLE, id)
            if after:
                self.patches["actors"].put(WHOLE, (id, after.name, after.kind, after.country))
            self.index.tell_actor(id, after)

    def _claims(
        self, out: Collection[str], old: Mapping[str, Coded], new: Mapping[str, Coded], how: Respelling
    ) -> Change:
        """The claims that went and came, or mean actors that are told otherwise."""
        renamed = {id for id in how.told[0].keys() | how.told[1].keys() if how.told[0].get(id) != how.told[1].get(id)}
        gone = []
        said = {claim.id: claim for one in new.values() for claim in one.claims}
        for row in self.index.rows("report", old.keys()):
            now = said.get(row.claim.id)
            if now is not None and row.claim.report not in out and _same(row.claim, now, renamed):
                del said[row.claim.id]
            else:
                gone.append(row)
        reports = [one.report for one in new.values()]
        came = [*rows_of(said.values(), reports, {}, compared(said.values()))]
        return Change(tuple(gone), tuple(came))

    def _copies(self, lost: Mapping[str, Kept], fresh: Mapping[str, Kept]) -> set[str]:
        """The reports that stay or came whose copy group is another, or lost or won a report."""
        known = self.index.copy_groups()
        gone = self.index.sketches(lost.keys())
        self.index.forget(lost.keys())
        put_reports(self.index, fresh.values(), self.spell)
        sketches = {id: one for id, one in self.index.sketches().items() if one}
        changed = {id: one for id, one in gone.items() if one}
        changed |= {id: sketches[id] for id in fresh if id in sketches}
        if not changed:
            return set()
        among = copies_near(changed, sketches, known)
        texts = self._texts(among, fresh)
        now = copies_among(among, sketches, texts.__getitem__)
        groups = {group for id, group in known.items() if id in lost or (id in among and now.get(id) != group)}
        shaken = {id for id in among if now.get(id) != known.get(id)} | {i for i, g in known.items() if g in groups}
        self.index.regroup(among | lost.keys(), now)
        for id in sorted(among - fresh.keys()):
            if now.get(id) != known.get(id):
                self.patches["reports"].tell(self._part(id), id, copy_group=now.get(id))
        return shaken - (lost.keys() - fresh.keys())

    def _texts(self, wanted: Collection[str], fresh: Mapping[str, Kept]) -> dict[str, str]:
        """The texts of reports."""
        texts = {id: fresh[id].read.text for id in wanted if id in fresh}
        if missing := sorted(set(wanted) - texts.keys()):
            parts = set(self.index.parts(missing).values())
            rows = _rows(self.record / "reports", "report_id", missing, parts=parts, columns="report_id, text")
            texts |= dict(rows)
        return texts

    def _part(self, report: str) -> str:
        """The part in which a report stands."""
        if report not in self.parts:
            self.parts |= self.index.parts([report])
        return self.parts[report]

    def _actors(self, ids: Collection[str]) -> dict[str, Actor]:
        """Actors by id, as the record tells them."""
        return {id: self.known[id] for id in ids if id in self.known} | self.index.actors(ids)

    def _rows(
        self, old: Mapping[str, Coded], new: Mapping[str, Coded], fresh: Mapping[str, Kept], change: Change
    ) -> None:
        """The rows of the reports that went and came, and of claims told otherwise."""
        out = old.keys() - (new.keys() - fresh.keys())
        for id in out:
            for table in ("reports", "sections", "unread"):
                self.patches[table].take(self._old_part(id), id)
        for row in change.gone:
            for table in ("claims", "slots", "events"):
                self.patches[table].take(self._old_part(row.claim.report), row.claim.id)
        came = {row.claim.id for row in change.came}
        whole = tuple(new[id] for id in sorted(fresh) if id in new)
        groups = self.index.copied(list(fresh))
        piece = Piece(whole, copies=groups, wires=wires(one.report for one in whole))
        for table in ("reports", "sections", "unread"):
            for made in ROWS[table](piece):
                self.patches[table].put(self._part(made[0]), made)
        told = tuple(replace(one, claims=tuple(c for c in one.claims if c.id in came)) for one in new.values())
        home = {claim.id: self._part(one.report.id) for one in told for claim in one.claims}
        for table in ("claims", "slots"):
            for made in ROWS[table](Piece(told)):
                self.patches[table].put(home[made[0]], made)
        self._posts(old, new)

    def _posts(self, old: Mapping[str, Coded], new: Mapping[str, Coded]) -> None:
        """The rows of posts that a report states, and of others that are told by a first report or by none any more."""
        before, after = ({post for one in told.values() for post in one.posts} for told in (old, new))
        told = Counter(post for one in new.values() for post in given_posts(one))
        told.subtract(Counter(post for one in old.values() for post in given_posts(one)))
        grown = self.index.tenures({post: n for post, n in told.items() if n})
        held = {post for one in (*old.values(), *new.values()) for post in given_posts(one)}
        for post in (before - held) | {post for post, (was, now) in grown.items() if was and not now}:
            self.patches["posts"].take(WHOLE, joined(post.actor, post.post, post.first, post.last, post.source))
        came = (after - held) | {post for post, (was, now) in grown.items() if now and not was}
        for row in ROWS["posts"](Piece((Coded(Report("", "", ""), posts=tuple(came)),))):
            self.patches["posts"].put(WHOLE, row)

    def _old_part(self, report: str) -> str:
        """The part in which a report stood."""
        return self.before.get(report) or self._part(report)

    def _names(self, old: Mapping[str, Coded], new: Mapping[str, Coded]) -> None:
        """The rows of names that are told more or less often."""
        delta: Counter[tuple[str, str]] = Counter()
        for sign, reports in ((-1, old.values()), (1, new.values())):
            for one in reports:
                for actor, name, n in one.names:
                    delta[actor, name] += sign * n
        moved = {key: n for key, n in delta.items() if n}
        there = _rows(self.record / "names", "actor_id", {actor for actor, _ in moved})
        counts = {(actor, name): n for actor, name, n in there}
        for key, n in sorted(moved.items()):
            if key in counts:
                self.patches["names"].take(WHOLE, joined(*key))
            if (now := counts.get(key, 0) + n) > 0:
                self.patches["names"].put(WHOLE, (*key, now))

    def _links(self, grown: Grown, old: Mapping[str, Coded], new: Mapping[str, Coded], out: Collection[str]) -> None:
        """The rows of links and events."""
        links, events = self.patches["links"], self.patches["events"]
        for left, right, relation in grown.gone:
            links.take(self._old_part(_report(left)), joined(left, right, relation))
        for (left, right), judged in grown.judged.items():
            links.tell(self._part(_report(left)), joined(left, right, "same"), judgement=judged)
        for id in out:
            for link in old[id].links if id in old else ():
                links.take(self._old_part(id), joined(link.left, link.right, link.relation))
        own = tuple(link for id in out if id in new for link in new[id].links)
        for row in ROWS["links"](Piece((), links=tuple(sorted((*grown.came, *own), key=_place)))):
            links.put(self._part(_report(row[0])), row)
        for claim, event in grown.events.items():
            events.take(self._old_part(_report(claim)), claim)
            events.put(self._part(_report(claim)), (event, claim))

    def _moved(self, reports: Iterable[Report]) -> list[Kept]:
        """The cache's rows of reports that lie elsewhere now."""
        lie = {report.id: report for report in reports}
        kept = []
        for id, one in sorted(read_some(self.record, lie.keys()).items()):
            where = {"path": lie[id].path, "also": lie[id].also}
            self.patches["reports"].tell(self._part(id), id, path=lie[id].path, also=list(lie[id].also))
            coded = one.coded and replace(one.coded, report=replace(one.coded.report, **where))
            kept.append(Kept(replace(one.read, **where), replace(one.given, **where), coded))
            self.index.lay(lie[id])
        return kept

    def _history(self, grown: Grown, new: Mapping[str, Coded]) -> list[Renamed]:
        """What became of the events that are no more."""
        before: dict[str, dict[str, tuple[str, int, int, str]]] = {}
        for row in grown.before:
            claim = row.claim
            before.setdefault(row.event, {})[claim.id] = (claim.report, claim.start, claim.end, claim.family)
        home = {row.claim.id: row.event for row in grown.after}
        return list(became_of(before, home, (claim for one in new.values() for claim in one.claims)))


def _rows(
    table: Path, column: str, values: Collection[str], *, parts: Collection[str] = ("*",), columns: str = "*"
) -> set[tuple[Any, ...]]:
    """The rows of some parts of a table that have one of these values in a column."""
    if not values:
        return set()
    with duckdb.connect() as db:
        query = f"SELECT {columns} FROM read_parquet(?) WHERE {column} IN (SELECT unnest(?))"
        return set(db.execute(query, [[str(table / f"{part}.parquet") for part in parts], sorted(values)]).fetchall())


def _same(before: Claim, now: Claim, renamed: Collection[str]) -> bool:
    """Whether a claim says what it said, of actors that are told as they were."""
    if before != replace(now, when=replace(now.when, clues=())):
        return False
    meant = {now.place, now.voice.speaker, *(slot.actor for slot in now.slots)}
    return not meant & set(renamed)


def _told(coded: Iterable[Coded]) -> Counter[Actor]:
    """In how many reports each actor is told in just which way."""
    return Counter(actor for one in coded for actor in one.actors)


def _ids(coded: Iterable[Coded]) -> set[str]:
    return {actor.id for one in coded for actor in one.actors}


def _report(claim: str) -> str:
    """The report of a claim, with whose id its own begins."""
    return claim.partition(":")[0]


def _place(link: Link) -> tuple[Any, ...]:
    return link.left, link.right, link.relation, link.judgement, link.judge, link.why
