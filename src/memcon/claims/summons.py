"""To find who summons an envoy where only the ministry is told ("was summoned to the foreign ministry in Lima")."""

from collections.abc import Iterator

from memcon.claims.here import here_at
from memcon.claims.seen import Seen, Side, host_state
from memcon.claims.sides import places, sides
from memcon.claims.syntax import after_preposition, is_passive, kids, objects, subjects

OFFICES = frozenset({"ministry", "office", "department", "palace", "chancellery", "residence"})


def seat(seen: Seen, verb: int) -> list[Side]:
    """The state of the office to which somebody is summoned by nobody told, or to which an envoy is accredited; of an
    office of no told state the one where the report is dated."""
    page, words = seen.page, seen.known.vocabulary
    if not is_passive(page, verb) or subjects(page, verb, words):
        return []
    seats = list(_seats(seen, verb))
    dated = here_at(seen, verb) if seats[0] else None
    host = host_state(dated) if dated is not None else None
    return next((found for heads in seats if (found := _states(seen, heads))), [host] if host else [])


def _seats(seen: Seen, verb: int) -> Iterator[list[int]]:
    """The nouns that tell where it is, the nearest first: the office, its town, the envoy's post."""
    page = seen.page
    handed = [h for o in kids(page, verb, "dobj") for h in (o, *after_preposition(page, o, ("of",)))]
    tied = [o for at in (verb, *handed) for o in after_preposition(page, at, ("to", "at", "by"))]
    offices = [o for o in tied if page.tokens[o].lemma in OFFICES]
    yield offices
    yield [town for at in (*offices, verb) for town in after_preposition(page, at, ("in",))]
    envoys = [*objects(page, verb, seen.known.vocabulary), *after_preposition(page, verb, ("to",))]
    yield [post for envoy in envoys for post in after_preposition(page, envoy, POSTS)]


POSTS = ("to", "in")


def _states(seen: Seen, heads: list[int]) -> list[Side]:
    """The states that these nouns name, or in which they lie."""
    named = [side for side in sides(seen, heads) if side.kind == "state"]
    return named or [host for place in places(seen, heads)[:1] if (host := host_state(place))]
