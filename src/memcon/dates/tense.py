"""To tell from the words around a time expression whether it is told of the past or of what is to come."""

import re
from functools import cache

from memcon.almanac import load_words

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?]['\"”’)]*\s|\n")
_REACH = 240


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence around a character, by marks and line ends, at most `_REACH` characters to each side."""
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
        found = _tense(before[at], before[at + 1 : at + 2])
        if found:
            return found
    after = _WORD.findall(text[end:closes])
    return next(
        (found for at, word in enumerate(after[:25]) if (found := _tense(word, after[at + 1 : at + 2]))), "unknown"
    )


def _tense(word: str, following: list[str]) -> str | None:
    """The tense that one word speaks of; "is to" and "are to" are future, "May" is a month."""
    lower = word.lower()
    if lower in {"is", "are"} and following[:1] == ["to"]:
        return "future"
    if word == "May":
        return None
    if lower in _cues():
        return _cues()[lower]
    return "past" if lower.endswith("ed") and len(lower) > 4 and not word[0].isupper() else None
