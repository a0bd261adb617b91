"""To draw clues from who holds which post: a report that tells of a holder lies in that term of office."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from memcon.dates import calendar
from memcon.dates.masks import Known, Mask, clue, moved
from memcon.dates.meant import HIGH, TOP, is_new, post_kind
from memcon.dates.tense import sentence_at
from memcon.model import Clue, Days, Expression, Mention, Page, Post

_FORMER = re.compile(
    r"\b(?:former|late|ex-?|then|ousted|deposed|elect|candidate|acting|future|first|onetime|one-time)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_EVER_FORMER = re.compile(
    r"\b(?:former|late|ex|then|ousted|deposed|elect|acting|future|first|onetime)\b(?! lady)", re.IGNORECASE
)


def terms(mention: Mention, known: Known) -> Mask:
    """The days on which those whom a mention may mean held the post it states, widened by some weeks for late news.

    Of several who may be meant those count who ever held it; nothing is said where a term of theirs may be missing.
    """
    kind = _kind(mention)
    is_high = kind in TOP | HIGH | {LEADER}
    is_deputy = kind in {"deputy", "vice"}
    early, late = (7, 20) if is_high else (60, 90)
    days: list[Days] = []
    for actor in mention.actors or mention.candidates:
        held = [post for post in known.posts.get(actor, ()) if _country_fits(mention, post)]
        held = [post for post in held if post_kind(post.post) == kind] if is_deputy else held
        kept = _named_high(held, kind) if is_high else _named_lower(held, mention.post or "")
        dated = [post for post in kept if not _is_snapshot(post)]
        if kept and (not dated or (kind not in TOP | {LEADER} and _has_gap(kept, dated, known))):
            return ()
        days += [(moved(p.first or calendar.FIRST, -early), moved(p.last or calendar.LAST, late)) for p in dated]
        days += _seen(kept, known) if is_high else ()
    return calendar.join(days)


LEADER = "leader"
"""Who is called only the leader of a state ("North Korean leader A") holds its first post or its second."""


def _kind(mention: Mention) -> str | None:
    """The sort of post that a mention states."""
    is_leader = mention.post is not None and mention.post.lower() == LEADER and mention.country is not None
    return LEADER if is_leader else post_kind(mention.post or "")


def _named_high(held: Sequence[Post], kind: str | None) -> list[Post]:
    """The posts of a sort; heads of a state whom a source calls only its leader count as what they are called."""
    if kind == LEADER:
        return [post for post in held if post.rank <= 2]
    exact = [post for post in held if post_kind(post.post) == kind]
    return exact or [post for post in held if post.post == "leader" and kind in TOP]


_PLAIN = frozenset({"minister", "secretary", "chief", "head", "state", "general", "national", "foreign", "leader"})
"""Words that many posts share, which tell none from another."""


def _named_lower(held: Sequence[Post], post: str) -> list[Post]:
    """The lower posts that share a telling word with a post as a report words it: "defense secretary"."""
    words = {word.replace("defense", "defence") for word in _LETTERS.findall(post.lower())} - _PLAIN
    return [p for p in held if words & (set(_LETTERS.findall(p.post.lower())) - _PLAIN)]


def _has_gap(kept: Sequence[Post], dated: Sequence[Post], known: Known) -> bool:
    """Whether somebody was seen in a post, or is said to have held it, outside the terms that have days."""
    whole = {post.post for post in dated if post.source.startswith(_WHOLE)}
    spans = [(moved(p.first or calendar.FIRST, -60), moved(p.last or calendar.LAST, 60)) for p in dated]
    for post in kept:
        if post.first is None and post.last is None and post.post not in whole:
            seen = known.seen.get((post.actor, post.post), calendar.EVER)
            if not all(any(a <= first and last <= b for a, b in spans) for first, last in seen):
                return True
        elif post.first is None and post.last is not None:
            return True
    return False


_LETTERS = re.compile(r"[a-z]{4,}")
_TERM = 2 * 365
"""Half a usual term of office, in days."""


_WHOLE = "memcon editors"
"""The source whose terms are whole: beside them a sighting (an old holder at a funeral) says nothing."""


def _seen(posts: Sequence[Post], known: Known) -> Iterator[Days]:
    """The years around the days on which somebody was seen in a post: a term there may be missing from the data."""
    whole = {(post.actor, post_kind(post.post)) for post in posts if post.first and post.source.startswith(_WHOLE)}
    undated = {(post.actor, post.post) for post in posts if post.first is None and post.last is None}
    for actor, name in undated:
        if (actor, post_kind(name)) not in whole:
            for first, last in known.seen.get((actor, name), calendar.EVER):
                yield moved(first, -_TERM), moved(last, _TERM)


def _is_snapshot(post: Post) -> bool:
    """Whether a source saw somebody in a post at one moment or gives no days, which bounds no term."""
    if post.first is None or post.last is None:
        return post.first is post.last
    return (post.last - post.first).days < 32


def _country_fits(mention: Mention, post: Post) -> bool:
    """Whether a post may be of the country that a mention states."""
    return mention.country is None or post.country is None or mention.country == post.country


def _is_former(text: str, mention: Mention) -> bool:
    """Whether the words of a mention, or those around it, say that the post is of another time."""
    around = text[mention.end : mention.end + 30].partition(",")[2]
    before = text[max(0, mention.start - 40) : mention.start]
    return bool(
        _FORMER.search(before) or _EVER_FORMER.search(f"{mention.words} {mention.post}") or _EVER_FORMER.search(around)
    )


_OF_A_BODY = re.compile(
    r",? (?:the )?(?:founder and )?(?:president|chairman|head|secretary[- ]general) of (?:the |an? |his |its )?"
    r"(?:[\w’'-]+ ){0,4}?(?:foundation|bank|company|university|institute|academy|association|society|club|fund|"
    r"federation of \w+ball|corporation|group|chamber|congress of \w+|olympic committee)\b",
    re.IGNORECASE,
)
"""What one presides over after a comma need be no state: "A, president of the B Foundation"."""
_LEAD = 900
"""Within so many characters a holder of a post is told of as holding it now; of 35 later ones 4 were history."""


def posts(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """Each holder of a post who is told of as holding it: the report lies in a term of office."""
    text = page.report.text
    seen: set[tuple[tuple[str, ...], str]] = set()
    named = [m for m in mentions if m.kind == "person" and m.post and m.role == "name"]
    often = Counter((m.actors or m.candidates) for m in named)
    first = {ids: m.post for m in reversed(named) if (ids := m.actors or m.candidates)}
    found: dict[tuple[str | None, str], list[Clue]] = {}
    for mention in named:
        actors, post = mention.actors or mention.candidates, mention.post or ""
        if (actors, post) in seen or _is_former(text, mention) or is_new(text, mention):
            continue
        if _OF_A_BODY.match(text, mention.end):
            continue
        is_other = post_kind(post) != post_kind(first.get(actors) or "")
        if mention.start > _LEAD and (is_other or (often[actors] < 2 and _is_history(text, mention))):
            continue  # a second post of one person, or one told of once and late, may be history
        mask = terms(mention, known)
        if mask:
            seen.add((actors, post))
            told = Expression(mention.start, mention.end, mention.words, "post")
            one = clue("term of office", told, mask, 2 if mention.start <= _LEAD else 1)
            found.setdefault((mention.country, post_kind(post) or post.lower()), []).append(one)
    for holders in found.values():
        yield from _latest(holders)


def _latest(clues: Sequence[Clue]) -> Iterator[Clue]:
    """The holders of one post without those of the body whose terms do not meet the latest one's: they are history."""
    latest = max(clues, key=lambda one: one.days[-1][0])
    yield from (one for one in clues if one.strength > 1 or _share(one.days, latest.days) > _HANDOVER)


_HANDOVER = 100
"""So many days two terms of office share at most, widened as they are, when one follows the other."""


def _share(one: Mask, other: Mask) -> int:
    """How many days two masks share."""
    return sum((last - first).days + 1 for first, last in calendar.meet(one, other))


_HISTORY = re.compile(
    r"\b(?:(?:18|19|20)\d\d|ago|then|when|under|during|administrations?|predecessors?|had|since|history|historic|decades?|"
    r"years? (?:before|earlier)|era|war|once|used to|legacy|father|late|founder|first)\b",
    re.IGNORECASE,
)


def _is_history(text: str, mention: Mention) -> bool:
    """Whether the sentence of a mention may look back."""
    return _HISTORY.search(text[slice(*sentence_at(text, mention.start))]) is not None


def held_high(mention: Mention, known: Known) -> list[Post]:
    """The high posts, with days, that a mention states, of all whom it may mean."""
    kind = post_kind(mention.post or "")
    held = [post for actor in mention.actors or mention.candidates for post in known.posts.get(actor, ())]
    fitting = [post for post in held if _country_fits(mention, post) and not _is_snapshot(post)]
    return _named_high(fitting, kind) if kind in TOP | HIGH else []


_RISING, _LEAVING = 4 * 365, 365
"""A leader named without a post is told of from so many days before the years in high posts to so many after them.

Of 657 named so 16 lay outside when half a year was given to both ends.
"""


def leaders(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """Two leaders or more whom the lead names without a post, if their years in high posts meet: told as they act."""
    found = list(_bare(page, mentions, known))
    shared = calendar.EVER
    for one in found:
        shared = calendar.meet(shared, one.days)
    yield from found if len(found) > 1 and shared else ()


def _bare(page: Page, mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """Each leader whom the lead names, never with a post, with the years around those in posts."""
    seen = {actor for mention in mentions if mention.post for actor in mention.actors or mention.candidates}
    for mention in mentions:
        if mention.start > _LEAD or mention.kind != "person" or mention.role != "name":
            continue
        actors = [actor for actor in mention.actors or mention.candidates if _is_leader(actor, known)]
        if (
            len(mention.words.split()) < 2
            or len(actors) != 1
            or actors[0] in seen
            or _is_former(page.report.text, mention)
        ):
            continue
        seen.add(actors[0])
        dated = [post for post in known.posts[actors[0]] if post.first or post.last]
        first = moved(min(post.first or calendar.FIRST for post in dated), -_RISING)
        last = moved(max(post.last or calendar.LAST for post in dated), _LEAVING)
        told = Expression(mention.start, mention.end, mention.words, "post")
        yield clue("years in high posts", told, ((first, last),), 1)


def _is_leader(actor: str, known: Known) -> bool:
    """Whether somebody led a state or its foreign affairs for days that are known."""
    held = [p for p in known.posts.get(actor, ()) if p.post == "leader" or post_kind(p.post) in TOP | HIGH]
    return bool(held) and not any(_is_snapshot(post) for post in held)
