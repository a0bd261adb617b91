"""To settle when a report was published and on what days its sections are told, by meeting the masks of its clues.

Clues that cannot meet split the report into episodes where that costs least; each episode has a "now" of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from memcon.almanac import load_words
from memcon.dates import calendar
from memcon.dates.clues import CLUES, STATED
from memcon.dates.clues_named import ERA
from memcon.dates.clues_stated import BY_THEN, GIVEN
from memcon.dates.masks import Known, Mask
from memcon.model import UNKNOWN, Clue, Expression, Mention, Page, Section, When

_SPLIT_COST, _SPLIT_AT_SCENE, _SPLIT_AT_MARKER = 3.5, 2.5, 1.5
_WIDEST = 60 * 366
"""An interval of more days than this comes of days that return each year and says nothing."""
_RETURNS = 12
"""A month-day falls on one weekday every five to twelve years: an end so near the calendar's is no bound at all."""
_MOST_CLUES = 60
"""A report with more clues than this is a long history; weighing every split of it would take seconds."""
_MOST_TIMES = 1500
"""A page with more time expressions is a calendar or an attack; its first ones say all that it can."""
_WEEKLY = 1000
"""A mask of more intervals than this is met last, inside what the others leave."""
_PRINTED = timedelta(3)
"""A dispatch is printed so many days after its dateline at most, the weekend included."""
_MOST_DOUBTS = 3
"""Of the clues that cannot meet the rest so many are weighed; more of them make a history, which says little anyway."""


def settle(
    page: Page, times: Sequence[Expression], mentions: Sequence[Mention], known: Known
) -> tuple[When, tuple[Section, ...]]:
    """When the report was published, with its clues, and its sections with the "now" and episode of each.

    Basis is given, dateline, clues or none. A composite report's sections are split where one episode ends; it was
    published when its latest episode was told.
    """
    clues = _drawn(page, times[:_MOST_TIMES], mentions, known)
    top = [clue for clue in clues if _is_stated(clue)]
    if any(clue.rule == GIVEN for clue in top):
        when = _when(clues)
        now = _filed(top, when)
        return when, tuple(replace(section, now=now, episode=0) for section in page.sections)
    cuts = () if any(len(clue.days) == 1 for clue in top) else _cuts(page, times, clues)
    if not cuts:
        when = _when(clues)
        return when, tuple(replace(section, now=when, episode=0) for section in page.sections)
    return _composite(page, times, clues, cuts)


def _drawn(page: Page, times: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> tuple[Clue, ...]:
    """The clues of a report; where its day was given, only those that tell a day by themselves."""
    stated = tuple(found for draw in STATED for found in draw(page, times, mentions, known))
    if any(clue.rule == GIVEN and _size(clue.days) == 1 for clue in stated):
        return tuple(clue for clue in stated if clue.days)
    rest = tuple(found for draw in CLUES for found in draw(page, times, mentions, known))
    return tuple(clue for clue in (*stated, *rest) if clue.days)


def _filed(top: Sequence[Clue], published: When) -> When:
    """When a report with a given day was told: on its dateline's day, where that lies shortly before it was printed."""
    for clue in top:
        for first, last in clue.days if clue.rule == "dateline" else ():
            if published.first and first == last and timedelta(0) < published.first - first <= _PRINTED:
                return When(first, last, "dateline", (replace(clue, days=((first, last),)),))
    return published


def _when(clues: Sequence[Clue]) -> When:
    """The interval that the clues leave, with those that shaped it; the stronger and the narrower are met first.

    Where derived clues cannot meet and nothing is stated, either may be the one that errs: the interval holds both.
    """
    order = sorted(clues, key=lambda c: (len(c.days) > _WEEKLY, -c.strength, _size(c.days) // 30, c.start or 0))
    left, used, refused = _narrowed(order)
    if any(map(_is_stated, used)):
        return _shown(left, used)
    for clue in [clue for clue in refused if clue.strength == 2][:_MOST_DOUBTS]:
        other, others, _ = _narrowed([clue, *(c for c in order if c is not clue)])
        left, used = calendar.join((*left, *_nearest(other, left))), [*used, *(c for c in others if c not in used)]
    return _shown(left, used)


def _nearest(other: Mask, to: Mask) -> Mask:
    """Of a mask that returns each year the stretch nearest to another mask; any other mask whole."""
    if _size(other) <= _WIDEST:
        return other
    first, last = to[0][0], to[-1][1]
    return (min(other, key=lambda days: max((days[0] - last).days, (first - days[1]).days)),)


def _narrowed(order: Sequence[Clue]) -> tuple[Mask, list[Clue], list[Clue]]:
    """The days that clues leave when each is met in turn; those that narrowed them, and those that could not meet."""
    left: Mask = calendar.EVER
    used: list[Clue] = []
    refused: list[Clue] = []
    seen: set[Mask] = set()
    for clue in order:
        if clue.days in seen or (len(clue.days) > _WEEKLY and _days(left) > 400):
            continue
        seen.add(clue.days)
        met = calendar.meet(left, clue.days)
        if not met:
            refused.append(clue)
        elif met != left:
            left = met
            used.append(clue)
    return left, used, refused


def _days(mask: Mask) -> int:
    """How many days a mask holds."""
    return sum((last - first).days + 1 for first, last in mask)


def _size(mask: Mask) -> int:
    """How many days lie between the ends of a mask."""
    return (mask[-1][1] - mask[0][0]).days + 1


def _shown(left: Mask, used: list[Clue]) -> When:
    """The interval of a mask with its basis; an end that no clue bounds is open."""
    hull = calendar.hull(left)
    if not used or hull is None:
        return UNKNOWN
    strong = [clue for clue in used if _is_stated(clue)]
    basis = "clues"
    if strong and _size(left) <= 7:
        basis = "given" if strong[0].rule == GIVEN else "dateline"
    first = hull[0] if hull[0].year > calendar.FIRST.year + _RETURNS else None
    last = hull[1] if hull[1].year < calendar.LAST.year - _RETURNS else None
    shaped = tuple(replace(clue, days=calendar.meet(clue.days, ((hull[0], hull[1]),))[:40]) for clue in used)
    if (first is None and last is None) or (first and last and (last - first).days > _WIDEST):
        return UNKNOWN
    return When(first, last, basis, shaped)


def _is_stated(clue: Clue) -> bool:
    """Whether a clue is a day that is stated or given, not only one by which the report was published."""
    return clue.strength == 3 and clue.rule != BY_THEN


def _cost(clues: Sequence[Clue]) -> float:
    """The least weight of clues that must be dropped for the rest to share a day."""
    edges: list[tuple[date, int, float]] = []
    for clue in clues:
        for first, last in clue.days:
            edges.append((first, 0, _weight(clue)))
            edges.append((last, 1, -_weight(clue)))
    best = weight = 0.0
    for _, _, change in sorted(edges):
        weight += change
        best = max(best, weight)
    return sum(_weight(clue) for clue in clues) - best


def _weight(clue: Clue) -> float:
    """What it costs to drop a clue: a term of office or a past day may be history, so two of them weigh one."""
    if clue.rule.endswith("with its weekday"):
        return 3.0  # an error in print or another episode: nothing else makes two of them disagree
    soft = clue.rule in {"term of office", "told as past"} or clue.rule.startswith(ERA)
    return 1.0 if soft else float(clue.strength)


def _cuts(page: Page, times: Sequence[Expression], clues: Sequence[Clue]) -> tuple[int, ...]:
    """Where the report falls into episodes: at most one place, the paragraph whose start explains the clues best."""
    placed = [clue for clue in clues if clue.start is not None and clue.strength > 1 and len(clue.days) <= _WEEKLY]
    placed = [_as_news(clue) for clue in placed]
    whole = _cost(placed) if len(placed) <= _MOST_CLUES else 0.0
    if whole < _SPLIT_AT_MARKER:
        return ()
    best: tuple[float, int] | None = None
    starts = {clue.start or 0 for clue in placed}
    for at, price in _cheapest(_paragraphs(page, times), sorted(starts)):
        left = [clue for clue in placed if (clue.start or 0) < at]
        right = [clue for clue in placed if (clue.start or 0) >= at]
        cost = _cost(left) + _cost(right) + price
        if left and right and cost < whole and (best is None or cost < best[0]):
            best = (cost, at)
    return (best[1],) if best else ()


def _cheapest(paragraphs: Sequence[tuple[int, float]], starts: Sequence[int]) -> list[tuple[int, float]]:
    """Of the paragraphs between two neighbouring clues the cheapest to split at, the last of equals."""
    best: dict[int, tuple[int, float]] = {}
    for at, price in paragraphs:
        gap = bisect_right(starts, at - 1)
        if gap not in best or price <= best[gap][1]:
            best[gap] = (at, price)
    return list(best.values())


_NEWS = timedelta(58)
"""A day with its weekday is told as past for so long; what lies further back is told without it."""


def _as_news(clue: Clue) -> Clue:
    """A past day with its weekday as one of which an episode tells as news; any other clue as it is."""
    if not clue.rule.endswith("past with its weekday"):
        return clue
    return replace(clue, days=tuple((first, min(last, first + _NEWS)) for first, last in clue.days))


_START = re.compile(r"(?:\A|\n)[ \t]*(?=\S)")


_SCENE = re.compile(r"(?:In|At) (?:[\w’'-]+ ){0,6}?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3},")
"""A place put first moves the scene: "In Reykjavik, the two leaders …", "At the guest house by the Taedong, …"."""


def _opens_on(times: Sequence[Expression], at: int) -> bool:
    """Whether the first words of a paragraph are a time ("In May,")."""
    return any(at <= told.start < at + 8 for told in times)


def _paragraphs(page: Page, times: Sequence[Expression]) -> list[tuple[int, float]]:
    """Where paragraphs start, and what a split there costs: less where a word or a dateline opens another time."""
    markers = load_words()["marker"]
    lines = {span.start for span in page.datelines if span.start > 200}
    lines |= {told.start for told in times if told.form == "later" and told.parts[1] == "year"}
    found = []
    for match in _START.finditer(page.report.text):
        at = match.end()
        section = page.section_at(at)
        if at == 0 or section is None or section.role in {"headline", "furniture", "caption"}:
            continue
        word = re.match(r"\w+", page.report.text[at : at + 20])
        marked = at in lines or (word is not None and word[0].lower() in markers)
        price = _SPLIT_AT_SCENE if _SCENE.match(page.report.text, at) and not _opens_on(times, at) else _SPLIT_COST
        found.append((at, _SPLIT_AT_MARKER if marked else price))
    return found


def _composite(
    page: Page, times: Sequence[Expression], clues: Sequence[Clue], cuts: tuple[int, ...]
) -> tuple[When, tuple[Section, ...]]:
    """A report of several episodes: each with the days of its own clues, published when the latest was told."""
    bounds = (0, *cuts, len(page.report.text) + 1)
    free = [clue for clue in clues if clue.start is None]
    nows: list[When] = []
    for first, last in pairwise(bounds):
        own = [clue for clue in clues if clue.start is not None and first <= clue.start < last]
        own += _years_later(times, first, nows[-1]) if nows else []
        nows.append(_when([*free, *own]))
    sections: list[Section] = []
    for section in page.sections:
        sections += _split(section, cuts, nows)
    return _latest(nows), tuple(sections)


def _latest(nows: Sequence[When]) -> When:
    """When a report of several episodes was published: with the latest told, which may be any that has no end."""
    latest = max(nows, key=lambda now: now.first or date.min)
    lasts = [now.last for now in nows]
    last = None if None in lasts else max(day for day in lasts if day)
    return replace(latest, last=last) if latest.first else latest


def _split(section: Section, cuts: tuple[int, ...], nows: Sequence[When]) -> list[Section]:
    """A section cut where an episode ends, each piece with its episode's days."""
    inner = [cut for cut in cuts if section.start < cut < section.end]
    points = [section.start, *inner, section.end]
    pieces = []
    for start, end in pairwise(points):
        episode = sum(cut <= start for cut in cuts)
        pieces.append(replace(section, start=start, end=end, now=nows[episode], episode=episode))
    return pieces


def _years_later(times: Sequence[Expression], start: int, before: When) -> list[Clue]:
    """The clue of an episode that opens with "seven years later", told from the days of the one before."""
    told = next((t for t in times if start <= t.start < start + 4 and t.form == "later" and t.parts[1] == "year"), None)
    if told is None or not before.first or not before.last or not isinstance(told.parts[0], int):
        return []
    years = before.first.year + told.parts[0], before.last.year + told.parts[0]
    days = ((date(years[0], 1, 1), date(years[1], 12, 31)),)
    return [Clue("so many years after the episode before", told.words, told.start, told.end, days, 2)]
