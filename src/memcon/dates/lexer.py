"""To turn a text into time words, one letter of class each, so that patterns over time run on a short string.

A token that has nothing to do with time is the letter x. The classes and their letters:

    M m month, full or short      W w weekday, full or short    U unit (day to century)    z hour, minute
    D digits 1-31   u number word   O 6 ordinal to 31 in digits, in words   P ordinal beyond
    Y year 1000-2199   n other number   1 hundred   I day in digits   3 the same, its order open   V year-month
    j 9 two numbers by a stroke, a point   2 day and year by a comma   r range of days   R range of years
    d decade ("1990s")       4 Q3, H1   5 may, march
    k today   0 now   p part of day   L last   X next   T this   S same   A ago   Z later   E earlier   F after
    B before   s since, from   Q to, until   G between   N and   q or   f of   t the   i in   o on   b by   v within
    J early, mid   8 end, beginning   7 eve   g rest   e every   y season   a anniversary   c a, few   h half
    K working       C commencing   $ fiscal   H feast   l label   # counted   % courtesy   @ recent
    = what a season is only the name of ("winter sports")
"""

import re
from functools import cache

from msgspec import Struct

from memcon.almanac import load_almanac, load_words
from memcon.dates import calendar

Value = int | str | tuple[int, ...] | None

LETTERS = {
    "month": "M",
    "month_short": "m",
    "weekday": "W",
    "weekday_short": "w",
    "unit": "U",
    "subday": "z",
    "part_of_day": "p",
    "deictic": "k",
    "last": "L",
    "next": "X",
    "this": "T",
    "same": "S",
    "ago": "A",
    "later": "Z",
    "earlier": "E",
    "after": "F",
    "before": "B",
    "from": "s",
    "to": "Q",
    "between": "G",
    "and": "N",
    "or": "q",
    "of": "f",
    "the": "t",
    "in": "i",
    "on": "o",
    "by": "b",
    "within": "v",
    "edge": "J",
    "edge_of": "8",
    "rest": "g",
    "every": "e",
    "season": "y",
    "anniversary": "a",
    "quantity": "c",
    "half": "h",
    "business": "K",
    "fiscal": "$",
    "commencing": "C",
    "cardinal": "u",
    "scale": "1",
    "ordinal": "6",
    "decade_word": "d",
    "label": "l",
    "counted": "#",
    "courtesy": "%",
    "eve": "7",
    "now": "0",
    "recent": "@",
    "seasonal": "=",
}
MARKS = {
    ",": ",",
    ".": ";",
    "-": "-",
    "–": "-",
    "—": "_",
    "~": "-",
    "'s": "'",
    "’s": "'",
    "/": "/",
    "$": "l",
    "€": "l",
    "£": "l",
    "#": "l",
    "(": "(",
    ")": ")",
}
_TOKEN = re.compile(
    r"[QqHh][1-4](?![^\W_])|"
    r"(?P<number>\d{1,9}(?:[.,:/–~-]\d{1,9}){0,3}(?: ?(?:st|nd|rd|th)|ST|ND|RD|TH|s)?(?![^\W\d_])|\d+)|"
    r"[^\W\d_]+|['’]s(?![^\W_])|\n\s*\n|\S"
)
_NUMERIC = (
    ("ymd", re.compile(r"([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})")),
    ("dmy", re.compile(r"(\d{1,2})\.(\d{1,2})\.([12]\d{3})")),  # with points the day stands first, whatever the outlet
    ("abd", re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2([12]\d{3}|\d{2})")),
    ("abd", re.compile(r"(\d{1,2})([/])(\d{1,2}),([12]\d{3}|\d{2})")),
    ("span", re.compile(r"(\d{1,2})[-–~](\d{1,2})(?:st|nd|rd|th)?")),
    ("years", re.compile(r"([12]\d{3})[-–/~]([12]\d{3}|\d{2})")),
    ("ym", re.compile(r"([12]\d{3})[-/.](\d{1,2})")),
    ("my", re.compile(r"(\d{1,2})[-/.]([12]\d{3})")),
    ("ab", re.compile(r"(\d{1,2})[/.](\d{1,2})")),
    ("comma", re.compile(r"(\d{1,2}),([12]\d{3})")),
)
_COMMON = frozenset({"epiphany"})
AMBIGUOUS = frozenset({"May", "March", "MAY", "MARCH", "may", "march"})


class Lexed(Struct, frozen=True):
    """A text's tokens: one class letter each, their offsets `[start, end)`, and what they stand for."""

    letters: list[str]
    spans: list[tuple[int, int]]
    values: list[Value]


@cache
def _classes() -> dict[str, tuple[str, Value]]:
    """Word, in lower case, capitalised and in capitals → class letter and value; the first class to list it wins."""
    table: dict[str, tuple[str, Value]] = {}
    for name, words in load_words().items():
        for word, value in words.items():
            if name in LETTERS:
                for form in (word, word.capitalize(), word.upper()):
                    table.setdefault(form, (LETTERS[name], value))
    return table


@cache
def _feasts() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of a feast's name → the whole names that begin so, the longest first, with the feast's id."""
    spelt = {(" ".join(name), feast.id) for feast in load_almanac().feasts for name in feast.names}
    names = [(tuple(found[0] for found in _TOKEN.finditer(name)), known) for name, known in spelt]
    names.sort(key=lambda pair: (-len(pair[0]), pair))
    return {first: tuple(pair for pair in names if pair[0][0] == first) for first in {name[0] for name, _ in names}}


@cache
def _rare() -> frozenset[str]:
    """The words at which a second look is due: number words, May and March, first words of feasts."""
    words = load_words()
    lower = [*_feasts(), *words["cardinal"], "may", "march"]
    return frozenset(form for word in lower for form in (word, word.capitalize(), word.upper()))


def lex(text: str) -> Lexed:
    """The tokens of a text with their class letters; linear in its length."""
    classes, seldom = _classes(), _rare()
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    values: list[Value] = []
    rare: list[int] = []
    for found in _TOKEN.finditer(text):
        word = found[0]
        if word in seldom:
            rare.append(len(letters))
        known = classes.get(word)
        if known:
            letters.append(known[0])
            values.append(known[1])
        else:
            letter, value = _number(word) if word[0].isdecimal() else (MARKS.get(word, "x"), None)
            if letter == "D" and _glued(text, found.start()):
                letter = "n"
            elif letter == "x" and len(word) == 2 and word[1].isdecimal():
                letter, value = "4", int(word[1]) + (10 if word[0] in "hH" else 0)
            letters.append(letter)
            values.append(value)
        spans.append(found.span())
    lexed = Lexed(letters, spans, values)
    for at in rare:
        _mend(text, at, lexed)
    return _packed(lexed) if rare else lexed


def _glued(text: str, start: int) -> bool:
    """Whether digits at `start` hang on a word or a number ("G20", "F-16"), so that they are no day of a month."""
    before = text[max(0, start - 2) : start]
    return before[-1:].isalpha() or (before[-1:] == "-" and before[:1].isalnum())


def _packed(lexed: Lexed) -> Lexed:
    """The same tokens without those that a second look joined to the one before."""
    kept = [at for at, letter in enumerate(lexed.letters) if letter]
    if len(kept) == len(lexed.letters):
        return lexed
    pick = [lexed.letters[at] for at in kept], [lexed.spans[at] for at in kept], [lexed.values[at] for at in kept]
    return Lexed(*pick)


def _number(word: str) -> tuple[str, Value]:
    """Letter and value of a token that begins with a digit."""
    if word.isascii() and word.isdigit():
        return _plain(word)
    stem, tail = word.rstrip(" stndrhSTNDRH"), word[-1].lower()
    if stem.isdigit() and tail in "sthdn":
        number = int(stem)
        if tail == "s":
            return ("d", number) if number % 10 == 0 and (number < 100 or 1000 <= number < 2200) else ("x", None)
        return ("O" if 0 < number < 32 else "P", number)
    for name, pattern in _NUMERIC:
        found = pattern.fullmatch(word)
        if found:
            return _compound(name, [int(group) for group in found.groups() if group.isdigit()], word)
    return "x", None


def _plain(word: str) -> tuple[str, Value]:
    """Letter and value of bare digits: a day of the month, a year, an eight-digit day, or another number."""
    number = int(word)
    if 0 < number < 32 and len(word) < 3:
        return "D", number
    if 1000 <= number < 2200:
        return "Y", number
    if (
        len(word) == 8
        and 1900 <= number // 10000 < 2200
        and calendar.day(number // 10000, number // 100 % 100, number % 100)
    ):
        return "I", (number // 10000, number // 100 % 100, number % 100)
    return "n", number


def _compound(name: str, parts: list[int], word: str) -> tuple[str, Value]:
    """Letter and value of digits joined by strokes, points or hyphens."""
    a, b = parts[0], parts[1]
    if name == "ymd":
        return ("I", (a, b, parts[2])) if calendar.day(a, b, parts[2]) else ("x", None)
    if name == "dmy" and calendar.day(parts[2], b, a):
        return "I", (parts[2], b, a)
    if name in {"abd", "dmy"}:
        return ("3", (a, b, full_year(parts[2]))) if max(a, b) < 32 and min(a, b) < 13 else ("x", None)
    if name == "span":
        return ("r", (a, b)) if 0 < a < b < 32 else ("j", (a, b)) if a < 32 and "-" in word else ("x", None)
    if name in {"years", "ym", "my"}:
        return _years(name, a, b)
    if name == "comma":
        return ("2", (a, b)) if 0 < a < 32 else ("x", None)
    return ("9" if "." in word else "j", (a, b)) if 0 < min(a, b) < 13 and max(a, b) < 32 else ("x", None)


def _years(name: str, a: int, b: int) -> tuple[str, Value]:
    """Letter and value of two numbers of which one is a year: a range of years, else a year and a month."""
    last = b if b > 99 else a - a % 100 + b
    if name == "years" and a < last <= a + 120 and (b > 99 or b == (a + 1) % 100 or b > 12):
        return "R", (a, last)
    return _year_month(b, a) if name == "my" else _year_month(a, b)


def _year_month(year: int, month: int) -> tuple[str, Value]:
    """Letter and value of a year and a month in digits."""
    return ("V", (year, month)) if 0 < month < 13 and year < 2200 else ("x", None)


def full_year(number: int) -> int:
    """A year of two digits in full: 00 to 49 are 20xx (readers of news seldom mean 1930 by '30)."""
    return number if number > 99 else number + (2000 if number < 50 else 1900)


def _mend(text: str, at: int, lexed: Lexed) -> None:
    """Settle what one word says only together with its neighbours: a feast, number words, May, March."""
    letters, spans, values = lexed.letters, lexed.spans, lexed.values
    if not letters[at]:
        return
    word = text[slice(*spans[at])]
    for name, known in _feasts().get(word.lower(), ()):
        end = at + len(name)
        if len(name) > 1 and (end > len(spans) or text[spans[at + 1][0]].lower() not in (name[1][0], "’")):
            continue
        told = tuple(text[slice(*span)].lower().replace("’", "'") for span in spans[at:end])
        if told == name and (word[0].isupper() or len(name) > 1 or name[0] not in _COMMON):
            _merge(lexed, at, end, ("H", known))
            return
    if letters[at] in "u1":
        end, letter, number = spell(letters, values, at)
        _merge(lexed, at, end, (letter, number))
    elif word in AMBIGUOUS and (word[1].isupper() or word[0].islower() or _opens(text, spans[at][0])):
        letters[at] = "5"


def _opens(text: str, start: int) -> bool:
    """Whether the word at `start` opens a sentence, so that its capital says nothing."""
    before = text[max(0, start - 3) : start].rstrip(' "“”‘(')
    return not before or before[-1] in ".!?:\n"


def _merge(lexed: Lexed, at: int, end: int, to: tuple[str, Value]) -> None:
    """Make the tokens `[at, end)` one, of the letter and value `to`."""
    lexed.letters[at], lexed.values[at] = to
    lexed.spans[at] = (lexed.spans[at][0], lexed.spans[end - 1][1])
    for joined in range(at + 1, end):
        lexed.letters[joined] = ""


def spell(letters: list[str], values: list[Value], at: int) -> tuple[int, str, int]:
    """End, letter and value of the number words from token `at`: "twenty-first", "two thousand and five"."""
    words: list[tuple[str, int]] = []
    ends = [at]
    look = at
    while look < len(letters) and len(words) < 8:
        joint = letters[look] in "-N" and bool(words)
        next_is = letters[look + 1] if look + 1 < len(letters) else "x"
        if joint and next_is in {"u", "1", "6"}:
            look += 1
        if letters[look] not in {"u", "1", "6"}:
            break
        value = values[look]
        words.append((letters[look], value if isinstance(value, int) else 0))
        look += 1
        ends.append(look)
        if words[-1][0] == "6":
            break
    used, letter, number = _reckon(words)
    return ends[used], letter, number


def _reckon(words: list[tuple[str, int]]) -> tuple[int, str, int]:
    """How many of the words make one number, its letter, and the number."""
    number, used = _small(words, 0)
    if used < len(words) and words[used][0] == "6":
        tens = number in {20, 30, 40, 50, 60, 70, 80, 90} and words[used][1] < 10
        return (used + 1, "6" if number < 40 else "P", number + words[used][1]) if tens else (used, "u", number)
    scaled = False
    while used < len(words) and words[used][0] == "1":
        number, scaled = number * words[used][1], True
        rest, used = _small(words, used + 1)
        number += rest * (100 if used < len(words) and words[used] == ("1", 100) else 1)
        used += used < len(words) and words[used] == ("1", 100)
    if not scaled and 10 <= number <= 20 and used < len(words) and words[used][0] == "u":
        rest, end = _small(words, used)
        if rest >= 10 or words[used][1] == 0:
            return end, "Y", number * 100 + rest
    return max(used, 1), "Y" if 1000 < number < 2200 and number % 1000 else "n" if number > 999 else "u", number


def _small(words: list[tuple[str, int]], at: int) -> tuple[int, int]:
    """The number below a hundred that begins at word `at`, and where it ends; 0 where none does."""
    if at >= len(words) or words[at][0] != "u":
        return 0, at
    number = words[at][1]
    pair = at + 1 < len(words) and words[at + 1][0] == "u" and words[at + 1][1] < 10
    if pair and (number in {20, 30, 40, 50, 60, 70, 80, 90} or number == 0):
        return number + words[at + 1][1], at + 2
    return number, at + 1
