"""To link again only what a change of a pile touches: tellings, their neighbours, and the events they belong to.

What is found is what linking the whole pile would find (`docs/explain/growing.md` says why).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from memcon.links.blocks import CROWD, FEW, postings
from memcon.links.cluster import clustered
from memcon.links.columns import Numbers
from memcon.links.compare import Codes, Comparer
from memcon.links.facts import Facts, Reader
from memcon.links.kept import JUDGEMENTS, Reasons, Same
from memcon.links.kept import Scored as Pairs
from memcon.links.link import compared, repeated, with_repeats
from memcon.links.name import event_name
from memcon.links.occasions import related
from memcon.links.shelf import Other, Row, Scored, Shelf, key, number, role_of, turned
from memcon.links.weights import link_weights
from memcon.model import Actor, Link

FOUND_BY = {"quote": "quote", "pair": "pair", "single": "lone", "lone": "single", "dated": "vague"}
"""Where the neighbours stand of what stands in a role."""
ALL = 10**9
Actors = Callable[[Collection[str]], Mapping[str, Actor]]
"""The actors of these ids."""


class Change(Struct, frozen=True):
    """Claims that went and came (one that changed does both), and the reports whose copy group changed."""

    gone: tuple[Row, ...] = ()
    came: tuple[Row, ...] = ()
    shaken: frozenset[str] = frozenset()


class Grown(Struct, frozen=True):
    """What a change does to links and events: links of the machine that went (left, right, relation) and that came,
    `same` links judged otherwise than before, the event of each claim that has another one, or came, and all claims of
    the events looked at, as they were and as they are."""

    gone: frozenset[Other]
    came: tuple[Link, ...]
    judged: Mapping[tuple[str, str], str]
    events: Mapping[str, str]
    before: tuple[Row, ...]
    after: tuple[Row, ...]


class _Near(Struct, frozen=True):
    """Claims, in order, held against their neighbours: `tellings` numbers `comparer.told`, `pairs` are of places."""

    rows: Sequence[Row]
    tellings: Numbers
    pairs: Pairs
    codes: Codes
    why: Mapping[int, str]
    comparer: Comparer
    actors: Mapping[str, Actor]


def regrown(shelf: Shelf, change: Change, actors: Actors) -> Grown:
    """What a change of its claims does to a pile's links and events; the shelf is brought up to date."""
    desk = _Desk(shelf, actors)
    changed = {row.telling for row in (*change.gone, *change.came) if row.telling is not None}
    shelf.replace([number(row.claim.id) for row in change.gone], change.came)
    dirty = desk.restand(changed)
    reports = desk.reports(change, changed)
    core = desk.core(changed | _tellings(shelf.rows("report", reports)), dirty)
    near = desk.near(core, reports)
    moved = _moved(shelf, near, _numbers(near, core, reports), change, changed)
    held = desk.component(moved.ends)
    events = _events(held, _groups(shelf, held))
    judged = _rejudged(shelf, held, events, moved)
    came = _worded(near, moved.rows, events)
    after = [replace(row, event=events[row.claim.id]) for row in held]
    shelf.replace((), after)
    before = [*change.gone, *(row for row in held if row.event)]
    others_gone, others_came = related(shelf, before, after, desk.facts)
    gone = frozenset((left, right, "same") for left, right in moved.gone) | others_gone
    renamed = {row.claim.id: events[row.claim.id] for row in held if row.event != events[row.claim.id]}
    return Grown(gone, (*came, *others_came), judged, renamed, tuple(before), tuple(after))


def stands(one: Facts) -> set[tuple[int, int]]:
    """Where a telling stands on the shelf."""
    return {(key(role, words), at) for role, words, at in postings(one)}


def prints(codes: Codes, why: Mapping[int, str]) -> NDArray[np.int64]:
    """What tells whether the same was found of a pair again."""
    weighed = codes.astype(np.int64) @ (31 ** np.arange(codes.shape[1], dtype=np.int64) + 1)
    for row, words in why.items():
        weighed[row] = number(words) >> 1
    return weighed


def _tellings(rows: Iterable[Row]) -> set[int]:
    return {row.telling for row in rows if row.telling is not None}


def _numbers(near: _Near, core: set[int], reports: set[str]) -> set[int]:
    """The claims that were held against all their neighbours."""
    return {number(r.claim.id) for r in near.rows if r.telling in core or r.claim.report in reports}


class _Desk:
    """What is read from the shelf while one change is worked in; facts are read once."""

    def __init__(self, shelf: Shelf, actors: Actors) -> None:
        self.shelf, self.actors, self.weights = shelf, actors, link_weights()
        self.known: dict[int, Facts] = {}
        self.reader: Reader | None = None

    def facts(self, tellings: Collection[int]) -> dict[int, Facts]:
        """The facts of these tellings, as far as any claim makes them."""
        wanted = [one for one in tellings if one not in self.known]
        held: dict[int, list[Row]] = {}
        for row in sorted(self.shelf.rows("telling", wanted), key=lambda row: row.order):
            held.setdefault(row.telling or 0, []).append(row)
        if self.reader is None:
            self.reader = Reader({}, self.weights)
        meant = {s.actor for rows in held.values() for s in rows[0].claim.slots if s.actor}
        meant |= {rows[0].claim.place for rows in held.values() if rows[0].claim.place}
        self.reader.actors = {**self.reader.actors, **self.actors(meant - self.reader.actors.keys())}
        for one, rows in held.items():
            self.known[one] = self.reader.read([row.claim for row in rows], rows[0].told)
        return {one: self.known[one] for one in tellings if one in self.known}

    def restand(self, changed: set[int]) -> list[tuple[int, int]]:
        """Put changed tellings where they stand now; where they stood or stand."""
        now = {one: stands(facts) for one, facts in self.facts(changed).items()}
        before = self.shelf.stood(changed)
        self.shelf.stand({one: now.get(one, ()) for one in changed})
        return [*(at for held in before.values() for at in held), *(at for held in now.values() for at in held)]

    def reports(self, change: Change, changed: set[int]) -> set[str]:
        """The reports that may tell again of other things than before, with all copies of them."""
        found = {row.claim.report for row in (*change.gone, *self.shelf.rows("telling", changed))} | change.shaken
        return found | self.shelf.copied(found).keys()

    def core(self, core: set[int], dirty: Sequence[tuple[int, int]]) -> set[int]:
        """The tellings whose every pair may be another: these, those of overfull places, and the vague beside them."""
        found = set(core)
        for place, at in set(dirty):
            role = role_of(place)
            if role in ("pair", "quote"):
                members = self.shelf.standing(place, at, at, ALL)
                found |= set(members) if len(members) + len(dirty) > CROWD else set()
            elif role == "dated":
                vague = self.facts(self.shelf.standing(turned(place, "vague"), 0, 0, ALL))
                found |= {n for n, one in vague.items() if (one.first or 0) <= at <= (one.last or 10**7)}
        return found

    def _context(self, core: set[int]) -> set[int]:
        """Tellings with all that they may be held against."""
        found = set(core)
        places = {
            (turned(place, FOUND_BY[role_of(place)]), 0 if role_of(place) == "dated" else at)
            for held in self.shelf.stood(core).values()
            for place, at in held
            if role_of(place) in FOUND_BY
        }
        for place, at in places:
            found.update(self.shelf.standing(place, at, at, ALL))
        stood = self.shelf.stood(found)
        vague = {n: held for n, held in stood.items() if any(role_of(place) == "vague" for place, _ in held)}
        for n, one in self.facts(vague.keys()).items():
            for place, _ in vague[n]:
                dated = turned(place, "dated")
                found.update(self.shelf.standing(dated, one.first or 0, one.last or 10**7, FEW + 1))
        return found

    def near(self, core: set[int], reports: set[str]) -> _Near:
        """All pairs of a core of tellings, and what these reports and their copies tell again."""
        held = reports | {row.claim.report for row in self.shelf.rows("telling", core)}
        copied = self.shelf.copied(held)
        own = self.shelf.rows("report", held | copied.keys())
        around = self._context(core) | _tellings(own)
        rows = {row.claim.id: row for row in (*self.shelf.rows("telling", around), *own)}
        ordered = sorted(rows.values(), key=lambda row: row.order)
        facts = self.facts(around)
        said = dict.fromkeys(row.telling for row in ordered if row.telling is not None and row.telling in facts)
        place = {n: at for at, n in enumerate(said) if n is not None}
        told = [facts[n] for n in place]
        actors = dict(self.reader.actors) if self.reader else {}
        comparer = Comparer(told, self.weights)
        tellings = np.array([place.get(row.telling or 0, -1) for row in ordered], dtype=np.int32)
        wanted = np.array([n in core for n in place], dtype=bool)
        known = {row.claim.id: facts[row.telling] for row in own if row.telling is not None}
        claims = sorted((row.claim for row in own), key=lambda c: (c.report, c.start, c.end, c.id))
        again = dict(repeated(claims, known, actors, self.weights, copies=copied))
        scored = compared(tellings, comparer, wanted)
        return _Near(ordered, tellings, *with_repeats(*scored, again, [r.claim for r in ordered]), comparer, actors)

    def component(self, ends: set[int]) -> list[Row]:
        """The claims that chains of links join to these, in order."""
        found: dict[int, Row] = {}
        queue = set(ends)
        while queue:
            rows = self.shelf.rows("n", queue)
            rows += self.shelf.rows("telling", _tellings(rows))
            fresh = {number(row.claim.id): row for row in rows}
            fresh = {n: row for n, row in fresh.items() if n not in found}
            found |= fresh
            strong = [pair for pair in self.shelf.pairs(fresh.keys()) if pair[2] >= self.weights.cut]
            queue = {end for pair in strong for end in pair[:2]} - found.keys()
        return sorted(found.values(), key=lambda row: row.order)


class _Moved(Struct, frozen=True):
    """Pairs that are not as they were: `gone` by claim ids, `rows` those that came, `fresh` as they are kept, and the
    claims at whose ends events may change."""

    gone: list[tuple[str, str]]
    rows: list[int]
    fresh: dict[tuple[int, int], Scored]
    ends: set[int]


def _moved(shelf: Shelf, near: _Near, core: set[int], change: Change, changed: set[int]) -> _Moved:
    """What became of the pairs of these claims; the shelf is brought up to date, judgements aside."""
    ids = {number(row.claim.id): row.claim.id for row in (*change.gone, *near.rows)}
    at = [number(row.claim.id) for row in near.rows]
    left, right = near.pairs.left.tolist(), near.pairs.right.tolist()
    printed = prints(near.codes, near.why).tolist()
    came = {number(row.claim.id) for row in change.came}
    volatile = {number(row.claim.id) for row in near.rows if row.telling in changed} | came
    old = {pair[:2]: pair for pair in shelf.pairs(core | {number(row.claim.id) for row in change.gone})}
    new = {}
    for row, score in enumerate(near.pairs.score.tolist()):
        a, b = sorted((at[left[row]], at[right[row]]))
        if a not in core and b not in core:
            continue
        new[a, b] = row, (a, b, score, 0, printed[row])
    same = {
        pair
        for pair, (_, kept) in new.items()
        if pair in old and (old[pair][2], old[pair][4]) == (kept[2], kept[4]) and not volatile & set(pair)
    }
    lost = [pair for pair in old if pair not in same]
    missing = {end for pair in lost for end in pair} - ids.keys()
    ids |= {number(row.claim.id): row.claim.id for row in shelf.rows("n", missing)}
    fresh = {pair: kept for pair, (_, kept) in new.items() if pair not in same}
    shelf.score([old[pair] for pair in lost], fresh.values())
    ends = {end for pair in (*lost, *fresh) for end in pair} | volatile
    gone = [(min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in lost]
    return _Moved(gone, [row for pair, (row, _) in new.items() if pair not in same], fresh, ends)


def _groups(shelf: Shelf, held: Sequence[Row]) -> Numbers:
    """The group of each claim of whole components, named by the place of its first claim."""
    at = {number(row.claim.id): place for place, row in enumerate(held)}
    inner = [pair for pair in shelf.pairs(at.keys()) if pair[0] in at and pair[1] in at]
    columns = zip(*((at[a], at[b], score) for a, b, score, *_ in inner), strict=True) if inner else ((), (), ())
    left, right, score = columns
    pairs = Pairs(np.array(left, dtype=np.int32), np.array(right, dtype=np.int32), np.array(score, dtype=np.float64))
    numbers: dict[int, int] = {}
    for row in held:
        if row.telling is not None:
            numbers.setdefault(row.telling, len(numbers))
    own = len(numbers)
    terms = [own + n if row.telling is None else numbers[row.telling] for n, row in enumerate(held)]
    return clustered([row.claim for row in held], np.array(terms, dtype=np.int32), pairs, (), link_weights())


def _events(held: Sequence[Row], groups: Numbers) -> dict[str, str]:
    """The event of each claim, given the group of each."""
    members: dict[int, list[Row]] = {}
    for row, group in zip(held, groups.tolist(), strict=True):
        members.setdefault(group, []).append(row)
    named = {
        group: event_name(min(rows, key=lambda r: (r.published, r.order)).claim.id) for group, rows in members.items()
    }
    return {row.claim.id: named[group] for row, group in zip(held, groups.tolist(), strict=True)}


def _rejudged(
    shelf: Shelf, held: Sequence[Row], events: Mapping[str, str], moved: _Moved
) -> dict[tuple[str, str], str]:
    """The pairs of whole components that are judged otherwise now, save those that came; the shelf follows."""
    ids, cut = {number(row.claim.id): row.claim.id for row in held}, link_weights().cut
    before, after, told = [], [], {}
    for pair in shelf.pairs(ids.keys()):
        a, b, score, judged, printed = pair
        if a not in ids or b not in ids:
            continue
        now = (events[ids[a]] == events[ids[b]]) + (score >= cut)
        if now != judged:
            before.append(pair)
            after.append((a, b, score, int(now), printed))
            if (a, b) not in moved.fresh:
                told[min(ids[a], ids[b]), max(ids[a], ids[b])] = JUDGEMENTS[now]
    shelf.score(before, after)
    return told


def _worded(near: _Near, rows: Sequence[int], events: Mapping[str, str]) -> list[Link]:
    """The links of these rows, as they are judged now."""
    ids = [one.claim.id for one in near.rows]
    judged = np.zeros(len(near.pairs.score), dtype=np.uint8)
    for row in rows:
        is_one = events[ids[near.pairs.left[row]]] == events[ids[near.pairs.right[row]]]
        judged[row] = int(is_one) + int(near.pairs.score[row] >= link_weights().cut)
    reasons = Reasons(near.comparer, near.actors)
    same = Same(ids, near.tellings, near.pairs, judged, near.codes, near.why, reasons)
    return [same.link(row) for row in rows]
