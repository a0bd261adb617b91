"""To take out of a page what is about other pages or about the page itself: cards, link lists, prompts, comments.

Sites name their boxes as they like, so what counts here is how a box is made and what it says, not what it is called.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from re import Pattern
from typing import Any

from msgspec import Struct

_BOXES = ("div", "section", "article", "aside", "form", "li", "dialog", "main", "td")
_LISTS = ("ul", "ol", "div", "section", "aside", "nav", "p", "li", "td", "h2", "h3", "h4", "h5", "font", "span")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SILENT = ("script", "style", "noscript", "template", "head", "title")
_LINKED = 0.75  # of a box's letters; a paragraph of a story has under a third of its letters in links
_HEADLINE_WORDS = 4  # a link of fewer words is a name or a button
_SENTENCE = re.compile(r"(?:\S+ ){5,}\S+[.!?][\"”’')]*$")
_PROMPT = 500  # characters; a longer paragraph that holds such words is a story about them
_PARAGRAPH = 150  # characters; few paragraphs of a story are shorter
_SMALL = 2_500  # letters of a box that may go as a whole for its first line
_HALF = 0.5


class _Told(Struct, frozen=True):
    """Patterns of the words by which boxes are known."""

    prompts: Pattern[str]
    comments: Pattern[str]


class _Page(Struct, frozen=True):
    """A parsed page: how many letters each element holds, how many of them in links, and the article's own heading."""

    tree: Any
    letters: dict[Any, int]
    linked: dict[Any, int]
    own: Any
    whole: int

    def is_apart(self, box: Any) -> bool:
        """Whether a box is not the page's story: it lacks the story's heading; where that is not known, it is small."""
        if self.own is not None:
            return self.own is not box and not any(one is box for one in self.own.iterancestors())
        return self.letters[box] < _HALF * self.whole


def unbox(tree: Any, title: str | None) -> None:
    """Remove from a parsed page, in place, the boxes that are not its story; `title` is what the page says it is."""
    _unfold(tree)
    page = _measured(tree, title)
    found = [
        box for kind in (_set_apart, _link_lists, _cards, _articles, _comments, _prompts, _glued) for box in kind(page)
    ]
    for box in found:
        if box.getparent() is not None and page.is_apart(box):
            box.drop_tree()
    _unlist(tree)


def _unlist(tree: Any) -> None:
    """Make paragraphs of lists whose entries are sentences: an extractor takes lists for menus."""
    for entries in list(tree.iter("ul", "ol")):
        told = [" ".join(entry.text_content().split()) for entry in entries.findall("li")]
        if told and 2 * sum(_SENTENCE.search(words) is not None for words in told) > len(told):
            entries.tag = "div"
            for entry in entries.findall("li"):
                entry.tag = "p"


def _unfold(tree: Any) -> None:
    """Make plain boxes of tables that lay out a page: those with a cell that holds a heading or several paragraphs."""
    for table in list(tree.iter("table")):
        cells = [cell for cell in table.iter("td") if next(cell.iterancestors("table"), None) is table]
        if any(len(cell.findall(".//p")) > 1 or cell.find(".//h1") is not None for cell in cells):
            for part in [table, *(cell for cell in table.iter("tbody", "tr", "td", "th"))]:
                part.tag = "div"


def _measured(tree: Any, title: str | None) -> _Page:
    """The page with the letters of each element, those of children before those of parents."""
    letters: dict[Any, int] = {}
    linked: dict[Any, int] = {}
    for one in reversed(list(tree.iter())):
        if not isinstance(one.tag, str) or one.tag in _SILENT:
            letters[one] = linked[one] = 0
            continue
        held = len((one.text or "").strip())
        held += sum(letters[child] + len((child.tail or "").strip()) for child in one)
        letters[one] = held
        linked[one] = held if one.tag == "a" and one.get("href") else sum(linked[child] for child in one)
    return _Page(tree, letters, linked, _own_heading(tree, title), letters[tree])


def _leads_away(link: Any) -> bool:
    """Whether an element is a link to another page."""
    href: str = link.get("href") or "" if link.tag == "a" else ""
    return bool(href) and not href.startswith("#")


def _own_heading(tree: Any, title: str | None) -> Any:
    """The heading of the page's story: the one that says its title, else the first of the highest order."""
    wanted = bare(title)
    for heading in tree.iter("h1", "h2", "h3"):
        words = bare(heading.text_content())
        if wanted and len(words) > 14 and (words in wanted or wanted in words):
            return heading
    return next(tree.iter("h1"), None)


def _set_apart(page: _Page) -> Iterator[Any]:
    """Elements whose kind says that they are no story: dialogs, and AMP's own components but pictures."""
    for one in page.tree.iter():
        if isinstance(one.tag, str) and (
            one.tag == "dialog"
            or (one.tag.startswith("amp-") and one.tag != "amp-img")
            or one.get("role") in ("dialog", "alertdialog", "navigation", "search", "complementary")
        ):
            yield one


def _link_lists(page: _Page) -> Iterator[Any]:
    """Boxes that are links and little besides; one link alone has to be as long as a headline."""
    inside: set[Any] = set()
    for one in page.tree.iter(*_LISTS):
        letters = page.letters[one]
        if one.getparent() in inside:
            inside.add(one)
            continue
        if not letters or page.linked[one] < _LINKED * letters:
            continue
        links = [link for link in one.iter("a") if page.letters.get(link)]
        if len(links) > 2 or any(len(link.text_content().split()) >= _HEADLINE_WORDS for link in links):
            inside.add(one)
            yield one


def _cards(page: _Page) -> Iterator[Any]:
    """Boxes that tell of another page: their heading leads there."""
    for heading in page.tree.iter("h2", "h3", "h4", "h5"):
        around = next((link for link in heading.iterancestors("a") if _leads_away(link)), None)
        if around is not None:
            yield _outermost(page, around)
        elif heading is not page.own and page.linked[heading] > _LINKED * page.letters[heading]:
            yield _outermost(page, heading)


def _outermost(page: _Page, inner: Any) -> Any:
    """The nearest box around an element that is more than it, short of the story's own; the element itself for none."""
    for box in inner.iterancestors(*_BOXES):
        if not page.is_apart(box) or box.tag == "main":
            return inner
        if page.letters[box] > page.letters[inner]:
            return box
        inner = box
    return inner


def _articles(page: _Page) -> Iterator[Any]:
    """Articles beside the one that holds the page's own heading."""
    inside = next(page.own.iterancestors("article"), None) if page.own is not None else None
    if inside is not None:
        yield from (one for one in page.tree.iter("article") if next(one.iterancestors("article"), None) is None)


def _comments(page: _Page) -> Iterator[Any]:
    """The line that heads the readers' comments, and all that follows it in its box."""
    seen: set[Any] = set()
    for one in page.tree.iter(*_HEADINGS, "p", "strong", "b", "div", "span"):
        if (
            one.getparent() not in seen
            and 0 < page.letters[one] <= 120
            and _told().comments.match(" ".join(one.text_content().split()))
        ):
            box = one.getparent() if one.tag in ("strong", "b", "span") and one.getparent() is not None else one
            seen |= {one.getparent(), box.getparent()}
            yield from box.itersiblings()
            yield box


def _prompts(page: _Page) -> Iterator[Any]:
    """Lines that ask readers to pay, log in, agree or share; where such a line opens a small box, the box."""
    for one in page.tree.iter("p", "h2", "h3", "h4", "h5", "li", "span", "div", "b", "strong"):
        if 0 < page.letters[one] <= _PROMPT and _told().prompts.search(" ".join(one.text_content().split())):
            box = next(one.iterancestors("div", "section", "aside", "form"), None)
            yield box if box is not None and _opens(page, one, box) else one


def _opens(page: _Page, line: Any, box: Any) -> bool:
    """Whether a line is the first or second of a small box that holds no story."""
    if page.letters[box] > min(_SMALL, _HALF * page.whole) or not page.is_apart(box):
        return False
    first = [one for one in box.iter("p", *_HEADINGS, "li", "span") if page.letters[one]][:2]
    long = sum(page.letters[one] > _PARAGRAPH for one in box.iter("p"))
    return line in first and long < 3


def _glued(page: _Page) -> Iterator[Any]:
    """Headlines as links, and captions, that stand in a sentence's way without a blank: "sought<a>Embassies move …".

    A heading that runs into the sentence after it is parted from it by a line break.
    """
    for link in page.tree.iter("a"):
        words = link.text_content().split()
        if _before(link)[-1:].islower() and len(words) >= _HEADLINE_WORDS and words[0][:1].isupper():
            yield link
    pictured = {parent for picture in page.tree.iter("img") for parent in picture.iterancestors("p")}
    for one in page.tree.iter("em", "i", "small", "span", "b", "strong"):
        words, after = one.text_content(), one.tail or ""
        glued = words[-1:].islower() and after[:1].isupper() and not _before(one).strip()
        if glued and len(words.split()) >= 3 and one.getparent() is not None and one.getparent().tag == "p":
            if one.getparent() in pictured:
                yield one
            else:
                one.tail = None
                line = one.makeelement("br")
                line.tail = after
                one.addnext(line)


def _before(one: Any) -> str:
    """The words right before an element, in its parent."""
    left = one.getprevious()
    return (left.tail if left is not None else one.getparent().text if one.getparent() is not None else "") or ""


@cache
def _told() -> _Told:
    """The patterns of the table [boxes] in `data/lang/pages.toml`."""
    data = tomllib.loads(files("memcon").joinpath("data/lang/pages.toml").read_text(encoding="utf-8"))["boxes"]
    made = {name: re.compile("|".join(f"(?:{words})" for words in data[name]), re.IGNORECASE) for name in data}
    return _Told(**made)


def bare(words: str | None) -> str:
    """The words in lower case with single blanks."""
    return " ".join((words or "").lower().split())
