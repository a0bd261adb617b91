"""To draw clues from elections: somebody congratulated on a victory in one is told of in the weeks after it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from memcon.almanac import load_elections
from memcon.dates import calendar
from memcon.dates.masks import Known, Mask, clue, moved
from memcon.dates.meant import Meant, meant, post_kind
from memcon.model import Clue, Days, Expression, Mention, Page, Post

_VOTE = re.compile(
    r"\bcongratulat\w+\b[^.\n]{0,160}?\b(?:victory|win|winning|won|success\w*|results?|(?:re-?)?elect(?:ion|ed))\b"
    r"[^.\n]{0,60}?\b(?P<kind>presidential|parliamentary|general|legislative) (?:elections?|vote|polls?)\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\bcongratulat\w+\b[^.\n]{0,160}?\b(?:re-?elect(?:ion|ed)|elect(?:ion|ed)|electoral victory|election victory)\b"
    r"(?! (?:campaign|observ|commission|to the (?:council|board|committee)))",
    re.IGNORECASE,
)
_KINDS = {
    "presidential": ("president",),
    "parliamentary": ("parliament",),
    "legislative": ("parliament",),
    "general": ("parliament", "president"),
}
_OTHER = re.compile(r"\b(?:last year|years? ago|earlier|anniversary|upcoming|next|local|municipal|regional|primary)\b")
_AFTER, _APART, _MOST = 45, 1000, 10
"""So many days after an election one is congratulated at most; so many lie between the last listed and the next."""


def elections(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """Somebody congratulated on an election whose days are known for the state: told in the weeks after one of them."""
    text = page.report.text
    people = meant(mentions, known)
    for pattern in (_VOTE, _CHOSEN):
        for found in islice(pattern.finditer(text), _MOST):
            one = None if _OTHER.search(found[0]) else _chosen(people, found)
            country = _country(one, known) if one else None
            kinds = _KINDS[found["kind"].lower()] if pattern is _VOTE else _by_post(one, known) if one else ()
            if one and country and pattern is _CHOSEN and _TO_HEAD.match(text, found.end()):
                kinds = ("president",)
            mask = next((mask for kind in kinds if country and (mask := _after(country, kind))), ())
            if one and country and mask and kinds == ("president",):
                mask = calendar.meet(mask, _won(one, country, found[0], known)) or mask
            if mask:
                told = Expression(found.start(), found.end(), found[0], "election")
                yield clue("congratulated on an election", told, mask, 1)
                return


def _chosen(people: Sequence[Meant], found: re.Match[str]) -> Meant | None:
    """Who is congratulated: the first named in the phrase, else to whom it went ("conveyed to A congratulations")."""
    inside = next((p for p in people if found.start() <= p.mention.start < found.end()), None)
    if inside or not found[0].lower().startswith("congratulations"):
        return inside
    before = [p for p in people if found.start() - _BEFORE < p.mention.start < found.start()]
    text = found.string
    return next((p for p in reversed(before) if text[: p.mention.start].endswith(("to ", "to President "))), None)


_BEFORE = 80
_TO_HEAD = re.compile(
    r" (?:as|to the (?:post|office|position) of|to the) (?:the )?(?:\w+ ){0,2}presiden(?:t|cy)\b", re.IGNORECASE
)
"""What follows "election" where a head of state was elected."""
_AGAIN = re.compile(r"\bre-?elect", re.IGNORECASE)
_TAKES_OVER = 330
"""Within so many days of an election the winner takes office, and holds it then."""


def _won(one: Meant, country: str, words: str, known: Known) -> Mask:
    """The weeks after the elections of a head of state that somebody won, by the days of the office; all where unknown.

    "Re-election" is one won in office; "election" may be any, as some write so of a second one too.
    """
    days = load_elections().get((country, "president"), ())
    held = [p for p in known.posts.get(one.actor, ()) if p.country == country and post_kind(p.post) == "president"]
    is_again = _AGAIN.search(words) is not None
    weeks: list[Days] = []
    for post in held:
        if post.first is None or not days or post.first < moved(days[0], -_TAKES_OVER):
            return calendar.EVER  # elections of this time in office may not be listed
        won = [day for day in days if post.first <= moved(day, _TAKES_OVER) and _holds(post, moved(day, _TAKES_OVER))]
        weeks += [(moved(day, -1), moved(day, _AFTER)) for day in won if post.first < day or not is_again]
        weeks += [(moved(days[-1], _APART), calendar.LAST)] if post.last is None else []
    return calendar.join(weeks) or calendar.EVER


def _holds(post: Post, day: date) -> bool:
    """Whether somebody still holds, or has held since less than the days of taking over, a post on a day."""
    begun_late = post.first is not None and moved(post.first, _TAKES_OVER) > day
    return post.last is None or post.last >= day or begun_late


def _by_post(one: Meant, known: Known) -> tuple[str, ...]:
    """The kind of election that brings somebody to the post told of, or to the only high one held."""
    kinds = (
        {post_kind(one.mention.post)}
        if one.mention.post
        else {post_kind(post.post) for post in known.posts.get(one.actor, ()) if post.rank <= 2}
    )
    if kinds <= {"president"} and kinds:
        return ("president",)
    return ("parliament",) if kinds == {"prime minister"} else ()


def _country(one: Meant, known: Known) -> str | None:
    """The state that somebody leads: as told, else the only one of the high posts held."""
    states = {post.country for post in known.posts.get(one.actor, ()) if post.rank <= 2} - {None}
    return one.mention.country or (states.pop() if len(states) == 1 else None)


def _after(country: str, kind: str) -> Mask:
    """The weeks after each election of a state; before the first listed and well after the last anything may be."""
    days = load_elections().get((country, kind), ())
    if not days:
        return ()
    weeks = [(moved(day, -1), moved(day, _AFTER)) for day in days]
    return calendar.join([(calendar.FIRST, moved(days[0], -1)), *weeks, (moved(days[-1], _APART), calendar.LAST)])
