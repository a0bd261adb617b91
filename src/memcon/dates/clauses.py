"""To date a clause that gives no day by the dated verb that it is tied to: "left on Sunday after meeting him"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from memcon.almanac import load_words
from memcon.dates.resolve import RESOLVERS, resolve
from memcon.dates.tense import told_in
from memcon.model import UNKNOWN, Claim, Clue, Expression, Page, When

_ONE = timedelta(1)
_NARROW, _SEASON = timedelta(9), timedelta(366)
"""A dated verb tells its neighbours' days where it took few days; what is equated with a time may be as wide as it."""
_STEPS = 6
_CLAUSE = 60
_SIDES = {**dict.fromkeys(("after", "following", "since"), -1), **dict.fromkeys(("before", "until"), 1)}
"""Words that set a clause below them before (-1) or after (1) what it hangs from."""
_TIES = frozenset({"conj", "advcl", "prep", "pcomp", "pobj", "dobj", "ccomp", "xcomp", "npadvmod", "nsubj", "csubj"})
_LEAVES = frozenset({"leave", "return", "end", "conclude", "finish", "complete", "wrap", "wind", "close", "cap"})
_COUNTED = frozenset({"time", "occasion"})
_UPON = frozenset({"on", "upon"})
_MOVES = frozenset({"arrival", "departure", "return", "landing"})
"""Nouns that tell of a move and may have a day of their own: "upon his arrival on Sunday"."""

_SETTINGS = frozenset({"during", "on", "in", "at"})
_STAYS = frozenset(
    "visit trip tour stay stopover mission summit conference forum session meeting congress ceremony talk".split()
)
"""Words for what something may take place in."""
_STAY = 2
"""A visit that ended on a day had begun so many days before, where it has no more legs than one."""
_BACK = {1: 0, 0: 0, -1: 1, -2: _STAY, -3: 0}
_TOUR = frozenset({"tour", "mission"})

Step = tuple[int, int]
"""A verb and on which side of it a clause lies: before (-1), after (1), or with it (0); -2 within the stay it ended."""


def tied(claim: Claim, page: Page, times: Sequence[Expression], now: When) -> When:
    """The days of a claim told as done whose clause hangs from, or leads to, a verb with a day; else UNKNOWN."""
    trigger = trigger_of(claim, page)
    is_act = claim.family == "engagement" or claim.kind in {"signing", "agreement"}
    if trigger is None or claim.status != "happened" or now.last is None or not is_act:
        return UNKNOWN
    found = bisect_left(page.sentences, claim.start, key=lambda sentence: sentence.end - 1)
    sentence = page.sentences[found]
    at = bisect_left(times, sentence.start, key=lambda told: told.start)
    near: list[Expression] = []
    while at < len(times) and times[at].start < sentence.end and len(near) < 12:
        near.append(times[at])
        at += 1
    dated = {verb: told for told in near if (verb := _dated_verb(told, page, sentence.first)) is not None}
    for verb, side in (*_above(page, trigger), *_below(page, trigger), *_inside(page, trigger)) if dated else ():
        told = dated.get(verb)
        if told and told.start > page.tokens[trigger].start and is_account(claim, page):
            continue  # "told her of his meeting with A and of the summit on Friday"
        when = _days(told, page, now) if told else UNKNOWN
        if told and when.first and when.last and when.last <= now.last:
            is_few = when.last - when.first <= _NARROW or page.tokens[verb].lemma == "be"
            return _set(when.first, when.last, side, told, now.last) if is_few else UNKNOWN
    return UNKNOWN


def trigger_of(claim: Claim, page: Page) -> int | None:
    """The token that tells a claim: the first of its clause with the lemma of its rule."""
    lemma = claim.rule.partition("+")[0].rpartition(".")[2]
    first = bisect_left(page.tokens, claim.start, key=lambda token: token.start)
    inside = range(first, min(first + _CLAUSE, len(page.tokens)))
    return next((k for k in inside if page.tokens[k].start < claim.end and page.tokens[k].lemma.lower() == lemma), None)


def _dated_verb(told: Expression, page: Page, opens: int) -> int | None:
    """The verb that an expression dates: the nearest above it, with no name or clause of something else between."""
    first = bisect_left(page.tokens, told.start, lo=opens, key=lambda token: token.end - 1)
    inside = [k for k in range(first, min(first + 12, len(page.tokens))) if page.tokens[k].start < told.end]
    top = next((k for k in inside if page.tokens[k].head not in inside), None)
    for _ in range(_STEPS if top is not None else 0):
        token = page.tokens[top or 0]
        if token.lemma in _MOVES:
            return top
        set_off = token.dep == "appos" and page.tokens[(top or 1) - 1].word == ","  # "a visit to Lima, May 3-5,"
        if token.dep in {"poss", "compound", "nummod", "amod", "relcl", "acl", "appos"} and not set_off:
            return None
        top = token.head
        if page.tokens[top].tag.startswith("V") or page.tokens[top].lemma in _MOVES:
            return top
    return None


def _above(page: Page, trigger: int) -> Iterator[Step]:
    """The verbs that a clause hangs from, with the side of each on which it lies."""
    at, side, own = trigger, 0, page.tokens[trigger].tag.startswith("V")
    for _ in range(_STEPS):
        token, head = page.tokens[at], page.tokens[at].head
        where = token.dep == "relcl" and "where" in _marks(page, at)
        counted = token.dep == "relcl" and page.tokens[head].lemma in _COUNTED
        if head == at or not (token.dep in _TIES or where or counted):
            return
        side = side or _side(page, at, head)
        if page.tokens[head].lemma in _LEAVES and page.tokens[at].lemma == "from":
            side = -2 if side < 1 else side  # "returned on Monday from Lima, where he met"
        at = head
        if page.tokens[at].tag.startswith("V"):
            if own or side:
                yield at, side
            own = True


def _side(page: Page, below: int, above: int) -> int:
    """On which side of a word above it one below lies."""
    token, head = page.tokens[below], page.tokens[above]
    if token.dep == "prep" and token.lemma.lower() in _SIDES:
        return _SIDES[token.lemma.lower()]
    marks = [_SIDES[mark] for mark in _marks(page, below) if mark in _SIDES]
    if marks:
        return marks[0]
    if token.dep == "relcl" and head.tag[:2] == "NN" and page.tokens[head.head].lemma == "from":
        return -1
    if token.dep == "conj":
        return 1 if below > above else -1
    if _recounts(page, below):
        return -1
    return -1 if token.dep == "ccomp" and head.lemma != "be" else 0


def _recounts(page: Page, below: int) -> bool:
    """Whether the verb above a word tells of it or judges it: "told parliament of his talks", "defended his visit"."""
    token, head = page.tokens[below], page.tokens[page.tokens[below].head]
    opening = load_words()["recounts"].get(head.lemma) if head.tag == "VBD" else None
    if opening is None:
        return False
    return token.dep == "prep" and token.lemma in str(opening).split() if opening else token.dep == "dobj"


def is_account(claim: Claim, page: Page) -> bool:
    """Whether a claim is what somebody gave an account of: "told parliament of his talks with"."""
    trigger = trigger_of(claim, page)
    return trigger is not None and page.tokens[trigger].dep == "pobj" and _recounts(page, page.tokens[trigger].head)


def _below(page: Page, trigger: int) -> Iterator[Step]:
    """The verbs that stand beside a clause's own or hang from it, with the side of each on which the clause lies."""
    at = trigger
    for _ in range(2):
        if page.tokens[at].tag.startswith("V"):
            break
        if page.tokens[at].dep not in {"dobj", "nsubjpass"}:
            return
        at = page.tokens[at].head
    yield from _led(page, at)
    for k in page.children[at]:
        token = page.tokens[k]
        if not token.tag.startswith("V") or token.dep not in {"conj", "advcl"}:
            continue
        marks = [_SIDES[mark] for mark in _marks(page, k) if mark in _SIDES]
        if marks or token.lemma in _LEAVES:
            yield k, -marks[0] if marks else -1
        elif token.dep == "conj" or token.tag == "VBG":
            yield k, -1 if token.dep == "conj" else 0


def _led(page: Page, verb: int) -> Iterator[Step]:
    """What a preposition of time sets beside a verb: "before leaving on Sunday", "after his arrival on Sunday"."""
    for prep in page.children[verb]:
        side = _SIDES.get(page.tokens[prep].lemma.lower()) if page.tokens[prep].dep == "prep" else None
        if side is None and page.tokens[prep].lemma.lower() in _UPON:
            side = 0
        for k in page.children[prep] if side is not None else ():
            if page.tokens[k].dep == "pcomp" or page.tokens[k].lemma in _MOVES:
                yield k, -(side or 0)


def _inside(page: Page, trigger: int) -> Iterator[Step]:
    """The verbs of the clauses that say when that took place in which a clause is set ("on a tour that ended on")."""
    for prep in page.children[trigger]:
        if page.tokens[prep].dep != "prep" or page.tokens[prep].lemma.lower() not in _SETTINGS:
            continue
        nouns = [k for k in page.children[prep] if page.tokens[k].lemma in _STAYS][:1]
        nouns += [k for n in nouns for below in page.children[n] for k in page.children[below]]
        for verb in (k for noun in nouns for k in page.children[noun] if page.tokens[k].dep in {"relcl", "acl"}):
            if any(page.tokens[k].tag == "WDT" for k in page.children[verb]) or page.tokens[verb].tag == "VBG":
                lasted = page.tokens[nouns[0]].lemma in _TOUR
                yield verb, (-3 if lasted else -2) if page.tokens[verb].lemma in _LEAVES else 0


def _marks(page: Page, verb: int) -> list[str]:
    """The words that lead a clause."""
    found = [page.tokens[k] for k in page.children[verb] if page.tokens[k].dep in {"mark", "advmod", "prep"}]
    return [token.lemma.lower() for token in found if token.start < page.tokens[verb].start]


def _days(told: Expression, page: Page, now: When) -> When:
    """The past days of an expression; UNKNOWN for what lies ahead, or is no few days."""
    if told.form not in RESOLVERS or told_in(page, told.start, told.end) == "future":
        return UNKNOWN
    when = resolve(told, now, tense="past")
    return when if when.first and when.last and when.last - when.first <= _SEASON else UNKNOWN


def _set(first: date, last: date, side: int, told: Expression, until: date) -> When:
    """The days of a clause that lies on one side of a dated verb, a day off at most, within the same part of a day."""
    opens = first - timedelta(_BACK[side])
    goes_on = side > 0 and not any(word in load_words()["part_of_day"] for word in told.words.lower().split())
    last = min(last + _ONE, until) if goes_on else last
    rule = "told as done before" if side < 0 else "told as done after" if side else "told with"
    clue = Clue(f"{rule} “{told.words}”", told.words, told.start, told.end, ((opens, last),), 2)
    return When(opens if side > -3 else None, last, "inferred", (clue,))
