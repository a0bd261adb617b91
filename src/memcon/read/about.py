"""To read what a page says of itself: title, outlet, address, description."""

from contextlib import suppress
from typing import Any

from msgspec import Struct


class About(Struct, frozen=True):
    """What a page's head and headline say of it; None for what they leave out."""

    title: str | None
    outlet: str | None
    url: str | None
    description: str | None


def about(tree: Any) -> About:
    """What a parsed page says of itself, in meta tags first, then in its linked data, its headline and its title.

    The extractor's own search reads authors and tags as well and takes three times as long.
    """
    from trafilatura.metadata import (  # noqa: PLC0415 — it takes 0.4 s to import
        examine_meta,
        extract_meta_json,
        extract_sitename,
        extract_title,
        extract_url,
    )

    found = examine_meta(tree)
    with suppress(
        Exception
    ):  # linked data may be anything, nested as deep as it likes; the tags are then what there is
        found = extract_meta_json(tree, found)
    outlet = found.sitename or extract_sitename(tree)
    return About(
        title=_one_line(found.title or extract_title(tree)),
        outlet=_one_line((outlet or "").lstrip("@")),
        url=found.url or extract_url(tree),
        description=_one_line(found.description),
    )


def _one_line(words: str | None) -> str | None:
    """The words with single blanks; None where there are none."""
    return " ".join((words or "").split()) or None
