"""To tell who held which post on which days, and how well a person fits a post and a day."""

from collections.abc import Iterable, Iterator
from datetime import date

from memcon.model import Days, Post, When
from memcon.reference import Reference

NEAR, FAR = 60, 730
EVER = (date(1900, 1, 1), date(2100, 1, 1))
# Posts by which the press may mean a state's leader, the first held deciding.
LEADING = (
    *("leader", "president", "general secretary", "prime minister", "chancellor", "king"),
    *("queen", "emperor", "emir", "sultan", "supreme leader", "shah"),
    *("pope", "first secretary", "chief executive", "state counsellor", "chief adviser"),
)
HEADS_OF_STATE = ("president", "king", "queen", "emperor", "emir", "sultan", "pope", "supreme leader", "leader", "shah")


def days_of(published: When) -> Days | None:
    """The days on which a report may have been published; None where nothing is known."""
    if published.first is None and published.last is None:
        return None
    return published.first or EVER[0], published.last or EVER[1]


def gap(post: Post, days: Days | None, known: Reference) -> int | None:
    """Days between a post's term (or the days it is attested) and a report's; 0 where they meet, None where undated."""
    if days is None:
        return None
    if post.first is None and post.last is None:
        return min((_apart(seen, days) for seen in known.seen.get((post.actor, post.post), ())), default=None)
    return _apart((post.first or EVER[0], post.last or EVER[1]), days)


def _apart(one: Days, other: Days) -> int:
    """Days between two intervals, 0 where they meet."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def holders(known: Reference, country: str, posts: Iterable[str], days: Days | None) -> tuple[str, ...]:
    """Who held one of a state's posts on a report's days, by the first of the posts that somebody held."""
    if days is None:
        return ()
    for post in posts:
        held = known.holders.get((country, post), ())
        found = [p for p in held if (p.first or p.last) and gap(p, days, known) == 0]
        seen = [p for p in held if not (p.first or p.last) and (d := gap(p, days, known)) is not None and d <= NEAR]
        chosen = tuple(dict.fromkeys(p.actor for p in found or seen))
        if chosen:
            return chosen
    return ()


def leading(known: Reference, country: str) -> tuple[str, ...]:
    """The posts that "the leader" of a state may mean, its own leading post first."""
    own = known.leaders.get(country, "president")
    return tuple(dict.fromkeys((own, *LEADING)))


def meant(known: Reference, words: str | None, country: str | None) -> tuple[str, ...]:
    """The posts that title words may mean for a state."""
    if not words:
        return ()
    post = known.titles.post(singular(words), country)
    if post in ("leader", "head of state"):
        return leading(known, country) if country and post == "leader" else HEADS_OF_STATE
    if post in ("chairman", "general secretary") and country is not None:
        return (post, "leader", "president", "general secretary")
    if post in ("premier", "prime minister"):
        return ("prime minister", "chancellor")
    if post == "president":
        return ("president", "leader", "prime minister") if country in ("ESP",) else ("president", "leader")
    return (post,)


def singular(words: str) -> str:
    """Title words with their head in the singular ("foreign ministers")."""
    parts = words.split(" of ")
    is_plural = parts[0].lower().endswith(("ers", "ents", "ors", "ings", "ies", "heads"))
    parts[0] = parts[0].removesuffix("s") if is_plural else parts[0]
    return " of ".join(parts)


def rank_on(known: Reference, actor: str, days: Days | None) -> int:
    """The highest rank (lowest number) that a person held on a report's days, 6 for none."""
    ranks = [p.rank for p in known.posts.get(actor, ()) if days is None or gap(p, days, known) == 0]
    return min(ranks, default=6)


def country_on(known: Reference, actor: str, days: Days | None) -> str | None:
    """The state that a person served on a report's days, else the person's own; None for whoever heads a body."""
    held = sorted((p for p in known.posts.get(actor, ()) if gap(p, days, known) == 0), key=lambda p: p.rank)
    if held:
        return held[0].country
    return known.actors[actor].country


def on_days(known: Reference, actor: str, days: Days | None) -> Iterator[Post]:
    """The posts a person held, by the reference, on or near a report's days."""
    for post in known.posts.get(actor, ()):
        distance = gap(post, days, known)
        if distance is None or distance <= FAR:
            yield post
