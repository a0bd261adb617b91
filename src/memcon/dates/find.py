"""To read time expressions of English news into symbolic form, before anybody knows the day they are told on."""

import re
from collections.abc import Iterator
from functools import lru_cache

from memcon.dates.build import BUILDERS, pair
from memcon.dates.grammar import PATTERN
from memcon.dates.lexer import Lexed, lex
from memcon.dates.piece import Form, Part, Piece
from memcon.model import Expression

_LABEL = frozenset("l#%")


def find(text: str) -> tuple[Expression, ...]:
    """The time expressions of a text in order, without overlap; linear in its length.

    >>> [(e.words, e.form) for e in find("He arrives on Monday, two days after the May 7 talks.")]
    [('Monday', 'weekday'), ('two days after the May 7', 'offset')]
    """
    lexed = lex(text)
    letters = "".join(lexed.letters)
    atoms = list(_atoms(text, lexed, letters))
    atoms = _led(text, lexed, letters, atoms)
    atoms = _ranges(letters, atoms)
    return tuple(_expression(text, lexed, atom) for atom in atoms)


Atom = tuple[int, int, Form]
"""First token, token after the last, and form."""


def _expression(text: str, lexed: Lexed, atom: Atom) -> Expression:
    """An atom with its characters."""
    start, end = lexed.spans[atom[0]][0], lexed.spans[atom[1] - 1][1]
    return Expression(start, end, text[start:end], *atom[2])


def _atoms(text: str, lexed: Lexed, letters: str) -> Iterator[Atom]:
    """The expressions that one rule of the grammar reads."""
    day_first = "3" in letters and any(
        letter == "3" and isinstance(value, tuple) and value[0] > 12
        for letter, value in zip(letters, lexed.values, strict=True)
    )
    for found in PATTERN.finditer(letters):
        name = (found.lastgroup or "").rsplit("__", 1)[0]
        first, last = found.span()
        if first == last or _is_count(name, letters, first, last):
            continue
        if name == "ahead" and _is_reckoned(text, lexed.spans[first][0], letters[first:last]):
            continue
        if _LAST.match(text, lexed.spans[first][0]) and _MODAL.search(
            text[max(0, lexed.spans[first][0] - 14) : lexed.spans[first][0]]
        ):
            continue
        piece = _piece(text, lexed, (first, last), day_first=day_first)
        form = _built(name, piece)
        if form and _is_ordinal(form, text, lexed.spans[last - 1][0]):
            yield first, first + 1, ("weekday", (form[1][3], None, None))
        elif form:
            yield first, last, form


_RECKONED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|only|most|least|\w{3,}est)\b(?:[ -][\w-]+){0,7},?\s$",
    re.IGNORECASE,
)
_COMES = re.compile(r"\b(?:will|shall|due|would|is to|are to)\b", re.IGNORECASE)


_LAST = re.compile(r"last\b")
_MODAL = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|must|(?:due|set|likely|expected|scheduled) to)\s\Z"
)
"""What makes a verb of "last": "the visit will last three days"."""


def _lasts(text: str, start: int) -> bool:
    """Whether what begins at a character is how long something takes: "for two days"."""
    return text[max(0, start - 5) : start].lower().endswith((" for ", "\nfor "))


def _is_reckoned(text: str, start: int, letters: str) -> bool:
    """Whether a span only says among how much the like is counted: "the first visit in two years"."""
    before = text[max(0, start - 80) : start]
    return letters[0] == "i" and bool(_RECKONED.search(before)) and not _COMES.search(before)


_COUNTED = re.compile(r"(?:first|second|third|fourth|fifth|sixth|seventh)\s+(?!of\b)[a-z]", re.IGNORECASE)


def _is_ordinal(form: Form, text: str, at: int) -> bool:
    """Whether what looks like a weekday's number counts what follows: "on Monday, the first such meeting"."""
    kind, parts = form
    return kind == "day" and parts[:2] == (None, None) and parts[3] is not None and bool(_COUNTED.match(text, at))


@lru_cache(maxsize=1024)
def _built(name: str, piece: Piece) -> Form | None:
    """The form of matched tokens; a text repeats itself, and then the form is known already."""
    return BUILDERS[name](piece)


def _is_count(name: str, letters: str, first: int, last: int) -> bool:
    """Whether a bare year labels or counts something ("Resolution 1701", "2,000 troops")."""
    if name != "year" or last - first > 1:
        return False
    return letters[max(0, first - 1) : first] in _LABEL or letters[last : last + 1] in {"#", "U", "1", "z", "%"}


_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its"})
"""Words that open what stands behind a time: "the day after *the* talks"."""


def _piece(text: str, lexed: Lexed, tokens: tuple[int, int], *, day_first: bool) -> Piece:
    """The tokens `[first, last)` as a builder wants them."""
    first, last = tokens
    start, end = lexed.spans[first][0], lexed.spans[last - 1][1]
    before = text[slice(*lexed.spans[first - 1])].lower() if first else ""
    after = text[slice(*lexed.spans[last])] if last < len(lexed.spans) and text[end : end + 1] == " " else ""
    plain = last + 1 if after.lower() in _DETERMINERS else last
    after = after if plain < len(lexed.letters) and lexed.letters[plain] == "x" else ""
    letters, values = "".join(lexed.letters[first:last]), tuple(lexed.values[first:last])
    return Piece(letters, values, text[start:end], before, after, day_first)


_LEADS = tuple(
    (name, re.compile(pattern + r"\Z"))
    for name, pattern in (
        ("eve", r"t?7f[t]?"),
        ("week_of", r"t?U(?:f|[C8]o?)t?"),
        ("offset", r"(?:cc?f?|[Dun]|hc?)-?K?U(?:,?N?[cDun]K?U)*[sFXB]t?"),
        ("part", r"t?8ft?"),
    )
)
_EVENT = re.compile(r"(?:cc?f?|[Dun]|hc?)-?K?U[FsB](?!\Z)")
_SIGN = {"F": 1, "s": 1, "X": 1, "B": -1}


def _led(text: str, lexed: Lexed, letters: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms with what leads to them: "two days after X", "on the eve of X", "the week of X", "the end of X"."""
    found: list[Atom] = []
    floor = 0
    for first, last, form in atoms:
        atom = _lead(lexed, letters[max(floor, first - 9) : first], (first, last, form))
        if letters[first - 1 : first] == "s" and _lasts(text, lexed.spans[atom[0]][0]):
            atom = (first, last, form)  # "for two days from May 3": they begin, not end, there
        found += _events(lexed, letters, (floor, atom[0]))
        found.append(atom)
        floor = last
    return found + _events(lexed, letters, (floor, len(letters)))


def _events(lexed: Lexed, letters: str, gap: tuple[int, int]) -> list[Atom]:
    """Spans after or before something that is no day: "five years after his last visit", "on the eve of the talks"."""
    found: list[Atom] = []
    for match in _EVENT.finditer(letters, *gap):
        counted = BUILDERS["ago"](_bare(lexed, match.span()))
        if counted:
            found.append((*match.span(), ("offset_event", (_SIGN[match[0][-1]], *counted[1]))))
    return found


def _bare(lexed: Lexed, tokens: tuple[int, int]) -> Piece:
    """The tokens `[first, last)` without their words."""
    first, last = tokens
    return Piece("".join(lexed.letters[first:last]), tuple(lexed.values[first:last]), "", "", "", day_first=False)


def _lead(lexed: Lexed, before: str, atom: Atom) -> Atom:
    """One atom with what leads to it."""
    first, last, form = atom
    for name, pattern in _LEADS:
        match = pattern.search(before)
        if match:
            begin = first - (len(before) - match.start())
            led = _led_form(name, _bare(lexed, (begin, first)), form)
            if led:
                return begin, last, led
    return atom


def _led_form(name: str, piece: Piece, form: Form) -> Form | None:
    """The form of a lead and what it leads to, or None where they do not go together."""
    inner: tuple[Part, ...] = (form[0], *form[1])
    if name == "eve":
        return "offset", (-1, 2, 1, "day", *inner)
    if name == "week_of":
        unit = piece.word("U")
        return (
            ("unit_of", (unit, *inner))
            if unit in {"week", "weekend", "month", "year"} and form[0] in {"day", "feast", "weekday"}
            else None
        )
    if name == "offset":
        counted = BUILDERS["ago"](piece)
        sign = _SIGN[next(letter for letter in reversed(piece.letters) if letter in _SIGN)]
        return ("offset", (sign, len(counted[1]), *counted[1], *inner)) if counted else None
    part = piece.word("J8")
    if form[0] == "month":
        return "month", (*form[1][:2], part, form[1][3])
    return None


def _ranges(letters: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms with neighbours joined that words make a range: "from Monday to Wednesday"."""
    found: list[Atom] = []
    for atom in atoms:
        if found and _joined(letters, found[-1], atom):
            left = found.pop()
            begin = left[0] - (letters[left[0] - 1 : left[0]] in {"G", "s"} and left[0] > 0)
            found.append((begin, atom[1], pair(left[2], atom[2])))
        else:
            found.append(atom)
    return found


_POINTS = frozenset(
    ("day", "day_rel", "month", "month_rel", "year", "weekday", "weekday_of", "unit", "quarter", "feast", "season")
)


def _joined(letters: str, left: Atom, right: Atom) -> bool:
    """Whether the words between two atoms make them a range."""
    between = letters[left[1] : right[0]]
    if left[2][0] not in _POINTS or right[2][0] not in _POINTS:
        return False
    if between in {"Q", "-", "Qt"}:
        return True
    return between in {"N", "Nt"} and letters[max(0, left[0] - 1) : left[0]] == "G"
