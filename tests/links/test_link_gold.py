"""To hold linking to hand-made clusters of real engagements, where the shared data lie beside the project."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from memcon.links.cluster import cluster
from memcon.links.facts import fold
from memcon.links.link import link
from memcon.model import Actor, Claim, Report, Slot, When

SHARED = Path(__file__).parents[2].parent / "shared"
NEWS, CLUSTERS = SHARED / "gold" / "news.jsonl", SHARED / "gold" / "news_clusters.json"
COUNTRIES = SHARED / "data" / "countries" / "factbook.jsonl"

pytestmark = pytest.mark.skipif(
    not (NEWS.exists() and COUNTRIES.exists()), reason=f"{SHARED}: the shared gold is not beside the project"
)


def state_names() -> set[str]:
    """The folded names of states, long and short."""
    rows = [json.loads(line) for line in COUNTRIES.read_text(encoding="utf-8").splitlines()]
    names = {fold(value) for row in rows for value in row.values() if isinstance(value, str) and len(value) < 60}
    return names | {"north korea", "south korea", "united states", "russia", "syria"}


def participant(told: dict[str, Any], states: set[str], actors: dict[str, Actor]) -> Slot:
    """A gold participant as a slot; the actor is a state, a person by last name, or a body."""
    name, country = told.get("name") or told.get("org") or told["country"], told.get("country")
    if country and fold(name) in states | {fold(country)}:
        actor = Actor(country, country, "state", country)
    elif told.get("name") and country:
        last = fold(name) if name.startswith("Kim") else fold(name).split()[-1]
        actor = Actor(f"person:{last}", name, "person", country)
    else:
        actor = Actor(f"body:{fold(name)}", name, "body", None)
    actors[actor.id] = actor
    return Slot("party", name, 0, len(name), actor=actor.id)


def gold_pile() -> tuple[list[Claim], list[Report], dict[str, Actor]]:
    """Every gold engagement as one claim whose id is its `eid`."""
    states, actors = state_names(), dict[str, Actor]()
    claims, reports = [], []
    for row in map(json.loads, NEWS.read_text(encoding="utf-8").splitlines()):
        day = date.fromisoformat(row["published"])
        reports.append(Report(row["id"], row["text"], row["id"], published=When(day, day, "given")))
        for told in row["engagements"]:
            days = [date.fromisoformat(d) for d in told["date"] or ()]
            place = f"place:{fold(told['place'].split(',')[0])}" if told.get("place") else None
            claim = Claim(
                id=told["eid"],
                report=row["id"],
                section=0,
                start=told["evidence"][0],
                end=told["evidence"][1],
                kind=told["type"].replace("phone_call", "call"),
                family="engagement",
                status=told["status"],
                slots=tuple(participant(p, states, actors) for p in told["participants"]),
                rule="gold",
                when=When(days[0], days[1], "stated") if days else When(),
                place=place,
            )
            claims.append(claim)
    return claims, reports, actors


def homes() -> dict[str, str]:
    """The event of each gold engagement."""
    claims, reports, actors = gold_pile()
    events = cluster(claims, link(claims, reports, actors))
    return {claim: event.id for event in events for claim in event.claims}


def test_engagements_that_must_stay_apart_do() -> None:
    home = homes()
    apart = json.loads(CLUSTERS.read_text(encoding="utf-8"))["must_not_merge"]
    assert apart
    for pair in apart:
        assert len({home[eid] for eid in pair["eids"]}) == len(pair["eids"]), pair["why"]


def test_no_event_joins_two_of_the_clusters() -> None:
    home = homes()
    clusters = json.loads(CLUSTERS.read_text(encoding="utf-8"))["clusters"]
    owners: dict[str, set[str]] = {}
    for told in clusters:
        for eid in told["eids"]:
            owners.setdefault(home[eid], set()).add(told["id"])
    assert all(len(ids) == 1 for ids in owners.values()), owners


def test_most_clusters_are_whole() -> None:
    home = homes()
    clusters = json.loads(CLUSTERS.read_text(encoding="utf-8"))["clusters"]
    whole = [told["id"] for told in clusters if len({home[eid] for eid in told["eids"]}) == 1]
    assert len(whole) >= 10, whole
