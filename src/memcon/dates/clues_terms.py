"""To draw clues from the start of a term of office: a holder called new or elect, or congratulated on the post."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from memcon.dates import calendar
from memcon.dates.clues_posts import held_high
from memcon.dates.masks import Known, clue, moved, since
from memcon.dates.meant import Meant, is_new, meant
from memcon.dates.tense import sentence_at
from memcon.model import Clue, Expression, Mention, Page, Post

_ELECT = re.compile(r"-elect\b|\b(?:president|prime minister) elect\b", re.IGNORECASE)


def newcomers(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """A holder called new, or elect: the report is told in the months about the start of a term."""
    text = page.report.text
    for mention in mentions:
        if mention.kind != "person" or not mention.post or mention.role != "name":
            continue
        is_elect = _ELECT.search(text[mention.start : mention.end])
        early = -75 if "president" in mention.post.lower() else -15  # called so from the election on
        days = (-120, 30) if is_elect else (early, 300) if is_new(text, mention) else None
        starts = [post.first for post in held_high(mention, known) if post.first] if days else []
        mask = calendar.join((moved(day, days[0]), moved(day, days[1])) for day in starts) if days else ()
        if mask:
            told = Expression(mention.start, mention.end, mention.words, "post")
            yield clue("about the start of a term of office", told, mask, 2)
            return


_SINCE_THEN = re.compile(
    r"\bfirst (?:[\w’'-]+ ){0,3}(?:visit|trip|meeting|talks|tour|conversation)\b"
    r"[^.\n]{0,60}?\b(?:since|after|following) "
    r"(?:(?:his|her|your|the) )?(?:(?:taking|assuming|coming to) (?:office|power|the post)|"
    r"(?:re-?)?election|inauguration|appointment|becoming (?:president|prime minister|chancellor|foreign minister)|"
    r"(?:he|she) (?:took office|was (?:elected|inaugurated|sworn in|appointed)|became))",
    re.IGNORECASE,
)


def beginners(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """The first visit or meeting "since taking office" of the last holder named before: within a year of the start."""
    text = page.report.text
    people = [one for one in mentions if one.kind == "person" and one.role == "name" and one.post]
    for found in islice(_SINCE_THEN.finditer(text), _MOST):
        opens, closes = sentence_at(text, found.start())
        here = [one for one in people if opens <= one.start < found.end()] or [
            one for one in people if found.end() <= one.start < closes
        ]
        held = held_high(here[-1], known) if len({one.actors or one.candidates for one in here}) == 1 else []
        mask = calendar.join((moved(post.first, -30), moved(post.first, 365)) for post in held if post.first)
        if mask and "re-election" not in found[0].lower():
            told = Expression(found.start(), found.end(), found[0], "post")
            yield clue("the first since taking office", told, mask, 1)
            return


_FORMER = re.compile(r"\b(?:former|ex|ousted|deposed)\b(?! (?:soviet|yugoslav|east|west))", re.IGNORECASE)


def former(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """The last who is called a former holder of a high post: the report is not before the first such term ended."""
    text = page.report.text
    best: tuple[date, Mention] | None = None
    for mention in mentions:
        if mention.kind != "person" or not mention.post or mention.role != "name":
            continue
        if not _FORMER.search(text[max(0, mention.start - 10) : mention.end].replace("-", " ")):
            continue
        held = held_high(mention, known)
        ends = [post.last for post in held]
        if len({post.actor for post in held}) == 1 and ends and None not in ends:
            end = min(day for day in ends if day)
            best = (end, mention) if best is None or end > best[0] else best
    if best:
        told = Expression(best[1].start, best[1].end, best[1].words, "post")
        yield clue("a former holder’s term had ended", told, since(moved(best[0], -40)), 1)


_CHOSEN = re.compile(
    r"\bcongratulat\w+\b[^.\n]{0,140}?\b(?:(?P<chosen>(?<!re-)election|elected|victory|win|winning)|"
    r"(?P<begun>inauguration|assum\w+ (?:office|power)|taking office|took office|appointment|appointed|sworn in))\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:re-?elect\w+|another|second|third|fourth|fifth|again)\b", re.IGNORECASE)
_TERM = 5 * 366
"""A holder of more days than this may have been elected again within them."""
_BETWEEN = 100
_MOST = 20


def congratulations(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """Somebody congratulated on an election or an appointment to a high post: told about the start of that term."""
    text = page.report.text
    people = meant(mentions, known)
    for found in islice(_CHOSEN.finditer(text), _MOST):
        if _AGAIN.search(text, found.start(), found.end() + _BETWEEN):
            continue
        one = next((p for p in people if found.start() <= p.mention.start < found.end() + 5), None)
        if one is None:
            continue
        early, late = (-160, 30) if found["chosen"] else (-10, 40)
        starts = _starts(one, known)
        mask = calendar.join((moved(day, early), moved(day, late)) for day, is_once in starts if is_once)
        if any(not is_once for _, is_once in starts):
            mask = since(moved(min(day for day, _ in starts), -160))
        if mask:
            told = Expression(found.start(), found.end(), text[found.start() : found.end()], "post")
            yield clue("congratulated on a post held from then on", told, mask, 1)


def _starts(one: Meant, known: Known) -> list[tuple[date, bool]]:
    """The first days of somebody's top posts, and whether nobody is elected twice within so many days."""
    held = [post for post in known.posts.get(one.actor, ()) if post.rank <= 2]
    return [(post.first, _days(post) <= _TERM) for post in held if post.first]


def _days(post: Post) -> int:
    """How long a post was held, in days; one without an end is long."""
    return (post.last - post.first).days if post.first and post.last else _TERM + 1
