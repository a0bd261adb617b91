"""To name a file that lies in another one, so that it is read as a file of its own."""

from msgspec import Struct

from memcon.model import UNKNOWN, When


class Enclosed(Struct, frozen=True):
    """A file in another: its own name, where it lies (`letter.eml#talks.pdf`), its bytes, and when it must be from.

    `known` is when a report in it was published, as far as what holds it tells; a day of its own outdoes that.
    """

    name: str
    path: str
    raw: bytes
    known: When = UNKNOWN
