"""To read a Zstandard file piece by piece, telling one that is broken or cut off, which the library passes over."""

from pathlib import Path
from typing import Any

_WIDEST = 1 << 27  # bytes of a window: what needs more no archiver makes by itself
_FED = 2048  # bytes fed at a time: they unpack to 33 MB at most


class Zstandard:
    """A file's unpacked bytes, read like a file."""

    def __init__(self, file: Path) -> None:
        """Open a file; raises OSError if it is unreadable."""
        import zstandard  # noqa: PLC0415 — seldom needed

        self._file, self._library = file.open("rb"), zstandard
        self._frame = self._next_frame()
        self._held, self._whole = bytearray(), True

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end; raises OSError where the file is broken or cut off."""
        try:
            while len(self._held) < size and self._feed():
                pass
        except (self._library.ZstdError, OSError) as why:
            if not self._held:  # what came before the break is given first
                raise OSError(str(why)) from why
        found = bytes(self._held[:size])
        del self._held[:size]
        return found

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _feed(self) -> bool:
        """Unpack some more; False at the end of the file."""
        piece = self._file.read(_FED)
        if not piece and not self._whole:
            raise OSError("ends too early")
        rest = piece
        while rest:
            self._held += self._frame.decompress(rest)
            self._whole, rest = self._frame.eof, self._frame.unused_data
            if self._whole:
                self._frame = self._next_frame()
        return bool(piece)

    def _next_frame(self) -> Any:
        """What unpacks the next of the frames that a file is made of."""
        return self._library.ZstdDecompressor(max_window_size=_WIDEST).decompressobj()
