"""To name notes: names that any file system takes and any link can hold, each once."""

import re
import unicodedata
from hashlib import sha256

from memcon.show.mark import safe

_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]%�]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 160
"""Bytes of a name: file systems take 255, and some tools add to them."""


class Names:
    """The names given so far; two that differ in capitals alone are one to some file systems."""

    def __init__(self) -> None:
        """None given yet."""
        self._given: set[str] = set()

    def name(self, told: str, key: str) -> str:
        """A name for what is told; a few digits of a hash of its key follow if another has it already.

        >>> names = Names()
        >>> names.name("Who? Me/you: talks.", "a"), names.name("who me you talks", "b")
        ('Who Me you talks', 'who me you talks 3e23e816')
        """
        plain = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", safe(told))).split()).strip(". ")
        short = plain.encode()[:_LONGEST].decode(errors="ignore").strip(". ")
        if not short or _RESERVED.match(short) or short.casefold() in self._given:
            short = f"{short} {sha256(key.encode()).hexdigest()[:8]}".strip()
        self._given.add(short.casefold())
        return short
