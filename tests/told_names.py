"""To read a sentence of the tests as the pipeline would, up to its settled mentions."""

from datetime import date

from memcon.model import Actor, Mention, Page, Post, Report, When
from memcon.names.match import match
from memcon.names.scan import scan
from memcon.names.settle import settle
from memcon.reference import Reference
from memcon.text.divide import divide
from memcon.text.parse import parse


def page_of(text: str, known: Reference) -> Page:
    """A parsed page of a text."""
    return parse(divide(Report("r", text, "r.txt")), known)


def read(
    text: str, day: str | None, known: Reference
) -> tuple[tuple[Mention, ...], tuple[Actor, ...], tuple[Post, ...]]:
    """Mentions, actors and posts of a text published on a day, or on one unknown."""
    seen = scan(page_of(text, known), known)
    at = date.fromisoformat(day) if day else None
    return settle(seen, match(seen), When(at, at, "given" if at else "none"))


def meant(text: str, day: str | None, known: Reference) -> dict[str, tuple[str, ...]]:
    """What each mention's words mean, the first of equal words counting."""
    found: dict[str, tuple[str, ...]] = {}
    for mention in read(text, day, known)[0]:
        found.setdefault(mention.words, mention.actors)
    return found
