"""To make a symbolic form of counted units of time: two weeks ago, within days, the next 48 hours."""

from memcon.dates.piece import SIDES, Form, Part, Piece

_FEW = {"day": 6, "week": 4, "month": 6, "year": 6, "decade": 3}
"""How many units an unnumbered plural holds at most: "in recent weeks", "within days"."""


def _counted(piece: Piece) -> tuple[Part, ...] | None:
    """Counts with their units, in order: (2, "week", 3, "day")."""
    found: list[Part] = []
    count, half, working = 1, False, False
    for letter, value in zip(piece.letters, piece.values, strict=True):
        if letter in "Dun" and isinstance(value, int):
            count = value
        elif letter == "c" and isinstance(value, int):
            count = max(value, count)
        elif letter == "h":
            half = True
        elif letter == "z":
            found += [-(-count // 24), "day"] if value == "hour" else []
        elif letter == "K":
            working = value == 1
        elif letter == "U":
            found += [count, "workday" if working and value == "day" else str(value)]
            count, working = 1, False
    if "q" in piece.letters and found:
        found[-2], count = count, 1  # "a day or two"
    if half and found[1] in {"year", "century", "decade", "month"}:
        found[:2] = {"year": (6, "month"), "century": (50, "year"), "decade": (5, "year"), "month": (2, "week")}[
            str(found[1])
        ]
    return tuple(found) if found and all(not isinstance(n, int) or n < 3000 for n in found) else None


def ago(piece: Piece) -> Form | None:
    """So long before now: ("ago", (count, unit, …))."""
    counted = _counted(piece)
    return ("ago", counted) if counted else None


def ahead(piece: Piece) -> Form | None:
    """So long after now: ("ahead", (count, unit, …))."""
    counted = _counted(piece)
    return ("ahead", counted) if counted and (piece.letters[0] != "i" or piece.values[0] == "in") else None


def later(piece: Piece) -> Form | None:
    """So long after or before what was told: ("later" or "earlier", (count, unit, …))."""
    counted = _counted(piece)
    return ("later" if piece.letters.endswith("Z") else "earlier", counted) if counted else None


def few(counted: tuple[Part, ...] | None, piece: Piece) -> tuple[Part, ...] | None:
    """As many units as a plural without a number holds at most; None for a singular."""
    most = _FEW.get(str(counted[1])) if counted and piece.words.lower().endswith("s") else None
    return (most, *counted[1:]) if counted and most else None


def within(piece: Piece) -> Form | None:
    """From now to so long after: ("within", (count, unit, …)); "within days" is less than the next larger unit."""
    counted = _counted(piece)
    if piece.letters == "vU":
        counted = few(counted, piece)
    return ("within", counted) if counted else None


def stretch(piece: Piece) -> Form | None:
    """The last or next so many units, ("stretch", (side, count, unit, …)); "in recent weeks" are some of the last."""
    counted, which = _counted(piece), piece.which
    if piece.letters == "@U":
        counted = few(counted, piece)
        return ("stretch", (-1, *counted)) if counted else None
    return ("stretch", (SIDES[which], *counted)) if counted and which else None
