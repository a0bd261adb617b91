"""To read what a page says of itself: title, outlet, authors, address, description."""

from contextlib import suppress
from typing import Any

from msgspec import Struct

_LONGEST_NAME = 100


class About(Struct, frozen=True):
    """What a page's head and headline say of it; None for what they leave out."""

    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    description: str | None


def about(tree: Any) -> About:
    """What a parsed page says of itself, in meta tags first, then in its linked data, its headline and its title.

    Several authors are joined by semicolons. The address is the canonical one where the page names it: it is the same
    whichever way readers come. The extractor's own search looks for authors in the page's text as well, and takes three
    times as long.
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
        author=_one_line(found.author or _signed(tree)),
        url=_canonical(tree) or found.url or extract_url(tree),
        description=_one_line(found.description),
    )


def _canonical(tree: Any) -> str | None:
    """The address that a page calls its own, if that is a whole one."""
    links = (link for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    found = next((link.get("href") or "" for link in links), "").strip()
    return found if found.startswith(("http://", "https://")) else None


def _signed(tree: Any) -> str | None:
    """The author that a page's text names in an element marked for it."""
    for one in tree.iter("a", "span", "p", "div", "address"):
        if one.get("rel") == "author" or one.get("itemprop") == "author":
            words = " ".join(one.text_content().split()).removeprefix("By ").removeprefix("by ")
            return words if 0 < len(words) <= _LONGEST_NAME else None
    return None


def _one_line(words: str | None) -> str | None:
    """The words with single blanks; None where there are none."""
    return " ".join((words or "").split()) or None
