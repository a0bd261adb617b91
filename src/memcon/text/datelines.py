"""To find the stretch that opens a paragraph with place, day or agency ("Moscow, 25 January 2022 (TDI):")."""

import re

from memcon.text.words import PageWords

LONGEST = 120  # characters
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:\.|[a-z]{2,6}\.?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day|\.)?,? )?"
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"(?:{_WEEKDAY}(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? {_YEAR})?"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR})"
)
_WORD = r"[^\W\d_][\w.’'-]*"
_PLACE = rf"{_WORD}(?: {_WORD}){{0,3}}(?:[,/] ?{_WORD}(?: {_WORD}){{0,2}}){{0,2}}"
_AGENCY = r"(?:\((?P<agency>[^()\d]{2,40})\)|/(?P<slashed>[A-Z][A-Za-z -]{1,20})/|(?P<bare>[A-Z][A-Za-z-]{1,18}))"
_CLOSE = r"(?:\s?(?:—|–|―|--+|-|_|:|\.\s?-)(?=\s|[A-Z“\"]|$)|(?<=[/)\d])\.(?=\s|$)|(?<=\))(?=\s*[A-Z“\"]))"
_OPENING = re.compile(
    rf"(?:(?!(?i:{_MONTH}) \d)(?P<place>{_PLACE})[,.]? ?)?(?P<day>(?i:{_DAY}))?[,.]? ?"
    rf"(?:{_AGENCY})?(?P<close>{_CLOSE})"
)
_DAY_FIRST = re.compile(
    rf"(?P<place>{_PLACE}),? \((?P<day>(?i:{_DAY}))\),? (?P<bare>[A-Z][A-Za-z-]{{1,18}})(?P<close>{_CLOSE})"
)
"""The day in brackets before the agency: "LIMA (March 3) XINHUA -"."""
_BARE_AGENCY = re.compile(r"\((?P<agency>[^()\d]{2,40})\)(?:\s?(?:—|–|--+|-|_)(?=\s)|(?=\s?[A-Z“\"]))")
_LABELLED = re.compile(r"\[[^\]\n]{2,40}\]\s?")
_LABEL = re.compile(r"DATELINE\s?[=:]\s?\S", re.IGNORECASE)
_UNCLOSED = re.compile(
    r"(?P<place>[A-Z][A-Z’'-]{2,}(?: [A-Z][A-Z’'-]{2,}){0,2})(?:/[A-Z][A-Z’'-]{3,}(?: [A-Z][A-Z’'-]{2,})?)?"
    r"(?= (?:[A-Z][a-z]|U\.[SNK]\.|[A-Z]{2,4} [a-z]|[“\"])[^\n]{60})"
)
"""A town in capitals with nothing between it and the sentence: "MOSCOW The premier said"."""
_PARTICLES = frozenset(
    ["de", "da", "do", "del", "la", "le", "los", "las", "el", "al", "am", "es", "of", "the", "den", "and"]
)
_WEEK = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
DASHES = ("-", "–", "—", "--")
SEATS = frozenset({"United Nations"})
"""What is no town, and yet where reports are dated."""
OPENS = 200  # characters of headlines and bylines that may stand before a place in small letters
SHORTEST = 80  # characters of a paragraph whose dateline is a place and a colon; shorter ones are headlines


def dateline(text: str, start: int, end: int, words: PageWords) -> int | None:
    """Where the dateline that opens the paragraph `[start, end)` ends, closing mark included; None without one."""
    end = min(end, start + LONGEST)
    if _LABEL.match(text, start, end):
        return end
    label = _LABELLED.match(text, start, end)
    for pattern in (_BARE_AGENCY, _DAY_FIRST, _OPENING):
        found = pattern.match(text, label.end() if label else start, end)
        if found and _holds(text, found, words):
            return found.end()
    unclosed = _UNCLOSED.match(text, start)
    return unclosed.end() if unclosed and unclosed["place"].title() in words.towns else None


def _holds(text: str, found: re.Match[str], words: PageWords) -> bool:
    """Whether a match gives enough signs: a place with agency or day, or a place in capitals among small letters."""
    told = found.groupdict()
    place, day = told.get("place"), told.get("day")
    agency = told.get("agency") or told.get("slashed") or told.get("bare")
    is_known = bool(agency and (words.agencies.fullmatch(agency) or agency.lower() in words.outlets))
    if told.get("bare") or not told.get("close", "-"):
        return is_known and bool(day or (place and len(place.split()) < 3 and _is_place(place)))
    if agency and not (agency[0].isupper() or is_known):
        return False
    if not place:
        return bool(agency and (day or is_known))
    if agency or day:
        return place[0].isupper() and _is_place(place)
    is_long = text.find("\n", found.end(), found.start() + SHORTEST) < 0
    is_town = found["close"].strip() in DASHES and place.isupper() and place.title() in words.towns | SEATS
    if is_long and is_town:
        return True  # in a text of capitals too: "GENEVA — PERU'S PREMIER SAID"
    return is_long and (_is_capital_place(text, found, place) or _is_opening_place(text, found, place, words.towns))


def _is_place(place: str) -> bool:
    """Whether every word is a capitalised one or a particle ("Santiago de Cuba", not "Speaking on Tuesday")."""
    names = re.findall(r"[^\W\d_][\w’'-]*", place)
    return all(name[0].isupper() or name in _PARTICLES for name in names) and not _WEEK.match(place)


def _is_capital_place(text: str, found: re.Match[str], place: str) -> bool:
    """Whether a place stands in capitals, closed by a dash or colon, before a sentence in small letters."""
    after = text[found.end() : found.end() + 60]
    head = re.split(r"[,/]", place)[0]
    at = found.start("close")
    closed = found["close"].strip() != "-" or text[at].isspace() or text[at - 1].isspace()
    if not (head.isupper() and len(head) > 3 and closed):
        return False
    letters = [c for c in after if c.isalpha()]
    return sum(c.islower() for c in letters) * 2 > len(letters)


def _is_opening_place(text: str, found: re.Match[str], place: str, towns: frozenset[str]) -> bool:
    """Whether a place in small letters opens a report: before a dash ("Oslo - The premier", not "X - The Y - said"),
    or a town that is known before a colon."""
    after = text[found.end() : found.end() + 80].lstrip()
    is_dash = found["close"].strip() in DASHES and text[found.end() : found.end() + 1].isspace()
    is_short = len(place.split()) < 4 and _is_place(place) and "," not in place and not place.isupper()
    is_set_off = any(f" {dash}" in after for dash in DASHES)
    is_dash = is_dash or (found["close"].strip() == ":" and place in towns)
    return found.start() < OPENS and is_dash and is_short and after[:1].isupper() and not is_set_off
