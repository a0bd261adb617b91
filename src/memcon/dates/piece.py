"""To hold the tokens that a rule of the date grammar matched, as the builders of symbolic forms want them."""

from msgspec import Struct

from memcon.dates.lexer import Value, full_year

Part = int | str | None
Form = tuple[str, tuple[Part, ...]]
SIDES = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "this": 0, "current": 0}


class Piece(Struct, frozen=True):
    """The tokens that a rule matched: letters of class, what they stand for, the words around, the date order."""

    letters: str
    values: tuple[Value, ...]
    words: str
    before: str
    after: str
    day_first: bool

    def all(self, letters: str) -> list[Value]:
        """What the tokens of these classes stand for, in order."""
        return [value for letter, value in zip(self.letters, self.values, strict=True) if letter in letters]

    def number(self, letters: str) -> int | None:
        """The first number among tokens of these classes."""
        for letter, value in zip(self.letters, self.values, strict=True):
            if letter in letters and isinstance(value, int):
                return value
        return None

    def word(self, letters: str) -> str | None:
        """The first word among tokens of these classes."""
        for letter, value in zip(self.letters, self.values, strict=True):
            if letter in letters and isinstance(value, str):
                return value
        return None

    @property
    def year(self) -> int | None:
        """The year it names, of four digits or two."""
        found = self.number("Y")
        if found is None and self.letters.endswith(("fn", "Mn", "mn", "5n")):
            short = self.number("n")
            least = 0 if self.letters.endswith("fn") else 50  # "10 JAN 90"; in "5 June 40 men" the number counts
            return full_year(short) if short is not None and least <= short < 100 else None
        return found

    @property
    def which(self) -> str | None:
        """The word that sets it against now: last, next, this …"""
        return self.word("LXT")
