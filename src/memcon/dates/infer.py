"""To infer the days of a claim whose clause gives none, from where it stands in the report and how it is told."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from msgspec.structs import replace

from memcon.almanac import load_words
from memcon.dates.beside import story_day
from memcon.dates.recent import harks_back, recent
from memcon.dates.resolve import resolve
from memcon.dates.tense import tense_at
from memcon.model import UNKNOWN, Claim, Clue, Expression, Page, Section, Token, When

_LEAD_PARAGRAPHS = 2
_LEAD = 900
"""So many characters from its first claim on a lead reaches at most: many feeds lose the breaks of paragraphs."""
_ONE = timedelta(1)
_WIDE = 60
"""A clause of more tokens is no clause."""
STORY = "told after"
FRESH = timedelta(2)
"""News of the body tells of the day, the day before, and what the weekend left."""
_BEFORE = 20
"""An expression that ends so many characters before a clause leads to it: "six years after" they had met."""
_AFTER = 40
"""So many characters after a clause what follows may still belong to it."""


def lead_end(page: Page, claims: Sequence[Claim]) -> int:
    """The end of the second paragraph of the first body section that tells of anything: there news is today's."""
    text = page.report.text
    body = next((section for section in page.sections if section.role == "body"), None)
    if body is None:
        return 0
    starts = sorted(claim.start for claim in claims if body.start <= claim.start < body.end)
    if not starts:
        return body.start
    end = body.start
    for _ in range(_LEAD_PARAGRAPHS):
        at = bisect_left(starts, end)
        if at == len(starts):
            break
        line = text.find("\n", starts[at], body.end)
        end = body.end if line < 0 else line
    return min(end, max(starts[0] + _LEAD, _sentence_end(page, starts[0])))


def _sentence_end(page: Page, at: int) -> int:
    """The end of the sentence that holds a character."""
    found = bisect_left(page.sentences, at, key=lambda sentence: sentence.end - 1)
    return page.sentences[found].end if found < len(page.sentences) else at


def fresh(now: When, standing: str) -> When:
    """The days of which a lead tells as news, the day of the telling or the one before; UNKNOWN anywhere else."""
    if standing != "lead" or now.first is None or now.last is None:
        return UNKNOWN
    return _reasoned("told as news: that day or the day before", now.first - _ONE, now.last)


def inferred(claim: Claim, section: Section, page: Page, times: Sequence[Expression], *, standing: str) -> When:
    """The days of a claim whose clause gives none; `standing` is lead (or headline), body or elsewhere."""
    now = section.now
    if now.first is None and now.last is None:
        return UNKNOWN
    status = "happened" if claim.kind == "invitation" else claim.status
    if status == "ongoing":
        return _reasoned("under way when told", _by(now.first, -_ONE), _by(now.last, _ONE))
    if status == "happened" and now.first and now.last:
        if latest := recent(claim, page, now):
            return latest
        if standing == "lead" and not _is_older(claim, page, times):
            return _since_story(claim, page, times) or fresh(now, standing)
        if standing == "body" and _is_told_fresh(claim, page, times, now):
            rule = "told in the past tense among the day's news"
            return _since_story(claim, page, times) or _reasoned(rule, now.first - FRESH, now.last)
    if status == "denied" and _RULED_OUT.search(page.report.text, *_around(claim)):
        return _reasoned("ruled out for the time to come", now.first, None)
    if status in {"happened", "denied"}:
        return _reasoned("told as past, no day given", None, now.last)
    if status == "scheduled" and now.first and now.last and _is_there_for(claim, page):
        return _reasoned("told of one who is there for it", now.first - _ONE, now.last + _ONE)
    if status == "scheduled" and was_to(page.report.text, claim):
        return _reasoned("told as to come in the past tense, no day given", _by(now.first, -FRESH), None)
    if status in {"scheduled", "proposed", "possible"}:
        return _reasoned("told as to come, no day given", now.first, None)
    if status == "cancelled" and standing == "lead" and _is_off_now(claim, page, times, now):
        return _reasoned("called off when told, no day given", _by(now.first, -FRESH), None)
    return UNKNOWN


_RULED_OUT = re.compile(
    r"\b(?:(?:will|shall|would) (?:not|never|neither|.{0,40}?be no)|(?:won|wouldn|shan)[’']t|not (?:going|planning) to"
    r"|(?:has|have|had) no (?:\w+ ){0,2}(?:plans?|intention|wish|desire)|rul(?:e|es|ed|ing) out)\b",
    re.IGNORECASE,
)
"""What denies that something is to be: "will not go", "there will be no meeting", "has no plans to meet"."""


def _is_off_now(claim: Claim, page: Page, times: Sequence[Expression], now: When) -> bool:
    """Whether what is told as called off is so today, with no older time and no "had" about it."""
    end = min(claim.end + _AFTER, _sentence_end(page, claim.start))
    is_old = _tells_older(page, times, now, claim.start - _AFTER, end)
    return not is_old and not _is_pluperfect(page, claim.start, claim.end)


_WAS_TO = re.compile(
    r"\b(?:was|were|had been) (?:\w+ )?(?:to|due|scheduled|expected|planning|set|slated|supposed)\b[^.]*$",
    re.IGNORECASE,
)
"""What was to be may have been on the last such day or be on the next one: the nearer is meant."""
_LED = 40


def was_to(text: str, claim: Claim, end: int | None = None) -> bool:
    """Whether a claim is told as to come in the past tense up to a character: "they were to sign"."""
    return _WAS_TO.search(text, max(0, claim.start - _LED), claim.end if end is None else end) is not None


def _is_there_for(claim: Claim, page: Page) -> bool:
    """Whether one who takes part is told to be in a place for an event: "Mubarak, in Paris for talks with Chirac"."""
    lemma = claim.rule.partition("+")[0].rpartition(".")[2]
    first = bisect_left(page.tokens, claim.start, key=lambda token: token.start)
    for at in range(first, min(first + _WIDE, len(page.tokens))):
        token = page.tokens[at]
        if token.start >= claim.end:
            return False
        led = page.tokens[token.head]
        if token.lemma == lemma and token.dep == "pobj" and led.lemma == "for" and _is_in(page, led.head):
            return True
    return False


def _is_in(page: Page, head: int) -> bool:
    """Whether a name or a plain "is" has an "in" beside it: "Chirac, in Lima", "is in Lima", not "will be in"."""
    below = [page.tokens[k] for k in page.children[head]]
    here = page.tokens[head].tag == "NNP" or (
        page.tokens[head].lemma == "be" and page.tokens[head].tag in {"VBZ", "VBP"}
    )
    moved = any(token.tag == "MD" or token.dep in {"acomp", "neg"} for token in below)
    return here and not moved and any(token.lemma == "in" and token.dep == "prep" for token in below)


def _since_story(claim: Claim, page: Page, times: Sequence[Expression]) -> When | None:
    """From the day that the story has told before a claim to two days on, where that lies before what is fresh news."""
    now = page.sections[claim.section].now
    story = story_day(claim, page, times, now)
    if story is None or now.first is None or now.last is None or story.days[0][0] >= now.first - _ONE:
        return None
    first, last = story.days[0][0], min(story.days[0][1] + FRESH, now.last)
    return When(first, last, "inferred", (replace(story, rule=f"{STORY} “{story.words}”", days=((first, last),)),))


def _is_older(claim: Claim, page: Page, times: Sequence[Expression]) -> bool:
    """Whether a clause goes back behind the news: "had met", "six years after they met"."""
    if _is_pluperfect(page, claim.start, claim.end) or _AT_LATEST.search(page.report.text, *_around(claim)):
        return True
    if harks_back(claim, page):
        return True
    at = bisect_left(times, claim.start - _BEFORE, key=lambda told: told.end)
    return any(
        told.form == "offset_event" and told.parts[0] == 1 and told.parts[-1] in {"year", "month", "decade"}
        for told in times[at : at + 3]
        if told.end <= claim.start + _BEFORE
    )


_AT_LATEST = re.compile(
    r"\b(?:at|during|in|since) (?:the|its|his|her|their) (?:latest|last|previous|earlier|most recent) (?:\w+ ){0,3}"
    r"(?:talks|meetings?|visits?|summits?|rounds?|sessions?|trips?|negotiations|consultations)\b",
    re.IGNORECASE,
)
"""What was reached "at the latest talks" is the news; the talks may be weeks back."""


def _around(claim: Claim) -> tuple[int, int]:
    """The characters of a claim with those that lead to it."""
    return max(0, claim.start - _BEFORE), claim.end


def _is_pluperfect(page: Page, start: int, end: int) -> bool:
    """Whether a clause's own verb is told with "had" and a participle; a clause after "said" may be the day's news."""
    if not page.tokens:
        return " had " in page.report.text[start:end]
    first = bisect_left(page.tokens, start, key=lambda token: token.start)
    for token in page.tokens[first : first + 60]:
        if token.start >= end:
            return False
        if token.word.lower() in {"had", "’d", "'d"} and token.dep in {"aux", "auxpass"}:
            verb = page.tokens[token.head]
            return verb.dep != "ccomp"
    return False


def _is_told_fresh(claim: Claim, page: Page, times: Sequence[Expression], now: When) -> bool:
    """Whether a clause tells in the plain past what its sentence reports, without older times or a look back."""
    found = bisect_left(page.sentences, claim.start, key=lambda sentence: sentence.end - 1)
    if found == len(page.sentences):
        return False
    sentence = page.sentences[found]
    if _tells_older(page, times, now, sentence.start, min(sentence.end, claim.end + _AFTER)):
        return False
    if _AT_LATEST.search(page.report.text, *_around(claim)):
        return False
    tokens = [token for token in page.tokens[sentence.first : sentence.last] if token.start < claim.end]
    if any(token.word.lower() in _back() and not _goes_on(page, token) for token in tokens):
        return False
    return is_narrated(claim, page)


def _tells_older(page: Page, times: Sequence[Expression], now: When, start: int, end: int) -> bool:
    """Whether an expression among some characters means days that lie before the news."""
    at = bisect_left(times, start, key=lambda told: told.end)
    while at < len(times) and times[at].start < end:
        if not _names_wishes(times[at], page.report.text) and not _is_near(times[at], page.report.text, now):
            return True
        at += 1
    return False


def is_narrated(claim: Claim, page: Page) -> bool:
    """Whether a clause tells in the plain past what its sentence reports, no background of it ("who had met")."""
    found = bisect_left(page.sentences, claim.start, key=lambda sentence: sentence.end - 1)
    if found == len(page.sentences):
        return False
    sentence = page.sentences[found]
    inside = [k for k in range(sentence.first, sentence.last) if claim.start <= page.tokens[k].start < claim.end]
    return any(_is_reported(page, verb) for verb in _carriers(page, inside))


def _goes_on(page: Page, token: Token) -> bool:
    """Whether a word leads on to what was done next ("he then went") or begins a story ("his first stop was")."""
    if token.lemma == "first":
        return page.tokens[token.head].lemma in _STEPS
    return token.lemma == "then" and token.dep == "advmod" and page.tokens[token.head].tag == "VBD"


_STEPS = frozenset({"stop", "leg", "day", "step", "port"})


_WISHES = re.compile(r"(?:['’]s?)? (?:\w+ ){0,2}(?:greetings?|wishes|messages?|felicitations|congratulations|gifts?)\b")


def _names_wishes(told: Expression, text: str) -> bool:
    """Whether a feast only says what wishes are for: "conveyed his New Year greetings"."""
    return told.form == "feast" and bool(_WISHES.match(text, told.end))


def _is_near(told: Expression, text: str, now: When) -> bool:
    """Whether an expression means days of the news or later ones."""
    when = resolve(told, now, tense=tense_at(text, told.start, told.end))
    return bool(when.first and when.last and now.first and when.first >= now.first - FRESH)


def _carriers(page: Page, tokens: Sequence[int]) -> Iterator[int]:
    """The verbs on which the tokens of a clause hang: those among them, else the first above each of its tops."""
    verbs = [k for k in tokens if page.tokens[k].tag.startswith("V")]
    yield from verbs
    for top in () if verbs else [k for k in tokens if page.tokens[k].head not in tokens][:3]:
        above = next((k for k in _above(page, top) if page.tokens[k].tag.startswith("V")), None)
        yield from () if above is None else (above,)


def _above(page: Page, token: int) -> Iterator[int]:
    """The heads above a token, six at most."""
    for _ in range(6):
        head = page.tokens[token].head
        if head == token:
            return
        yield head
        token = head


_TOGETHER = frozenset({"while", "as", "before", "after"})
"""Words that tie a clause to what its sentence reports of the same days."""


def _is_reported(page: Page, verb: int) -> bool:
    """Whether a verb in the plain past tells what its sentence reports: its main verb, one beside it, or tied to it."""
    token = page.tokens[verb]
    if token.head == verb:
        return _is_plain_past(page, verb)
    above = page.tokens[token.head]
    if token.dep == "conj" and above.tag.startswith("V"):
        return _is_plain_past(page, verb) and _is_past(page, token.head)
    marks = {
        page.tokens[k].word.lower()
        for k in page.children[verb]
        if page.tokens[k].dep == "mark" or page.tokens[k].tag == "WRB"
    }
    if token.dep == "relcl" and _is_of_day(page, verb):
        return _is_plain_past(page, verb)
    if token.dep == "relcl":
        return "where" in marks and _is_plain_past(page, verb) and _is_narrated(page, token.head)
    if token.dep == "ccomp":
        recalled = above.lemma in load_words()["recalls"]
        return not recalled and _is_plain_past(page, verb) and _is_past(page, token.head)
    if token.dep == "advcl" and token.tag == "VBG":
        return not marks and _is_past(page, token.head)
    if token.dep == "advcl" and marks:
        return marks <= _TOGETHER and _is_plain_past(page, verb) and _is_past(page, token.head)
    return False


def _is_of_day(page: Page, verb: int) -> bool:
    """Whether a verb is told with a part of the day alone: "whom he met in the morning"."""
    for prep in (k for k in page.children[verb] if page.tokens[k].dep == "prep"):
        if any(page.tokens[k].lemma in load_words()["part_of_day"] for k in page.children[prep]):
            return True
    return False


def _is_narrated(page: Page, noun: int) -> bool:
    """Whether a noun hangs on a main verb told in the past: "he went to the palace, where"."""
    return any(_is_past(page, above) for above in _above(page, noun))


def _is_past(page: Page, verb: int) -> bool:
    """Whether a main verb is told in the past."""
    return page.tokens[verb].tag == "VBD" and page.tokens[verb].head == verb


_STATES = frozenset({"be", "have", "follow", "remain", "seem"})
"""Verbs that tell how things stood or in what order, not what was done."""


def _is_plain_past(page: Page, verb: int) -> bool:
    """Whether a verb of action stands in the simple past, active or passive."""
    token = page.tokens[verb]
    if token.tag == "VBN":
        helpers = [page.tokens[k] for k in page.children[verb] if page.tokens[k].dep in {"aux", "auxpass"}]
        return [helper.tag for helper in helpers] == ["VBD"] and helpers[0].dep == "auxpass"
    held = token.lemma == "have" and any(page.tokens[k].dep == "dobj" for k in page.children[verb])  # "had a meeting"
    return token.tag == "VBD" and (held or token.lemma not in _STATES)


@cache
def _back() -> frozenset[str]:
    """Words that lead away from the day of the telling."""
    return frozenset(load_words()["looks_back"])


def _by(day: date | None, step: timedelta) -> date | None:
    """A day moved, where there is one."""
    return day + step if day else None


def _reasoned(rule: str, first: date | None, last: date | None) -> When:
    """Inferred days with the rule as their reason."""
    if first is None and last is None:
        return UNKNOWN
    days = ((first or date.min, last or date.max),)
    return When(first, last, "inferred", (Clue(rule, "", None, None, days, 1),))
