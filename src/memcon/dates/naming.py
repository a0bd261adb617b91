"""To leave out what looks like a time and is a part of a name: "Theresa May", "the Tokyo 2020 Games"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from sys import maxsize

from memcon.almanac import load_words
from memcon.model import Expression, Mention, Page, When


def outside_names(times: Iterable[Expression], mentions: Iterable[Mention]) -> tuple[Expression, ...]:
    """The expressions but for those that are a person's name, or a part of one ("Theresa May")."""
    names = sorted((m.start, m.end) for m in mentions if m.kind == "person" and m.role == "name")
    return tuple(e for e in times if not _lies_in(e, names))


def _lies_in(found: Expression, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an expression lies wholly inside one of the spans, which are in order and apart."""
    at = bisect_right(spans, (found.start, maxsize)) - 1
    return at >= 0 and spans[at][0] <= found.start and found.end <= spans[at][1]


def outside_titles(times: Iterable[Expression], page: Page, published: When) -> tuple[Expression, ...]:
    """The expressions but for years by which a fair or forum is called that is not over ("the 2019 Lima Forum").

    In a report of that year or an earlier one they date nothing; later the year says when it was.
    """
    if published.first is None:
        return tuple(times)
    kinds = frozenset(load_words()["named_by_year"])
    late = published.first.year
    return tuple(e for e in times if not (_is_late(e, late) and _names(e, page, kinds)))


def _is_late(found: Expression, year: int) -> bool:
    """Whether an expression is a bare year, the given one or later."""
    return found.form == "year" and found.words.isdigit() and int(found.words) >= year


def _names(found: Expression, page: Page, kinds: frozenset[str]) -> bool:
    """Whether a year stands before or within the capitalised name of a gathering."""
    tokens = page.tokens
    at = bisect_left(tokens, found.start, key=lambda token: token.start)
    while at < len(tokens) and tokens[at].word[:1].isupper() | (tokens[at].start == found.start):
        if tokens[at].lemma.lower() in kinds:
            return True
        at += 1
    return False
