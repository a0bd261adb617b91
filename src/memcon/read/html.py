"""To read a saved page: the headline, deck and article are its text, what it says of itself is metadata."""

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from memcon.model import Report
from memcon.read.about import About, about
from memcon.read.boxes import bare, unbox
from memcon.read.decode import decode
from memcon.read.fields import Fields, make, unread
from memcon.read.furniture import strip
from memcon.read.published import published


def page(raw: bytes, file: Path, path: str, fields: Fields) -> Report:
    """The report of one page's bytes; `path` names it in the record, `fields` hold what is given from outside."""
    place = Path(path).name
    markup, trouble = decode(raw), "holds no article that stands out from the page around it"
    try:
        told = _extract(markup) if markup else None
    except Exception as why:  # the extractor meets whatever the web holds; what it fails on costs this page
        told, trouble = None, f"holds markup that cannot be read ({type(why).__name__})"
    if told is None:
        problem = (
            f"{trouble}; save the article's words as text"
            if markup
            else "is in no encoding that could be told; save it as UTF-8"
        )
        return replace(unread(file, "failed", problem, raw=raw), path=path, problem=f"{place}: {problem}")
    text, said, tree = told
    given = Fields(
        title=fields.title or said.title,
        outlet=fields.outlet or said.outlet,
        author=fields.author or said.author,
        url=fields.url or said.url,
        language=fields.language,
        published=fields.published,
        fetched=fields.fetched,
    )
    return make(text, given, path=path, place=place, dated=None if fields.published else published(tree, said.url))


def _extract(markup: str) -> tuple[str, About, Any] | None:
    """A page's text, what it says of itself and its tree; None where no article is found."""
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415 — it takes 0.4 s to import

    tree = load_html(markup)
    if tree is None:
        return None
    said = about(tree)
    strip(tree)
    unbox(tree, said.title)
    found: Any
    for fast in (True, False):  # the quick way finds no article in some short pages
        found = bare_extraction(tree, fast=fast, favor_precision=True, include_comments=False)
        if found is not None and found.text:
            parts = (said.title, _deck(tree, said.description, found.text), _below(said.title, found.text))
            return "\n\n".join(part for part in parts if part), said, tree
    return None


def _below(title: str | None, text: str) -> str:
    """The text without its first line where that is the title, which comes before it anyway."""
    first, _, rest = text.partition("\n")
    return rest if rest and bare(first) == bare(title) else text


def _deck(tree: Any, description: str | None, text: str) -> str | None:
    """The paragraph between headline and article that the page's description repeats, where the article lacks it."""
    wanted = bare(description).rstrip(" .…")
    if len(wanted) < 40 or wanted in bare(text):
        return None
    for element in tree.iter("p", "h2", "h3", "div"):
        if element.tag == "div" and element.get("itemprop") != "description":
            continue
        words = " ".join(element.text_content().split())
        if bare(words).startswith(wanted) and len(words) < 3 * len(wanted):
            return words
    return None
