"""To cut a report's text into stretches and pieces, so that what nests and crosses in it is painted right."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from memcon.record.record import Fields
from memcon.show.mark import pieces


class Mark(Struct, frozen=True):
    """Characters of the text with what covers them: families of claims, and whether a clue or an unread sentence.

    `opens` are the numbers of the claims that begin here, `numbers` of all that cover it; `gap` is where an unread
    sentence begins, if one does here.
    """

    words: str
    looks: tuple[str, ...]
    numbers: tuple[int, ...]
    opens: tuple[int, ...]
    gap: int | None


class Stretch(Struct, frozen=True):
    """A section of the text: its role, its episode, its pieces."""

    role: str
    episode: int
    pieces: tuple[Mark, ...]


def stretches(
    text: str, sections: Sequence[Fields], spans: Sequence[tuple[int, int, str]], families: Mapping[str, str]
) -> tuple[Stretch, ...]:
    """The whole text: each section, and what lies between, cut at every end of a span; `f1` is the span of claim 1."""
    bounds: list[tuple[int, int, str, int]] = []
    at = 0
    for one in sections:
        if at < one["start"]:
            bounds.append((at, one["start"], "between", one["episode"] or 0))
        bounds.append((one["start"], one["end"], one["role"], one["episode"] or 0))
        at = one["end"]
    if at < len(text):
        bounds.append((at, len(text), "between", bounds[-1][3] if bounds else 0))
    starts: dict[int, list[int]] = {}
    for start, _, name in spans:
        if name in families:
            starts.setdefault(start, []).append(int(name[1:]))
    made = []
    for first, last, role, episode in bounds:
        cut = [(max(a, first), min(b, last), name) for a, b, name in spans if a < last and first < b]
        made.append(Stretch(role, episode, tuple(_marks(text, (first, last), cut, (families, starts)))))
    return tuple(made)


def _marks(
    text: str,
    within: tuple[int, int],
    spans: Sequence[tuple[int, int, str]],
    claims: tuple[Mapping[str, str], Mapping[int, Sequence[int]]],
) -> list[Mark]:
    """The pieces of one section."""
    families, starts = claims
    gaps = {start for start, _, name in spans if name == "unread"}
    made, at = [], within[0]
    for piece in pieces(text, within, spans):
        looks = {families.get(name, name) for name in piece.marks}
        numbers = sorted(int(name[1:]) for name in piece.marks if name in families)
        made.append(
            Mark(
                piece.words, tuple(sorted(looks)), tuple(numbers), tuple(starts.get(at, ())), at if at in gaps else None
            )
        )
        at += len(piece.words)
    return made
