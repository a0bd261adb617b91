"""To hold the record that is shown, and to take the new one when a build or a decision has replaced it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from memcon.record.ready import ready, stamp
from memcon.record.record import Record


class View(Struct, frozen=True):
    """A record as one request sees it, with the index of its words and the stamp of its state."""

    record: Record
    words: Path
    stamp: str

    @property
    def name(self) -> str:
        """What a reader calls the record: the name of its folder."""
        return self.record.path.absolute().name


class Live:
    """The record at a path, as it stands now."""

    def __init__(self, path: Path) -> None:
        """Derive at once what pages need; raises NotARecord."""
        self.path, self._changing = path, threading.RLock()
        self._view = self._load()

    def view(self) -> View:
        """The record with a cursor of its own; derived anew first where it has changed on disk.

        Where that is being done for another request, or a decision is being taken down, it is the record as it was.
        """
        if self._changing.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._changing.release()
        held = self._view
        return View(held.record.cursor(), held.words, held.stamp)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Let the record be changed by one alone, and show what it then is; others see it as it was until then."""
        with self._changing:
            try:
                yield
            finally:
                self._follow()

    def _follow(self) -> None:
        if stamp(self.path) != self._view.stamp:
            self._view = self._load()

    def _load(self) -> View:
        now = stamp(self.path)
        record, words = ready(self.path)
        return View(record, words, now)
