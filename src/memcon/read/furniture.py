"""To take out of a page the boxes that an extractor takes for the article: prompts to pay, pointers, players."""

import re
from typing import Any

_NAMES = re.compile(
    r"(?:^|[-_ ])(?:pay-?wall|subscri(?:be|ption)|donat(?:e|ion)|support-us|read-?(?:more|next|also)|see-?also|up-?next"
    r"|info-?box|fact-?box|video|player|captions?|most-?(?:read|popular|viewed)|promo(?:ted|s)?)(?:$|[-_ ])",
    re.IGNORECASE,
)
_BOXES = ("div", "section", "table", "ul", "ol", "p")  # a link or a span bears such names within a sentence
_PAGE = 0.5


def strip(tree: Any) -> None:
    """Remove the boxes of a parsed page that bear such a name, in place.

    One that holds half of the page's paragraphs is the page itself, whatever it is called, and stays.
    """
    most = max(3, _PAGE * sum(1 for _ in tree.iter("p")))
    for box in list(tree.iter(*_BOXES)):
        parent = box.getparent()
        named = _NAMES.search(f"{box.get('class') or ''} {box.get('id') or ''}")
        if named and parent is not None and sum(1 for _ in box.iter("p")) <= most:
            box.drop_tree()
