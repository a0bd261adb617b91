"""To hold the record that is shown, and to take the new one when a build or a decision has replaced it."""

import threading
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
        self._path, self._lock = path, threading.Lock()
        self._view = self._load()

    def view(self) -> View:
        """The record with a cursor of its own; derived anew first where it has changed on disk."""
        with self._lock:
            if stamp(self._path) != self._view.stamp:
                self._view = self._load()
            held = self._view
        return View(held.record.cursor(), held.words, held.stamp)

    def _load(self) -> View:
        now = stamp(self._path)
        record, words = ready(self._path)
        return View(record, words, now)
