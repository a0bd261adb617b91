"""Reports to a record, step by step: the main path. Start reading here.

`code` sees one report alone; `build` takes a pile coded, makes one actor of all spellings, finds copies, links claims.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from memcon.claims.again import again
from memcon.claims.echo import echo
from memcon.claims.find import find as find_claims
from memcon.claims.finish import finish
from memcon.claims.missed import missed
from memcon.claims.where import located_by_report
from memcon.dates.afterwards import place_after_talks
from memcon.dates.ahead import not_yet
from memcon.dates.find import find as find_times
from memcon.dates.frames import place_in_visits
from memcon.dates.gatherings import place_gatherings
from memcon.dates.naming import outside_names, outside_titles
from memcon.dates.place import place
from memcon.dates.scenes import place_in_scenes
from memcon.dates.seats import seated
from memcon.dates.settle import settle as settle_days
from memcon.decisions.actors import Ties, agreed_actors, ties
from memcon.decisions.live import standing
from memcon.decisions.pairs import agreed
from memcon.decisions.replay import Ruled, replay
from memcon.links.cluster import cluster
from memcon.links.copies import copies, sketch
from memcon.links.link import linked
from memcon.links.name import named
from memcon.links.restates import restates
from memcon.links.wires import wires
from memcon.model import (
    Actor,
    Claim,
    Coded,
    Decision,
    Event,
    Link,
    Mention,
    Outcome,
    Page,
    Reading,
    Report,
    Section,
    When,
)
from memcon.names.match import match
from memcon.names.scan import scan
from memcon.names.settle import settle as settle_names
from memcon.names.unify import as_told, held_spelling, told_elsewhere, unify
from memcon.reference import Reference, load_reference
from memcon.text.divide import divide
from memcon.text.outlet import with_outlet
from memcon.text.quotes import find as find_quotes
from memcon.users import Sheet

Coder = Callable[[Report], Coded]


class Built(Struct, frozen=True):
    """A pile coded and linked; `copies` maps a report's id to its copy group, `wires` to the agency whose text it is.

    `outcomes` tell what became of people's decisions.
    """

    coded: tuple[Coded, ...]
    links: Collection[Link]
    events: tuple[Event, ...]
    copies: Mapping[str, str]
    wires: Mapping[str, str]
    outcomes: tuple[Outcome, ...] = ()


def code(report: Report, known: Reference) -> Coded:
    """All that one report yields by itself: sections with days, claims, actors, posts. Any text at all is coded."""
    from memcon.text.parse import parse  # noqa: PLC0415 — spaCy takes a second to load, and only who codes needs it

    page = parse(with_outlet(divide(report)), known)
    scanned = scan(page, known)
    mentions = match(scanned)
    times = outside_names(find_times(report.text), mentions)
    published, sections = settle_days(page, times, mentions, known)
    page, times = _resettled(page, sections, published), outside_titles(times, page, published)
    mentions, actors, posts = settle_names(replace(scanned, page=page), mentions, published)
    quotes = find_quotes(page, mentions, known.vocabulary)
    by_id = {actor.id: actor for actor in actors}
    reading = Reading(page, mentions, times, quotes, by_id)
    claims = place_in_scenes(place(find_claims(reading, known), page, times), page)
    claims = seated(place_gatherings(claims, page, known), page, known)
    claims = place_in_visits(claims, page, lambda actor: by_id.get(actor) or known.actors.get(actor))
    claims = place_after_talks(claims, page)
    claims = again(not_yet(echo(claims, report.text), page), report.text)
    claims = located_by_report(claims, page, known, lambda actor: by_id.get(actor) or known.actors.get(actor))
    claims = finish(claims, known, actors=by_id, posts=posts)
    named = tuple(_named(mentions, claims, by_id, known))
    return Coded(
        report=page.report,
        sections=page.sections,
        claims=claims,
        actors=named,
        names=tuple(_variants(mentions)),
        posts=posts,
        links=restates(claims, {actor.id: actor for actor in named}),
        unread=missed(reading, claims, known),
        sketch=sketch(report.text),
    )


def _resettled(page: Page, sections: tuple[Section, ...], published: When) -> Page:
    """The page with its sections as dated (a composite's are split) and each sentence in the section that holds it."""
    starts = [section.start for section in sections]
    sentences = tuple(replace(s, section=max(0, bisect_right(starts, s.start) - 1)) for s in page.sentences)
    return replace(page, sections=sections, sentences=sentences, report=replace(page.report, published=published))


def prepare(extra: Path | Sheet | None = None) -> Coder:
    """What an engine's worker calls once: the reference loaded (with the user's own actors), and `code` bound to it."""
    import memcon.text.parse  # noqa: F401, PLC0415 — loaded now, so that no report's time is spent on it

    return partial(code, known=load_reference(extra))


def build(coded: Iterable[Coded], known: Reference, decisions: Sequence[Decision] = ()) -> Built:
    """A pile of coded reports as one whole: actors made one, people's decisions applied, copies found, claims linked.

    The decisions about whole reports are applied before coding (`memcon.decisions.live.given`).
    """
    pile = tuple(sorted(coded, key=lambda c: c.report.id))
    people = ties(pile, standing(decisions)[0])
    pile = told_elsewhere(pile, people.elsewhere)
    ruled = _ruled(unify(pile, known, one=people.one, apart=people.apart), decisions, known)
    whole = ruled.coded
    reports = [c.report for c in whole]
    groups = copies(reports, {c.report.id: c.sketch for c in whole})
    claims = [claim for c in whole for claim in c.claims]
    actors = {**known.actors, **as_told(actor for c in whole for actor in c.actors)}
    links, held = linked(claims, reports, actors, copies=groups, ruled=ruled.links)
    machine = cluster(claims, (one for one in links if one.judge == "machine")) if ruled.links else ()
    events = named(held, claims, reports)
    own = [found for c in whole for found in c.links]
    outcomes = [*agreed(ruled.outcomes, machine), *_of_actors(people, pile, known)]
    order = {decision.id: n for n, decision in enumerate(decisions)}
    told_of = tuple(sorted(outcomes, key=lambda one: order[one.decision.id]))
    return Built(whole, links.and_also(own), events, groups, wires(reports), told_of)


def _of_actors(people: Ties, pile: Sequence[Coded], known: Reference) -> Iterator[Outcome]:
    """What became of the decisions about actors, held against what the machine would make of the same names."""
    if people.outcomes:
        yield from agreed_actors(people.outcomes, held_spelling(pile, known).renamed)


def _ruled(whole: tuple[Coded, ...], decisions: Sequence[Decision], known: Reference) -> Ruled:
    """The reports as people decided, what is told again in one report found anew where its claims changed."""

    def refine(claim: Claim, of: Coded) -> Claim:
        actors = {**known.actors, **{actor.id: actor for actor in of.actors}}
        return finish([claim], known, actors=actors, posts=of.posts)[0]

    ruled = replay(whole, decisions, known, refine)
    return replace(ruled, coded=tuple(_retold(c, ruled) for c in ruled.coded)) if decisions else ruled


def _retold(of: Coded, ruled: Ruled) -> Coded:
    """A report with the links between its own claims as they are after the decisions."""
    links = of.links
    if of.report.id in ruled.touched:
        links = restates(of.claims, {actor.id: actor for actor in of.actors})
    return replace(of, links=tuple(x for x in links if not {(x.left, x.right), (x.right, x.left)} & ruled.apart))


def _named(
    mentions: Sequence[Mention], claims: Sequence[Claim], local: Mapping[str, Actor], known: Reference
) -> Iterator[Actor]:
    """Every actor that the report means, worded or not, once, in order of id."""
    worded = {actor for mention in mentions for actor in mention.actors}
    meant = {slot.actor for claim in claims for slot in claim.slots if slot.actor}
    for actor in sorted(worded | meant):
        yield local.get(actor) or known.actors[actor]


def _variants(mentions: Sequence[Mention]) -> Iterator[tuple[str, str, int]]:
    """How often each actor is called by which name; pronouns and nominals are no names."""
    called = Counter((m.actors[0], m.words) for m in mentions if m.role in ("name", "metonym") and len(m.actors) == 1)
    yield from ((actor, words, n) for (actor, words), n in sorted(called.items()))
