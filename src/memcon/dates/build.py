"""To make a symbolic form of the tokens that a rule of the grammar matched; a builder that refuses them gives None."""

from collections.abc import Callable

from memcon.dates.build_counts import ago, ahead, few, later, stretch, within
from memcon.dates.lexer import full_year
from memcon.dates.piece import SIDES, Form, Part, Piece


def day(piece: Piece) -> Form | None:
    """A day, whole or partial: ("day", (year, month, day, weekday, which, years from now))."""
    weekday = piece.number("Ww")
    whole = next((value for value in piece.all("I3") if isinstance(value, tuple)), None)
    if whole:
        return "day", (*whole, weekday, None, None)
    packed = next((value for value in piece.all("2") if isinstance(value, tuple)), None)
    year, number = (packed[1], packed[0]) if packed else (piece.year, piece.number("DO6"))
    month = piece.number("Mm5")
    if not number or number > 31 or (month in {4, 6, 9, 11} and number > 30) or (month == 2 and number > 29):
        return None
    unit, which = piece.word("U"), piece.which
    if unit == "year" and which and piece.letters[-1] == "U":
        return "day", (year, month, number, weekday, None, SIDES[str(piece.all("LXT")[-1])])
    return "day", (year, month, number, weekday, which, None)


def numeric(piece: Piece) -> Form | None:
    """A day in numbers whose order depends on the outlet."""
    value = piece.all("3j9")[0]
    if not isinstance(value, tuple):
        return None
    a, b = value[0], value[1]
    month, number = (b, a) if a > 12 or (piece.day_first and b <= 12) else (a, b)
    year = value[2] if len(value) > 2 else None
    if month > 12 or (month == 2 and number > 29):
        return None
    return "day", (year, month, number, piece.number("Ww"), piece.which, None)


def _two(piece: Piece) -> tuple[int, int] | None:
    """The two days of the month of a range."""
    packed = next((value for value in piece.all("r") if isinstance(value, tuple)), None)
    numbers = packed or tuple(value for value in piece.all("DO6") if isinstance(value, int))
    return (numbers[0], numbers[1]) if len(numbers) > 1 and max(numbers[:2]) < 32 else None


def days(piece: Piece) -> Form | None:
    """Days of one month: "May 7 to 10", "18 and 19 June"."""
    two = _two(piece)
    if not two or two[0] > two[1]:
        return None
    month, weekday = piece.number("Mm5"), piece.number("Ww")
    left: tuple[Part, ...] = (piece.year, month, two[0], weekday, None, None)
    right: tuple[Part, ...] = (piece.year, month, two[1], None, None, None)
    return pair(("day", left), ("day", right))


def pair(left: Form, right: Form) -> Form:
    """A range of two forms, each written as its name, the number of its parts and its parts."""
    return "range", (left[0], len(left[1]), *left[1], right[0], len(right[1]), *right[1])


def days_rel(piece: Piece) -> Form | None:
    """Days of a month near now: "from 4 to 22 this month"."""
    two, which = _two(piece), piece.which
    if not two or which is None or piece.word("U") != "month":
        return None
    return pair(("day_rel", (two[0], "month", SIDES[which])), ("day_rel", (two[1], "month", SIDES[which])))


def day_rel(piece: Piece) -> Form | None:
    """A day of a month near now: ("day_rel", (day, "month", offset))."""
    unit, which, number = (piece.all("U") or [None])[-1], piece.which, piece.number("O6")
    return ("day_rel", (number, "month", SIDES[which])) if unit == "month" and which and number else None


_LEADING = frozenset({"in", "since", "until", "till", "during"})
"""What leads a month before a name ("In July President Mills met"), and no name that looks like one."""


def month(piece: Piece) -> Form | None:
    """A month: ("month", (year, month, part, years from now))."""
    packed = next((value for value in piece.all("V") if isinstance(value, tuple)), None)
    if packed:
        return "month", (packed[0], packed[1], None, None)
    unit, which = piece.word("U"), piece.which
    if unit and (unit != "year" or which is None):
        return None
    bare = piece.letters in {"M", "m", "5"} and piece.before not in _LEADING
    if bare and (piece.after[:1].isupper() or piece.before in {"mr", "mrs", "ms", "miss", "dr", "sir", "lady"}):
        return None
    offset = SIDES[which] if unit and which else None
    part = HALVES.get(piece.number("O6P") or 0) if "h" in piece.letters else piece.word("J8")
    return None if "h" in piece.letters and not part else ("month", (piece.year, piece.number("Mm5"), part, offset))


HALVES = {1: "early", 2: "late"}
"""What the halves of a month are as parts of it."""


def month_rel(piece: Piece) -> Form | None:
    """A month against now: ("month_rel", (month, which, part))."""
    return "month_rel", (piece.number("Mm5"), piece.which, piece.word("J8"))


def quarter(piece: Piece) -> Form | None:
    """A quarter or half of a year: ("quarter", (year, 1-4 or 11-12 for halves, years from now))."""
    which, number, year = piece.which, piece.number("4"), piece.year
    if number is None or (number > 12) or (number > 10 and not year and not which):
        return None
    return "quarter", (year, number, SIDES[which] if which else None)


def half_year(piece: Piece) -> Form | None:
    """A half of a year, told as a quarter: "the first half of 2003"."""
    which, number = piece.which, piece.number("O6P")
    if number not in {1, 2} or piece.word("U") not in {None, "year"}:
        return None
    return "quarter", (piece.year, 10 + number, SIDES[which] if which else None)


def first_months(piece: Piece) -> Form | None:
    """The first so many months of a year: "the first seven months of 2018"."""
    units, which, count = piece.all("U"), piece.which, piece.number("Dun")
    if piece.number("6") != 1 or units[0] != "month" or units[1:] not in ([], ["year"]) or not count or count > 11:
        return None
    offset = SIDES[which] if which else None
    return pair(("month", (piece.year, 1, None, offset)), ("month", (piece.year, count, None, offset)))


def season(piece: Piece) -> Form | None:
    """A season: ("season", (year, name, which, part))."""
    year, which = piece.year, piece.which
    return "season", (year, piece.word("y"), which, piece.word("J8"))


def nth_weekday(piece: Piece) -> Form | None:
    """A counted weekday of a month: ("nth_weekday", (nth, weekday, year, month, months from now))."""
    nth = piece.number("O6") or -1
    month = piece.number("Mm5")
    if nth > 5 or (month is None and piece.word("U") != "month"):
        return None
    which = None if piece.letters.count("L") == 1 and nth < 0 else piece.all("LXT")[-1:] or None
    offset = SIDES[str(which[0])] if which else 0
    return "nth_weekday", (nth, piece.number("Ww"), piece.year, month, offset)


def weekday_of(piece: Piece) -> Form | None:
    """A weekday of a week near now: ("weekday_of", (weekday, weeks from now))."""
    which = piece.which
    if piece.word("U") not in {"week", "workweek"} or which is None:
        return ("weekday", (piece.number("Ww"), None, None)) if piece.letters[:1] in "oWw" else None
    return "weekday_of", (piece.number("Ww"), SIDES[which])


def weekday(piece: Piece) -> Form | None:
    """A weekday: ("weekday", (weekday, which, part of day))."""
    which = piece.all("LXTS")
    if "w" in piece.letters and not which and piece.words.islower() and piece.before != "on":
        return None  # "to wed", "and sat"
    return "weekday", (piece.number("Ww"), str(which[-1]) if which else None, piece.word("p"))


def deictic(piece: Piece) -> Form | None:
    """A day near now: ("unit", ("day", offset, part)); "that evening" is of the day told before, ("told", …)."""
    side = 0
    if piece.letters == "Sp":
        return "told", ("day", 0, None)
    if piece.letters[:2] == "tU":
        if piece.values[1] != "day":
            return None
        side = -1 if "B" in piece.letters else 1
    if "L" in piece.letters:
        return ("unit", ("day", -1, piece.word("p"))) if piece.word("p") in ("night", "evening") else None
    return "unit", ("day", (piece.number("k") or 0) + side, piece.word("p"))


def nth_unit(piece: Piece) -> Form | None:
    """A counted unit of a month or year: ("nth_unit", (nth, unit, year, month, "month" or "year", offset))."""
    units = [str(value) for value in piece.all("U")]
    nth = piece.number("O6P") or -1
    month, year = piece.number("Mm5"), piece.year
    if units[0] not in {"week", "month", "quarter", "day", "weekend"} or nth > 53:
        return None
    inner = "month" if month else "year" if year or len(units) < 2 else units[1]
    if inner not in {"month", "year"}:
        return None
    rest = [str(value) for value in piece.all("LXT")][1 if nth < 0 else 0 :]
    offset = SIDES[rest[0]] if rest else None if year or month else 0
    return "nth_unit", (nth, units[0], year, month, inner, offset)


def fiscal(piece: Piece) -> Form | None:
    """A fiscal or academic year: ("fiscal", (year it begins or ends in, kind, years from now))."""
    kind, which = piece.word("$"), piece.which
    packed = next((value for value in piece.all("R") if isinstance(value, tuple)), None)
    if piece.word("U") not in {None, "year"}:
        return None
    year = packed[0] if packed else piece.number("Yn")
    if year is None and which is None:
        return None
    return "fiscal", (full_year(year) if year is not None else None, kind, SIDES[which] if which else None)


def unit(piece: Piece) -> Form | None:
    """A calendar unit near now, ("unit", (unit, offset, part)), or near what was told before, ("told", …)."""
    name, which = piece.word("U"), piece.which
    if which in {"coming", "past"} and (some := few((1, name), piece)):
        return "stretch", (SIDES[which], *some)  # "in the coming weeks"
    if "UF" in piece.letters:
        return "unit", (name, 2, None)
    told = which in {"following", "previous"} or (which == "next" and piece.letters[:1] == "t" and name == "day")
    if told or "S" in piece.letters:
        return "told", (name, SIDES[str(which)] if told else 0, None)
    part = "rest" if "g" in piece.letters else piece.word("J8")
    part = {1: "later", -1: "earlier"}.get(piece.number("ZE") or 0, part)
    vague = part in {"start", "end", "rest", "mid"} or (which is None and part not in {"later", "earlier"})
    bare = (which is None and part is None) or (piece.letters == "8U" and part not in {"end", "mid"})
    if bare or (name == "day" and (vague or piece.before == "to")):
        return None
    working = "week" if name == "week" and piece.number("K") == 1 else None
    return "unit", (name, SIDES[which] if which else 0, "workdays" if working else part)


def century(piece: Piece) -> Form | None:
    """A century: ("century", (its number,))."""
    number = piece.number("OP6")
    return ("century", (number,)) if piece.word("U") == "century" and number and 10 < number < 23 else None


def week_number(piece: Piece) -> Form | None:
    """A numbered week of a year: ("nth_unit", …); or a plain "year 12"."""
    number, which = piece.number("D"), piece.which
    if piece.word("U") != "week" or not piece.words.lower().removeprefix("the ").startswith("week ") or not number:
        return None
    return "nth_unit", (
        number,
        "isoweek",
        piece.year,
        None,
        "year",
        SIDES[which] if which else None if piece.year else 0,
    )


def decade(piece: Piece) -> Form | None:
    """A decade: ("decade", (its first year, part))."""
    number = piece.number("dY")
    if (
        number is None
        or number % 10
        or (number < 100 and "t" not in piece.letters and piece.before not in {"in", "'", "’", "since"})
    ):
        return None
    first = number if number > 99 else 1900 + number
    return "decade", (first, piece.word("J8"))


def years(piece: Piece) -> Form | None:
    """Years from one to another: "2014-2018"."""
    value = piece.all("R")[0]
    return pair(("year", (value[0], None)), ("year", (value[1], None))) if isinstance(value, tuple) else None


YEAR_BEFORE = frozenset(
    ("in", "since", "of", "until", "till", "by", "from", "to", "through", "between", "and", "during", "after")
)


def year(piece: Piece) -> Form | None:
    """A year: ("year", (year, part)); a number that counts or labels something is refused."""
    number = piece.number("Y")
    unit = piece.word("U")
    if number is None or (unit and unit != "year"):
        return None
    if number < 1900 and not (unit or "J" in piece.letters or (piece.before in YEAR_BEFORE and number > 1400)):
        return None
    return "year", (number, piece.word("J8"))


def feast(piece: Piece) -> Form | None:
    """A feast or national day: ("feast", (its id, year, which, years from now))."""
    which, unit = piece.which, piece.word("U")
    if unit and unit != "year":
        return None
    offset = SIDES[which] if unit and which else None
    return "feast", (piece.word("H"), piece.year, None if unit else which, offset)


def anniversary(piece: Piece) -> Form | None:
    """An anniversary: ("anniversary", (which one,))."""
    return "anniversary", (piece.number("POu6Dn"),)


def day_next(piece: Piece) -> Form | None:
    """The day before or after: of what was told, or of something that follows ("the day after the talks")."""
    side = -1 if "B" in piece.letters else 1
    if piece.word("U") != "day":
        return None
    return ("offset_event", (side, 1, "day")) if piece.after else ("told", ("day", side, None))


def weekend(piece: Piece) -> Form | None:
    """The weekend beside now, before or after it by the tense: "over the weekend"."""
    known = piece.word("U") == "weekend" and piece.words.lower() == "the weekend"
    return ("weekend", ()) if known and piece.before in _AT_WEEKEND else None


_AT_WEEKEND = frozenset({"over", "at", "on", "during", "for", "through", "throughout", "by", "before", "spent"})


def day_alone(piece: Piece) -> Form | None:
    """A day of a month that is not named: "on the 18th", not "on the 18th floor"."""
    if piece.after and piece.after.lower() not in _AFTER_DAY:
        return None
    return "day", (None, None, piece.number("O"), None, None, None)


_AFTER_DAY = frozenset("at with for from by while when where who which but as is was will would during amid".split())

BUILDERS: dict[str, Callable[[Piece], Form | None]] = {
    builder.__name__: builder
    for builder in (
        *(
            day,
            numeric,
            days,
            days_rel,
            day_rel,
            month,
            month_rel,
            quarter,
            half_year,
            season,
            nth_weekday,
            weekday_of,
            weekday,
        ),
        *(deictic, ago, ahead, later, within, stretch, nth_unit, fiscal, unit, century, week_number, decade, years),
        *(first_months, year, feast, anniversary, day_alone, day_next, weekend),
    )
}
