"""To infer the days of a claim whose clause gives none, from where it stands in the report and how it is told."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from memcon.almanac import load_words
from memcon.model import UNKNOWN, Claim, Clue, Expression, Page, Section, When

_LEAD_PARAGRAPHS = 2
_ONE = timedelta(1)
FRESH = timedelta(2)
"""News of the body tells of the day, the day before, and what the weekend left."""
_BEFORE = 20
"""An expression that ends so many characters before a clause leads to it: "six years after" they had met."""


def lead_end(page: Page, claims: Sequence[Claim]) -> int:
    """The end of the second paragraph of the first body section that tells of anything: there news is today's."""
    text = page.report.text
    body = next((section for section in page.sections if section.role == "body"), None)
    if body is None:
        return 0
    starts = sorted(claim.start for claim in claims if body.start <= claim.start < body.end)
    end = body.start
    for _ in range(_LEAD_PARAGRAPHS):
        at = bisect_left(starts, end)
        if at == len(starts):
            return end
        line = text.find("\n", starts[at], body.end)
        end = body.end if line < 0 else line
    return end


def inferred(claim: Claim, section: Section, page: Page, times: Sequence[Expression], *, standing: str) -> When:
    """The days of a claim whose clause gives none; `standing` is lead (or headline), body or elsewhere."""
    now = section.now
    if now.first is None and now.last is None:
        return UNKNOWN
    status = "happened" if claim.kind == "invitation" else claim.status
    if status == "ongoing":
        return _reasoned("under way when told", _by(now.first, -_ONE), _by(now.last, _ONE))
    if status == "happened" and now.first and now.last:
        if standing == "lead" and not _is_older(claim, page, times):
            return _reasoned("told as news: that day or the day before", now.first - _ONE, now.last)
        if standing == "body" and claim.voice.kind == "outlet" and _is_told_fresh(claim, page, times):
            return _reasoned("told in the past tense among the day's news", now.first - FRESH, now.last)
    if status in {"happened", "denied"}:
        return _reasoned("told as past, no day given", None, now.last)
    if status in {"scheduled", "proposed", "possible"}:
        return _reasoned("told as to come, no day given", now.first, None)
    return UNKNOWN


def _is_older(claim: Claim, page: Page, times: Sequence[Expression]) -> bool:
    """Whether a clause goes back behind the news: "had met", "six years after they met"."""
    if _is_pluperfect(page, claim.start, claim.end):
        return True
    at = bisect_left(times, claim.start - _BEFORE, key=lambda told: told.end)
    return any(
        told.form == "offset_event" and told.parts[0] == 1 and told.parts[-1] in {"year", "month", "decade"}
        for told in times[at : at + 3]
        if told.end <= claim.start + _BEFORE
    )


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


def _is_told_fresh(claim: Claim, page: Page, times: Sequence[Expression]) -> bool:
    """Whether a clause is the plain past of its sentence, which holds no other time and no word that looks back."""
    found = bisect_left(page.sentences, claim.start, key=lambda sentence: sentence.end - 1)
    if found == len(page.sentences):
        return False
    sentence = page.sentences[found]
    at = bisect_left(times, sentence.start, key=lambda told: told.end)
    if at < len(times) and times[at].start < sentence.end:
        return False
    tokens = page.tokens[sentence.first : sentence.last]
    verbs = [index for index, token in enumerate(tokens, sentence.first) if token.head == index]
    plain = any(_is_plain_past(page, at) and claim.start <= page.tokens[at].start < claim.end for at in verbs)
    return plain and not any(token.word.lower() in _back() for token in tokens)


_STATES = frozenset({"be", "have", "follow", "remain", "seem"})
"""Verbs that tell how things stood or in what order, not what was done."""


def _is_plain_past(page: Page, verb: int) -> bool:
    """Whether a verb of action stands in the simple past, active or passive."""
    token = page.tokens[verb]
    if token.tag == "VBN":
        helpers = [page.tokens[k] for k in page.children[verb] if page.tokens[k].dep in {"aux", "auxpass"}]
        return [helper.tag for helper in helpers] == ["VBD"] and helpers[0].dep == "auxpass"
    return token.tag == "VBD" and token.lemma not in _STATES


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
