"""To tell from the time words of a clause whether its event lies ahead or behind."""

from msgspec import Struct

from memcon.claims.syntax import governors, kids
from memcon.model import Page
from memcon.vocabulary import Vocabulary

ADVERBIALS = ("npadvmod", "prep", "pobj", "advmod", "amod", "nmod", "attr")
ORDER = frozenset({"from", "then", "next", "later", "afterwards", "thereafter", "after"})
LEADING = frozenset({"on", "in", "from", "by", "within"})
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


class Context(Struct, frozen=True):
    """What status needs to know beside grammar: the words, and which tokens of time look ahead or back."""

    page: Page
    words: Vocabulary
    ahead: frozenset[int] = frozenset()  # tokens of expressions that look ahead ("next week", "tomorrow")
    behind: frozenset[int] = frozenset()  # tokens of expressions that look back ("last month", "in 1991")
    fresh: frozenset[int] = frozenset()  # of these, tokens of the last day ("yesterday", "last night")
    sure: frozenset[int] = frozenset()  # of those that look ahead, tokens of whole days to come ("next April")
    timed: frozenset[int] = frozenset()  # tokens of any time expression
    headline: frozenset[int] = frozenset()  # tokens of headlines
    gone: frozenset[int] = frozenset()  # tokens of days of the calendar that lie before the telling


def has_time(at: int, context: Context) -> bool:
    """Whether a time adverb or a bare day hangs from a verb ("leaves Monday", "visits on Friday", "in May")."""
    page = context.page
    if looks_ahead(at, context):
        return True
    told = [k for k in kids(page, at, "npadvmod") if page.tokens[k].tag[:1] == "N" and k in context.timed]
    if told:
        return at not in context.headline or any(_is_current(k, page) for k in told)
    aims = [k for k in kids(page, at, "prep") if k > at and page.tokens[k].lemma in ("on", "for")]
    goals = [o for k in aims for o in kids(page, k, "pobj")]  # "arrives on a visit on Friday"
    events = [o for o in (*kids(page, at, "dobj"), *goals) if page.tokens[o].lemma in context.words.nouns]
    preps = [k for over in (at, *events) for k in kids(page, over, "prep") if page.tokens[k].lemma in LEADING]
    named = [o for prep in preps for o in kids(page, prep, "pobj")]
    return any(page.tokens[o].word in DAYS or o in context.timed - context.behind - context.gone for o in named)


def _is_current(unit: int, page: Page) -> bool:
    """Whether a unit of time is the present one: of "visits Lima this week" some may be gone, of the visit nothing."""
    return any(page.tokens[k].lemma == "this" for k in kids(page, unit, "det"))


def is_to_come(at: int, context: Context) -> bool:
    """Whether a present tense tells a plan: with a day, or as a next step ("then he flies to Lima")."""
    page = context.page
    if has_time(at, context):
        return True
    if at in context.headline:
        return False
    before = [k for k in page.children[at] if k < at and page.tokens[k].dep in ("advmod", "prep")]
    if any(page.tokens[k].lemma in ORDER for k in before):
        return True
    is_pronoun = any(page.tokens[k].tag == "PRP" for k in kids(page, at, "nsubj"))
    return is_pronoun and any(page.tokens[a].tag == "MD" for g in governors(page, at) for a in kids(page, g, "aux"))


def looks_ahead(at: int, context: Context) -> bool:
    """Whether a time expression under a token looks ahead ("next week", "tomorrow", "later this month")."""
    return _stands_under(at, context.ahead, context.page)


def looks_behind(at: int, context: Context) -> bool:
    """Whether a time expression under a token looks back ("last month", "two years ago")."""
    return _stands_under(at, context.behind, context.page)


def is_long_past(at: int, context: Context) -> bool:
    """Whether a time expression under a token looks further back than a day ("last month"; not "last night")."""
    return _stands_under(at, context.behind - context.fresh, context.page)


def is_to_be(noun: int, context: Context) -> bool:
    """Whether an event noun's own time has yet to come ("his trip to Tokyo next April")."""
    return _stands_under(noun, context.sure, context.page)


def _stands_under(at: int, tokens: frozenset[int], page: Page) -> bool:
    """Whether one of these tokens stands in an adverbial under a token."""
    stack = [at]
    while stack:
        token = stack.pop()
        if token in tokens:
            return True
        stack += [k for k in page.children[token] if page.tokens[k].dep in ADVERBIALS]
    return False
