"""To read a sentence of the tests as the pipeline would, up to its settled mentions."""

from datetime import date

from memcon.model import Actor, Mention, Page, Post, Report, When
from memcon.names.match import match
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
    page = page_of(text, known)
    at = date.fromisoformat(day) if day else None
    return settle(page, match(page, known), When(at, at, "given" if at else "none"), known)


def meant(text: str, day: str | None, known: Reference) -> dict[str, tuple[str, ...]]:
    """What each mention's words mean, the first of equal words counting."""
    found: dict[str, tuple[str, ...]] = {}
    for mention in read(text, day, known)[0]:
        found.setdefault(mention.words, mention.actors)
    return found
