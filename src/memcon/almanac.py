"""To load what memcon knows of days: founding days that have anniversaries, and dated multilateral meetings."""

from msgspec import Struct


class Almanac(Struct, frozen=True):
    """Days that have anniversaries, and multilateral meetings with number, place and days."""


def load_almanac() -> Almanac:
    """The almanac that ships with the package."""
    return Almanac()
