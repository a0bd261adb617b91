"""To tell from the words around a time expression whether it is told of the past or of what is to come."""

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise

from memcon.almanac import load_words
from memcon.model import Page

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?]['\"”’)]*\s|\n")
_REACH = 240
_TIMES = frozenset({"time", "occasion"})
"""Nouns that count a verb, not an event of their own: "met for the third time on Monday"."""
_LED = frozenset({"follow", "following", "after", "during", "at"})


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence around a character, at most `_REACH` characters to each side."""
    start = max(0, at - _REACH)
    for mark in _STOP.finditer(text, start, at):
        if not _is_short(text, mark.start()):
            start = mark.end()
    for mark in _STOP.finditer(text, at, at + _REACH):
        if not _is_short(text, mark.start()):
            return start, mark.end()
    return start, min(len(text), at + _REACH)


def _is_short(text: str, dot: int) -> bool:
    """Whether a point ends a short form ("Nov.", "Mr.", "U.S."), not a sentence."""
    if text[dot] != ".":
        return False
    word = text[max(0, dot - 5) : dot].rpartition(" ")[2]
    return len(word) == 1 or "." in word or word.lower() in _shorts()


@cache
def _shorts() -> frozenset[str]:
    """Words that are written short with a point."""
    words = load_words()
    return frozenset(
        {*words["month_short"], *words["weekday_short"], *words["courtesy"], "gen", "gov", "sen", "st", "no"}
    )


@cache
def _cues() -> dict[str, str]:
    """Word → the tense it speaks of."""
    words = load_words()
    return {**dict.fromkeys(words["past"], "past"), **dict.fromkeys(words["future"], "future")}


def tense_at(text: str, start: int, end: int) -> str:
    """The tense in which the characters `[start, end)` are told: past, future, or unknown.

    The nearest cue before them in their sentence decides ("said he *will* come on Monday"), else the first after them.
    """
    opens, closes = sentence_at(text, start)
    before = _WORD.findall(text[opens:start])
    for at in range(len(before) - 1, -1, -1):
        found = _tense(before[at], before[at + 1 : at + 3])
        if found and not (found == "past" and at and before[at - 1].lower() == "be"):  # "will not be held"
            return found
    after = _WORD.findall(text[end:closes])
    return next(
        (found for at, word in enumerate(after[:25]) if (found := _tense(word, after[at + 1 : at + 3]))), "unknown"
    )


def _tense(word: str, following: list[str]) -> str | None:
    """The tense that one word speaks of; "is to", "are not to" are future, "May" is a month."""
    lower = word.lower()
    if lower in {"is", "are"} and (following[:1] == ["to"] or following == ["not", "to"]):
        return "future"
    if word == "May":
        return None
    if lower in _cues():
        return _cues()[lower]
    return "past" if lower.endswith("ed") and len(lower) > 4 and not word[0].isupper() else None


def told_in(page: Page, start: int, end: int) -> str:
    """The tense of the verb that the characters `[start, end)` hang on: past, future, or unknown on a noun.

    Without tokens the nearest verb-like cue decides, and only where it stands close by.
    """
    if not page.tokens:
        return _told_near(page.report.text, start, end)
    first = bisect_left(page.tokens, start, key=lambda token: token.end - 1)
    inside = [at for at in range(first, min(first + 12, len(page.tokens))) if page.tokens[at].start < end]
    top = next((at for at in inside if page.tokens[at].head not in inside), None)
    if top is None:
        return "unknown"
    told = _hung(page, top)
    sentence = bisect_left(page.sentences, start, key=lambda one: one.end - 1)
    opens = page.sentences[sentence].first if sentence < len(page.sentences) else 0
    looks_ahead = _prospects() & {token.word.lower() for token in page.tokens[max(opens, top - 16) : top]}
    return "unknown" if told == "past" and looks_ahead else told


@cache
def _parts_of_day() -> frozenset[str]:
    """Nouns that a day belongs to as its part: "in the morning of May 3 a train left"."""
    return frozenset(load_words()["part_of_day"])


@cache
def _prospects() -> frozenset[str]:
    """Words that speak of what is to come, whatever the tense of the verb above."""
    return frozenset({*load_words()["prospect"], "will", "shall", "’ll", "'ll"})


def _hung(page: Page, top: int) -> str:
    """The tense of the verb up to six steps above a token; a noun stops the way unless "after" leads it."""
    led = False
    for _ in range(6):
        above = page.tokens[top].head
        if above == top:
            return "unknown"
        tag = page.tokens[above].tag
        if tag.startswith("V") and page.tokens[above].lemma != "follow":
            return _verb_tense(page, above)
        led = led or page.tokens[page.tokens[above].head].lemma.lower() in _LED
        loose = led or page.tokens[above].lemma.lower() in _TIMES | _parts_of_day()
        if tag.startswith("N") and not loose and page.tokens[top].dep not in {"appos", "npadvmod"}:
            return "unknown"
        top = above
    return "unknown"


_CALLED_OFF = frozenset({"cancel", "postpone", "scrap", "shelve", "delay", "reschedule"})


def _verb_tense(page: Page, verb: int) -> str:
    """The tense of a verb by its form and helpers; an infinitive is to come where the verb above it plans."""
    token = page.tokens[verb]
    helpers = {page.tokens[k].lemma for k in page.children[verb] if page.tokens[k].dep in {"aux", "auxpass"}}
    if helpers & {"will", "shall", "’ll", "'ll"}:
        return "future"
    if helpers & {"to", "would", "could", "may", "might", "should", "can", "must"}:
        above = page.tokens[token.head]
        plans = token.head != verb and (_is_to(page, verb) or _cues().get(above.word.lower()) == "future")
        return "future" if "to" in helpers and (plans or "be" in helpers) else "unknown"
    if token.lemma in _CALLED_OFF:
        return "unknown"  # "cancelled his visit planned for May 3": the day may be that of either
    planned = token.word.lower() in _planning() and not any(page.tokens[k].dep == "prt" for k in page.children[verb])
    helped = any(page.tokens[k].dep in {"nsubj", "aux", "auxpass"} for k in page.children[verb])
    if (token.tag == "VBD" and (helped or not planned)) or (token.tag == "VBN" and not planned):
        return "past"
    return "future" if planned else "unknown"


def _is_to(page: Page, verb: int) -> bool:
    """Whether "is to" or "are to" leads straight to an infinitive, which then is a plan."""
    lead = [token.word.lower() for token in page.tokens[max(0, verb - 3) : verb]]
    return any(pair in {("is", "to"), ("are", "to")} for pair in pairwise(lead))


@cache
def _planning() -> frozenset[str]:
    """Participles that speak of what is to come: scheduled, planned, expected."""
    return frozenset({"scheduled", "planned", "expected", "set", "slated", "due", "postponed"})


def _told_near(text: str, start: int, end: int) -> str:
    """The tense of the nearest cue within eight words before the characters, if none of the other tense precedes."""
    opens, _ = sentence_at(text, start)
    before = text[opens:start]
    if len(before.split()) < 3:
        return tense_at(text, start, end)
    near = " ".join(before.split(" ")[-9:])
    tense = tense_at(near + text[start:end], len(near), len(near) + end - start)
    whole = {_tense(word, []) for word in _WORD.findall(before)}
    return tense if tense == "future" or (tense == "past" and "future" not in whole) else "unknown"
