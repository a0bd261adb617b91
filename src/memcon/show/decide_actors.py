"""To word a person's decision about actors: these are one, or these names or reports mean another."""

from collections.abc import Iterator, Sequence

from memcon.decisions.actors import actor_anchor, ties
from memcon.decisions.live import standing
from memcon.decisions.values import ACTOR_SLOT
from memcon.model import Actor, Decision
from memcon.names.unify import held_spelling, told_elsewhere
from memcon.record.claims import report_of
from memcon.record.decisions import read_decisions
from memcon.record.record import Record
from memcon.reference import load_reference
from memcon.show.grow import kept_reports
from memcon.show.locate import locate
from memcon.show.step import own_actors
from memcon.spelling import fold

_KINDS = ("person", "body", "place")


def actor_named(record: Record, key: str) -> Actor | None:
    """The actor of that id; None where it is the id of something else."""
    rows = record.rows("SELECT actor_id, name, kind, country FROM actors WHERE actor_id = ? ORDER BY ALL", key)
    return Actor(*rows[0]) if rows else None


def joined_actors(record: Record, op: str, actor: Actor, keys: Sequence[str]) -> Iterator[Decision]:
    """Actors that are one: the first, and others by id or name."""
    others = [_other(record, actor, key) for key in keys]
    if not others:
        raise ValueError(f"{op} needs two or more; name the others too")
    anchors = tuple(actor_anchor(one) for one in others)
    yield Decision("", op, actor_anchor(_refused(actor)), anchors, slot=ACTOR_SLOT, machine_was="several actors")


def parted_actors(record: Record, op: str, actor: Actor, keys: Sequence[str]) -> Iterator[Decision]:
    """An actor that is another than others, by id or name, than who bears one of its names, or whom a report means."""
    if not keys:
        raise ValueError(f"{op} needs what another is meant by: an actor, a name, a report")
    pile = _Pile(record, actor)
    target, anchors = actor_anchor(_refused(actor)), []
    for key in keys:
        if named := pile.named(key):
            anchors += [actor_anchor(one) for one in named]
        elif (report := _report(record, key)) is not None:
            anchors.append(actor_anchor(pile.told_in(report), report_of(record, report)))
        else:
            anchors.append(actor_anchor(_other(record, actor, key)))
    yield Decision("", op, target, tuple(dict.fromkeys(anchors)), slot=ACTOR_SLOT, machine_was="one actor")


def _refused(actor: Actor) -> Actor:
    """The actor; ValueError for a state, whose code says who it is."""
    if actor.kind not in _KINDS:
        raise ValueError(
            f"{actor.id}: is a {actor.kind}; {', '.join(_KINDS[:-1])} or {_KINDS[-1]} can be joined or parted"
        )
    return actor


def _other(record: Record, actor: Actor, key: str) -> Actor:
    """Another actor of the same kind by its id or name; KeyError for none or several."""
    query = "SELECT actor_id, name, kind, country FROM actors WHERE kind = ? AND actor_id <> ? ORDER BY actor_id"
    found = [Actor(*row) for row in record.rows(query, actor.kind, actor.id)]
    alike = [one for one in found if one.id == key] or [one for one in found if fold(one.name) == fold(key)]
    if len(alike) != 1:
        told = f"several are called so: {', '.join(one.id for one in alike[:5])}" if alike else "none is called so"
        raise KeyError(f"{key}: no other {actor.kind} of this record; {told}")
    return alike[0]


def _report(record: Record, key: str) -> str | None:
    """The report that a key names, if it names one."""
    try:
        kind, found = locate(record, key)
    except KeyError:
        return None
    return found if kind == "report" else None


class _Pile:
    """The reports of a record as they were coded, and what an actor of it is made of: the actors of single reports."""

    def __init__(self, record: Record, actor: Actor) -> None:
        known = load_reference(own_actors(record))
        coded = [one.coded for _, one in sorted(kept_reports(record).items()) if one.coded]
        people = ties(coded, standing(read_decisions(record.path))[0])
        self.coded = told_elsewhere(coded, people.elsewhere)
        how = held_spelling(self.coded, known, one=people.one, apart=people.apart)
        self.actor = actor
        told = {one.id: one for each in self.coded for one in each.actors}
        self.own = {id: one for id, one in told.items() if how.renamed.get(id, id) == actor.id}

    def named(self, key: str) -> list[Actor]:
        """Those of it that are called so, if it has others; ValueError where only it itself is."""
        named = {id for each in self.coded for id, name, _ in each.names if id in self.own and fold(name) == fold(key)}
        named |= {id for id, one in self.own.items() if fold(one.name) == fold(key)}
        if named == self.own.keys() or (self.actor.id in named and len(named) > 1):
            raise ValueError(f"{key}: is also what {self.actor.name} is called; name the reports that mean another")
        if self.actor.id in named:
            named = self.own.keys() - named
        return [self.own[id] for id in sorted(named)]

    def told_in(self, report: str) -> Actor:
        """The actor as a report tells of it; KeyError where it does not."""
        actors = next((each.actors for each in self.coded if each.report.id == report), ())
        found = [one for one in actors if one.id in self.own]
        if not found:
            raise KeyError(f"{report}: does not tell of {self.actor.name}")
        return found[0]
