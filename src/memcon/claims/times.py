"""To tie each time expression to the word it dates, never to the nearest one."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from memcon.almanac import load_words
from memcon.claims.governed import CAUSING
from memcon.claims.mood import is_measured
from memcon.claims.planned_for import plans_below, to_be_done
from memcon.claims.syntax import after_preposition, governors, is_verb, preposition
from memcon.model import Expression, Page
from memcon.vocabulary import Vocabulary

AHEAD = re.compile(r"\b(?:tomorrow|next|coming|upcoming|later|forthcoming|tonight)\b", re.I)
SURE = re.compile(r"\b(?:tomorrow|next(?! day\b)|coming|upcoming|forthcoming)\b", re.I)
BEHIND = re.compile(r"\b(?:last|recent|ago|yesterday|earlier|previous|past)\b", re.I)
FRESH = re.compile(r"\b(?:yesterday|last (?:night|evening)|earlier|overnight)\b", re.I)
SHARING = frozenset(
    {*("xcomp", "conj", "prep", "pcomp", "pobj", "acomp", "aux", "attr", "nsubj", "nsubjpass", "dobj", "advcl", "acl")}
)
"""Dependencies across which a plan and what is planned share a time."""
BOUND = re.compile(r"\b(within|by|before|until|till|no later than)\s*(?:the\s+)?$", re.I)


def tokens_of(page: Page, expression: Expression, starts: Sequence[int]) -> range:
    """The tokens that an expression covers; `starts` are the tokens' first characters."""
    first = bisect_left(starts, expression.start)
    last = bisect_left(starts, expression.end)
    if first and page.tokens[first - 1].end > expression.start:
        first -= 1
    return range(first, last)


def looks_ahead(expression: Expression) -> bool:
    """Whether an expression's own words point after the telling ("next week"), and not into the past ("last June")."""
    return bool(AHEAD.search(expression.words)) and not BEHIND.search(expression.words)


def looks_back(expression: Expression) -> bool:
    """Whether an expression's own words point before the telling ("last month", "two years ago")."""
    return bool(BEHIND.search(expression.words)) and not AHEAD.search(expression.words)


def is_sure(expression: Expression) -> bool:
    """Whether an expression tells a time that has yet to come: not "later", nor "the next day" of a tale."""
    return looks_ahead(expression) and bool(SURE.search(expression.words))


def is_fresh(expression: Expression) -> bool:
    """Whether an expression looks back a day at most ("last night", "earlier on Monday"): what it opens may go on."""
    return looks_back(expression) and bool(FRESH.search(expression.words))


def dated(page: Page, times: Sequence[Expression], triggers: Mapping[int, object]) -> dict[int, list[Expression]]:
    """Token → the expressions that date it: the nearest verb or event noun above each expression."""
    starts = [t.start for t in page.tokens]
    found: dict[int, list[Expression]] = {}
    for expression in times:
        covered = tokens_of(page, expression, starts)
        if not covered:
            continue
        inner = set(covered)
        top = next((t for t in covered if page.tokens[t].head not in inner or page.tokens[t].head == t), covered[0])
        joined = _beside(page, top)
        target = _dated_word(page, top if joined is None else joined, triggers)
        if target is None or (follows_since(page, covered[0]) and not _lasts(page, target)):
            continue
        found.setdefault(target, []).append(expression)
    return found


def follows_since(page: Page, token: int) -> bool:
    """Whether "since" leads to a token: what is told has lasted from then on."""
    return token > 0 and page.tokens[token - 1].lemma == "since"


def _lasts(page: Page, verb: int) -> bool:
    """Whether a verb in the perfect tells what goes on ("has been in Lima since"), no want of it ("has not met")."""
    around = {page.tokens[k].word.lower() for k in page.children[verb] if page.tokens[k].dep in ("aux", "neg")}
    return bool(around & {"has", "have", "’ve", "'ve"}) and not around & {"not", "n't", "n’t", "never"}


def _beside(page: Page, top: int) -> int | None:
    """The day that another is coordinated with ("on Monday *and Tuesday*"), if only a conjunction stands between."""
    head = page.tokens[top].head
    near = page.tokens[top].dep == "conj" and 0 < top - head <= _CLOSE and page.tokens[head].tag[:3] == "NNP"
    return head if near else None


_CLOSE = 3
ORDERING = frozenset({"follow", "precede"})
"""Verbs with a different event on each side."""
_COUNTED = frozenset({"time", "occasion"})
"""Nouns that count a verb, no event of their own: "met three times last year"."""


def _dated_word(page: Page, top: int, triggers: Mapping[int, object]) -> int | None:
    """The nearest event noun or verb above an expression's top token."""
    if top in triggers or is_verb(page, top):
        return top
    below = top
    for above in governors(page, top):
        if above in triggers or is_verb(page, above):
            return above
        if page.tokens[above].lemma in ("following", "after") and any(
            page.tokens[k].tag == "CD" for k in page.children[above]
        ):
            return above  # "the second of their summits, following one in July"
        if page.tokens[above].lemma in _COUNTED:
            below = above
            continue
        if page.tokens[above].tag[:2] == "NN" and not _is_setting(page, above) and not _passes(page, below, above):
            return above  # the day of something else: "the celebrations for the 80th anniversary"
        below = above
    return None if below == top else below


def _passes(page: Page, below: int, name: int) -> bool:
    """Whether an adverbial only leans on a name ("in Lima, Peru, on Friday"), unlike "the 2019 Lima Forum"."""
    leans = page.tokens[below].dep in ("prep", "npadvmod")
    set_off = page.tokens[below].dep == "appos" and page.tokens[below - 1].word == ","  # "to Peru, March 3-5,"
    return page.tokens[name].tag in ("NNP", "NNPS") and (leans or set_off)


def _is_setting(page: Page, noun: int) -> bool:
    """Whether a noun is where or when its verb's event takes place ("met at a ceremony on Friday")."""
    prep = page.tokens[noun].head
    return page.tokens[noun].dep == "pobj" and page.tokens[prep].lemma in ("in", "at", "during", "on", "for")


def of_claim(
    page: Page, trigger: int, carrier: int, found: Mapping[int, list[Expression]], words: Vocabulary
) -> list[Expression]:
    """The expressions of a claim: its own word's, its carrier's, else those of what plans it ("is due to meet on")."""
    if _is_offset(page, trigger):  # its day is counted from the clause's, which is not told as its own
        at = page.tokens[page.tokens[trigger].head - 1].start
        return found.get(trigger) or [e for told in found.values() for e in told if e.start <= at < e.end]
    if page.tokens[carrier].lemma in ORDERING and trigger != carrier:
        found = {**found, carrier: _of_side(page, trigger, carrier, found.get(carrier, []))}
    near = (trigger, carrier, *_events_above(page, trigger, carrier), *_settings(page, trigger, carrier, words))
    if is_ahead := _is_ahead(page, trigger):
        near = (trigger,)  # "held talks on Monday ahead of the summit"
    below = [k for k in page.children[trigger] if page.tokens[k].dep in ("acl", "relcl", "amod", "appos")]
    below = [k for k in below if page.tokens[k].lemma not in CAUSING]
    below += [*plans_below(page, trigger), *to_be_done(page, trigger, carrier)]
    lasting = [k for k in after_preposition(page, carrier, ("for",)) if page.tokens[k].tag[:2] == "NN"]
    begun = [k for at in (carrier, *lasting) for k in page.children[at]]  # "will be there for two days starting Monday"
    below += [k for k in begun if page.tokens[k].lemma in ("begin", "start", "open")]
    begun = [k for k in page.children[trigger] if page.tokens[k].dep == "acl" and page.tokens[k].lemma in BEGINNING]
    near += () if is_ahead else tuple(_spent_in(page, carrier, words))
    for at in (trigger, *begun, *near, *below):  # "met on Friday ahead of the talks starting on Sunday"
        if found.get(at) and not (at in (carrier, trigger) and _is_of_word(page, trigger, carrier, found[at], words)):
            return found[at]
    if is_ahead:
        return []
    plan = next((at for at in _planners(page, carrier, words) if found.get(at)), None)
    if plan is not None:
        return [] if _is_of_plan(page, plan, carrier, found[plan], words) else found[plan]
    return next((found[at] for at in _visited(page, carrier) if found.get(at)), []) or _when(page, carrier, found)


def _is_ahead(page: Page, event: int) -> bool:
    """Whether a clause tells what took place ahead of an event ("held talks on Monday ahead of the summit")."""
    prep = page.tokens[event].head
    if page.tokens[event].dep != "pobj":
        return False
    set_off = page.tokens[prep].lemma == "before" and page.tokens[prep - 1].word == ","
    return set_off or preposition(page, prep) == "ahead_of"


def _of_side(page: Page, trigger: int, verb: int, told: Sequence[Expression]) -> list[Expression]:
    """Of the times of a verb that orders two events those on an event's side: "Monday's followed one on Friday"."""
    return [e for e in told if (e.start < page.tokens[verb].start) == (trigger < verb)]


ATTENDING = frozenset(
    {"attend", "join", "watch", "witness", "address", "open", "inaugurate", "mark", "celebrate", "sign"}
)


def of_purpose(page: Page, trigger: int, carrier: int, found: Mapping[int, list[Expression]]) -> list[Expression]:
    """The expressions of what a visit is to be made for ("will visit Oslo to attend the ceremonies on May 3")."""
    aims = [
        k for at in (carrier, trigger) for k in page.children[at] if page.tokens[k].dep in ("advcl", "xcomp", "acl")
    ]
    aims = [k for k in aims if page.tokens[k].tag == "VB" and page.tokens[k].lemma in ATTENDING]
    below = [o for k in aims for o in page.children[k] if page.tokens[o].dep == "dobj"]
    below += after_preposition(page, carrier, ("for",))  # "will travel to Oslo for a conference on May 3"
    return next((found[at] for at in (*aims, *below) if found.get(at)), [])


BEGINNING = frozenset({"begin", "start", "open", "resume"})


def _is_offset(page: Page, noun: int) -> bool:
    """Whether an event lies so long before or after what its clause dates ("on Monday, a day after the talks")."""
    prep = page.tokens[noun].head
    is_side = page.tokens[noun].dep == "pobj" and page.tokens[prep].lemma in ("before", "after")
    return is_side and is_measured(page, prep) and page.tokens[prep - 1].dep == "npadvmod"


def _is_of_plan(page: Page, verb: int, carrier: int, told: Sequence[Expression], words: Vocabulary) -> bool:
    """Whether a day is that of a decision, not that of what was decided: "agreed on Monday to meet"."""
    planned = page.tokens[verb].tag == "VBD" and page.tokens[verb].lemma in words.governs["verbs"]
    return planned and told[-1].end < page.tokens[carrier].start


def _is_of_word(page: Page, trigger: int, verb: int, told: Sequence[Expression], words: Vocabulary) -> bool:
    """Whether a day is that on which word of an event was given: "the trip was announced in January", not "for"."""
    if is_recounted(page, trigger, verb):
        return told[-1].end <= page.tokens[trigger].start and not any(looks_ahead(e) for e in told)
    if page.tokens[verb].lemma not in words.words["says.verbs"] or trigger == verb:
        return False
    above = page.tokens[page.tokens[trigger].head].head  # "confirmed the postponement of a visit"
    if page.tokens[trigger].dep == "dobj" or (page.tokens[trigger].dep == "pobj" and page.tokens[above].dep == "dobj"):
        return _is_word_given(page, trigger, verb, told)
    if page.tokens[trigger].dep != "nsubjpass":
        return False
    before = [t.lemma for t in page.tokens[trigger:] if t.end <= told[0].start][-2:]
    return "for" not in before


def _is_word_given(page: Page, trigger: int, verb: int, told: Sequence[Expression]) -> bool:
    """Whether somebody spoke of an event on a day: "on Tuesday confirmed a visit", "announced the visit on Monday"."""
    if page.tokens[verb].tag not in ("VBD", "VBN") or any(looks_ahead(e) for e in told):
        return False
    known = any(page.tokens[k].lemma in ("the", "this") or page.tokens[k].dep == "poss" for k in page.children[trigger])
    is_news = known and page.tokens[verb].lemma in ANNOUNCING and told[0].form in ("weekday", "day")
    return told[-1].end <= page.tokens[trigger].start or is_news


def is_recounted(page: Page, event: int, verb: int) -> bool:
    """Whether a past verb tells of an event or judges it: "told parliament of his talks", "defended his trip"."""
    opening = load_words()["recounts"].get(page.tokens[verb].lemma)
    if opening is None or page.tokens[verb].tag not in ("VBD", "VBN"):
        return False
    token = page.tokens[event]
    if token.dep == "pobj" and page.tokens[token.head].lemma == "of" and page.tokens[token.head].head != verb:
        token = page.tokens[page.tokens[token.head].head]  # "praised the outcome of his talks"
    prep = page.tokens[token.head]
    if token.dep == "pobj" and prep.head == verb:
        return prep.lemma in str(opening).split()
    return token.dep == "dobj" and token.head == verb


ANNOUNCING = frozenset({"announce", "confirm", "disclose", "reveal"})
"""Verbs that give the news of an event, on a day of their own."""


def _when(page: Page, verb: int, found: Mapping[int, list[Expression]]) -> list[Expression]:
    """The time of which a clause tells what else was then: "in January, when he visited Lima"."""
    above = page.tokens[page.tokens[verb].head]
    if page.tokens[verb].dep != "relcl" or not any(page.tokens[k].lemma == "when" for k in page.children[verb]):
        return []
    return [e for told in found.values() for e in told if e.start <= above.start < e.end]


def _visited(page: Page, verb: int) -> Iterator[int]:
    """The verb that led to where something was then done ("paid a visit to Lima on Monday, *where he signed*")."""
    where = any(page.tokens[k].word.lower() == "where" for k in page.children[verb])
    if where and page.tokens[verb].dep == "relcl" and page.tokens[verb].tag == "VBD":
        over = [above for above in governors(page, verb) if is_verb(page, above) and above != verb]
        yield from () if over and page.tokens[over[0]].lemma in LEAVING else over


LEAVING = frozenset({"return", "leave", "depart"})
"""Verbs whose day is not that of what was done in the place they lead from: "returned on Monday from Peru, where"."""
ROUNDS = frozenset({"round", "series", "session", "set", "day"})


def _events_above(page: Page, trigger: int, carrier: int) -> Iterator[int]:
    """The nouns between an elliptic word and its carrier ("several meetings on Friday, including one with"), and the
    rounds of an event ("ended a round of talks on Tuesday")."""
    for above in governors(page, trigger):
        is_part = page.tokens[above].lemma in ROUNDS or page.tokens[trigger].lemma in ("one", "another")
        if above == carrier or is_verb(page, above) or not (is_part or page.tokens[above].dep == "prep"):
            return
        yield above


def is_spent_in(page: Page, noun: int, verb: int) -> bool:
    """Whether an event is what those who met did: "met for talks", "met over lunch"."""
    prep = page.tokens[noun].head
    return page.tokens[prep].head == verb and page.tokens[prep].lemma in ("for", "over")


def _spent_in(page: Page, verb: int, words: Vocabulary) -> Iterator[int]:
    """The meetings that a verb of meeting was spent in ("met for talks on Monday")."""
    if any(frame.kind == "meeting" for frame in words.frames.get(page.tokens[verb].lemma, ())):
        nouns = after_preposition(page, verb, ("for", "over"))
        yield from (noun for noun in nouns if words.nouns.get(page.tokens[noun].lemma) == "meeting")


def _settings(page: Page, trigger: int, carrier: int, words: Vocabulary) -> Iterator[int]:
    """The nouns that say where it took place ("met at the summit on July 8", "on the sidelines of the summit on …")."""
    goes = any(frame.kind == "visit" for frame in words.frames.get(page.tokens[carrier].lemma, ()))
    into = ("at", "during", "in", "on", *(("to",) if goes else ()))  # "will travel to the November summit"
    for prep in (k for at in (trigger, carrier) for k in page.children[at]):
        if page.tokens[prep].dep == "prep" and page.tokens[prep].lemma in into:
            for noun in page.children[prep]:
                yield noun
                if page.tokens[noun].lemma in words.words["formats.sidelines"]:
                    yield from after_preposition(page, noun, ("of",))


PREPARING = frozenset(
    "prepare plan arrange organise organize propose finalise finalize discuss seek set lay pave".split()
)
"""Verbs of those who are at work on an event that comes later."""


def _planners(page: Page, carrier: int, words: Vocabulary) -> Iterator[int]:
    """The words above a carrier as far as they plan it or share its time; not those that only report it."""
    at = carrier
    if page.tokens[carrier].lemma in PREPARING:
        return  # "arrived on Tuesday to prepare a summit"
    for above in governors(page, carrier):
        lemma = page.tokens[above].lemma
        shares = page.tokens[at].dep in SHARING
        if not shares or (page.tokens[at].dep == "conj" and (has_subject(page, at) or _turns(page, at, above))):
            return
        if lemma in words.words["says.verbs"] and lemma not in words.governs["verbs"]:
            return
        yield above
        at = above


def _turns(page: Page, verb: int, other: int) -> bool:
    """Whether two coordinated verbs stand in different tenses ("arrived on Monday and is to meet")."""
    told = {_is_told_past(page, at) for at in (verb, other)}
    return told == {True, False}


def _is_told_past(page: Page, verb: int) -> bool | None:
    """Whether a verb is told as past; None where its form does not say."""
    modal = any(page.tokens[k].tag == "MD" for k in page.children[verb])
    return (
        True if page.tokens[verb].tag == "VBD" else False if modal or page.tokens[verb].tag in ("VBZ", "VBP") else None
    )


STAYING_AWAY = frozenset({"skip", "miss", "snub", "boycott"})
"""Verbs that are done on the day of what they call off."""


def of_event(page: Page, carrier: int, told: Sequence[Expression]) -> list[Expression]:
    """Of the times of a verb that cancels those that must be its event's: "cancelled a trip to Lima *next week*"."""
    if page.tokens[carrier].lemma in STAYING_AWAY:
        return list(told)
    present = page.tokens[carrier].tag in ("VBZ", "VBP", "VBG")
    wide = [e for e in told if e.form in ("month", "season", "year")]  # "called off in September a trip": of that month
    return [e for e in told if looks_ahead(e) or (present and e.form == "unit" and e.parts[1:2] == (0,))] or wide


def has_subject(page: Page, verb: int) -> bool:
    """Whether a coordinated verb has a subject of its own, and so tells of something else."""
    return any(page.tokens[k].dep in ("nsubj", "nsubjpass") for k in page.children[verb])


def is_passed(text: str, expression: Expression) -> bool:
    """Whether an event comes only after a day ("no meeting after January"); not "after Monday's talks"."""
    before, after = text[max(0, expression.start - 12) : expression.start], text[expression.end : expression.end + 2]
    return before.rstrip().lower().endswith(" after") and after not in ("'s", "’s")


def bound(text: str, expression: Expression) -> str:
    """What an expression bounds: a deadline ("by June", "within two weeks"), an end ("until May 10"), else the day."""
    before = BOUND.search(text[max(0, expression.start - 24) : expression.start])
    if text[max(0, expression.start - 12) : expression.start].rstrip().lower().endswith("since"):
        return "since"
    word = (before.group(1) if before else expression.words.split()[0]).lower()
    if word in ("until", "till"):
        return "until"
    return "deadline" if word in ("within", "by", "before", "no") else "day"
