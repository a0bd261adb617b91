"""To draw clues from days that have anniversaries, and from the day that a report opens with."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from memcon.almanac import Almanac, Founding, load_words
from memcon.dates import calendar
from memcon.dates.inverse import tellings
from memcon.dates.masks import Known, clue, moved
from memcon.dates.resolve import resolve
from memcon.dates.tense import sentence_at, told_in
from memcon.model import UNKNOWN, Clue, Days, Expression, Mention, Page

_WORD = re.compile(r"[^\W_][\w'’.-]*[^\W_]|\w")
_NEAR = re.compile(
    r"\b(?:coincid\w+|on the occasion|this week|congratulat\w+|greetings|greeted|"
    r"(?:celebrations|commemorations) (?:for|of)|(?:message|telegram|letter)\b[^.\n]{0,120}\bin connection with)\b",
    re.IGNORECASE,
)
_RECENT = re.compile(
    r"\brecently\b[^.\n]{0,40}\b(?:celebrated|marked|observed|commemorated)\b|"
    r"\b(?:celebrated|marked|observed|commemorated) recently\b",
    re.IGNORECASE,
)
_LATELY = 150
"""An anniversary is recent for so many days; it is kept for weeks, and its guests come later."""
_FAR = re.compile(
    r"\b(?:upcoming|forthcoming|prepar\w+|ahead of|run[ -]up|will|next|plans?|planned|invit\w+|expected|to be held)\b",
    re.IGNORECASE,
)


def anniversaries(page: Page, times: Sequence[Expression], _: Sequence[Mention], known: Known) -> Iterator[Clue]:
    """ "The 80th anniversary of …" with a founding day that the report states or the almanac knows."""
    text = page.report.text
    times = sorted([*times, *_years_of(text)], key=lambda told: told.start)
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
        if founded is None and _RELATIONS.search(text[slice(*rest)]):
            again = _AGAIN.search(text, *rest)
            phrase = f"diplomatic relations {again[0] if again else ''} {text[:_SETTING]}"
            founded = _founded(known.almanac, phrase, kind="relations-")
        if founded is None:
            continue
        day = calendar.shift(founded[0], number, "year"), calendar.shift(founded[1], number, "year")
        yield from _around(told, day, text[opens:closes], _year_beside(times, opens, closes))
        yield from _on_its_day(page, told, day, [one for one in times if opens <= one.start < closes])


_YEARS_OF = re.compile(
    r"\byears (?:of|since) (?=(?:the |her |his |their |our )?(?:establish\w+|foundation|founding|diplomatic|"
    r"independence|reign|accession|signing|victory))",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<!quite )(?<!almost )(?<!nearly )(?<!over )(?<!than )\b(\d{2,3}|[a-z]+(?:-[a-z]+)?) $", re.IGNORECASE
)


def _years_of(text: str) -> Iterator[Expression]:
    """What marks an anniversary without that word: "the 50 years of diplomatic relations"."""
    for found in islice(_YEARS_OF.finditer(text), _MOST):
        counted = _COUNT.search(text, max(0, found.start() - 40), found.start())
        word = counted[1].lower() if counted else ""
        number = int(word) if word.isdigit() else load_words()["cardinal"].get(word)
        if counted and isinstance(number, int):
            words = text[counted.start() : found.end()]
            yield Expression(counted.start(), found.end(), words, "anniversary", (number,))


_MOST = 20


def _on_its_day(page: Page, told: Expression, day: Days, near: Sequence[Expression]) -> Iterator[Clue]:
    """The clue of an anniversary told with its day of the month: not later than it, or not earlier."""
    for one in near:
        if one.form != "day" or day[0] != day[1]:
            continue
        tense = told_in(page, one.start, one.end)
        is_mixed = tense == "past" and _FAR.search(page.report.text[slice(*sentence_at(page.report.text, one.start))])
        days = tellings(one, *day, "unknown" if is_mixed else tense)
        if days:
            yield clue(f"anniversary on {day[0]}, told of by “{one.words}”", told, days, 2)


def _stated(page: Page, times: Sequence[Expression], within: tuple[int, int]) -> Days | None:
    """The day or year that a phrase states of what is remembered: "which took place on", "of the 1960 …"."""
    for told in times:
        if within[0] <= told.start < within[1] and told.form in {"day", "year", "month"}:
            own = resolve(told, UNKNOWN)
            named = re.search(r"\bof (?:the )?$", page.report.text[within[0] : told.start])
            if own.first and own.last and (named or told_in(page, told.start, told.end) == "past"):
                return own.first, own.last
    return None


_RELATIONS = re.compile(
    r"^.{0,60}\bdiplomatic (?:relations|ties)(?: between (?:our|the two|both) \w+|\W*$|[.;,])", re.IGNORECASE
)
_SETTING = 400
"""So many characters of a report name the states whose relations "the two countries" mean."""


_AGAIN = re.compile(r"\b(?:restor\w+|re-?establish\w+|resum\w+|normali[sz]\w+)\b", re.IGNORECASE)


def _founded(almanac: Almanac, phrase: str, *, kind: str = "") -> Days | None:
    """The founding day whose words all stand in a phrase; most words win, two that differ say nothing."""
    words = {word.lower() for word in _WORD.findall(phrase if kind else phrase[:180])}
    words |= {word.removesuffix("’s").removesuffix("'s") for word in words} | {word.replace("’", "'") for word in words}
    best: list[tuple[int, Founding]] = []
    for founding in almanac.foundings:
        if not founding.id.startswith(kind):
            continue
        size = max((len(key) for key in founding.keys if key <= words), default=0)
        if size:
            best.append((size, founding))
    top = max((size for size, _ in best), default=0)
    if _AGAIN.search(phrase):  # relations broken and restored have a day of their own
        best = [(size, founding) for size, founding in best if any(_AGAIN.search(" ".join(k)) for k in founding.keys)]
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
    early = 800 if _FAR.search(sentence) else 400
    yield clue(label, told, ((day[0] - timedelta(early), day[1] + timedelta(420)),), 2)
    if _NEAR.search(sentence) and not _FAR.search(sentence):
        before, after = (2, 4) if (day[1] - day[0]).days < 5 else (30, 75)
        yield clue(f"{label}, told of those days", told, ((day[0] - timedelta(before), day[1] + timedelta(after)),), 1)
    elif _RECENT.search(sentence) and not _FAR.search(sentence):
        yield clue(f"{label}, kept recently", told, ((day[0], day[1] + timedelta(_LATELY)),), 1)


_OF_A_TEXT = re.compile(
    r"\b(?:signed|adopted|passed|approved|unveiled|ratified|dated|issued|established|founded)"
    r"(?: (?:in|at|by|on behalf) [^.,]{0,60})?(?: on)? $",
    re.IGNORECASE,
)
"""The day on which something was signed or unveiled stands beside the news: "the law passed on May 18"."""


def opening(page: Page, times: Sequence[Expression], mentions: Sequence[Mention], _: Known) -> Iterator[Clue]:
    """A day with its year, told as past in the first sentence that names anyone, is news: the report follows soon."""
    top = next((section.start for section in page.sections if section.role == "body"), 0)
    named_first = min((mention.start for mention in mentions if mention.start >= top), default=top)
    first, closes = sentence_at(page.report.text, named_first + 1)
    for told in times:
        own = resolve(told, UNKNOWN) if told.form in {"day", "range"} and first <= told.start < closes else UNKNOWN
        before = page.report.text[max(first, told.start - 60) : told.start]
        named = before.endswith(" of ") or _OF_A_TEXT.search(before)
        if (
            own.first
            and own.last
            and not named
            and (own.last - own.first).days < 15
            and told_in(page, told.start, told.end) == "past"
        ):
            yield clue("fresh news of that day", told, ((own.first, moved(own.last, 30)),), 1)
            return
