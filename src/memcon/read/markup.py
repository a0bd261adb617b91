"""To make of the HTML of feeds and mails, which are no pages, words or a page."""

import re
from typing import Any

_PARAGRAPHS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr")
_FRAMES = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center")
_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN = ("script", "style", "figure", "img", "iframe", "head", "title")


def words_of(markup: str) -> str:
    """The words of a piece of HTML, a paragraph a line, without blank lines; pictures, scripts and the head left out.

    The cells of a table's row have tabs between them. Raises ValueError where it holds nothing that could be parsed.
    """
    tree = _tree(markup)
    for hidden in [element for element in tree.iter() if _is_hidden(element)]:
        hidden.drop_tree()
    for element in tree.iter():
        element.text, element.tail = _run(element.text), _run(element.tail)
    for block in tree.iter(*_PARAGRAPHS):
        block.text, block.tail = "\n" + (block.text or ""), "\n" + (block.tail or "")
    for cell in tree.iter("td", "th"):
        cell.text = ("\t" if cell.getprevious() is not None else "") + (cell.text or "")
    lines = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in tree.text_content().split("\n"))
    return "\n".join(line.strip() for line in lines if line.strip())


def unframed(markup: str) -> str:
    """The HTML of a mail without the tables that place its paragraphs: an article's tables hold figures, a mail's all.

    Raises ValueError where it holds nothing that could be parsed.
    """
    from lxml import html  # noqa: PLC0415 — seldom needed

    tree = _tree(markup)
    for frame in tree.iter(*_FRAMES):
        frame.tag = "div"
    return str(html.tostring(tree, encoding="unicode"))


def _tree(markup: str) -> Any:
    """The elements of a piece of HTML."""
    from lxml import etree, html  # noqa: PLC0415 — seldom needed

    try:
        return html.document_fromstring(markup)
    except etree.LxmlError as why:
        raise ValueError(f"is no HTML ({why})") from why


def _is_hidden(element: Any) -> bool:
    """Whether readers of a page never see an element: by its kind, or by its own style."""
    return element.tag in _HIDDEN or bool(_UNSEEN.search(element.get("style", "")))


def _run(words: str | None) -> str | None:
    """Words as a browser runs them together: a line's end in the source ends no line on the page."""
    return _BLANKS.sub(" ", words) if words else words
