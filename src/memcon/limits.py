"""To hold work to limits: how large an input may be, what it may unpack to, how long one report may take."""

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What is read and coded of hostile or giant input; each field is a limit that a user may move by its name."""

    size: int = 50_000_000
    """Bytes of a file that is read whole (a feed, a document, a page saved with its pictures)."""
    page: int = 10_000_000
    """Bytes of an HTML page; the pages of news sites have 0.05 to 3 million."""
    text: int = 200_000
    """Characters of a text that is coded: 100,000 take 0.75 GB of memory, 300,000 took 1.3 GB."""
    depth: int = 3
    """Archives that may lie in one another."""
    members: int = 500_000
    """Members of one archive that are looked at."""
    ratio: int = 200
    """Times its own size to which an archive may unpack, past the first 100 million bytes; text packs to a tenth."""
    unpacked: int = 4_000_000_000
    """Bytes that one archive may unpack to, all members together."""


USUAL = Limits()
"""The limits of whoever names none."""
