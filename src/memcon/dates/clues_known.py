"""To draw clues from what is known of the world: anniversaries, holders of posts, multilateral meetings."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from memcon.almanac import Almanac, Founding, Summit
from memcon.dates import calendar
from memcon.dates.masks import Known, Mask, clue, since
from memcon.dates.resolve import resolve
from memcon.dates.tense import sentence_at, told_in
from memcon.model import UNKNOWN, Clue, Days, Expression, Mention, Page, Post

_WORD = re.compile(r"[^\W_][\w'’.-]*[^\W_]|\w")
_NEAR = re.compile(
    r"\b(?:coincid\w+|on the occasion|this week|(?:celebrations|commemorations) (?:for|of))\b", re.IGNORECASE
)
_FAR = re.compile(
    r"\b(?:upcoming|forthcoming|prepar\w+|ahead of|will|next|plans?|planned|invit\w+|expected|to be held)\b",
    re.IGNORECASE,
)


def anniversaries(page: Page, times: Sequence[Expression], _: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """ "The 80th anniversary of …" with a founding day that the report states or the almanac knows."""
    text = page.report.text
    for told in times:
        number = told.parts[0] if told.form == "anniversary" else None
        if not isinstance(number, int) or number < 2 or "birthday" in told.words:
            continue
        opens, closes = sentence_at(text, told.start)
        following = [other.start for other in times if other.form == "anniversary" and other.start > told.start]
        rest = (told.end, min([closes, told.end + 200, *following]))
        founded = _stated(page, times, rest) or _founded(known.almanac, text[slice(*rest)])
        # What stands before may name it too, unless it names another ("the 80th anniversary of A and the 65th of B").
        shared = any(opens <= other.start < told.start and other.form == "anniversary" for other in times)
        founded = founded or (None if shared else _founded(known.almanac, text[opens : rest[1]]))
        if founded is None:
            continue
        day = calendar.shift(founded[0], number, "year"), calendar.shift(founded[1], number, "year")
        yield from _around(told, day, text[opens:closes], _year_beside(times, opens, closes))


def _stated(page: Page, times: Sequence[Expression], within: tuple[int, int]) -> Days | None:
    """The day or year that a phrase states of what is remembered: "which took place on", "of the 1960 …"."""
    for told in times:
        if within[0] <= told.start < within[1] and told.form in {"day", "year", "month"}:
            own = resolve(told, UNKNOWN)
            named = re.search(r"\bof (?:the )?$", page.report.text[within[0] : told.start])
            if own.first and own.last and (named or told_in(page, told.start, told.end) == "past"):
                return own.first, own.last
    return None


def _founded(almanac: Almanac, phrase: str) -> Days | None:
    """The founding day whose words all stand in a phrase; most words win, two that differ say nothing."""
    words = {word.lower() for word in _WORD.findall(phrase[:180])}
    words |= {word.removesuffix("’s").removesuffix("'s") for word in words} | {word.replace("’", "'") for word in words}
    best: list[tuple[int, Founding]] = []
    for founding in almanac.foundings:
        size = max((len(key) for key in founding.keys if key <= words), default=0)
        if size:
            best.append((size, founding))
    top = max((size for size, _ in best), default=0)
    spans = {(f.first, f.last) for size, f in best if size == top}
    if not spans or max(s[1] for s in spans).year != min(s[0] for s in spans).year:
        return None
    return min(s[0] for s in spans), max(s[1] for s in spans)


def _year_beside(times: Sequence[Expression], opens: int, closes: int) -> int | None:
    """How many years from now lies the year that a sentence names as next, this or last."""
    for told in times:
        if opens <= told.start and told.end <= closes:
            if told.form == "unit" and told.parts[0] == "year" and isinstance(told.parts[1], int):
                return told.parts[1]
            if told.form == "day" and len(told.parts) == 6 and isinstance(told.parts[5], int):
                return told.parts[5]
    return None


def _around(told: Expression, day: Days, sentence: str, offset: int | None) -> Iterator[Clue]:
    """Clues of an anniversary that falls on `day`: the year, or the days around it."""
    label = f"anniversary on {day[0]}" if day[0] == day[1] else f"anniversary in {day[0]} to {day[1]}"
    if not calendar.FIRST.year + 1 < day[0].year < calendar.LAST.year - 2:
        return
    if offset is not None:
        year = day[0].year - offset, day[1].year - offset
        yield clue(f"{label}, told from another year", told, ((date(year[0], 1, 1), date(year[1], 12, 31)),), 2)
        return
    yield clue(label, told, ((day[0] - timedelta(400), day[1] + timedelta(330)),), 2)
    if _NEAR.search(sentence) and not _FAR.search(sentence) and (day[1] - day[0]).days < 5:
        yield clue(f"{label}, told of those days", told, ((day[0] - timedelta(3), day[1] + timedelta(4)),), 1)


_FORMER = re.compile(
    r"\b(?:former|late|ex-?|then|ousted|deposed|elect|candidate|acting|future|first|onetime|one-time)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_EVER_FORMER = re.compile(
    r"\b(?:former|late|ex|then|ousted|deposed|elect|acting|future|first|onetime)\b(?! lady)", re.IGNORECASE
)
_HEADS = (
    ("vice", "vice"),
    ("deputy", "deputy"),
    ("prime", "prime minister"),
    ("premier", "prime minister"),
    ("chancellor", "prime minister"),
    ("taoiseach", "prime minister"),
    ("foreign", "foreign"),
    ("external", "foreign"),
    ("secretary of state", "foreign"),
    ("secretary-general", "secretary-general"),
    ("secretary general", "secretary-general"),
    ("general secretary", "general secretary"),
    ("president", "president"),
    ("king", "king"),
    ("queen", "queen"),
    ("emperor", "emperor"),
    ("pope", "pope"),
    ("ambassador", "ambassador"),
    ("speaker", "speaker"),
    ("minister", "minister"),
    ("chairman", "chairman"),
)


def post_kind(post: str) -> str | None:
    """The sort of a post in one word, so that "Premier" and "Prime Minister" are one; None for others."""
    lower = post.lower()
    return next((kind for word, kind in _HEADS if word in lower), None)


def terms(mention: Mention, known: Known) -> Mask:
    """The days on which those whom a mention may mean held the post it states, widened by some weeks for late news."""
    kind = post_kind(mention.post or "")
    if kind not in _TOP | {"foreign", "secretary-general"}:
        return ()  # terms in lower posts are known too patchily: a first term is often missing
    days: list[Days] = []
    for actor in mention.actors or mention.candidates:
        held = [post for post in known.posts.get(actor, ()) if _country_fits(mention, post)]
        exact = [post for post in held if post_kind(post.post) == kind]
        kept = exact or [post for post in held if post.post == "leader" and kind in _TOP]
        gaps = kind not in _TOP and any(post.first is None for post in kept)
        dated = [post for post in kept if not _is_snapshot(post)]
        if gaps or not dated:
            return ()
        days += [(_moved(post.first or calendar.FIRST, -15), _moved(post.last or calendar.LAST, 60)) for post in dated]
        days += _seen(kept, known)
    return calendar.join(days)


_TERM = 2 * 365
"""Half a usual term of office, in days."""
_TOP = frozenset({"president", "prime minister", "king", "queen", "emperor", "chairman", "general secretary"})


def _seen(posts: Sequence[Post], known: Known) -> Iterator[Days]:
    """The years around the days on which somebody was seen in a post: a term there may be missing from the data."""
    for actor, name in {(post.actor, post.post) for post in posts if post.first is None and post.last is None}:
        for first, last in known.seen.get((actor, name), calendar.EVER):
            yield _moved(first, -_TERM), _moved(last, _TERM)


def _is_snapshot(post: Post) -> bool:
    """Whether a source saw somebody in a post at one moment or gives no days, which bounds no term."""
    if post.first is None or post.last is None:
        return post.first is post.last
    return (post.last - post.first).days < 32


def _country_fits(mention: Mention, post: Post) -> bool:
    """Whether a post may be of the country that a mention states."""
    return mention.country is None or post.country is None or mention.country == post.country


def _moved(day: date, by: int) -> date:
    """A day moved, kept inside the days that masks know."""
    return min(max(day + timedelta(by), calendar.FIRST), calendar.LAST)


def _is_former(text: str, mention: Mention) -> bool:
    """Whether the words of a mention, or those around it, say that the post is of another time."""
    around = text[mention.end : mention.end + 30].partition(",")[2]
    before = text[max(0, mention.start - 40) : mention.start]
    return bool(
        _FORMER.search(before) or _EVER_FORMER.search(f"{mention.words} {mention.post}") or _EVER_FORMER.search(around)
    )


_LEAD = 900
"""Within so many characters a holder of a post is told of as holding it now; of 35 later ones 4 were history."""


def posts(page: Page, _: Sequence[Expression], mentions: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """Each holder of a post who is told of as holding it: the report lies in a term of office."""
    text = page.report.text
    seen: set[tuple[tuple[str, ...], str]] = set()
    often = Counter((m.actors or m.candidates) for m in mentions if m.post and m.role == "name")
    for mention in mentions:
        key = (mention.actors or mention.candidates, mention.post or "")
        if mention.start > _LEAD and often[key[0]] < 2:
            continue  # told of once and late: may be history
        if mention.kind != "person" or not mention.post or mention.role != "name" or key in seen:
            continue
        if _is_former(text, mention):
            continue
        mask = terms(mention, known)
        if mask:
            seen.add(key)
            told = Expression(mention.start, mention.end, mention.words, "post")
            yield clue("term of office", told, mask, 2 if mention.start <= _LEAD else 1)


_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\W+(?:\w+\W+){0,3}$")
_MEETING = re.compile(
    r"\W+(?:\w+\W+){0,3}?(?:summit|conference|session|assembly|leaders|meeting|congress|forum|debate)\b", re.IGNORECASE
)


@cache
def _names(almanac: Almanac) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each series of meetings with a pattern of its names; a short name counts only as it is written, in capitals."""
    found = []
    for series, names in almanac.series:
        spelt = [
            "(?i:" + re.escape(" ".join(name)) + ")" if len(" ".join(name)) > 5 else re.escape(" ".join(name).upper())
            for name in names
        ]
        found.append((series, re.compile(r"\b(?:" + "|".join(spelt) + r")\b")))
    return tuple(found)


def _likely(almanac: Almanac, text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The series of which a name stands in the text in any case; a plain look costs a fortieth of the pattern."""
    lowered = text.lower()
    for (series, pattern), (_, names) in zip(_names(almanac), almanac.series, strict=True):
        if any(" ".join(name) in lowered for name in names):
            yield series, pattern


def series_named(text: str, almanac: Almanac, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Each series of meetings whose summit, session or forum is named in `[start, end)`, with its characters."""
    for series, pattern in _likely(almanac, text[start:end]):
        for found in pattern.finditer(text, start, end):
            if _MEETING.match(text, found.end()) or "summit" in found[0].lower():
                yield series, found.start(), found.end()


def meetings(page: Page, times: Sequence[Expression], _: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """A multilateral meeting known by its number or place: told as past, the report is not earlier."""
    text = page.report.text
    for series, pattern in _likely(known.almanac, text):
        for found in pattern.finditer(text):
            opens, closes = sentence_at(text, found.start())
            if any(
                opens <= told.start < closes and told.form in {"year", "day"} and resolve(told, UNKNOWN).first
                for told in times
            ):
                continue
            summit = _which(known.almanac, series, text, found)
            if summit:
                told = Expression(found.start(), found.end(), found[0], "meeting")
                yield from _told_of(told, summit, _attended(text, found))


_PAST_MEETING = re.compile(
    r"\b(?:attend(?:ed|s)?|took part|participated|addressed|hosted|held|opened|ended|concluded|gathered|met)\b",
    re.IGNORECASE,
)


def _attended(text: str, found: re.Match[str]) -> str:
    """The tense in which a meeting is told: past only beside a verb of attending, where nothing looks ahead."""
    opens, closes = sentence_at(text, found.start())
    if _FAR.search(text[opens:closes]) or re.search(r"\bto (?:be|take|attend)\b", text[opens:closes]):
        return "future" if _FAR.search(text[max(opens, found.start() - 60) : found.start()]) else "unknown"
    near = text[max(opens, found.start() - 60) : min(closes, found.end() + 50)]
    return "past" if _PAST_MEETING.search(near) else "unknown"


def _which(almanac: Almanac, series: str, text: str, found: re.Match[str]) -> Summit | None:
    """The one meeting of a series that the words around its name tell by number or by place."""
    rows = [summit for summit in almanac.summits if summit.series == series]
    number = _ORDINAL.search(text[max(0, found.start() - 40) : found.start()])
    if number:
        rows = [summit for summit in rows if summit.number == int(number[1])]
        return rows[0] if len(rows) == 1 else None
    if series == "unga" or not (_MEETING.match(text, found.end()) or "summit" in found[0].lower()):
        return None
    around = text[max(0, found.start() - 40) : found.end() + 80].lower()
    rows = [summit for summit in rows if any(re.search(rf"\b{re.escape(place)}\b", around) for place in summit.places)]
    return rows[0] if len(rows) == 1 else None


def _told_of(told: Expression, summit: Summit, tense: str) -> Iterator[Clue]:
    """Clues of a known meeting told of in a tense."""
    label = f"{summit.series} meeting of {summit.first} to {summit.last}"
    if summit.series == "unga":
        yield clue(label, told, ((_moved(summit.first, -200), _moved(summit.last, 30)),), 1)
        return
    if tense == "past":
        yield clue(label, told, since(_moved(summit.first, -1)), 2)
        yield clue(label + ", told as fresh", told, ((_moved(summit.first, -1), _moved(summit.last, 75)),), 1)
    elif tense == "future":
        yield clue(label + ", to come", told, ((_moved(summit.first, -500), summit.last),), 2)
    else:
        yield clue(label, told, ((_moved(summit.first, -400), _moved(summit.last, 400)),), 1)


def opening(page: Page, times: Sequence[Expression], mentions: Sequence[Mention], _: Known) -> Iterator[Clue]:
    """A day with its year, told as past in the first sentence that names anyone, is news: the report follows soon."""
    top = next((section.start for section in page.sections if section.role == "body"), 0)
    named_first = min((mention.start for mention in mentions if mention.start >= top), default=top)
    first, closes = sentence_at(page.report.text, named_first + 1)
    for told in times:
        own = resolve(told, UNKNOWN) if told.form in {"day", "range"} and first <= told.start < closes else UNKNOWN
        named = page.report.text[max(0, told.start - 4) : told.start].endswith(" of ")
        if (
            own.first
            and own.last
            and not named
            and (own.last - own.first).days < 15
            and told_in(page, told.start, told.end) == "past"
        ):
            yield clue("fresh news of that day", told, ((own.first, _moved(own.last, 30)),), 1)
            return
