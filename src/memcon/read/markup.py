"""To make of the HTML of feeds and mails, which are no pages, words or a page."""

import re

_PARAGRAPHS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr")
_FRAMES = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN = ("script", "style", "figure", "img", "iframe", "head", "title")


def words_of(markup: str) -> str:
    """The words of a piece of HTML, a paragraph a line, without blank lines; pictures, scripts and the head left out.

    Raises lxml.etree.ParserError or ValueError where it holds nothing that could be parsed.
    """
    from lxml import html  # noqa: PLC0415 — seldom needed

    tree = html.fragment_fromstring(markup, create_parent="div")
    for hidden in [element for element in tree.iter() if element.tag in _HIDDEN or _UNSEEN.search(element.get("style", ""))]:
        hidden.drop_tree()
    for block in tree.iter(*_PARAGRAPHS):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def unframed(markup: str) -> str:
    """The HTML of a mail without the tables that place its paragraphs: an article's tables hold figures, a mail's all.

    Raises lxml.etree.ParserError or ValueError where it holds nothing that could be parsed.
    """
    from lxml import html  # noqa: PLC0415 — seldom needed

    tree = html.document_fromstring(markup)
    for frame in tree.iter(*_FRAMES):
        frame.tag = "div"
    return str(html.tostring(tree, encoding="unicode"))
